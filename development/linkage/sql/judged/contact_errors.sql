-- What would go wrong if professionals asked for a child. One row per service: of the
-- children it is named beside, how many it never met (it met another child, taken for
-- this one); of the children it met, beside how many it is not named. A person that
-- linkage found stands for the child with most of its records, and somebody who asks
-- for a child gets the person with most of the child's.
with

shared_records as (
    select
        persons.person_number,
        origins.child_number,
        count(*) as records_count
    from persons
    inner join origins on persons.record_id = origins.record_id
    where persons.pass_code = 'keys_and_splink'
    group by persons.person_number, origins.child_number
),

child_of_each_person as (
    select * from shared_records
    qualify row_number() over (
        partition by person_number
        order by records_count desc, child_number asc
    ) = 1
),

person_of_each_child as (
    select * from shared_records
    qualify row_number() over (
        partition by child_number
        order by records_count desc, person_number asc
    ) = 1
),

met as (
    select distinct
        origins.child_number,
        records.service_code
    from origins
    inner join records on origins.record_id = records.record_id
),

named_counts as (
    select
        named.service_code,
        count(*) as named_count,
        count(*) filter (where met.child_number is null) as never_met_count
    from service_contacts as named
    inner join child_of_each_person as holders
        on named.person_number = holders.person_number
    left join met
        on
            holders.child_number = met.child_number
            and named.service_code = met.service_code
    group by named.service_code
),

met_counts as (
    select
        met.service_code,
        count(*) as met_count,
        count(*) filter (where named.service_code is null) as not_named_count
    from met
    inner join person_of_each_child as holders
        on met.child_number = holders.child_number
    left join service_contacts as named
        on
            holders.person_number = named.person_number
            and met.service_code = named.service_code
    group by met.service_code
)

select
    services.service_code,
    services.service_label,
    named_counts.named_count,
    named_counts.never_met_count,
    met_counts.met_count,
    met_counts.not_named_count,
    true as is_synthetic
from services
inner join named_counts on services.service_code = named_counts.service_code
inner join met_counts on services.service_code = met_counts.service_code
