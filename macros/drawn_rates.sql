{#-
    CTEs that draw rates from the posterior of their shrunk log odds, which holds chance
    and the error of a denominator. Ages whose denominators are wrong together share a
    normal number of the ward, in the direction in which the error moves the rate; the
    rest of the doubt is each indicator's own. Each ward and indicator, and each ward and
    group of ages, has a sequence of numbers that its digest starts, and a draw takes the
    pair of its number there.

    rates and methods: as numbered_rates reads them, which comes first; draws_count: how
    many draws, a relation with that one column. Gives drawn_rates: one row per draw
    (rates_number), ward and part, by their numbers, with rate, as need_scores reads it.
-#}
{% macro drawn_rates(rates, methods, draws_count) -%}
    {{ numbered_rates(rates, methods) }},

    doubted_rates as (
        select
            rates.local_authority_number,
            rates.ward_number,
            rates.part_number,
            rates.shrunk_logit,
            sqrt(
                rates.posterior_variance * (1 - coalesce(rates.shared_variance_rate, 0))
            ) as own_logit_deviation,
            case when rates.counted_children = 'remainder' then 1 else -1 end
            * sqrt(
                rates.posterior_variance * coalesce(rates.shared_variance_rate, 0)
            ) as shared_logit_deviation,
            md5(concat_ws('/', rates.ward_code, rates.indicator_code)) as own_key,
            md5(concat_ws('/', rates.ward_code, 'shared', rates.ward_factor_group))
                as shared_key
        from numbered_rates as rates
    ),

    seeded_rates as (
        select
            *,
            {{ generator_seeds('own_key', 'own') }},
            {{ generator_seeds('shared_key', 'shared') }}
        from doubted_rates
    ),

    draws as (
        select
            numbers.whole_number as draw_number,
            numbers.first_jump,
            numbers.second_jump
        from {{ ref('int_policy__whole_numbers') }} as numbers
        -- Compared by their difference, as DuckDB takes numbers that are compared plainly
        -- for few rows, and would look for each drawn rate's method from the wrong side.
        inner join {{ draws_count }} as counts
            on
                counts.draws_count - numbers.whole_number >= 0
                and numbers.whole_number > 0
    ),

    normal_numbers as (
        select
            rates.local_authority_number,
            rates.ward_number,
            rates.part_number,
            draws.draw_number,
            rates.shrunk_logit,
            rates.own_logit_deviation,
            rates.shared_logit_deviation,
            {{ normal_number('rates.own', 'draws') }} as own_number,
            -- A number for nothing costs as much as one that is read.
            case
                when rates.shared_logit_deviation <> 0
                    then {{ normal_number('rates.shared', 'draws') }}
                else 0.0
            end as shared_number
        from seeded_rates as rates
        cross join draws
    ),

    drawn_rates as (
        select
            draw_number as rates_number,
            local_authority_number,
            ward_number,
            part_number,
            {{ rounded(share_of_log_odds(
                'shrunk_logit + own_logit_deviation * own_number'
                ' + shared_logit_deviation * shared_number'
            ), 9) }} as rate
        from normal_numbers
    )
{%- endmacro %}
