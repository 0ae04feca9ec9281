"""Quarters of OHID's tables as the years that the tool compares.

Adding rows of several quarters up is beyond what a layout can say.
"""

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from early_years.contracts import Contract
from early_years.readers.cells import added

if TYPE_CHECKING:
    from early_years.readers.engine import Reading

YEAR = re.compile(r"April (20\d\d) (?:to|-|–) March (20\d\d)", re.IGNORECASE)
QUARTER = re.compile(
    r"(?P<first>April|July|October|January) (?P<year>20\d\d) (?:to|-|–) \w+ 20\d\d",
    re.IGNORECASE,
)
# Quarter 1 of 2024 to 2025 begins in April 2024.
NUMBERED = re.compile(r"q(?:uarter)? ?([1-4])[^0-9]+(20\d\d)", re.IGNORECASE)
QUARTERS = ("April", "July", "October", "January")


def quarters_to_years(reading: "Reading", contract: Contract) -> None:
    """Replace rows of quarters by those of the years that have all four, and tell.

    A sum has no published per cent. Rows of whole years stay, and stand for their
    quarters.
    """
    place = {name: at for at, name in enumerate(contract.column_names)}
    period, value = place[contract.period_column], place["published_value"]
    counts = (place["numerator_count"], place["denominator_count"])
    years: list[list[str]] = []
    quarters: dict[tuple[str, ...], dict[str, list[str]]] = defaultdict(dict)
    whole: set[tuple[str, ...]] = set()
    for row in reading.rows:
        key = [row[at] for at in place.values() if at not in (period, value, *counts)]
        if year := YEAR.search(row[period]):
            years.append([*row[:period], year[2], *row[period + 1 :]])
            whole.add((year[2], *key))
        elif quarter := _quarter(row[period]):
            ends, first = quarter
            quarters[(ends, *key)][first] = row
        else:
            reading.problems.append(f'"{row[period]}" is no quarter and no year.')
            return
    quarters = {key: parts for key, parts in quarters.items() if key not in whole}
    for (ending, *_), parts in quarters.items():
        if len(parts) == len(QUARTERS):
            one = list(parts[QUARTERS[0]])
            one[period], one[value] = ending, ""
            for at in counts:
                one[at] = added(parts[quarter][at] for quarter in QUARTERS)
            years.append(one)
    reading.notices += _told(quarters)
    reading.rows = years
    if not years:
        reading.problems.append("no year has all four quarters. Land them together.")


def _quarter(text: str) -> tuple[str, str] | None:
    """The year in which the year of a quarter ends, and its first month; or None."""
    if quarter := QUARTER.search(text):
        first = quarter["first"].capitalize()
        return str(int(quarter["year"]) + (first != QUARTERS[-1])), first
    if numbered := NUMBERED.search(text):
        return str(int(numbered[2]) + 1), QUARTERS[int(numbered[1]) - 1]
    return None


def _told(quarters: dict) -> list[str]:
    lines = []
    for year in sorted({year for year, *_ in quarters}):
        had = {
            first
            for key, parts in quarters.items()
            if key[0] == year
            for first in parts
        }
        lacking = [quarter for quarter in QUARTERS if quarter not in had]
        lines.append(
            f"the year to March {year} was left out: the quarters that begin in "
            f"{' and '.join(lacking)} are missing."
            if lacking
            else f"four quarters were added up to the year to March {year}."
        )
    return lines
