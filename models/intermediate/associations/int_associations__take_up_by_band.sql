{{ config(materialized='ephemeral') }}

-- One row per served council, pair of outcome and take-up, and band: the mean of the
-- wards' rates, and how it differs from the last band. The ward is the unit: children
-- of a ward share what the ward has, so their number must not make the interval narrow.
-- Limits are Student's; those of a difference are Welch's.
with

band_spine as (
    select
        councils.local_authority_code,
        choices.indicator_code as outcome_indicator_code,
        choices.take_up_indicator_code,
        bands.band_code,
        bands.band_order,
        max(bands.band_order) over () as last_band_order
    from {{ ref('ref_local_authorities') }} as councils
    cross join {{ ref('policy_associations') }} as choices
    cross join {{ ref('policy_bands') }} as bands
    where
        councils.is_served
        and choices.association_kind = 'take_up_by_outcome'
        and bands.subject_code = 'outcomes'
),

band_means as (
    select
        band_spine.local_authority_code,
        band_spine.outcome_indicator_code,
        band_spine.take_up_indicator_code,
        band_spine.band_code,
        band_spine.band_order = band_spine.last_band_order as is_last_band,
        coalesce(bool_or(wards.is_synthetic), false) as is_synthetic,
        count(wards.ward_code) as wards_count,
        cast(sum(wards.numerator_count) as bigint) as taking_up_count,
        cast(sum(wards.denominator_count) as bigint) as eligible_count,
        round(avg(wards.outcome_value), 9) as mean_outcome_value,
        round(avg(wards.take_up_value), 9) as mean_take_up_value,
        round(var_samp(wards.take_up_value), 12) / count(wards.ward_code)
            as mean_variance
    from band_spine
    left join {{ ref('int_associations__wards_by_band') }} as wards
        on
            band_spine.local_authority_code = wards.local_authority_code
            and band_spine.outcome_indicator_code = wards.outcome_indicator_code
            and band_spine.take_up_indicator_code = wards.take_up_indicator_code
            and band_spine.band_code = wards.band_code
    group by
        band_spine.local_authority_code,
        band_spine.outcome_indicator_code,
        band_spine.take_up_indicator_code,
        band_spine.band_code,
        band_spine.band_order,
        band_spine.last_band_order
),

differences as (
    select
        bands.*,
        case
            when not bands.is_last_band
                then round(
                    bands.mean_take_up_value - last_bands.mean_take_up_value, 9
                )
        end as difference_value,
        bands.mean_variance + last_bands.mean_variance as difference_variance,
        bands.wards_count - 1 as degrees_of_freedom,
        power(bands.mean_variance + last_bands.mean_variance, 2) / nullif(
            power(bands.mean_variance, 2) / nullif(bands.wards_count - 1, 0)
            + power(last_bands.mean_variance, 2)
            / nullif(last_bands.wards_count - 1, 0),
            0
        ) as difference_degrees_of_freedom
    from band_means as bands
    inner join band_means as last_bands
        on
            bands.local_authority_code = last_bands.local_authority_code
            and bands.outcome_indicator_code = last_bands.outcome_indicator_code
            and bands.take_up_indicator_code = last_bands.take_up_indicator_code
            and last_bands.is_last_band
)

select * from differences
