"""The reference data of another council, filled from the open data that were landed.

What stands there already is kept, so that a second start writes what has been landed
in the meantime, and nothing where nothing came.
"""

import csv
import json
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import duckdb

from early_years.contracts import load_contracts
from early_years.csv_rows import csv_table
from early_years.environment import PlainError, Project
from early_years.landing.releases import current_rows

COUNCILS = "reference/ref_local_authorities"
NUMBERS = "reference/ref_local_authority_numbers"
WARDS = "reference/ref_wards"
SMALL_AREAS, KINDS = "reference/ref_small_areas", "reference/ref_area_kinds"
COUNTS, TARGETS = "expectations/expect_area_counts", "policy/policy_targets"
# Of which council a row is, in the seeds that another one's rows leave.
OF_A_COUNCIL = (
    WARDS,
    COUNTS,
    "expectations/expect_totals",
    "expectations/expect_settings",
)
COUNCIL = "local_authority_code"
# The role of the small areas whose look-up says which wards there are.
TODAY, BEFORE = "small_area", "former_small_area"
# Type of a column -> how staging writes its values.
CASES = {"area_code": str.upper, "council_code": str.upper, "choice": str.lower}
SOURCE = "Look-up of small areas to wards, as landed"
# What tells that rows are missing -> what is to be done.
BY_HAND = {
    "expectations/expect_totals": "your published totals, to be held against",
    "reference/ref_ward_shapes": "outlines: see docs/how-to/draw-your-wards.md",
    "reference/ref_segment_centroids": "segments: see docs/how-to/fit-segments.md",
}

Row = dict[str, str]
Point = tuple[float, float]


@dataclass
class Seeds:
    """Seeds of a project by their path below seeds, all read before one is written."""

    root: Path
    tables: dict[str, tuple[list[str], list[Row]]] = field(default_factory=dict)
    before: dict[str, str] = field(default_factory=dict)

    def rows(self, name: str) -> list[Row]:
        """The rows of a seed, to be changed in place."""
        if name not in self.tables:
            columns, rows = csv_table(self._path(name))
            self.tables[name] = (columns, [*rows])
            self.before[name] = repr(rows)
        return self.tables[name][1]

    def add(self, name: str, row: Row) -> None:
        """Put a row where the order of its first columns has it."""
        rows = self.rows(name)
        columns = self.tables[name][0]
        whole = {column: row.get(column, "") for column in columns}
        key = [whole[column] for column in columns[:2]]
        place = sum([one[column] for column in columns[:2]] < key for one in rows)
        rows.insert(place, whole)

    def write(self) -> Iterator[str]:
        """Write what was changed; yield the path of each file."""
        for name, (columns, rows) in self.tables.items():
            if repr(rows) != self.before[name]:
                with self._path(name).open("w", encoding="utf-8", newline="") as text:
                    writer = csv.DictWriter(text, columns, lineterminator="\n")
                    writer.writeheader()
                    writer.writerows(rows)
                yield f"seeds/{name}.csv"

    def _path(self, name: str) -> Path:
        return self.root / "seeds" / f"{name}.csv"


def fill_council(project: Project, code: str, alone: bool) -> list[str]:
    """Serve a council and fill its areas; return lines on what was done and lacks.

    alone: councils that were served are not any longer, and their wards, targets and
    expectations leave.
    Raises PlainError where no council of that code is known.
    """
    seeds = Seeds(project.root)
    name = _serve(seeds, code)
    if alone:
        _leave_out_others(seeds, code)
    lookups = [row for row in _landed(project, "area_lookups") if row[COUNCIL] == code]
    areas = {
        kind: _newest(lookups, kind) for kind in _kinds(seeds, code, TODAY, BEFORE)
    }
    for kind, rows in areas.items():
        _fill_small_areas(seeds, code, rows, kind)
    today = [row for kind in _kinds(seeds, code, TODAY) for row in areas[kind]]
    _fill_wards(seeds, code, today)
    _place_wards(seeds, code, _landed(project, "ward_boundaries"))
    _place_small_areas(seeds, code, _landed(project, "postcodes"))
    _expect_counts(seeds, code, areas)
    missing = list(_missing(seeds, code))
    written = list(seeds.write())
    return [
        f"{name} ({code}) is served.",
        *(f"Written: {path}" for path in written),
        *([] if written else ["Nothing new was landed: no file was written."]),
        *(f"Missing: {line}" for line in missing),
        "Then: python -m early_years check, and build.",
    ]


def _serve(seeds: Seeds, code: str) -> str:
    """Mark a council as served, with its name and region as England's list has it."""
    own = next((row for row in seeds.rows(COUNCILS) if row[COUNCIL] == code), None)
    if own is None:
        known = next((row for row in seeds.rows(NUMBERS) if row[COUNCIL] == code), None)
        if known is None:
            raise PlainError(
                f"{code} is in neither seeds/{COUNCILS}.csv nor {NUMBERS}.csv. "
                "Write its name and region into the first, and start again."
            )
        seeds.add(COUNCILS, known)
        own = next(row for row in seeds.rows(COUNCILS) if row[COUNCIL] == code)
    own["is_served"] = "true"
    return own["local_authority_name"]


def _leave_out_others(seeds: Seeds, code: str) -> None:
    for row in seeds.rows(COUNCILS):
        row["is_served"] = "true" if row[COUNCIL] == code else "false"
    for name in OF_A_COUNCIL:
        rows = seeds.rows(name)
        rows[:] = [row for row in rows if row[COUNCIL] == code]
    targets = seeds.rows(TARGETS)
    targets[:] = [
        row
        for row in targets
        if row["area_kind"] != "local_authority" or row["area_code"] == code
    ]


def _landed(project: Project, dataset: str) -> list[Row]:
    """The rows of a dataset that are of somewhere real, as staging has them."""
    contract = next(one for one in load_contracts() if one.name == dataset)
    spelt = {one.name: CASES.get(one.type, str) for one in contract.columns}
    with tempfile.TemporaryDirectory() as folder, duckdb.connect() as database:
        rows = current_rows(database, project, contract, Path(folder))
    trimmed = [
        {name: written(row[name].strip()) for name, written in spelt.items()}
        for row in rows
    ]
    return [row for row in trimmed if row["is_synthetic"] == "false"]


def _kinds(seeds: Seeds, code: str, *roles: str) -> list[str]:
    """The kinds of area of a council's nation in some roles."""
    return [
        row["area_kind"]
        for row in seeds.rows(KINDS)
        if row["area_role"] in roles and code[0] in row["code_letters"]
    ]


def _newest(lookups: list[Row], kind: str) -> list[Row]:
    """The look-up of a kind of small area to the newest wards."""
    found = [row for row in lookups if row["area_kind"] == kind]
    vintage = max((row["ward_vintage"] for row in found), default="")
    return [row for row in found if row["ward_vintage"] == vintage]


def _fill_small_areas(seeds: Seeds, code: str, lookup: list[Row], kind: str) -> None:
    held = {
        row["area_code"]: row
        for row in seeds.rows(SMALL_AREAS)
        if row["area_kind"] == kind and not row["valid_to_date"]
    }
    for row in lookup:
        told = {
            "area_kind": kind,
            "area_code": row["area_code"],
            "area_name": row["area_name"],
            "ward_code": row["ward_code"],
            COUNCIL: code,
        }
        if row["area_code"] in held:
            held[row["area_code"]].update(told)
        else:
            seeds.add(SMALL_AREAS, told)


def _fill_wards(seeds: Seeds, code: str, lookup: list[Row]) -> None:
    held = {row["ward_code"] for row in seeds.rows(WARDS)}
    names = {row["ward_code"]: row["ward_name"] for row in lookup}
    for ward, name in names.items():
        if ward not in held:
            # At the boundary until an outline says that it is not.
            seeds.add(
                WARDS,
                {
                    "ward_code": ward,
                    "ward_name": name,
                    COUNCIL: code,
                    "is_at_boundary": "true",
                },
            )


def _place_wards(seeds: Seeds, code: str, boundaries: list[Row]) -> None:
    """Give wards without a centre that of their outline, and say which lie inside."""
    vintage = max((row["ward_vintage"] for row in boundaries), default="")
    wards = {row["ward_code"]: row for row in _own(seeds, WARDS, code)}
    rings = {
        row["ward_code"]: _rings(row["boundary_geojson"])
        for row in boundaries
        if row["ward_vintage"] == vintage and row["ward_code"] in wards
    }
    if set(rings) != set(wards) or not all(rings.values()):
        return
    uses = Counter(edge for its in rings.values() for edge in set(_edges(its)))
    for ward, its in rings.items():
        row = wards[ward]
        if not row["latitude"]:
            longitude, latitude = _centre(its)
            row["latitude"], row["longitude"] = f"{latitude:.6f}", f"{longitude:.6f}"
            is_at_boundary = any(uses[edge] == 1 for edge in _edges(its))
            row["is_at_boundary"] = str(is_at_boundary).lower()


def _rings(text: str) -> list[list[Point]]:
    """The rings of a polygon or of several in GeoJSON; none where it is neither."""
    try:
        geometry = json.loads(text)
        found = geometry["coordinates"]
        polygons = {"Polygon": [found], "MultiPolygon": found}[geometry["type"]]
        return [
            [(float(point[0]), float(point[1])) for point in ring]
            for polygon in polygons
            for ring in polygon
        ]
    except (ValueError, KeyError, TypeError, IndexError):
        return []


def _edges(rings: list[list[Point]]) -> Iterator[frozenset[Point]]:
    for ring in rings:
        yield from (frozenset(edge) for edge in pairwise(ring))


def _centre(rings: list[list[Point]]) -> Point:
    """The centre of mass of an outline; holes run the other way round, and count so."""
    area = east = north = 0.0
    # Far from 0 the products would lose their last digits.
    (x, y) = rings[0][0]
    for ring in rings:
        for (one_x, one_y), (two_x, two_y) in pairwise(ring):
            part = (one_x - x) * (two_y - y) - (two_x - x) * (one_y - y)
            area += part
            east += part * (one_x + two_x - 2 * x)
            north += part * (one_y + two_y - 2 * y)
    if not area:
        return (x, y)
    return x + east / (3 * area), y + north / (3 * area)


def _place_small_areas(seeds: Seeds, code: str, postcodes: list[Row]) -> None:
    """Give today's small areas without a point the middle of their postcodes."""
    points: dict[str, list[Point]] = {}
    for row in postcodes:
        if row["is_terminated"] == "no":
            point = (float(row["latitude"]), float(row["longitude"]))
            points.setdefault(row["lsoa_2021_code"], []).append(point)
    for row in _areas(seeds, code, *_kinds(seeds, code, TODAY)):
        found = points.get(row["area_code"])
        if found and not row["latitude"]:
            north, east = (sum(axis) / len(found) for axis in zip(*found, strict=True))
            row["latitude"], row["longitude"] = f"{north:.6f}", f"{east:.6f}"


def _expect_counts(seeds: Seeds, code: str, areas: dict[str, list[Row]]) -> None:
    """Expect as many areas as the look-ups have, where nobody has said how many."""
    said = {row["area_kind"] for row in _own(seeds, COUNTS, code)}
    counts = {kind: len(rows) for kind, rows in areas.items()}
    counts["ward"] = len(
        {row["ward_code"] for kind in _kinds(seeds, code, TODAY) for row in areas[kind]}
    )
    for kind, count in counts.items():
        if count and kind not in said:
            row = {"area_kind": kind, "areas_count": str(count), "source": SOURCE}
            seeds.add(COUNTS, row | {COUNCIL: code})


def _missing(seeds: Seeds, code: str) -> Iterator[str]:
    wards = _own(seeds, WARDS, code)
    if not wards:
        yield "wards: land the look-ups of small areas to wards (area_lookups)"
    kinds = _kinds(seeds, code, TODAY, BEFORE)
    for kind in kinds:
        if not _areas(seeds, code, kind):
            yield f"{kind} of seeds/{SMALL_AREAS}.csv: land its look-up (area_lookups)"
    if unplaced := sum(not row["latitude"] for row in wards):
        yield f"centres of {unplaced} wards: land all of their ward_boundaries"
    codes = {row["ward_code"] for row in wards}
    for kind in kinds:
        own = _areas(seeds, code, kind)
        outside = sum(row["ward_code"] not in codes for row in own)
        if wards and outside:
            yield (
                f"wards of {outside} rows of {kind} in seeds/{SMALL_AREAS}.csv, in no "
                "look-up"
            )
    today = _areas(seeds, code, *_kinds(seeds, code, TODAY))
    if unplaced := sum(not row["latitude"] for row in today):
        yield (
            f"points of {unplaced} small areas: land the postcode directory (postcodes)"
        )
    if unknown := sum(not row["larger_area_code"] for row in today):
        yield (
            f"larger areas of {unknown} small areas: fill in seeds/{SMALL_AREAS}.csv"
        )
    if unnamed := sum(not row["locality_name"] for row in wards):
        yield f"localities of {unnamed} wards, if you have any: seeds/{WARDS}.csv"
    known = {code} | codes
    for seed, what in BY_HAND.items():
        keys = {next(iter(row.values())) for row in seeds.rows(seed)}
        if not keys & known:
            yield f"seeds/{seed}.csv: {what}"


def _areas(seeds: Seeds, code: str, *kinds: str) -> list[Row]:
    """A council's small areas of some kinds, where they lie today."""
    return [
        row
        for row in _own(seeds, SMALL_AREAS, code)
        if row["area_kind"] in kinds and not row["valid_to_date"]
    ]


def _own(seeds: Seeds, name: str, code: str) -> list[Row]:
    return [row for row in seeds.rows(name) if row[COUNCIL] == code]
