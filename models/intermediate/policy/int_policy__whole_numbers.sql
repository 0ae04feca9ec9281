-- One row per whole number from 0 to 9,999: what draws, days and years are counted
-- with, and the jumps of the generator of draws. The jump to a number is the product of
-- those of its digits.
with

digits as (
    {%- for digit in range(10) %}
    select
        {{ digit }} as digit,
        {{ generator_jump('first', digit) }} as first_of_ones,
        {{ generator_jump('first', 10 * digit) }} as first_of_tens,
        {{ generator_jump('first', 100 * digit) }} as first_of_hundreds,
        {{ generator_jump('first', 1000 * digit) }} as first_of_thousands,
        {{ generator_jump('second', digit) }} as second_of_ones,
        {{ generator_jump('second', 10 * digit) }} as second_of_tens,
        {{ generator_jump('second', 100 * digit) }} as second_of_hundreds,
        {{ generator_jump('second', 1000 * digit) }} as second_of_thousands
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
        ) as whole_number,
        thousands.first_of_thousands * hundreds.first_of_hundreds
        % {{ combined_generator('first', 'modulus') }}
        * (
            tens.first_of_tens * ones.first_of_ones
            % {{ combined_generator('first', 'modulus') }}
        )
        % {{ combined_generator('first', 'modulus') }} as first_jump,
        thousands.second_of_thousands * hundreds.second_of_hundreds
        % {{ combined_generator('second', 'modulus') }}
        * (
            tens.second_of_tens * ones.second_of_ones
            % {{ combined_generator('second', 'modulus') }}
        )
        % {{ combined_generator('second', 'modulus') }} as second_jump
    from digits as thousands
    cross join digits as hundreds
    cross join digits as tens
    cross join digits as ones
)

select * from whole_numbers
