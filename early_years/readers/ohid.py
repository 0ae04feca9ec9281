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
QUARTERS = ("April", "July", "October", "January")


def quarters_to_years(reading: "Reading", contract: Contract) -> None:
    """Replace rows of quarters by those of the years that have all four, and tell.

    A sum has no published per cent. Rows of whole years stay.
    """
    place = {name: at for at, name in enumerate(contract.column_names)}
    period, value = place[contract.period_column], place["published_value"]
    counts = (place["numerator_count"], place["denominator_count"])
    years: list[list[str]] = []
    quarters: dict[tuple[str, ...], dict[str, list[str]]] = defaultdict(dict)
    for row in reading.rows:
        if year := YEAR.search(row[period]):
            years.append([*row[:period], year[2], *row[period + 1 :]])
        elif quarter := QUARTER.search(row[period]):
            first = quarter["first"].capitalize()
            ends = int(quarter["year"]) + (first != QUARTERS[-1])
            key = [
                row[at] for at in place.values() if at not in (period, value, *counts)
            ]
            quarters[(str(ends), *key)][first] = row
        else:
            reading.problems.append(f'"{row[period]}" is no quarter and no year.')
            return
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
