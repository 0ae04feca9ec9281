with

archived_scores as (
    {{ previous_publication_rows('scores', [
        'local_authority_code',
        'ward_code',
        'need_rank',
        'rank_low',
        'rank_high',
    ]) }}
),

typed_scores as (
    select
        publication_code,
        local_authority_code,
        ward_code,
        cast(need_rank as integer) as need_rank,
        cast(rank_low as integer) as rank_low,
        cast(rank_high as integer) as rank_high
    from archived_scores
)

select * from typed_scores
