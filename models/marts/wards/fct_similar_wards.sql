with

context_periods as (
    select
        min(period_code) as first_period_code,
        max(period_code) as last_period_code
    from {{ ref('policy_context_variables') }}
    where used_for = 'similar_wards'
),

similar_wards as (
    select
        pairs.local_authority_code,
        wards.local_authority_name,
        pairs.ward_code,
        wards.ward_name,
        pairs.nearest_order as similarity_order,
        pairs.nearest_ward_code as similar_ward_code,
        other_wards.ward_name as similar_ward_name,
        context_periods.first_period_code,
        context_periods.last_period_code,
        pairs.variables_count,
        pairs.context_distance,
        'observed' as value_status,
        pairs.is_synthetic,
        claims.claim_level,
        {{ caution_codes('similar_wards') }} as caution_codes,
        {{ caution_text('similar_wards') }} as caution
    from {{ ref('int_similar_wards__nearest') }} as pairs
    cross join context_periods
    inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'context'
    cross join {{ ref('int_policy__caution_texts') }} as texts
    left join {{ ref('int_geography__ward_names') }} as wards
        on pairs.ward_code = wards.ward_code
    left join {{ ref('int_geography__ward_names') }} as other_wards
        on pairs.nearest_ward_code = other_wards.ward_code
)

select
    local_authority_code,
    local_authority_name,
    ward_code,
    ward_name,
    similarity_order,
    similar_ward_code,
    similar_ward_name,
    first_period_code,
    last_period_code,
    variables_count,
    cast(round(context_distance, 6) as double) as context_distance,
    value_status,
    is_synthetic,
    claim_level,
    caution_codes,
    caution
from similar_wards
