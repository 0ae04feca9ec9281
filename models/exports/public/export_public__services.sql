select
    listed.service_name,
    listed.service_type_label,
    listed.venue_name,
    listed.postcode,
    listed.postcode_district,
    wards.ward_name,
    listed.hours_text,
    listed.contact_phone,
    listed.contact_email,
    listed.website,
    listed.local_authority_code,
    listed.service_code,
    listed.service_type_code,
    listed.ward_code,
    listed.latitude,
    listed.longitude,
    listed.period_code,
    periods.period_label,
    listed.is_synthetic,
    listed.claim_level,
    listed.caution
from {{ ref('fct_public_services') }} as listed
inner join {{ ref('dim_period') }} as periods
    on listed.period_code = periods.period_code
left join {{ ref('dim_ward') }} as wards
    on listed.ward_code = wards.ward_code
order by listed.local_authority_code, listed.service_code
