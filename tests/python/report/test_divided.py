"""Each council's pages read its own rows, and those that are of no council."""

import csv

import pytest

from early_years.report.divided import Divided
from early_years.report.figures import ProfessionalFigures

COUNCILS = ("E1", "E2")
ROWS = [
    ["local_authority_code", "ward_code", "words"],
    ["E2", "W3", 'two\nlines, "quoted"'],
    ["E1", "W1", "one"],
    ["", "", "of all"],
    ["all", "", "of every council"],
    ["E9", "W9", "of a council without pages"],
    ["E2", "W4", ""],
]


@pytest.fixture
def home(tmp_path):
    """A file of several councils and one that names none, as they are exported."""
    for name, rows in (("wards", ROWS), ("words", [["code", "words"], ["a", "b"]])):
        path = tmp_path / "internal" / "need" / f"{name}.csv"
        about = path.parent / "about" / f"{name}_columns.csv"
        about.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8-sig", newline="") as lines:
            csv.writer(lines, lineterminator="\n").writerows(rows)
        about.write_text("column_name,is_key\n" + f"{rows[0][-1]},true\n")
    return tmp_path


def words(home, council, divided) -> list[str]:
    figures = ProfessionalFigures(home, council, divided)
    return [row["words"] for row in figures.rows("need/wards")]


def test_a_council_has_its_rows_and_those_of_none(home):
    divided = Divided(home / "divided", COUNCILS)
    for council, expected in (
        ("E1", ["one", "of all", "of every council"]),
        ("E2", ['two\nlines, "quoted"', "of all", "of every council", ""]),
    ):
        assert words(home, council, divided) == expected
        assert words(home, council, None) == expected


def test_a_file_is_read_once_for_all_councils(home):
    divided = Divided(home / "divided", COUNCILS)
    assert words(home, "E1", divided)
    # What would be read now is gone, but for the heading.
    (home / "internal/need/wards.csv").write_text(
        "local_authority_code,ward_code,words"
    )
    assert words(home, "E2", divided) == [
        'two\nlines, "quoted"',
        "of all",
        "of every council",
        "",
    ]


def test_a_file_that_names_no_council_is_read_where_it_lies(home):
    whole = home / "internal/need/words.csv"
    assert Divided(home / "divided", COUNCILS).path(whole, "E1") == whole
