with

figures as (
    select
        *,
        replace(upper(postcode), ' ', '') as postcode_key
    from {{ ref('int_settings__services') }}
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
    {{ outward_code('figures.postcode_key') }} as postcode_district,
    figures.ward_code,
    wards.ward_name,
    figures.latitude,
    figures.longitude,
    coalesce(hours.hours_text, words.hours_not_known_text) as hours_text,
    figures.contact_phone,
    figures.contact_email,
    figures.website,
    figures.period_code,
    periods.period_label,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('public_services') }} as caution_codes,
    {{ caution_text('public_services') }} as caution
from figures
left join {{ ref('ref_local_authorities') }} as councils
    on figures.local_authority_code = councils.local_authority_code
left join {{ ref('int_geography__ward_names') }} as wards
    on figures.ward_code = wards.ward_code
left join {{ ref('int_settings__hours_in_words') }} as hours
    on
        figures.local_authority_code = hours.local_authority_code
        and figures.service_code = hours.place_code
        and hours.place_kind = 'service'
inner join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_disclosure__public_words') }} as words
cross join {{ ref('int_policy__caution_texts') }} as texts
