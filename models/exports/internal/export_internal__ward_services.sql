select
    facts.local_authority_code,
    facts.ward_code,
    wards.ward_name,
    facts.service_type_code,
    facts.service_type_label,
    facts.period_code,
    facts.services_count,
    facts.services_with_hours_count,
    facts.unplaced_services_count,
    facts.value_status,
    facts.is_synthetic,
    facts.claim_level,
    facts.caution
from {{ ref('fct_ward_services') }} as facts
inner join {{ ref('dim_ward') }} as wards
    on facts.ward_code = wards.ward_code
order by facts.ward_code, facts.service_type_code
