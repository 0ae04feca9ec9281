{{ config(materialized='ephemeral') }}

-- One row per nation and range of days on which a code runs out: its days as sentences
-- of policy.
with

periods as (
    select * from {{ ref('int_entitlements__grace_periods') }}
),

texts as (
    select * from {{ ref('policy_entitlement_texts') }}
    where subject_code = 'grace_period'
),

filled_texts as (
    select
        periods.code_letters,
        periods.code_ends_from_date,
        texts.text_order,
        {{ filled_text('texts.text_template', {
            'code_ends_from': date_in_words('periods.code_ends_from_date'),
            'code_ends_to': date_in_words('periods.code_ends_to_date'),
            'kept_until': date_in_words('periods.place_kept_until_date')
        }) }} as filled_text
    from periods
    cross join texts
),

grace_texts as (
    select
        code_letters,
        code_ends_from_date,
        {{ joined_text('filled_text', 'text_order') }} as grace_text
    from filled_texts
    group by code_letters, code_ends_from_date
)

select * from grace_texts
