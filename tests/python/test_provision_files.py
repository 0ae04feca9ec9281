"""Lists of settings and hours as councils send them: homes, times, months, headings."""

import datetime

import openpyxl
import pandas as pd
import pytest
from landing_files import (
    CONTRACTS,
    csv_bytes,
    make_rows,
    parquet_rows,
    project,
    put,
    xlsx_bytes,
)

from early_years import purging
from early_years.environment import PlainError, here
from early_years.inbox.folders import Inbox
from early_years.landing import pseudonyms, typed
from early_years.landing.agreements import PLACE
from early_years.landing.templates import write_template

__all__ = ["project"]
SETTINGS, HOURS = "council_settings", "setting_hours"
HOME = "B31 4ZZ"


@pytest.fixture
def with_agreement(project):
    """A project in which the council's list of settings may be landed."""
    with (project.root / PLACE).open("a", encoding="utf-8", newline="\n") as rows:
        rows.write(f"{SETTINGS},List (example),Public task,2020-01-01,,Needed\n")
    return project


def stored(project, dataset):
    """The rows of the first release of a dataset, by the contract's columns."""
    path = project.root / "data" / "landing" / dataset / f"{dataset}-0001"
    names = CONTRACTS[dataset].column_names
    rows = parquet_rows(path / "rows.parquet")
    return [dict(zip(names, row, strict=False)) for row in rows]


# Homes


def test_a_list_with_homes_needs_an_agreement(project):
    path = put(project, csv_bytes(make_rows(SETTINGS, count=1)))
    said = project.refuse(path, dataset=SETTINGS)
    assert "council_settings holds data about single people, and no agreement" in said
    assert "early.years@council.example" in said


def test_a_list_with_homes_needs_no_key_and_keeps_the_postcode(
    with_agreement, monkeypatch
):
    monkeypatch.delenv(pseudonyms.KEY_FILE)
    rows = make_rows(SETTINGS, count=1, postcode=HOME)
    said = with_agreement.land(put(with_agreement, csv_bytes(rows)), dataset=SETTINGS)
    assert stored(with_agreement, SETTINGS)[0]["postcode"] == HOME
    assert "Notice" not in said and HOME not in said


def test_a_home_typed_into_another_column_is_not_kept(with_agreement):
    rows = make_rows(SETTINGS, count=1, places_count=f"6, at {HOME}")
    path = put(with_agreement, csv_bytes(rows))
    said = with_agreement.land(path, "--anyway", dataset=SETTINGS)
    assert "column places_count holds what looks like an address in 1 row (row" in said
    assert stored(with_agreement, SETTINGS)[0]["places_count"] == "not shown"
    assert HOME not in said


def test_a_list_with_homes_and_no_header_is_not_quoted(with_agreement):
    content = csv_bytes(make_rows(SETTINGS, setting_name="Jo Bloggs", postcode=HOME))
    _, _, without_header = content.partition(b"\n")
    said = with_agreement.refuse(put(with_agreement, without_header), dataset=SETTINGS)
    assert "no header was found in the first 40 lines. One of them" in said
    assert HOME not in said and "Bloggs" not in said


def test_children_alone_opt_out(project, tmp_path):
    assert SETTINGS not in purging.child_level_datasets()
    path = tmp_path / "children.txt"
    path.write_text("SET-0001\n", encoding="utf-8")
    work = purging.Purge(project, "Ana")
    with pytest.raises(PlainError, match="no rows of single children"):
        purging.purge_children(work, [SETTINGS], path, None)


def test_the_inbox_asks_for_pseudonyms_of_children_alone(tmp_path):
    Inbox(tmp_path / "inbox").prepare()
    texts = {
        dataset: (tmp_path / "inbox" / dataset / "README.txt").read_text("utf-8")
        for dataset in (SETTINGS, "eyfsp_results")
    }
    assert "pseudonyms" in texts["eyfsp_results"]
    assert "pseudonyms" not in texts[SETTINGS]


# Times of day and months


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("8:00", "08:00"),
        ("08:00:00", "08:00"),
        ("16:59:59.997000", "17:00"),
        ("8.30am", "08:30"),
        ("8:30 AM", "08:30"),
        ("5pm", "17:00"),
        ("5.15 p.m.", "17:15"),
        ("12pm", "12:00"),
        ("12.30am", "00:30"),
        ("12 noon", "12:00"),
        ("0.3125", "07:30"),
        ("0.333333333333333", "08:00"),
        (".75", "18:00"),
        # Each of these could be read in two ways, or in none.
        ("8.30", "8.30"),
        ("0.3", "0.3"),
        ("8", "8"),
        ("13pm", "13pm"),
        ("08:00:30", "08:00:30"),
        ("23:59:59.999", "23:59:59.999"),
        ("24:00", "24:00"),
        ("25:00", "25:00"),
        ("half past eight", "half past eight"),
    ],
)
def test_a_time_is_read_where_it_can_be_read_in_one_way(text, written):
    assert typed.time_of_day(text) == written


def test_hours_of_a_workbook_are_stored_as_the_contract_has_them(project):
    first, second, third = make_rows(HOURS, count=3)
    first |= {"opens_at": datetime.time(8), "closes_at": 0.75}
    second |= {"opens_at": 0.3541666666666667, "closes_at": "5.30pm"}
    third |= {"opens_at": datetime.timedelta(hours=7.5), "closes_at": "sixish"}
    rows = [first, second, third]
    for row, day in zip(rows, ("monday", "tuesday", "friday"), strict=True):
        row |= {"weekday": day, "list_month": datetime.date(2023, 1, 1)}
    content = xlsx_bytes([list(first), *[list(row.values()) for row in rows]])
    said = project.land(put(project, content, "hours.xlsx"), "--anyway", dataset=HOURS)
    assert "3 rows, E08000025, 2023-01." in said
    assert (
        "Notice: column closes_at: 1 value is no time of day such as 08:30 or 8.30am; "
        "the build rejects these rows." in said
    )
    times = [(row["opens_at"], row["closes_at"]) for row in stored(project, HOURS)]
    assert times == [("08:00", "18:00"), ("08:30", "17:30"), ("07:30", "sixish")]


# As a council fills them in


@pytest.mark.parametrize(
    "dataset", ["funded_places", "early_years_services", HOURS, SETTINGS]
)
def test_a_template_filled_in_with_excel_lands(with_agreement, dataset):
    path = write_template(with_agreement, dataset, xlsx=True)
    book = openpyxl.load_workbook(path)
    (row,) = make_rows(dataset, count=1, is_synthetic="false")
    book["rows"].append([row[cell.value] for cell in book["rows"][1]])
    book.save(path)
    said = with_agreement.land(path, dataset=dataset)
    assert f"{dataset}-0001: 1 rows," in said and "Notice" not in said
    assert stored(with_agreement, dataset)[0] == row


def test_the_template_of_hours_says_how_times_may_be_written(project):
    notes = openpyxl.load_workbook(write_template(project, HOURS, xlsx=True))["notes"]
    told = {row[0].value: row[1].value for row in notes.iter_rows(min_row=5)}
    assert told["opens_at"].endswith("8.30am, 5pm and times of Excel are read as well.")
    assert "8.30am" not in told["weekday"]


def test_a_council_keeps_its_own_headings(project):
    folder = project.root / "data" / "mappings"
    folder.mkdir(parents=True)
    (folder / f"{HOURS}.csv").write_text(
        "kind,contract_column,in_the_file,in_the_contract\n"
        "column,setting_id,Provider ref,\n"
        "column,weekday,Day,\n"
        "value,weekday,Mon,monday\n"
        "column,opens_at,Opens,\n"
        "column,closes_at,Closes,\n"
        "value,closes_at,late,19:00\n"
        "constant,list_month,,2023-01\n"
        "constant,weeks,,term_time\n"
        "constant,local_authority_code,,E08000025\n"
        "constant,is_synthetic,,false\n",
        encoding="utf-8",
    )
    content = b"Provider ref,Day,Opens,Closes\nSET-7,Mon,8.30am,late\n"
    said = project.land(put(project, content), dataset=HOURS)
    assert "E08000025, 2023-01" in said and "no time" not in said
    (row,) = stored(project, HOURS)
    assert (row["weekday"], row["opens_at"], row["closes_at"]) == (
        *("monday", "08:30"),
        "19:00",
    )


def test_whoever_is_not_placed_is_told_why():
    folder = here().root / "seeds" / "reference"
    statuses = pd.read_csv(folder / "ref_place_statuses.csv")
    reasons = pd.read_csv(folder / "ref_reject_reasons.csv").set_index("reason_code")
    unplaced = statuses.loc[~statuses["is_placed"], "place_status"]
    assert set(reasons.loc[unplaced, "consequence"]) == {"not_placed"}
