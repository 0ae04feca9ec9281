{{ config(materialized='ephemeral') }}

with

{{ checked_rows('early_education_eligible_children') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        ward_code,
        ward_name,
        {{ whole_number('age_at_31_december') }} as age_at_31_december,
        {{ published_number('eligible_children_count') }} as eligible_children_count,
        value_status,
        denominator_source,
        denominator_edition,
        estimate_base,
        {{ plain_date('reference_date') }} as reference_date,
        ward_fit,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
