with

associations as (
    select
        limits.local_authority_code,
        limits.pair_code,
        pairs.pair_order,
        pairs.question_text,
        pairs.provision_measure_code,
        pairs.provision_category_code,
        pairs.provision_label,
        pair_periods.provision_period_code,
        pairs.indicator_code,
        indicators.indicator_label,
        pair_periods.indicator_period_code,
        limits.wards_count,
        pair_periods.council_wards_count,
        cast(round(limits.spearman_rho, 6) as decimal(9, 6)) as spearman_rho,
        cast(round(limits.lower_95_value, 6) as decimal(9, 6)) as lower_95_value,
        cast(round(limits.upper_95_value, 6) as decimal(9, 6)) as upper_95_value,
        limits.rho_status,
        limits.interval_status,
        directions.direction_code,
        directions.direction_label,
        cautions.caution_text as pair_caution,
        pair_periods.lacks_school_nurseries,
        pair_periods.is_estimate,
        pair_periods.is_synthetic
    from {{ ref('int_associations__spearman_limits') }} as limits
    inner join {{ ref('policy_provision_associations') }} as pairs
        on limits.pair_code = pairs.pair_code
    inner join {{ ref('policy_indicators') }} as indicators
        on pairs.indicator_code = indicators.indicator_code
    inner join {{ ref('policy_cautions') }} as cautions
        on pairs.caution_code = cautions.caution_code
    inner join {{ ref('int_associations__pair_periods') }} as pair_periods
        on
            limits.local_authority_code = pair_periods.local_authority_code
            and limits.pair_code = pair_periods.pair_code
    left join {{ ref('ref_association_directions') }} as directions
        on
            limits.interval_position = directions.interval_position
            and pair_periods.polarity = directions.polarity
)

select
    associations.local_authority_code,
    associations.pair_code,
    associations.pair_order,
    associations.question_text,
    associations.provision_measure_code,
    associations.provision_category_code,
    associations.provision_label,
    associations.provision_period_code,
    associations.indicator_code,
    associations.indicator_label,
    associations.indicator_period_code,
    associations.wards_count,
    associations.council_wards_count,
    associations.spearman_rho,
    associations.lower_95_value,
    associations.upper_95_value,
    associations.rho_status,
    associations.interval_status,
    associations.direction_code,
    associations.direction_label,
    associations.is_synthetic,
    claims.claim_level,
    concat_ws(
        ' ',
        case when associations.is_synthetic then texts.synthetic_text end,
        texts.association_between_areas_text,
        texts.area_not_child_text,
        texts.wards_side_by_side_text,
        case when associations.rho_status != 'observed' then texts.not_usable_text end,
        texts.settings_as_listed_text,
        associations.pair_caution,
        case
            when associations.lacks_school_nurseries
                then texts.school_nurseries_absent_text
        end,
        case
            when associations.is_estimate
                then texts.estimated_from_larger_areas_text
        end,
        fixed_cautions.fixed_caution
    ) as caution
from associations
inner join {{ ref('policy_claims') }} as claims on claims.subject_code = 'association'
cross join {{ ref('int_policy__caution_texts') }} as texts
left join {{ ref('int_policy__fixed_cautions') }} as fixed_cautions
    on associations.indicator_code = fixed_cautions.indicator_code
