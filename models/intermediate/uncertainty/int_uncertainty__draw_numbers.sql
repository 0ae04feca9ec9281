-- One row a draw: 0 is the point itself, without any noise, so that the published rank
-- has to come out of the same steps; then as many as policy asks for.
with

settings as (
    select * from {{ ref('int_indicators__settings') }}
),

digits as (
    {%- for digit in range(10) %}
    select {{ digit }} as digit
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

draw_numbers as (
    select
        cast(
            thousands.digit * 1000 + hundreds.digit * 100 + tens.digit * 10 + ones.digit
            as integer
        ) as draw_number
    from digits as thousands
    cross join digits as hundreds
    cross join digits as tens
    cross join digits as ones
),

draws as (
    select draw_numbers.draw_number
    from draw_numbers
    cross join settings
    where draw_numbers.draw_number <= settings.rank_draws_count
)

select * from draws
