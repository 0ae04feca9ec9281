with

open_settings as (
    select * from {{ ref('int_disclosure__public_settings') }}
)

select
    open_settings.local_authority_code,
    open_settings.setting_code,
    open_settings.setting_name,
    open_settings.setting_type_code,
    open_settings.setting_type_label,
    open_settings.postcode,
    open_settings.postcode_district,
    open_settings.ward_code,
    open_settings.latitude,
    open_settings.longitude,
    open_settings.places_count,
    case
        when open_settings.places_count is null then 'not_available' else 'observed'
    end as places_status,
    coalesce(hours.hours_text, words.hours_not_known_text) as hours_text,
    case
        when ages.offered_ages_text is not null then ages.offered_ages_text
        -- An age that nobody told may be one that is offered.
        when ages.is_known and ages.unknown_ages_text is null
            then words.no_funded_ages_text
        else words.funded_ages_not_known_text
    end as funded_ages_text,
    case when ages.is_known then ages.unknown_ages_text end as funded_ages_unknown_text,
    coalesce(inspections.inspection_text, words.no_inspection_text) as inspection_text,
    inspections.inspection_date,
    inspections.regime_label as inspection_regime_label,
    open_settings.period_code,
    open_settings.register_period_code,
    open_settings.list_period_code,
    case when hours.hours_text is not null then hours_lists.period_code end
        as hours_period_code,
    case when ages.setting_code is not null then funded_lists.period_code end
        as funded_period_code,
    open_settings.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when open_settings.is_synthetic then texts.synthetic_text end,
        texts.settings_as_listed_text,
        texts.registered_places_text,
        case
            when inspections.inspection_text is not null
                then texts.inspection_as_published_text
        end,
        texts.homes_may_be_missing_text
    ) as caution
from open_settings
left join {{ ref('int_settings__hours_in_words') }} as hours
    on
        open_settings.local_authority_code = hours.local_authority_code
        and open_settings.setting_code = hours.place_code
        and hours.place_kind = 'setting'
left join {{ ref('int_settings__funded_ages_in_words') }} as ages
    on
        open_settings.local_authority_code = ages.local_authority_code
        and open_settings.setting_code = ages.setting_code
left join {{ ref('int_settings__inspections_in_words') }} as inspections
    on
        open_settings.local_authority_code = inspections.local_authority_code
        and open_settings.setting_code = inspections.setting_code
left join {{ ref('int_settings__latest_lists') }} as hours_lists
    on
        open_settings.local_authority_code = hours_lists.local_authority_code
        and hours_lists.dataset_code = 'setting_hours'
left join {{ ref('int_settings__latest_lists') }} as funded_lists
    on
        open_settings.local_authority_code = funded_lists.local_authority_code
        and funded_lists.dataset_code = 'funded_places'
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_disclosure__public_words') }} as words
cross join {{ ref('int_policy__caution_texts') }} as texts
