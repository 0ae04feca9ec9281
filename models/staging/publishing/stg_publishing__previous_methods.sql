with

archived_methods as (
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
),

typed_methods as (
    select
        publication_code,
        local_authority_code,
        indicator_code,
        domain_code,
        cast(indicator_weight as double) as indicator_weight,
        cast(domain_weight as double) as domain_weight,
        score_period_code,
        cast(exponential_constant as double) as exponential_constant,
        cast(shrinkage_continuity as double) as shrinkage_continuity,
        cast(minimum_domain_weight_rate as double) as minimum_domain_weight_rate,
        cast(minimum_ranked_children_count as integer) as minimum_ranked_children_count
    from archived_methods
)

select * from typed_methods
