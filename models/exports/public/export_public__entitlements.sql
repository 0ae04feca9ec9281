select
    entitlement_code,
    entitlement_label,
    who_for_text,
    note_text,
    age_from_months,
    age_to_months,
    hours_a_week,
    weeks_a_year,
    hours_a_year,
    offer_period,
    first_date,
    last_date,
    is_code_needed,
    is_ended_by_reception,
    official_source,
    source_address,
    decided_date,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from {{ ref('dim_entitlement') }}
order by entitlement_code
