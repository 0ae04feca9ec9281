-- One row a category by which a measure of provision is told: the whole, a type of
-- setting with early years places, an age of funded places, or a kind of hours.
with

categories as (
    select
        'total' as category_kind,
        'total' as category_code,
        'Total' as category_label,
        1 as category_order

    union all

    select
        'setting_type' as category_kind,
        setting_type_code as category_code,
        setting_type_label as category_label,
        type_order as category_order
    from {{ ref('policy_setting_types') }}
    where is_early_years_place

    union all

    select
        'funded_age' as category_kind,
        funded_age as category_code,
        funded_age_label as category_label,
        age_order as category_order
    from {{ ref('policy_funded_ages') }}

    union all

    select
        'hours_kind' as category_kind,
        hours_kind_code as category_code,
        hours_kind_label as category_label,
        kind_order as category_order
    from {{ ref('policy_hours_kinds') }}
)

select * from categories
