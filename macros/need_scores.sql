{#-
    The score of wards, as CTEs: parts are ranked and put on a common scale, brought
    together into domains, ranked and put on that scale again, brought together into a
    score and ranked. Every score of the project is made here: the published one, variants
    of the method, draws, and the mixtures of old and new behind changes of rank.

    rates: one row per rates_keys, ward and part (an indicator, or several counted as
    one), with local_authority_code, ward_code, part_code and rate (higher is more need).
    methods: one row per scenario_keys and part: rates_keys (which rates it reads),
    part_code, domain_code, indicator_weight and domain_weight (by which enough is known
    or not), weight_factor and domain_weight_factor (the noise on them; 1 without),
    normalisation, aggregation, exponential_constant, minimum_domain_weight_rate.
    Scenarios that share their rates share normalisation and constant too.

    key: what columns of a council, ward, part and domain end in. Sets of many thousand
    rows have numbers ('number', as in ward_number), which are quicker to sort by.
    published: all methods have the published scale and mean (published_method), and
    nothing is worked out for another.

    Gives scored_parts (need_rank, ranked_wards_count, normalised_score), domain_means
    (also where too little is known), scored_domains (the same columns as scored_parts,
    of domains of which enough is known) and scored_wards (need_score and need_rank of
    wards with every domain). Rank 1 is most need, ties share the smallest. Means are
    rounded to 9 digits and scores to 6, so that no last digit of a machine decides a rank.
-#}
{% macro need_scores(
    rates, methods, rates_keys, scenario_keys, key='code', published=false
) -%}
    {%- set council, ward = 'local_authority_' ~ key, 'ward_' ~ key -%}
    {%- set part, domain = 'part_' ~ key, 'domain_' ~ key -%}
    {%- set arithmetic = "'arithmetic'" -%}
    rates_methods as (
        {%- if published %}
        select max(exponential_constant) as exponential_constant
        from {{ methods }}
        {%- else %}
        select distinct
            {{ rates_keys | join(', ') }},
            normalisation,
            exponential_constant
        from {{ methods }}
        {%- endif %}
    ),

    {{ normalised_scores(
        'scored_parts', rates, 'rate',
        rates_keys + [council, part], 'rates_methods', [] if published else rates_keys,
        published
    ) }},

    domain_methods as (
        select
            {{ scenario_keys | join(', ') }},
            {{ domain }},
            max(domain_weight) as domain_weight,
            max(domain_weight * domain_weight_factor) as noisy_domain_weight,
            sum(indicator_weight) as full_weight,
            count(*) as parts_count,
            count(*) over (partition by {{ scenario_keys | join(', ') }})
                as domains_count,
            max(normalisation) as normalisation,
            max(aggregation) as aggregation,
            max(exponential_constant) as exponential_constant,
            max(minimum_domain_weight_rate) as minimum_domain_weight_rate
        from {{ methods }}
        group by {{ scenario_keys | join(', ') }}, {{ domain }}
    ),

    combined_parts as (
        select
            {{ prefixed_columns('methods', scenario_keys) }},
            parts.{{ council }},
            parts.{{ ward }},
            methods.{{ domain }},
            count(*) as known_parts_count,
            sum(methods.indicator_weight) as known_weight,
            {{ combined_mean(
                'parts.normalised_score',
                'methods.indicator_weight * methods.weight_factor',
                arithmetic if published else 'methods.aggregation'
            ) }} as part_mean
        from scored_parts as parts
        inner join {{ methods }} as methods
            on {{ equal_keys('parts', 'methods', rates_keys + [part]) }}
        group by
            {{ prefixed_columns('methods', scenario_keys) }},
            parts.{{ council }},
            parts.{{ ward }},
            methods.{{ domain }}
    ),

    domain_means as (
        select
            {{ prefixed_columns('parts', scenario_keys) }},
            parts.{{ council }},
            parts.{{ ward }},
            parts.{{ domain }},
            {{ rounded(combined_score(
                'parts.part_mean', arithmetic if published else 'methods.aggregation'
            ), 9) }} as mean_score,
            parts.known_weight / methods.full_weight as known_weight_share,
            parts.known_parts_count < methods.parts_count as is_partial,
            coalesce(
                parts.known_weight / methods.full_weight
                >= methods.minimum_domain_weight_rate,
                false
            ) as is_known,
            methods.noisy_domain_weight,
            methods.domains_count,
            methods.aggregation
        from combined_parts as parts
        inner join domain_methods as methods
            on {{ equal_keys('parts', 'methods', scenario_keys + [domain]) }}
    ),

    known_domains as (
        select
            {{ scenario_keys | join(', ') }},
            {{ council }},
            {{ ward }},
            {{ domain }},
            mean_score,
            noisy_domain_weight,
            domains_count,
            aggregation
        from domain_means
        where is_known
    ),

    {{ normalised_scores(
        'scored_domains', 'known_domains', 'mean_score',
        scenario_keys + [council, domain],
        'rates_methods' if published else 'domain_methods',
        [] if published else scenario_keys + [domain], published
    ) }},

    combined_domains as (
        select
            {{ scenario_keys | join(', ') }},
            {{ council }},
            {{ ward }},
            {%- if not published %}
            max(aggregation) as aggregation,
            {%- endif %}
            {{ combined_mean(
                'normalised_score', 'noisy_domain_weight',
                arithmetic if published else 'aggregation'
            ) }} as domain_mean
        from scored_domains
        group by {{ scenario_keys | join(', ') }}, {{ council }}, {{ ward }}
        having count(*) = max(domains_count)
    ),

    ward_scores as (
        select
            {{ scenario_keys | join(', ') }},
            {{ council }},
            {{ ward }},
            {{ rounded(combined_score(
                'domain_mean', arithmetic if published else 'aggregation'
            ), 6) }} as need_score
        from combined_domains
    ),

    scored_wards as (
        select
            *,
            cast(rank() over (
                partition by {{ scenario_keys | join(', ') }}, {{ council }}
                order by need_score desc
            ) as integer) as need_rank
        from ward_scores
    )
{%- endmacro %}
