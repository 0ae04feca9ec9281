"""Making the ward shapes, hexagons and neighbours that maps are drawn with.

Boundaries of a publisher are simplified together, so that neighbours keep one shared
line, and put on a grid of whole numbers. It is done once by a person who looks at the
result, and kept in three reference seeds: no build depends on a version of GEOS.
"""

import json
import math
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

from development.hexagons import fit_hexagons
from early_years.environment import PlainError, Project
from early_years.readers.ons import geojson_table

REFERENCE = Path("seeds", "reference")
SHAPES, HEXAGONS, NEIGHBOURS = (
    REFERENCE / f"ref_ward_{name}.csv" for name in ("shapes", "hexagons", "neighbours")
)
CODE = re.compile(r"WD\d\dCD|ward_code", re.IGNORECASE)
# The drawing is so many units wide; about 30 m each for Birmingham.
WIDTH = 700
TOLERANCE = 3
WORST_AREA_ERROR = 0.03
DECIMALS = 6
# Of the mean earth: what a degree of latitude is in metres.
METRES_IN_A_DEGREE = 111_195
BORDER_DIGITS = -1


@dataclass(frozen=True)
class Edition:
    """Where the boundaries come from, and when it was decided to draw with them."""

    source: str
    edition: str
    licence: str
    copyright_year: int
    decided: date

    @property
    def attribution(self) -> str:
        """The words that the licence of ONS and Ordnance Survey asks for."""
        return (
            f"Source: {self.source} licensed under the {self.licence}. "
            f"Contains OS data © Crown copyright and database right "
            f"{self.copyright_year}."
        )


@dataclass(frozen=True)
class Grid:
    """The drawing: longitude and latitude to units from its top left, and back."""

    west: float
    north: float
    shrinking: float
    units_in_a_degree: float

    def drawn(self, degrees: np.ndarray) -> np.ndarray:
        x = (degrees[:, 0] - self.west) * self.shrinking
        y = self.north - degrees[:, 1]
        return np.column_stack([x, y]) * self.units_in_a_degree

    def in_degrees(self, drawn: np.ndarray) -> np.ndarray:
        x, y = (drawn / self.units_in_a_degree).T
        degrees = np.column_stack([x / self.shrinking + self.west, self.north - y])
        return degrees.round(DECIMALS)

    @property
    def metres_in_a_unit(self) -> float:
        return METRES_IN_A_DEGREE / self.units_in_a_degree


@dataclass(frozen=True)
class Coverage:
    """The wards as drawn: outlines as sent and simplified ones, by ward code."""

    grid: Grid
    height: int
    exact: dict[str, BaseGeometry]
    simple: dict[str, BaseGeometry]

    @property
    def worst_area_error(self) -> float:
        """By which share of its area the worst ward grew or shrank."""
        return max(
            abs(self.simple[code].area - outline.area) / outline.area
            for code, outline in self.exact.items()
        )


def make_shapes(project: Project, boundaries: Path, edition: Edition) -> list[str]:
    """Write the rows of the wards of a GeoJSON to the seeds; return what to look at.

    Rows of other wards stay, and so do short names that a person wrote. Raises
    PlainError when the file holds none of our wards or they do not fit together.
    """
    wards = _wards_of(project)
    coverage = simplified(read_outlines(boundaries, set(wards)))
    lines = coverage.exact.items()
    neighbours = touching(coverage)
    hexagons = fit_hexagons(
        {code: (line.centroid.x, line.centroid.y) for code, line in lines},
        neighbours[["ward_code", "neighbour_ward_code"]],
        sum(line.area for _, line in lines),
    )
    named = _merged(project, HEXAGONS, hexagons.rows, "short_name")
    _merged(project, SHAPES, _shape_rows(coverage, edition))
    _merged(project, NEIGHBOURS, neighbours)
    unnamed = named.loc[named["short_name"].isna(), "ward_code"]
    return [
        f"{len(coverage.simple)} wards; worst area error "
        f"{coverage.worst_area_error:.1%}.",
        f"Hexagons: {hexagons.neighbours_kept:.0%} of neighbours kept, "
        f"{hexagons.order_kept:.1%} of north-south and east-west order. Look at them.",
        *(f"{HEXAGONS.name} lacks a short name: {wards[code]}." for code in unnamed),
    ]


def read_outlines(boundaries: Path, wards: set[str]) -> dict[str, BaseGeometry]:
    """The outlines of our wards in a GeoJSON, in degrees, by ward code.

    Raises PlainError when the file is no GeoJSON of longitudes and latitudes, or holds
    none of them.
    """
    table = geojson_table(boundaries.read_bytes())
    if table is None:
        raise PlainError(f"{boundaries.name} is no GeoJSON of wards.")
    header, *rows = [values for _, values in table.rows]
    codes = [at for at, name in enumerate(header) if name and CODE.fullmatch(name)]
    if not codes:
        raise PlainError(f"{boundaries.name} has no property with codes of wards.")
    found = {
        str(row[codes[0]]): shape(json.loads(str(row[-1])))
        for row in rows
        if row[codes[0]] in wards
    }
    if not found:
        raise PlainError(f"{boundaries.name} holds no ward of ref_wards.")
    return dict(sorted(found.items()))


def simplified(outlines: dict[str, BaseGeometry]) -> Coverage:
    """The wards simplified together and rounded to the grid of the drawing.

    Raises PlainError when they overlap or leave gaps, as sent or as simplified, or when
    a ward's area changes too much.
    """
    west, south, east, north = shapely.total_bounds(list(outlines.values()))
    shrinking = math.cos(math.radians((south + north) / 2))
    grid = Grid(west, north, shrinking, WIDTH / (east - west) / shrinking)
    exact = {
        code: shapely.transform(line, grid.drawn) for code, line in outlines.items()
    }
    lines = shapely.coverage_simplify(list(exact.values()), TOLERANCE)
    simple = [shapely.transform(line, np.round) for line in lines]
    for stage, wards in (("as sent", list(exact.values())), ("simplified", simple)):
        if not (shapely.coverage_is_valid(wards) and all(shapely.is_valid(wards))):
            raise PlainError(f"The boundaries, {stage}, overlap or do not meet.")
    height = math.ceil((north - south) * grid.units_in_a_degree)
    coverage = Coverage(grid, height, exact, dict(zip(exact, simple, strict=True)))
    if coverage.worst_area_error > WORST_AREA_ERROR:
        raise PlainError(
            f"The area of a ward changes by {coverage.worst_area_error:.1%}; at most "
            f"{WORST_AREA_ERROR:.0%} is allowed."
        )
    return coverage


def touching(coverage: Coverage) -> pd.DataFrame:
    """Each pair of wards that share a border, in both directions, with its length."""
    rows = []
    for code, outline in coverage.exact.items():
        for other, its in coverage.exact.items():
            shared = outline.intersection(its).length if code != other else 0
            metres = round(shared * coverage.grid.metres_in_a_unit, BORDER_DIGITS)
            if metres:
                rows.append((code, other, int(metres)))
    return pd.DataFrame(
        rows, columns=["ward_code", "neighbour_ward_code", "shared_border_metres"]
    )


def svg_path(outline: BaseGeometry) -> str:
    """A polygon of whole numbers as the path of an SVG, in relative steps."""
    path = ""
    for polygon in getattr(outline, "geoms", [outline]):
        for ring in (polygon.exterior, *polygon.interiors):
            points = [(int(x), int(y)) for x, y in ring.coords][:-1]
            pairs = zip(points, points[1:], strict=False)
            steps = " ".join(f"{x - at_x} {y - at_y}" for (at_x, at_y), (x, y) in pairs)
            path += f"M{points[0][0]} {points[0][1]}l{steps}z"
    return path.replace(" -", "-")


def _shape_rows(coverage: Coverage, edition: Edition) -> pd.DataFrame:
    simplification = (
        f"Simplified as one coverage, tolerance {TOLERANCE} of {WIDTH} units across "
        f"(about {TOLERANCE * coverage.grid.metres_in_a_unit:.0f} m); worst area error "
        f"{coverage.worst_area_error:.1%}."
    )
    rows = []
    for code, outline in coverage.simple.items():
        label = outline.representative_point()
        degrees = shapely.transform(outline, coverage.grid.in_degrees)
        rows.append(
            {
                "ward_code": code,
                "shape_path": svg_path(outline),
                "label_x": round(label.x),
                "label_y": round(label.y),
                "canvas_width": WIDTH,
                "canvas_height": coverage.height,
                "boundary_geojson": json.dumps(mapping(degrees), separators=(",", ":")),
                "source": edition.source,
                "edition": edition.edition,
                "licence": edition.licence,
                "attribution": edition.attribution,
                "copyright_year": edition.copyright_year,
                "simplification": simplification,
                "decided_date": edition.decided.isoformat(),
            }
        )
    return pd.DataFrame(rows)


def _wards_of(project: Project) -> dict[str, str]:
    wards = pd.read_csv(project.root / REFERENCE / "ref_wards.csv", dtype=str)
    return dict(zip(wards["ward_code"], wards["ward_name"], strict=True))


def _merged(
    project: Project, seed: Path, made: pd.DataFrame, by_hand: str | None = None
) -> pd.DataFrame:
    """Put new rows in the place of those of the same wards; return what was written.

    The column by_hand keeps what a person wrote there, and is blank for new wards.
    """
    path = project.root / seed
    if path.exists():
        held = pd.read_csv(path, dtype=str)
        if by_hand:
            made = made.merge(held[["ward_code", by_hand]], how="left", on="ward_code")
        others = held[~held["ward_code"].isin(made["ward_code"])]
        made = pd.concat([others, made.astype(object)])
    elif by_hand:
        made = made.assign(**{by_hand: None})
    made = made.sort_values(list(made.columns[:2]), kind="stable")
    path.write_text(made.to_csv(index=False, lineterminator="\n"), encoding="utf-8")
    return made
