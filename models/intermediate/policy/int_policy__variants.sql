{{ config(materialized='ephemeral') }}

-- One row per variant of the method: what all its rows of policy_scenarios say.
with

variants as (
    select distinct
        scenario_code as variant_code,
        scenario_label as variant_label,
        normalisation,
        aggregation,
        shrinkage,
        unseen_multiple,
        reason as variant_note
    from {{ ref('policy_scenarios') }}
    where scenario_kind = 'variant'
)

select * from variants
