-- The answer for the whole city: of those who attended at two and of those who did not,
-- how many are not at a good level of development at five. One row per basis (what is
-- true, or what linkage says), population and attendance.
with

child_rows as (
    select
        'truth' as basis_code,
        'all_children' as population_code,
        has_attended_at_two,
        is_at_gld
    from assessed_children
    union all
    select
        'truth' as basis_code,
        'entitled_children' as population_code,
        has_attended_at_two,
        is_at_gld
    from assessed_children
    where is_eligible_at_two
    union all
    select
        'linked' as basis_code,
        'all_children' as population_code,
        linked_children.has_attended_at_two,
        school_results.is_at_gld
    from linked_children
    inner join school_results
        on linked_children.school_record_id = school_results.record_id
),

counts as (
    select
        basis_code,
        population_code,
        has_attended_at_two,
        count(*) as children_count,
        count(*) filter (where not is_at_gld) as not_at_outcome_count
    from child_rows
    group by basis_code, population_code, has_attended_at_two
)

select
    counts.basis_code,
    counts.population_code,
    policy_overlaps.population_label,
    counts.has_attended_at_two,
    counts.children_count,
    counts.not_at_outcome_count,
    cast(counts.not_at_outcome_count as double) / counts.children_count as value,
    {{ wilson_limit(
        'counts.not_at_outcome_count', 'counts.children_count',
        'z_values.setting_value', 'lower'
    ) }} as lower_95,
    {{ wilson_limit(
        'counts.not_at_outcome_count', 'counts.children_count',
        'z_values.setting_value', 'upper'
    ) }} as upper_95,
    true as is_synthetic
from counts
inner join policy_overlaps
    on counts.population_code = policy_overlaps.population_code
inner join policy_indicator_settings as z_values
    on z_values.setting_code = 'wilson_z_95'
