-- One row a variant of the method and scored indicator that counts in it: under which
-- name, and with what weight.
with

variant_indicators as (
    select
        variants.variant_code,
        variants.is_shrunk,
        variants.unseen_multiple,
        indicators.domain_code,
        indicators.indicator_code,
        coalesce(parts.counted_as_code, indicators.indicator_code) as counted_as_code,
        coalesce(parts.indicator_weight, indicators.indicator_weight)
            as indicator_weight
    from {{ ref('policy_indicators') }} as indicators
    cross join {{ ref('policy_robustness_variants') }} as variants
    left join {{ ref('policy_robustness_indicators') }} as parts
        on
            variants.variant_code = parts.variant_code
            and indicators.indicator_code = parts.indicator_code
    where indicators.domain_code is not null
)

select * from variant_indicators
where indicator_weight > 0
