select
    facts.local_authority_code,
    facts.ward_code,
    wards.ward_name,
    facts.regime_code,
    facts.regime_label,
    facts.judgement_code,
    facts.judgement_label,
    facts.judgement_order,
    facts.outcome_code,
    facts.outcome_label,
    facts.outcome_order,
    facts.period_code,
    facts.settings_count,
    facts.settings_with_places_count,
    facts.places_count,
    facts.judged_settings_count,
    facts.ward_settings_count,
    cast(facts.quality_known_rate as double) as quality_known_rate,
    facts.value_status,
    facts.is_synthetic,
    facts.claim_level,
    facts.caution
from {{ ref('fct_ward_inspections') }} as facts
inner join {{ ref('dim_ward') }} as wards
    on facts.ward_code = wards.ward_code
order by facts.ward_code, facts.judgement_code, facts.outcome_code
