{{ config(materialized='ephemeral') }}

-- One row per indicator that is counted in the nation of a served council: no file
-- names another.
with

served_indicators as (
    select distinct indicators.indicator_code
    from {{ ref('policy_indicators') }} as indicators
    inner join {{ ref('ref_local_authorities') }} as councils
        on
            councils.is_served
            and {{ is_of_nation(
                'indicators.code_letters', 'councils.local_authority_code'
            ) }}
)

select * from served_indicators
