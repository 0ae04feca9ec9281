-- One row per ward of a served council, measure and category, with its status. A ward
-- without settings has none where the lists are held, and no figure where they are not;
-- settings about which nothing is known do not give 0, nor do homes that are withheld.
with

ward_measures as (
    select
        wards.local_authority_code,
        wards.ward_code,
        measures.measure_code,
        measures.needs_list,
        measures.is_per_child,
        measures.value_multiplier,
        categories.category_code
    from {{ ref('ref_wards') }} as wards
    inner join {{ ref('ref_local_authorities') }} as councils
        on
            wards.local_authority_code = councils.local_authority_code
            and councils.is_served
    inner join {{ ref('policy_provision_measures') }} as measures
        on {{ is_of_nation('measures.code_letters', 'wards.local_authority_code') }}
    inner join {{ ref('int_settings__categories') }} as categories
        on measures.category_kind = categories.category_kind
    -- Services of the directory are counted by int_provision__ward_services.
    where measures.needs_list != 'early_years_services'
),

counts as (
    select
        ward_code,
        measure_code,
        category_code,
        cast(sum(counted_count) as bigint) as numerator_count,
        cast(sum(counted_of_count) as bigint) as denominator_count,
        cast(count(counted_count) as integer) as known_settings_count,
        cast(count(*) as integer) as settings_count,
        bool_or(is_synthetic) as is_synthetic
    from {{ ref('int_provision__setting_counts') }}
    group by ward_code, measure_code, category_code
),

counts_with_lists as (
    select
        ward_measures.*,
        lists.period_code,
        case
            when ward_measures.is_per_child then children.period_code
        end as denominator_period_code,
        coalesce(lists.is_passed, false) as is_held,
        withheld_types.setting_type_code is not null as is_withheld,
        coalesce(counts.settings_count, 0) as settings_count,
        coalesce(counts.known_settings_count, 0) as known_settings_count,
        case
            when counts.settings_count is null then 0 else counts.numerator_count
        end as numerator_count,
        case
            when ward_measures.is_per_child then children.children_count
            when counts.settings_count is null then 0
            else coalesce(counts.denominator_count, 0)
        end as denominator_count,
        -- That a ward has none is as made up as the settings of its council.
        coalesce(bool_or(counts.is_synthetic) over (
            partition by ward_measures.local_authority_code
        ), false)
        or coalesce(children.is_synthetic, false) as is_synthetic
    from ward_measures
    left join counts
        on
            ward_measures.ward_code = counts.ward_code
            and ward_measures.measure_code = counts.measure_code
            and ward_measures.category_code = counts.category_code
    left join {{ ref('int_settings__held_lists') }} as lists
        on
            ward_measures.local_authority_code = lists.local_authority_code
            and ward_measures.needs_list = lists.list_code
    left join {{ ref('int_provision__children') }} as children
        on
            ward_measures.ward_code = children.ward_code
            and ward_measures.category_code = children.category_code
    left join {{ ref('int_settings__withheld_types') }} as withheld_types
        on
            ward_measures.local_authority_code = withheld_types.local_authority_code
            and ward_measures.category_code = withheld_types.setting_type_code
),

ward_counts as (
    select
        *,
        case
            when not is_held then 'not_available'
            when is_withheld then 'suppressed'
            when settings_count > 0 and known_settings_count = 0 then 'missing'
            when denominator_count is null then 'not_available'
            when denominator_count = 0 then 'not_applicable'
            else 'observed'
        end as value_status
    from counts_with_lists
)

select * from ward_counts
