{{ config(materialized='ephemeral') }}

-- One row per figure of a council or locality: how far its denominator may be wrong.
with

ward_errors as (
    select * from {{ ref('int_indicators__denominator_errors') }}
),

{{ larger_area_errors('ward_errors', [
    'indicator_code', 'period_code', 'breakdown_topic', 'breakdown_category'
]) }}

select * from larger_area_errors
