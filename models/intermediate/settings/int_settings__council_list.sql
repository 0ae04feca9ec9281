-- One row per setting in the latest month of the council's own list, with our type. A
-- URN that the list gives twice belongs to the first of its settings alone.
with

listed_settings as (
    select
        settings_of_council.local_authority_code,
        settings_of_council.period_code,
        settings_of_council.setting_id as council_setting_code,
        upper(settings_of_council.urn) as given_urn,
        settings_of_council.setting_name,
        coalesce(kinds.setting_type_code, 'not_known') as setting_type_code,
        settings_of_council.postcode,
        settings_of_council.latitude,
        settings_of_council.longitude,
        settings_of_council.places_count,
        settings_of_council.may_be_named,
        settings_of_council.contact_phone,
        settings_of_council.website,
        settings_of_council.contact_email,
        settings_of_council.youngest_age_months,
        settings_of_council.oldest_age_months,
        settings_of_council.weeks_a_year,
        settings_of_council.fees_text,
        settings_of_council.send_text,
        settings_of_council.languages_text,
        settings_of_council.vacancies_count,
        settings_of_council.opened_date,
        settings_of_council.closed_date,
        settings_of_council.is_synthetic
    from {{ ref('stg_council__council_settings') }} as settings_of_council
    inner join {{ ref('int_settings__latest_lists') }} as latest
        on
            settings_of_council.local_authority_code = latest.local_authority_code
            and settings_of_council.period_code = latest.period_code
            and latest.dataset_code = 'council_settings'
    left join {{ ref('xwalk_setting_types') }} as kinds
        on
            settings_of_council.setting_type = kinds.published_type
            and kinds.publisher = 'council'
    where settings_of_council.reject_reason_code is null
),

council_list as (
    select
        *,
        case
            when row_number() over (
                partition by local_authority_code, given_urn
                order by council_setting_code
            ) = 1 then given_urn
        end as urn
    from listed_settings
)

select * from council_list
