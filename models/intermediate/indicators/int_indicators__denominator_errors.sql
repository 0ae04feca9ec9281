{{ config(materialized='ephemeral') }}

-- One row per ward figure with a denominator: how far that may be wrong, as policy has
-- it for its kind and for what the estimate rests on. One statement of it for limits,
-- comparisons, shrinkage, draws, expected values and outreach.
with

known_bases as (
    select distinct
        denominator_kind,
        estimate_base
    from {{ ref('policy_denominator_errors') }}
),

-- What policy has no row for is as little known as what the extract does not say.
figures as (
    select
        counts.ward_code,
        counts.indicator_code,
        counts.period_code,
        counts.breakdown_topic,
        counts.breakdown_category,
        counts.denominator_count,
        uncertainty.denominator_kind,
        uncertainty.counted_children,
        uncertainty.has_limits,
        coalesce(known_bases.estimate_base, 'not_recorded') as estimate_base,
        bases.reference_date between periods.start_date and periods.end_date
            as is_rolled_on,
        cast(extract(year from bases.reference_date) as integer) as estimate_year
    from {{ ref('int_counted__indicator_counts') }} as counts
    inner join {{ ref('policy_indicator_uncertainty') }} as uncertainty
        on counts.indicator_code = uncertainty.indicator_code
    left join {{ ref('ref_periods') }} as periods
        on counts.period_code = periods.period_code
    left join {{ ref('int_counted__denominator_bases') }} as bases
        on
            counts.ward_code = bases.ward_code
            and counts.indicator_code = bases.indicator_code
            and (
                bases.is_of_fixed_period or counts.period_code = bases.period_code
            )
    left join known_bases
        on
            uncertainty.denominator_kind = known_bases.denominator_kind
            and bases.estimate_base = known_bases.estimate_base
    where counts.ward_code is not null
),

denominator_errors as (
    select
        figures.ward_code,
        figures.indicator_code,
        figures.period_code,
        figures.breakdown_topic,
        figures.breakdown_category,
        figures.counted_children,
        figures.has_limits,
        errors.ward_factor_group,
        coalesce(errors.shared_deviation, 0.0) as shared_deviation,
        coalesce(errors.own_deviation, 0.0) as own_deviation,
        coalesce(errors.own_variance_per_child, 0.0) as own_variance_per_child,
        {{ denominator_deviation(
            'errors.shared_deviation', 'errors.own_deviation',
            'errors.own_variance_per_child', 'figures.denominator_count'
        ) }} as denominator_deviation
    from figures
    left join {{ ref('policy_denominator_errors') }} as errors
        on
            figures.denominator_kind = errors.denominator_kind
            and figures.estimate_base = errors.estimate_base
            and (
                errors.is_rolled_on is null
                or coalesce(figures.is_rolled_on, false) = errors.is_rolled_on
            )
            -- Years that are not known are as many as there can be.
            and coalesce(
                abs(figures.estimate_year - errors.base_year) >= errors.years_from,
                true
            )
            and coalesce(
                abs(figures.estimate_year - errors.base_year) <= errors.years_to,
                errors.years_to is null
            )
)

select * from denominator_errors
