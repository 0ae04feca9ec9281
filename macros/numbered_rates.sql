{#-
    CTEs in which wards, councils, parts and domains have numbers beside their codes: draws
    make many thousand rows per ward, which numbers are quicker to join and to sort by.

    rates: one row per ward and scored indicator, with has_too_few_children; methods: as
    need_scores reads them. Gives numbered_wards (with their codes), numbered_rates (wards
    that are ranked) and numbered_methods.
-#}
{% macro numbered_rates(rates, methods) -%}
    ranked_rates as (
        select * from {{ rates }}
        where has_too_few_children is not true
    ),

    numbered_wards as (
        select
            local_authority_code,
            ward_code,
            cast(dense_rank() over (order by local_authority_code) as integer)
                as local_authority_number,
            cast(dense_rank() over (order by local_authority_code, ward_code) as integer)
                as ward_number
        from ranked_rates
        group by local_authority_code, ward_code
    ),

    numbered_parts as (
        select
            part_code,
            domain_code,
            cast(dense_rank() over (order by part_code) as integer) as part_number,
            cast(dense_rank() over (order by domain_code) as integer) as domain_number
        from {{ methods }}
        group by part_code, domain_code
    ),

    numbered_rates as (
        select
            wards.local_authority_number,
            wards.ward_number,
            parts.part_number,
            rates.*
        from ranked_rates as rates
        -- All are found. DuckDB takes a left join for as many rows as the rates, and so
        -- the draws made of them for more than the methods that they are joined to.
        left join numbered_wards as wards on rates.ward_code = wards.ward_code
        left join numbered_parts as parts on rates.indicator_code = parts.part_code
    ),

    numbered_methods as (
        select
            parts.part_number,
            parts.domain_number,
            methods.*
        from {{ methods }} as methods
        inner join numbered_parts as parts
            on
                methods.part_code = parts.part_code
                and methods.domain_code = parts.domain_code
    )
{%- endmacro %}
