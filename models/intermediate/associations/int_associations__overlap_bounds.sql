{{ config(materialized='ephemeral') }}

-- One row per ward and population: the fewest and the most children who can have both
-- not attended and not reached the outcome (Frechet's bounds), summed over the LSOAs of
-- the ward, which is narrower than the ward's own totals. Who is entitled is known by
-- ward alone: they may live in any of its LSOAs, and the bounds allow for each way.
with

ward_sums as (
    select
        local_authority_code,
        ward_code,
        cast(count(*) as integer) as lsoas_count,
        cast(sum(case when is_out_of_line then 1 else 0 end) as integer)
            as lsoas_out_of_line_count,
        cast(sum(children_count) as bigint) as children_count,
        cast(sum(not_at_outcome_count) as bigint) as not_at_outcome_count,
        cast(sum(not_attending_count) as bigint) as all_not_attending_count,
        cast(sum(least(not_attending_count, not_at_outcome_count)) as bigint)
            as most_with_both_count,
        -- How many may not have attended and yet be at the outcome.
        cast(sum(
            least(not_attending_count, children_count - not_at_outcome_count)
        ) as bigint) as most_without_both_count
    from {{ ref('int_associations__lsoa_margins') }}
    group by local_authority_code, ward_code
),

entitled_gaps as (
    select
        questions.population_code,
        ward_values.ward_code,
        ward_values.numerator_count as gap_count
    from {{ ref('int_indicators__ward_values') }} as ward_values
    inner join {{ ref('policy_overlaps') }} as questions
        on ward_values.indicator_code = questions.gap_indicator_code
    where ward_values.is_score_period and ward_values.breakdown_topic = 'total'
),

wards_by_population as (
    select
        ward_sums.*,
        populations.population_code,
        case populations.population_code
            when 'all_children' then ward_sums.all_not_attending_count
            -- Unknown stays unknown: least() would take what is known.
            when 'entitled_children'
                then case
                    when entitled_gaps.gap_count is not null
                        then least(
                            entitled_gaps.gap_count, ward_sums.all_not_attending_count
                        )
                end
        end as not_attending_count
    from ward_sums
    cross join {{ ref('policy_overlaps') }} as populations
    left join entitled_gaps
        on
            ward_sums.ward_code = entitled_gaps.ward_code
            and populations.population_code = entitled_gaps.population_code
),

bounds as (
    select
        *,
        {{ floored_count('not_attending_count - most_without_both_count') }}
            as lower_count,
        {{ floored_count(
            'not_attending_count + not_at_outcome_count - children_count'
        ) }} as ward_lower_count,
        case
            when not_attending_count is not null
                then least(not_attending_count, most_with_both_count)
        end as upper_count,
        case
            when not_attending_count is not null
                then least(not_attending_count, not_at_outcome_count)
        end as ward_upper_count
    from wards_by_population
)

select * from bounds
