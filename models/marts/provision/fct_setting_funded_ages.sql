with

funded_ages as (
    select * from {{ ref('int_settings__funded_ages') }}
)

select
    funded_ages.local_authority_code,
    funded_ages.setting_code,
    funded_ages.funded_age,
    ages.funded_age_label,
    ages.age_order,
    funded_ages.period_code,
    funded_ages.offers_funded,
    funded_ages.funded_places_count,
    case
        when funded_ages.funded_places_count is null then 'missing'
        else 'observed'
    end as funded_places_status,
    funded_ages.free_places_count,
    case
        when funded_ages.free_places_count is null then 'missing' else 'observed'
    end as free_places_status,
    funded_ages.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when funded_ages.is_synthetic then texts.synthetic_text end,
        texts.settings_as_listed_text
    ) as caution
from funded_ages
inner join {{ ref('policy_funded_ages') }} as ages
    on funded_ages.funded_age = ages.funded_age
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
