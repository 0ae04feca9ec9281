with

context as (
    select * from {{ ref('int_context__judged_context') }}
),

shares as (
    select
        *,
        case
            when total_count > 0 then cast(counted_count as double) / total_count
        end as context_share,
        cast(sum(counted_count) over (
            partition by local_authority_code, topic_code, category_code, period_code
        ) as double)
        / nullif(sum(total_count) over (
            partition by local_authority_code, topic_code, category_code, period_code
        ), 0) as council_share
    from context
)

select
    shares.local_authority_code,
    shares.ward_code,
    shares.topic_code,
    shares.category_code,
    shares.topic_label,
    shares.category_label,
    shares.period_code,
    shares.counted_count,
    shares.total_count,
    cast(round(shares.context_share, 6) as decimal(9, 6)) as context_rate,
    cast(round(shares.council_share, 6) as decimal(9, 6)) as council_rate,
    shares.value_status,
    shares.is_estimate,
    shares.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when shares.is_synthetic then texts.synthetic_text end,
        texts.area_not_child_text,
        case when shares.counted_count is null then texts.not_usable_text end,
        texts.residents_not_children_text,
        case when shares.is_estimate then texts.estimated_from_larger_areas_text end
    ) as caution
from shares
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'context'
cross join {{ ref('int_policy__caution_texts') }} as texts
