-- One row per child whom a school assessed, and what is true of it.
select
    children.child_number,
    origins.record_id as school_record_id,
    areas.ward_code,
    children.small_area_2 as small_area_code,
    children.is_eligible_at_two,
    children.has_attended_at_two,
    children.is_at_gld
from children
inner join origins on children.child_number = origins.child_number
inner join school_results on origins.record_id = school_results.record_id
inner join areas on children.small_area_2 = areas.small_area_code
