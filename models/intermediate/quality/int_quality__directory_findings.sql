{{ config(materialized='ephemeral') }}

-- One row per place and thing to mend in the lists of places: what a list says that
-- cannot be or that is old, and what two of them do not agree on.
with

entries as (
    select * from {{ ref('int_quality__directory_entries') }}
),

checks as (
    select * from {{ ref('policy_directory_checks') }}
),

-- Of a place in two lists, its row in the council's.
named_places as (
    select * from entries
    where length(name_key) > 0
    qualify row_number() over (
        partition by local_authority_code, place_kind, known_code
        order by dataset_code, place_code
    ) = 1
),

alike as (
    select
        later_ones.dataset_code,
        later_ones.local_authority_code,
        later_ones.place_code,
        later_ones.period_code,
        later_ones.place_name,
        min(first_ones.place_code) as other_code,
        bool_or(first_ones.is_synthetic)
        or bool_or(later_ones.is_synthetic) as is_synthetic
    from named_places as later_ones
    inner join named_places as first_ones
        on
            later_ones.local_authority_code = first_ones.local_authority_code
            and later_ones.postcode_key = first_ones.postcode_key
            and later_ones.place_kind = first_ones.place_kind
            and later_ones.known_code > first_ones.known_code
    inner join {{ ref('policy_directory_checks') }} as checks
        on
            checks.check_code = 'likely_double'
            and levenshtein(later_ones.name_key, first_ones.name_key)
            <= checks.limit_value
            * greatest(length(later_ones.name_key), length(first_ones.name_key))
    group by
        later_ones.dataset_code,
        later_ones.local_authority_code,
        later_ones.place_code,
        later_ones.period_code,
        later_ones.place_name
),

directory_findings as (
    {% for part in ['contacts', 'numbers', 'gaps'] %}
    select
        check_code,
        dataset_code,
        local_authority_code,
        place_code,
        period_code,
        found_value,
        other_value,
        is_synthetic
    from {{ ref('int_quality__directory_' ~ part) }}

    union all

    {% endfor %}
    select
        'likely_double' as check_code,
        dataset_code,
        local_authority_code,
        place_code,
        period_code,
        place_name as found_value,
        other_code as other_value,
        is_synthetic
    from alike

    union all

    select
        checks.check_code,
        entries.dataset_code,
        entries.local_authority_code,
        entries.place_code,
        entries.period_code,
        cast(entries.places_count as string) as found_value,
        cast(null as string) as other_value,
        entries.is_synthetic
    from entries
    inner join checks
        on
            (
                checks.check_code = 'places_few'
                and entries.is_early_years_place
                and entries.places_count < checks.limit_value
            )
            or (
                checks.check_code = 'places_many'
                and entries.places_count > checks.limit_value
            )

    union all

    select
        checks.check_code,
        entries.dataset_code,
        entries.local_authority_code,
        entries.place_code,
        entries.period_code,
        cast(entries.inspection_date as string) as found_value,
        cast(months.end_date as string) as other_value,
        entries.is_synthetic
    from entries
    inner join {{ ref('ref_periods') }} as months
        on entries.period_code = months.period_code
    inner join checks
        on
            checks.check_code = 'inspection_old'
            and entries.inspection_date + cast(checks.limit_value as integer)
            < months.end_date
    where entries.is_open and entries.is_early_years_place

    union all

    select
        checks.check_code,
        entries.dataset_code,
        entries.local_authority_code,
        entries.place_code,
        entries.period_code,
        case when entries.may_be_named then entries.postcode else 'not shown' end
            as found_value,
        cast(cast(round({{ distance_metres(
            'entries.latitude', 'entries.longitude',
            'postcodes.latitude', 'postcodes.longitude', 'constants'
        ) }}) as integer) as string) as other_value,
        entries.is_synthetic
    from entries
    inner join {{ ref('int_geography__postcodes') }} as postcodes
        on entries.postcode_key = postcodes.postcode_key
    cross join {{ ref('int_policy__distance_settings') }} as constants
    inner join checks
        on
            checks.check_code = 'far_from_postcode'
            and {{ distance_metres(
                'entries.latitude', 'entries.longitude',
                'postcodes.latitude', 'postcodes.longitude', 'constants'
            ) }} > checks.limit_value
)

select * from directory_findings
