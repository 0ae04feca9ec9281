-- What it checks: every key by which a mart joins to a dimension (macro foreign_keys)
-- has its row there; a key with a blank in it joins to nothing.
-- Why it matters: a BI tool that joins them would lose the fact without a word.
-- What to do: add the row to the seed behind the dimension. A mart that is not named
-- here could be built after this test: name it, as dbt asks.
-- depends_on: {{ ref('dim_breakdown') }}
-- depends_on: {{ ref('dim_caution') }}
-- depends_on: {{ ref('dim_comparator') }}
-- depends_on: {{ ref('dim_dataset') }}
-- depends_on: {{ ref('dim_entitlement') }}
-- depends_on: {{ ref('dim_indicator') }}
-- depends_on: {{ ref('dim_measure') }}
-- depends_on: {{ ref('dim_period') }}
-- depends_on: {{ ref('dim_segment') }}
-- depends_on: {{ ref('dim_service') }}
-- depends_on: {{ ref('dim_setting') }}
-- depends_on: {{ ref('dim_value_status') }}
-- depends_on: {{ ref('dim_ward') }}
-- depends_on: {{ ref('fct_action_follow_up') }}
-- depends_on: {{ ref('fct_area_indicators') }}
-- depends_on: {{ ref('fct_comparisons') }}
-- depends_on: {{ ref('fct_data_quality') }}
-- depends_on: {{ ref('fct_directory_findings') }}
-- depends_on: {{ ref('fct_entitlement_grace_periods') }}
-- depends_on: {{ ref('fct_entitlement_starts') }}
-- depends_on: {{ ref('fct_family_voice') }}
-- depends_on: {{ ref('fct_hub_reach') }}
-- depends_on: {{ ref('fct_lsoa_access') }}
-- depends_on: {{ ref('fct_on_track') }}
-- depends_on: {{ ref('fct_priority_gaps') }}
-- depends_on: {{ ref('fct_protected_indicators') }}
-- depends_on: {{ ref('fct_protected_need_scores') }}
-- depends_on: {{ ref('fct_protected_profile_figures') }}
-- depends_on: {{ ref('fct_provision_associations') }}
-- depends_on: {{ ref('fct_provision_quadrants') }}
-- depends_on: {{ ref('fct_public_place_distances') }}
-- depends_on: {{ ref('fct_public_services') }}
-- depends_on: {{ ref('fct_public_postcode_wards') }}
-- depends_on: {{ ref('fct_public_settings') }}
-- depends_on: {{ ref('fct_rank_robustness') }}
-- depends_on: {{ ref('fct_robustness_variants') }}
-- depends_on: {{ ref('fct_setting_funded_ages') }}
-- depends_on: {{ ref('fct_setting_hours') }}
-- depends_on: {{ ref('fct_setting_inspections') }}
-- depends_on: {{ ref('fct_setting_placement') }}
-- depends_on: {{ ref('fct_similar_wards') }}
-- depends_on: {{ ref('fct_source_freshness') }}
-- depends_on: {{ ref('fct_source_quality') }}
-- depends_on: {{ ref('fct_take_up_by_outcome_band') }}
-- depends_on: {{ ref('fct_target_progress') }}
-- depends_on: {{ ref('fct_ward_access') }}
-- depends_on: {{ ref('fct_ward_context') }}
-- depends_on: {{ ref('fct_ward_domain_scores') }}
-- depends_on: {{ ref('fct_ward_indicator_scores') }}
-- depends_on: {{ ref('fct_ward_inspections') }}
-- depends_on: {{ ref('fct_ward_need_scores') }}
-- depends_on: {{ ref('fct_ward_neighbours') }}
-- depends_on: {{ ref('fct_ward_outreach') }}
-- depends_on: {{ ref('fct_ward_overlap_bounds') }}
-- depends_on: {{ ref('fct_ward_pairs') }}
-- depends_on: {{ ref('fct_ward_profile_figures') }}
-- depends_on: {{ ref('fct_ward_provision') }}
-- depends_on: {{ ref('fct_ward_rank_changes') }}
-- depends_on: {{ ref('fct_ward_segments') }}
-- depends_on: {{ ref('fct_ward_shapes') }}
-- depends_on: {{ ref('fct_ward_target_shares') }}
-- depends_on: {{ ref('rpt_tool_evaluation') }}
-- depends_on: {{ ref('rpt_ward_profile') }}
{% for mart, columns, dimension, names in foreign_keys() %}
{{ 'union all' if not loop.first }}
select distinct
    '{{ mart }}' as mart_name,
    '{{ columns | join(', ') }}' as column_names,
    '{{ dimension }}' as dimension_name,
    concat_ws(', ', facts.{{ columns | join(', facts.') }}) as unknown_key
from {{ ref(mart) }} as facts
left join {{ ref(dimension) }} as dimensions
    on
        {% for column in columns -%}
        {{ 'and ' if not loop.first }}facts.{{ column }} = dimensions.{{ names[loop.index0] }}
        {% endfor -%}
where
    dimensions.{{ names | first }} is null
    {%- for column in columns %}
    and facts.{{ column }} is not null
    {%- endfor %}
{% else %}
select 'no mart has a foreign key' as mart_name
{% endfor %}
