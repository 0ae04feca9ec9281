-- What leaves the council of each figure, by audience, as its protection has it.
with

figures as (
    select
        protections.audience,
        figures.*
    from {{ ref('int_disclosure__protected_figures') }} as figures
    inner join {{ ref('policy_protections') }} as protections
        on figures.protection_code = protections.protection_code
    inner join {{ ref('policy_indicators') }} as indicators
        on
            figures.indicator_code = indicators.indicator_code
            and (indicators.is_public or protections.audience = 'partner')
)

select
    audience,
    local_authority_code,
    local_authority_name,
    area_type,
    area_code,
    area_name,
    ward_code,
    indicator_code,
    breakdown_topic,
    breakdown_category,
    breakdown_topic_label,
    breakdown_category_label,
    period_code,
    period_label,
    period_start_date,
    period_end_date,
    cast(shown_numerator_count as integer) as numerator_count,
    cast(denominator_count as integer) as denominator_count,
    denominator_source,
    denominator_edition,
    cast(value as double) as value,
    'rate' as value_unit,
    cast(lower_95_rate as double) as lower_95,
    cast(upper_95_rate as double) as upper_95,
    shown_status as value_status,
    case when shown_numerator_count is null then public_symbol end as value_symbol,
    protection_code,
    value_text,
    of_text,
    limits_text,
    comparator_text,
    comparison_text,
    figure_text,
    case when council_rate is not null then 'own' end as comparator_code,
    case when council_rate is not null then local_authority_name end
        as comparator_label,
    cast(cast(round(council_rate, 6) as decimal(9, 6)) as double) as comparator_value,
    comparison_code,
    comparison_label,
    {%- for side in ['lower_95', 'upper_95', 'lower_998', 'upper_998'] %}
    cast(cast(round(funnel_{{ side }}, 6) as decimal(9, 6)) as double)
        as funnel_{{ side }},
    {%- endfor %}
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from figures
