-- One row per postcode of the latest directory that has it, written without blanks so
-- that it is found however a supplier spaced it. Postcodes out of use stay: a list may
-- be older than the directory.
with

directory as (
    select
        replace(upper(postcodes.postcode), ' ', '') as postcode_key,
        postcodes.postcode,
        postcodes.lsoa_2021_code,
        postcodes.latitude,
        postcodes.longitude,
        postcodes.is_terminated,
        postcodes.period_code,
        postcodes.is_synthetic,
        row_number() over (
            partition by replace(upper(postcodes.postcode), ' ', '')
            order by periods.start_date desc, postcodes.postcode asc
        ) as edition_age
    from {{ ref('stg_ons__postcodes') }} as postcodes
    inner join {{ ref('ref_periods') }} as periods
        on postcodes.period_code = periods.period_code
    where postcodes.reject_reason_code is null
),

latest_rows as (
    select
        postcode_key,
        postcode,
        lsoa_2021_code,
        latitude,
        longitude,
        is_terminated,
        period_code,
        is_synthetic
    from directory
    where edition_age = 1
)

select * from latest_rows
