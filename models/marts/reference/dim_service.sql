with

services as (
    select * from {{ ref('int_settings__services') }}
),

services_with_hours as (
    select distinct
        local_authority_code,
        place_code
    from {{ ref('int_settings__hours') }}
    where place_kind = 'service'
)

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
    services.place_status,
    services.contact_phone,
    services.contact_email,
    services.website,
    services.period_code,
    services_with_hours.place_code is not null as has_hours,
    services.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when services.is_synthetic then texts.synthetic_text end,
        texts.services_as_listed_text
    ) as caution
from services
left join services_with_hours
    on
        services.local_authority_code = services_with_hours.local_authority_code
        and services.service_code = services_with_hours.place_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
