"""A council's wards as the seeds of reference, census and population have them."""

from pathlib import Path

import numpy as np

from development.synthetic.files import read_period_codes, read_seed
from development.synthetic.places import Places, kilometres, standardised
from development.synthetic.register import Cell
from early_years.environment import PlainError

# ONS mid-2020 by ward: LSOAs of 2011 summed by best fit (Open Government Licence v3.0).
# ONS withdrew the series in November 2024; the children drawn from it stay as they are.
WARD_RESIDENTS = Path(__file__).resolve().parent / "ward_residents_mid_2020.csv"


def read_places(project: Path, plan: dict) -> Places:
    """The wards of the plan's council, from the seeds of a project (its root).

    Raises PlainError where a seed is missing.
    """
    reference = project / "seeds" / "reference"
    landed = project / "seeds" / "landed"
    council = plan["local_authority_code"]
    wards = [
        row
        for row in read_seed(reference / "ref_wards.csv")
        if row["local_authority_code"] == council and not row["valid_to_date"]
    ]
    wards.sort(key=lambda row: row["ward_code"])
    index = {row["ward_code"]: position for position, row in enumerate(wards)}
    inside, outside = list[dict](), list[dict]()
    for row in read_seed(reference / "ref_small_areas.csv"):
        if row["area_kind"] != "lsoa_2021":
            continue
        is_inside = row["local_authority_code"] == council
        (inside if is_inside else outside).append(row)
    ethnic = _counts(landed / "raw_census_ethnic_groups.csv", "lsoa_2021_code")
    poor = _counts(landed / "raw_census_household_deprivation.csv", "lsoa_2021_code")
    english = _counts(landed / "raw_census_english_proficiency.csv", "msoa_2021_code")

    codes: list[list[str]] = [[] for _ in wards]
    people: list[list[int]] = [[] for _ in wards]
    points: list[list] = [[] for _ in wards]
    groups = {group: np.zeros(len(wards)) for group in plan["census_ethnic_groups"]}
    households, deprived = np.zeros(len(wards)), np.zeros(len(wards))
    other_language = np.zeros(len(wards))
    for row in inside:
        ward, code = index[row["ward_code"]], row["area_code"]
        residents = ethnic[code]["total"]
        codes[ward].append(code)
        people[ward].append(residents)
        points[ward].append(row)
        for group in groups:
            groups[group][ward] += ethnic[code][group]
        households[ward] += poor[code]["total"]
        deprived[ward] += sum(poor[code][each] for each in ("two", "three", "four"))
        speech = english[row["larger_area_code"]]
        share = 1 - speech["english_main_language"] / speech["total"]
        other_language[ward] += residents * share
    in_wards = np.array([sum(of_ward) for of_ward in people], dtype=float)
    centres = _points(wards)
    outside_points = _points(outside)
    distances = kilometres(centres, outside_points)
    near = np.argsort(kilometres(centres, centres), axis=1, kind="stable")
    return Places(
        local_authority_code=council,
        ward_codes=tuple(index),
        ward_names=tuple(row["ward_name"] for row in wards),
        lsoa_codes=tuple(tuple(of_ward) for of_ward in codes),
        lsoa_people=tuple(np.array(of_ward, dtype=float) for of_ward in people),
        lsoa_points=tuple(_points(of_ward) for of_ward in points),
        people_by_age=_people_by_age(index),
        deprivation=standardised(deprived / households),
        ethnic_shares={group: counts / in_wards for group, counts in groups.items()},
        other_language_share=other_language / in_wards,
        outside_codes=tuple(row["area_code"] for row in outside),
        outside_points=outside_points,
        nearness=0.5 ** (distances / plan["homes"]["halving_kilometres"]),
        near_wards=near[:, 1 : 1 + plan["homes"]["near_wards"]],
    )


def read_register_cells(project: Path, places: Places, month: str) -> list[Cell]:
    """What Ofsted's register of a month adds up to, from the seeds of a project.

    month is as the register writes it. Raises PlainError where a seed is missing or has
    no row of the council and month.
    """
    council = places.local_authority_code
    period_code = read_period_codes(project).get(("month", month))
    path = project / "seeds" / "expectations" / "expect_settings.csv"
    cells = [
        Cell(
            places.ward_codes.index(row["ward_code"]) if row["ward_code"] else None,
            row["provider_type"],
            row["provider_subtype"],
            row["is_on_early_years_register"] == "true",
            int(row["settings_count"]),
            int(row["places_count"]),
        )
        for row in read_seed(path)
        if (row["local_authority_code"], row["period_code"]) == (council, period_code)
    ]
    if not cells:
        raise PlainError(
            f"{path.name} has no row of {council} for {month}. "
            "The generator reads it: restore it from the repository."
        )
    return cells


def _counts(path: Path, area: str) -> dict[str, dict[str, int]]:
    """Area -> category -> people or households of a census extract."""
    found: dict[str, dict[str, int]] = {}
    for row in read_seed(path):
        count = row.get("people_count") or row["households_count"]
        found.setdefault(row[area], {})[row["category_code"]] = int(count)
    return found


def _points(rows: list[dict]) -> np.ndarray:
    return np.array([[float(row["latitude"]), float(row["longitude"])] for row in rows])


def _people_by_age(index: dict[str, int]) -> np.ndarray:
    """Residents by ward and age, of the population that the made-up children follow."""
    people = np.zeros((len(index), 19))
    for row in read_seed(WARD_RESIDENTS):
        people[index[row["ward_code"]]] = [int(row[str(age)]) for age in range(19)]
    return people
