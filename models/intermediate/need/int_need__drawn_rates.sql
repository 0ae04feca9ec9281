-- A rate is drawn from the posterior of its shrunk log odds, which holds chance and the
-- error of its denominator. Ages whose denominators are wrong together share a normal
-- number of the ward, in the direction in which the error moves the rate; the rest of
-- the doubt is each indicator's own.
with

keyed_draws as (
    select
        rates.local_authority_code,
        rates.ward_code,
        rates.indicator_code,
        draws.whole_number as draw_number,
        rates.shrunk_logit,
        sqrt(rates.posterior_variance) as logit_deviation,
        coalesce(rates.shared_variance_rate, 0.0) as shared_variance_rate,
        case when rates.counted_children = 'remainder' then 1.0 else -1.0 end
            as shared_direction,
        md5(
            concat_ws(
                '/',
                rates.ward_code,
                rates.indicator_code,
                cast(draws.whole_number as string)
            )
        ) as own_key,
        md5(
            concat_ws(
                '/',
                rates.ward_code,
                'shared',
                rates.ward_factor_group,
                cast(draws.whole_number as string)
            )
        ) as shared_key
    from {{ ref('int_need__shrunk_rates') }} as rates
    cross join {{ ref('int_policy__need_settings') }} as all_settings
    inner join {{ ref('int_policy__whole_numbers') }} as draws
        on draws.whole_number between 1 and all_settings.rank_draws_count
    where rates.has_too_few_children is not true
),

normal_numbers as (
    select
        *,
        {{ normal_number('own_key') }} as own_number,
        {{ normal_number('shared_key') }} as shared_number
    from keyed_draws
),

drawn_rates as (
    select
        local_authority_code,
        ward_code,
        indicator_code,
        draw_number,
        round(
            {{ share_of_log_odds(
                'shrunk_logit + logit_deviation * ('
                'shared_direction * sqrt(shared_variance_rate) * shared_number'
                ' + sqrt(1 - shared_variance_rate) * own_number)'
            ) }},
            9
        ) as drawn_rate
    from normal_numbers
)

select * from drawn_rates
