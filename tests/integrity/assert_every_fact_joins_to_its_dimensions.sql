-- What it checks: every ward, indicator, period and breakdown of a fact has its row in
-- the dimension.
-- Why it matters: a BI tool that joins them would lose the fact without a word.
-- What to do: add the row to the seed behind the dimension.
with

fact_keys as (
    select
        'fct_comparisons' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_comparisons') }}

    union

    select
        'fct_comparisons' as fact_name,
        'dim_breakdown' as dimension_name,
        breakdown_topic || ' ' || breakdown_category as dimension_key
    from {{ ref('fct_comparisons') }}

    union

    select
        'fct_local_authority_trends' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_local_authority_trends') }}

    union

    select
        'fct_local_authority_trends' as fact_name,
        'dim_breakdown' as dimension_name,
        breakdown_topic || ' ' || breakdown_category as dimension_key
    from {{ ref('fct_local_authority_trends') }}

    union

    select
        'fct_on_track' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_on_track') }}

    union

    select
        'fct_on_track' as fact_name,
        'dim_breakdown' as dimension_name,
        breakdown_topic || ' ' || breakdown_category as dimension_key
    from {{ ref('fct_on_track') }}

    union

    select
        'fct_priority_gaps' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_priority_gaps') }}

    union

    select
        'fct_ward_funnels' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_funnels') }}

    union

    select
        'fct_ward_funnels' as fact_name,
        'dim_indicator' as dimension_name,
        indicator_code as dimension_key
    from {{ ref('fct_ward_funnels') }}

    union

    select
        'fct_ward_funnels' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_ward_funnels') }}

    union

    select
        'fct_ward_inspections' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_inspections') }}

    union

    select
        'fct_ward_provision' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_provision') }}

    union

    select
        'fct_ward_services' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_services') }}

    union

    select
        'fct_ward_trends' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_trends') }}

    union

    select
        'fct_ward_trends' as fact_name,
        'dim_indicator' as dimension_name,
        indicator_code as dimension_key
    from {{ ref('fct_ward_trends') }}

    union

    select
        'fct_ward_trends' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_ward_trends') }}

    union

    select
        'fct_ward_indicators' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_indicators') }}

    union

    select
        'fct_ward_indicators' as fact_name,
        'dim_indicator' as dimension_name,
        indicator_code as dimension_key
    from {{ ref('fct_ward_indicators') }}

    union

    select
        'fct_ward_indicators' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_ward_indicators') }}

    union

    select
        'fct_ward_indicators' as fact_name,
        'dim_breakdown' as dimension_name,
        breakdown_topic || ' ' || breakdown_category as dimension_key
    from {{ ref('fct_ward_indicators') }}

    union

    select
        'fct_ward_indicator_scores' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_indicator_scores') }}

    union

    select
        'fct_ward_indicator_scores' as fact_name,
        'dim_indicator' as dimension_name,
        indicator_code as dimension_key
    from {{ ref('fct_ward_indicator_scores') }}

    union

    select
        'fct_ward_indicator_scores' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_ward_indicator_scores') }}

    union

    select
        'fct_ward_domain_scores' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_domain_scores') }}

    union

    select
        'fct_ward_need_scores' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_need_scores') }}

    union

    select
        'fct_ward_rank_uncertainty' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_rank_uncertainty') }}

    union

    select
        'fct_rank_robustness' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_rank_robustness') }}

    union

    select
        'fct_ward_context' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_context') }}

    union

    select
        'fct_ward_context' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_ward_context') }}

    union

    select
        'fct_local_authority_indicators' as fact_name,
        'dim_indicator' as dimension_name,
        indicator_code as dimension_key
    from {{ ref('fct_local_authority_indicators') }}

    union

    select
        'fct_local_authority_indicators' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_local_authority_indicators') }}

    union

    select
        'fct_local_authority_indicators' as fact_name,
        'dim_breakdown' as dimension_name,
        breakdown_topic || ' ' || breakdown_category as dimension_key
    from {{ ref('fct_local_authority_indicators') }}

    union

    select
        'fct_public_ward_indicators' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_public_ward_indicators') }}

    union

    select
        'fct_public_ward_indicators' as fact_name,
        'dim_indicator' as dimension_name,
        indicator_code as dimension_key
    from {{ ref('fct_public_ward_indicators') }}

    union

    select
        'fct_public_ward_indicators' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_public_ward_indicators') }}

    union

    select
        'fct_partner_ward_indicators' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_partner_ward_indicators') }}

    union

    select
        'fct_partner_ward_indicators' as fact_name,
        'dim_indicator' as dimension_name,
        indicator_code as dimension_key
    from {{ ref('fct_partner_ward_indicators') }}

    union

    select
        'fct_partner_ward_indicators' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_partner_ward_indicators') }}

    union

    select
        'fct_ward_location_quotients' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_location_quotients') }}

    union

    select
        'fct_ward_location_quotients' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_ward_location_quotients') }}

    union

    select
        'fct_ward_segments' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_segments') }}

    union

    select
        'fct_ward_segments' as fact_name,
        'dim_segment' as dimension_name,
        segment_code as dimension_key
    from {{ ref('fct_ward_segments') }}
    where segment_code is not null

    union

    select
        'fct_ward_expected_values' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_expected_values') }}

    union

    select
        'fct_ward_expected_values' as fact_name,
        'dim_indicator' as dimension_name,
        indicator_code as dimension_key
    from {{ ref('fct_ward_expected_values') }}

    union

    select
        'fct_ward_expected_values' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_ward_expected_values') }}

    union

    select
        'fct_ward_overlap_bounds' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_overlap_bounds') }}

    union

    select
        'fct_lsoa_access' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_lsoa_access') }}

    union

    select
        'fct_lsoa_access' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_lsoa_access') }}
    where period_code is not null

    union

    select
        'fct_ward_access' as fact_name,
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('fct_ward_access') }}

    union

    select
        'fct_ward_access' as fact_name,
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('fct_ward_access') }}
    where period_code is not null
),

dimension_keys as (
    select
        'dim_ward' as dimension_name,
        ward_code as dimension_key
    from {{ ref('dim_ward') }}

    union all

    select
        'dim_indicator' as dimension_name,
        indicator_code as dimension_key
    from {{ ref('dim_indicator') }}

    union all

    select
        'dim_period' as dimension_name,
        period_code as dimension_key
    from {{ ref('dim_period') }}

    union all

    select
        'dim_breakdown' as dimension_name,
        breakdown_topic || ' ' || breakdown_category as dimension_key
    from {{ ref('dim_breakdown') }}

    union all

    select
        'dim_segment' as dimension_name,
        segment_code as dimension_key
    from {{ ref('dim_segment') }}
)

select
    fact_keys.fact_name,
    fact_keys.dimension_name,
    fact_keys.dimension_key
from fact_keys
left join dimension_keys
    on
        fact_keys.dimension_name = dimension_keys.dimension_name
        and fact_keys.dimension_key = dimension_keys.dimension_key
where dimension_keys.dimension_key is null
