with

council_changes as (
    select * from {{ ref('int_benchmarks__trend_changes') }}
    where area_level = 'council'
),

area_labels as (
    select distinct
        local_authority_code,
        comparator_code,
        comparator_label
    from {{ ref('int_benchmarks__areas') }}
),

area_trends as (
    select
        changes.*,
        area_labels.comparator_label,
        series_labels.series_label,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        statuses.status_label as change_status_label,
        claims.claim_level,
        concat_ws(
            ' ',
            case when changes.is_any_synthetic then texts.synthetic_text end,
            texts.area_not_child_text,
            case
                when changes.is_series_break then texts.series_break_text
                when changes.change_rate is null then texts.no_change_text
                when changes.change_lower_95_rate is null
                    then texts.rounded_rate_text
                else texts.chance_alone_text
            end,
            series_labels.series_caution
        ) as caution
    from council_changes as changes
    inner join area_labels
        on
            changes.local_authority_code = area_labels.local_authority_code
            and changes.area_key = area_labels.comparator_code
    inner join {{ ref('int_benchmarks__series_labels') }} as series_labels
        on changes.series_code = series_labels.series_code
    inner join {{ ref('ref_periods') }} as periods
        on changes.period_code = periods.period_code
    inner join {{ ref('ref_change_statuses') }} as statuses
        on changes.change_status = statuses.change_status
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'trend'
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    local_authority_code,
    area_key as comparator_code,
    comparator_label,
    edition_group,
    series_code,
    series_label,
    period_code,
    breakdown_topic,
    breakdown_category,
    previous_period_code,
    period_start_date,
    period_end_date,
    numerator_count,
    denominator_count,
    previous_denominator_count,
    areas_count,
    cast(round(rate, 6) as decimal(9, 6)) as rate,
    lower_95_rate,
    upper_95_rate,
    value_status,
    cast(round(previous_rate, 6) as decimal(9, 6)) as previous_rate,
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
from area_trends
