-- One row per record and match key that it has: two records with one key are taken for
-- the same child without a further look. What is blank makes no key.
with

keys_of_records as (
    select
        record_id,
        'identifier' as match_key_code,
        identifier_key as match_key
    from keyed_records
    union all
    select
        record_id,
        'names_day_postcode' as match_key_code,
        given_key || family_key || birth_key || postcode_key as match_key
    from keyed_records
    union all
    select
        record_id,
        'names_day_sex' as match_key_code,
        given_key || family_key || birth_key || sex_key as match_key
    from keyed_records
    union all
    select
        record_id,
        'sounds_day_postcode' as match_key_code,
        given_sound_key || family_sound_key || birth_key || postcode_key as match_key
    from keyed_records
    union all
    -- The family name has changed.
    select
        record_id,
        'given_day_postcode' as match_key_code,
        given_key || birth_key || postcode_key as match_key
    from keyed_records
)

select * from keys_of_records
where match_key is not null
