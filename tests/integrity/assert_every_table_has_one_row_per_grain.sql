-- What it checks: the rows of every seed and every table of intermediate are one per
-- grain (macro grains), and no column of it is blank unless its YAML says so.
-- Why it matters: a key that stands twice doubles whatever is joined to it.
-- What to do: look for a join that doubles rows, or a seed with a row twice. A
-- table that is not named here could be built after this test: name it, as dbt asks.
-- depends_on: {{ ref('expect_area_counts') }}
-- depends_on: {{ ref('expect_segment_features') }}
-- depends_on: {{ ref('expect_settings') }}
-- depends_on: {{ ref('expect_totals') }}
-- depends_on: {{ ref('governance_datasets') }}
-- depends_on: {{ ref('governance_decisions') }}
-- depends_on: {{ ref('governance_feedback') }}
-- depends_on: {{ ref('governance_releases') }}
-- depends_on: {{ ref('int_access__councils') }}
-- depends_on: {{ ref('int_access__latest_population') }}
-- depends_on: {{ ref('int_access__lsoa_access') }}
-- depends_on: {{ ref('int_access__lsoa_children') }}
-- depends_on: {{ ref('int_access__lsoa_reach') }}
-- depends_on: {{ ref('int_access__neighbours') }}
-- depends_on: {{ ref('int_access__offers') }}
-- depends_on: {{ ref('int_access__pairs') }}
-- depends_on: {{ ref('int_access__points') }}
-- depends_on: {{ ref('int_access__reach') }}
-- depends_on: {{ ref('int_access__ward_access') }}
-- depends_on: {{ ref('int_associations__lsoa_margins') }}
-- depends_on: {{ ref('int_associations__provision_pairs') }}
-- depends_on: {{ ref('int_associations__wards_by_band') }}
-- depends_on: {{ ref('int_benchmarks__areas') }}
-- depends_on: {{ ref('int_benchmarks__city_rates') }}
-- depends_on: {{ ref('int_benchmarks__comparator_rates') }}
-- depends_on: {{ ref('int_benchmarks__measure_labels') }}
-- depends_on: {{ ref('int_benchmarks__previous_periods') }}
-- depends_on: {{ ref('int_benchmarks__published_figures') }}
-- depends_on: {{ ref('int_benchmarks__trend_changes') }}
-- depends_on: {{ ref('int_benchmarks__trend_figures') }}
-- depends_on: {{ ref('int_context__judged_context') }}
-- depends_on: {{ ref('int_context__latest_mid_years') }}
-- depends_on: {{ ref('int_counted__arrivals_gate') }}
-- depends_on: {{ ref('int_counted__expected_totals') }}
-- depends_on: {{ ref('int_counted__indicator_counts') }}
-- depends_on: {{ ref('int_counted__indicator_periods') }}
-- depends_on: {{ ref('int_counted__residents') }}
-- depends_on: {{ ref('int_counted__source_periods') }}
-- depends_on: {{ ref('int_counted__sources_used') }}
-- depends_on: {{ ref('int_counted__totals_gate') }}
-- depends_on: {{ ref('int_disclosure__public_settings') }}
-- depends_on: {{ ref('int_disclosure__public_words') }}
-- depends_on: {{ ref('int_disclosure__protected_counts') }}
-- depends_on: {{ ref('int_disclosure__protected_rates') }}
-- depends_on: {{ ref('int_disclosure__shrunk_rates') }}
-- depends_on: {{ ref('int_disclosure__ward_scores') }}
-- depends_on: {{ ref('int_entitlements__birthday_ranges') }}
-- depends_on: {{ ref('int_entitlements__grace_periods') }}
-- depends_on: {{ ref('int_geography__areas') }}
-- depends_on: {{ ref('int_geography__postcode_districts') }}
-- depends_on: {{ ref('int_geography__postcodes') }}
-- depends_on: {{ ref('int_geography__ward_names') }}
-- depends_on: {{ ref('int_indicators__cautions') }}
-- depends_on: {{ ref('int_indicators__comparisons') }}
-- depends_on: {{ ref('int_indicators__local_authority_values') }}
-- depends_on: {{ ref('int_indicators__shown_periods') }}
-- depends_on: {{ ref('int_indicators__source_status') }}
-- depends_on: {{ ref('int_indicators__spine') }}
-- depends_on: {{ ref('int_indicators__ward_figures') }}
-- depends_on: {{ ref('int_indicators__ward_values') }}
-- depends_on: {{ ref('int_linked__area_indicator_counts') }}
-- depends_on: {{ ref('int_linked__asq3_children_due') }}
-- depends_on: {{ ref('int_linked__asq3_reviews') }}
-- depends_on: {{ ref('int_linked__asq3_ward_results') }}
-- depends_on: {{ ref('int_linked__census_rows') }}
-- depends_on: {{ ref('int_linked__deprivation_rows') }}
-- depends_on: {{ ref('int_linked__eligible_children') }}
-- depends_on: {{ ref('int_linked__eyfsp_children') }}
-- depends_on: {{ ref('int_linked__eyfsp_ward_results') }}
-- depends_on: {{ ref('int_linked__headcount_rows') }}
-- depends_on: {{ ref('int_linked__population_rows') }}
-- depends_on: {{ ref('int_linked__row_accounts') }}
-- depends_on: {{ ref('int_linked__rows') }}
-- depends_on: {{ ref('int_linked__service_priorities') }}
-- depends_on: {{ ref('int_linked__temporary_accommodation') }}
-- depends_on: {{ ref('int_linked__unknown_words') }}
-- depends_on: {{ ref('int_linked__ward_boundaries') }}
-- depends_on: {{ ref('int_linked__ward_returns') }}
-- depends_on: {{ ref('int_linked__ward_take_up') }}
-- depends_on: {{ ref('int_need__domain_scores') }}
-- depends_on: {{ ref('int_need__drawn_ranks') }}
-- depends_on: {{ ref('int_need__periods') }}
-- depends_on: {{ ref('int_need__rank_change_compared_wards') }}
-- depends_on: {{ ref('int_need__rank_change_figure_pairs') }}
-- depends_on: {{ ref('int_need__rank_change_method_versions') }}
-- depends_on: {{ ref('int_need__rank_change_methods') }}
-- depends_on: {{ ref('int_need__rank_change_parts') }}
-- depends_on: {{ ref('int_need__rank_change_ranks') }}
-- depends_on: {{ ref('int_need__rank_change_ward_figures') }}
-- depends_on: {{ ref('int_need__rank_change_ward_states') }}
-- depends_on: {{ ref('int_need__scenario_methods') }}
-- depends_on: {{ ref('int_need__scenario_ranks') }}
-- depends_on: {{ ref('int_need__shrunk_rates') }}
-- depends_on: {{ ref('int_need__variant_indicators') }}
-- depends_on: {{ ref('int_need__variant_rates') }}
-- depends_on: {{ ref('int_need__ward_ranks') }}
-- depends_on: {{ ref('int_need__ward_scores') }}
-- depends_on: {{ ref('int_policy__caution_texts') }}
-- depends_on: {{ ref('int_policy__comparison_settings') }}
-- depends_on: {{ ref('int_policy__disclosure_settings') }}
-- depends_on: {{ ref('int_policy__distance_settings') }}
-- depends_on: {{ ref('int_policy__entitlement_settings') }}
-- depends_on: {{ ref('int_policy__fixed_cautions') }}
-- depends_on: {{ ref('int_policy__indicator_settings') }}
-- depends_on: {{ ref('int_policy__need_settings') }}
-- depends_on: {{ ref('int_policy__ranking_settings') }}
-- depends_on: {{ ref('int_policy__whole_numbers') }}
-- depends_on: {{ ref('int_provision__known_shares') }}
-- depends_on: {{ ref('int_provision__setting_counts') }}
-- depends_on: {{ ref('int_provision__ward_counts') }}
-- depends_on: {{ ref('int_provision__ward_settings') }}
-- depends_on: {{ ref('int_provision__ward_values') }}
-- depends_on: {{ ref('int_quality__arrivals') }}
-- depends_on: {{ ref('int_quality__findings') }}
-- depends_on: {{ ref('int_quality__unplaced_settings') }}
-- depends_on: {{ ref('int_settings__addresses') }}
-- depends_on: {{ ref('int_settings__categories') }}
-- depends_on: {{ ref('int_settings__council_list') }}
-- depends_on: {{ ref('int_settings__funded_ages') }}
-- depends_on: {{ ref('int_settings__held_lists') }}
-- depends_on: {{ ref('int_settings__hours') }}
-- depends_on: {{ ref('int_settings__hours_in_words') }}
-- depends_on: {{ ref('int_settings__inspections') }}
-- depends_on: {{ ref('int_settings__known_settings') }}
-- depends_on: {{ ref('int_settings__latest_lists') }}
-- depends_on: {{ ref('int_settings__list_gaps') }}
-- depends_on: {{ ref('int_settings__places') }}
-- depends_on: {{ ref('int_settings__register') }}
-- depends_on: {{ ref('int_settings__services') }}
-- depends_on: {{ ref('int_settings__setting_facts') }}
-- depends_on: {{ ref('int_settings__settings') }}
-- depends_on: {{ ref('int_similar_wards__expected_logits') }}
-- depends_on: {{ ref('int_similar_wards__expected_values') }}
-- depends_on: {{ ref('int_similar_wards__findings') }}
-- depends_on: {{ ref('int_similar_wards__segments') }}
-- depends_on: {{ ref('policy_associations') }}
-- depends_on: {{ ref('policy_bands') }}
-- depends_on: {{ ref('policy_catchments') }}
-- depends_on: {{ ref('policy_cautions') }}
-- depends_on: {{ ref('policy_claims') }}
-- depends_on: {{ ref('policy_compared_measures') }}
-- depends_on: {{ ref('policy_comparison_settings') }}
-- depends_on: {{ ref('policy_context_variables') }}
-- depends_on: {{ ref('policy_denominator_errors') }}
-- depends_on: {{ ref('policy_directory_checks') }}
-- depends_on: {{ ref('policy_disclosure_settings') }}
-- depends_on: {{ ref('policy_distance_settings') }}
-- depends_on: {{ ref('policy_domains') }}
-- depends_on: {{ ref('policy_entitlement_settings') }}
-- depends_on: {{ ref('policy_entitlement_texts') }}
-- depends_on: {{ ref('policy_findings') }}
-- depends_on: {{ ref('policy_funded_ages') }}
-- depends_on: {{ ref('policy_gate_thresholds') }}
-- depends_on: {{ ref('policy_hours_kinds') }}
-- depends_on: {{ ref('policy_indicator_breakdowns') }}
-- depends_on: {{ ref('policy_indicator_cautions') }}
-- depends_on: {{ ref('policy_indicator_settings') }}
-- depends_on: {{ ref('policy_indicator_sources') }}
-- depends_on: {{ ref('policy_indicator_uncertainty') }}
-- depends_on: {{ ref('policy_indicators') }}
-- depends_on: {{ ref('policy_need_settings') }}
-- depends_on: {{ ref('policy_on_track_benchmarks') }}
-- depends_on: {{ ref('policy_overlaps') }}
-- depends_on: {{ ref('policy_pack_tables') }}
-- depends_on: {{ ref('policy_perturbation') }}
-- depends_on: {{ ref('policy_profile_figures') }}
-- depends_on: {{ ref('policy_protections') }}
-- depends_on: {{ ref('policy_provision_ages') }}
-- depends_on: {{ ref('policy_provision_measures') }}
-- depends_on: {{ ref('policy_ranking_settings') }}
-- depends_on: {{ ref('policy_scenarios') }}
-- depends_on: {{ ref('policy_segments') }}
-- depends_on: {{ ref('policy_sentences') }}
-- depends_on: {{ ref('policy_setting_types') }}
-- depends_on: {{ ref('policy_targets') }}
-- depends_on: {{ ref('policy_texts') }}
-- depends_on: {{ ref('policy_trend_steps') }}
-- depends_on: {{ ref('ref_area_changes') }}
-- depends_on: {{ ref('ref_area_kinds') }}
-- depends_on: {{ ref('ref_association_directions') }}
-- depends_on: {{ ref('ref_breakdowns') }}
-- depends_on: {{ ref('ref_change_statuses') }}
-- depends_on: {{ ref('ref_comparisons') }}
-- depends_on: {{ ref('ref_context_categories') }}
-- depends_on: {{ ref('ref_contract_values') }}
-- depends_on: {{ ref('ref_early_learning_goals') }}
-- depends_on: {{ ref('ref_entitlements') }}
-- depends_on: {{ ref('ref_funding_terms') }}
-- depends_on: {{ ref('ref_gate_judgements') }}
-- depends_on: {{ ref('ref_grace_periods') }}
-- depends_on: {{ ref('ref_inspection_judgements') }}
-- depends_on: {{ ref('ref_inspection_outcomes') }}
-- depends_on: {{ ref('ref_inspection_regimes') }}
-- depends_on: {{ ref('ref_local_authorities') }}
-- depends_on: {{ ref('ref_local_authority_numbers') }}
-- depends_on: {{ ref('ref_periods') }}
-- depends_on: {{ ref('ref_place_statuses') }}
-- depends_on: {{ ref('ref_rank_change_causes') }}
-- depends_on: {{ ref('ref_reject_reasons') }}
-- depends_on: {{ ref('ref_segment_centroids') }}
-- depends_on: {{ ref('ref_segment_ranges') }}
-- depends_on: {{ ref('ref_series_breaks') }}
-- depends_on: {{ ref('ref_small_areas') }}
-- depends_on: {{ ref('ref_student_t_quantiles') }}
-- depends_on: {{ ref('ref_value_statuses') }}
-- depends_on: {{ ref('ref_ward_hexagons') }}
-- depends_on: {{ ref('ref_ward_neighbours') }}
-- depends_on: {{ ref('ref_ward_shapes') }}
-- depends_on: {{ ref('ref_wards') }}
-- depends_on: {{ ref('ref_weekdays') }}
-- depends_on: {{ ref('xwalk_edition_groups') }}
-- depends_on: {{ ref('xwalk_provider_statuses') }}
-- depends_on: {{ ref('xwalk_setting_types') }}
-- depends_on: {{ ref('xwalk_value_symbols') }}
{% if inlined() == 'table' %}
-- depends_on: {{ ref('int_actions__followed') }}
-- depends_on: {{ ref('int_actions__logged_wards') }}
-- depends_on: {{ ref('int_actions__ward_rates') }}
{% endif %}
{% for table, columns, blanks, where in grains() %}
{{ 'union all' if not loop.first }}
select
    '{{ table }}' as table_name,
    '{{ columns | join(', ') }}' as grain,
    {%- if columns %}
    concat_ws(' / ', {{ columns | join(', ') }}) as problem_key,
    {%- else %}
    'not one row' as problem_key,
    {%- endif %}
    count(*) as rows_count
from {{ ref(table) }}
where {{ where }}
{%- if columns %}
group by {{ columns | join(', ') }}
{%- endif %}
having
    count(*) != 1
    {%- for column in columns if column not in blanks %}
    or {{ column }} is null
    {%- endfor %}
{% else %}
select 'no table has a grain' as table_name
{% endfor %}
