-- One row per ward and pair of outcome and take-up that policy asks about: the band of
-- the ward's outcome among the council's wards, and the ward's take-up. A ward that
-- lacks either is left out.
with

pairs as (
    select
        outcomes.local_authority_code,
        choices.indicator_code as outcome_indicator_code,
        outcomes.period_code as outcome_period_code,
        choices.take_up_indicator_code,
        gaps.period_code as take_up_period_code
    from {{ ref('policy_associations') }} as choices
    inner join {{ ref('int_indicators__shown_periods') }} as outcomes
        on choices.indicator_code = outcomes.indicator_code
    inner join {{ ref('policy_funded_ages') }} as entitlements
        on choices.take_up_indicator_code = entitlements.take_up_indicator_code
    inner join {{ ref('int_indicators__shown_periods') }} as gaps
        on
            entitlements.gap_indicator_code = gaps.indicator_code
            and outcomes.local_authority_code = gaps.local_authority_code
    where choices.association_kind = 'take_up_by_outcome'
),

bands as (
    select
        band_code,
        band_order,
        count(*) over () as bands_count
    from {{ ref('policy_bands') }}
    where subject_code = 'outcomes'
),

ward_totals as (
    select * from {{ ref('int_indicators__ward_values') }}
    where breakdown_topic = 'total' and value_status = 'observed'
),

wards_by_band as (
    select
        pairs.outcome_indicator_code,
        pairs.take_up_indicator_code,
        outcomes.local_authority_code,
        outcomes.ward_code,
        bands.band_code,
        outcomes.indicator_value as outcome_value,
        take_up.numerator_count,
        take_up.denominator_count,
        take_up.indicator_value as take_up_value,
        outcomes.is_synthetic or take_up.is_synthetic as is_synthetic
    from pairs
    inner join ward_totals as outcomes
        on
            pairs.local_authority_code = outcomes.local_authority_code
            and pairs.outcome_indicator_code = outcomes.indicator_code
            and pairs.outcome_period_code = outcomes.period_code
    inner join {{ ref('int_indicators__comparisons') }} as places
        on
            outcomes.ward_code = places.ward_code
            and outcomes.indicator_code = places.indicator_code
            and outcomes.period_code = places.period_code
            and places.breakdown_topic = 'total'
    inner join ward_totals as take_up
        on
            pairs.take_up_indicator_code = take_up.indicator_code
            and pairs.take_up_period_code = take_up.period_code
            and outcomes.ward_code = take_up.ward_code
    cross join bands
    where
        {{ is_in_quantile(
            'places.need_rank', 'places.ranked_wards_count',
            'bands.band_order - 1', 'bands.band_order', 'bands.bands_count'
        ) }}
)

select * from wards_by_band
