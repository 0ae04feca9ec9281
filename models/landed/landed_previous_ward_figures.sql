{{ previous_publication_rows('ward_figures', [
    'local_authority_code',
    'ward_code',
    'indicator_code',
    'period_code',
    'boundary_code',
    'denominator_source',
    'denominator_edition',
    'is_gap',
    'value_status',
    'numerator_count',
    'denominator_count',
    'is_synthetic',
]) }}
