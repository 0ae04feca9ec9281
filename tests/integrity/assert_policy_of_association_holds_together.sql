-- What it checks: each question about provision finds its provision, its outcome or
-- take-up and its caution; each has four quadrants; a direction has a label for each
-- polarity; enough wards are asked for; each age of outreach has its entitlement,
-- doubt and catchment.
-- Why it matters: a question whose row finds nothing would stand empty, or be lost,
-- without a word.
-- What to do: correct the row of policy that its rows name.
with

found_pairs as (
    select
        pair_code,
        max(polarity) as polarity
    from {{ ref('int_associations__provision_pairs') }}
    group by pair_code
),

found_figures as (
    select distinct
        measure_code,
        category_code
    from {{ ref('int_provision__ward_values') }}

    union

    select distinct
        'reachable_places_per_100_children' as measure_code,
        concat_ws('_', age_group_code, catchment_code) as category_code
    from {{ ref('int_access__ward_access') }}
),

quadrant_counts as (
    select
        finding_set as quadrant_set,
        count(distinct concat_ws(
            '/', cast(has_more_provision as string), cast(has_better_figure as string)
        )) as quadrants_count
    from {{ ref('policy_findings') }}
    where has_more_provision is not null
    group by finding_set
),

direction_counts as (
    select
        polarity,
        count(distinct interval_position) as positions_count
    from {{ ref('ref_association_directions') }}
    where interval_position in ('above', 'around_none', 'below')
    group by polarity
),

problems as (
    select
        'policy_associations: ' || pairs.pair_code || case
            when found_pairs.pair_code is null then ' has an indicator without a score'
            when found_figures.measure_code is null then ' has an unknown measure'
            when cautions.caution_code is null then ' has an unknown caution'
            when coalesce(quadrant_counts.quadrants_count, 0) != 4
                then ' lacks a quadrant'
            when coalesce(direction_counts.positions_count, 0) != 3
                then ' lacks a direction'
        end as problem
    from {{ ref('policy_associations') }} as pairs
    -- What is counted in no nation of a served council has no question either.
    inner join {{ ref('int_policy__served_indicators') }} as served_indicators
        on pairs.indicator_code = served_indicators.indicator_code
    left join found_pairs on pairs.pair_code = found_pairs.pair_code
    left join found_figures
        on
            pairs.provision_measure_code = found_figures.measure_code
            and pairs.provision_category_code = found_figures.category_code
    left join {{ ref('policy_cautions') }} as cautions
        on pairs.caution_code = cautions.caution_code
    left join quadrant_counts on pairs.quadrant_set = quadrant_counts.quadrant_set
    left join direction_counts on found_pairs.polarity = direction_counts.polarity
    where pairs.association_kind = 'provision'

    union all

    select 'policy_comparison_settings: association_minimum_count is below 4' as problem
    from {{ ref('int_policy__comparison_settings') }}
    where association_minimum_count < 4

    union all

    select
        'policy_funded_ages: ' || ages.funded_age || case
            when ages.take_up_indicator_code is null then ' has no entitlement'
            when uncertainty.indicator_code is null then ' has no uncertainty'
            when catchments.catchment_code is null then ' has an unknown catchment'
        end as problem
    from {{ ref('policy_funded_ages') }} as ages
    left join {{ ref('policy_indicator_uncertainty') }} as uncertainty
        on ages.gap_indicator_code = uncertainty.indicator_code
    left join {{ ref('policy_catchments') }} as catchments
        on ages.outreach_catchment_code = catchments.catchment_code
    where ages.gap_indicator_code is not null
)

select problem from problems
where problem is not null
