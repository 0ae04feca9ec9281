-- What it checks: each ward has one row for each age of policy, with the children of
-- the indicator behind it; never more children are without a place than are entitled;
-- the limits hold the number; settings that told are among those within reach, which
-- are those of the access of the ward.
-- Why it matters: a plan is made of these numbers, and a lost ward would get no visit.
-- What to do: look at the joins of int_outreach__ward_figures.
with

gaps as (
    select
        figures.ward_code,
        ages.funded_age,
        ages.outreach_catchment_code as catchment_code,
        figures.period_code,
        figures.numerator_count,
        figures.denominator_count
    from {{ ref('policy_funded_ages') }} as ages
    inner join {{ ref('fct_area_indicators') }} as figures
        on ages.gap_indicator_code = figures.indicator_code
    where
        figures.area_type = 'ward'
        and figures.is_score_period
        and figures.breakdown_topic = 'total'
),

problems as (
    select
        coalesce(gaps.ward_code, outreach.ward_code) as ward_code,
        'a ward and age in one of the two alone, or other children' as problem
    from gaps
    full outer join {{ ref('fct_ward_outreach') }} as outreach
        on
            gaps.ward_code = outreach.ward_code
            and gaps.funded_age = outreach.funded_age
    where
        gaps.ward_code is null
        or outreach.ward_code is null
        or gaps.period_code != outreach.period_code
        or coalesce(gaps.denominator_count, -1) != coalesce(outreach.eligible_count, -1)
        or coalesce(gaps.numerator_count, -1)
        != coalesce(outreach.not_taking_up_count, -1)

    union all

    select
        ward_code,
        'more without a place than entitled, or outside the limits' as problem
    from {{ ref('fct_ward_outreach') }}
    where
        not_taking_up_count > eligible_count
        or not_taking_up_count
        not between not_taking_up_lower_95 and not_taking_up_upper_95
        or not_taking_up_count != greatest(eligible_count - taking_up_count, 0)

    union all

    select
        outreach.ward_code,
        'settings that do not agree with the access of the ward' as problem
    from {{ ref('fct_ward_outreach') }} as outreach
    left join {{ ref('fct_ward_access') }} as ward_access
        on
            outreach.ward_code = ward_access.ward_code
            and outreach.funded_age = ward_access.age_group_code
            and outreach.catchment_code = ward_access.catchment_code
    where
        outreach.settings_with_room_count > outreach.settings_free_told_count
        or outreach.settings_free_told_count > outreach.settings_count
        or outreach.settings_with_places_count > outreach.settings_count
        or coalesce(outreach.settings_count, -1)
        != coalesce(ward_access.settings_reachable_count, -1)
        or outreach.funded_places_count != ward_access.places_reachable_count
)

select
    ward_code,
    problem
from problems
