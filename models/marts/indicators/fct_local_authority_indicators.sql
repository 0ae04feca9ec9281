with

settings as (
    select * from {{ ref('int_policy__settings') }}
),

council_values as (
    select
        council_values.*,
        settings.wilson_z_95
    from {{ ref('int_indicators__local_authority_values') }} as council_values
    cross join settings
),

council_indicators as (
    select
        council_values.local_authority_code,
        councils.local_authority_name,
        council_values.population_basis,
        council_values.indicator_code,
        council_values.period_code,
        council_values.breakdown_topic,
        council_values.breakdown_category,
        periods.start_date as period_start_date,
        periods.end_date as period_end_date,
        council_values.numerator_count,
        council_values.denominator_count,
        cast(round(council_values.indicator_value, 6) as decimal(9, 6))
            as indicator_value,
        {{ wilson_limit(
            'council_values.numerator_count', 'council_values.denominator_count',
            'council_values.wilson_z_95', 'lower'
        ) }} as lower_95_rate,
        {{ wilson_limit(
            'council_values.numerator_count', 'council_values.denominator_count',
            'council_values.wilson_z_95', 'upper'
        ) }} as upper_95_rate,
        council_values.value_status,
        case
            when council_values.value_status = 'not_available'
                then council_values.status_reason
            else statuses.status_label
        end as status_reason,
        council_values.children_due_count,
        council_values.is_score_period,
        council_values.is_synthetic,
        indicators.claim_level,
        concat_ws(
            ' ',
            case when council_values.is_synthetic then texts.synthetic_text end,
            texts.area_not_child_text,
            case when council_values.is_ward_return then texts.ward_return_text end,
            case
                when council_values.value_status != 'observed'
                    then texts.not_usable_text
            end,
            fixed_cautions.fixed_caution
        ) as caution
    from council_values
    inner join {{ ref('policy_indicators') }} as indicators
        on council_values.indicator_code = indicators.indicator_code
    inner join {{ ref('ref_periods') }} as periods
        on council_values.period_code = periods.period_code
    inner join {{ ref('ref_value_statuses') }} as statuses
        on council_values.value_status = statuses.value_status
    inner join {{ ref('ref_local_authorities') }} as councils
        on council_values.local_authority_code = councils.local_authority_code
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
        on council_values.indicator_code = fixed_cautions.indicator_code
)

select
    local_authority_code,
    local_authority_name,
    population_basis,
    indicator_code,
    period_code,
    breakdown_topic,
    breakdown_category,
    period_start_date,
    period_end_date,
    numerator_count,
    denominator_count,
    indicator_value,
    lower_95_rate,
    upper_95_rate,
    value_status,
    status_reason,
    children_due_count,
    is_score_period,
    is_synthetic,
    claim_level,
    caution
from council_indicators
