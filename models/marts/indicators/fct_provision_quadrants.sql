with

quadrants as (
    select
        halves.*,
        pairs.question_text,
        pairs.provision_measure_code,
        pairs.provision_category_code,
        pairs.provision_label,
        pairs.indicator_code,
        indicators.indicator_label,
        labels.quadrant_code,
        labels.quadrant_label,
        cautions.caution_text as pair_caution,
        comparisons.lower_95_rate,
        comparisons.upper_95_rate,
        coalesce(
            halves.indicator_median_value
            not between comparisons.lower_95_rate and comparisons.upper_95_rate,
            false
        ) as is_apart_from_median
    from {{ ref('int_associations__provision_quadrants') }} as halves
    inner join {{ ref('policy_provision_associations') }} as pairs
        on halves.pair_code = pairs.pair_code
    inner join {{ ref('policy_indicators') }} as indicators
        on pairs.indicator_code = indicators.indicator_code
    inner join {{ ref('policy_cautions') }} as cautions
        on pairs.caution_code = cautions.caution_code
    left join {{ ref('policy_quadrants') }} as labels
        on
            pairs.quadrant_set = labels.quadrant_set
            and halves.has_more_provision = labels.has_more_provision
            and halves.has_better_figure = labels.has_better_figure
            and halves.quadrant_status = 'observed'
    left join {{ ref('int_indicators__comparisons') }} as comparisons
        on
            halves.ward_code = comparisons.ward_code
            and pairs.indicator_code = comparisons.indicator_code
            and halves.indicator_period_code = comparisons.period_code
            and comparisons.breakdown_topic = 'total'
)

select
    quadrants.local_authority_code,
    quadrants.ward_code,
    quadrants.pair_code,
    quadrants.question_text,
    quadrants.provision_measure_code,
    quadrants.provision_category_code,
    quadrants.provision_label,
    quadrants.provision_period_code,
    quadrants.provision_denominator_count,
    cast(round(quadrants.provision_value, 6) as decimal(12, 6)) as provision_value,
    quadrants.provision_status,
    cast(round(quadrants.provision_median_value, 6) as decimal(12, 6))
        as provision_median_value,
    quadrants.indicator_code,
    quadrants.indicator_label,
    quadrants.indicator_period_code,
    quadrants.numerator_count,
    quadrants.denominator_count,
    cast(round(quadrants.indicator_value, 6) as decimal(9, 6)) as indicator_value,
    quadrants.lower_95_rate,
    quadrants.upper_95_rate,
    quadrants.indicator_status,
    cast(round(quadrants.indicator_median_value, 6) as decimal(9, 6))
        as indicator_median_value,
    quadrants.is_apart_from_median,
    quadrants.wards_count,
    quadrants.quadrant_code,
    quadrants.quadrant_label,
    quadrants.quadrant_status,
    quadrants.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when quadrants.is_synthetic then texts.synthetic_text end,
        texts.association_between_areas_text,
        texts.area_not_child_text,
        texts.relative_halves_text,
        case
            when quadrants.quadrant_status != 'observed' then texts.not_usable_text
        end,
        texts.settings_as_listed_text,
        quadrants.pair_caution,
        case
            when quadrants.lacks_school_nurseries
                then texts.school_nurseries_absent_text
        end,
        case when quadrants.is_estimate then texts.estimated_from_larger_areas_text end,
        fixed_cautions.fixed_caution
    ) as caution
from quadrants
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'association'
cross join {{ ref('int_policy__caution_texts') }} as texts
left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
    on quadrants.indicator_code = fixed_cautions.indicator_code
