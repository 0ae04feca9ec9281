with

figures as (
    select * from {{ ref('int_settings__funded_ages') }}
)

select
    figures.local_authority_code,
    councils.local_authority_name,
    figures.setting_code,
    known_settings.setting_name,
    figures.funded_age,
    ages.funded_age_label,
    ages.age_order,
    figures.period_code,
    periods.period_label,
    figures.offers_funded,
    figures.funded_places_count,
    case
        when figures.funded_places_count is null then 'missing' else 'observed'
    end as funded_places_status,
    figures.free_places_count,
    case
        when figures.free_places_count is null then 'missing' else 'observed'
    end as free_places_status,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('setting_funded_ages') }} as caution_codes,
    {{ caution_text('setting_funded_ages') }} as caution
from figures
left join {{ ref('ref_local_authorities') }} as councils
    on figures.local_authority_code = councils.local_authority_code
left join {{ ref('int_settings__settings') }} as known_settings
    on
        figures.local_authority_code = known_settings.local_authority_code
        and figures.setting_code = known_settings.setting_code
inner join {{ ref('policy_funded_ages') }} as ages
    on figures.funded_age = ages.funded_age
inner join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
