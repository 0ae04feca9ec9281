{#-
    CTEs that draw rates from the posterior of their shrunk log odds, which holds chance
    and the error of a denominator. Ages whose denominators are wrong together share a
    normal number of the ward, in the direction in which the error moves the rate; the
    rest of the doubt is each indicator's own.

    rates: a relation with what shrunk_rates adds and has_too_few_children; draws_count:
    how many draws, a relation with that one column. Gives drawn_rates: one row per ward,
    indicator and draw.
-#}
{% macro drawn_rates(rates, draws_count) -%}
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
            -- A digest for nothing costs as much as one that is read.
            case
                when rates.shared_variance_rate > 0
                    then md5(
                        concat_ws(
                            '/',
                            rates.ward_code,
                            'shared',
                            rates.ward_factor_group,
                            cast(draws.whole_number as string)
                        )
                    )
            end as shared_key
        from {{ rates }} as rates
        cross join {{ draws_count }} as numbers
        inner join {{ ref('int_policy__whole_numbers') }} as draws
            on draws.whole_number between 1 and numbers.draws_count
        where rates.has_too_few_children is not true
    ),

    normal_numbers as (
        select
            *,
            {{ normal_number('own_key') }} as own_number,
            case
                when shared_key is not null then {{ normal_number('shared_key') }}
                else 0.0
            end as shared_number
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
{%- endmacro %}
