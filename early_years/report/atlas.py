"""The shapes of the wards: as they are, and as hexagons of one size."""

import math
from dataclasses import dataclass, field

from early_years.report.figures import Figure, Figures, Row

FILE = "reference/ward_shapes"
# Half the height of a hexagon, with a gap to the next, and what it takes up across.
RADIUS = 34.3
ACROSS = 62
DOWN = ACROSS * math.sqrt(3) / 2


@dataclass(frozen=True)
class Shape:
    """A shape to draw, and where its label stands; name is a label of its own."""

    path: str
    x: float
    y: float
    name: Figure | None = None


@dataclass(frozen=True)
class Atlas:
    """The drawings of a council's wards, by their codes; either may be missing."""

    width: int = 0
    height: int = 0
    shapes: dict[str, Shape] = field(default_factory=dict)
    hexagons: dict[str, Shape] = field(default_factory=dict)
    hexagon_box: str = ""
    sources: tuple[Figure, ...] = ()


def atlas(figures: Figures) -> Atlas:
    """The drawings that the edition has."""
    rows = figures.rows(FILE)
    drawn = [row for row in rows if row["shape_path"]]
    placed = [row for row in rows if row["hexagon_column"]]
    sources = {row["attribution"]: None for row in rows if row["attribution"]}
    hexagons: dict[str, Shape] = {row["ward_code"]: _hexagon(row) for row in placed}
    return Atlas(
        width=max((int(row["canvas_width"]) for row in drawn), default=0),
        height=max((int(row["canvas_height"]) for row in drawn), default=0),
        shapes={row["ward_code"]: _shape(row) for row in drawn},
        hexagons=hexagons,
        hexagon_box=_box(list(hexagons.values())),
        sources=tuple(sources),
    )


def _shape(row: Row) -> Shape:
    return Shape(str(row["shape_path"]), float(row["label_x"]), float(row["label_y"]))


def _hexagon(row: Row) -> Shape:
    column, line = int(row["hexagon_column"]), int(row["hexagon_row"])
    x, y = round((column + line % 2 / 2) * ACROSS), round(line * DOWN)
    corners = [
        (x + RADIUS * math.sin(turn), y + RADIUS * math.cos(turn))
        for turn in (sixth * math.pi / 3 for sixth in range(6))
    ]
    path = "L".join(f"{across:.0f} {down:.0f}" for across, down in corners)
    return Shape(f"M{path}z", x, y, row["short_name"])


def _box(shapes: list[Shape]) -> str:
    """The view box about some hexagons."""
    if not shapes:
        return "0 0 0 0"
    left = min(shape.x for shape in shapes) - RADIUS
    top = min(shape.y for shape in shapes) - RADIUS
    width = max(shape.x for shape in shapes) + RADIUS - left
    height = max(shape.y for shape in shapes) + RADIUS - top
    return f"{left:.0f} {top:.0f} {width:.0f} {height:.0f}"
