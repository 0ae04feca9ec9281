-- One row per pair of records that a pass takes for the same child. The second pass has
-- the pairs of the first, and those that are probable enough by policy.
with

probable_pairs as (
    select
        predicted_pairs.record_id_l,
        predicted_pairs.record_id_r,
        predicted_pairs.match_probability
    from predicted_pairs
    inner join policy
        on
            policy.setting_code = 'match_probability_threshold'
            and predicted_pairs.match_probability >= policy.setting_value
)

select
    'keys' as pass_code,
    record_id_l,
    record_id_r,
    match_probability
from key_pairs
union all
select
    'keys_and_splink' as pass_code,
    record_id_l,
    record_id_r,
    match_probability
from key_pairs
union all
select
    'keys_and_splink' as pass_code,
    record_id_l,
    record_id_r,
    match_probability
from probable_pairs
