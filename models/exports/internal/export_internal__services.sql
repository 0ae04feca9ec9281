select
    services.local_authority_code,
    services.service_code,
    services.service_name,
    services.service_type_code,
    services.service_type_label,
    services.venue_name,
    services.postcode,
    services.latitude,
    services.longitude,
    services.ward_code,
    wards.ward_name,
    services.place_status,
    services.contact_phone,
    services.contact_email,
    services.website,
    services.period_code,
    services.has_hours,
    services.is_synthetic,
    services.claim_level,
    services.caution
from {{ ref('dim_service') }} as services
left join {{ ref('dim_ward') }} as wards
    on services.ward_code = wards.ward_code
order by services.local_authority_code, services.service_code
