with

served_councils as (
    select local_authority_code
    from {{ ref('ref_local_authorities') }}
    where is_served
),

periods as (
    select distinct grace_periods.*
    from {{ ref('int_entitlements__grace_periods') }} as grace_periods
    inner join served_councils
        on {{ is_of_nation(
            'grace_periods.code_letters', 'served_councils.local_authority_code'
        ) }}
),

grace_texts as (
    select * from {{ ref('int_entitlements__grace_texts') }}
)

select
    periods.code_letters,
    periods.code_ends_from_date,
    periods.code_ends_to_date,
    {{ date_in_words('periods.code_ends_from_date') }} || ' to '
    || {{ date_in_words('periods.code_ends_to_date') }} as code_ends_period,
    periods.place_kept_until_date,
    grace_texts.grace_text,
    periods.official_source,
    periods.source_address,
    -- Rules are nobody's data: nothing here is made up.
    false as is_synthetic,
    claims.claim_level,
    {{ caution_codes('entitlements') }} as caution_codes,
    {{ caution_text('entitlements') }} as caution
from periods
left join grace_texts
    on
        periods.code_letters = grace_texts.code_letters
        and periods.code_ends_from_date = grace_texts.code_ends_from_date
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
