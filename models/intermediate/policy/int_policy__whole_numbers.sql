-- One row per whole number from 0 to 9,999: what draws, days and years are counted
-- with.
with

digits as (
    {%- for digit in range(10) %}
    select {{ digit }} as digit
    {%- if not loop.last %}

    union all
    {% endif %}
    {%- endfor %}
),

whole_numbers as (
    select
        cast(
            thousands.digit * 1000 + hundreds.digit * 100 + tens.digit * 10 + ones.digit
            as integer
        ) as whole_number
    from digits as thousands
    cross join digits as hundreds
    cross join digits as tens
    cross join digits as ones
)

select * from whole_numbers
