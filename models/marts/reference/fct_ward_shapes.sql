-- How a ward is drawn. Boundaries that the council landed of all its wards take the
-- place of the simplified ones: outlines of two editions would not meet.
with

wards as (
    select
        local_authority_code,
        local_authority_name,
        ward_code,
        ward_name
    from {{ ref('dim_ward') }}
),

latest_boundaries as (
    select
        ward_code,
        max(period_code) as period_code,
        max_by(boundary_geojson, period_code) as boundary_geojson,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('int_linked__ward_boundaries') }}
    where residence_status = 'in_ward'
    group by ward_code
),

councils as (
    select
        wards.local_authority_code,
        count(*) = count(boundaries.ward_code) as has_landed_all
    from wards
    left join latest_boundaries as boundaries
        on wards.ward_code = boundaries.ward_code
    group by wards.local_authority_code
),

landed_boundaries as (
    select
        boundaries.ward_code,
        boundaries.boundary_geojson,
        boundaries.is_synthetic,
        periods.period_label as boundary_period,
        datasets.publisher_name as boundary_source,
        datasets.licence as boundary_licence
    from latest_boundaries as boundaries
    inner join wards on boundaries.ward_code = wards.ward_code
    inner join councils
        on wards.local_authority_code = councils.local_authority_code
    left join {{ ref('ref_periods') }} as periods
        on boundaries.period_code = periods.period_code
    inner join {{ ref('governance_datasets') }} as datasets
        on datasets.dataset_code = 'ward_boundaries'
    where councils.has_landed_all
),

drawn_wards as (
    select
        wards.local_authority_code,
        wards.local_authority_name,
        wards.ward_code,
        wards.ward_name,
        case when landed.ward_code is null then shapes.shape_path end as shape_path,
        case when landed.ward_code is null then shapes.label_x end as label_x,
        case when landed.ward_code is null then shapes.label_y end as label_y,
        case when landed.ward_code is null then shapes.canvas_width end
            as canvas_width,
        case when landed.ward_code is null then shapes.canvas_height end
            as canvas_height,
        coalesce(landed.boundary_geojson, shapes.boundary_geojson) as boundary_geojson,
        hexagons.hexagon_column,
        hexagons.hexagon_row,
        hexagons.short_name,
        coalesce(landed.boundary_source, shapes.source) as boundary_source,
        case
            when landed.ward_code is null then shapes.edition
            else landed.boundary_period
        end as boundary_period,
        coalesce(landed.boundary_licence, shapes.licence) as boundary_licence,
        case when landed.ward_code is null then shapes.attribution end as attribution,
        case when landed.ward_code is null then shapes.simplification end
            as simplification,
        coalesce(landed.is_synthetic, false) as is_synthetic
    from wards
    left join landed_boundaries as landed on wards.ward_code = landed.ward_code
    left join {{ ref('ref_ward_shapes') }} as shapes
        on wards.ward_code = shapes.ward_code
    left join {{ ref('ref_ward_hexagons') }} as hexagons
        on wards.ward_code = hexagons.ward_code
)

select
    drawn_wards.local_authority_code,
    drawn_wards.local_authority_name,
    drawn_wards.ward_code,
    drawn_wards.ward_name,
    drawn_wards.shape_path,
    drawn_wards.label_x,
    drawn_wards.label_y,
    drawn_wards.canvas_width,
    drawn_wards.canvas_height,
    drawn_wards.boundary_geojson,
    drawn_wards.hexagon_column,
    drawn_wards.hexagon_row,
    drawn_wards.short_name,
    drawn_wards.boundary_source,
    drawn_wards.boundary_period,
    drawn_wards.boundary_licence,
    drawn_wards.attribution,
    drawn_wards.simplification,
    drawn_wards.is_synthetic,
    claims.claim_level,
    {{ caution_codes('ward_shapes') }} as caution_codes,
    {{ caution_text('ward_shapes') }} as caution
from drawn_wards
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
where coalesce(drawn_wards.boundary_geojson, drawn_wards.short_name) is not null
