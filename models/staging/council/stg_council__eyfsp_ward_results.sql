{{ config(materialized='ephemeral') }}

with

{{ checked_rows('eyfsp_ward_results') }},

typed_rows as (
    select
        local_authority_code,
        period_code,
        ward_code,
        ward_name,
        coalesce(breakdown_topic, 'total') as breakdown_topic,
        coalesce(breakdown_category, 'total') as breakdown_category,
        {{ published_number('children_assessed_count') }} as children_assessed_count,
        {{ published_number('children_at_gld_count') }} as children_at_gld_count,
        {{ published_number('children_exempt_count') }} as children_exempt_count,
        value_status,
        children_exempt_count_status,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
