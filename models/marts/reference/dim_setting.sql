with

figures as (
    select * from {{ ref('int_settings__settings') }}
)

select
    figures.local_authority_code,
    councils.local_authority_name,
    figures.setting_code,
    figures.urn,
    figures.council_setting_code,
    figures.setting_name,
    figures.setting_type_code,
    kinds.setting_type_label,
    figures.postcode,
    figures.latitude,
    figures.longitude,
    figures.ward_code,
    wards.ward_name,
    figures.place_status,
    statuses.place_status_label,
    figures.period_code,
    periods.period_label,
    figures.register_period_code,
    figures.list_period_code,
    figures.places_count,
    case
        when figures.places_count is null then 'not_available' else 'observed'
    end as places_status,
    cast(listed.youngest_age_months as integer) as youngest_age_months,
    cast(listed.oldest_age_months as integer) as oldest_age_months,
    cast(listed.weeks_a_year as integer) as weeks_a_year,
    cast(listed.vacancies_count as integer) as vacancies_count,
    listed.opened_date,
    listed.closed_date,
    case when figures.may_be_named then listed.fees_text end as fees_text,
    case when figures.may_be_named then listed.send_text end as send_text,
    case when figures.may_be_named then listed.languages_text end as languages_text,
    figures.is_open,
    figures.is_early_years_place,
    figures.is_home_based,
    figures.is_school_based,
    figures.may_be_named,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('settings') }} as caution_codes,
    {{ caution_text('settings') }} as caution
from figures
left join {{ ref('ref_local_authorities') }} as councils
    on figures.local_authority_code = councils.local_authority_code
left join {{ ref('int_settings__council_list') }} as listed
    on
        figures.local_authority_code = listed.local_authority_code
        and figures.council_setting_code = listed.council_setting_code
left join {{ ref('int_geography__ward_names') }} as wards
    on figures.ward_code = wards.ward_code
inner join {{ ref('policy_setting_types') }} as kinds
    on figures.setting_type_code = kinds.setting_type_code
inner join {{ ref('ref_place_statuses') }} as statuses
    on figures.place_status = statuses.place_status
inner join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
