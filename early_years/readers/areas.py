"""Which areas a publisher's table may be by, and which of them are kept."""

import csv
import re
from dataclasses import dataclass
from pathlib import Path

SERVED = "the served councils"
AROUND = "the served councils and those around them"


@dataclass(frozen=True)
class Kind:
    """A kind of area: what it is called, its codes, and which of them are kept.

    Known codes stand in the column of a seed; without a seed every code is kept. Where
    reach is SERVED, only those of served councils count.
    """

    called: str
    pattern: str
    seed: str | None = None
    column: str | None = None
    reach: str = SERVED


LSOA, MSOA = r"[EW]01\d{6}", r"[EW]02\d{6}"
KINDS = {
    "lsoa_2011": Kind("an LSOA of 2011", LSOA, "ref_lsoa_2011", "lsoa_2011_code"),
    "lsoa_2021": Kind("an LSOA of 2021", LSOA, "ref_lsoa_2021", "lsoa_2021_code"),
    "lsoa_2021_around": Kind(
        "an LSOA of 2021", LSOA, "ref_lsoa_2021", "lsoa_2021_code", AROUND
    ),
    "msoa_2021": Kind("an MSOA of 2021", MSOA, "ref_lsoa_2021", "msoa_2021_code"),
    "ward": Kind("a ward", r"[EKNSW]\d{8}", "ref_wards", "ward_code"),
    "local_authority": Kind(
        "a local authority",
        r"E(?:0[6-9]|10)\d{6}",
        "ref_local_authorities",
        "local_authority_code",
        AROUND,
    ),
    "any_local_authority": Kind("a local authority", r"E(?:0[6-9]|10)\d{6}"),
    "local_authority_number": Kind("a local authority", r"\d{3}"),
    "published_area": Kind("a country, region or local authority", r"E\d{8}"),
}


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
    kind = KINDS[name]
    councils = _seed(reference, "ref_local_authorities")
    served = frozenset(
        row["local_authority_code"] for row in councils if row["is_served"] == "true"
    )
    known, names = None, dict[str, str]()
    if kind.seed and kind.column:
        known = frozenset(
            row[kind.column]
            for row in _seed(reference, kind.seed)
            if kind.reach == AROUND or row["local_authority_code"] in served
        ) - {""}
    if name == "local_authority":
        names = {
            row["local_authority_name"].casefold(): row["local_authority_code"]
            for row in councils
        }
    return Areas(kind, known, served, names)


def _seed(reference: Path, name: str) -> list[dict[str, str]]:
    path = reference / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
