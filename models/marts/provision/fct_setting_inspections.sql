with

inspections as (
    select * from {{ ref('int_settings__inspections') }}
)

select
    inspections.local_authority_code,
    inspections.setting_code,
    inspections.regime_code,
    regimes.regime_label,
    inspections.judgement_code,
    judgements.judgement_label,
    judgements.judgement_order,
    inspections.period_code,
    inspections.inspection_date,
    case
        when inspections.inspection_date is null then 'not_available'
        else 'observed'
    end as inspection_date_status,
    inspections.published_outcome,
    inspections.outcome_code,
    outcomes.outcome_label,
    inspections.outcome_status,
    inspections.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when inspections.is_synthetic then texts.synthetic_text end,
        texts.inspection_as_published_text
    ) as caution
from inspections
inner join {{ ref('ref_inspection_regimes') }} as regimes
    on inspections.regime_code = regimes.regime_code
inner join {{ ref('ref_inspection_judgements') }} as judgements
    on inspections.judgement_code = judgements.judgement_code
inner join {{ ref('ref_inspection_outcomes') }} as outcomes
    on
        inspections.scale_code = outcomes.scale_code
        and inspections.outcome_code = outcomes.outcome_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
