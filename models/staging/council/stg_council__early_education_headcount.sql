with

{{ checked_rows('early_education_headcount') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        child_id,
        home_lsoa_2021_code,
        {{ whole_number('age_at_31_december') }} as age_at_31_december,
        entitlement_basis,
        setting_id,
        {{ plain_number('funded_hours_a_week') }} as funded_hours_a_week,
        is_stretched = 'yes' as is_stretched,
        source_collection,
        in_reception = 'yes' as in_reception,
        has_early_years_pupil_premium = 'yes' as has_early_years_pupil_premium,
        has_send = 'yes' as has_send,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
