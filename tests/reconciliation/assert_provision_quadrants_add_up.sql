-- What it checks: each ward of a council has its row for each question; the wards in
-- the four quadrants are those of the correlation, and each is in the half where its
-- values are; a rho lies within its limits.
-- Why it matters: quadrants and rho of different wards would contradict each other on
-- one page.
-- What to do: look for a join that loses wards in
-- int_associations__provision_quadrants.
with

quadrants as (
    select
        local_authority_code,
        pair_code,
        count(*) as rows_count,
        count(quadrant_code) as placed_count,
        count(*) filter (where quadrant_status = 'observed') as observed_count
    from {{ ref('fct_provision_quadrants') }}
    group by local_authority_code, pair_code
),

problems as (
    select
        associations.pair_code,
        'wards and quadrants differ' as problem
    from {{ ref('fct_provision_associations') }} as associations
    left join quadrants
        on
            associations.local_authority_code = quadrants.local_authority_code
            and associations.pair_code = quadrants.pair_code
    where
        coalesce(quadrants.rows_count, 0) != associations.council_wards_count
        or quadrants.placed_count != quadrants.observed_count
        or quadrants.placed_count != case
            when associations.value_status in ('not_available', 'too_few') then 0
            else associations.wards_count
        end

    union all

    select
        pair_code,
        'rho outside its limits' as problem
    from {{ ref('fct_provision_associations') }}
    where
        value not between lower_95 and upper_95
        or (interval_status = 'observed') != (lower_95 is not null)

    union all

    select
        quadrants_shown.pair_code,
        'the wrong half at ' || quadrants_shown.ward_code as problem
    from {{ ref('fct_provision_quadrants') }} as quadrants_shown
    inner join {{ ref('policy_findings') }} as labels
        on quadrants_shown.quadrant_code = labels.finding_code
    where
        labels.has_more_provision
        and quadrants_shown.provision_value < quadrants_shown.provision_median_value
        or not labels.has_more_provision
        and quadrants_shown.provision_value > quadrants_shown.provision_median_value
)

select
    pair_code,
    problem
from problems
