{{ config(materialized='ephemeral') }}

-- One row per place that stands in one list and is missing, or closed, in another.
-- Where a list is not held, nothing is missing from it.
with

entries as (
    select * from {{ ref('int_quality__directory_entries') }}
),

listed as (
    select * from entries
    where dataset_code = 'council_settings'
),

registered as (
    select * from entries
    where dataset_code = 'settings_register'
),

held_lists as (
    select
        local_authority_code,
        bool_or(dataset_code = 'council_settings') as has_list,
        bool_or(dataset_code = 'settings_register') as has_register
    from entries
    group by local_authority_code
),

-- Many children go to few places.
funded_places as (
    select distinct
        local_authority_code,
        setting_id as place_code,
        period_code,
        is_synthetic
    from {{ ref('stg_council__early_education_headcount') }}
    where reject_reason_code is null
),

funded as (
    select funded_places.*
    from funded_places
    inner join {{ ref('ref_periods') }} as terms
        on funded_places.period_code = terms.period_code
    qualify dense_rank() over (
        partition by funded_places.local_authority_code
        order by terms.start_date desc
    ) = 1
),

directory_gaps as (
    select distinct
        'headcount_unknown' as check_code,
        'early_education_headcount' as dataset_code,
        funded.local_authority_code,
        funded.place_code,
        funded.period_code,
        funded.place_code as found_value,
        cast(null as string) as other_value,
        funded.is_synthetic
    from funded
    left join entries as places
        on
            funded.local_authority_code = places.local_authority_code
            and funded.place_code = places.place_code
    -- Joined by either of two keys, every row would be held against every other.
    left join entries as numbers
        on
            funded.local_authority_code = numbers.local_authority_code
            and upper(funded.place_code) = numbers.number_key
    inner join held_lists
        on
            funded.local_authority_code = held_lists.local_authority_code
            and held_lists.has_list
    where places.place_code is null and numbers.place_code is null

    union all

    select
        case
            when
                not registered.is_open or listed.closed_date <= months.end_date
                then 'closed_listed'
            else 'listed_not_registered'
        end as check_code,
        listed.dataset_code,
        listed.local_authority_code,
        listed.place_code,
        listed.period_code,
        listed.number_key as found_value,
        cast(listed.closed_date as string) as other_value,
        listed.is_synthetic
    from listed
    inner join held_lists
        on listed.local_authority_code = held_lists.local_authority_code
    inner join {{ ref('ref_periods') }} as months
        on listed.period_code = months.period_code
    left join registered on listed.number_key = registered.number_key
    where
        not registered.is_open
        or listed.closed_date <= months.end_date
        or (
            registered.place_code is null
            and held_lists.has_register
            and listed.is_early_years_place
            and not listed.is_school_based
        )

    union all

    select
        'registered_not_listed' as check_code,
        registered.dataset_code,
        registered.local_authority_code,
        registered.place_code,
        registered.period_code,
        registered.number_key as found_value,
        cast(null as string) as other_value,
        registered.is_synthetic
    from registered
    inner join held_lists
        on
            registered.local_authority_code = held_lists.local_authority_code
            and held_lists.has_list
    left join listed
        on
            registered.local_authority_code = listed.local_authority_code
            and registered.number_key = listed.number_key
    where
        listed.place_code is null
        and registered.is_open
        and registered.is_early_years_place
)

select * from directory_gaps
