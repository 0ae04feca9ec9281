-- Totals of a council that differ from the published ones: perhaps a late return,
-- perhaps half a file; what was not supplied has none. The gate blocks the large
-- differences; a person looks at the small ones.
with

differing_totals as (
    select
        local_authority_code,
        indicator_code,
        period_code,
        breakdown_topic,
        breakdown_category,
        expected_numerator_count,
        numerator_count,
        expected_denominator_count,
        denominator_count,
        source
    from {{ ref('int_counted__expected_totals') }}
    where
        is_supplied
        and (
            numerator_count != expected_numerator_count
            or denominator_count != expected_denominator_count
        )
)

select * from differing_totals
