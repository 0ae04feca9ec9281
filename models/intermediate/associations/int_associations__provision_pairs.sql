-- One row a ward and question of policy_provision_associations: the ward's provision
-- and its outcome or take-up, each with its status. Take-up has the score's period of
-- its gap, as the score itself does not count it.
with

indicator_periods as (
    select
        indicator_code,
        score_period_code as period_code
    from {{ ref('policy_indicators') }}
    where score_period_code is not null

    union all

    select
        entitlements.take_up_indicator_code as indicator_code,
        gaps.score_period_code as period_code
    from {{ ref('policy_funded_ages') }} as entitlements
    inner join {{ ref('policy_indicators') }} as gaps
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
    from {{ ref('policy_provision_associations') }} as pairs
    inner join indicator_periods
        on pairs.indicator_code = indicator_periods.indicator_code
    inner join ward_totals
        on
            pairs.indicator_code = ward_totals.indicator_code
            and indicator_periods.period_code = ward_totals.period_code
    left join {{ ref('int_associations__provision_figures') }} as provision
        on
            pairs.provision_measure_code = provision.measure_code
            and pairs.provision_category_code = provision.category_code
            and ward_totals.ward_code = provision.ward_code
)

select * from provision_pairs
