with

periods as (
    select * from {{ ref('ref_periods') }}
)

select
    periods.period_code,
    periods.period_label,
    periods.start_date as period_start_date,
    periods.end_date as period_end_date,
    periods.period_type,
    periods.period_note,
    -- A definition is nobody's data: nothing here is made up.
    false as is_synthetic,
    claims.claim_level,
    {{ caution_codes('definitions') }} as caution_codes,
    {{ caution_text('definitions') }} as caution
from periods
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
