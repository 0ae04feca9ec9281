"""A council that does not exist: its areas, its census, its population."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from development.synthetic.draws import Stream, apportion, logistic
from development.synthetic.places import Places, kilometres, standardised

CODE = re.compile(r"(?:E08|S12)900(\d\d\d)")
LAST_NUMBER = 199
# The neighbour of council 7 is numbered 207, so that their areas never meet.
TO_NEIGHBOUR = 200
# Real areas are numbered far below E05400000, E01400000 and E02400000.
FIRST_AREA = 400
# Degrees of longitude as long as one of latitude, at the latitude of England.
STRETCH = 1.6
REFERENCE_COLUMNS = {
    "ref_local_authorities": (
        "local_authority_code",
        "local_authority_name",
        "region_code",
        "region_name",
        "is_served",
    ),
    "ref_wards": (
        "ward_code",
        "ward_name",
        "local_authority_code",
        "locality_name",
        "latitude",
        "longitude",
        "is_at_boundary",
        "valid_from_date",
        "valid_to_date",
    ),
    "ref_small_areas": (
        "area_kind",
        "area_code",
        "area_name",
        "larger_area_code",
        "ward_code",
        "local_authority_code",
        "latitude",
        "longitude",
        "valid_from_date",
        "valid_to_date",
    ),
}


@dataclass(frozen=True)
class Nation:
    """How codes of a nation begin, its sets of small areas, and a region of it.

    The region is a real one, so that a council finds regional figures to compare with.
    """

    council: str
    ward: str
    small_area: str
    larger_area: str
    kind: str
    former_kind: str
    region: tuple[str, str]


NATIONS = {
    "E": Nation(
        *("E08", "E05", "E01", "E02", "lsoa_2021", "lsoa_2011"),
        ("E12000005", "West Midlands"),
    ),
    "S": Nation(
        *("S12", "S13", "S01", "S02", "data_zone_2022", "data_zone_2011"), ("", "")
    ),
}


def nation_of(code: str) -> Nation:
    """The nation of a code, by its first letter."""
    return NATIONS[code[0]]


@dataclass(frozen=True)
class Lsoa:
    code: str
    name: str
    msoa_code: str
    ward: int
    residents: int
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Council:
    """A made-up council: places for the children, rows for everything else.

    reference and landed are name of the seed or dataset -> rows.
    """

    places: Places
    reference: dict[str, list[tuple]]
    landed: dict[str, list[tuple]]


def council_number(code: str) -> int:
    """The number in a made-up code: E08900001 is 1.

    Raises ValueError for codes that could be real or would collide.
    """
    found = CODE.fullmatch(code)
    if not found or not 1 <= int(found[1]) <= LAST_NUMBER:
        raise ValueError(
            f"{code} must be from E08900001 to E08900{LAST_NUMBER}, or S12 likewise."
        )
    return int(found[1])


def area_code(kind: str, number: int, position: int) -> str:
    """The code of an area of council number, by its position from 1; kind as in E05."""
    return f"{kind}{FIRST_AREA + number}{position:03d}"


def make_council(
    code: str,
    name: str,
    wards: int,
    lsoas_per_ward: int,
    children_per_cohort: int,
    residents: Mapping[str, tuple[int, ...]],
    plan: dict,
    stream: Stream,
) -> Council:
    """Wards on a square grid, their LSOAs around them, one neighbour to the east.

    residents is kind of residents -> positions of the wards where they live, in the
    place of those drawn; no other ward's draw is moved by it.
    Raises ValueError where the plan's names or the codes do not suffice.
    """
    number, nation = council_number(code), nation_of(code)
    names = [f"{first} {last}" for last in plan["last"] for first in plan["first"]]
    if wards > len(names) or wards * lsoas_per_ward > 999:
        raise ValueError(
            f"{name}: {wards} wards x {lsoas_per_ward} LSOAs are too many."
        )
    ward_codes = tuple(
        area_code(nation.ward, number, ward + 1) for ward in range(wards)
    )
    centres, at_boundary = _grid(wards, number, plan)
    kinds = {
        ward: plan["residents"][kind]
        for kind, positions in residents.items()
        for ward in positions
    }
    deprivation = standardised(stream.normals(wards))
    for ward, kind in kinds.items():
        deprivation[ward] = kind["deprivation"]
    sizes = np.exp(plan["ward_size_spread"] * stream.normals(wards))
    lsoas = _lsoas(name, code, lsoas_per_ward, centres, sizes, plan, stream)
    outside = _neighbour_lsoas(code, centres, plan, stream)
    shares = _ethnic_shares(wards, deprivation, plan, stream)
    for ward, kind in kinds.items():
        for group, share in kind["ethnic_shares"].items():
            shares[group][ward] = share
    religions = [kinds.get(ward, plan)["religion_shares"] for ward in range(wards)]
    people_by_age, population = _population(
        lsoas, wards, children_per_cohort, plan, stream
    )
    speech = _english(shares, plan)
    context = _context(lsoas, shares, religions, deprivation, speech, plan, stream)
    outside_points = _points(outside)
    near = np.argsort(kilometres(centres, centres), axis=1, kind="stable")
    by_ward = [[lsoa for lsoa in lsoas if lsoa.ward == ward] for ward in range(wards)]
    places = Places(
        local_authority_code=code,
        ward_codes=ward_codes,
        ward_names=tuple(names[:wards]),
        lsoa_codes=tuple(tuple(lsoa.code for lsoa in group) for group in by_ward),
        lsoa_people=tuple(
            np.array([float(lsoa.residents) for lsoa in group]) for group in by_ward
        ),
        lsoa_points=tuple(_points(group) for group in by_ward),
        people_by_age=people_by_age,
        deprivation=deprivation,
        ethnic_shares=shares,
        other_language_share=1 - speech["english_main_language"],
        outside_codes=tuple(lsoa.code for lsoa in outside),
        outside_points=outside_points,
        nearness=0.5
        ** (kilometres(centres, outside_points) / plan["halving_kilometres"]),
        near_wards=near[:, 1 : 1 + plan["near_wards"]],
    )
    reference = _reference(places, name, lsoas, outside, centres, at_boundary)
    return Council(places, reference, {**context, "population_estimates": population})


def _grid(wards: int, number: int, plan: dict) -> tuple[np.ndarray, np.ndarray]:
    """Ward centres, and whether each lies at the edge of the grid."""
    side = int(np.ceil(np.sqrt(wards)))
    rows, columns = np.divmod(np.arange(wards), side)
    step = plan["ward_step_degrees"]
    west = plan["first_longitude"] + number * plan["council_step"]
    centres = np.column_stack(
        [plan["first_latitude"] + rows * step, west + columns * step * STRETCH]
    )
    last_row = rows.max()
    edge = (rows == 0) | (rows == last_row) | (columns == 0) | (columns == side - 1)
    return centres, edge


def _lsoas(
    name: str,
    code: str,
    lsoas_per_ward: int,
    centres: np.ndarray,
    sizes: np.ndarray,
    plan: dict,
    stream: Stream,
) -> list[Lsoa]:
    number, nation = council_number(code), nation_of(code)
    residents = plan["residents_per_lsoa"] * np.exp(
        plan["lsoa_size_spread"] * stream.normals(len(centres), lsoas_per_ward)
    )
    shifts = (stream.uniforms(len(centres), lsoas_per_ward, 2) - 0.5) * plan[
        "ward_step_degrees"
    ]
    lsoas, msoa = list[Lsoa](), 0
    for ward, (latitude, longitude) in enumerate(centres):
        for position in range(lsoas_per_ward):
            letter = position % plan["lsoas_per_msoa"]
            msoa += letter == 0
            north, east = shifts[ward, position]
            lsoas.append(
                Lsoa(
                    area_code(nation.small_area, number, len(lsoas) + 1),
                    f"{name} {msoa:03d}{chr(ord('A') + letter)}",
                    area_code(nation.larger_area, number, msoa),
                    ward,
                    round(residents[ward, position] * sizes[ward]),
                    round(latitude + north, 6),
                    round(longitude + STRETCH * east, 6),
                )
            )
    return lsoas


def _neighbour_lsoas(
    code: str, centres: np.ndarray, plan: dict, stream: Stream
) -> list[Lsoa]:
    number, count = council_number(code), plan["neighbour_lsoas"]
    north = centres[:, 0].min() + stream.uniforms(count) * np.ptp(centres[:, 0])
    step = STRETCH * plan["ward_step_degrees"]
    east = centres[:, 1].max() + step * (0.6 + stream.uniforms(count))
    return [
        Lsoa(
            area_code(nation_of(code).small_area, number + TO_NEIGHBOUR, position + 1),
            f"Neighbour {number:03d} 001{chr(ord('A') + position)}",
            "",
            0,
            0,
            round(north[position], 6),
            round(east[position], 6),
        )
        for position in range(count)
    ]


def _ethnic_shares(
    wards: int, deprivation: np.ndarray, plan: dict, stream: Stream
) -> dict[str, np.ndarray]:
    """Category -> share of residents by ward."""
    weights = {
        group: share
        * np.exp(
            plan["ethnic_spread"] * stream.normals(wards)
            - (group == "white") * plan["white_deprivation"] * deprivation
        )
        for group, share in plan["ethnic_shares"].items()
    }
    whole = sum(weights.values())
    return {group: weight / whole for group, weight in weights.items()}


def _english(shares: dict[str, np.ndarray], plan: dict) -> dict[str, np.ndarray]:
    """Category of proficiency -> share of residents by ward."""
    other = sum(
        share * plan["other_language_shares"][group] for group, share in shares.items()
    )
    speech = {"english_main_language": 1 - other}
    for category, share in plan["proficiency_shares"].items():
        speech[category] = other * share
    return speech


def _population(
    lsoas: list[Lsoa],
    wards: int,
    children_per_cohort: int,
    plan: dict,
    stream: Stream,
) -> tuple[np.ndarray, list[tuple]]:
    """Residents by ward and age 0 to 18, and rows of population_estimates."""
    residents = np.array([lsoa.residents for lsoa in lsoas], dtype=float)
    people = np.zeros((wards, 19))
    rows = []
    for age in range(19):
        noise = np.exp(plan["cohort_spread"] * stream.normals(len(lsoas)))
        counts = apportion(children_per_cohort, residents * noise)
        for lsoa, count in zip(lsoas, counts, strict=True):
            people[lsoa.ward, age] += count
            rows.append(population_row(plan, lsoa.code, age, int(count)))
    return people, rows


def population_row(plan: dict, lsoa: str, age: int, count: int) -> tuple:
    """A row of population_estimates, which says that it is made up."""
    return (plan["mid_year"], "", lsoa, age, count, "", "", "", "", "true")


def _context(
    lsoas: list[Lsoa],
    ethnic_shares: dict[str, np.ndarray],
    religions: list[dict[str, float]],
    deprivation: np.ndarray,
    speech: dict[str, np.ndarray],
    plan: dict,
    stream: Stream,
) -> dict[str, list[tuple]]:
    """Rows of the census and deprivation datasets, by dataset."""
    context: dict[str, list[tuple]] = {
        dataset: []
        for dataset in (
            "census_ethnic_groups",
            "census_religions",
            "census_household_deprivation",
            "census_english_proficiency",
            "deprivation_indices",
        )
    }
    year = plan["census_year"]
    ladder = np.array(list(plan["household_deprivation_shares"].values()))
    msoas: dict[str, list[Lsoa]] = {}
    for lsoa in lsoas:
        msoas.setdefault(lsoa.msoa_code, []).append(lsoa)
        ward = lsoa.ward
        local = deprivation[ward] + plan["lsoa_deprivation_spread"] * float(
            stream.normals(1)[0]
        )
        groups = {group: share[ward] for group, share in ethnic_shares.items()}
        believers = religions[ward]
        blurred = np.exp(plan["religion_spread"] * stream.normals(len(believers)))
        faiths = {
            religion: share * blur
            for (religion, share), blur in zip(believers.items(), blurred, strict=True)
        }
        steps = np.arange(len(ladder)) * plan["household_deprivation_tilt"] * local
        rungs = dict(
            zip(
                plan["household_deprivation_shares"],
                ladder * np.exp(steps),
                strict=True,
            )
        )
        households = round(lsoa.residents / plan["residents_per_household"])
        for dataset, total, shares in (
            ("census_ethnic_groups", lsoa.residents, groups),
            ("census_religions", lsoa.residents, faiths),
            ("census_household_deprivation", households, rungs),
        ):
            context[dataset] += _census_rows(year, lsoa.code, total, shares)
        context["deprivation_indices"] += _index_rows(lsoa.code, local, plan)
    for code, group in msoas.items():
        total = round(plan["aged_three_and_over"] * sum(one.residents for one in group))
        shares = {category: share[group[0].ward] for category, share in speech.items()}
        context["census_english_proficiency"] += _census_rows(year, code, total, shares)
    return context


def _census_rows(
    year: int, area: str, total: int, shares: dict[str, float]
) -> list[tuple]:
    counts = apportion(total, list(shares.values()))
    parts = [
        (year, area, category, int(count), "true")
        for category, count in zip(shares, counts, strict=True)
    ]
    return [(year, area, "total", total, "true"), *parts]


def _index_rows(code: str, deprivation: float, plan: dict) -> list[tuple]:
    """One row per edition; a high deprivation gives a low rank."""
    rows = []
    for edition, areas in plan["index_areas"].items():
        rank = 1 + int(logistic(-1.7 * deprivation - plan["index_shift"]) * (areas - 1))
        decile = 1 + (rank - 1) * 10 // areas
        is_2021 = edition == 2025
        vintages = ("", code) if is_2021 else (code, "")
        children = (rank, decile) if is_2021 else ("", "")
        rows.append((edition, *vintages, rank, decile, *children, "true"))
    return rows


def _reference(
    places: Places,
    name: str,
    lsoas: list[Lsoa],
    outside: list[Lsoa],
    centres: np.ndarray,
    at_boundary: np.ndarray,
) -> dict[str, list[tuple]]:
    code = places.local_authority_code
    number, nation = council_number(code), nation_of(code)
    region = nation.region
    neighbour = f"{nation.council}900{number + TO_NEIGHBOUR}"
    neighbour_ward = area_code(nation.ward, number + TO_NEIGHBOUR, 1)
    quarters = np.where(
        centres[:, 0] > np.median(centres[:, 0]),
        "North",
        np.where(centres[:, 1] > np.median(centres[:, 1]), "East", "West"),
    )
    ward_codes = places.ward_codes
    return {
        "ref_local_authorities": [
            (code, name, *region, "true"),
            (neighbour, f"Neighbour of {name}", *region, "false"),
        ],
        "ref_wards": [
            (
                ward_codes[ward],
                places.ward_names[ward],
                code,
                quarters[ward],
                f"{centres[ward, 0]:.6f}",
                f"{centres[ward, 1]:.6f}",
                "true" if at_boundary[ward] else "false",
                "2018-05-03",
                "",
            )
            for ward in range(places.ward_count)
        ],
        "ref_small_areas": [
            *(
                _lsoa_row(lsoa, nation.kind, ward_codes[lsoa.ward], code)
                for lsoa in lsoas
            ),
            *(
                _lsoa_row(lsoa, nation.kind, neighbour_ward, neighbour)
                for lsoa in outside
            ),
            *(
                (
                    nation.former_kind,
                    lsoa.code,
                    lsoa.name,
                    "",
                    ward_codes[lsoa.ward],
                    code,
                )
                + ("", "", "", "")
                for lsoa in lsoas
            ),
        ],
    }


def _points(lsoas: list[Lsoa]) -> np.ndarray:
    return np.array([[lsoa.latitude, lsoa.longitude] for lsoa in lsoas])


def _lsoa_row(lsoa: Lsoa, kind: str, ward_code: str, council: str) -> tuple[str, ...]:
    point = (f"{lsoa.latitude:.6f}", f"{lsoa.longitude:.6f}")
    of_areas = (lsoa.code, lsoa.name, lsoa.msoa_code, ward_code, council)
    return kind, *of_areas, *point, "", ""
