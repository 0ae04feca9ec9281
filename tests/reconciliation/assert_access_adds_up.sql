-- What it checks: children of LSOAs add up to those of their council as landed; the
-- shares that children have of places add up to the places that any child can reach;
-- a ward's access is the mean of its LSOAs by their children, and no ward is left out.
-- Why it matters: places or children that are counted twice, or lost in a join, make
-- deserts and oases that are not there.
-- What to do: compare int_access__lsoa_children with int_linked__population_rows,
-- int_access__lsoa_reach with int_access__reach, and the two marts.
with

landed_children as (
    select
        population.local_authority_code,
        ages.age_group_code,
        sum(population.people_count) as children_count
    from {{ ref('int_linked__population_rows') }} as population
    inner join {{ ref('policy_provision_ages') }} as ages
        on population.age between ages.minimum_age and ages.maximum_age
    inner join {{ ref('int_access__councils') }} as councils
        on
            population.local_authority_code = councils.local_authority_code
            and population.period_code = councils.population_period_code
            and ages.age_group_code = councils.age_group_code
    where population.residence_status = 'in_ward'
    group by population.local_authority_code, ages.age_group_code
),

council_children as (
    select
        local_authority_code,
        age_group_code,
        sum(children_count) as children_count
    from {{ ref('int_access__lsoa_children') }}
    where ward_code is not null
    group by local_authority_code, age_group_code
),

reached_settings as (
    select distinct
        offers.local_authority_code,
        offers.setting_code,
        offers.age_group_code,
        reach.catchment_code,
        offers.places_count
    from {{ ref('int_access__reach') }} as reach
    inner join {{ ref('int_access__offers') }} as offers
        on
            reach.local_authority_code = offers.local_authority_code
            and reach.setting_code = offers.setting_code
    inner join {{ ref('int_access__lsoa_children') }} as children
        on
            reach.lsoa_2021_code = children.lsoa_2021_code
            and offers.age_group_code = children.age_group_code
    where children.children_count > 0
),

reached_places as (
    select
        age_group_code,
        catchment_code,
        coalesce(sum(places_count), 0) as places_count
    from reached_settings
    group by age_group_code, catchment_code
),

shared_places as (
    select
        reach.age_group_code,
        reach.catchment_code,
        sum(reach.places_per_child * children.children_count) as places_count
    from {{ ref('int_access__lsoa_reach') }} as reach
    inner join {{ ref('int_access__lsoa_children') }} as children
        on
            reach.lsoa_2021_code = children.lsoa_2021_code
            and reach.age_group_code = children.age_group_code
    group by reach.age_group_code, reach.catchment_code
),

lsoa_means as (
    select
        ward_code,
        age_group_code,
        catchment_code,
        sum(value * children_count) / nullif(sum(children_count), 0)
            as access_value
    from {{ ref('fct_lsoa_access') }}
    where value_status = 'observed'
    group by ward_code, age_group_code, catchment_code
),

wanted_wards as (
    select
        wards.ward_code,
        ages.age_group_code,
        catchments.catchment_code
    from {{ ref('ref_wards') }} as wards
    cross join {{ ref('policy_provision_ages') }} as ages
    cross join {{ ref('policy_catchments') }} as catchments
),

problems as (
    select
        'children' as what,
        coalesce(
            landed_children.local_authority_code, council_children.local_authority_code
        ) as problem_key
    from landed_children
    full outer join council_children
        on
            landed_children.local_authority_code = council_children.local_authority_code
            and landed_children.age_group_code = council_children.age_group_code
    where
        coalesce(
            landed_children.children_count != council_children.children_count, true
        )

    union all

    select
        'places' as what,
        reached_places.age_group_code || ' ' || reached_places.catchment_code
            as problem_key
    from reached_places
    left join shared_places
        on
            reached_places.age_group_code = shared_places.age_group_code
            and reached_places.catchment_code = shared_places.catchment_code
    where
        coalesce(
            abs(reached_places.places_count - shared_places.places_count) > 0.001, true
        )

    union all

    select
        'mean' as what,
        wanted_wards.ward_code || ' ' || wanted_wards.age_group_code as problem_key
    from wanted_wards
    left join {{ ref('fct_ward_access') }} as in_reach
        on
            wanted_wards.ward_code = in_reach.ward_code
            and wanted_wards.age_group_code = in_reach.age_group_code
            and wanted_wards.catchment_code = in_reach.catchment_code
    left join lsoa_means
        on
            wanted_wards.ward_code = lsoa_means.ward_code
            and wanted_wards.age_group_code = lsoa_means.age_group_code
            and wanted_wards.catchment_code = lsoa_means.catchment_code
    where
        in_reach.ward_code is null
        or (
            in_reach.value_status = 'observed'
            and coalesce(
                abs(in_reach.value - lsoa_means.access_value) > 0.00001, true
            )
        )
)

select
    what,
    problem_key
from problems
