-- One row per person that linkage found: the small area where the record of the newest
-- meeting has it, whether a funded place at two is among its records, and, where a
-- school assessed it, what came out.
with

records_with_meetings as (
    select
        persons.person_number,
        records.record_id,
        records.small_area_code,
        max(contacts.contact_date) as last_contact_date
    from persons
    inner join records on persons.record_id = records.record_id
    inner join contacts on records.record_id = contacts.record_id
    where persons.pass_code = 'keys_and_splink'
    group by
        persons.person_number,
        records.record_id,
        records.small_area_code
),

places_at_two as (
    select
        record_id,
        bool_or(is_at_two) as has_attended_at_two
    from headcount_rows
    group by record_id
)

select
    found.person_number,
    max_by(
        found.small_area_code,
        cast(found.last_contact_date as string) || found.record_id
    ) as small_area_code,
    coalesce(bool_or(places_at_two.has_attended_at_two), false)
        as has_attended_at_two,
    min(school_results.record_id) as school_record_id,
    true as is_synthetic
from records_with_meetings as found
left join places_at_two on found.record_id = places_at_two.record_id
left join school_results on found.record_id = school_results.record_id
group by found.person_number
