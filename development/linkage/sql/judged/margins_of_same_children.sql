-- What area data would hold of the assessed children, each counted where it lives at
-- five, as the bounds assume. One row per small area.
select
    'MADEUP' as local_authority_code,
    ward_code,
    small_area_code as home_lsoa_2021_code,
    count(*) as children_count,
    count(*) filter (where not is_at_gld) as not_at_outcome_count,
    count(*) filter (where not has_attended_at_two) as not_attending_count,
    false as is_out_of_line
from assessed_children
group by ward_code, small_area_code
