{{ config(materialized='ephemeral') }}

-- One row per action, indicator and area: all wards of the action together ('all'), and
-- each of them; and one per decision that no action followed, which has none of these.
with

areas as (
    select
        local_authority_code,
        action_reference,
        indicator_code,
        'action_wards' as area_type,
        'all' as area_code,
        cast(null as string) as decision_reference,
        min(entered_date) as entered_date,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('int_actions__logged_wards') }}
    group by local_authority_code, action_reference, indicator_code

    union all

    select
        local_authority_code,
        action_reference,
        indicator_code,
        'ward' as area_type,
        ward_code as area_code,
        null as decision_reference,
        entered_date,
        is_synthetic
    from {{ ref('int_actions__logged_wards') }}

    union all

    select
        local_authority_code,
        'none' as action_reference,
        'none' as indicator_code,
        'none' as area_type,
        'none' as area_code,
        decision_reference,
        entered_date,
        is_synthetic
    from {{ ref('int_actions__decisions') }}
    where not has_action
)

select * from areas
