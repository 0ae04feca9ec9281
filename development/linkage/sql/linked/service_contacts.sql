-- Which services know a child, from when to when, and whom to ask. One row per person
-- that linkage found and service. There is nothing here of what it was about.
select
    persons.person_number,
    services.service_code,
    services.service_label,
    min(contacts.contact_date) as first_contact_date,
    max(contacts.contact_date) as last_contact_date,
    services.role_label,
    services.role_mailbox,
    true as is_synthetic
from persons
inner join records on persons.record_id = records.record_id
inner join contacts on records.record_id = contacts.record_id
inner join services on records.service_code = services.service_code
where persons.pass_code = 'keys_and_splink'
group by
    persons.person_number,
    services.service_code,
    services.service_label,
    services.role_label,
    services.role_mailbox
