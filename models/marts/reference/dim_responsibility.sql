-- Who does what, from asking for the data to explaining a figure.
with

responsibilities as (
    select
        steps.step_code,
        steps.step_order,
        steps.step_label,
        steps.process_group,
        steps.process_group_label,
        steps.responsible_team,
        steps.responsible_mailbox,
        -- Who answers for a step is nobody's data: nothing here is made up.
        false as is_synthetic,
        claims.claim_level,
        {{ caution_codes('definitions') }} as caution_codes,
        {{ caution_text('definitions') }} as caution
    from {{ ref('governance_responsibilities') }} as steps
    inner join {{ ref('policy_claims') }} as claims
        on claims.subject_code = 'definition'
    cross join {{ ref('int_policy__caution_texts') }} as texts
)

select
    step_code,
    step_order,
    step_label,
    process_group,
    process_group_label,
    responsible_team,
    responsible_mailbox,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from responsibilities
