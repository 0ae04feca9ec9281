with

figures as (
    select
        *,
        case when place_kind = 'setting' then place_code end as setting_code,
        case when place_kind = 'service' then place_code end as service_code
    from {{ ref('int_settings__hours') }}
)

select
    figures.local_authority_code,
    councils.local_authority_name,
    figures.place_kind,
    figures.place_code,
    figures.setting_code,
    figures.service_code,
    coalesce(known_settings.setting_name, services.service_name) as place_name,
    figures.weekday,
    weekdays.weekday_label,
    weekdays.weekday_order,
    figures.weeks,
    weeks.value_label as weeks_label,
    figures.period_code,
    periods.period_label,
    figures.opens_at,
    figures.closes_at,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('setting_hours') }} as caution_codes,
    {{ caution_text('setting_hours') }} as caution
from figures
left join {{ ref('ref_local_authorities') }} as councils
    on figures.local_authority_code = councils.local_authority_code
left join {{ ref('int_settings__settings') }} as known_settings
    on
        figures.local_authority_code = known_settings.local_authority_code
        and figures.setting_code = known_settings.setting_code
left join {{ ref('int_settings__services') }} as services
    on
        figures.local_authority_code = services.local_authority_code
        and figures.service_code = services.service_code
inner join {{ ref('ref_weekdays') }} as weekdays on figures.weekday = weekdays.weekday
inner join {{ ref('ref_contract_values') }} as weeks
    on
        figures.weeks = weeks.allowed_value
        and weeks.dataset_code = 'setting_hours'
        and weeks.column_name = 'weeks'
inner join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
