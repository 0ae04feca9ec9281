-- One row an indicator, ward (null: a home in no ward of the council), period and
-- breakdown. A new indicator is one branch here and its rows of policy.
with

counts as (
    select * from {{ ref('int_outcomes__asq3_counts') }}

    union all

    select * from {{ ref('int_outcomes__eyfsp_counts') }}

    union all

    select * from {{ ref('int_take_up__counts') }}

    union all

    select * from {{ ref('int_communities__temporary_accommodation_counts') }}
)

select * from counts
