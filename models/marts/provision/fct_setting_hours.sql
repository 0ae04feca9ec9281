with

hours as (
    select * from {{ ref('int_settings__hours') }}
)

select
    hours.local_authority_code,
    hours.place_kind,
    hours.place_code,
    hours.weekday,
    weekdays.weekday_label,
    weekdays.weekday_order,
    hours.weeks,
    weeks.value_label as weeks_label,
    hours.period_code,
    hours.opens_at,
    hours.closes_at,
    hours.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when hours.is_synthetic then texts.synthetic_text end,
        case
            when hours.place_kind = 'service' then texts.services_as_listed_text
            else texts.settings_as_listed_text
        end
    ) as caution
from hours
inner join {{ ref('ref_weekdays') }} as weekdays on hours.weekday = weekdays.weekday
inner join {{ ref('ref_contract_values') }} as weeks
    on
        hours.weeks = weeks.allowed_value
        and weeks.dataset_code = 'setting_hours'
        and weeks.column_name = 'weeks'
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
