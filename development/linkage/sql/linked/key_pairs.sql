-- One row per pair of records that share a match key.
select distinct
    first_keys.record_id as record_id_l,
    other_keys.record_id as record_id_r,
    cast(1.0 as double) as match_probability
from match_keys as first_keys
inner join match_keys as other_keys
    on
        first_keys.match_key_code = other_keys.match_key_code
        and first_keys.match_key = other_keys.match_key
        and first_keys.record_id < other_keys.record_id
