{{ config(materialized='ephemeral') }}

-- One row per ward and pair: in which half of the council's wards it is by provision
-- and by its figure. A ward at the median is not above it: it counts with less
-- provision and with the poorer figures, where somebody would look.
with

settings as (
    select * from {{ ref('int_policy__comparison_settings') }}
),

pairs as (
    select * from {{ ref('int_associations__provision_pairs') }}
),

medians as (
    select
        local_authority_code,
        pair_code,
        count(*) as wards_count,
        round(median(provision_value), 9) as provision_median_value,
        round(median(indicator_value), 9) as indicator_median_value
    from pairs
    where has_both
    group by local_authority_code, pair_code
),

halves as (
    select
        pairs.local_authority_code,
        pairs.ward_code,
        pairs.pair_code,
        pairs.provision_period_code,
        pairs.provision_denominator_count,
        pairs.provision_value,
        pairs.provision_status,
        pairs.indicator_period_code,
        pairs.numerator_count,
        pairs.denominator_count,
        pairs.indicator_value,
        pairs.indicator_status,
        pairs.lacks_school_nurseries,
        pairs.is_estimate,
        pairs.is_synthetic,
        coalesce(medians.wards_count, 0) as wards_count,
        medians.provision_median_value,
        medians.indicator_median_value,
        case
            when not pairs.has_both then 'not_available'
            when medians.wards_count < settings.association_minimum_count
                then 'too_few'
            else 'observed'
        end as quadrant_status,
        pairs.provision_value > medians.provision_median_value as has_more_provision,
        case pairs.polarity
            when 'higher_is_better'
                then pairs.indicator_value > medians.indicator_median_value
            when 'higher_is_worse'
                then pairs.indicator_value < medians.indicator_median_value
        end as has_better_figure
    from pairs
    left join medians
        on
            pairs.local_authority_code = medians.local_authority_code
            and pairs.pair_code = medians.pair_code
    cross join settings
)

select * from halves
