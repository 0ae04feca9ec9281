-- One row per record: all that linkage may see. Names, days of birth, postcodes and
-- identifiers are keyed with a secret salt (the function keyed), so that equal ones are
-- found and none can be read. Spellings of one name are brought together (sounded)
-- before they are keyed. Name and name, and day and day, get keys of one kind, so that
-- a swapped pair meets.
with

plain_records as (
    select
        record_id,
        service_code,
        upper(given_name) as given_name,
        upper(family_name) as family_name,
        sex,
        date_of_birth,
        -- Read as month and day where it was written as day and month.
        case
            when day(date_of_birth) <= 12
                then make_date(
                    year(date_of_birth), day(date_of_birth), month(date_of_birth)
                )
        end as swapped_date_of_birth,
        replace(postcode, ' ', '') as postcode,
        national_identifier
    from records
)

select
    record_id,
    service_code,
    keyed('name:' || given_name) as given_key,
    keyed('name:' || family_name) as family_key,
    keyed('sound:' || sounded(given_name)) as given_sound_key,
    keyed('sound:' || sounded(family_name)) as family_sound_key,
    keyed('initial:' || left(given_name, 1)) as initial_key,
    keyed('day:' || date_of_birth) as birth_key,
    keyed('day:' || swapped_date_of_birth) as swapped_birth_key,
    keyed('month:' || left(cast(date_of_birth as string), 7)) as birth_month_key,
    keyed('sex:' || sex) as sex_key,
    keyed('postcode:' || postcode) as postcode_key,
    keyed('sector:' || left(postcode, length(postcode) - 2)) as sector_key,
    keyed('identifier:' || national_identifier) as identifier_key
from plain_records
