{{ config(materialized='ephemeral') }}

-- One row per council, dataset and period that was landed: how many of its cells are
-- filled. Cells of national tables belong to the council of their area, unless their
-- rows are accounted for under the whole country.
with

countrywide_datasets as (
    select distinct
        dataset_code,
        local_authority_code
    from {{ ref('int_linked__row_accounts') }}
    where local_authority_code = 'all'
),

cells_with_owner as (
    select
        cells.*,
        coalesce(
            countrywide.local_authority_code,
            cells.local_authority_code,
            areas.local_authority_code,
            'unknown'
        ) as owner_code
    from {{ ref('stg_landing__filled_cells') }} as cells
    left join countrywide_datasets as countrywide
        on cells.dataset_code = countrywide.dataset_code
    left join {{ ref('ref_area_kinds') }} as kinds
        on cells.area_kind = kinds.area_kind
    left join {{ ref('int_geography__areas') }} as areas
        on
            kinds.area_role = areas.area_role
            and cells.area_code = areas.area_code
),

cells_by_source as (
    select
        owner_code as local_authority_code,
        dataset_code,
        period_code,
        cast(sum(required_cells_count) as bigint) as required_cells_count,
        cast(sum(required_filled_count) as bigint) as required_filled_count,
        cast(sum(optional_cells_count) as bigint) as optional_cells_count,
        cast(sum(optional_filled_count) as bigint) as optional_filled_count
    from cells_with_owner
    group by owner_code, dataset_code, period_code
)

select * from cells_by_source
