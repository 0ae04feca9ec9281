-- Indicators that count as one are averaged by their children. Children who were due
-- and not seen are taken to be in need as often as policy assumes; where it is not
-- known how many were due, all are taken to have been seen.
with

rates_with_unseen as (
    select
        *,
        cast(denominator_count as double) as children,
        coalesce(
            {{ floored_count('children_due_count - denominator_count') }}
            / cast(children_due_count as double),
            0
        ) as unseen_rate
    from {{ ref('int_need__shrunk_rates') }}
    where has_too_few_children is not true
),

counted_rates as (
    select
        variants.variant_code,
        variants.variant_number,
        rates.local_authority_code,
        rates.ward_code,
        variants.part_code,
        rates.children,
        case variants.shrinkage
            when 'published' then rates.shrunk_rate
            when 'strict' then rates.strictly_shrunk_rate
            when 'none' then rates.observed_rate
        end
        * (1 + (variants.unseen_multiple - 1) * rates.unseen_rate) as rate
    from rates_with_unseen as rates
    inner join {{ ref('int_need__variant_indicators') }} as variants
        on rates.indicator_code = variants.indicator_code
),

variant_rates as (
    select
        variant_code,
        variant_number,
        local_authority_code,
        ward_code,
        part_code,
        round(least({{ weighted_mean('rate', 'children') }}, 1.0), 9) as rate
    from counted_rates
    group by
        variant_code,
        variant_number,
        local_authority_code,
        ward_code,
        part_code
)

select * from variant_rates
