{{ config(materialized='ephemeral') }}

-- One row per ward, indicator and period of the extract whose estimate it is divided
-- by: what that rests on, the day that it is of, and how small areas were fitted to
-- wards.
-- is_of_fixed_period says that policy names the period, whatever that of the figure is.
with

ages as (
    {% for column in [
        'take_up_indicator_code', 'gap_indicator_code', 'working_parents_indicator_code'
    ] %}
    select
        {{ column }} as indicator_code,
        age_at_31_december
    from {{ ref('policy_funded_ages') }}
    where {{ column }} is not null
    {{ 'union all' if not loop.last }}
    {% endfor %}
),

denominator_bases as (
    select
        sources.indicator_code,
        children.ward_code,
        children.period_code,
        sources.source_period_code is not null as is_of_fixed_period,
        children.estimate_base,
        children.reference_date,
        children.ward_fit
    from ages
    inner join {{ ref('policy_indicator_sources') }} as sources
        on
            ages.indicator_code = sources.indicator_code
            and sources.measures = 'denominator'
    inner join {{ ref('int_counted__children_of_the_age') }} as children
        on
            sources.dataset_code = children.dataset_code
            and ages.age_at_31_december = children.age_at_31_december
            and coalesce(sources.source_period_code, children.period_code)
            = children.period_code
)

select * from denominator_bases
