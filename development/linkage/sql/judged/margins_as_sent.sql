-- What the lists that services send hold: children assessed where the school has their
-- home, and funded places where the home was at two. Families move between the two, and
-- the lists do not line up. One row per small area.
with

assessed as (
    select
        records.small_area_code,
        count(*) as children_count,
        count(*) filter (where not school_results.is_at_gld) as not_at_outcome_count
    from school_results
    inner join records on school_results.record_id = records.record_id
    group by records.small_area_code
),

taking_up as (
    select
        records.small_area_code,
        count(distinct records.record_id) as taking_up_count
    from headcount_rows
    inner join records on headcount_rows.record_id = records.record_id
    where headcount_rows.is_at_two
    group by records.small_area_code
)

select
    'MADEUP' as local_authority_code,
    areas.ward_code,
    assessed.small_area_code as home_lsoa_2021_code,
    assessed.children_count,
    assessed.not_at_outcome_count,
    assessed.children_count - least(
        coalesce(taking_up.taking_up_count, 0), assessed.children_count
    ) as not_attending_count,
    coalesce(taking_up.taking_up_count, 0) > assessed.children_count
        as is_out_of_line
from assessed
inner join areas on assessed.small_area_code = areas.small_area_code
left join taking_up on assessed.small_area_code = taking_up.small_area_code
