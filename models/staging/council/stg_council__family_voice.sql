{{ config(materialized='ephemeral') }}

with

{{ checked_rows('family_voice') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        ward_code,
        ward_name,
        theme,
        family_group,
        source,
        {{ published_number('families_count') }} as families_count,
        value_status,
        consent,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
