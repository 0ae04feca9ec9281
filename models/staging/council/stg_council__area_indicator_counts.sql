{{ config(materialized='ephemeral') }}

with

{{ checked_rows('area_indicator_counts') }},

typed_rows as (
    select
        local_authority_code,
        lower(indicator_code) as indicator_code,
        period_code,
        area_code as ward_code,
        area_name as ward_name,
        coalesce(lower(breakdown_topic), 'total') as breakdown_topic,
        coalesce(lower(breakdown_category), 'total') as breakdown_category,
        {{ published_number('numerator_count') }} as numerator_count,
        {{ published_number('denominator_count') }} as denominator_count,
        source as denominator_source,
        edition as denominator_edition,
        -- What either of the two hides is hidden; what is blank is never observed.
        case
            when value_status = 'suppressed' or status is null then value_status
            when status = 'observed' then value_status
            else status
        end as value_status,
        {{ staged_provenance() }}
    from checked_rows
)

select * from typed_rows
