-- How right each pass is. One row per pass and group of children: of the pairs of
-- records that are of one child, how many it brought together (recall); of those that
-- it brought together, how many are of one child (precision). A pair counts for the
-- group of the child of its first record. Limits take children and not pairs as what
-- was observed, as the pairs of one child come and go together.
with

child_groups as (
    select
        child_number,
        'all' as group_kind,
        'All children' as group_label
    from children
    union all
    select
        child_number,
        'ethnic_group' as group_kind,
        ethnic_group as group_label
    from children
    union all
    select
        children.child_number,
        'ward' as group_kind,
        areas.ward_name as group_label
    from children
    inner join areas
        on
            case
                when children.lives_here_to = 1 then children.small_area_1
                else children.small_area_2
            end = areas.small_area_code
    union all
    select
        child_number,
        'twins' as group_kind,
        case when has_twin then 'Twins' else 'Other children' end as group_label
    from children
),

true_pairs as (
    select
        firsts.child_number,
        count(*) as true_pairs_count
    from origins as firsts
    inner join origins as seconds
        on
            firsts.child_number = seconds.child_number
            and firsts.record_id < seconds.record_id
    group by firsts.child_number
),

found_pairs as (
    select
        firsts.pass_code,
        first_origins.child_number,
        count(*) as found_pairs_count,
        count(*) filter (
            where first_origins.child_number = other_origins.child_number
        ) as right_pairs_count
    from persons as firsts
    inner join persons as seconds
        on
            firsts.pass_code = seconds.pass_code
            and firsts.person_number = seconds.person_number
            and firsts.record_id < seconds.record_id
    inner join origins as first_origins on firsts.record_id = first_origins.record_id
    inner join origins as other_origins on seconds.record_id = other_origins.record_id
    group by firsts.pass_code, first_origins.child_number
),

passes as (
    select distinct pass_code from persons
),

by_group as (
    select
        passes.pass_code,
        child_groups.group_kind,
        child_groups.group_label,
        count(true_pairs.child_number) as children_count,
        sum(true_pairs.true_pairs_count) as true_pairs_count,
        sum(found_pairs.found_pairs_count) as found_pairs_count,
        coalesce(sum(found_pairs.right_pairs_count), 0) as right_pairs_count
    from passes
    cross join child_groups
    left join true_pairs on child_groups.child_number = true_pairs.child_number
    left join found_pairs
        on
            child_groups.child_number = found_pairs.child_number
            and passes.pass_code = found_pairs.pass_code
    group by
        passes.pass_code,
        child_groups.group_kind,
        child_groups.group_label
),

rates as (
    select
        *,
        cast(right_pairs_count as double) / true_pairs_count as recall_rate,
        cast(right_pairs_count as double) / found_pairs_count as precision_rate
    from by_group
)

select
    rates.pass_code,
    rates.group_kind,
    rates.group_label,
    rates.children_count,
    rates.true_pairs_count,
    rates.found_pairs_count,
    rates.right_pairs_count,
    rates.recall_rate,
    {{ wilson_limit(
        'rates.recall_rate * rates.children_count', 'rates.children_count',
        'z_values.setting_value', 'lower'
    ) }} as recall_lower_95,
    {{ wilson_limit(
        'rates.recall_rate * rates.children_count', 'rates.children_count',
        'z_values.setting_value', 'upper'
    ) }} as recall_upper_95,
    rates.precision_rate,
    {{ wilson_limit(
        'rates.precision_rate * rates.children_count', 'rates.children_count',
        'z_values.setting_value', 'lower'
    ) }} as precision_lower_95,
    {{ wilson_limit(
        'rates.precision_rate * rates.children_count', 'rates.children_count',
        'z_values.setting_value', 'upper'
    ) }} as precision_upper_95,
    rates.children_count < small_groups.setting_value as is_small_group,
    true as is_synthetic
from rates
inner join policy as small_groups
    on small_groups.setting_code = 'small_group_count'
inner join policy_indicator_settings as z_values
    on z_values.setting_code = 'wilson_z_95'
