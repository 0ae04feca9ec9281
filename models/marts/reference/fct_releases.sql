-- What a page says of the figures that it was made from. The code is a digest of the
-- scores, of all figures behind them and of what was landed, so that the same inputs
-- give the same code; no clock has a part in it. The council's secret has, where there
-- is one: nobody outside can try figures until the code fits.
with

figure_texts as (
    select
        local_authority_code,
        concat_ws(
            ' ', area_type, area_code, measure_code, edition_group, population_basis,
            period_code, breakdown_topic, breakdown_category, value_status,
            cast(numerator_count as string), cast(denominator_count as string),
            cast(value as string), comparison_code
        ) as row_text
    from {{ ref('fct_area_indicators') }}

    union all

    select
        local_authority_code,
        concat_ws(
            ' ', ward_code, cast(need_score as string), cast(need_rank as string),
            cast(rank_low as string), cast(rank_high as string),
            cast(top_k_probability_rate as string), score_status
        ) as row_text
    from {{ ref('fct_ward_need_scores') }}

    union all

    select
        local_authority_code,
        concat_ws(
            ' ', dataset_code, cast(held_periods_count as string), last_period_code,
            last_release_code
        ) as row_text
    from {{ ref('fct_source_freshness') }}
),

joined_figures as (
    select
        local_authority_code,
        {{ joined_text('row_text', 'row_text') }} as all_figures
    from figure_texts
    group by local_authority_code
),

digests as (
    select
        local_authority_code,
        md5(
            concat_ws('/', {{ record_secret() }}, all_figures)
        ) as digest
    from joined_figures
),

figures as (
    select
        local_authority_code,
        local_authority_name,
        min_by(period_label, period_end_date) as oldest_period_label,
        min(period_end_date) as oldest_period_end_date,
        max_by(period_label, period_end_date) as newest_period_label,
        max(period_end_date) as newest_period_end_date,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('fct_area_indicators') }}
    where is_score_period and area_type = 'ward' and value is not null
    group by local_authority_code, local_authority_name
),

arrivals as (
    select
        local_authority_code,
        max(last_received_date) as last_received_date
    from {{ ref('fct_source_freshness') }}
    group by local_authority_code
),

releases as (
    select
        councils.local_authority_code,
        councils.local_authority_name,
        upper(substr(digests.digest, 1, 8)) as release_code,
        coalesce(arrivals.last_received_date, figures.newest_period_end_date)
            as as_of_date,
        figures.oldest_period_label,
        figures.newest_period_label,
        figures.newest_period_end_date,
        coalesce(figures.is_synthetic, false) as is_synthetic,
        claims.claim_level,
        {{ caution_codes('releases') }} as caution_codes,
        {{ caution_text('releases') }} as caution
    from digests
    inner join {{ ref('ref_local_authorities') }} as councils
        on digests.local_authority_code = councils.local_authority_code
    inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'extract'
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join figures on digests.local_authority_code = figures.local_authority_code
    left join arrivals on digests.local_authority_code = arrivals.local_authority_code
)

select
    local_authority_code,
    local_authority_name,
    release_code,
    '{{ var("software_version") }}' as software_version,
    as_of_date,
    {{ date_in_words('as_of_date') }} as as_of_text,
    oldest_period_label,
    newest_period_label,
    newest_period_end_date,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from releases
