-- One row a variant of the method, ward and indicator as it counts there. Indicators
-- that count as one are averaged by their children. Children who were due and not seen
-- are taken to be in need as often as policy assumes; where nobody said how many were
-- due, all are taken to have been seen.
with

rates_with_unseen as (
    select
        rates.local_authority_code,
        rates.ward_code,
        rates.indicator_code,
        rates.shrunk_rate,
        rates.observed_rate,
        cast(rates.denominator_count as double) as children,
        coalesce(
            {{ floored_count('figures.children_due_count - rates.denominator_count') }}
            / cast(figures.children_due_count as double),
            0
        ) as unseen_rate
    from {{ ref('int_need__shrunk_rates') }} as rates
    inner join {{ ref('int_indicators__ward_values') }} as figures
        on
            rates.ward_code = figures.ward_code
            and rates.indicator_code = figures.indicator_code
            and rates.period_code = figures.period_code
            and figures.breakdown_topic = 'total'
),

counted_rates as (
    select
        variants.variant_code,
        rates.local_authority_code,
        rates.ward_code,
        variants.domain_code,
        variants.counted_as_code,
        variants.indicator_weight,
        rates.children,
        case when variants.is_shrunk then rates.shrunk_rate else rates.observed_rate end
        * (1 + (variants.unseen_multiple - 1) * rates.unseen_rate) as rate
    from rates_with_unseen as rates
    inner join {{ ref('int_need__variant_indicators') }} as variants
        on rates.indicator_code = variants.indicator_code
),

variant_rates as (
    select
        variant_code,
        local_authority_code,
        ward_code,
        domain_code,
        counted_as_code,
        indicator_weight,
        round(least({{ weighted_mean('rate', 'children') }}, 1.0), 9) as rate
    from counted_rates
    group by
        variant_code,
        local_authority_code,
        ward_code,
        domain_code,
        counted_as_code,
        indicator_weight
)

select * from variant_rates
