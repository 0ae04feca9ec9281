with

near_places as (
    select * from {{ ref('int_disclosure__place_distances') }}
)

select
    near_places.origin_kind,
    near_places.origin_code,
    near_places.origin_name,
    near_places.place_kind,
    cast(near_places.nearest_order as integer) as nearest_order,
    near_places.place_name,
    near_places.place_type_label,
    cast(round(near_places.distance_metres / 1000, 1) as decimal(6, 1))
        as distance_kilometres,
    near_places.local_authority_code,
    near_places.place_code,
    near_places.place_type_code,
    near_places.period_code,
    near_places.is_synthetic or near_places.is_origin_synthetic as is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case
            when near_places.is_synthetic or near_places.is_origin_synthetic
                then texts.synthetic_text
        end,
        texts.straight_line_from_centre_text,
        texts.neighbours_may_be_missing_text,
        case
            when near_places.place_kind = 'setting' then texts.homes_may_be_missing_text
        end
    ) as caution
from near_places
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
