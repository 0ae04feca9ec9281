{{ config(materialized='ephemeral') }}

-- One row per ward (null: a home in no ward of the council), term and age: children
-- with working parents' hours beside the children of the age, from the extract that
-- policy names. An age for which a council's file has no such row at all has none here:
-- an entitlement that was not counted is not one that nobody takes up.
with

ages as (
    select
        ages.age_at_31_december,
        'working_parents' as entitlement_basis,
        ages.working_parents_indicator_code as indicator_code,
        sources.dataset_code,
        sources.source_period_code
    from {{ ref('policy_funded_ages') }} as ages
    inner join {{ ref('policy_indicator_sources') }} as sources
        on
            ages.working_parents_indicator_code = sources.indicator_code
            and sources.measures = 'denominator'
),

{{ children_taking_up('ages') }},

counted_ages as (
    select
        local_authority_code,
        period_code,
        age_at_31_december,
        bool_or(is_ward_return) as is_ward_return
    from taking_up
    group by local_authority_code, period_code, age_at_31_december
),

-- A ward without a row in the headcount has no child there; a ward without a row in a
-- return is unknown.
all_sides as (
    select
        ages.indicator_code,
        taking_up.local_authority_code,
        taking_up.ward_code,
        taking_up.period_code,
        taking_up.taking_up_count,
        taking_up.taking_up_key,
        cast(null as bigint) as children_count,
        taking_up.value_status,
        cast(null as string) as denominator_source,
        cast(null as string) as denominator_edition
    from taking_up
    inner join ages on taking_up.age_at_31_december = ages.age_at_31_december

    union all

    select
        ages.indicator_code,
        counted_ages.local_authority_code,
        children_of_the_age.ward_code,
        counted_ages.period_code,
        case when not counted_ages.is_ward_return then 0 end as taking_up_count,
        cast(null as bigint) as taking_up_key,
        children_of_the_age.children_count,
        children_of_the_age.value_status,
        children_of_the_age.denominator_source,
        children_of_the_age.denominator_edition
    from counted_ages
    inner join ages on counted_ages.age_at_31_december = ages.age_at_31_december
    inner join {{ ref('int_counted__children_of_the_age') }} as children_of_the_age
        on
            ages.dataset_code = children_of_the_age.dataset_code
            and ages.age_at_31_december = children_of_the_age.age_at_31_december
            and counted_ages.local_authority_code
            = children_of_the_age.local_authority_code
            and coalesce(ages.source_period_code, counted_ages.period_code)
            = children_of_the_age.period_code
),

counts as (
    select
        indicator_code,
        local_authority_code,
        ward_code,
        period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        cast(sum(taking_up_count) as bigint) as numerator_count,
        -- Nobody is counted as living in no ward: that is none, not unknown.
        cast(case
            when ward_code is null then coalesce(sum(children_count), 0)
            else sum(children_count)
        end as bigint) as denominator_count,
        max(taking_up_key) as numerator_key,
        cast(null as bigint) as denominator_key,
        coalesce(max(value_status), 'observed') as value_status,
        cast(null as bigint) as children_due_count,
        max(denominator_source) as denominator_source,
        max(denominator_edition) as denominator_edition
    from all_sides
    group by indicator_code, local_authority_code, ward_code, period_code
)

select * from counts
