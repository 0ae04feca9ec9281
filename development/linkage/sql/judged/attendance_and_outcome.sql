-- Are the children who do not attend those with the lowest outcomes? One row per ward
-- and population: how many both did not attend at two and are not at a good level of
-- development at five, in truth and as linkage has it, beside the bounds from area
-- data. -- Who was entitled is on no list that is linked.
with

wards as (
    select distinct
        ward_code,
        ward_name
    from areas
),

true_counts as (
    select
        policy_overlaps.population_code,
        assessed_children.ward_code,
        count(*) filter (
            where
            not assessed_children.has_attended_at_two
            and not assessed_children.is_at_gld
        ) as both_count
    from policy_overlaps
    inner join assessed_children
        on
            policy_overlaps.population_code = 'all_children'
            or assessed_children.is_eligible_at_two
    group by policy_overlaps.population_code, assessed_children.ward_code
),

linked_counts as (
    select
        'all_children' as population_code,
        areas.ward_code,
        count(*) filter (
            where
            not linked_children.has_attended_at_two
            and not school_results.is_at_gld
        ) as linked_both_count
    from linked_children
    inner join school_results
        on linked_children.school_record_id = school_results.record_id
    inner join records on school_results.record_id = records.record_id
    inner join areas on records.small_area_code = areas.small_area_code
    group by areas.ward_code
)

select
    true_counts.population_code,
    policy_overlaps.population_label,
    true_counts.ward_code,
    wards.ward_name,
    bounds.children_count,
    bounds.not_attending_count,
    bounds.not_at_outcome_count,
    bounds.lower_count,
    true_counts.both_count,
    bounds.upper_count,
    linked_counts.linked_both_count,
    true_counts.both_count between bounds.lower_count and bounds.upper_count
        as is_inside,
    sent.lower_count as sent_lower_count,
    sent.upper_count as sent_upper_count,
    true_counts.both_count between sent.lower_count and sent.upper_count
        as is_inside_as_sent,
    true as is_synthetic
from true_counts
inner join policy_overlaps
    on true_counts.population_code = policy_overlaps.population_code
inner join wards on true_counts.ward_code = wards.ward_code
inner join bounds_of_same_children as bounds
    on
        true_counts.ward_code = bounds.ward_code
        and true_counts.population_code = bounds.population_code
left join bounds_as_sent as sent
    on
        true_counts.ward_code = sent.ward_code
        and true_counts.population_code = sent.population_code
left join linked_counts
    on
        true_counts.ward_code = linked_counts.ward_code
        and true_counts.population_code = linked_counts.population_code
