{{ config(materialized='ephemeral') }}

-- One row per council, model and neighbour. A neighbour whose number is in no reference
-- keeps its row: its code is null, and no figure of it will be found.
with

neighbour_rows as (
    select *
    from {{ ref('stg_dfe__statistical_neighbours') }}
    where reject_reason_code is null
),

neighbours as (
    select
        councils.local_authority_code,
        neighbour_rows.period_code as neighbour_model,
        neighbour_areas.local_authority_code as neighbour_code,
        neighbour_areas.local_authority_name as neighbour_name,
        neighbour_rows.neighbour_rank,
        neighbour_rows.closeness,
        neighbour_rows.is_synthetic
    from neighbour_rows
    inner join {{ ref('ref_local_authority_numbers') }} as councils
        on neighbour_rows.local_authority_number = councils.local_authority_number
    left join {{ ref('ref_local_authority_numbers') }} as neighbour_areas
        on neighbour_rows.neighbour_number = neighbour_areas.local_authority_number
)

select * from neighbours
