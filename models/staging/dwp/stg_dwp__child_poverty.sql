{{ config(materialized='ephemeral') }}

with

{{ checked_rows('child_poverty') }},

typed_rows as (
    select
        ward_code,
        ward_name,
        period_code,
        {{ published_number('children_count') }} as children_count,
        value_status,
        {{ plain_number('children_rate_percent') }} as children_rate_percent,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
