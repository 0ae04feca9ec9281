-- One row per category by which a measure of provision is broken down: the whole, a
-- type of setting with early years places, an age of funded places, a kind of hours, or
-- a type of service.
with

categories as (
    select
        'all_settings' as category_kind,
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

    union all

    select
        'service_type' as category_kind,
        allowed_value as category_code,
        value_label as category_label,
        cast(row_number() over (order by value_label) as integer) as category_order
    from {{ ref('ref_contract_values') }}
    where dataset_code = 'early_years_services' and column_name = 'service_type'
)

select * from categories
