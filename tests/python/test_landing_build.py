"""A build from the landing store, beside the same rows as seeds.

One project: with a council's first two files, as of a day before anything had come,
and, begun anew, with all.
"""

import re
import shutil
from datetime import UTC, datetime, timedelta

import pytest
from landing_files import csv_bytes, make_rows
from projects import ProjectCopy, copy_project, write_key

from early_years import cli
from early_years.contracts import load_contracts
from early_years.dbt_runs import run_dbt
from early_years.environment import here
from early_years.landing.home import at_hand
from early_years.landing.open_data import RELEASE
from early_years.landing.taking import land

KEY_FILE = "EARLY_YEARS_PSEUDONYM_KEY_FILE"
# What partners send first.
WARD_RETURNS = ("asq3_ward_results", "eyfsp_ward_results")
SETTINGS = {"council_settings", "early_years_services", "settings_register"}
CONTEXT = (
    *("english_proficiency", "ethnic_group_of_residents", "household_deprivation"),
    *("religion", "worst_decile"),
)
OPEN_DATA = {contract.name for contract in load_contracts() if contract.comes_with_tool}
# Of the others the seeds hold a header alone, which nobody would send.
SUPPLIED = [
    contract.name
    for contract in load_contracts()
    if ProjectCopy(here().root).raw_rows(contract.name)
]


TOLD_INSIDE = {
    *("releases", "source_freshness", "source_quality", "datasets"),
    # The documents for a data protection officer.
    *("README", "record-of-processing", "retention-and-erasure"),
    # What counts as entered on the day that its list was received.
    *("action_follow_up", "tool_evaluation"),
    *("plan_E08000025", "sufficiency_E08000025"),
}
# Nothing is expected of it before a council brings an indicator.
BROUGHT = "area_indicator_counts"
LOGS = ("actions", "decisions")
PROTECTED = {
    *("ward_indicators", "larger_area_indicators", "take_up"),
    *("ward_need_scores", "wards", "headlines", "ward_profile_figures"),
}
# Workbooks, and what says how large each file is, with its digest.
WHAT_HOLDS_OTHERS = re.compile(
    r"\w+/(\w+\.xlsx|datapackage\.json|[\w-]+\.jsonld|packages/(ckan\.json"
    r"|explore-education-statistics/.*))"
)


@pytest.fixture(scope="module")
def key(tmp_path_factory):
    """A key for the identifiers of children, outside any project."""
    path = write_key(tmp_path_factory.mktemp("key") / "key")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(KEY_FILE, str(path))
        yield


def from_store(copy):
    """The same copy, as its build from the store leaves it."""
    home = at_hand(copy)
    assert home.reads_store and home.database.exists()
    return home


def land_returns(copy, folder):
    """Land returns of every ward, as if they were real."""
    wards = copy.seed("reference/ref_wards")
    for dataset in WARD_RETURNS:
        rows = [
            make_rows(dataset, 1, ward_code=code, ward_name=name, is_synthetic="false")
            for code, name in zip(wards["ward_code"], wards["ward_name"], strict=True)
        ]
        path = folder / f"{dataset}.csv"
        path.write_bytes(csv_bytes([row for [row] in rows]))
        land(copy, dataset, [path], by="a test")


@pytest.fixture(scope="module")
def first_landed(key, parsed_for_store, tmp_path_factory):
    """A project with two returns alone: its first build, kept aside, what it said."""
    folder = tmp_path_factory.mktemp("store")
    copy = copy_project(folder / "project", parsed_for_store)
    land_returns(copy, folder)
    outcome = copy.verb("build")
    assert outcome.exit_code == 0, outcome.text
    aside = ProjectCopy(folder / "aside", reads_store=True)
    aside.database.parent.mkdir(parents=True)
    shutil.copyfile(from_store(copy).database, aside.database)
    return copy, aside, outcome.text


@pytest.fixture(scope="module")
def all_landed(first_landed):
    """The same project, begun anew with every dataset of the seeds."""
    copy, _, _ = first_landed
    shutil.rmtree(copy.root / "data" / "landing")
    for dataset in SUPPLIED:
        land(copy, dataset, [copy.landed / f"raw_{dataset}.csv"], by="a test")
    outcome = copy.verb("build")
    assert outcome.exit_code == 0, outcome.text
    return copy


def test_check_speaks_of_what_a_build_takes(first_landed):
    copy, _, _ = first_landed
    outcome = copy.verb("check")
    assert outcome.exit_code == 0, outcome.text
    assert "takes what was landed" in outcome.text
    assert "datasets with" not in outcome.text


def test_the_open_data_stay_when_a_first_file_is_landed(first_landed):
    _, home, text = first_landed
    context = home.frame("from marts.fct_ward_context")
    assert len(context) and (context["value_status"] == "observed").all()
    wards = set(home.frame("from marts.dim_ward")["ward_code"])
    for topic in CONTEXT:
        assert set(context[context["breakdown_topic"] == topic]["ward_code"]) == wards
    population = home.frame("from marts.fct_ward_access")
    assert set(population["ward_code"]) == wards
    assert population["children_count"].notna().all()
    returned = home.frame(
        "from marts.fct_area_indicators where area_type = 'ward' "
        "and breakdown_topic = 'total' and value_status = 'observed'"
    )
    assert "gld_below" in set(returned["indicator_code"])
    quality = home.frame("from marts.fct_source_quality").set_index("dataset_code")
    # The examples of the contract add up to fewer reviews than were published.
    assert quality["gate_code"]["asq3_ward_results"] == "far_from_published_total"
    assert (quality.loc[sorted(OPEN_DATA), "gate_code"] == "passed").all()
    fresh = home.frame("from marts.fct_source_freshness")
    with_tool = fresh[fresh["last_release_code"] == RELEASE]
    assert set(with_tool["dataset_code"]) == OPEN_DATA
    assert set(with_tool["supply_status"]) == {"supplied"}
    assert with_tool["last_received_date"].isna().all()
    assert "of the open data that come with the tool: FYE 2024, FYE 2025" in text
    assert "From the open data that come with the tool, until you land" in text


def test_what_was_not_landed_is_not_supplied_and_never_synthetic(first_landed):
    _, home, text = first_landed
    for name, rows in home.marts(having="is_synthetic").items():
        assert not rows["is_synthetic"].any(), name
    sent = OPEN_DATA | set(WARD_RETURNS)
    quality = home.frame("from marts.fct_source_quality")
    not_sent = quality[~quality["dataset_code"].isin(sent)]
    assert {"eyfsp_results", "asq3_reviews"} <= set(not_sent["dataset_code"])
    assert set(not_sent["gate_code"]) <= {"not_supplied", "ward_return_instead"}
    assert home.frame("from marts.dim_setting").empty
    assert home.frame("from marts.fct_ward_need_scores")["need_score"].isna().all()
    fresh = home.frame(
        "from marts.fct_source_freshness where last_release_code is null"
    )
    assert {"eyfsp_results", *SETTINGS} <= set(fresh["dataset_code"])
    assert set(fresh["supply_status"]) == {"not_supplied"}
    assert not fresh["is_synthetic"].any() and fresh["expected_date"].notna().all()
    assert "eyfsp_results: not landed" in text
    assert "no ward could be scored" in text


def test_a_build_as_of_an_earlier_day_has_open_data_alone(
    first_landed, monkeypatch, capsys
):
    """Of dbt's models those alone are built that the test looks at."""
    copy, _, _ = first_landed

    def build(project, *arguments, **named):
        only = ("--select", "+fct_ward_context", "--indirect-selection", "empty")
        run_dbt(project, *arguments, *only, **named)

    monkeypatch.setattr(cli, "here", lambda: copy)
    monkeypatch.setattr(cli, "run_dbt", build)
    monkeypatch.setattr(cli.exporting, "export_project", lambda project: [])
    monkeypatch.setattr(cli, "summary", lambda *_: "")
    code = cli.run(["build", "--as-of", "2020-01-01"])
    said = capsys.readouterr()
    assert code == 0, said.out + said.err
    assert all(f"{dataset}: not landed" in said.out for dataset in WARD_RETURNS)
    assert len(from_store(copy).frame("from marts.fct_ward_context"))


def test_seeds_and_store_give_the_same_files(built, all_landed):
    files = sorted(
        path.relative_to(built.exports)
        for path in built.exports.rglob("*")
        if path.is_file()
    )
    assert len(files) > 50
    assert files == sorted(
        path.relative_to(all_landed.exports)
        for path in all_landed.exports.rglob("*")
        if path.is_file()
    )
    different = [
        file
        for file in files
        if (built.exports / file).read_bytes()
        != (all_landed.exports / file).read_bytes()
    ]
    # What tells of releases differs, and what holds it: a seed was never received.
    # Outside the council what is protected differs too: the store has a secret.
    inside, outside = (
        {
            file.stem
            for file in different
            if (file.parts[0] == "internal") == is_inside
            and not WHAT_HOLDS_OTHERS.fullmatch(file.as_posix())
        }
        for is_inside in (True, False)
    )
    assert inside == TOLD_INSIDE
    assert outside == {"releases", "datasets"} | PROTECTED


def test_beyond_releases_the_sources_are_as_fresh_and_as_good(built, all_landed):
    told_by_releases = {
        *("last_release_code", "last_received_date", "release_status"),
        *("release_code", "received_date", "arrival_status", "is_late"),
    }
    for mart in ("fct_source_freshness", "fct_source_quality"):
        sql = f"from marts.{mart} order by all"
        seeds, store = built.frame(sql), from_store(all_landed).frame(sql)
        same = [name for name in seeds if name not in told_by_releases]
        assert len(same) < len(seeds.columns)
        assert seeds[same].equals(store[same])


def test_every_source_names_its_release_and_the_day_it_came(all_landed):
    today = datetime.now(UTC).date()
    fresh = from_store(all_landed).frame(
        "from marts.fct_source_freshness order by dataset_code"
    )
    assert set(fresh["dataset_code"]) == {
        contract.name for contract in load_contracts() if contract.name != BROUGHT
    }
    assert fresh["dataset_code"].is_unique
    fresh = fresh[fresh["dataset_code"].isin(SUPPLIED)]
    assert list(fresh["last_release_code"]) == [
        f"{dataset}-0001" for dataset in sorted(SUPPLIED)
    ]
    assert set(fresh["last_received_date"].dt.date) <= {today, today - timedelta(1)}
    quality = from_store(all_landed).frame("from marts.fct_source_quality")
    # The example's logs were entered before the calendar begins to expect any.
    quality = quality[~quality["dataset_code"].isin(LOGS)]
    assert quality["release_code"].notna().all()
    assert "not_available" not in set(quality["arrival_status"])


def test_the_two_homes_have_databases_of_their_own(all_landed):
    assert not all_landed.database.exists()
    assert from_store(all_landed).database.parent.name == "store"


def test_no_child_keeps_the_identifier_that_was_sent(all_landed):
    sent = set(all_landed.seed("landed/raw_eyfsp_results")["child_id"])
    kept = from_store(all_landed).frame(
        "select child_id from intermediate.int_linked__eyfsp_children"
    )["child_id"]
    assert len(kept) == len(sent) and not sent & set(kept)
