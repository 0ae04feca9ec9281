-- One row per ward and question of policy_associations: the ward's provision,
-- in the ward or within reach of it, and its outcome or take-up, each with its status.
-- Take-up has the score's period of its gap, as the score itself does not count it.
with

in_the_ward as (
    select
        ward_values.local_authority_code,
        ward_values.ward_code,
        ward_values.measure_code,
        ward_values.category_code,
        ward_values.indicator_value as provision_value,
        ward_values.denominator_count,
        ward_values.value_status,
        ward_values.period_code,
        not list_gaps.has_school_nurseries as lacks_school_nurseries,
        false as is_estimate,
        ward_values.is_synthetic
    from {{ ref('int_provision__ward_values') }} as ward_values
    inner join {{ ref('int_settings__list_gaps') }} as list_gaps
        on ward_values.local_authority_code = list_gaps.local_authority_code
),

within_reach as (
    select
        ward_access.local_authority_code,
        ward_access.ward_code,
        'reachable_places_per_100_children' as measure_code,
        concat_ws('_', ward_access.age_group_code, ward_access.catchment_code)
            as category_code,
        ward_access.places_per_child * 100 as provision_value,
        ward_access.children_count as denominator_count,
        case
            when ward_access.places_per_child is not null then 'observed'
            when ward_access.children_count = 0 then 'not_applicable'
            else 'not_available'
        end as value_status,
        councils.period_code,
        not councils.has_school_nurseries as lacks_school_nurseries,
        ward_access.is_estimate,
        ward_access.is_synthetic
    from {{ ref('int_access__ward_access') }} as ward_access
    inner join {{ ref('int_access__councils') }} as councils
        on
            ward_access.local_authority_code = councils.local_authority_code
            and ward_access.age_group_code = councils.age_group_code
),

provision_figures as (
    select * from in_the_ward

    union all

    select * from within_reach
),

indicator_periods as (
    select
        shown_periods.local_authority_code,
        shown_periods.indicator_code,
        shown_periods.period_code
    from {{ ref('int_indicators__shown_periods') }} as shown_periods
    inner join {{ ref('policy_indicators') }} as indicators
        on shown_periods.indicator_code = indicators.indicator_code
    where indicators.domain_code is not null

    union all

    select
        gaps.local_authority_code,
        entitlements.take_up_indicator_code as indicator_code,
        gaps.period_code
    from {{ ref('policy_funded_ages') }} as entitlements
    inner join {{ ref('int_indicators__shown_periods') }} as gaps
        on entitlements.gap_indicator_code = gaps.indicator_code
),

ward_totals as (
    select * from {{ ref('int_indicators__ward_values') }}
    where breakdown_topic = 'total'
),

provision_pairs as (
    select
        ward_totals.local_authority_code,
        ward_totals.ward_code,
        pairs.pair_code,
        provision.period_code as provision_period_code,
        provision.denominator_count as provision_denominator_count,
        round(provision.provision_value, 9) as provision_value,
        coalesce(provision.value_status, 'not_available') as provision_status,
        coalesce(provision.lacks_school_nurseries, false) as lacks_school_nurseries,
        coalesce(provision.is_estimate, false) as is_estimate,
        ward_totals.period_code as indicator_period_code,
        ward_totals.polarity,
        ward_totals.numerator_count,
        ward_totals.denominator_count,
        round(ward_totals.indicator_value, 9) as indicator_value,
        ward_totals.value_status as indicator_status,
        coalesce(
            provision.value_status = 'observed'
            and ward_totals.value_status = 'observed',
            false
        ) as has_both,
        coalesce(provision.is_synthetic, false) or ward_totals.is_synthetic
            as is_synthetic
    from {{ ref('policy_associations') }} as pairs
    inner join indicator_periods
        on pairs.indicator_code = indicator_periods.indicator_code
    inner join ward_totals
        on
            pairs.indicator_code = ward_totals.indicator_code
            and indicator_periods.period_code = ward_totals.period_code
            and indicator_periods.local_authority_code
            = ward_totals.local_authority_code
    left join provision_figures as provision
        on
            pairs.provision_measure_code = provision.measure_code
            and pairs.provision_category_code = provision.category_code
            and ward_totals.ward_code = provision.ward_code
    where pairs.association_kind = 'provision'
)

select * from provision_pairs
