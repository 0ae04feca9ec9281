"""Places in a made-up city: as its children need them, but for what is planted."""

from collections.abc import Mapping

import numpy as np

from development.synthetic.draws import apportion
from development.synthetic.made_up import (
    TO_NEIGHBOUR,
    area_code,
    nation_of,
    population_row,
)
from development.synthetic.places import Places, kilometres
from development.synthetic.provision import Supply
from development.synthetic.register import Cell
from development.synthetic.sites import Ground

UNDER_FIVE = list(range(5))
NURSERY = "Childcare on non-domestic premises"
DISTRICTS_A_COUNCIL = 10


def city_districts(places: Places, number: int) -> dict[str, str]:
    """Ward code -> postal district, of this council alone and not a real one."""
    return {
        code: _district("Q", number, ward * DISTRICTS_A_COUNCIL // places.ward_count)
        for ward, code in enumerate(places.ward_codes)
    }


def city_supply(
    places: Places,
    number: int,
    planted: Mapping[str, tuple[int, ...]],
    with_neighbour: bool,
    plan: dict,
) -> Supply:
    """What the register and the list of a made-up council add up to.

    planted is kind of ward (in the plan's factors) -> positions. plan has the sections
    settings and provision.
    """
    provision = plan["provision"]
    factors = _factors(places, planted, provision)
    children = places.people(UNDER_FIVE)
    cells = _homes(places.ward_count, provision)
    for ward in range(places.ward_count):
        cells += _nurseries(ward, children[ward] * factors[ward], provision)
    free_shares = np.full(places.ward_count, plan["settings"]["funded"]["free_share"])
    free_shares[list(planted["full_but_unused"])] = provision["unused_free_share"]
    if not with_neighbour:
        return Supply(cells, factors, free_shares)
    lsoas, nation = len(places.outside_codes), nation_of(places.local_authority_code)
    near = children.sum() * lsoas / sum(len(codes) for codes in places.lsoa_codes)
    outside = Ground(
        area_code(nation.ward, number + TO_NEIGHBOUR, 1),
        _district("X", number, 0),
        places.outside_codes,
        np.ones(lsoas),
        places.outside_points,
    )
    return Supply(
        cells,
        factors,
        free_shares,
        tuple(_nurseries(places.ward_count, near, provision)),
        outside,
        f"{nation.council}900{number + TO_NEIGHBOUR}",
    )


def neighbour_population(places: Places, plan: dict) -> list[tuple]:
    """Rows of population_estimates for the LSOAs of the neighbour, all alike."""
    lsoas = sum(len(codes) for codes in places.lsoa_codes)
    cohorts = places.people_by_age.sum(axis=0)
    rows = []
    for age, cohort in enumerate(cohorts):
        near = round(cohort * len(places.outside_codes) / lsoas)
        counts = apportion(near, np.ones(len(places.outside_codes)))
        rows += [
            population_row(plan, code, age, int(count))
            for code, count in zip(places.outside_codes, counts, strict=True)
        ]
    return rows


def _district(area: str, number: int, position: int) -> str:
    """Two letters and two digits; council 27's are QC70 to QC79."""
    tens, ones = divmod(number, 10)
    return f"{area}{chr(ord('A') + tens)}{ones}{position}"


def _factors(
    places: Places, planted: Mapping[str, tuple[int, ...]], plan: dict
) -> np.ndarray:
    factors = np.ones(places.ward_count)
    for kind, factor in plan["factors"].items():
        factors[list(planted[kind])] = factor
    centres = np.array([points.mean(axis=0) for points in places.lsoa_points])
    for ward in planted["desert"]:
        distances = kilometres(centres[[ward]], centres)[0]
        factors[distances <= plan["desert_kilometres"]] = plan["factors"]["desert"]
    return factors


def _homes(wards: int, plan: dict) -> list[Cell]:
    """Providers in homes, whose names and addresses Ofsted withholds."""
    count = wards * plan["childminders"]
    carers = wards * plan["home_childcarers"]
    places_count = round(count * plan["places_a_childminder"])
    return [
        Cell(None, "Childminder", "", True, count, places_count),
        Cell(None, "Home childcarer", "", False, carers, 0),
    ]


def _nurseries(ward: int, children: float, plan: dict) -> list[Cell]:
    """Day care, pre-schools and clubs of a ward; of what comes to nothing, none."""
    total = round(plan["places_a_child"] * children)
    sessional = round(plan["sessional_share"] * total)
    found = [
        ("Full day care", total - sessional, plan["places_a_setting"]),
        ("Sessional day care", sessional, plan["places_a_setting"]),
        ("Out-of-school day care", plan["clubs"] * plan["places_a_club"], None),
    ]
    cells = []
    for subtype, places_count, size in found:
        count = plan["clubs"] if size is None else -(-places_count // size)
        if places_count:
            cells.append(Cell(ward, NURSERY, subtype, True, count, places_count))
    return cells
