"""Placing wards on hexagons of one size, so that small wards are seen as well."""

import itertools
import math
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

# Distances between hexagons that are tried, as parts of the one at which they have
# the area of the wards, and steps by which the grid is moved.
SCALES = np.arange(0.9, 1.2, 0.02)
STEPS = np.arange(0, 1, 0.25)
BESIDE = 1.05
# A layout in pieces is worse than one that keeps a twentieth fewer neighbours.
PRICE_OF_A_PIECE = 0.05


@dataclass(frozen=True)
class Layout:
    """One hexagon per ward, and how like the map the layout is.

    rows: ward_code, hexagon_column, hexagon_row; odd rows stand half a hexagon to the
    right of even ones.
    """

    rows: pd.DataFrame
    neighbours_kept: float
    order_kept: float


def fit_hexagons(
    centres: dict[str, tuple[float, float]], neighbours: pd.DataFrame, area: float
) -> Layout:
    """Assign each ward a hexagon of its own, near its centre.

    neighbours has two columns of ward codes. Of all scales and offsets of the grid the
    one wins that keeps most neighbours beside each other, in one piece.
    """
    codes = list(centres)
    points = np.array([centres[code] for code in codes])
    place = {code: at for at, code in enumerate(codes)}
    pairs = [(place[one], place[other]) for one, other in neighbours.to_numpy()]
    usual = math.sqrt(area / len(codes) * 2 / math.sqrt(3))
    tried = (
        _assigned(points, usual * scale, across, down)
        for scale, across, down in itertools.product(SCALES, STEPS, STEPS)
    )
    cells = max(tried, key=lambda found: _likeness(found, pairs))
    cells = cells - [cells[:, 0].min(), cells[:, 1].min() // 2 * 2]
    return Layout(
        rows=pd.DataFrame(
            {
                "ward_code": codes,
                "hexagon_column": cells[:, 0],
                "hexagon_row": cells[:, 1],
            }
        ),
        neighbours_kept=_kept(_middles(cells), pairs),
        order_kept=_order_kept(_middles(cells), points),
    )


def _assigned(
    points: np.ndarray, distance: float, across: float, down: float
) -> np.ndarray:
    """Columns and rows of the hexagons that are nearest to the points in sum."""
    width, height = points.max(axis=0) / [distance, distance * math.sqrt(3) / 2]
    cells = np.array(
        [
            (column, row)
            for row in range(-2, math.ceil(height) + 3)
            for column in range(-2, math.ceil(width) + 3)
        ]
    )
    middles = (_middles(cells) + [across, down * math.sqrt(3) / 2]) * distance
    far = ((points[:, None] - middles[None]) ** 2).sum(axis=2)
    return cells[linear_sum_assignment(far)[1]]


def _middles(cells: np.ndarray) -> np.ndarray:
    """Where the hexagons' middles lie, with one between neighbours in a row."""
    columns, rows = cells.T
    return np.column_stack([columns + rows % 2 / 2, rows * math.sqrt(3) / 2])


def _likeness(cells: np.ndarray, pairs: list[tuple[int, int]]) -> float:
    middles = _middles(cells)
    return _kept(middles, pairs) - PRICE_OF_A_PIECE * (_pieces(middles) - 1)


def _kept(middles: np.ndarray, pairs: list[tuple[int, int]]) -> float:
    """The share of pairs of neighbours whose hexagons lie beside each other."""
    beside = [math.dist(middles[one], middles[other]) < BESIDE for one, other in pairs]
    return sum(beside) / len(beside) if beside else 1


def _pieces(middles: np.ndarray) -> int:
    waiting = set(range(len(middles)))
    pieces = 0
    while waiting:
        pieces += 1
        edge = [waiting.pop()]
        while edge:
            here = middles[edge.pop()]
            near = {at for at in waiting if math.dist(here, middles[at]) < BESIDE}
            waiting -= near
            edge += near
    return pieces


def _order_kept(middles: np.ndarray, points: np.ndarray) -> float:
    """The share of pairs of wards that keep their order, across and down."""
    kept = [
        (middles[one] - middles[other]) * (points[one] - points[other]) >= 0
        for one, other in itertools.combinations(range(len(points)), 2)
    ]
    return float(np.mean(kept)) if kept else 1
