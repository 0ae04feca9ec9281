with

figures as (
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
    figures.local_authority_code,
    councils.local_authority_name,
    figures.service_code,
    figures.service_name,
    figures.service_type_code,
    figures.service_type_label,
    figures.venue_name,
    figures.postcode,
    figures.latitude,
    figures.longitude,
    figures.ward_code,
    wards.ward_name,
    figures.place_status,
    statuses.place_status_label,
    figures.contact_phone,
    figures.contact_email,
    figures.website,
    figures.period_code,
    periods.period_label,
    services_with_hours.place_code is not null as has_hours,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('services') }} as caution_codes,
    {{ caution_text('services') }} as caution
from figures
left join {{ ref('ref_local_authorities') }} as councils
    on figures.local_authority_code = councils.local_authority_code
left join services_with_hours
    on
        figures.local_authority_code = services_with_hours.local_authority_code
        and figures.service_code = services_with_hours.place_code
left join {{ ref('int_geography__ward_names') }} as wards
    on figures.ward_code = wards.ward_code
inner join {{ ref('ref_place_statuses') }} as statuses
    on figures.place_status = statuses.place_status
inner join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
