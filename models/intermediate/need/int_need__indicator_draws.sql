-- One row a ward, scored indicator and draw: a rate that the data allow, ranked and
-- transformed as the published one is. The rate is drawn from the posterior of the
-- shrunk log odds; its denominator was wrong by a factor, which the draw takes back:
-- true rate = counted children / (denominator / factor).
with

keyed_draws as (
    select
        draw_inputs.*,
        draws.draw_number,
        md5(
            concat_ws('/', draw_inputs.input_name, cast(draws.draw_number as string))
        ) as draw_key
    from {{ ref('int_need__draw_inputs') }} as draw_inputs
    cross join {{ ref('int_need__draw_numbers') }} as draws
),

-- Box and Muller make two independent normal numbers of two uniform ones.
polar_numbers as (
    select
        *,
        case
            when draw_number = 0 then 0.0
            else sqrt(-2 * ln({{ uniform_number('draw_key', '1') }}))
        end as radius,
        2 * pi() * {{ uniform_number('draw_key', '14') }} as angle
    from keyed_draws
),

drawn_parts as (
    select
        *,
        {{ share_of_log_odds(
            'shrunk_logit + logit_deviation * radius * cos(angle)'
        ) }} as rate,
        case
            when draw_number = 0 then 1.0
            else exp(
                factor_deviation * radius * sin(angle) - power(factor_deviation, 2) / 2
            )
        end as factor
    from polar_numbers
),

drawn_rates as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        domain_code,
        indicator_weight,
        ranked_wards_count,
        exponential_constant,
        draw_number,
        round(
            case counted_children
                when 'in_need' then rate * factor
                when 'not_in_need' then 1 - (1 - rate) * factor
            end,
            9
        ) as drawn_rate
    from drawn_parts
),

ranked_draws as (
    select
        *,
        rank() over (
            partition by local_authority_code, indicator_code, draw_number
            order by drawn_rate desc
        ) as drawn_rank
    from drawn_rates
),

indicator_draws as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        domain_code,
        indicator_weight,
        draw_number,
        round(
            {{ exponential_transform(
                'drawn_rank', 'ranked_wards_count', 'exponential_constant'
            ) }},
            9
        ) as transformed_score
    from ranked_draws
)

select * from indicator_draws
