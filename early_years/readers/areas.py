"""Which areas a publisher's table may be by, and which of them are kept."""

import re
from dataclasses import dataclass, replace
from pathlib import Path

from early_years.csv_rows import csv_rows

SERVED = "the served councils"
AROUND = "the served councils and those around them"


@dataclass(frozen=True)
class Kind:
    """A kind of area: what it is called, its codes, and which of them are kept.

    Known codes stand in the column of a seed, in rows of area_kind where one is named;
    without a seed every code is kept. Where reach is SERVED, only those of served
    councils count.
    """

    called: str
    pattern: str
    seed: str | None = None
    column: str | None = None
    area_kind: str | None = None
    reach: str = SERVED


# Role of a kind in ref_area_kinds -> the seed and column that hold its codes.
HELD_IN = {
    "small_area": ("ref_small_areas", "area_code"),
    "former_small_area": ("ref_small_areas", "area_code"),
    "larger_area": ("ref_small_areas", "larger_area_code"),
    "ward": ("ref_wards", "ward_code"),
    "council": ("ref_local_authorities", "local_authority_code"),
}
# Among rows of wards stand those of councils and nations, whose totals are compared.
ANY_AREA = r"[EKNSW][0-9]{8}"


def load_kinds(reference: Path) -> dict[str, Kind]:
    """Every kind of area by name, from the folder of the seeds of reference.

    Today's small areas are a second kind with those around the served councils
    (_around), and councils one that keeps every code (any_).
    """
    kinds = {
        "local_authority_number": Kind("a local authority", r"\d{3}"),
        "published_area": Kind("a country, region or local authority", r"[ENSW]\d{8}"),
    }
    for row in csv_rows(reference / "ref_area_kinds.csv"):
        name, role = row["area_kind"], row["area_role"]
        seed, column = HELD_IN[role]
        of_kind = None
        if seed == "ref_small_areas":
            of_kind = row["made_of_kind"] or name
        pattern = ANY_AREA if role == "ward" else row["code_pattern"]
        kind = Kind(row["area_label"], pattern, seed, column, of_kind)
        kinds[name] = kind
        if role == "small_area":
            kinds[f"{name}_around"] = replace(kind, reach=AROUND)
        elif role == "council":
            kinds[name] = replace(kind, reach=AROUND)
            kinds[f"any_{name}"] = Kind(row["area_label"], row["code_pattern"])
    return kinds


@dataclass(frozen=True)
class Areas:
    """The areas to keep; known is None where all are. served has the councils' codes.

    codes_by_name is filled for councils, whose names stand in for their codes.
    """

    kind: Kind
    known: frozenset[str] | None
    served: frozenset[str]
    codes_by_name: dict[str, str]

    def code(self, cell: str | None) -> str | None:
        """The code with which a cell begins, or that of the council that it names."""
        match = re.match(rf"\s*({self.kind.pattern})(?!\w)", cell or "")
        if match:
            return match[1]
        return self.codes_by_name.get(" ".join((cell or "").split()).casefold())

    def is_elsewhere_in(self, row: list[str | None]) -> bool:
        """Whether another cell than that of the area has a known area's code."""
        pattern = re.compile(rf"\s*({self.kind.pattern})(?!\w)")
        codes = [pattern.match(cell or "") for cell in row]
        return any(code and code[1] in (self.known or ()) for code in codes)


def load_areas(reference: Path, name: str) -> Areas:
    """The areas of a kind, from the folder of the seeds of reference."""
    kind = load_kinds(reference)[name]
    councils = csv_rows(reference / "ref_local_authorities.csv")
    served = frozenset(
        row["local_authority_code"] for row in councils if row["is_served"] == "true"
    )
    known, names = None, dict[str, str]()
    if kind.seed and kind.column:
        known = frozenset(
            row[kind.column]
            for row in csv_rows(reference / f"{kind.seed}.csv")
            if (kind.reach == AROUND or row["local_authority_code"] in served)
            and kind.area_kind in (None, row.get("area_kind"))
        ) - {""}
    if name == "local_authority":
        names = {
            row["local_authority_name"].casefold(): row["local_authority_code"]
            for row in councils
        }
    return Areas(kind, known, served, names)
