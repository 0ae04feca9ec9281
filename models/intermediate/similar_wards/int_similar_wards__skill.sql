{{ config(materialized='ephemeral') }}

-- One row per council and scored indicator: how much better the expected values predict
-- its wards than the plain rate of the other wards does. A ward that stands out misses
-- what is expected by far and would take away the skill by which it is judged: the
-- largest errors are drawn in.
with

settings as (
    select * from {{ ref('int_policy__comparison_settings') }}
),

expected_values as (
    select * from {{ ref('int_similar_wards__expected_values') }}
    where expected_status = 'observed'
),

errors as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        round(power(difference_value, 2), 12) as difference_square,
        round(
            power(
                indicator_value - cast(
                    (sum(numerator_count) over council) - numerator_count as double
                ) / nullif(
                    (sum(denominator_count) over council) - denominator_count, 0
                ),
                2
            ),
            12
        ) as plain_square
    from expected_values
    window council as (partition by local_authority_code, indicator_code)
),

ordered_errors as (
    select
        *,
        count(*) over council as wards_count,
        row_number() over (
            partition by local_authority_code, indicator_code
            order by difference_square, ward_code
        ) as difference_place,
        row_number() over (
            partition by local_authority_code, indicator_code
            order by plain_square, ward_code
        ) as plain_place
    from errors
    window council as (partition by local_authority_code, indicator_code)
),

usual_errors as (
    select
        ordered_errors.*,
        max(case
            when
                ordered_errors.difference_place
                <= (1 - settings.winsorised_rate) * ordered_errors.wards_count
                then ordered_errors.difference_square
        end) over council as largest_difference_square,
        max(case
            when
                ordered_errors.plain_place
                <= (1 - settings.winsorised_rate) * ordered_errors.wards_count
                then ordered_errors.plain_square
        end) over council as largest_plain_square
    from ordered_errors
    cross join settings
    window council as (
        partition by
            ordered_errors.local_authority_code, ordered_errors.indicator_code
    )
),

skills as (
    select
        local_authority_code,
        indicator_code,
        round(
            1 - sum(least(difference_square, largest_difference_square))
            / nullif(sum(least(plain_square, largest_plain_square)), 0),
            6
        ) as skill_rate
    from usual_errors
    group by local_authority_code, indicator_code
)

select * from skills
