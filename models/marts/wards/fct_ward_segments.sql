with

variables as (
    select
        min(period_code) as first_period_code,
        max(period_code) as last_period_code,
        cast(count(*) as integer) as variables_count
    from {{ ref('policy_context_variables') }}
    where used_for = 'segments'
),

segments_by_ward as (
    select
        wards.local_authority_code,
        wards.ward_code,
        assigned.segment_code,
        segment_labels.segment_label,
        assigned.segment_distance,
        assigned.second_segment_code,
        runner_up_labels.segment_label as second_segment_label,
        assigned.second_segment_distance,
        assigned.distance_gap,
        case
            when assigned.segment_code is null then 'not_available' else 'observed'
        end as segment_status,
        coalesce(assigned.is_synthetic, false) as is_synthetic
    from {{ ref('dim_ward') }} as wards
    left join {{ ref('int_similar_wards__segments') }} as assigned
        on wards.ward_code = assigned.ward_code
    left join {{ ref('policy_segments') }} as segment_labels
        on assigned.segment_code = segment_labels.segment_code
    left join {{ ref('policy_segments') }} as runner_up_labels
        on assigned.second_segment_code = runner_up_labels.segment_code
)

select
    segments_by_ward.local_authority_code,
    segments_by_ward.ward_code,
    segments_by_ward.segment_code,
    segments_by_ward.segment_label,
    variables.first_period_code,
    variables.last_period_code,
    variables.variables_count,
    cast(round(segments_by_ward.segment_distance, 6) as decimal(12, 6))
        as segment_distance,
    segments_by_ward.second_segment_code,
    segments_by_ward.second_segment_label,
    cast(round(segments_by_ward.second_segment_distance, 6) as decimal(12, 6))
        as second_segment_distance,
    cast(round(segments_by_ward.distance_gap, 6) as decimal(12, 6))
        as distance_gap,
    segments_by_ward.segment_status,
    segments_by_ward.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when segments_by_ward.is_synthetic then texts.synthetic_text end,
        texts.area_not_child_text,
        case when segments_by_ward.segment_code is null then texts.not_usable_text end,
        texts.residents_not_children_text,
        texts.segment_is_relative_text
    ) as caution
from segments_by_ward
cross join variables
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'context'
cross join {{ ref('int_policy__caution_texts') }} as texts
