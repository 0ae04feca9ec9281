-- One row a ward of a council that the publication before scored: its rank then and
-- now. A ward that only one of them ranked has not moved; its status says so.
with

compared_councils as (
    select
        local_authority_code,
        max(publication_code) as previous_publication_code
    from {{ ref('stg_publishing__previous_scores') }}
    group by local_authority_code
),

synthetic_wards as (
    select
        ward_code,
        bool_or(is_synthetic) as was_synthetic
    from {{ ref('stg_publishing__previous_ward_figures') }}
    group by ward_code
),

compared_wards as (
    select
        scores.local_authority_code,
        scores.ward_code,
        compared_councils.previous_publication_code,
        previous.need_rank as rank_from,
        cast(scores.need_rank as integer) as rank_to,
        cast(scores.ranked_wards_count as integer) as ranked_wards_count,
        scores.is_synthetic
        or coalesce(synthetic_wards.was_synthetic, false) as is_synthetic
    from {{ ref('int_need__ward_scores') }} as scores
    inner join compared_councils
        on scores.local_authority_code = compared_councils.local_authority_code
    left join {{ ref('stg_publishing__previous_scores') }} as previous
        on scores.ward_code = previous.ward_code
    left join synthetic_wards on scores.ward_code = synthetic_wards.ward_code
)

select * from compared_wards
