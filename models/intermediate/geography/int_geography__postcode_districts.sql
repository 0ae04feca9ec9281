-- One row per postcode district with a postcode in use in a served ward, and its
-- centre: the mean of its postcodes in use. Of a district that reaches beyond the
-- directory the centre is that of the part that the directory holds.
with

postcodes_in_use as (
    select
        postcodes.*,
        {{ outward_code('postcodes.postcode_key') }} as postcode_district,
        areas.ward_code is not null as is_in_ward
    from {{ ref('int_geography__postcodes') }} as postcodes
    left join {{ ref('int_geography__areas') }} as areas
        on
            postcodes.lsoa_2021_code = areas.area_code
            and areas.area_role = 'small_area'
    where not postcodes.is_terminated
),

postcode_districts as (
    select
        postcode_district,
        -- Whole numbers add up alike in any order.
        sum(cast(round(latitude * 1e6) as bigint)) / 1e6 / count(*) as latitude,
        sum(cast(round(longitude * 1e6) as bigint)) / 1e6 / count(*) as longitude,
        count(*) as postcodes_count,
        bool_or(is_synthetic) as is_synthetic
    from postcodes_in_use
    where postcode_district is not null
    group by postcode_district
    having bool_or(is_in_ward)
)

select * from postcode_districts
