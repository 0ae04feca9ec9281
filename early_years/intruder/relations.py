"""How counts hang together: categories in totals, parts in wholes, areas in areas."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from early_years.csv_rows import csv_rows
from early_years.intruder.bounds import Sum
from early_years.intruder.cell import (
    DENOMINATOR,
    MOST,
    NUMERATOR,
    TOTAL,
    WARD,
    Cell,
)
from early_years.intruder.reading import Publication

WARDS = Path("seeds") / "reference" / "ref_wards.csv"
BREAKDOWNS = Path("seeds") / "reference" / "ref_breakdowns.csv"
COUNCIL, LOCALITY = "local_authority", "locality"
# A child below in two domains is counted in both: these categories do not add up.
OVERLAPPING = frozenset({"asq_domain"})
# An indicator of those who do not take part, and the one of those who do.
GAP, TAKE_UP = "_gap", "_take_up"

# Areas that are made of wards, by the start of the columns that name them.
AREAS = frozenset({"constituency", "family_hub_area", "district", LOCALITY})

# Area of a kind -> the areas of another kind that make it up, by council.
Nesting = dict[tuple[str, str], list[tuple[str, str]]]


def sums_of(
    cells: Iterable[Cell], nesting: Nesting, categories: dict[str, set[str]]
) -> list[Sum]:
    """All sums between the cells that are shown, and those that they imply."""
    known = set(cells)
    return [
        *_topics(known, categories),
        *_parts(known),
        *_gaps(known),
        *_areas(known, nesting),
    ]


def read_categories(root: Path) -> dict[str, set[str]]:
    """Per topic the categories that it can have."""
    found = defaultdict(set)
    for row in csv_rows(root / BREAKDOWNS):
        found[row["breakdown_topic"]].add(row["breakdown_category"])
    return dict(found)


def read_nesting(root: Path) -> Nesting:
    """Which wards make up each locality and council, by code and by name."""
    found: Nesting = defaultdict(list)
    for row in csv_rows(root / WARDS):
        ward = (WARD, row["ward_code"])
        found[COUNCIL, row["local_authority_code"]].append(ward)
        if row.get("locality_name"):
            name = row["locality_name"]
            code = f"{row['local_authority_code']}-{name.lower().replace(' ', '-')}"
            found[LOCALITY, code].append(ward)
            found[LOCALITY, name].append(ward)
    return dict(found)


def nesting_told(publication: Publication) -> Nesting:
    """The same of other areas, where a file names them beside each of its wards."""
    found: Nesting = defaultdict(list)
    for table in publication.tables.values():
        rows = table.rows
        if "ward_code" not in rows or rows["ward_code"].duplicated().any():
            continue
        for name in rows.columns:
            kind, _, ending = str(name).rpartition("_")
            if ending in ("code", "name") and kind in AREAS:
                for ward, area in zip(rows["ward_code"], rows[name], strict=True):
                    if area and (WARD, ward) not in found[kind, area]:
                        found[kind, area].append((WARD, ward))
    return dict(found)


def _topics(known: set[Cell], categories: dict[str, set[str]]) -> Iterator[Sum]:
    """The categories of a topic add up to all children; those not shown may be any."""
    shown = {cell._replace(category=TOTAL) for cell in known if cell.topic != TOTAL}
    universe = defaultdict(set)
    for cell in known:
        if cell.topic != TOTAL:
            universe[cell.indicator, cell.topic].add(cell.category)
    for one in sorted(shown):
        if one.topic in OVERLAPPING:
            continue
        every = universe[one.indicator, one.topic] | categories.get(one.topic, set())
        terms = [(1, one._replace(category=name)) for name in sorted(every)]
        total = one._replace(topic=TOTAL)
        yield Sum(((-1, total), *terms), 0, 0, f"{one.topic} adds up to the total")


def _parts(known: set[Cell]) -> Iterator[Sum]:
    """Whoever is counted in a numerator is counted in its denominator."""
    for cell in sorted(known):
        if cell.part == NUMERATOR:
            whole = cell._replace(part=DENOMINATOR)
            if whole in known:
                yield Sum(((1, whole), (-1, cell)), 0, MOST, "part of its denominator")


def _gaps(known: set[Cell]) -> Iterator[Sum]:
    """Those who do not take up are at least the children less those who do."""
    for cell in sorted(known):
        if cell.part != NUMERATOR or not cell.indicator.endswith(GAP):
            continue
        stem = cell.indicator.removesuffix(GAP)
        takers = cell._replace(indicator=stem + TAKE_UP)
        gap_whole = cell._replace(part=DENOMINATOR)
        whole = takers._replace(part=DENOMINATOR)
        if takers in known:
            terms = ((1, cell), (1, takers), (-1, gap_whole))
            yield Sum(terms, 0, MOST, "gap and take-up make up the children")
            yield Sum(((1, gap_whole), (-1, whole)), 0, 0, "the same children")


def _areas(known: set[Cell], nesting: Nesting) -> Iterator[Sum]:
    """Wards add up to their locality; a council has at least the children of its parts.

    A council has children in no ward besides, how many is not known.
    """
    for cell in sorted(known):
        inner = nesting.get((cell.area_type, cell.area), [])
        terms = [(1, cell._replace(area_type=kind, area=area)) for kind, area in inner]
        if not any(term in known for _, term in terms):
            continue
        rest = MOST if cell.area_type == COUNCIL else 0
        text = f"{cell.area_type} {cell.area} is the sum of its wards"
        yield Sum(((1, cell), *((-1, term) for _, term in terms)), 0, rest, text)
