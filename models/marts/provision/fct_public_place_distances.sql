with

figures as (
    select
        origin_kind,
        origin_code,
        origin_name,
        place_kind,
        nearest_order,
        place_name,
        place_type_code,
        place_type_label,
        distance_metres,
        local_authority_code,
        place_code,
        period_code,
        is_synthetic or is_origin_synthetic as is_synthetic
    from {{ ref('int_disclosure__place_distances') }}
)

select
    figures.origin_kind,
    figures.origin_code,
    figures.origin_name,
    figures.place_kind,
    cast(figures.nearest_order as integer) as nearest_order,
    figures.place_name,
    figures.place_type_label,
    round(figures.distance_metres / 1000, 1) as distance_kilometres,
    figures.local_authority_code,
    councils.local_authority_name,
    figures.place_code,
    case when figures.place_kind = 'setting' then figures.place_code end
        as setting_code,
    case when figures.place_kind = 'service' then figures.place_code end
        as service_code,
    figures.place_type_code,
    figures.period_code,
    periods.period_label,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('public_place_distances') }} as caution_codes,
    {{ caution_text('public_place_distances') }} as caution
from figures
left join {{ ref('ref_local_authorities') }} as councils
    on figures.local_authority_code = councils.local_authority_code
inner join {{ ref('ref_periods') }} as periods
    on figures.period_code = periods.period_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'setting'
cross join {{ ref('int_policy__caution_texts') }} as texts
