"""Codes of periods follow one rule per kind, and stay text in every tool."""

import re
from datetime import date

import pytest

from development.synthetic.files import read_seed
from early_years.environment import here

PERIODS = read_seed(here().root / "seeds" / "reference" / "ref_periods.csv")
KINDS = sorted({row["period_type"] for row in PERIODS})
# A year and month, as 2009-10 or 2009/10: what a spreadsheet takes for a date.
MONTH = re.compile(r"\d{4}[-/.](0?[1-9]|1[0-2])([-/.]\d+)?")
# First month of a term -> its place in the school year and its name.
TERMS = {9: "T1-autumn", 1: "T2-spring", 4: "T3-summer"}
# Kinds whose next period nobody can name before it is published.
EDITIONS = {"census_year", "index_edition", "neighbour_model", "ward_vintage"}


def years(first: int, mark: str) -> str:
    return f"{first}{mark}{(first + 1) % 100:02}"


def school_year(day: date) -> int:
    return day.year - (day.month < 9)


RULES = {
    "academic_year": lambda start: years(start.year, "/"),
    "census_year": lambda start: f"census-{start.year}",
    "financial_year": lambda start: f"fye-{start.year + 1}",
    "index_edition": lambda start: f"iod-{start.year}",
    "mid_year": lambda start: f"mid-{start.year}",
    "month": lambda start: f"{start.year}-M{start.month:02}",
    "neighbour_model": lambda start: f"neighbours-{start.year}",
    "provider_year": lambda start: years(start.year, "-") + "-asq",
    "quarter": lambda start: f"{start.year}-Q{(start.month + 2) // 3}",
    "term": lambda start: f"{years(school_year(start), '-')}-{TERMS[start.month]}",
    "ward_vintage": lambda start: f"wards-{start.year}",
}


def of_kind(kind: str) -> list[dict[str, str]]:
    return [row for row in PERIODS if row["period_type"] == kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_code_follows_the_rule_of_its_kind(kind):
    for row in of_kind(kind):
        start = date.fromisoformat(row["start_date"])
        assert row["period_code"] == RULES[kind](start)


@pytest.mark.parametrize("kind", KINDS)
def test_codes_of_a_kind_sort_in_time(kind):
    by_code = sorted(of_kind(kind), key=lambda row: row["period_code"])
    days = [row["start_date"] for row in by_code]
    assert days == sorted(set(days))


def test_no_code_is_a_number_or_a_date():
    for row in PERIODS:
        assert re.search("[a-z/Q]", row["period_code"]) or "-M" in row["period_code"]
        assert not MONTH.fullmatch(row["period_code"])


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind not in EDITIONS])
def test_a_calendar_has_no_gap_and_holds_the_years_to_come(kind):
    rows = sorted(of_kind(kind), key=lambda row: row["start_date"])
    assert rows[-1]["end_date"] >= "2030-06-30"
    if kind != "mid_year":
        for before, after in zip(rows, rows[1:], strict=False):
            last = date.fromisoformat(before["end_date"])
            assert (date.fromisoformat(after["start_date"]) - last).days == 1
