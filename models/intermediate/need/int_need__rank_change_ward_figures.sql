-- What a publication archives, so that a later one can say why ranks changed. A
-- boundary is known by the small areas that make up the ward, and a denominator by the
-- edition that an extract names: the words of policy for it are no edition.
with

boundaries as (
    select
        ward_code,
        md5(
            {{ joined_text("area_kind || ' ' || area_code", 'area_kind, area_code') }}
        ) as boundary_code
    from {{ ref('int_geography__areas') }}
    where area_role in ('small_area', 'former_small_area')
    group by ward_code
),

-- The releases that a figure was made of: with the same ones another figure is another
-- method.
source_releases as (
    select
        sources.local_authority_code,
        sources.indicator_code,
        sources.period_code,
        {{ joined_text(
            "sources.dataset_code || ' ' || releases.release_id",
            'sources.dataset_code, releases.release_id'
        ) }} as release_codes
    from {{ ref('int_counted__sources_used') }} as sources
    inner join {{ ref('stg_landing__releases') }} as releases
        on
            sources.dataset_code = releases.dataset_code
            and sources.source_period_code = releases.period_code
            and coalesce(releases.local_authority_code, sources.local_authority_code)
            = sources.local_authority_code
    where sources.is_total
    group by
        sources.local_authority_code, sources.indicator_code, sources.period_code
),

ward_figures as (
    select
        ward_values.local_authority_code,
        ward_values.ward_code,
        ward_values.indicator_code,
        ward_values.period_code,
        boundaries.boundary_code,
        ward_values.extract_denominator_source as denominator_source,
        ward_values.extract_denominator_edition as denominator_edition,
        source_releases.release_codes,
        entitlements.gap_indicator_code is not null as is_gap,
        ward_values.value_status,
        cast(ward_values.signed_numerator_count as bigint) as numerator_count,
        cast(ward_values.denominator_count as bigint) as denominator_count,
        ward_values.is_synthetic
    from {{ ref('int_indicators__ward_values') }} as ward_values
    left join source_releases
        on
            ward_values.local_authority_code = source_releases.local_authority_code
            and ward_values.indicator_code = source_releases.indicator_code
            and ward_values.period_code = source_releases.period_code
    left join boundaries on ward_values.ward_code = boundaries.ward_code
    left join {{ ref('policy_funded_ages') }} as entitlements
        on ward_values.indicator_code = entitlements.gap_indicator_code
    where ward_values.breakdown_topic = 'total'
)

select * from ward_figures
