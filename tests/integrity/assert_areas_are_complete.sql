-- What it checks: each served council has as many wards and LSOAs as its expectation
-- says, and every LSOA of it lies in one of its wards.
-- Why it matters: an area missing from a look-up is children missing from a ward.
-- What to do: complete the look-ups in seeds/reference; correct the expectation only if
-- the boundaries changed.
with

served_councils as (
    select local_authority_code
    from {{ ref('ref_local_authorities') }}
    where is_served
),

areas as (
    select
        areas.local_authority_code,
        areas.area_kind,
        count(*) as areas_count,
        count(areas.ward_code) as areas_in_ward_count
    from {{ ref('int_geography__areas') }} as areas
    inner join served_councils
        on areas.local_authority_code = served_councils.local_authority_code
    where areas.area_role in ('ward', 'small_area', 'former_small_area')
    group by areas.local_authority_code, areas.area_kind
),

expected_areas as (
    select
        expected.local_authority_code,
        expected.area_kind,
        expected.areas_count
    from {{ ref('expect_area_counts') }} as expected
    inner join served_councils
        on expected.local_authority_code = served_councils.local_authority_code
)

select
    coalesce(areas.local_authority_code, expected_areas.local_authority_code)
        as local_authority_code,
    coalesce(areas.area_kind, expected_areas.area_kind) as area_kind,
    areas.areas_count,
    areas.areas_in_ward_count,
    expected_areas.areas_count as expected_count
from areas
full outer join expected_areas
    on
        areas.local_authority_code = expected_areas.local_authority_code
        and areas.area_kind = expected_areas.area_kind
where
    areas.areas_count is null
    or areas.areas_in_ward_count != areas.areas_count
    or expected_areas.areas_count != areas.areas_count
