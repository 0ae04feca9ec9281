-- What it checks: in each area and table of the census the categories add up to the
-- publisher's own total, and the total is there.
-- Why it matters: a category dropped or doubled would bend every share of it.
-- What to do: compare the area's rows with the publisher's table. ONS perturbs small
-- cells, so parts may miss their total by a few.
with

area_sums as (
    select
        census_rows.topic_code,
        census_rows.area_code,
        sum(case
            when not categories.is_total then census_rows.counted_value
        end) as parts_value,
        sum(case
            when categories.is_total then census_rows.counted_value
        end) as total_value
    from {{ ref('int_linked__census_rows') }} as census_rows
    inner join {{ ref('ref_context_categories') }} as categories
        on
            census_rows.topic_code = categories.topic_code
            and census_rows.category_code = categories.category_code
    where census_rows.residence_status = 'in_ward'
    group by census_rows.topic_code, census_rows.area_code
)

select
    topic_code,
    area_code,
    parts_value,
    total_value
from area_sums
where
    total_value is null
    or parts_value is null
    or abs(parts_value - total_value) > 0
