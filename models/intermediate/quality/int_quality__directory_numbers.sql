{{ config(materialized='ephemeral') }}

-- One row per place of the council's list whose reference number stands twice, moved,
-- or leads in the register to what the list does not say.
with

entries as (
    select * from {{ ref('int_quality__directory_entries') }}
),

listed as (
    select
        *,
        count(*) over (partition by local_authority_code, number_key) as rows_count
    from entries
    where dataset_code = 'council_settings'
),

registered as (
    select * from entries
    where dataset_code = 'settings_register'
),

pairs as (
    select
        listed.local_authority_code,
        listed.place_code,
        listed.period_code,
        listed.place_name,
        registered.place_name as other_name,
        cast(levenshtein(listed.name_key, registered.name_key) as double)
        / nullif(greatest(length(listed.name_key), length(registered.name_key)), 0)
            as apart,
        listed.is_school_based != registered.is_school_based
        or listed.is_home_based != registered.is_home_based as is_of_other_kind,
        listed.places_count,
        registered.places_count as other_places_count,
        registered.place_code as other_code,
        listed.is_synthetic or registered.is_synthetic as is_synthetic
    from listed
    inner join registered on listed.number_key = registered.number_key
),

earlier_numbers as (
    select
        listed.local_authority_code,
        listed.place_code,
        listed.period_code,
        listed.number_key,
        upper(earlier.urn) as earlier_key,
        listed.is_synthetic
    from listed
    inner join {{ ref('stg_council__council_settings') }} as earlier
        on
            listed.local_authority_code = earlier.local_authority_code
            and listed.place_code = earlier.setting_id
            and listed.period_code != earlier.period_code
            and earlier.reject_reason_code is null
    inner join {{ ref('ref_periods') }} as months
        on earlier.period_code = months.period_code
    qualify row_number() over (
        partition by listed.local_authority_code, listed.place_code
        order by months.start_date desc
    ) = 1
),

directory_numbers as (
    select
        'number_twice' as check_code,
        'council_settings' as dataset_code,
        local_authority_code,
        place_code,
        period_code,
        number_key as found_value,
        cast(rows_count as string) as other_value,
        is_synthetic
    from listed
    where number_key is not null and rows_count > 1

    union all

    select
        'number_changed' as check_code,
        'council_settings' as dataset_code,
        local_authority_code,
        place_code,
        period_code,
        number_key as found_value,
        earlier_key as other_value,
        is_synthetic
    from earlier_numbers
    where number_key != earlier_key

    union all

    select
        'kind_disagrees' as check_code,
        'council_settings' as dataset_code,
        local_authority_code,
        place_code,
        period_code,
        other_code as found_value,
        cast(null as string) as other_value,
        is_synthetic
    from pairs
    where is_of_other_kind

    union all

    select
        checks.check_code,
        'council_settings' as dataset_code,
        pairs.local_authority_code,
        pairs.place_code,
        pairs.period_code,
        pairs.place_name as found_value,
        pairs.other_name as other_value,
        pairs.is_synthetic
    from pairs
    inner join {{ ref('policy_directory_checks') }} as checks
        on
            checks.check_code = 'name_differs'
            and pairs.apart >= checks.limit_value

    union all

    select
        checks.check_code,
        'council_settings' as dataset_code,
        pairs.local_authority_code,
        pairs.place_code,
        pairs.period_code,
        cast(pairs.places_count as string) as found_value,
        cast(pairs.other_places_count as string) as other_value,
        pairs.is_synthetic
    from pairs
    inner join {{ ref('policy_directory_checks') }} as checks
        on
            checks.check_code = 'places_differ'
            and greatest(pairs.places_count, pairs.other_places_count)
            >= checks.limit_value * least(pairs.places_count, pairs.other_places_count)
            and pairs.places_count != pairs.other_places_count
)

select * from directory_numbers
