{{ config(materialized='ephemeral') }}

with

{{ checked_rows('published_asq3_results') }},

typed_rows as (
    select
        edition,
        area_level,
        area_code,
        area_name,
        period_code,
        measure_code,
        breakdown_topic,
        breakdown_category,
        sex,
        {{ published_number('numerator_count') }} as numerator_count,
        {{ whole_number('denominator_count') }} as denominator_count,
        {{ published_figure_status() }} as value_status,
        {{ plain_number('published_value') }} as published_value,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
