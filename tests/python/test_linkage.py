"""The linkage laboratory finds what was planted in its made-up children."""

import re
import shutil
from dataclasses import fields
from pathlib import Path

import pytest

from development.linkage import keys
from development.linkage.children import read_plan
from development.linkage.records import make, mistyped, other_spelling
from early_years.environment import PlainError, Project, here

pytest.importorskip("splink", reason="Splink is not installed: requirements-dev.txt")

from development.linkage import report, running  # noqa: E402

SALT = b"a salt for tests that is no secret"
NO_CASE_CONTENT = [
    *("person_number", "service_code", "service_label"),
    *("first_contact_date", "last_contact_date", "role_label", "role_mailbox"),
    "is_synthetic",
]


def smaller(by: int) -> dict:
    """The plan with fewer children in each ward."""
    plan = read_plan()
    for ward in plan["wards"].values():
        ward["children"] //= by
    return plan


@pytest.fixture(scope="module")
def laboratory():
    return make(read_plan())


@pytest.fixture(scope="module")
def linked(laboratory):
    with running.run(here(), laboratory, SALT) as database:
        yield database


@pytest.fixture
def copied(tmp_path):
    """What the laboratory reads of the project, in a folder of its own."""
    for folder in ("macros", "models/intermediate", "seeds/policy"):
        shutil.copytree(here().root / folder, tmp_path / folder)
    return Project(tmp_path)


def frame(database, sql):
    return database.sql(sql).df()


def test_the_same_plan_makes_the_same_tables():
    one, other = make(smaller(20)), make(smaller(20))
    for field in fields(one):
        assert getattr(one, field.name).equals(getattr(other, field.name)), field.name
    seeded = make(smaller(20) | {"seed": 7})
    assert not one.records.equals(seeded.records)


def test_services_err_in_each_way_that_was_planned(laboratory):
    rows = laboratory.records.merge(laboratory.origins).merge(
        laboratory.children, on="child_number", suffixes=("", "_true")
    )
    swapped = [
        (written.month, written.day) == (born.day, born.month) != (written.day,) * 2
        for written, born in zip(
            rows["date_of_birth"], rows["date_of_birth_true"], strict=True
        )
    ]
    assert sum(swapped) > 20
    assert rows["postcode"].isna().sum() > 100
    assert (rows["given_name"] != rows["given_name_true"]).sum() > 200
    assert (rows["small_area_code"] != rows["small_area_2"]).sum() > 500
    assert (rows["family_name"] == rows["family_name_late"]).sum() > 3_000
    assert rows["has_twin"].sum() > 100
    assert rows.duplicated(["service_code", "child_number"]).sum() > 50
    is_renamed = (rows["family_name"] != rows["family_name_true"]) & (
        rows["family_name"] == rows["family_name_late"]
    )
    assert is_renamed.sum() > 20
    other = rows["given_name"] != rows["given_name_true"]
    by_group = other.groupby(rows["ethnic_group"]).mean()
    assert by_group["asian"] > 2 * by_group["white"]


def test_postcodes_are_nobodys(laboratory):
    written = laboratory.records["postcode"].dropna()
    assert written.str.fullmatch(r"ZL\d+ \d[CIKMOV]{2}").all()


def test_a_name_is_mistyped_or_spelt_otherwise_after_its_first_letter():
    assert mistyped("Balin", 0.1, 0.5) == "Bailn"
    assert mistyped("Balin", 0.5, 0.0) == "Blin"
    assert mistyped("Balin", 0.9, 0.99) == "Baliin"
    assert other_spelling("Balin", ["x y", "i ee"], 0.9) == "Baleen"
    assert other_spelling("Balin", ["b p", "x y"], 0.0) == "Balin"


def test_spellings_of_one_name_sound_alike():
    assert keys.sounded("MOHAMMED") == keys.sounded("MUHAMAD") == "MMD"
    assert keys.sounded("QASIM") == keys.sounded("KASSIM")
    assert keys.sounded("BALIN") != keys.sounded("DALIN")


def test_keys_hold_nothing_that_was_written(linked, laboratory):
    keyed = frame(linked, "from keyed_records")
    own = [column for column in keyed if column.endswith("_key")]
    values = set(keyed[own].stack().dropna())
    assert all(re.fullmatch("[0-9a-f]{16}", value) for value in values)
    blank = laboratory.records["postcode"].isna()
    assert keyed["postcode_key"].isna().sum() == blank.sum()


def test_another_salt_makes_other_keys():
    one, other = keys.new_salt(), keys.new_salt()
    assert keys.keyed("name:BALIN", one) == keys.keyed("name:BALIN", one)
    assert keys.keyed("name:BALIN", one) != keys.keyed("name:BALIN", other)


def test_linkage_reads_no_truth():
    truth = re.compile(rf"(?:from|join) ({'|'.join(running.TRUTH)})\b")
    sql = {
        folder: [
            path.read_text(encoding="utf-8")
            for path in (running.SQL / folder).glob("*.sql")
        ]
        for folder in ("linked", "judged")
    }
    assert not any(truth.search(text) for text in sql["linked"])
    assert any(truth.search(text) for text in sql["judged"])
    made = {*running.LINKED, *running.AFTER_PREDICTION, *running.AFTER_GATHERING}
    made |= {*running.JUDGED, *running.ANSWERED}
    assert made == {path.stem for path in running.SQL.rglob("*.sql")}


def test_the_second_pass_finds_more_and_is_hardly_less_right(linked):
    quality = frame(linked, "from linkage_quality where group_kind = 'all'").set_index(
        "pass_code"
    )
    keys_alone, both = quality.loc["keys"], quality.loc["keys_and_splink"]
    assert keys_alone["recall_rate"] < 0.95 < both["recall_rate"]
    assert min(keys_alone["precision_rate"], both["precision_rate"]) > 0.985


def test_who_is_spelt_otherwise_is_found_less_often(linked):
    quality = frame(
        linked,
        "from linkage_quality where group_kind = 'ethnic_group' and pass_code = 'keys'",
    ).set_index("group_label")
    recall = quality["recall_rate"]
    assert recall["asian"] < recall["mixed"] < recall["white"]
    assert quality["recall_upper_95"]["asian"] < quality["recall_lower_95"]["white"]


def test_groups_of_few_children_are_said(linked):
    small = frame(
        linked,
        "select distinct group_label from linkage_quality where is_small_group",
    )
    assert "Juniper Way" in set(small["group_label"])
    wide = frame(
        linked,
        "from linkage_quality where recall_lower_95 is null or precision_lower_95 "
        "is null or recall_rate not between recall_lower_95 and recall_upper_95",
    )
    assert wide.empty


def test_children_are_counted_once(linked):
    wards = frame(linked, "from ward_counts")
    assert len(wards) == len(read_plan()["wards"])
    total = wards[["true_count", "linked_count", "added_count"]].sum()
    assert total["linked_count"] == pytest.approx(total["true_count"], rel=0.03)
    assert total["added_count"] > 2 * total["true_count"]


def test_who_to_ask_and_nothing_of_what_it_was_about(linked, laboratory):
    contacts = frame(linked, "from service_contacts")
    assert list(contacts) == NO_CASE_CONTENT
    assert not contacts.duplicated(["person_number", "service_code"]).any()
    assert (contacts["first_contact_date"] <= contacts["last_contact_date"]).all()
    assert contacts["role_mailbox"].str.endswith("@made-up.example").all()
    errors = frame(linked, "from contact_errors")
    assert errors["named_count"].sum() == len(contacts)
    assert errors["never_met_count"].sum() < 0.02 * len(contacts)
    met = laboratory.records.merge(laboratory.origins)
    met = met.drop_duplicates(["service_code", "child_number"])
    assert errors["met_count"].sum() == len(met)
    assert errors["not_named_count"].sum() < 0.06 * len(met)


def test_the_truth_lies_inside_the_bounds_in_every_ward(linked):
    rows = frame(linked, "from attendance_and_outcome")
    assert set(rows["population_code"]) == {"all_children", "entitled_children"}
    assert len(rows) == 2 * len(read_plan()["wards"])
    assert rows["is_inside"].all()
    assert (rows["lower_count"] < rows["upper_count"]).all()
    report.refuse_truth_outside(linked)


def test_a_truth_outside_the_bounds_is_said(linked, copied):
    """The check can fail: let the project's model count too few who can be both."""
    model = copied.root / "models" / "intermediate" / running.BOUNDS
    whole = model.read_text(encoding="utf-8")
    both = "sum(least(not_attending_count, not_at_outcome_count))"
    model.write_text(whole.replace(both, f"{both} / 2"), encoding="utf-8")
    running.answer(linked, copied)
    with pytest.raises(PlainError, match="outside the bounds .* Granary"):
        report.refuse_truth_outside(linked)
    running.answer(linked, here())
    report.refuse_truth_outside(linked)


def test_the_planted_answer_is_found_and_linkage_blurs_it(linked):
    answer = frame(
        linked, "from answer where population_code = 'all_children'"
    ).set_index(["basis_code", "has_attended_at_two"])["value"]
    entitled = frame(
        linked, "from answer where population_code = 'entitled_children'"
    ).set_index("has_attended_at_two")
    assert entitled["value"][True] < entitled["value"][False]
    # Those not entitled are better off: among all children the difference is hidden.
    gap = entitled["value"][False] - entitled["value"][True]
    assert answer["truth", False] - answer["truth", True] < gap
    assert answer["linked", False] == pytest.approx(answer["truth", False], abs=0.02)


def test_the_page_says_what_is_found(linked):
    page = (here().root / "docs" / "linkage-laboratory.md").read_text(encoding="utf-8")
    groups = frame(
        linked,
        """
        select children_count, recall_rate, recall_lower_95, recall_upper_95
        from linkage_quality
        where group_kind in ('all', 'ethnic_group') and pass_code = 'keys_and_splink'
        """,
    )
    for children, *rates in groups.itertuples(index=False):
        recall, lower, upper = (f"{100 * rate:.1f}" for rate in rates)
        assert f"| {children:,} |" in page
        assert f"| {recall} % ({lower} to {upper}) |" in page
    counts = frame(linked, "select sum(columns('_count$')) from ward_counts")
    both = frame(
        linked,
        "select sum(columns('^(lower|both|upper)_count$')) from attendance_and_outcome "
        "where population_code = 'all_children'",
    )
    for total in (*counts.iloc[0], *both.iloc[0]):
        assert f" {int(total):,}" in page.replace("\n", " ")


def test_it_says_made_up_over_every_table_and_writes_nothing(
    copied, monkeypatch, capsys
):
    monkeypatch.setattr(report, "read_plan", lambda: smaller(10))
    monkeypatch.chdir(copied.root)
    before = files_in(copied.root)
    report.print_laboratory(copied)
    assert files_in(copied.root) == before
    said = capsys.readouterr().out
    assert said.count(report.MADE_UP) == len(report.SECTIONS) + 1
    for title in report.SECTIONS:
        assert f"{report.MADE_UP}: {title}" in said
    # Another run has another salt, and says the same.
    report.print_laboratory(copied)
    assert capsys.readouterr().out == said


def files_in(folder: Path) -> dict[str, int]:
    return {
        path.relative_to(folder).as_posix(): path.stat().st_mtime_ns
        for path in folder.rglob("*")
    }
