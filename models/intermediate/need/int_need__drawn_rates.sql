-- A rate is drawn from the posterior of its shrunk log odds. Its denominator was wrong
-- by a factor, which the draw takes back: true rate = counted children /
-- (denominator / factor). The factor is log-normal with mean one; its deviation follows
-- from policy's coefficient of variation.
with

keyed_draws as (
    select
        rates.local_authority_code,
        rates.ward_code,
        rates.indicator_code,
        draws.whole_number as draw_number,
        rates.shrunk_logit,
        sqrt(rates.posterior_variance) as logit_deviation,
        uncertainty.counted_children,
        sqrt(ln(1 + power(uncertainty.denominator_cv, 2))) as factor_deviation,
        md5(
            concat_ws(
                '/',
                rates.ward_code,
                rates.indicator_code,
                cast(draws.whole_number as string)
            )
        ) as draw_key
    from {{ ref('int_need__shrunk_rates') }} as rates
    inner join {{ ref('policy_indicator_uncertainty') }} as uncertainty
        on rates.indicator_code = uncertainty.indicator_code
    cross join {{ ref('int_policy__need_settings') }} as all_settings
    inner join {{ ref('int_policy__whole_numbers') }} as draws
        on draws.whole_number between 1 and all_settings.rank_draws_count
    where rates.has_too_few_children is not true
),

-- Box and Muller make two independent normal numbers of two uniform ones.
polar_numbers as (
    select
        *,
        sqrt(-2 * ln({{ uniform_number('draw_key', '1') }})) as radius,
        2 * pi() * {{ uniform_number('draw_key', '14') }} as angle
    from keyed_draws
),

drawn_parts as (
    select
        *,
        {{ share_of_log_odds(
            'shrunk_logit + logit_deviation * radius * cos(angle)'
        ) }} as rate,
        exp(
            factor_deviation * radius * sin(angle) - power(factor_deviation, 2) / 2
        ) as factor
    from polar_numbers
),

drawn_rates as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        draw_number,
        round(
            case counted_children
                when 'in_need' then rate * factor
                when 'not_in_need' then 1 - (1 - rate) * factor
            end,
            9
        ) as drawn_rate
    from drawn_parts
)

select * from drawn_rates
