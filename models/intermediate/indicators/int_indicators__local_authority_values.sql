-- One row a council, indicator, period, breakdown and population: everyone counted by
-- the council's providers (which ties to published totals), or its residents alone
-- (which is what its wards add up to, and what a ward is compared with).
with

counts as (
    select * from {{ ref('int_indicators__counts') }}
),

populations as (
    select
        'provider' as population_basis,
        counts.*
    from counts

    union all

    select
        'resident' as population_basis,
        counts.*
    from counts
    where counts.ward_code is not null
),

council_counts as (
    select
        population_basis,
        indicator_code,
        local_authority_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        cast(sum(numerator_count) as bigint) as signed_numerator_count,
        cast(sum(denominator_count) filter (
            where numerator_count is not null
        ) as bigint) as denominator_count,
        cast(sum(children_due_count) as bigint) as children_due_count
    from populations
    group by
        population_basis,
        indicator_code,
        local_authority_code,
        period_code,
        breakdown_topic,
        breakdown_category
),

spine as (
    select distinct
        local_authority_code,
        indicator_code,
        period_code,
        is_score_period,
        breakdown_topic,
        breakdown_category
    from {{ ref('int_indicators__spine') }}
),

bases as (
    select distinct population_basis from populations
),

figures as (
    select
        spine.local_authority_code,
        bases.population_basis,
        spine.indicator_code,
        spine.period_code,
        spine.is_score_period,
        spine.breakdown_topic,
        spine.breakdown_category,
        source_status.is_synthetic,
        source_status.status_reason,
        case
            when not source_status.is_available then 'not_available'
            when coalesce(council_counts.denominator_count, 0) = 0
                then 'not_applicable'
            else 'observed'
        end as value_status,
        case
            when source_status.is_available
                then greatest(council_counts.signed_numerator_count, 0)
        end as numerator_count,
        case
            when source_status.is_available then council_counts.denominator_count
        end as denominator_count,
        case
            when source_status.is_coverage_available
                then council_counts.children_due_count
        end as children_due_count
    from spine
    cross join bases
    inner join {{ ref('int_indicators__source_status') }} as source_status
        on
            spine.local_authority_code = source_status.local_authority_code
            and spine.indicator_code = source_status.indicator_code
            and spine.period_code = source_status.period_code
    left join council_counts
        on
            spine.local_authority_code = council_counts.local_authority_code
            and bases.population_basis = council_counts.population_basis
            and spine.indicator_code = council_counts.indicator_code
            and spine.period_code = council_counts.period_code
            and spine.breakdown_topic = council_counts.breakdown_topic
            and spine.breakdown_category = council_counts.breakdown_category
),

council_values as (
    select
        figures.*,
        case
            when value_status = 'observed'
                then cast(numerator_count as double) / denominator_count
        end as indicator_value
    from figures
)

select * from council_values
