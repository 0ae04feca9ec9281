{{ config(materialized='ephemeral') }}

-- One row per place and contact that is the council's own, as those who own datasets or
-- steps have, or that places of other postcodes have too. Schools and services may well
-- be reached through the council.
with

entries as (
    select
        *,
        is_early_years_place and not is_school_based as is_private
    from {{ ref('int_quality__directory_entries') }}
),

contacts as (
    select
        *,
        'email' as contact_kind,
        case when may_be_named then contact_email else 'not shown' end as shown_text,
        lower(trim(contact_email)) as contact_key
    from entries

    union all

    select
        *,
        'phone' as contact_kind,
        case when may_be_named then contact_phone else 'not shown' end as shown_text,
        replace(translate(contact_phone, ' ()-.', ''), '+44', '0') as contact_key
    from entries

    union all

    select
        *,
        'website' as contact_kind,
        case when may_be_named then website else 'not shown' end as shown_text,
        replace(
            replace(replace(lower(trim(website)), 'https://', ''), 'http://', ''),
            'www.', ''
        ) as contact_key
    from entries
),

owners as (
    select
        owner_mailbox as mailbox,
        owner_telephone as telephone
    from {{ ref('governance_datasets') }}

    union all

    select
        responsible_mailbox as mailbox,
        responsible_telephone as telephone
    from {{ ref('governance_responsibilities') }}
),

own_contacts as (
    select distinct
        'email' as contact_kind,
        split_part(lower(mailbox), '@', 2) as own_key
    from owners
    where mailbox is not null

    union all

    select distinct
        'phone' as contact_kind,
        replace(translate(telephone, ' ()-.', ''), '+44', '0') as own_key
    from owners
    where telephone is not null
),

shared_contacts as (
    select
        local_authority_code,
        contact_kind,
        contact_key,
        count(distinct coalesce(postcode_key, known_code)) as places_count
    from contacts
    where contact_key is not null
    group by local_authority_code, contact_kind, contact_key
),

directory_contacts as (
    select
        'council_' || contacts.contact_kind as check_code,
        contacts.dataset_code,
        contacts.local_authority_code,
        contacts.place_code,
        contacts.period_code,
        contacts.shown_text as found_value,
        own_contacts.own_key as other_value,
        contacts.is_synthetic
    from contacts
    inner join own_contacts
        on
            contacts.contact_kind = own_contacts.contact_kind
            and case
                when contacts.contact_kind = 'email'
                    then split_part(contacts.contact_key, '@', 2)
                else contacts.contact_key
            end = own_contacts.own_key
    where contacts.is_private

    union all

    select
        checks.check_code,
        contacts.dataset_code,
        contacts.local_authority_code,
        contacts.place_code,
        contacts.period_code,
        contacts.shown_text as found_value,
        cast(shared_contacts.places_count as string) as other_value,
        contacts.is_synthetic
    from contacts
    inner join shared_contacts
        on
            contacts.local_authority_code = shared_contacts.local_authority_code
            and contacts.contact_kind = shared_contacts.contact_kind
            and contacts.contact_key = shared_contacts.contact_key
    inner join {{ ref('policy_directory_checks') }} as checks
        on
            checks.check_code = 'shared_' || contacts.contact_kind
            and shared_contacts.places_count >= checks.limit_value
)

select * from directory_contacts
