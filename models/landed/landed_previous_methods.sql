{{ previous_publication_rows('council_methods', [
    'local_authority_code',
    'indicator_code',
    'domain_code',
    'indicator_weight',
    'domain_weight',
    'score_period_code',
    'exponential_constant',
    'shrinkage_continuity',
    'minimum_domain_weight_rate',
    'minimum_ranked_children_count',
]) }}
