{{ config(materialized='ephemeral') }}

-- The published score by domain once more, from protected counts: of which domains
-- enough is known, and which wards are in the worst share of each.
with

settings as (
    select * from {{ ref('int_policy__need_settings') }}
),

protected_rates as (
    select * from {{ ref('int_disclosure__shrunk_rates') }}
),

published_rates as (
    select
        0 as rates_number,
        local_authority_code,
        ward_code,
        indicator_code as part_code,
        shrunk_rate as rate
    from protected_rates
    where has_too_few_children is not true
),

published_methods as (
    select * from {{ ref('int_need__scenario_methods') }}
    where scenario_kind = 'published'
),

{{ need_scores(
    'published_rates', 'published_methods', ['rates_number'], ['scenario_number']
) }},

known_figures as (
    select
        ward_code,
        domain_code,
        bool_or(is_synthetic) as is_synthetic,
        bool_or(is_low_coverage) as is_low_coverage,
        bool_or(is_small) as is_small,
        bool_or(has_too_few_children) as has_too_few_children,
        count(*) as known_parts_count,
        sum(numerator_count) as children_count
    from protected_rates
    group by ward_code, domain_code
),

ward_domains as (
    select
        wards.local_authority_code,
        wards.ward_code,
        domains.domain_code,
        wards.is_at_boundary,
        coalesce(known.known_parts_count < domains.parts_count, true) as is_partial,
        coalesce(known.is_synthetic, false) as is_synthetic,
        coalesce(known.is_low_coverage, false) as is_low_coverage,
        coalesce(known.is_small, false) as is_small,
        coalesce(known.has_too_few_children, false) as has_too_few_children,
        known.children_count,
        coalesce(
            {{ is_in_quantile(
                'scores.need_rank', 'scores.ranked_wards_count',
                '0', '1', 'settings.conjunctive_one_in'
            ) }},
            false
        ) as is_in_worst_share
    from {{ ref('ref_wards') }} as wards
    inner join {{ ref('ref_local_authorities') }} as councils
        on
            wards.local_authority_code = councils.local_authority_code
            and councils.is_served
    cross join domain_methods as domains
    cross join settings
    left join known_figures as known
        on
            wards.ward_code = known.ward_code
            and domains.domain_code = known.domain_code
    left join scored_domains as scores
        on
            wards.ward_code = scores.ward_code
            and domains.domain_code = scores.domain_code
)

select * from ward_domains
