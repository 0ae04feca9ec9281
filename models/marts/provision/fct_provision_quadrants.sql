with

figures as (
    select
        halves.*,
        coalesce(
            halves.indicator_median_value
            not between comparisons.lower_95_rate and comparisons.upper_95_rate,
            false
        ) as is_apart_from_median,
        comparisons.lower_95_rate as lower_95,
        comparisons.upper_95_rate as upper_95
    from {{ ref('int_associations__provision_quadrants') }} as halves
    inner join {{ ref('policy_associations') }} as pairs
        on halves.pair_code = pairs.pair_code
    left join {{ ref('int_indicators__comparisons') }} as comparisons
        on
            halves.ward_code = comparisons.ward_code
            and pairs.indicator_code = comparisons.indicator_code
            and halves.indicator_period_code = comparisons.period_code
            and comparisons.breakdown_topic = 'total'
)

select
    figures.local_authority_code,
    wards.local_authority_name,
    figures.ward_code,
    wards.ward_name,
    figures.pair_code,
    pairs.question_text,
    pairs.provision_measure_code,
    pairs.provision_category_code,
    pairs.provision_label,
    figures.provision_period_code,
    cast(figures.provision_denominator_count as integer) as provision_denominator_count,
    round(figures.provision_value, 6) as provision_value,
    figures.provision_status as provision_value_status,
    round(figures.provision_median_value, 6) as provision_median_value,
    pairs.indicator_code,
    indicators.indicator_label,
    figures.indicator_period_code as period_code,
    periods.period_label,
    cast(figures.numerator_count as integer) as numerator_count,
    cast(figures.denominator_count as integer) as denominator_count,
    round(figures.indicator_value, 6) as value,
    figures.indicator_status as value_status,
    'rate' as value_unit,
    cast(figures.lower_95 as double) as lower_95,
    cast(figures.upper_95 as double) as upper_95,
    round(figures.indicator_median_value, 6) as median_value,
    figures.is_apart_from_median,
    cast(figures.wards_count as integer) as wards_count,
    quadrants.finding_code as quadrant_code,
    quadrants.finding_label as quadrant_label,
    figures.quadrant_status,
    figures.is_synthetic,
    claims.claim_level,
    {{ caution_codes('provision_quadrants') }} as caution_codes,
    {{ caution_text('provision_quadrants') }} as caution
from figures
inner join {{ ref('int_geography__ward_names') }} as wards
    on figures.ward_code = wards.ward_code
inner join {{ ref('policy_associations') }} as pairs
    on figures.pair_code = pairs.pair_code
inner join {{ ref('policy_indicators') }} as indicators
    on pairs.indicator_code = indicators.indicator_code
inner join {{ ref('ref_periods') }} as periods
    on figures.indicator_period_code = periods.period_code
inner join {{ ref('policy_cautions') }} as pair_cautions
    on pairs.caution_code = pair_cautions.caution_code
left join {{ ref('policy_findings') }} as quadrants
    on
        pairs.quadrant_set = quadrants.finding_set
        and figures.has_more_provision = quadrants.has_more_provision
        and figures.has_better_figure = quadrants.has_better_figure
        and figures.quadrant_status = 'observed'
left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
    on pairs.indicator_code = fixed_cautions.indicator_code
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'association'
cross join {{ ref('int_policy__caution_texts') }} as texts
