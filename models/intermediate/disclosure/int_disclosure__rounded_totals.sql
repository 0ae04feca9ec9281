-- One row per ward, public indicator and period, worked out from rounded counts alone:
-- no figure of a public file gives more away than these. Policy keeps out indicators
-- that would undo the rounding, such as two denominators that differ by a child. A ward
-- is compared by what is shown: whole per cents of rounded counts, in a funnel of them.
{% set keys = ['local_authority_code', 'indicator_code', 'period_code'] %}

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
        is_denominator_rolled_on,
        is_on_other_areas,
        public_minimum_denominator_count,
        public_adverse_cap_rate,
        counted_children,
        has_limits,
        shared_deviation,
        own_deviation,
        own_variance_per_child,
        wilson_z_95,
        wilson_z_998,
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
        {{ denominator_deviation(
            'rounded_counts.shared_deviation', 'rounded_counts.own_deviation',
            'rounded_counts.own_variance_per_child',
            'rounded_counts.rounded_denominator_count'
        ) }} as denominator_deviation,
        round(council_rates.council_rate, 2) as council_rate,
        case
            when rounded_counts.has_limits
                then {{ wilson_limit(
                    'rounded_counts.rounded_numerator_count',
                    'rounded_counts.rounded_denominator_count',
                    'rounded_counts.wilson_z_95', 'lower'
                ) }}
        end as lower_95_chance,
        case
            when rounded_counts.has_limits
                then {{ wilson_limit(
                    'rounded_counts.rounded_numerator_count',
                    'rounded_counts.rounded_denominator_count',
                    'rounded_counts.wilson_z_95', 'upper'
                ) }}
        end as upper_95_chance
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
        {{ rate_limit(
            'rounded_share', 'lower_95_chance', 'wilson_z_95', 'lower',
            'denominator_deviation', 'counted_children'
        ) }} as lower_95_rate,
        {{ rate_limit(
            'rounded_share', 'upper_95_chance', 'wilson_z_95', 'upper',
            'denominator_deviation', 'counted_children'
        ) }} as upper_95_rate,
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
),

shown_shares as (
    select
        *,
        case
            when not has_rate then cast(null as double)
            when not is_capped then rounded_share
            when polarity = 'higher_is_better' then 1 - public_adverse_cap_rate
            else public_adverse_cap_rate
        end as shown_rate
    from judged_shares
),

compared_shares as (
    select
        shown_shares.*,
        round(shown_shares.shown_rate, 2) as value,
        shown_shares.council_rate as council_value,
        shown_shares.rounded_denominator_count as denominator_count,
        numbers.winsorised_rate
    from shown_shares
    cross join {{ ref('int_policy__comparison_settings') }} as numbers
    where shown_shares.has_limits and shown_shares.shown_rate <= 1
),

{{ funnel_limits('compared_shares', keys) }},

rounded_totals as (
    select
        shown_shares.*,
        cast(round(limits.funnel_lower_95, 2) as decimal(9, 6)) as funnel_lower_95,
        cast(round(limits.funnel_upper_95, 2) as decimal(9, 6)) as funnel_upper_95,
        cast(round(limits.funnel_lower_998, 2) as decimal(9, 6)) as funnel_lower_998,
        cast(round(limits.funnel_upper_998, 2) as decimal(9, 6)) as funnel_upper_998
    from shown_shares
    left join funnel_limits as limits
        on {{ equal_keys('shown_shares', 'limits', keys + ['ward_code']) }}
)

select * from rounded_totals
