-- What it checks: the parts of a ward's change of rank add up to the whole change,
-- which is the rank that its score has now less the rank that was published before;
-- so do the parts of the causes that are switched for all wards at once.
-- Why it matters: a part that is too much or too little names a wrong cause.
-- What to do: look for what int_need__scenario_ranks reads and the archive of a
-- publication (council_methods.csv, ward_figures.csv) leaves out: with all causes
-- switched to new int_need__rank_change_ranks must give the rank of today.
with

added_parts as (
    select
        ward_code,
        max(rank_from) as rank_from,
        max(rank_to) as rank_to,
        sum(rank_change) as added_change,
        sum(council_rank_change) as added_council_change
    from {{ ref('fct_ward_rank_changes') }}
    where rank_change_status = 'observed'
    group by ward_code
)

select
    added_parts.ward_code,
    added_parts.added_change,
    scores.need_rank - added_parts.rank_from as published_change
from added_parts
left join {{ ref('fct_ward_need_scores') }} as scores
    on added_parts.ward_code = scores.ward_code
where
    added_parts.rank_to is distinct from scores.need_rank
    or abs(added_parts.added_change - (scores.need_rank - added_parts.rank_from))
    > 0.0001
    or abs(added_parts.added_council_change - added_parts.added_change) > 0.0001
