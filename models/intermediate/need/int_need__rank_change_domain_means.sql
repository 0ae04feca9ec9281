-- One row a compared ward, subset, ward of its council and domain of which enough is
-- known: the weighted mean of the indicators' transformed ranks, as in int_need.
with

ranked_rates as (
    select
        *,
        rank() over (
            partition by compared_ward_code, subset_number, indicator_code
            order by shrunk_rate desc
        ) as need_rank,
        count(*) over (
            partition by compared_ward_code, subset_number, indicator_code
        ) as ranked_wards_count
    from {{ ref('int_need__rank_change_shrunk_rates') }}
),

transformed_rates as (
    select
        rates.compared_ward_code,
        rates.subset_number,
        rates.is_new_method,
        rates.ward_code,
        methods.domain_code,
        methods.domain_weight,
        methods.indicator_weight,
        methods.full_weight,
        methods.minimum_domain_weight_rate,
        round(
            {{ exponential_transform(
                'rates.need_rank', 'rates.ranked_wards_count',
                'methods.exponential_constant'
            ) }},
            9
        ) as transformed_score
    from ranked_rates as rates
    inner join {{ ref('int_need__rank_change_method_versions') }} as methods
        on
            rates.is_new_method = methods.is_new_method
            and rates.indicator_code = methods.indicator_code
),

domain_means as (
    select
        compared_ward_code,
        subset_number,
        is_new_method,
        ward_code,
        domain_code,
        domain_weight,
        round(
            sum(indicator_weight * transformed_score) / sum(indicator_weight),
            9
        ) as mean_score
    from transformed_rates
    group by
        compared_ward_code,
        subset_number,
        is_new_method,
        ward_code,
        domain_code,
        domain_weight
    having
        sum(indicator_weight) / max(full_weight) >= max(minimum_domain_weight_rate)
)

select * from domain_means
