"""Nothing lost, nothing doubled: what landing judges, puts together and asks about."""

import csv
import os
import re

import openpyxl
import pytest
from landing_files import (
    CHILDREN,
    CONTRACTS,
    DATASET,
    LEEDS,
    csv_bytes,
    make_rows,
    project,
    put,
    xlsx_bytes,
    zip_bytes,
)
from test_landing_store import audit, current, record

from early_years.area_changes import CHANGES
from early_years.environment import here
from early_years.landing import judging, taking, unplaced
from early_years.landing.interpreting import find_contract
from early_years.landing.releases import load_releases

__all__ = ["project"]
FIRST, SECOND, THIRD = (f"{DATASET}-000{number}" for number in (1, 2, 3))
WARDS = make_rows(count=20)


def part(project, first, last, name, **values):
    """A file of some of the wards."""
    rows = [row | values for row in WARDS[first:last]]
    return put(project, csv_bytes(rows), name)


# What came together


def test_parts_that_come_together_are_one_release(project):
    paths = [part(project, at * 4, at * 4 + 4, f"{at}.csv") for at in range(5)]
    said = project.land(*paths)
    assert f"0.csv, 1.csv, 2.csv and 2 more: landed as {FIRST}: 20 rows" in said
    assert len(current(project)) == 20
    found = record(project)
    assert [file["file_name"] for file in found["files"]] == [p.name for p in paths]
    assert len(load_releases(project, DATASET)[0].file_sums) == 5
    assert len(audit(project)) == 1
    # One of them, or all in another order, bring nothing new.
    again = project.land(paths[3])
    assert f"3.csv: already landed as {FIRST}" in again
    assert project.land(*reversed(paths)).count(f"already landed as {FIRST}") == 5


def test_the_files_of_a_zip_come_together(project):
    halves = {"a.csv": csv_bytes(WARDS[:10]), "b.csv": csv_bytes(WARDS[10:])}
    project.land(put(project, zip_bytes(halves), "both.zip"))
    assert record(project)["rows"] == 20 and len(current(project)) == 20


def test_other_councils_and_periods_are_releases_of_their_own(project):
    project.land(
        part(project, 0, 9, "a.csv"),
        part(project, 0, 9, "b.csv", quarter="2023-Q2"),
        part(project, 0, 9, "c.csv", local_authority_code=LEEDS),
    )
    assert len(load_releases(project, DATASET)) == 3 and len(current(project)) == 27


def test_files_that_speak_of_the_same_rows_stop(project):
    wrong = part(project, 0, 12, "a.csv")
    said = project.refuse(wrong, part(project, 10, 20, "b.csv"))
    assert "b.csv has 2 rows of which a.csv speaks too" in said
    assert "the first in row 2 (there row 12)" in said


def test_what_nobody_can_be_asked_about_is_taken_apart(project):
    """An inbox lands each set alone, so that no part of a return is landed alone."""
    halves = [part(project, at, at + 10, f"{at}.csv") for at in (0, 10)]
    other = [part(project, 0, at, f"Q2 {at}.csv", quarter="2023-Q2") for at in (19, 20)]
    broken = put(project, b"a,b\n1,2\n", "broken.csv")
    overlapping = [
        part(project, 0, at, f"Q3 {at}.csv", quarter="2023-Q3") for at in (20, 5)
    ]
    zipped = put(
        project,
        zip_bytes(
            {
                "a.csv": halves[1].read_bytes(),
                "b.csv": csv_bytes([row | {"quarter": "2023-Q4"} for row in WARDS]),
            }
        ),
        "a.zip",
    )
    paths = [halves[0], *other, broken, *overlapping, zipped]
    assert taking.apart(project, DATASET, paths, "Ana") == [
        {halves[0], zipped},
        {other[0]},
        {other[1]},
        {broken},
        set(overlapping),
    ]


def test_a_ward_that_is_named_in_place_of_its_code_is_the_same_ward(project):
    coded = [row | {"ward_name": f"Ward & {at}"} for at, row in enumerate(WARDS)]
    named = [row | {"ward_code": "", "children_count": "7"} for row in coded]
    named = [row | {"ward_name": row["ward_name"].replace("&", "and")} for row in named]
    paths = [
        put(project, csv_bytes(rows), f"{name}.csv")
        for name, rows in (("coded", coded), ("named", named))
    ]
    assert "named.csv has 20 rows of which coded.csv speaks" in project.refuse(*paths)
    project.land(paths[0])
    assert "cannot both count" in project.refuse(paths[1], "--adds", FIRST)
    assert f"It supersedes {FIRST}" in project.land(paths[1])


def test_a_ward_by_code_and_by_name_in_one_file_is_the_same_ward(project):
    by_code = WARDS[0] | {"ward_code": "E05011118", "ward_name": ""}
    by_name = {"ward_code": "", "children_count": "7"}
    rows = [
        *WARDS[1:],
        by_code | by_name | {"ward_name": "ACOCKS GREEN Ward"},
        by_code,
        # Two places outside the council, and no ward of it.
        by_code | by_name | {"ward_name": "Elsewhere"},
        by_code | by_name | {"ward_name": "Solihull"},
    ]
    said = project.land(put(project, csv_bytes(rows)))
    assert "1 of 23 rows cannot be read" in said
    assert 'ward_name: row 21 ("ACOCKS GREEN Ward"): Two rows speak of the same' in said


def test_more_at_a_good_level_than_children_cannot_be_read(project):
    counts = {"children_assessed_count": "108", "children_at_gld_count": "108"}
    rows = make_rows("eyfsp_ward_results", count=2, **counts)
    rows[1]["children_at_gld_count"] = "999"
    path = put(project, csv_bytes(rows))
    said = project.refuse(path, dataset="eyfsp_ward_results")
    assert 'children_at_gld_count: row 3 ("999"): The number of children' in said


# What would go


def test_a_further_part_does_not_take_the_place_of_the_first(project):
    project.land(part(project, 0, 10, "a.csv"))
    second = part(project, 10, 20, "b.csv")
    said = project.refuse(second)
    assert f"10 of the 10 rows of {FIRST} (2023-Q1; a.csv, landed by Ana)" in said
    assert f"--replaces {FIRST}" in said and f"--adds {FIRST}" in said
    project.land(second, "--adds", FIRST)
    assert len(current(project)) == 20 and record(project, SECOND)["supersedes"] == []
    # The same rows once more are no further part.
    third = part(project, 8, 11, "c.csv")
    assert "so they cannot both count" in project.refuse(third, "--adds", FIRST)


def test_a_part_can_be_corrected_alone(project):
    project.land(part(project, 0, 10, "a.csv"))
    project.land(part(project, 10, 20, "b.csv"), "--adds", FIRST)
    better = part(project, 0, 10, "c.csv", children_count="7")
    assert f"--replaces {SECOND}" in project.refuse(better)
    project.land(better, "--replaces", FIRST)
    assert record(project, THIRD)["supersedes"] == [FIRST]
    assert sorted({row[-1] for row in current(project)}) == [SECOND, THIRD]
    whole = part(project, 0, 20, "d.csv", children_count="8")
    said = project.land(whole)
    assert f"It supersedes {SECOND}, {THIRD}" in said and len(current(project)) == 20


def test_a_release_with_far_fewer_rows_stops(project):
    project.land(part(project, 0, 20, "a.csv"))
    few = part(project, 0, 5, "b.csv")
    said = project.refuse(few)
    assert "15 of the 20 rows" in said and "b.csv has 5 rows" in said
    said = project.land(few, "--replaces", FIRST)
    assert "15 of the 20 rows" in said and len(current(project)) == 5


@pytest.mark.parametrize(("last", "is_asked"), [(18, False), (17, True)])
def test_a_tenth_may_go_without_a_word(project, last, is_asked):
    project.land(part(project, 0, 20, "a.csv"))
    fewer = part(project, 0, last, "b.csv")
    if is_asked:
        assert "3 of the 20 rows" in project.refuse(fewer)
    else:
        assert "2 of the 20 rows" in project.land(fewer)


def test_a_file_that_came_earlier_takes_nobodys_place(project):
    project.land(part(project, 0, 20, "a.csv"), "--received", "2023-05-10")
    few = part(project, 0, 5, "b.csv")
    assert "do not count" in project.land(few, "--received", "2023-05-01")


@pytest.mark.parametrize("option", ["--replaces", "--adds"])
def test_only_a_release_that_counts_can_be_named(project, option):
    path = part(project, 0, 5, "a.csv")
    said = project.refuse(path, option, SECOND)
    assert f"{SECOND} does not count" in said and "nothing counts yet" in said
    project.land(path)
    later = part(project, 5, 9, "b.csv")
    assert f"There counts {FIRST}." in project.refuse(later, option, SECOND)


# Rows are judged


def test_a_file_that_cannot_be_read_takes_nobodys_place(project):
    project.land(part(project, 0, 20, "a.csv"))
    wrong = part(project, 0, 20, "b.csv", quarter="early 2023")
    said = project.refuse(wrong)
    assert "20 of 20 rows cannot be read" in said
    assert 'quarter: 20 rows, the first row 2 ("early 2023")' in said
    project.land(wrong, "--anyway")
    assert {row[-1] for row in current(project) if row[1] == "2023-Q1"} == {FIRST}


@pytest.mark.parametrize(("bad", "is_refused"), [(1, False), (2, True)])
def test_up_to_policys_share_rows_may_be_wrong(project, bad, is_refused):
    rows = [dict(row) for row in WARDS]
    for row in rows[:bad]:
        row["children_count"] = "many"
    path = put(project, csv_bytes(rows))
    said = project.refuse(path) if is_refused else project.land(path)
    assert f"{bad} of 20 rows cannot be read" in said


def test_a_part_without_a_readable_row_stops_the_whole(project):
    good = part(project, 0, 19, "a.csv")
    bad = part(project, 19, 20, "b.csv", children_count="?")
    assert "b.csv: 1 of 1 rows cannot be read" in project.refuse(good, bad)


def test_the_row_that_is_named_is_that_of_the_sheet(project):
    table = [list(WARDS[0]), [], *[list(row.values()) for row in WARDS]]
    table[5][4] = "many"
    table[6][4] = "more"
    said = project.refuse(put(project, xlsx_bytes(table), "a.xlsx"))
    assert 'children_count: 2 rows, the first row 6 ("many")' in said


def test_a_check_lands_nothing(project):
    path = part(project, 0, 20, "a.csv")
    said = project.land(path, "--check")
    assert "a.csv: all 20 rows can be read" in said and "Nothing was landed" in said
    assert not load_releases(project, DATASET)
    project.land(path)
    assert "20 of the 20 rows" not in project.land(path, "--check")
    few = part(project, 0, 3, "b.csv")
    assert "17 of the 20 rows" in project.refuse(few, "--check")


def test_values_of_children_are_never_told(project):
    rows = make_rows(CHILDREN, count=3)
    rows[1]["sex"] = "Smith, John"
    path = put(project, csv_bytes(rows))
    for said in (
        project.refuse(path, dataset=CHILDREN),
        project.land(path, "--anyway", dataset=CHILDREN),
    ):
        assert "sex: row 3: The value is not one of" in said and "Smith" not in said


@pytest.mark.parametrize("shortened", ["4.51E+09", "4e+15", "4.510943476E+09"])
def test_identifiers_that_excel_shortened_are_nobodys(project, shortened):
    rows = [row | {"child_id": shortened} for row in make_rows(CHILDREN, count=3)]
    path = put(project, csv_bytes(rows))
    said = project.refuse(path, dataset=CHILDREN)
    assert "child_id: 3 rows, the first row 2: Excel shortened a long number" in said
    assert "Format the column as text" in said
    project.land(path, "--anyway", dataset=CHILDREN)
    stored = {row[2] for row in current(project, CHILDREN)}
    assert len(stored) == 1 and not re.search("[0-9]{3}", stored.pop())


@pytest.mark.parametrize(
    ("day", "is_read"),
    [
        *(("9999-12-31", False), ("0001-01-01", False), ("1989-12-31", False)),
        *(("1990-01-01", True), ("2049-12-31", True), ("2050-01-01", False)),
    ],
)
def test_a_day_has_bounds(project, day, is_read):
    rows = make_rows("service_priorities", 1, priority_from_date=day)
    path = put(project, csv_bytes(rows))
    if is_read:
        project.land(path, dataset="service_priorities")
    else:
        said = project.refuse(path, dataset="service_priorities")
        assert "Allowed is 1990-01-01 to 2049-12-31." in said


# Written back


def marked(path, sheet):
    """A sheet of a report, and the places of its marked cells."""
    page = openpyxl.load_workbook(path)[sheet]
    cells = [cell for row in page.iter_rows() for cell in row]
    filled = {cell.coordinate for cell in cells if cell.fill.fgColor.rgb == "00FFFF99"}
    return page, filled


def test_a_workbook_is_written_back_with_its_cells_marked(project, tmp_path):
    rows = [list(WARDS[0]), *[[*row.values()] for row in WARDS]]
    rows[3][4], rows[5][1], rows[5][4] = "many", "early 2023", "lots"
    path = put(project, xlsx_bytes([["Notes"]], rows), "housing.xlsx")
    out = tmp_path / "back.xlsx"
    said = project.refuse(path, "--report", out)
    assert "3 cells are marked" in said and "send it to nobody but the sender" in said
    page, filled = marked(out, "Sheet 2")
    assert filled == {"E4", "G4", "B6", "E6", "G6"}
    assert page["G1"].value == "What has to be mended"
    assert page["G6"].value.splitlines()[0].startswith("quarter: No period is known")
    assert "An example: 2023-Q1." in page["G6"].value
    assert [cell.value for cell in page[3]][:6] == rows[2]
    assert os.name == "nt" or out.stat().st_mode & 0o077 == 0
    assert "exists. Name another" in project.refuse(path, "--report", out)
    # Mended in the very sheet that went back, with the reasons still beside the rows.
    book = openpyxl.load_workbook(out)
    book["Sheet 2"]["E4"], book["Sheet 2"]["B6"] = 3, "2023-Q1"
    book["Sheet 2"]["E7"] = "some"
    book.save(out)
    again = tmp_path / "again.xlsx"
    project.refuse(out, "--report", again)
    assert marked(again, "Sheet 2")[1] == {"E6", "G6", "E7", "G7"}
    assert marked(again, "Sheet 2")[0]["G4"].value is None
    book["Sheet 2"]["E6"], book["Sheet 2"]["E7"] = 4, 5
    book.save(out)
    said = project.land(out)
    assert "20 rows" in said and "not in the contract" not in said


def test_a_csv_is_written_back_as_a_workbook(project, tmp_path):
    rows = [dict(row) for row in WARDS]
    rows[2] |= {"children_count": "many", "ward_name": "=HYPERLINK(1)"}
    rows[4] |= {"children_count": ""}
    out = tmp_path / "back.xlsx"
    path = put(project, csv_bytes(rows), "housing.csv")
    project.refuse(path, "--check", "--report", out)
    page, filled = marked(out, "rows")
    assert filled == {"E4", "G4", "E6", "G6"}
    assert page["D4"].value == "=HYPERLINK(1)" and page["D4"].data_type == "s"


def test_a_ward_that_is_misspelt_is_marked_too(project, tmp_path):
    rows = [dict(row) for row in WARDS]
    rows[2] |= {"ward_code": "", "ward_name": "Acocks Gren"}
    rows[4] |= {"ward_code": "", "ward_name": "Elsewhere"}
    out = tmp_path / "back.xlsx"
    project.land(put(project, csv_bytes(rows), "h.csv"), "--check", "--report", out)
    page, filled = marked(out, "rows")
    assert filled == {"D4", "G4"}
    assert "is Acocks Gren, perhaps Acocks Green. Correct it" in page["G4"].value


@pytest.mark.parametrize(
    ("names", "out", "told"),
    [
        (("a.csv", "b.csv"), "back.xlsx", "writes one file back"),
        (("a.csv",), "back.csv", "has to end with .xlsx"),
        (("a.csv",), "none/back.xlsx", "There is no folder"),
    ],
)
def test_a_report_that_cannot_be_written_is_told(project, tmp_path, names, out, told):
    paths = [part(project, 0, 5, name) for name in names]
    assert told in project.refuse(*paths, "--report", tmp_path / out)
    path = part(project, 0, 5, "good.csv")
    said = project.land(path, "--report", tmp_path / "no.xlsx")
    assert "so no report was written" in said and not (tmp_path / "no.xlsx").exists()


# One statement of each rule


@pytest.mark.parametrize("name", CONTRACTS)
def test_each_contracts_examples_can_be_read(name):
    """Staging's own macros judge them: what they need of dbt is there."""
    contract = find_contract(name)
    row = [column.example for column in contract.columns]
    assert judging.judge(here(), contract, [row]).wrong == ()


def test_every_reason_of_the_macros_has_a_text():
    with (here().root / judging.REASONS).open(encoding="utf-8") as lines:
        known = {row["reason_code"] for row in csv.DictReader(lines)}
    text = "".join(
        (judging.MACROS / f"{name}.sql").read_text(encoding="utf-8")
        for name in ("checked_rows", "column_problem")
    )
    assert set(re.findall(r"then\s+'([a-z_]+)'", text)) - {"not_available"} <= known


# Wards that nobody knows


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        ("", "Alens Cross", "Alens Cross, perhaps Allens Cross"),
        ("", "Nowhere Town", "names no ward of the council as the tool knows it"),
        ("E05099999", "Allens Cross", "E05099999, which is no ward's code"),
        # Of before the review of 2018, under a name that is still a ward's.
        (
            "E05001178",
            "Acocks Green",
            "E05001178, a code older than the council's wards",
        ),
        ("E05001178", "", "or for rows by LSOA. ONS's look-up"),
        ("A05001178", "", "A05001178, which is no ward's code"),
        ("E05011119", "Acocks Green", "Acocks Green, with the code of Allens Cross"),
    ],
)
def test_a_row_of_a_ward_that_nobody_knows_is_told(project, code, name, told):
    copy_wards(project)
    rows = make_rows(count=1, ward_code=code, ward_name=name)
    said = project.land(put(project, csv_bytes(rows), "a.csv"))
    assert told in said and "row 2" in said


def test_rows_of_a_council_that_went_into_another_are_read(project):
    copy_wards(project)
    rows = make_rows(count=2, local_authority_code="E07999999")
    with pytest.raises(AssertionError, match="E07999999"):
        project.land(put(project, csv_bytes(rows), "a.csv"))
    place = project.root / CHANGES
    header = place.read_text(encoding="utf-8").splitlines()[0]
    change = "local_authority,E07999999,Old,E08000025,merged,2018-05-03,Made up"
    place.write_text(f"{header}\n{change}\n", encoding="utf-8")
    assert "landed" in project.land(put(project, csv_bytes(rows), "a.csv"))


@pytest.mark.parametrize(
    ("code", "name", "told"),
    [
        ("E05001178", "", None),
        ("", "Old Acocks Green", None),
        ("E05001179", "", "E05001179, a ward that was split"),
    ],
)
def test_a_former_ward_is_told_only_where_nothing_says_how_it_is_divided(
    project, code, name, told
):
    copy_wards(project)
    changes = (
        "area_kind,former_area_code,former_area_name,area_code,change_kind,from_date",
        "ward,E05001178,Old Acocks Green,E05011118,recoded,2018-05-03",
        "ward,E05001179,Old Town,E05011119,split,2018-05-03",
        "ward,E05001179,Old Town,E05011120,split,2018-05-03",
    )
    place = project.root / CHANGES
    place.write_text("\n".join(changes) + "\n", encoding="utf-8")
    rows = make_rows(count=1, ward_code=code, ward_name=name)
    said = project.land(put(project, csv_bytes(rows), "a.csv"))
    assert (told in said) if told else ("no ward" not in said)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("S13001178", "S13001178, a code older than the council's wards"),
        ("E05001178", "E05001178, which is no ward's code"),
    ],
)
def test_an_older_code_is_one_of_the_nations_own(project, code, told):
    copy_wards(project)
    place = project.root / unplaced.WARDS
    wards = place.read_text(encoding="utf-8").replace("E05", "S13")
    place.write_text(wards, encoding="utf-8")
    rows = make_rows(count=1, ward_code=code, ward_name="")
    assert told in project.land(put(project, csv_bytes(rows), "a.csv"))


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("E05011119", "Allens Cross"),
        ("", "allens-cross ward"),
        ("E05011119", ""),
        ("", "Elsewhere"),
    ],
)
def test_a_ward_that_is_known_and_children_elsewhere_are_not_told(project, code, name):
    copy_wards(project)
    rows = make_rows(count=1, ward_code=code, ward_name=name)
    said = project.land(put(project, csv_bytes(rows), "a.csv"))
    assert "no ward" not in said


def copy_wards(project):
    """Let the project know the wards of this one."""
    place = project.root / unplaced.WARDS
    place.write_bytes((here().root / unplaced.WARDS).read_bytes())
