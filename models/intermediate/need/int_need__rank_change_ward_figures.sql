-- What a publication archives, so that a later one can say why ranks changed. A
-- boundary is known by the areas that make up the ward.
with

boundaries as (
    select
        areas.ward_code,
        md5(
            {{ joined_text("areas.area_kind || ' ' || areas.area_code",
                'areas.area_kind, areas.area_code') }}
            || coalesce(max(cast(wards.valid_from_date as string)), '')
        ) as boundary_code
    from {{ ref('int_geography__areas') }} as areas
    inner join {{ ref('ref_wards') }} as wards on areas.ward_code = wards.ward_code
    group by areas.ward_code
),

ward_figures as (
    select
        ward_values.local_authority_code,
        ward_values.ward_code,
        ward_values.indicator_code,
        ward_values.period_code,
        boundaries.boundary_code,
        ward_values.denominator_source,
        ward_values.denominator_edition,
        entitlements.gap_indicator_code is not null as is_gap,
        ward_values.value_status,
        cast(ward_values.signed_numerator_count as bigint) as numerator_count,
        cast(ward_values.denominator_count as bigint) as denominator_count,
        ward_values.is_synthetic
    from {{ ref('int_indicators__ward_values') }} as ward_values
    left join boundaries on ward_values.ward_code = boundaries.ward_code
    left join {{ ref('policy_funded_ages') }} as entitlements
        on ward_values.indicator_code = entitlements.gap_indicator_code
    where ward_values.breakdown_topic = 'total'
)

select * from ward_figures
