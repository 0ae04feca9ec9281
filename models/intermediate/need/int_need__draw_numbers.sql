-- One row a draw: 0 is the point itself, without any noise, so that the published rank
-- has to come out of the same steps; then as many as policy asks for.
with

settings as (
    select * from {{ ref('int_policy__need_settings') }}
),

draws as (
    select numbers.whole_number as draw_number
    from {{ ref('int_policy__whole_numbers') }} as numbers
    cross join settings
    where numbers.whole_number <= settings.rank_draws_count
)

select * from draws
