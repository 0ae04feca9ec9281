-- What it checks: every figure of the wide profile equals, value by value, the row of
-- the long table that it comes from, for every ward and every figure of the policy; and
-- rank, interval and probability equal those of the need score.
-- Why it matters: two files that give two numbers for one thing are trusted by nobody.
-- What to do: look at policy_profile_figures, and at how rpt_ward_profile turns rows
-- into columns.
with

profile as (
    select * from {{ ref('rpt_ward_profile') }}
),

profile_figures as (
    {% for figure, parts in profile_columns().items() %}
    select
        ward_code,
        '{{ figure }}' as figure_code,
        {{ figure }}_period_code as period_code,
        {{ figure ~ '_numerator_count' if 'numerator_count' in parts else 'null' }}
            as numerator_count,
        {{ figure }}_denominator_count as denominator_count,
        cast({{ figure }}_value as decimal(12, 6)) as figure_value,
        cast(
            {{ figure ~ '_lower_95' if 'lower_95' in parts else 'null' }}
            as decimal(12, 6)
        ) as lower_95,
        cast(
            {{ figure ~ '_upper_95' if 'upper_95' in parts else 'null' }}
            as decimal(12, 6)
        ) as upper_95,
        {{ figure }}_status as value_status,
        {{ figure }}_caution as caution
    from profile
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

long_figures as (
    select
        ward_code,
        'indicator' as source_code,
        indicator_code as subject_code,
        breakdown_category as category_code,
        period_code,
        numerator_count,
        denominator_count,
        cast(value as decimal(12, 6)) as figure_value,
        cast(lower_95 as decimal(12, 6)) as lower_95,
        cast(upper_95 as decimal(12, 6)) as upper_95,
        value_status,
        caution
    from {{ ref('fct_area_indicators') }}
    where area_type = 'ward' and breakdown_topic = 'total'

    union all

    select
        ward_code,
        'context' as source_code,
        breakdown_topic as subject_code,
        breakdown_category as category_code,
        period_code,
        numerator_count,
        denominator_count,
        cast(value as decimal(12, 6)) as figure_value,
        null as lower_95,
        null as upper_95,
        value_status,
        caution
    from {{ ref('fct_ward_context') }}

    union all

    select
        ward_code,
        'provision' as source_code,
        measure_code as subject_code,
        breakdown_category as category_code,
        period_code,
        numerator_count,
        denominator_count,
        cast(value as decimal(12, 6)) as figure_value,
        null as lower_95,
        null as upper_95,
        value_status,
        caution
    from {{ ref('fct_ward_provision') }}

    union all

    select
        ward_code,
        'access' as source_code,
        age_group_code as subject_code,
        catchment_code as category_code,
        period_code,
        cast(null as bigint) as numerator_count,
        children_count as denominator_count,
        cast(value as decimal(12, 6)) as figure_value,
        null as lower_95,
        null as upper_95,
        value_status,
        caution
    from {{ ref('fct_ward_access') }}
),

profile_texts as (
    select
        ward_code,
        figure_code,
        period_code,
        concat_ws(
            ' / ',
            coalesce(cast(numerator_count as string), 'none'),
            coalesce(cast(denominator_count as string), 'none'),
            coalesce(cast(figure_value as string), 'none'),
            coalesce(cast(lower_95 as string), 'none'),
            coalesce(cast(upper_95 as string), 'none'),
            value_status,
            caution
        ) as figure_text
    from profile_figures
),

long_texts as (
    select
        long_figures.ward_code,
        figures.figure_code,
        long_figures.period_code,
        concat_ws(
            ' / ',
            coalesce(cast(long_figures.numerator_count as string), 'none'),
            coalesce(cast(long_figures.denominator_count as string), 'none'),
            coalesce(cast(long_figures.figure_value as string), 'none'),
            coalesce(cast(long_figures.lower_95 as string), 'none'),
            coalesce(cast(long_figures.upper_95 as string), 'none'),
            long_figures.value_status,
            long_figures.caution
        ) as figure_text
    from long_figures
    inner join {{ ref('policy_profile_figures') }} as figures
        on
            long_figures.source_code = figures.source_code
            and long_figures.subject_code = figures.subject_code
            and long_figures.category_code = figures.category_code
),

wanted_figures as (
    select
        wards.ward_code,
        figures.figure_code,
        count(long_texts.ward_code) as long_rows_count
    from {{ ref('dim_ward') }} as wards
    cross join {{ ref('policy_profile_figures') }} as figures
    left join long_texts
        on
            wards.ward_code = long_texts.ward_code
            and figures.figure_code = long_texts.figure_code
    group by wards.ward_code, figures.figure_code
)

select
    wanted.ward_code,
    wanted.figure_code,
    profile_texts.figure_text as profile_text,
    long_texts.figure_text as long_text
from wanted_figures as wanted
left join profile_texts
    on
        wanted.ward_code = profile_texts.ward_code
        and wanted.figure_code = profile_texts.figure_code
left join long_texts
    on
        wanted.ward_code = long_texts.ward_code
        and wanted.figure_code = long_texts.figure_code
        and coalesce(profile_texts.period_code, 'none')
        = coalesce(long_texts.period_code, 'none')
where
    profile_texts.ward_code is null
    or (
        wanted.long_rows_count > 0
        and coalesce(profile_texts.figure_text != long_texts.figure_text, true)
    )

union all

select
    scores.ward_code,
    'need_rank' as figure_code,
    concat_ws(
        ' / ',
        profile.need_score, profile.need_rank, profile.rank_low, profile.rank_high,
        profile.top_k_probability_rate, profile.volume_need_count
    ) as profile_text,
    concat_ws(
        ' / ',
        scores.need_score, scores.need_rank, scores.rank_low, scores.rank_high,
        scores.top_k_probability_rate, scores.volume_need_count
    ) as long_text
from {{ ref('fct_ward_need_scores') }} as scores
left join profile on scores.ward_code = profile.ward_code
where
    profile.ward_code is null
    or concat_ws(
        ' / ',
        profile.need_score, profile.need_rank, profile.rank_low, profile.rank_high,
        profile.top_k_probability_rate, profile.volume_need_count
    ) != concat_ws(
        ' / ',
        scores.need_score, scores.need_rank, scores.rank_low, scores.rank_high,
        scores.top_k_probability_rate, scores.volume_need_count
    )
