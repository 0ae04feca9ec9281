{#-
    CTEs that end with larger_area_errors: how far the denominator of a council or
    locality may be wrong, as a standard deviation of its logarithm. The council's own
    error is in all of its wards; beside it the wards are wrong by themselves, and since
    they add up to the council, a locality's wards the less so the more of the council
    they are.
-#}
{% macro larger_area_errors(ward_errors, keys) -%}
    larger_areas as (
        select
            ward_code,
            local_authority_code,
            'local_authority' as area_type,
            local_authority_code as area_code
        from {{ ref('ref_wards') }}

        union all

        select
            ward_code,
            local_authority_code,
            'locality' as area_type,
            {{ locality_code('local_authority_code', 'locality_name') }} as area_code
        from {{ ref('ref_wards') }}
        where locality_name is not null
    ),

    larger_area_sums as (
        select
            areas.local_authority_code,
            areas.area_type,
            areas.area_code,
            {{ prefixed_columns('errors', keys) }},
            max(errors.council_deviation) as council_deviation,
            cast(sum(errors.denominator_count) as double) as children,
            sum(power(errors.denominator_count * errors.denominator_deviation, 2))
                as squared_children
        from {{ ward_errors }} as errors
        inner join larger_areas as areas on errors.ward_code = areas.ward_code
        group by
            areas.local_authority_code,
            areas.area_type,
            areas.area_code,
            {{ prefixed_columns('errors', keys) }}
    ),

    larger_area_shares as (
        select
            *,
            children / nullif(
                max(children) over (
                    partition by local_authority_code, {{ keys | join(', ') }}
                ),
                0
            ) as council_share
        from larger_area_sums
    ),

    larger_area_errors as (
        select
            area_type,
            area_code,
            {{ keys | join(', ') }},
            round(
                sqrt(
                    power(council_deviation, 2)
                    + (1 - council_share) * squared_children / power(children, 2)
                ),
                12
            ) as denominator_deviation
        from larger_area_shares
        where children > 0
    )
{%- endmacro %}
