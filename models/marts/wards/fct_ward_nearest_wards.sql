with

nearest_wards as (
    select * from {{ ref('int_similar_wards__nearest') }}
),

context_periods as (
    select
        min(period_code) as first_period_code,
        max(period_code) as last_period_code
    from {{ ref('policy_likeness_variables') }}
)

select
    nearest_wards.local_authority_code,
    nearest_wards.ward_code,
    nearest_wards.nearest_order,
    nearest_wards.nearest_ward_code,
    context_periods.first_period_code,
    context_periods.last_period_code,
    nearest_wards.variables_count,
    cast(round(nearest_wards.context_distance, 6) as decimal(12, 6))
        as context_distance,
    'observed' as value_status,
    nearest_wards.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when nearest_wards.is_synthetic then texts.synthetic_text end,
        texts.area_not_child_text,
        texts.residents_not_children_text,
        texts.alike_in_context_alone_text
    ) as caution
from nearest_wards
cross join context_periods
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'context'
cross join {{ ref('int_policy__caution_texts') }} as texts
