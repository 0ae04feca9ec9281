-- What the lists hold and where it went: settings that are not placed in a ward are
-- counted here and nowhere else.
with

placed_settings as (
    select
        settings_known.*,
        areas.ward_code is not null
        and areas.local_authority_code = settings_known.local_authority_code
            as is_in_ward
    from {{ ref('int_settings__settings') }} as settings_known
    left join {{ ref('int_geography__areas') }} as areas
        on
            settings_known.ward_code = areas.area_code
            and areas.area_kind = 'ward'
),

figures as (
    select
        local_authority_code,
        setting_type_code,
        place_status,
        is_in_ward,
        is_open,
        case
            when is_on_early_years_register is null then 'not_in_register'
            when is_on_early_years_register then 'on_early_years_register'
            else 'on_other_registers'
        end as register_status,
        is_early_years_place,
        max(period_code) as period_code,
        cast(count(*) as integer) as settings_count,
        cast(sum(places_count) as integer) as places_count,
        cast(count(places_count) as integer) as settings_with_places_count,
        bool_or(is_synthetic) as is_synthetic
    from placed_settings
    group by
        local_authority_code, setting_type_code, place_status, is_in_ward, is_open,
        register_status, is_early_years_place
)

select
    figures.local_authority_code,
    councils.local_authority_name,
    figures.setting_type_code,
    kinds.setting_type_label,
    figures.place_status,
    statuses.place_status_label,
    figures.is_in_ward,
    figures.is_open,
    figures.register_status,
    figures.is_early_years_place,
    figures.period_code,
    periods.period_label,
    figures.settings_count,
    figures.settings_with_places_count,
    figures.places_count,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('setting_placement') }} as caution_codes,
    {{ caution_text('setting_placement') }} as caution
from figures
left join {{ ref('ref_local_authorities') }} as councils
    on figures.local_authority_code = councils.local_authority_code
inner join {{ ref('policy_setting_types') }} as kinds
    on figures.setting_type_code = kinds.setting_type_code
inner join {{ ref('ref_place_statuses') }} as statuses
    on figures.place_status = statuses.place_status
inner join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
