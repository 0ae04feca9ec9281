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

-- Joined apart, each by equal values: either or is looked for row by row.
fixed_bases as (
    select * from {{ ref('int_counted__denominator_bases') }}
    where is_of_fixed_period
),

own_bases as (
    select * from {{ ref('int_counted__denominator_bases') }}
    where not is_of_fixed_period
),

counts as (
    select
        counted.*,
        coalesce(fixed_bases.estimate_base, own_bases.estimate_base)
            as denominator_base,
        coalesce(fixed_bases.reference_date, own_bases.reference_date)
            as denominator_reference_date,
        coalesce(fixed_bases.ward_fit, own_bases.ward_fit) as denominator_ward_fit
    from {{ ref('int_counted__indicator_counts') }} as counted
    left join fixed_bases
        on {{ equal_keys(
            'counted', 'fixed_bases', ['ward_code', 'indicator_code']
        ) }}
    left join own_bases
        on {{ equal_keys(
            'counted', 'own_bases', ['ward_code', 'indicator_code', 'period_code']
        ) }}
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
        counts.denominator_reference_date
        between periods.start_date and periods.end_date
            as is_rolled_on,
        cast(extract(year from counts.denominator_reference_date) as integer)
            as estimate_year,
        counts.denominator_base,
        counts.denominator_reference_date,
        counts.denominator_ward_fit,
        -- Children are placed in wards by LSOA; a return by ward by who sent it.
        coalesce(
            counts.denominator_ward_fit != 'lsoa_best_fit'
            and not sources.is_ward_return,
            false
        ) as is_other_ward_fit,
        numbers.ward_fit_deviation,
        numbers.ward_fit_allowed_deviation
    from counts
    inner join {{ ref('policy_indicator_uncertainty') }} as uncertainty
        on counts.indicator_code = uncertainty.indicator_code
    cross join {{ ref('int_policy__indicator_settings') }} as numbers
    left join {{ ref('ref_periods') }} as periods
        on counts.period_code = periods.period_code
    left join {{ ref('int_indicators__source_status') }} as sources
        on
            counts.local_authority_code = sources.local_authority_code
            and counts.indicator_code = sources.indicator_code
            and counts.period_code = sources.period_code
            and (counts.breakdown_topic = 'total') = sources.is_total
    left join known_bases
        on
            uncertainty.denominator_kind = known_bases.denominator_kind
            and counts.denominator_base = known_bases.estimate_base
    where counts.ward_code is not null
),

errors_of_kinds as (
    select
        figures.*,
        errors.ward_factor_group,
        errors.own_deviation,
        errors.own_variance_per_child,
        errors.council_deviation,
        -- Areas that differ are wrong for all ages of a ward together.
        round(
            sqrt(
                power(errors.shared_deviation, 2)
                + case
                    when figures.is_other_ward_fit
                        then power(figures.ward_fit_deviation, 2)
                    else 0
                end
            ),
            12
        ) as shared_deviation
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
),

denominator_errors as (
    select
        ward_code,
        indicator_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        denominator_count,
        counted_children,
        has_limits,
        denominator_base,
        denominator_reference_date,
        denominator_ward_fit,
        is_rolled_on as is_denominator_rolled_on,
        is_other_ward_fit
        and ward_fit_deviation > ward_fit_allowed_deviation as is_on_other_areas,
        ward_factor_group,
        coalesce(shared_deviation, 0.0) as shared_deviation,
        coalesce(own_deviation, 0.0) as own_deviation,
        coalesce(own_variance_per_child, 0.0) as own_variance_per_child,
        coalesce(council_deviation, 0.0) as council_deviation,
        {{ denominator_deviation(
            'shared_deviation', 'own_deviation', 'own_variance_per_child',
            'denominator_count'
        ) }} as denominator_deviation
    from errors_of_kinds
)

select * from denominator_errors
