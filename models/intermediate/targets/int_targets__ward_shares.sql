{{ config(materialized='ephemeral') }}

-- One row per ward, target and rule by which the council's children are shared out: the
-- more children at the measure that each ward would have, whole and adding up to the
-- council's. A rule gives each ward a weight; shares follow the weights, and what whole
-- children leave over goes to the largest remainders.
{#- sqlfluff can't know the columns of a model that is no table. #}
-- noqa: disable=AM04
{% set rules = {
    'equal_points': 'denominator_count',
    'equal_closing': 'denominator_count * greatest(target_rate - rate, 0)',
    'best_quarter_alike':
        'denominator_count * greatest(coalesce(best_like_rate, rate) - rate, 0)'
} %}
with

ward_rates as (
    select * from {{ ref('int_targets__ward_rates') }}
),

-- The rate of the last of the best quarter of the wards like it.
like_wards as (
    select
        ward_rates.target_code,
        ward_rates.ward_code,
        like_rates.rate,
        row_number() over (
            partition by ward_rates.target_code, ward_rates.ward_code
            order by like_rates.rate desc, like_rates.ward_code asc
        ) as rate_order,
        count(*) over (partition by ward_rates.target_code, ward_rates.ward_code)
            as like_wards_count
    from ward_rates
    inner join {{ ref('int_similar_wards__nearest') }} as pairs
        on ward_rates.ward_code = pairs.ward_code
    inner join ward_rates as like_rates
        on
            pairs.nearest_ward_code = like_rates.ward_code
            and ward_rates.target_code = like_rates.target_code
            and like_rates.rate is not null
),

best_like_wards as (
    select
        like_wards.target_code,
        like_wards.ward_code,
        min(like_wards.rate) as best_like_rate
    from like_wards
    cross join {{ ref('int_policy__comparison_settings') }} as numbers
    where
        like_wards.rate_order
        <= ceil(round(numbers.target_best_part_rate * like_wards.like_wards_count, 6))
    group by like_wards.target_code, like_wards.ward_code
),

councils as (
    select
        *,
        cast(greatest(
            ceil(round(
                sum(case when level_count is not null then denominator_count end) over (
                    partition by local_authority_code, target_code
                ) * target_rate - sum(level_count) over (
                    partition by local_authority_code, target_code
                ),
                6
            )),
            0
        ) as integer) as council_more_count
    from ward_rates
),

weights as (
    {%- for code, weight in rules.items() %}
    select
        councils.*,
        best_like_wards.best_like_rate,
        '{{ code }}' as share_rule_code,
        case when councils.level_count is not null then {{ weight }} end as weight
    from councils
    left join best_like_wards
        on
            councils.target_code = best_like_wards.target_code
            and councils.ward_code = best_like_wards.ward_code
    {{ 'union all' if not loop.last }}
    {%- endfor %}
),

exact_shares as (
    select
        *,
        case when council_more_count = 0 then 0 * level_count else round(
            council_more_count * cast(weight as double)
            / nullif(
                sum(weight) over (
                    partition by local_authority_code, target_code, share_rule_code
                ),
                0
            ),
            9
        ) end as exact_count
    from weights
),

remainders as (
    select
        *,
        row_number() over (
            partition by local_authority_code, target_code, share_rule_code
            order by exact_count - floor(exact_count) desc nulls last, ward_code asc
        ) as remainder_order,
        council_more_count - sum(floor(exact_count)) over (
            partition by local_authority_code, target_code, share_rule_code
        ) as left_over_count
    from exact_shares
),

shares as (
    select
        remainders.*,
        cast(
            floor(remainders.exact_count)
            + case
                when remainders.remainder_order <= remainders.left_over_count then 1
                else 0
            end as integer
        ) as more_count,
        -- A ward that truly gains what the council needs each year, and seems to fall.
        case
            when remainders.path_rate > 0 then remainders.path_rate
        end / nullif(remainders.change_deviation, 0) as path_score,
        (
            remainders.wilson_z_95
            + {{ upper_normal_quantile('(1 - numbers.target_power_rate)') }}
        ) * remainders.change_deviation as smallest_change_rate,
        {{ upper_normal_quantile('numbers.target_course_tail_rate') }}
        * remainders.known_change_deviation as course_margin_rate
    from remainders
    cross join {{ ref('int_policy__comparison_settings') }} as numbers
),

courses as (
    select
        *,
        {{ two_sided_p_value('path_score') }} / 2 as fall_chance_rate,
        case
            when
                progress_status not in ('forecast', 'too_few_years')
                or path_rate is null
                or change_rate is null
                then 'not_known'
            when change_rate + course_margin_rate < path_rate then 'behind'
            when change_rate - course_margin_rate > path_rate then 'ahead'
            else 'cannot_tell'
        end as course_code
    from shares
)

select * from courses
