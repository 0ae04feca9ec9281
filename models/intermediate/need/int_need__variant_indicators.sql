-- A variant may leave an indicator out, count it together with another, or give it the
-- weight of another: then it follows that weight wherever policy moves it.
with

variants as (
    select
        *,
        cast(dense_rank() over (order by variant_code) as integer) as variant_number
    from {{ ref('int_policy__variants') }}
),

variant_indicators as (
    select
        variants.variant_code,
        variants.variant_number,
        variants.shrinkage,
        variants.unseen_multiple,
        indicators.domain_code,
        indicators.indicator_code,
        coalesce(changes.counted_as_code, indicators.indicator_code) as part_code,
        coalesce(
            changes.indicator_weight,
            weight_givers.indicator_weight,
            indicators.indicator_weight
        ) as indicator_weight
    from {{ ref('policy_indicators') }} as indicators
    cross join variants
    left join {{ ref('policy_scenarios') }} as changes
        on
            variants.variant_code = changes.scenario_code
            and changes.scenario_kind = 'variant'
            and indicators.indicator_code = changes.indicator_code
    left join {{ ref('policy_indicators') }} as weight_givers
        on changes.weight_of_indicator_code = weight_givers.indicator_code
    where indicators.domain_code is not null
)

select * from variant_indicators
where indicator_weight > 0
