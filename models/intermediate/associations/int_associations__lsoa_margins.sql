-- One row per LSOA with children assessed at five: how many there were, how many were
-- not at a good level of development, and how many did not attend at two, which other
-- children stand in for. More taking up than were assessed is held to those assessed,
-- and flagged: there the cohorts do not line up. It stays inside: LSOAs are small.
with

question as (
    select distinct
        choices.gap_indicator_code,
        choices.outcome_indicator_code,
        outcomes.local_authority_code,
        outcomes.period_code as outcome_period_code,
        gaps.period_code as take_up_period_code,
        entitlements.age_at_31_december,
        entitlements.entitlement_basis
    from {{ ref('policy_overlaps') }} as choices
    inner join {{ ref('int_indicators__shown_periods') }} as outcomes
        on choices.outcome_indicator_code = outcomes.indicator_code
    inner join {{ ref('int_indicators__shown_periods') }} as gaps
        on
            choices.gap_indicator_code = gaps.indicator_code
            and outcomes.local_authority_code = gaps.local_authority_code
    inner join {{ ref('policy_funded_ages') }} as entitlements
        on choices.gap_indicator_code = entitlements.gap_indicator_code
),

children_assessed as (
    select
        children.local_authority_code,
        children.ward_code,
        children.home_lsoa_2021_code,
        count(*) as children_count,
        count(*) filter (where not children.is_at_gld) as not_at_outcome_count
    from {{ ref('int_linked__eyfsp_children') }} as children
    inner join question
        on
            children.local_authority_code = question.local_authority_code
            and children.period_code = question.outcome_period_code
    where children.residence_status = 'in_ward'
    group by
        children.local_authority_code,
        children.ward_code,
        children.home_lsoa_2021_code
),

children_taking_up as (
    select
        headcount.home_lsoa_2021_code,
        count(distinct headcount.child_id) as taking_up_count
    from {{ ref('int_linked__headcount_rows') }} as headcount
    inner join question
        on
            headcount.local_authority_code = question.local_authority_code
            and headcount.period_code = question.take_up_period_code
            and headcount.age_at_31_december = question.age_at_31_december
            and headcount.entitlement_basis = question.entitlement_basis
    where headcount.residence_status = 'in_ward'
    group by headcount.home_lsoa_2021_code
),

lsoa_margins as (
    select
        assessed.local_authority_code,
        assessed.ward_code,
        assessed.home_lsoa_2021_code,
        assessed.children_count,
        assessed.not_at_outcome_count,
        coalesce(taking_up.taking_up_count, 0) > assessed.children_count
            as is_out_of_line,
        assessed.children_count - least(
            coalesce(taking_up.taking_up_count, 0), assessed.children_count
        ) as not_attending_count
    from children_assessed as assessed
    left join children_taking_up as taking_up
        on assessed.home_lsoa_2021_code = taking_up.home_lsoa_2021_code
)

select * from lsoa_margins
