"""Residents by LSOA and single year of age, estimated from what ONS publishes by MSOA.

An estimate of ours, and marked as one (estimate_method): ONS's own single years of
LSOAs take its place as soon as they are landed. Each age of an MSOA in the census is
moved on to the mid-year, shared out over its LSOAs by their children aged 0 to 15, and
tied to ONS's total of the council for the age.
"""

import csv
from collections import Counter
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from development.synthetic.draws import apportion
from development.synthetic.files import read_seed, write_extracts
from early_years.environment import PlainError, Project

AGES = range(19)
CENSUS_DAY = date(2021, 3, 21)
DAYS_OF_A_YEAR = 365.25
YOUNGEST = "Aged 15 years and under"
SOURCE = "Our estimate from ONS census and council figures"
EDITION = "Census 2021 and mid-{year}"

Counts = dict[tuple[str, int], int]


def write_populations(
    project: Project, by_msoa: Path, by_lsoa: Path, by_council: Path, day: date
) -> int:
    """Write the seed of population_estimates of the served councils.

    by_msoa has single years of the census (msoa21_code, age, residents_count), by_lsoa
    its broad ages (lsoa_2021_code, age_group, residents_count), by_council single years
    on the day (local_authority_code, age, residents_count). Returns the number of rows.
    Raises PlainError where a file lacks a column, or an area or age that is needed.
    """
    reference = project.root / "seeds" / "reference"
    served = {
        row["local_authority_code"]
        for row in read_seed(reference / "ref_local_authorities.csv")
        if row["is_served"] == "true"
    }
    lsoas = [
        row
        for row in read_seed(reference / "ref_small_areas.csv")
        if row["area_kind"] == "lsoa_2021" and row["local_authority_code"] in served
    ]
    children = {
        row["lsoa_2021_code"]: int(row["residents_count"])
        for row in _rows(by_lsoa, ("lsoa_2021_code", "age_group", "residents_count"))
        if row["age_group"] == YOUNGEST
    }
    rows = estimate(
        lsoas,
        _counts(by_msoa, "msoa21_code"),
        children,
        _counts(by_council, "local_authority_code"),
        day,
    )
    write_extracts(project.landed, {"population_estimates": rows})
    return len(rows)


def estimate(
    lsoas: list[dict],
    msoas: Counts,
    children: dict[str, int],
    totals: Counts,
    day: date,
) -> list[tuple]:
    """Rows of population_estimates, one per LSOA and age, which sum to the totals.

    Raises PlainError where an LSOA has no children's count, or an MSOA or council no
    count of an age.
    """
    of_msoa = Counter[str]()
    for lsoa in lsoas:
        code = lsoa["area_code"]
        if code not in children:
            raise PlainError(f"The broad ages have no row of {YOUNGEST} for {code}.")
        of_msoa[lsoa["larger_area_code"]] += children[code]
    edition = EDITION.format(year=day.year)
    rows = list[tuple]()
    for council in sorted({lsoa["local_authority_code"] for lsoa in lsoas}):
        own = [lsoa for lsoa in lsoas if lsoa["local_authority_code"] == council]
        for age in AGES:
            weights = [
                moved_on(msoas, lsoa["larger_area_code"], age, day)
                * children[lsoa["area_code"]]
                / (of_msoa[lsoa["larger_area_code"]] or 1)
                for lsoa in own
            ]
            counts = apportion(int(_of(totals, council, age)), weights)
            rows += [
                (
                    *(f"mid-{day.year}", "", lsoa["area_code"], age, int(count)),
                    *(SOURCE, edition, "census_2021", "split_from_msoa", "false"),
                )
                for lsoa, count in zip(own, counts, strict=True)
            ]
    return rows


def moved_on(msoas: Counts, msoa: str, age: int, day: date) -> float:
    """How many would be of that age on the day, had everyone stayed in the MSOA.

    Who was not born on census day, or only in part of the age, is taken for as many as
    were of that age then. Raises PlainError where the MSOA has no count of an age.
    """
    years, part = divmod((day - CENSUS_DAY).days / DAYS_OF_A_YEAR, 1)
    younger = age - int(years) - 1
    if younger < 0:
        return _of(msoas, msoa, age)
    return (1 - part) * _of(msoas, msoa, younger + 1) + part * _of(msoas, msoa, younger)


def _of(counts: Counts, area: str, age: int) -> float:
    if (area, age) not in counts:
        raise PlainError(f"There is no count of {area} at age {age}.")
    return counts[area, age]


def _counts(path: Path, area: str) -> Counts:
    return {
        (row[area], int(row["age"])): int(row["residents_count"])
        for row in _rows(path, (area, "age", "residents_count"))
    }


def _rows(path: Path, columns: Iterable[str]) -> list[dict]:
    with path.open(encoding="utf-8-sig", newline="") as text:
        reader = csv.DictReader(text)
        missing = set(columns) - set(reader.fieldnames or ())
        if missing:
            raise PlainError(f"{path.name} has no column {', '.join(sorted(missing))}.")
        return list(reader)
