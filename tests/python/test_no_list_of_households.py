"""No export can be made into a list of children or homes: counts of areas alone leave.

The judge reads what the manifest says of every export. It is shown planted exports of
each kind that it must refuse, and the real ones.
"""

import json
from dataclasses import replace

import pytest

from early_years.contracts import load_contracts
from early_years.exporting import exports_of

# A new key column has to be put into one of these by somebody who thought about it.
# Where a way starts (origin_code) is a ward or postcode district; an area of the long
# file (area_code) is a ward or larger.
AREAS = {"area_code", "local_authority_code", "origin_code", "ward_code"}
AREAS |= {"neighbour_ward_code", "other_ward_code"}
# The open directory of all postcodes may be listed, as long as nothing stands beside
# a postcode but the area that it lies in.
POSTCODE_HALVES = {"postcode_district", "postcode_inward"}
OPEN_DIRECTORIES = {"area_lookups", "postcodes"}
# A place where a hub could be is the middle of one, a setting or a service.
SMALL_AREAS = {"candidate_code", "lsoa_2021_code"}
SETTINGS = {"place_code", "setting_code"}
# A service is a team as often as a place.
PLACES = {*SETTINGS, "service_code"}
# What a figure is about, or which rule or row of policy: nothing that is somewhere.
KINDS = {
    *("age_group_code", "area_type", "band_code", "benchmark_code"),
    *("breakdown_category", "breakdown_topic", "catchment_code", "cause_code"),
    "candidate_kind",
    *("code_letters", "column_name", "comparator_code", "dataset_code", "domain_code"),
    *("edition_group", "entitlement_code", "figure_source", "funded_age"),
    *("figure_code", "headline_code", "step_code"),
    *("indicator_code", "is_early_years_place", "is_in_ward", "is_open"),
    *(
        "caution_code",
        "check_code",
        "judgement_code",
        "measure_code",
        "similarity_order",
    ),
    *("nearest_order", "register_status", "value_status"),
    *("origin_kind", "outcome_code", "outcome_indicator_code"),
    *("pair_code", "period_code", "place_kind", "place_status", "place_type_code"),
    *("population_basis", "prioritising_service_code"),
    *("population_code", "reason_code", "segment_code", "series_code"),
    *("service_type_code", "setting_type_code", "take_up_indicator_code"),
    *("variant_code", "weekday", "weeks"),
    *("held_against", "share_rule_code", "target_code"),
    # What was done, and by which indicator it is judged, as the log has it.
    *("action_reference", "decision_reference", "logged_indicator_code"),
    # What the tool is there for, and what its users said of it, without names.
    *("decision_code", "feedback_code"),
    # Where a theme stands among those of an area: families' words, and no family.
    "voice_order",
    # Birthdays and days of the rules on entitlements, the same for every child.
    *("born_from_date", "code_ends_from_date"),
    # Agreements, decisions of release and things that are kept.
    *("audience", "from_date", "what"),
}
# What finds a door. Only a row about a setting or service may have it; a point may also
# be the middle of an area.
POINTS = {"latitude", "longitude"}
DOORS = {*POINTS, "address", "contact_phone", "postcode", "uprn"}
# The datasets of which a row is a child, and what in them tells of one child or home.
CHILD_LEVEL = [found for found in load_contracts() if "child_id" in found.primary_key]
CHILD_LEVEL_NAMES = {contract.name for contract in CHILD_LEVEL}
# Of the headcount the work list reads the numbers of settings that no list knows, and
# neither a child nor how many there are.
NUMBERS_ALONE = {("quality/directory_findings", "early_education_headcount")}
PERSONAL_COLUMNS = {
    column.name
    for contract in CHILD_LEVEL
    for column in contract.columns
    if column.is_personal
}


def what_is_wrong(export) -> list[str]:
    """Why a list of children or homes could be made of an export; empty if not."""
    key, columns = set(export.key), set(export.columns)
    is_directory = set(export.datasets) <= OPEN_DIRECTORIES
    allowed = POSTCODE_HALVES if is_directory else set()
    problems = [
        f"{column} is a grain that nobody allowed"
        for column in sorted(key - AREAS - SMALL_AREAS - PLACES - KINDS - allowed)
    ]
    problems += [
        f"{column} tells of one child or home"
        for column in sorted(columns & PERSONAL_COLUMNS)
    ]
    if not key & PLACES:
        problems += [
            f"{column} finds a door, and the row is about no setting or service"
            for column in sorted(columns & (DOORS - POINTS if key <= AREAS else DOORS))
        ]
    if key & (SETTINGS | SMALL_AREAS):
        problems += [
            f"it is finer than a ward and rests on rows of children: {dataset}"
            for dataset in sorted(set(export.datasets) & CHILD_LEVEL_NAMES)
            if (export.file, dataset) not in NUMBERS_ALONE
        ]
    return problems


@pytest.fixture(scope="module")
def exports(built):
    """File -> what the manifest says of the export."""
    manifest = json.loads(built.manifest.read_text(encoding="utf-8"))
    return {f"{found.audience}/{found.file}": found for found in exports_of(manifest)}


def test_no_list_of_households_can_be_made_from_any_export(exports):
    assert len(exports) > 40
    wrong = {file: what_is_wrong(export) for file, export in exports.items()}
    assert {file: problems for file, problems in wrong.items() if problems} == {}


def with_key(export, *more):
    return replace(export, key=(*export.key, *more))


def with_columns(export, *more):
    return replace(export, columns=export.columns | dict.fromkeys(more))


@pytest.mark.parametrize(
    ("plant", "said"),
    [
        (lambda export: with_key(export, "child_number"), "child_number is a grain"),
        (lambda export: with_key(export, "postcode"), "postcode is a grain"),
        (lambda export: with_key(export, "postcode_inward"), "inward is a grain"),
        (lambda export: with_key(export, "oa_2021_code"), "oa_2021_code is a grain"),
        (lambda export: with_columns(export, "child_id"), "child_id tells of one"),
        (
            lambda export: with_columns(export, "home_lsoa_2021_code"),
            "home_lsoa_2021_code tells of one",
        ),
        (lambda export: with_columns(export, "postcode"), "postcode finds a door"),
        (lambda export: with_columns(export, "longitude"), "longitude finds a door"),
        (
            lambda export: with_key(export, "lsoa_2021_code"),
            "finer than a ward and rests on rows of children",
        ),
        (
            lambda export: with_key(export, "setting_code"),
            "finer than a ward and rests on rows of children",
        ),
    ],
)
def test_an_export_that_would_give_homes_away_is_found(exports, plant, said):
    outreach = exports["internal/wards/ward_outreach"]
    assert what_is_wrong(outreach) == []
    assert any(said in problem for problem in what_is_wrong(plant(outreach)))


def test_outreach_is_one_row_a_ward_and_age_and_stays_inside(built, exports):
    rows = built.frame("from marts.fct_ward_outreach")
    wards = set(built.frame("from marts.dim_ward")["ward_code"])
    ages = built.seed("policy/policy_funded_ages")
    ages = set(ages["funded_age"][ages["outreach_catchment_code"] != ""])
    assert len(rows) == len(wards) * len(ages)
    assert set(rows["ward_code"]) == wards
    assert set(rows["funded_age"]) == ages
    assert not rows.duplicated(["ward_code", "funded_age"]).any()
    assert [file for file in exports if "outreach" in file] == [
        "internal/wards/ward_outreach"
    ]


def test_a_home_that_may_not_be_named_has_no_address_in_a_file(built):
    folder = built.root / "data" / "exports"
    assert (folder / "internal" / "reference" / "settings.csv").exists()
    hidden = built.frame("from marts.dim_setting where not may_be_named")
    assert len(hidden) > 0
    addressed = ["setting_name", "postcode", "latitude", "longitude"]
    assert hidden[addressed].isna().all().all()


def test_special_needs_are_shown_for_the_council_alone(built, exports):
    """A ward has too few such children; DfE publishes them by council."""
    topics = built.frame(
        "select breakdown_topic, count(*) as rows from "
        "marts.fct_area_indicators where area_type = 'local_authority' "
        "group by breakdown_topic"
    )
    assert "sen_provision" in set(topics["breakdown_topic"])
    for name, rows in built.marts().items():
        if "breakdown_topic" in rows:
            of_wards = rows[rows["ward_code"].notna()]
            assert "sen_provision" not in set(of_wards["breakdown_topic"]), name
    for file, export in exports.items():
        if {"ward_code", *SMALL_AREAS, *PLACES} & set(export.key):
            assert not [column for column in export.columns if "sen_" in column], file
