{{ config(materialized='ephemeral') }}

-- One row per ward or council of today whose boundaries are not those of before, with
-- their first day: what is said of a time before it was re-cut. A new code for the same
-- boundaries changes nothing; a ward that gave a small area away was changed too.
with

placed_areas as (
    select
        area_kind,
        area_code,
        ward_code,
        local_authority_code,
        coalesce(
            valid_from_date,
            cast(lag(valid_to_date) over small_area + interval '1' day as date)
        ) as from_date,
        lag(ward_code) over small_area as former_ward_code,
        lag(local_authority_code) over small_area as former_council_code
    from {{ ref('ref_small_areas') }}
    window small_area as (
        partition by area_kind, area_code
        order by
            case when valid_to_date is null then 1 else 0 end,
            valid_from_date nulls first
    )
),

moved_areas as (
    select
        from_date,
        ward_code,
        former_ward_code,
        local_authority_code,
        former_council_code,
        ward_code != former_ward_code as is_ward_changed,
        local_authority_code != former_council_code as is_council_changed
    from placed_areas
    where former_ward_code is not null
),

changes as (
    select
        area_code,
        from_date
    from {{ ref('ref_area_changes') }}
    where change_kind != 'recoded'

    union all

    select
        ward_code as area_code,
        from_date
    from moved_areas
    where is_ward_changed

    union all

    select
        former_ward_code as area_code,
        from_date
    from moved_areas
    where is_ward_changed

    union all

    select
        local_authority_code as area_code,
        from_date
    from moved_areas
    where is_council_changed

    union all

    select
        former_council_code as area_code,
        from_date
    from moved_areas
    where is_council_changed
),

recut_areas as (
    select
        area_code,
        max(from_date) as recut_date
    from changes
    group by area_code
)

select * from recut_areas
