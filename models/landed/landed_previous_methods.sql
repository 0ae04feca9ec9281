{{ previous_publication_rows('methods', [
    'indicator_code',
    'domain_code',
    'indicator_weight',
    'domain_weight',
    'score_period_code',
    'exponential_constant',
    'shrinkage_continuity',
    'minimum_domain_weight_rate',
]) }}
