with

numbers_of_draws as (
    select rank_draws_count as draws_count
    from {{ ref('int_policy__need_settings') }}
),

{{ drawn_rates(ref('int_need__shrunk_rates'), 'numbers_of_draws') }}

select * from drawn_rates
