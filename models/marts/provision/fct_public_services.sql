with

services as (
    select
        *,
        replace(upper(postcode), ' ', '') as postcode_key
    from {{ ref('int_settings__services') }}
)

select
    services.local_authority_code,
    services.service_code,
    services.service_name,
    services.service_type_code,
    services.service_type_label,
    services.venue_name,
    services.postcode,
    {{ outward_code('services.postcode_key') }} as postcode_district,
    services.ward_code,
    services.latitude,
    services.longitude,
    coalesce(hours.hours_text, words.hours_not_known_text) as hours_text,
    services.contact_phone,
    services.contact_email,
    services.website,
    services.period_code,
    services.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when services.is_synthetic then texts.synthetic_text end,
        texts.services_as_listed_text
    ) as caution
from services
left join {{ ref('int_settings__hours_in_words') }} as hours
    on
        services.local_authority_code = hours.local_authority_code
        and services.service_code = hours.place_code
        and hours.place_kind = 'service'
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_disclosure__public_words') }} as words
cross join {{ ref('int_policy__caution_texts') }} as texts
