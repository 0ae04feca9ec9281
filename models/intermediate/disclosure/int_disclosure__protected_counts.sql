-- The one door out of the council: every figure that partners or the public get is
-- worked out from these counts and from no other. Cell-key perturbation (ONS, Census
-- 2021): what is added to a count depends on the count and on the keys of its records,
-- so the same children have the same noise in every table, area, audience and release,
-- and what leaves does not add up. A gap is the protected children less those taking
-- up, without noise of its own. Policy may round or suppress instead; then breakdowns,
-- which could be subtracted from one another, stay inside.
with

settings as (
    select * from {{ ref('int_policy__disclosure_settings') }}
),

-- Scores always rest on the first.
protections as (
    select 'cell_key' as protection_code

    union

    select protection_code from {{ ref('policy_protections') }}
),

area_counts as (
    select
        *,
        case
            when gap_status is null and is_any_added then 'observed'
            when gap_status is null then 'not_applicable'
            when area_type = 'local_authority' and is_any_added then 'partial'
            else gap_status
        end as value_status
    from {{ ref('int_disclosure__area_counts') }}
),

known_counts as (
    select
        counts.*,
        protections.protection_code,
        settings.rounding_base_count,
        counts.value_status in ('observed', 'partial') as is_known,
        protections.protection_code != 'cell_key'
        and {{ is_small_pair(
            'counts.counted_count', 'counts.denominator_count',
            'settings.suppress_up_to_count'
        ) }} as is_suppressed
    from area_counts as counts
    cross join settings
    inner join protections
        on
            protections.protection_code = 'cell_key'
            or counts.breakdown_topic = 'total'
),

counts_with_noise as (
    select
        counts.*,
        case
            when counts.is_known and not counts.is_suppressed
                then {{ protected_count('counts.counted_count', 'counted_noise') }}
        end as protected_counted_count,
        case
            when not counts.is_known or counts.is_suppressed then null
            when counts.has_open_denominator then counts.denominator_count
            else {{ protected_count('counts.denominator_count', 'whole_noise') }}
        end as protected_denominator_count,
        {{ protected_count('counts.children_due_count', 'due_noise') }}
            as protected_due_count
    from known_counts as counts
    left join {{ ref('policy_perturbation') }} as counted_noise
        on {{ is_noise_of(
            'counted_noise', 'counts.counted_count', 'counts.counted_key'
        ) }}
    left join {{ ref('policy_perturbation') }} as whole_noise
        on {{ is_noise_of(
            'whole_noise', 'counts.denominator_count', 'counts.denominator_key'
        ) }}
    left join {{ ref('policy_perturbation') }} as due_noise
        on {{ is_noise_of(
            'due_noise', 'counts.children_due_count', 'counts.due_key'
        ) }}
),

protected_counts as (
    select
        counts.local_authority_code,
        counts.area_type,
        counts.area_code,
        case when counts.area_type = 'ward' then counts.area_code end as ward_code,
        counts.indicator_code,
        counts.period_code,
        counts.breakdown_topic,
        counts.breakdown_category,
        counts.protection_code,
        case
            when counts.is_suppressed and counts.is_known then 'suppressed'
            when counts.is_known and counts.protected_denominator_count = 0
                then 'not_applicable'
            else counts.value_status
        end as value_status,
        case
            when counts.protected_denominator_count = 0 then null
            when counts.counted_children = 'remainder'
                then
                    counts.protected_denominator_count - counts.protected_counted_count
            else counts.protected_counted_count
        end as signed_numerator_count,
        -- Where no children are shown there may be a few: as blank as where none are.
        nullif(counts.protected_denominator_count, 0) as denominator_count,
        counts.protected_due_count as children_due_count,
        counts.denominator_source,
        counts.denominator_edition,
        counts.is_at_boundary,
        counts.is_recut,
        counts.is_synthetic,
        counts.is_ward_return,
        counts.counted_children,
        counts.has_limits,
        -- Of its period and kind, and not of its count.
        errors.ward_factor_group,
        errors.shared_deviation,
        errors.own_deviation,
        errors.own_variance_per_child,
        errors.council_deviation,
        errors.is_denominator_rolled_on,
        errors.is_on_other_areas
    from counts_with_noise as counts
    left join {{ ref('int_indicators__denominator_errors') }} as errors
        on
            case when counts.area_type = 'ward' then counts.area_code end
            = errors.ward_code
            and counts.indicator_code = errors.indicator_code
            and counts.period_code = errors.period_code
            and counts.breakdown_topic = errors.breakdown_topic
            and counts.breakdown_category = errors.breakdown_category
)

select * from protected_counts
