with

figures as (
    select
        limits.local_authority_code,
        limits.pair_code,
        limits.wards_count,
        limits.spearman_rho as value,
        limits.rho_status as value_status,
        limits.lower_95_value as lower_95,
        limits.upper_95_value as upper_95,
        limits.interval_status,
        limits.interval_position,
        pair_periods.provision_period_code,
        pair_periods.indicator_period_code,
        pair_periods.council_wards_count,
        pair_periods.polarity,
        pair_periods.lacks_school_nurseries,
        pair_periods.is_estimate,
        pair_periods.is_synthetic
    from {{ ref('int_associations__spearman_limits') }} as limits
    inner join {{ ref('int_associations__pair_periods') }} as pair_periods
        on
            limits.local_authority_code = pair_periods.local_authority_code
            and limits.pair_code = pair_periods.pair_code
)

select
    figures.local_authority_code,
    councils.local_authority_name,
    figures.pair_code,
    pairs.pair_order,
    pairs.question_text,
    pairs.provision_measure_code,
    pairs.provision_category_code,
    pairs.provision_label,
    figures.provision_period_code,
    pairs.indicator_code,
    indicators.indicator_label,
    figures.indicator_period_code as period_code,
    periods.period_label,
    cast(figures.wards_count as integer) as wards_count,
    cast(figures.council_wards_count as integer) as council_wards_count,
    round(figures.value, 6) as value,
    figures.value_status,
    'spearman_rho' as value_unit,
    round(figures.lower_95, 6) as lower_95,
    round(figures.upper_95, 6) as upper_95,
    figures.interval_status,
    directions.direction_code,
    directions.direction_label,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('provision_associations') }} as caution_codes,
    {{ caution_text('provision_associations') }} as caution
from figures
inner join {{ ref('ref_local_authorities') }} as councils
    on figures.local_authority_code = councils.local_authority_code
inner join {{ ref('policy_associations') }} as pairs
    on figures.pair_code = pairs.pair_code
inner join {{ ref('policy_indicators') }} as indicators
    on pairs.indicator_code = indicators.indicator_code
inner join {{ ref('ref_periods') }} as periods
    on figures.indicator_period_code = periods.period_code
inner join {{ ref('policy_cautions') }} as pair_cautions
    on pairs.caution_code = pair_cautions.caution_code
left join {{ ref('ref_association_directions') }} as directions
    on
        figures.interval_position = directions.interval_position
        and figures.polarity = directions.polarity
left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
    on pairs.indicator_code = fixed_cautions.indicator_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'association'
cross join {{ ref('int_policy__caution_texts') }} as texts
