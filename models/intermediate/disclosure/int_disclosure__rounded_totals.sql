-- One row per ward, public indicator and period, worked out from rounded counts alone:
-- no figure of a public file gives more away than these. Policy keeps out indicators
-- that would undo the rounding, such as two denominators that differ by a child.
with

rounded_counts as (
    select
        local_authority_code,
        ward_code,
        is_at_boundary,
        indicator_code,
        period_code,
        polarity,
        counted_where,
        is_synthetic,
        is_ward_return,
        value_status,
        is_suppressed,
        claim_level,
        denominator_source,
        denominator_edition,
        public_minimum_denominator_count,
        public_adverse_cap_rate,
        wilson_z_95,
        low_coverage_rate,
        small_denominator_count,
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
    from {{ ref('int_disclosure__ward_totals') }}
    where is_public
),

shares as (
    select
        rounded_counts.*,
        cast(rounded_counts.rounded_numerator_count as double)
        / nullif(rounded_counts.rounded_denominator_count, 0) as rounded_share,
        council_rates.council_rate,
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
    left join {{ ref('int_disclosure__council_rates') }} as council_rates
        on
            rounded_counts.local_authority_code = council_rates.local_authority_code
            and rounded_counts.indicator_code = council_rates.indicator_code
            and rounded_counts.period_code = council_rates.period_code
),

-- Nothing adverse is said of nearly everyone, however few they are.
judged_shares as (
    select
        *,
        coalesce(
            rounded_denominator_count >= public_minimum_denominator_count, false
        ) as has_rate,
        coalesce(
            case
                when polarity = 'higher_is_better' then 1 - rounded_share
                else rounded_share
            end >= public_adverse_cap_rate,
            false
        ) as is_capped
    from shares
)

select * from judged_shares
