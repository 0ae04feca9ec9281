-- What it checks: the contributions of a ward's indicators add up to its need score,
-- and a ward with a score has contributions.
-- Why it matters: "why is this ward here?" is answered by its contributions.
-- What to do: compare int_need__indicator_scores with int_need__ward_scores.
with

contribution_sums as (
    select
        ward_code,
        sum(contribution_score) as contribution_sum
    from {{ ref('fct_ward_indicator_scores') }}
    group by ward_code
)

select
    scores.ward_code,
    scores.need_score,
    contribution_sums.contribution_sum
from {{ ref('fct_ward_need_scores') }} as scores
left join contribution_sums on scores.ward_code = contribution_sums.ward_code
where
    scores.need_score is not null
    and (
        contribution_sums.contribution_sum is null
        or abs(scores.need_score - contribution_sums.contribution_sum) > 0.00001
    )
