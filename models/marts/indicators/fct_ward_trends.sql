with

ward_changes as (
    select * from {{ ref('int_benchmarks__trend_changes') }}
    where area_level = 'ward'
),

ward_trends as (
    select
        changes.*,
        figures.period_start_date,
        figures.period_end_date,
        figures.denominator_source,
        figures.denominator_edition,
        statuses.status_label as change_status_label,
        claims.claim_level,
        concat_ws(
            ' ',
            case
                when changes.is_any_synthetic and not figures.is_synthetic
                    then texts.synthetic_text
            end,
            figures.caution,
            case
                when changes.is_series_break then texts.series_break_text
                when changes.change_rate is null then texts.no_change_text
                when changes.change_lower_95_rate is null
                    then texts.rounded_rate_text
                else texts.chance_alone_text
            end
        ) as caution
    from ward_changes as changes
    inner join {{ ref('int_indicators__ward_figures') }} as figures
        on
            changes.area_key = figures.ward_code
            and changes.series_code = figures.indicator_code
            and changes.period_code = figures.period_code
            and changes.breakdown_topic = figures.breakdown_topic
            and changes.breakdown_category = figures.breakdown_category
    inner join {{ ref('ref_change_statuses') }} as statuses
        on changes.change_status = statuses.change_status
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'trend'
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    local_authority_code,
    area_key as ward_code,
    series_code as indicator_code,
    period_code,
    previous_period_code,
    period_start_date,
    period_end_date,
    numerator_count,
    denominator_count,
    previous_denominator_count,
    denominator_source,
    denominator_edition,
    cast(round(rate, 6) as decimal(9, 6)) as indicator_value,
    lower_95_rate,
    upper_95_rate,
    value_status,
    cast(round(previous_rate, 6) as decimal(9, 6)) as previous_value,
    change_rate,
    change_lower_95_rate,
    change_upper_95_rate,
    change_status,
    change_status_label,
    is_series_break,
    break_reason,
    is_any_synthetic as is_synthetic,
    claim_level,
    caution
from ward_trends
