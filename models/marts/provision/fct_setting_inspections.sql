with

figures as (
    select * from {{ ref('int_settings__inspections') }}
)

select
    figures.local_authority_code,
    councils.local_authority_name,
    figures.setting_code,
    known_settings.setting_name,
    figures.regime_code,
    regimes.regime_label,
    figures.judgement_code,
    judgements.judgement_label,
    judgements.judgement_order,
    figures.period_code,
    periods.period_label,
    figures.inspection_date,
    case
        when figures.inspection_date is null then 'not_available' else 'observed'
    end as inspection_date_status,
    figures.published_outcome,
    figures.outcome_code,
    outcomes.outcome_label,
    figures.outcome_status,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('setting_inspections') }} as caution_codes,
    {{ caution_text('setting_inspections') }} as caution
from figures
left join {{ ref('ref_local_authorities') }} as councils
    on figures.local_authority_code = councils.local_authority_code
left join {{ ref('int_settings__settings') }} as known_settings
    on
        figures.local_authority_code = known_settings.local_authority_code
        and figures.setting_code = known_settings.setting_code
inner join {{ ref('ref_inspection_regimes') }} as regimes
    on figures.regime_code = regimes.regime_code
inner join {{ ref('ref_inspection_judgements') }} as judgements
    on figures.judgement_code = judgements.judgement_code
inner join {{ ref('ref_inspection_outcomes') }} as outcomes
    on
        figures.scale_code = outcomes.scale_code
        and figures.outcome_code = outcomes.outcome_code
inner join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
