-- One row a ward, public indicator and period, worked out from rounded counts alone, so
-- that no figure of a public file gives more away than these. Only indicators that share
-- no children with another public one are in: two denominators that differ by a child
-- would undo the rounding.
with

published_totals as (
    select *
    from {{ ref('int_disclosure__ward_totals') }}
    where is_public
),

rounded_counts as (
    select
        published_totals.*,
        case
            when value_status = 'observed' and not is_suppressed
                then {{ rounded_count('numerator_count', 'rounding_base_count') }}
        end as rounded_numerator_count,
        case
            when value_status = 'observed' and not is_suppressed
                then {{ rounded_count('denominator_count', 'rounding_base_count') }}
        end as rounded_denominator_count,
        {{ rounded_count('children_due_count', 'rounding_base_count') }}
            as rounded_due_count
    from published_totals
),

council_counts as (
    select
        local_authority_code,
        indicator_code,
        period_code,
        {{ rounded_count('numerator_count', 'rounding_base_count') }}
            as council_numerator_count,
        {{ rounded_count('denominator_count', 'rounding_base_count') }}
            as council_denominator_count
    from {{ ref('int_indicators__local_authority_values') }} as council_values
    cross join {{ ref('int_indicators__settings') }} as settings
    where
        breakdown_topic = 'total'
        and population_basis = 'resident'
        and value_status = 'observed'
),

rates as (
    select
        rounded_counts.*,
        case
            when
                rounded_counts.rounded_denominator_count
                >= rounded_counts.public_minimum_denominator_count
                then
                    cast(rounded_counts.rounded_numerator_count as double)
                    / rounded_counts.rounded_denominator_count
        end as rounded_rate,
        cast(council_counts.council_numerator_count as double)
        / nullif(council_counts.council_denominator_count, 0) as council_rate,
        {{ wilson_limit(
            'rounded_counts.rounded_numerator_count',
            'rounded_counts.rounded_denominator_count',
            'rounded_counts.wilson_z_95', 'lower'
        ) }} as lower_95_rate,
        {{ wilson_limit(
            'rounded_counts.rounded_numerator_count',
            'rounded_counts.rounded_denominator_count',
            'rounded_counts.wilson_z_95', 'upper'
        ) }} as upper_95_rate
    from rounded_counts
    left join council_counts
        on
            rounded_counts.local_authority_code = council_counts.local_authority_code
            and rounded_counts.indicator_code = council_counts.indicator_code
            and rounded_counts.period_code = council_counts.period_code
),

capped_rates as (
    select
        rates.*,
        coalesce(
            case
                when polarity = 'higher_is_better' then 1 - rounded_rate
                else rounded_rate
            end >= public_adverse_cap_rate,
            false
        ) as is_capped
    from rates
)

select * from capped_rates
