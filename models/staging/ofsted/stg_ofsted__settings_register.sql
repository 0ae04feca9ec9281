with

{{ checked_rows('settings_register') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        setting_id,
        setting_name,
        provider_type,
        provider_subtype,
        provider_status,
        register_combination,
        is_on_early_years_register = 'yes' as is_on_early_years_register,
        postcode,
        {{ whole_number('places_count') }} as places_count,
        is_redacted = 'yes' as is_redacted,
        {{ plain_date('inspection_date') }} as inspection_date,
        overall_effectiveness,
        safeguarding_met,
        inclusion,
        curriculum_and_teaching,
        achievement,
        behaviour_attitudes_and_routines,
        welfare_and_wellbeing,
        leadership_and_governance,
        {{ plain_date('childcare_register_inspection_date') }}
            as childcare_register_inspection_date,
        childcare_register_outcome,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
