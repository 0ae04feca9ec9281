-- One row a ward and scored indicator: what its rates are drawn from. The error factor
-- of the denominator is log-normal with mean one; its deviation follows from policy's
-- coefficient of variation.
with

settings as (
    select * from {{ ref('int_policy__need_settings') }}
),

draw_inputs as (
    select
        concat_ws('/', scores.ward_code, scores.indicator_code) as input_name,
        scores.local_authority_code,
        scores.ward_code,
        scores.indicator_code,
        scores.domain_code,
        scores.indicator_weight,
        scores.ranked_wards_count,
        settings.exponential_constant,
        rates.shrunk_logit,
        sqrt(rates.posterior_variance) as logit_deviation,
        uncertainty.counted_children,
        sqrt(ln(1 + power(uncertainty.denominator_cv, 2))) as factor_deviation
    from {{ ref('int_need__indicator_scores') }} as scores
    inner join {{ ref('int_need__shrunk_rates') }} as rates
        on
            scores.ward_code = rates.ward_code
            and scores.indicator_code = rates.indicator_code
    inner join {{ ref('policy_indicator_uncertainty') }} as uncertainty
        on scores.indicator_code = uncertainty.indicator_code
    cross join settings
)

select * from draw_inputs
