"""Tests of tests: each SQL test of ours finds the damage that it is there for.

The SQL is what dbt compiled in the default build. Each damage is done within a
transaction on a copy of the database, and taken back.
"""

import re
import shutil

import duckdb
import pytest

from early_years.environment import here

FOLDERS = ("disclosure", "integrity", "mappings", "reconciliation")

WARD_TOTAL = "breakdown_topic = 'total' and indicator_code = 'gld_below'"
ONE_WARD = "ward_code = (select min(ward_code) from marts.dim_ward)"
OUTSIDE = "marts.fct_protected_indicators"
# A shown figure of each kind, with its key.
SHOWN = "value_status = 'protected' and area_type = 'ward' and audience = 'public'"
ONE_SHOWN = (
    "(audience, area_code, indicator_code, period_code, breakdown_category) = (select "
    "min((audience, area_code, indicator_code, period_code, breakdown_category)) from "
    f"{OUTSIDE} where {SHOWN})"
)
ONE_BETTER = ONE_SHOWN.replace(SHOWN, f"{SHOWN} and indicator_code = 'eee3_take_up'")
ONE_WORSE = ONE_SHOWN.replace(SHOWN, f"{SHOWN} and indicator_code = 'gld_below'")
# Such a rate need not be that of its counts: what is found is the damage itself.
UNJUDGED = "value_status = 'capped'"

# A public setting of the register, and one that the council's list alone has.
ONE_PROVIDER = (
    "(select min(setting_code) from exports.export_public__settings "
    "where register_period_code is not null)"
)
ONE_LISTED = ONE_PROVIDER.replace("is not null", "is null")
REGISTER = "landed_seeds.raw_settings_register"
ONE_NURSERY = (
    f"setting_id = (select min(setting_id) from {REGISTER} where "
    "provider_subtype = 'Full day care' and postcode like 'B8 %')"
)

DAMAGES = {
    "assert_provision_holds_together": {
        "a measure without counts": (
            "update policy.policy_provision_measures set measure_code = 'joy' "
            "where measure_code = 'open_hours'"
        ),
        "a measure by nothing": (
            "update policy.policy_provision_measures set category_kind = 'colour' "
            "where measure_code = 'open_hours'"
        ),
        "a measure of a list that nobody holds": (
            "update policy.policy_provision_measures set needs_list = 'hours' "
            "where measure_code = 'open_hours'"
        ),
        "a time without its zero": (
            "update policy.policy_hours_kinds set opens_before = '9:00' "
            "where opens_before is not null"
        ),
        "weeks that no list has": (
            "update policy.policy_hours_kinds set weeks = 'holidays' "
            "where weeks is not null"
        ),
        "a judgement of no regime": (
            "delete from reference.ref_inspection_regimes "
            "where regime_code = 'report_card'"
        ),
        "a scale without words that are not known": (
            "delete from reference.ref_inspection_outcomes "
            "where scale_code = 'grades' and outcome_code = 'not_known'"
        ),
        "a setting of no type": (
            "update intermediate.int_provision__ward_counts "
            "set numerator_count = numerator_count - 1 "
            "where category_code = 'full_day_care'"
        ),
        "a judged setting without its outcome": (
            "update marts.fct_ward_inspections set settings_count = 0 "
            "where outcome_code = 'grade_2'"
        ),
        "more outcomes than settings": (
            "update marts.fct_ward_inspections set ward_settings_count = 0"
        ),
        "counts of outcomes without Ofsted's caution": (
            "update marts.fct_ward_inspections set caution = 'Good to know.' "
            f"where {ONE_WARD}"
        ),
    },
    "assert_figures_outside_come_from_protected_counts": {
        "a count of two": (
            f"update {OUTSIDE} set numerator_count = 2, {UNJUDGED} where {ONE_SHOWN}"
        ),
        "a count off by more than noise": (
            f"update {OUTSIDE} set numerator_count = numerator_count + 11, value = "
            "(numerator_count + 11.0) / denominator_count "
            f"where {ONE_WORSE} and numerator_count < denominator_count / 2"
        ),
        "a rounded count that is none": (
            f"update {OUTSIDE} set protection_code = 'rounding', "
            f"numerator_count = 41, {UNJUDGED} where {ONE_SHOWN}"
        ),
        "a small count where policy hides it": (
            f"update {OUTSIDE} set protection_code = 'suppression' where "
            "(audience, area_code, indicator_code, period_code, breakdown_category) in "
            f"(select (audience, figures.area_code, indicator_code, period_code, "
            f"breakdown_category) from {OUTSIDE} as figures inner join "
            "marts.fct_area_indicators as exact using (area_code, indicator_code, "
            "period_code, breakdown_topic, breakdown_category) "
            "where exact.numerator_count between 1 and 7)"
        ),
        "a rate of few children": (
            f"update {OUTSIDE} set denominator_count = 20, value = "
            f"numerator_count / 20.0, {UNJUDGED} where {ONE_SHOWN}"
        ),
        "a rate of exact counts": (
            f"update {OUTSIDE} set value = value + 0.02 where {ONE_SHOWN}"
        ),
        "an adverse share above the cap": (
            f"update {OUTSIDE} set value = 0.95, {UNJUDGED} where {ONE_WORSE}"
        ),
        "an adverse count of nearly all, however few": (
            f"update {OUTSIDE} set numerator_count = 20, value = null, "
            f"denominator_count = 20, {UNJUDGED} where {ONE_WORSE}"
        ),
        "a council above the cap": (
            f"update {OUTSIDE} set comparator_value = 1 where {ONE_WORSE}"
        ),
        "a take-up below the cap": (
            f"update {OUTSIDE} set value = 0.05, {UNJUDGED} where {ONE_BETTER}"
        ),
        "an indicator that is not public": (
            f"update {OUTSIDE} set audience = 'public' "
            "where indicator_code = 'eee2_gap' and area_type = 'ward'"
        ),
        "a ward with its special educational needs": (
            f"update {OUTSIDE} set area_type = 'ward' "
            "where breakdown_topic = 'sen_provision'"
        ),
    },
    "assert_policy_is_complete": {
        "a setting that is gone": (
            "delete from policy.policy_disclosure_settings "
            "where setting_code = 'suppress_up_to_count'"
        ),
        "a setting without a value": (
            "update policy.policy_ranking_settings set setting_value = null "
            "where setting_code = 'top_k'"
        ),
        "a caution that is gone": (
            "delete from policy.policy_cautions where caution_code = 'synthetic'"
        ),
        "a dataset that the gate does not judge": (
            "delete from policy.policy_gate_thresholds "
            "where dataset_code = 'eyfsp_results'"
        ),
        "a caution of an indicator that nobody wrote": (
            "update policy.policy_indicator_cautions set caution_code = 'unheard_of' "
            "where indicator_code = 'eee2_gap'"
        ),
    },
    "assert_access_adds_up": {
        "a child too many": (
            "update intermediate.int_access__lsoa_children set children_count = "
            "children_count + 1 where lsoa_2021_code = (select min(lsoa_2021_code) "
            "from intermediate.int_access__lsoa_children where ward_code is not null)"
        ),
        "a place counted twice": (
            "update intermediate.int_access__lsoa_reach set places_per_child = "
            "places_per_child + 0.001 where lsoa_2021_code = (select "
            "min(lsoa_2021_code) from intermediate.int_access__lsoa_reach)"
        ),
        "a ward of another mean": (
            f"update marts.fct_ward_access set value = value + 0.001 where {ONE_WARD}"
        ),
        "a ward dropped": f"delete from marts.fct_ward_access where {ONE_WARD}",
    },
    "assert_no_withheld_setting_leaves": {
        "a setting that Ofsted redacts": (
            "update landed_seeds.raw_settings_register set is_redacted = 'yes' "
            f"where setting_id = {ONE_PROVIDER}"
        ),
        "a name that Ofsted withholds": (
            "update landed_seeds.raw_settings_register set setting_name = 'REDACTED' "
            f"where setting_id = {ONE_PROVIDER}"
        ),
        "one that its council may not name": (
            "update landed_seeds.raw_council_settings set may_be_named = 'no' "
            f"where setting_id = {ONE_LISTED}"
        ),
        "a refusal in a row that can't be read": (
            "update landed_seeds.raw_council_settings set may_be_named = 'no', "
            f"places_count = 'many' where setting_id = {ONE_LISTED}"
        ),
        "a refusal in a second row of its number": (
            "insert into landed_seeds.raw_council_settings select * replace ('no' as "
            "may_be_named, 'SET-9999' as setting_id) from "
            "landed_seeds.raw_council_settings where urn = (select min(urn) from "
            "landed_seeds.raw_council_settings inner join "
            "exports.export_public__settings on urn = setting_code)"
        ),
        "a home that Ofsted does not know": (
            "update landed_seeds.raw_council_settings set setting_type = 'childminder' "
            f"where setting_id = {ONE_LISTED}"
        ),
        "a home that is shown among distances alone": (
            "delete from exports.export_public__settings; "
            "update landed_seeds.raw_settings_register set is_redacted = 'yes'"
        ),
    },
    "assert_areas_are_complete": {
        "an area missing": (
            "delete from intermediate.int_geography__areas where area_code = "
            "(select min(area_code) from intermediate.int_geography__areas "
            "where area_kind = 'lsoa_2021' and ward_code is not null)"
        ),
        "an area of the city in no ward": (
            "update intermediate.int_geography__areas set ward_code = null "
            "where area_code = (select min(area_code) from "
            "intermediate.int_geography__areas where area_kind = 'lsoa_2011')"
        ),
        "no area of a kind": (
            "delete from intermediate.int_geography__areas where area_kind = 'ward'"
        ),
    },
    "assert_census_parts_equal_the_publishers_total": {
        "a person too many": (
            "update intermediate.int_linked__census_rows set counted_value = "
            "counted_value + 1 where row_key = (select min(row_key) from "
            "intermediate.int_linked__census_rows where category_code = 'asian')"
        ),
        "an area without its total": (
            "delete from intermediate.int_linked__census_rows where row_key = "
            "(select min(row_key) from intermediate.int_linked__census_rows "
            "where topic_code = 'religion' and category_code = 'total')"
        ),
    },
    "assert_contributions_add_up_to_the_score": {
        "another score": (
            "update marts.fct_ward_need_scores set need_score = need_score + 0.0001 "
            f"where {ONE_WARD}"
        ),
        "a ward without contributions": (
            f"delete from marts.fct_ward_indicator_scores where {ONE_WARD}"
        ),
        "a contribution lost": (
            "delete from marts.fct_ward_indicator_scores "
            f"where indicator_code = 'asq_below' and {ONE_WARD}"
        ),
    },
    "assert_every_table_has_one_row_per_grain": {
        "a row of a table that stands twice": (
            "insert into intermediate.int_geography__areas "
            "select * from intermediate.int_geography__areas limit 1"
        ),
        "a row of a seed that stands twice": (
            "insert into policy.policy_domains select * from policy.policy_domains"
        ),
        "a blank in a key": (
            "update intermediate.int_indicators__ward_values set ward_code = null "
            f"where {ONE_WARD}"
        ),
        "a row that can be read twice": (
            "insert into intermediate.int_linked__temporary_accommodation "
            "select * from intermediate.int_linked__temporary_accommodation "
            "where residence_status = 'in_ward' limit 1"
        ),
        "two rows of settings": (
            "insert into intermediate.int_policy__need_settings "
            "select * from intermediate.int_policy__need_settings"
        ),
        "no settings": "delete from intermediate.int_policy__ranking_settings",
    },
    "assert_every_fact_joins_to_its_dimensions": {
        "a ward that is none": (
            "update marts.fct_area_indicators set ward_code = 'E05000000' "
            f"where {ONE_WARD}"
        ),
        "a category of another topic": (
            "update marts.fct_area_indicators set breakdown_topic = 'sex' "
            f"where {WARD_TOTAL}"
        ),
    },
    "assert_arrivals_are_complete": {
        "a dataset that nobody waits for": (
            "delete from governance.governance_arrivals "
            "where dataset_code = 'eyfsp_results'"
        ),
        "a first period of another calendar": (
            "update governance.governance_arrivals "
            "set first_period_code = '2021-22-asq' where dataset_code = 'eyfsp_results'"
        ),
        "a source without a next date": (
            "update marts.fct_source_freshness set expected_date = null "
            "where dataset_code = 'census_religions'"
        ),
        "too late before it is late": (
            "update governance.governance_arrivals set too_late_after_days = 13 "
            "where dataset_code = 'eyfsp_results'"
        ),
        "a step that nobody answers for": (
            "delete from governance.governance_responsibilities "
            "where step_code = 'obtain_open_data'"
        ),
        "a step without a mailbox": (
            "update governance.governance_responsibilities "
            "set responsible_mailbox = null where step_code = 'publish'"
        ),
        "a dataset without a telephone": (
            "update governance.governance_datasets set owner_telephone = null "
            "where dataset_code = 'asq3_reviews'"
        ),
        "a group without a step": (
            "delete from governance.governance_responsibilities "
            "where process_group = 'user_facing'"
        ),
        "a dataset whose cells nobody counts": (
            "update marts.fct_source_quality set required_cells_count = null "
            "where dataset_code = 'asq3_reviews'"
        ),
    },
    "assert_entitlements_cover_every_birthday": {
        "a day that is in no range": (
            "update marts.fct_entitlement_starts "
            "set born_to_date = born_to_date - interval '1' day "
            "where born_to_date = date '2023-08-31'"
        ),
        "a day in two ranges": (
            "update marts.fct_entitlement_starts "
            "set born_from_date = born_from_date - interval '1' day "
            "where born_from_date = date '2023-09-01'"
        ),
        "years of birth that begin late": (
            "delete from marts.fct_entitlement_starts "
            "where born_from_date = date '2020-01-01'"
        ),
        "years of birth that end early": (
            "delete from marts.fct_entitlement_starts "
            "where born_to_date = date '2027-12-31'"
        ),
        "an entitlement without a birthday": (
            "delete from marts.fct_entitlement_starts "
            "where entitlement_code = 'universal_three_four'"
        ),
        "a start with a name in braces": (
            "update marts.fct_entitlement_starts set start_text = 'On {day}.'"
        ),
        "a grace period with a name in braces": (
            "update marts.fct_entitlement_grace_periods set grace_text = 'On {day}.'"
        ),
    },
    "assert_every_ward_figure_has_its_row": {
        "a ward dropped": f"delete from marts.fct_area_indicators where {ONE_WARD}",
        "a total dropped": (
            f"delete from marts.fct_area_indicators where {WARD_TOTAL} and {ONE_WARD}"
        ),
    },
    "assert_outreach_adds_up": {
        "a ward dropped": f"delete from marts.fct_ward_outreach where {ONE_WARD}",
        "an age dropped": (
            "delete from marts.fct_ward_outreach where funded_age = 'three'"
        ),
        "a child too many": (
            "update marts.fct_ward_outreach set not_taking_up_count = "
            f"not_taking_up_count + 1 where {ONE_WARD}"
        ),
        "more without a place than entitled": (
            "update marts.fct_ward_outreach set not_taking_up_count = "
            f"eligible_count + 1 where {ONE_WARD}; "
            "update marts.fct_area_indicators set numerator_count = denominator_count "
            f"+ 1 where {ONE_WARD} and indicator_code like 'eee%gap'"
        ),
        "limits that leave the number out": (
            "update marts.fct_ward_outreach set not_taking_up_lower_95 = "
            "not_taking_up_count + 1, "
            "not_taking_up_upper_95 = not_taking_up_upper_95 + 99 "
            f"where {ONE_WARD}"
        ),
        "more settings with room than told": (
            "update marts.fct_ward_outreach set settings_with_room_count = "
            f"settings_free_told_count + 1 where {ONE_WARD}"
        ),
        "more settings that told than there are": (
            "update marts.fct_ward_outreach set settings_free_told_count = "
            f"settings_count + 1 where {ONE_WARD}"
        ),
        "settings of another ward": (
            "update marts.fct_ward_outreach set settings_count = settings_count + 1 "
            f"where {ONE_WARD}"
        ),
        "places of another ward": (
            "update marts.fct_ward_outreach set funded_places_count = "
            f"funded_places_count + 1 where {ONE_WARD}"
        ),
    },
    "assert_policy_of_association_holds_together": {
        "an indicator without a score": (
            "delete from intermediate.int_associations__provision_pairs "
            "where pair_code = 'reach_and_age_five'"
        ),
        "a measure that nobody works out": (
            "update policy.policy_associations "
            "set provision_category_code = 'two_drive' "
            "where pair_code = 'reach_and_take_up_two'"
        ),
        "a caution that nobody wrote": (
            "update policy.policy_associations "
            "set caution_code = 'unheard_of' where pair_code = 'places_and_age_five'"
        ),
        "a quadrant that is gone": (
            "delete from policy.policy_findings "
            "where finding_code = 'few_places_poorer_take_up'"
        ),
        "a direction without a label": (
            "delete from reference.ref_association_directions "
            "where interval_position = 'below' and polarity = 'higher_is_worse'"
        ),
        "too few wards for an interval": (
            "update intermediate.int_policy__comparison_settings set "
            "association_minimum_count = 3"
        ),
        "an age that nobody is entitled at": (
            "update policy.policy_funded_ages set take_up_indicator_code = null "
            "where gap_indicator_code = 'eee3_gap'"
        ),
        "an age without uncertainty": (
            "delete from policy.policy_indicator_uncertainty "
            "where indicator_code = 'eee3_gap'"
        ),
        "an age within reach of nowhere": (
            "update policy.policy_funded_ages set outreach_catchment_code = 'drive' "
            "where funded_age = 'two'"
        ),
    },
    "assert_policy_of_comparison_holds_together": {
        "a combination without a name": (
            "delete from policy.policy_findings where finding_code = 'neither'"
        ),
        "a benchmark for nobody": (
            "update policy.policy_on_track_benchmarks "
            "set population_category = 'nobody' where benchmark_code = 'all_to_region'"
        ),
        "a benchmark that is not compared": (
            "update policy.policy_on_track_benchmarks "
            "set measure_code = 'average_goals'"
        ),
        "a benchmark of no period": (
            "update policy.policy_on_track_benchmarks "
            "set benchmark_period_code = '1999/00'"
        ),
        "a target of a group that is not compared": (
            "update policy.policy_targets set breakdown_topic = 'sex', "
            "breakdown_category = 'female' where target_code = 'england_gld_2028'"
        ),
        "a target of a category of another group": (
            "update policy.policy_targets set breakdown_category = 'eligible' "
            "where target_code = 'england_gld_2028'"
        ),
        "a target that stands nowhere": (
            "update policy.policy_targets set source_text = null "
            "where target_code = 'england_gld_2028'"
        ),
        "a council as a country": (
            "update policy.policy_targets set area_kind = 'country' "
            "where target_code = 'birmingham_gld_2028'"
        ),
        "a target of another kind of period": (
            "update policy.policy_targets set period_code = '2027-28-T2-spring' "
            "where target_code = 'england_gld_2028'"
        ),
        "a measure without a label": (
            "update policy.policy_compared_measures set measure_code = 'eee9' "
            "where measure_code = 'eee3_4'"
        ),
        "a break of no period": (
            "update reference.ref_series_breaks set first_period_code = '1999/00' "
            "where series_code = 'eee2'"
        ),
        "a break of no series": (
            "update reference.ref_series_breaks set series_code = 'eee9' "
            "where series_code = 'eee2'"
        ),
        "a status without words": (
            "delete from reference.ref_change_statuses "
            "where change_status = 'suppressed'"
        ),
    },
    "assert_policy_of_disclosure_holds_together": {
        f"{name}: {sql}": f"{sql.replace('noises', 'policy.policy_perturbation')}"
        for name, sql in (
            ("no noise", "delete from noises"),
            ("a count without noise", "delete from noises where count_from = 4"),
            ("no noise above a count", "delete from noises where count_to is null"),
            (
                "a key without noise",
                "delete from noises where count_from = 5 and key_to = 255",
            ),
            (
                "a key with two",
                "update noises set key_to = 5 where count_from = 5 and key_from = 0",
            ),
            ("counts as they are", "update noises set noise_count = 0"),
            (
                "a count of 1",
                "update noises set noise_count = 0 "
                "where count_from = 1 and key_from = 0",
            ),
            (
                "noise above its bound",
                "update noises set noise_count = 6 "
                "where count_from = 8 and key_to = 255",
            ),
            (
                "noise of one sign",
                "update noises set noise_count = abs(noise_count) where count_from = 8",
            ),
            *(
                (
                    "a limit of none",
                    "update policy.policy_disclosure_settings set setting_value = 0 "
                    f"where setting_code = '{code}'",
                )
                for code in (
                    "suppress_up_to_count",
                    "public_minimum_denominator_count",
                    "perturbation_variance",
                    "intruder_minimum_width_count",
                )
            ),
            (
                "a limit below the noise",
                "update policy.policy_disclosure_settings set setting_value = 5 "
                "where setting_code = 'protected_minimum_count'",
            ),
        )
    },
    "assert_policy_of_entitlements_holds_together": {
        "a birthday in no term": (
            "update reference.ref_funding_terms set reached_to = '08-30' "
            "where term_code = 'autumn'"
        ),
        "a year that ends early": (
            "update reference.ref_grace_periods set code_ends_to = '12-30' "
            "where code_ends_to = '12-31'"
        ),
        "the end of February passed over": (
            "update reference.ref_grace_periods set code_ends_to = '02-28' "
            "where code_ends_to = '02-10'; update reference.ref_grace_periods "
            "set code_ends_from = '03-01' where code_ends_from = '02-11'"
        ),
        "a code that runs out twice": (
            "update reference.ref_grace_periods set code_ends_from = '02-10' "
            "where code_ends_from = '02-11'"
        ),
        "a term of the year before": (
            "update reference.ref_funding_terms set starts_years_later = 0 "
            "where term_code = 'spring'"
        ),
        "a place lost before the code is": (
            "update reference.ref_grace_periods set kept_years_later = 0 "
            "where code_ends_to = '12-31'"
        ),
        "a place that ends within a term": (
            "update reference.ref_grace_periods set kept_until = '08-30' "
            "where code_ends_to = '05-26'"
        ),
        "an offer that begins within a term": (
            "update reference.ref_entitlements set first_date = date '2025-09-02' "
            "where entitlement_code = 'working_parents_nine_months_30_hours'"
        ),
        "an offer that ends within a term": (
            "update reference.ref_entitlements set last_date = date '2025-08-30' "
            "where entitlement_code = 'working_parents_two_15_hours'"
        ),
        "an age that ends before it begins": (
            "update reference.ref_entitlements set age_to_months = 9 "
            "where entitlement_code = 'universal_three_four'"
        ),
        "an offer that nothing took the place of": (
            "update reference.ref_entitlements set replaced_by_code = null "
            "where entitlement_code = 'working_parents_two_15_hours'"
        ),
    },
    "assert_policy_holds_together": {
        "weights above one": (
            "update policy.policy_domains set domain_weight = 0.6 "
            "where domain_code = 'outcomes'"
        ),
        "an unknown domain": (
            "update policy.policy_indicators set domain_code = 'nowhere' "
            "where indicator_code = 'gld_below'"
        ),
        "a scored indicator without a weight": (
            "update policy.policy_indicators set indicator_weight = null "
            "where indicator_code = 'gld_below'"
        ),
        "a weight without a domain": (
            "update policy.policy_indicators set domain_code = null "
            "where indicator_code = 'gld_below'"
        ),
        "a pinned period before the first": (
            "update policy.policy_indicators set pinned_period_code = '2017-18-asq' "
            "where indicator_code = 'asq_below'"
        ),
        "a pinned period of another calendar": (
            "update policy.policy_indicators set pinned_period_code = '2021/22' "
            "where indicator_code = 'asq_below'"
        ),
        "an indicator without sources": (
            "delete from policy.policy_indicator_sources "
            "where indicator_code = 'gld_below'"
        ),
        "an indicator without a total": (
            "delete from policy.policy_indicator_breakdowns "
            "where indicator_code = 'gld_below' and breakdown_topic = 'total'"
        ),
    },
    "assert_bands_hold_together": {
        "a gap between bands of need": (
            "update policy.policy_bands set value_from = 11 "
            "where subject_code = 'need' and band_code = 'high'"
        ),
        "bands of need that end early": (
            "update policy.policy_bands set value_to = 99 "
            "where subject_code = 'need' and band_code = 'lowest'"
        ),
        "a gap between chances": (
            "update policy.policy_bands set value_from = 0.4 "
            "where subject_code = 'need_certainty' and band_code = 'could_be_either'"
        ),
        "chances that end early": (
            "update policy.policy_bands set value_to = 0.99 "
            "where subject_code = 'need_certainty' and band_code = 'likely'"
        ),
        "a gap between quotients": (
            "update policy.policy_bands set value_from = 0.9 "
            "where subject_code = 'location_quotient' and band_code = 'below'"
        ),
        "an end before the last band": (
            "update policy.policy_bands set value_to = null "
            "where subject_code = 'location_quotient' and band_code = 'above'"
        ),
        "a last band with an end": (
            "update policy.policy_bands set value_to = 9 "
            "where subject_code = 'location_quotient' and band_code = 'high'"
        ),
        "a gap between bands of access": (
            "update policy.policy_bands set value_from = 0.9 "
            "where subject_code = 'access' and band_code = 'about'"
        ),
        "an oasis with an end": (
            "update policy.policy_bands set value_to = 9 "
            "where subject_code = 'access' and band_code = 'oasis'"
        ),
        "an outcome band left out": (
            "delete from policy.policy_bands "
            "where subject_code = 'outcomes' and band_code = 'middle'"
        ),
        "a subject without bands": (
            "delete from policy.policy_bands where subject_code = 'access'"
        ),
    },
    "assert_provision_quadrants_add_up": {
        "a ward without its row": (
            f"delete from marts.fct_provision_quadrants where {ONE_WARD}"
        ),
        "a ward in no quadrant": (
            "update marts.fct_provision_quadrants set quadrant_code = null "
            f"where {ONE_WARD}"
        ),
        "a ward that rho does not count": (
            "update marts.fct_provision_associations set wards_count = wards_count - 1"
        ),
        "the other half": (
            "update marts.fct_provision_quadrants set provision_value = "
            "provision_median_value + 1 where quadrant_code like 'few%'"
        ),
        "a rho outside its limits": (
            "update marts.fct_provision_associations set value = 1"
        ),
        "an interval without limits": (
            "update marts.fct_provision_associations set lower_95 = null"
        ),
    },
    "assert_expectations_are_of_served_councils": {
        "totals of another council": (
            "update expectations.expect_totals set local_authority_code = 'E08000026' "
            "where indicator_code = 'asq_below'"
        ),
    },
    "assert_scores_are_drawn_to_the_councils_value": {
        "gaps without what other wards have above the eligible": (
            "update intermediate.int_need__shrunk_rates "
            "set council_rate = council_rate + 0.037 "
            "where indicator_code = 'eee3_gap'"
        ),
    },
    "assert_segments_hold_together": {
        "a centre that is gone": (
            "delete from reference.ref_segment_centroids "
            "where segment_code = 'A' and category_code = 'muslim'"
        ),
        "a segment without a name": (
            "delete from policy.policy_segments where segment_code = 'A'"
        ),
        "a segment without a prompt": (
            "delete from policy.policy_texts where subject_code = 'B'"
        ),
        "a name that rests on nothing": (
            "delete from expectations.expect_segment_features where segment_code = 'C'"
        ),
        "a name that another fit made untrue": (
            "update reference.ref_segment_centroids set centroid_value = 0 "
            "where segment_code = 'A' and category_code = 'english_main_language'"
        ),
        "a feature of an unknown kind": (
            "update expectations.expect_segment_features set feature_position = 'nice' "
            "where segment_code = 'A'"
        ),
        "a name after a group of people": (
            "update policy.policy_segments set segment_label = 'Mostly Muslim' "
            "where segment_code = 'D'"
        ),
        "a prompt that names a group of people": (
            "update policy.policy_texts "
            "set wording = 'Ask Sikh families' where subject_code = 'D'"
        ),
    },
    "assert_profile_equals_the_long_tables": {
        "another number of places": (
            "update marts.rpt_ward_profile set places_value = places_value + 1 "
            f"where {ONE_WARD}"
        ),
        "a limit that is gone": (
            "update marts.rpt_ward_profile set gld_below_lower_95 = null "
            f"where {ONE_WARD}"
        ),
        "a caution that is gone": (
            "update marts.rpt_ward_profile set access_caution = 'Fine.' "
            f"where {ONE_WARD}"
        ),
        "a long row that changed": (
            f"update marts.fct_ward_access set value = value + 1 where {ONE_WARD}"
        ),
        "a figure that is left out": (
            "update marts.rpt_ward_profile set hours_known_period_code = null "
            f"where {ONE_WARD}"
        ),
        "a policy without its columns": (
            "insert into policy.policy_profile_figures (figure_code, source_code, "
            "subject_code, category_code) values ('cats', 'context', 'cats', 'black')"
        ),
        "a rank of another score": (
            f"update marts.rpt_ward_profile set need_rank = 70 where {ONE_WARD}"
        ),
        "a ward dropped": f"delete from marts.rpt_ward_profile where {ONE_WARD}",
    },
    "assert_every_score_has_draws_and_a_variant_as_published": {
        "a ward without draws": (
            f"delete from intermediate.int_need__drawn_ranks where {ONE_WARD}"
        ),
        "a draw that is missing": (
            "update intermediate.int_need__drawn_ranks "
            "set draws_count = draws_count - 1 "
            f"where noise_code = 'data' and {ONE_WARD} and need_rank = (select "
            f"min(need_rank) from intermediate.int_need__drawn_ranks where {ONE_WARD} "
            "and noise_code = 'data')"
        ),
        "a variant of another rank": (
            "update marts.fct_rank_robustness set variant_rank = variant_rank + 1 "
            f"where variant_code = 'default' and {ONE_WARD}"
        ),
        "no variant that changes nothing": (
            "delete from marts.fct_rank_robustness where variant_code = 'default'"
        ),
    },
    "assert_policy_of_doubt_holds_together": {
        "an indicator without its uncertainty": (
            "delete from policy.policy_indicator_uncertainty "
            "where indicator_code = 'gld_below'"
        ),
        "an error below zero": (
            "update policy.policy_denominator_errors set own_deviation = -0.1 "
            "where estimate_base = 'not_recorded'"
        ),
        "a kind of denominator without an error": (
            "delete from policy.policy_denominator_errors "
            "where denominator_kind = 'eligible_two_year_olds'"
        ),
        "years that no row is for": (
            "update policy.policy_denominator_errors set years_from = 3 "
            "where estimate_base = 'census_2021' and years_from = 2"
        ),
        "a side that nothing knows": (
            "update policy.policy_indicator_uncertainty set counted_children = 'both' "
            "where indicator_code = 'gld_below'"
        ),
        "two kinds of noise reported": (
            "update policy.policy_scenarios set is_reported = true "
            "where scenario_kind = 'draw'"
        ),
        "a weight without measure": (
            "update policy.policy_scenarios set weight_noise_rate = null"
        ),
        "too few draws": (
            "update policy.policy_need_settings set setting_value = 5 "
            "where setting_code = 'rank_draws_count'"
        ),
        "an interval of everything": (
            "update policy.policy_ranking_settings set setting_value = 1 "
            "where setting_code = 'rank_interval_rate'"
        ),
        "ties that are half in": (
            "update policy.policy_ranking_settings set setting_value = 0.5 "
            "where setting_code = 'top_k_includes_ties'"
        ),
        "a method that nothing knows": (
            "update policy.policy_scenarios set normalisation = 'guess' "
            "where scenario_code = 'percentile'"
        ),
        "two methods of one name": (
            "update policy.policy_scenarios set normalisation = 'percentile' "
            "where scenario_code = 'ages_merged' and indicator_code = 'eee3_gap'"
        ),
        "a geometric mean of standard deviations": (
            "update policy.policy_scenarios set aggregation = 'geometric' "
            "where scenario_code = 'z_score'"
        ),
        "an indicator that does not exist": (
            "update policy.policy_scenarios set indicator_code = 'none' "
            "where scenario_code = 'age_four_out'"
        ),
        "a weight and an indicator whose weight counts": (
            "update policy.policy_scenarios set indicator_weight = 1 "
            "where scenario_code = 'ages_merged'"
        ),
        "neither a weight nor an indicator whose weight counts": (
            "update policy.policy_scenarios "
            "set weight_of_indicator_code = null where scenario_code = 'ages_merged'"
        ),
        "the weight of an indicator without one": (
            "update policy.policy_scenarios "
            "set weight_of_indicator_code = 'eee2_take_up' "
            "where scenario_code = 'ages_merged'"
        ),
        "two weights of one name": (
            "update intermediate.int_need__variant_indicators "
            "set indicator_weight = 5 where indicator_code = 'eee3_gap' "
            "and variant_code = 'ages_merged'"
        ),
    },
    "assert_every_code_is_mapped": {
        "a breakdown without a label": (
            "delete from reference.ref_breakdowns "
            "where breakdown_topic = 'ethnic_group' and breakdown_category = 'mixed'"
        ),
        "a census category without a label": (
            "delete from reference.ref_context_categories "
            "where topic_code = 'religion' and category_code = 'sikh'"
        ),
        "a goal that the contract lacks": (
            "update reference.ref_early_learning_goals set goal_code = 'com_e99' "
            "where goal_code = 'com_e01'"
        ),
    },
    "assert_landed_rows_are_accounted_for": {
        "a row landed and lost": (
            "insert into landed_seeds.raw_eyfsp_results "
            "select * from landed_seeds.raw_eyfsp_results limit 1"
        ),
        "a row counted twice": (
            "update intermediate.int_linked__row_accounts set in_ward_rows_count = "
            "in_ward_rows_count + 1 where dataset_code = 'census_religions'"
        ),
        "a dataset without an account": (
            "delete from intermediate.int_linked__row_accounts "
            "where dataset_code = 'temporary_accommodation'"
        ),
        "a dataset that the test does not count": (
            "update governance.governance_datasets set dataset_code = 'unheard_of' "
            "where dataset_code = 'postcodes'"
        ),
    },
    "assert_register_ties_to_published": {
        "a provider that was not published": (
            f"insert into {REGISTER} by name "
            f"select 'SYN' as setting_id, * exclude (setting_id) from {REGISTER} "
            f"where {ONE_NURSERY}"
        ),
        "a place too many": (
            f"update {REGISTER} set places_count = cast(places_count as integer) + 1 "
            f"where {ONE_NURSERY}"
        ),
        "a nursery in another ward": (
            f"update {REGISTER} set postcode = (select min(postcode) "
            "from landed_seeds.raw_postcodes where postcode like 'B75 %') "
            f"where {ONE_NURSERY}"
        ),
        "a published kind that no row has": (
            "insert into expectations.expect_settings by name select 1 as "
            "settings_count, 'Nobody' as provider_type, * exclude (settings_count, "
            "provider_type) from expectations.expect_settings limit 1"
        ),
    },
    "assert_wards_add_up_to_the_council": {
        "a ward dropped": (
            f"delete from marts.fct_area_indicators where {WARD_TOTAL} and {ONE_WARD}"
        ),
        "a child too many": (
            "update marts.fct_area_indicators set denominator_count = "
            f"denominator_count + 1 where {WARD_TOTAL} and {ONE_WARD}"
        ),
        "residents missing": (
            "delete from marts.fct_area_indicators "
            "where area_type = 'local_authority' and population_basis = 'resident' "
            f"and {WARD_TOTAL}"
        ),
        "providers missing": (
            "delete from marts.fct_area_indicators "
            "where area_type = 'local_authority' and population_basis = 'provider' "
            f"and {WARD_TOTAL}"
        ),
        "fewer from providers than residents": (
            "update marts.fct_area_indicators set denominator_count = 1 "
            f"where population_basis = 'provider' and {WARD_TOTAL}"
        ),
    },
}
# Without a publication to compare with there are no changes of rank to damage.
CHANGED_RANKS = """
    insert into marts.fct_ward_rank_changes by name
    select
        local_authority_code, local_authority_name, ward_code, ward_name,
        'new_period' as cause_code, 'New period' as cause_label,
        '0001' as previous_publication_code, need_rank + 1 as rank_from,
        need_rank + {wrong_rank} as rank_to, ranked_wards_count,
        -1 as whole_rank_change, -1 + {wrong_part} as rank_change,
        'observed' as rank_change_status, is_synthetic, claim_level, caution_codes,
        caution
    from marts.fct_ward_need_scores
"""
DAMAGES["assert_rank_changes_add_up"] = {
    "a part that is too large": CHANGED_RANKS.format(wrong_rank=0, wrong_part=0.01),
    "a rank that was not published": CHANGED_RANKS.format(wrong_rank=1, wrong_part=0),
}
# How that test names a key: mart, columns, dimension.
KEY_TO_DIMENSION = re.compile(
    r"'(\w+)' as mart_name,\s+'([\w, ]+)' as column_names,\s+'(\w+)' as dimension_name"
)
CASES = [(name, what) for name, damages in DAMAGES.items() for what in damages]


@pytest.fixture(scope="module")
def database(built, tmp_path_factory):
    """A connection to a copy that has the same name, as the compiled SQL wants."""
    path = tmp_path_factory.mktemp("damaged") / built.database.name
    shutil.copyfile(built.database, path)
    with duckdb.connect(str(path)) as connection:
        yield connection


@pytest.fixture(scope="module")
def compiled(built):
    """Name of each singular test -> the SQL that dbt made of it."""
    folder = built.root / "target" / "compiled" / "early_years" / "tests"
    return {
        path.stem: path.read_text(encoding="utf-8")
        for name in FOLDERS
        for path in (folder / name).glob("*.sql")
    }


def test_every_singular_test_has_a_damage_to_find():
    tests = here().root / "tests"
    names = {path.stem for name in FOLDERS for path in (tests / name).glob("*.sql")}
    assert names == set(DAMAGES)


@pytest.mark.parametrize("name", DAMAGES)
def test_nothing_is_found_where_nothing_is_wrong(database, compiled, name):
    assert database.sql(compiled[name]).fetchall() == []


@pytest.mark.parametrize(("name", "what"), CASES)
def test_the_damage_is_found(database, compiled, name, what):
    database.begin()
    try:
        database.execute(DAMAGES[name][what])
        assert database.sql(compiled[name]).fetchall() != []
    finally:
        database.rollback()


def test_every_key_to_a_dimension_is_looked_at(built, database, compiled):
    """All are damaged at once; the test has to name each that has a row."""
    sql = compiled["assert_every_fact_joins_to_its_dimensions"]
    damaged = set()
    database.begin()
    try:
        for mart, columns, _ in KEY_TO_DIMENSION.findall(sql):
            *_, last = columns.split(", ")
            filled = " is not null and ".join([*columns.split(", "), ""])
            where = filled.removesuffix(" and ")
            rows = f"from marts.{mart} where {where}"
            if database.sql(f"select 1 {rows} limit 1").fetchall():
                damaged.add((mart, columns))
                # A copy has no contract, which would refuse the damage itself.
                database.execute(
                    f"create or replace table marts.{mart} as from marts.{mart}"
                )
                database.execute(
                    f"update marts.{mart} set {last} = {last} || ' of nowhere' "
                    f"where {where} and not ends_with({last}, ' of nowhere')"
                )
        found = database.sql(f"select distinct mart_name, column_names from ({sql})")
        assert set(found.fetchall()) == damaged
    finally:
        database.rollback()
    named = {mart for mart, _ in damaged}
    assert len(damaged) > 60 and {"fct_area_indicators", "fct_comparisons"} < named
