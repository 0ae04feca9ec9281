with

archived_figures as (
    {{ previous_publication_rows('ward_figures', [
        'local_authority_code',
        'ward_code',
        'indicator_code',
        'period_code',
        'boundary_code',
        'denominator_source',
        'denominator_edition',
        'release_codes',
        'is_gap',
        'value_status',
        'numerator_count',
        'denominator_count',
        'is_synthetic',
    ]) }}
),

typed_figures as (
    select
        publication_code,
        local_authority_code,
        ward_code,
        indicator_code,
        period_code,
        boundary_code,
        denominator_source,
        denominator_edition,
        release_codes,
        cast(is_gap as boolean) as is_gap,
        value_status,
        cast(numerator_count as bigint) as numerator_count,
        cast(denominator_count as bigint) as denominator_count,
        cast(is_synthetic as boolean) as is_synthetic
    from archived_figures
)

select * from typed_figures
