with

shapes as (
    select
        ward_code,
        edition as boundary_period
    from {{ ref('ref_ward_shapes') }}
)

select
    wards.local_authority_code,
    wards.local_authority_name,
    wards.ward_code,
    wards.ward_name,
    neighbours.neighbour_ward_code,
    neighbouring_wards.ward_name as neighbour_ward_name,
    neighbours.shared_border_metres,
    shapes.boundary_period,
    false as is_synthetic,
    claims.claim_level,
    {{ caution_codes('ward_neighbours') }} as caution_codes,
    {{ caution_text('ward_neighbours') }} as caution
from {{ ref('ref_ward_neighbours') }} as neighbours
inner join {{ ref('dim_ward') }} as wards
    on neighbours.ward_code = wards.ward_code
inner join {{ ref('dim_ward') }} as neighbouring_wards
    on neighbours.neighbour_ward_code = neighbouring_wards.ward_code
inner join shapes on neighbours.ward_code = shapes.ward_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'definition'
cross join {{ ref('int_policy__caution_texts') }} as texts
