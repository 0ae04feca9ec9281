-- How many children services know, by ward. One row per ward: as there are, as linkage
-- finds them, and as many as there seem to be where the lists of services are added up.
with

wards as (
    select distinct
        ward_code,
        ward_name
    from areas
),

true_counts as (
    select
        areas.ward_code,
        count(distinct children.child_number) as true_count
    from children
    inner join origins on children.child_number = origins.child_number
    inner join areas
        on
            case
                when children.lives_here_to = 1 then children.small_area_1
                else children.small_area_2
            end = areas.small_area_code
    group by areas.ward_code
),

linked_counts as (
    select
        areas.ward_code,
        count(*) as linked_count
    from linked_children
    inner join areas on linked_children.small_area_code = areas.small_area_code
    group by areas.ward_code
),

added_counts as (
    select
        areas.ward_code,
        count(*) as added_count
    from records
    inner join areas on records.small_area_code = areas.small_area_code
    group by areas.ward_code
)

select
    true_counts.ward_code,
    wards.ward_name,
    true_counts.true_count,
    linked_counts.linked_count,
    added_counts.added_count,
    cast(linked_counts.linked_count as double) / true_counts.true_count - 1
        as linked_error_rate,
    cast(added_counts.added_count as double) / true_counts.true_count - 1
        as added_error_rate,
    true as is_synthetic
from true_counts
inner join wards on true_counts.ward_code = wards.ward_code
inner join linked_counts on true_counts.ward_code = linked_counts.ward_code
inner join added_counts on true_counts.ward_code = added_counts.ward_code
