{{ config(materialized='ephemeral') }}

-- One row per figure of a council or locality: how far its denominator may be wrong.
-- The council's own error is in all of its wards; beside it the wards are wrong by
-- themselves, and since they add up to the council, a locality's wards the less so the
-- more of the council they are.
{% set keys = [
    'indicator_code', 'period_code', 'breakdown_topic', 'breakdown_category'
] %}

with

areas as (
    select
        ward_code,
        local_authority_code,
        'local_authority' as area_type,
        local_authority_code as area_name
    from {{ ref('ref_wards') }}

    union all

    select
        ward_code,
        local_authority_code,
        'locality' as area_type,
        locality_name as area_name
    from {{ ref('ref_wards') }}
    where locality_name is not null
),

sums as (
    select
        areas.local_authority_code,
        areas.area_type,
        areas.area_name,
        {%- for key in keys %}
        errors.{{ key }},
        {%- endfor %}
        max(errors.council_deviation) as council_deviation,
        cast(sum(errors.denominator_count) as double) as children,
        sum(power(errors.denominator_count * errors.denominator_deviation, 2))
            as squared_children
    from {{ ref('int_indicators__denominator_errors') }} as errors
    inner join areas on errors.ward_code = areas.ward_code
    group by
        areas.local_authority_code,
        areas.area_type,
        areas.area_name,
        errors.{{ keys | join(', errors.') }}
),

shares as (
    select
        *,
        children / nullif(
            max(children) over (
                partition by local_authority_code, {{ keys | join(', ') }}
            ),
            0
        ) as council_share
    from sums
),

larger_area_errors as (
    select
        local_authority_code,
        area_type,
        area_name,
        {{ keys | join(', ') }},
        round(
            sqrt(
                power(council_deviation, 2)
                + (1 - council_share) * squared_children / power(children, 2)
            ),
            12
        ) as denominator_deviation
    from shares
    where children > 0
)

select * from larger_area_errors
