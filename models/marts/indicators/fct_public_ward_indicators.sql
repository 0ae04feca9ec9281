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
    value_status as count_status,
    case
        when rounded_numerator_count is null and rate_status != 'capped'
            then public_symbol
    end as value_symbol,
    cast(round(public_rate, 2) as decimal(9, 6)) as value,
    'rate' as value_unit,
    rate_status as value_status,
    value_text,
    of_text,
    limits_text,
    comparator_text,
    comparison_text,
    figure_text,
    cast(round(lower_95_rate, 2) as decimal(9, 6)) as lower_95,
    cast(round(upper_95_rate, 2) as decimal(9, 6)) as upper_95,
    case when council_rate is not null then 'own' end as comparator_code,
    case when council_rate is not null then local_authority_name end
        as comparator_label,
    cast(round(council_rate, 2) as decimal(9, 6)) as comparator_value,
    comparison_code,
    comparison_label,
    funnel_lower_95,
    funnel_upper_95,
    funnel_lower_998,
    funnel_upper_998,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from public_figures
