-- What Ofsted found stays apart from every other figure of a ward: counts of settings
-- and places by outcome, of which no mean, rank or score is made.
with

figures as (
    select * from {{ ref('int_provision__ward_inspections') }}
)

select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
    figures.regime_code,
    figures.regime_label,
    figures.judgement_code,
    figures.judgement_label,
    figures.judgement_order,
    figures.outcome_code,
    figures.outcome_label,
    figures.outcome_order,
    case when figures.is_held then figures.period_code end as period_code,
    case when figures.is_held then periods.period_label end as period_label,
    case when figures.is_held then figures.settings_count end as settings_count,
    case
        when figures.is_held then figures.settings_with_places_count
    end as settings_with_places_count,
    case when figures.is_held then figures.places_count end as places_count,
    case
        when figures.is_held then figures.judged_settings_count
    end as judged_settings_count,
    figures.ward_settings_count,
    case
        when figures.is_held then round(figures.quality_known_rate, 6)
    end as quality_known_rate,
    case
        when figures.is_held then 'observed' else 'not_available'
    end as value_status,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('ward_inspections') }} as caution_codes,
    {{ caution_text('ward_inspections') }} as caution
from figures
inner join {{ ref('int_geography__ward_names') }} as wards
    on figures.ward_code = wards.ward_code
inner join {{ ref('int_settings__list_gaps') }} as gaps
    on figures.local_authority_code = gaps.local_authority_code
left join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'provision'
cross join {{ ref('int_policy__caution_texts') }} as texts
