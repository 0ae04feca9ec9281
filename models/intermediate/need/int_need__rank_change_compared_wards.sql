-- A ward that only one of two publications ranked has not changed rank; its status says
-- so.
with

compared_councils as (
    select
        local_authority_code,
        max(publication_code) as previous_publication_code
    from {{ ref('stg_publishing__previous_scores') }}
    group by local_authority_code
),

synthetic_wards as (
    select
        ward_code,
        bool_or(is_synthetic) as was_synthetic
    from {{ ref('stg_publishing__previous_ward_figures') }}
    group by ward_code
),

labelled_periods as (
    select
        methods.local_authority_code,
        methods.is_new_method,
        methods.indicator_code,
        indicators.indicator_label || ': ' || methods.score_period_code || '.'
            as period_text
    from {{ ref('int_need__rank_change_method_versions') }} as methods
    inner join {{ ref('policy_indicators') }} as indicators
        on methods.indicator_code = indicators.indicator_code
),

score_periods as (
    select
        local_authority_code,
        {{ joined_text(
            'case when not is_new_method then period_text end', 'indicator_code'
        ) }} as periods_from,
        {{ joined_text(
            'case when is_new_method then period_text end', 'indicator_code'
        ) }} as periods_to
    from labelled_periods
    group by local_authority_code
),

compared_wards as (
    select
        scores.local_authority_code,
        scores.ward_code,
        compared_councils.previous_publication_code,
        score_periods.periods_from,
        score_periods.periods_to,
        previous.need_rank as rank_from,
        previous.rank_low as previous_rank_low,
        previous.rank_high as previous_rank_high,
        cast(scores.need_rank as integer) as rank_to,
        cast(scores.ranked_wards_count as integer) as ranked_wards_count,
        scores.is_synthetic
        or coalesce(synthetic_wards.was_synthetic, false) as is_synthetic
    from {{ ref('int_need__ward_scores') }} as scores
    inner join compared_councils
        on scores.local_authority_code = compared_councils.local_authority_code
    inner join score_periods
        on scores.local_authority_code = score_periods.local_authority_code
    left join {{ ref('stg_publishing__previous_scores') }} as previous
        on scores.ward_code = previous.ward_code
    left join synthetic_wards on scores.ward_code = synthetic_wards.ward_code
)

select * from compared_wards
