{{ config(materialized='ephemeral') }}

-- One row per area (ward, locality, council), indicator that leaves the council, period
-- and breakdown: exact counts, each with the place of its cell in the table of noise.
-- Where a ward of a locality is unknown there is no count of it; a council's is that of
-- its known wards.
with

area_wards as (
    select
        'ward' as area_type,
        ward_code as area_code,
        ward_code
    from {{ ref('ref_wards') }}

    union all

    select
        'locality' as area_type,
        {{ locality_code('local_authority_code', 'locality_name') }} as area_code,
        ward_code
    from {{ ref('ref_wards') }}
    where locality_name is not null

    union all

    select
        'local_authority' as area_type,
        local_authority_code as area_code,
        ward_code
    from {{ ref('ref_wards') }}
),

area_counts as (
    select
        figures.local_authority_code,
        area_wards.area_type,
        area_wards.area_code,
        figures.indicator_code,
        figures.period_code,
        figures.breakdown_topic,
        figures.breakdown_category,
        max(figures.counted_children) as counted_children,
        bool_and(figures.has_limits) as has_limits,
        max(figures.denominator_source) as denominator_source,
        max(figures.denominator_edition) as denominator_edition,
        bool_or(figures.has_open_denominator) as has_open_denominator,
        bool_or(figures.is_at_boundary) as is_at_boundary,
        bool_or(case
            when area_wards.area_type = 'local_authority' then figures.is_council_recut
            else figures.is_recut
        end) as is_recut,
        bool_or(figures.is_synthetic) as is_synthetic,
        bool_or(figures.is_ward_return) as is_ward_return,
        max(figures.value_status) filter (
            where figures.value_status not in ('observed', 'not_applicable')
        ) as gap_status,
        bool_or(figures.is_added) as is_any_added,
        cast(sum(figures.counted_count) filter (
            where figures.is_added
        ) as bigint) as counted_count,
        cast(sum(figures.denominator_count) filter (
            where figures.is_added
        ) as bigint) as denominator_count,
        {{ known_sum('figures.children_due_count') }} as children_due_count,
        {{ noise_key(cell_key(
            'case when figures.is_added then figures.counted_key end'
        )) }} as counted_key,
        {{ noise_key(cell_key(
            'case when figures.is_added then figures.whole_key end'
        )) }} as denominator_key,
        {{ noise_key(cell_key('figures.due_key')) }} as due_key
    from {{ ref('int_disclosure__ward_counts') }} as figures
    inner join area_wards on figures.ward_code = area_wards.ward_code
    where
        figures.smallest_area_outside = 'ward'
        or (
            figures.smallest_area_outside = 'locality'
            and area_wards.area_type != 'ward'
        )
        or area_wards.area_type = 'local_authority'
    group by
        figures.local_authority_code,
        area_wards.area_type,
        area_wards.area_code,
        figures.indicator_code,
        figures.period_code,
        figures.breakdown_topic,
        figures.breakdown_category
)

select * from area_counts
