with

public_figures as (
    select * from {{ ref('int_disclosure__public_figures') }}
)

select
    local_authority_code,
    ward_code,
    indicator_code,
    period_code,
    period_start_date,
    period_end_date,
    rounded_numerator_count,
    rounded_denominator_count,
    denominator_source,
    denominator_edition,
    value_status,
    case
        when rounded_numerator_count is null and rate_status != 'capped'
            then public_symbol
    end as value_symbol,
    cast(round(public_rate, 2) as decimal(9, 6)) as public_rate,
    rate_status,
    cast(round(lower_95_rate, 2) as decimal(9, 6)) as lower_95_rate,
    cast(round(upper_95_rate, 2) as decimal(9, 6)) as upper_95_rate,
    cast(round(council_rate, 2) as decimal(9, 6)) as council_rate,
    comparison_code,
    comparison_label,
    is_synthetic,
    claim_level,
    caution
from public_figures
