-- The segment of each ward's residents for those who get no exact score to read it
-- beside: it is made of the census and of deprivation alone.
with

segment_periods as (
    select
        min(period_code) as first_period_code,
        max(period_code) as last_period_code
    from {{ ref('policy_context_variables') }}
    where used_for = 'segments'
),

fitted_councils as (
    select distinct local_authority_code
    from {{ ref('ref_segment_ranges') }}
),

scores as (
    select
        wards.local_authority_code,
        wards.local_authority_name,
        wards.ward_code,
        wards.ward_name,
        assigned.segment_code,
        assigned.second_segment_code,
        assigned.distance_gap,
        coalesce(assigned.is_synthetic, false) as is_synthetic
    from {{ ref('dim_ward') }} as wards
    left join {{ ref('int_similar_wards__segments') }} as assigned
        on wards.ward_code = assigned.ward_code
)

select
    scores.local_authority_code,
    scores.local_authority_name,
    scores.ward_code,
    scores.ward_name,
    scores.segment_code,
    segments.segment_label,
    scores.second_segment_code,
    second_segments.segment_label as second_segment_label,
    cast(round(scores.distance_gap, 6) as double) as segment_distance_gap,
    case when scores.segment_code is null then 'not_available' else 'observed' end
        as value_status,
    segment_periods.first_period_code,
    segment_periods.last_period_code,
    scores.is_synthetic,
    claims.claim_level,
    {{ caution_codes('segments_of_wards') }} as caution_codes,
    {{ caution_text('segments_of_wards') }} as caution
from scores
cross join segment_periods
cross join {{ ref('int_policy__caution_texts') }} as texts
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'context'
left join fitted_councils
    on scores.local_authority_code = fitted_councils.local_authority_code
left join {{ ref('policy_segments') }} as segments
    on scores.segment_code = segments.segment_code
left join {{ ref('policy_segments') }} as second_segments
    on scores.second_segment_code = second_segments.segment_code
