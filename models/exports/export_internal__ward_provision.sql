select
    facts.local_authority_code,
    facts.ward_code,
    wards.ward_name,
    facts.measure_code,
    facts.measure_label,
    facts.measure_order,
    facts.category_code,
    facts.category_label,
    facts.category_order,
    facts.period_code,
    facts.denominator_period_code,
    facts.numerator_label,
    cast(facts.numerator_count as integer) as numerator_count,
    facts.denominator_label,
    cast(facts.denominator_count as integer) as denominator_count,
    facts.indicator_value,
    facts.unit_label,
    facts.value_status,
    facts.council_value,
    facts.known_settings_count,
    facts.settings_count,
    cast(facts.places_known_rate as double) as places_known_rate,
    cast(facts.hours_known_rate as double) as hours_known_rate,
    cast(facts.quality_known_rate as double) as quality_known_rate,
    facts.unplaced_settings_count,
    facts.is_synthetic,
    facts.claim_level,
    facts.caution
from {{ ref('fct_ward_provision') }} as facts
inner join {{ ref('dim_ward') }} as wards
    on facts.ward_code = wards.ward_code
order by facts.ward_code, facts.measure_code, facts.category_code
