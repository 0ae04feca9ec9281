"""Between which numbers each count must lie, from sums of counts that are known.

First every sum narrows its terms until nothing moves. Where sums hang together in
circles that may leave a cell too wide; there whole solutions are looked for, and each
shows for all its cells at once that a value is possible. Only a cell that no solution
moves is bounded by itself.
"""

import math
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from early_years.intruder.cell import MOST, Cell, Interval

# So often whole solutions are looked for before a cell is bounded by itself.
TRIES = 12


class ContradictionError(Exception):
    """No whole numbers fit: the sum that says so is the first argument."""


@dataclass(frozen=True)
class Sum:
    """The weighted sum of some cells lies between low and high; source says why."""

    weights: tuple[tuple[int, Cell], ...]
    low: float
    high: float
    source: str


def narrowed(
    intervals: Mapping[Cell, Interval], sums: Iterable[Sum]
) -> dict[Cell, Interval]:
    """The intervals once every sum has narrowed its terms as far as it can.

    A cell without an interval may be any count. Raises ContradictionError.
    """
    found = dict(intervals)
    sums = list(sums)
    by_cell = defaultdict(list)
    for number, one in enumerate(sums):
        for _, cell in one.weights:
            by_cell[cell].append(number)
            found.setdefault(cell, (0, MOST))
    waiting, is_waiting = deque(range(len(sums))), [True] * len(sums)
    while waiting:
        number = waiting.popleft()
        is_waiting[number] = False
        for cell, interval in _narrower(sums[number], found):
            found[cell] = interval
            for other in by_cell[cell]:
                if not is_waiting[other]:
                    is_waiting[other] = True
                    waiting.append(other)
    return found


def _narrower(one: Sum, found: dict[Cell, Interval]) -> Iterable[tuple[Cell, Interval]]:
    """The cells of a sum that it narrows, each with its new interval."""
    lows, highs = 0, 0
    for weight, cell in one.weights:
        low, high = found[cell]
        lows += weight * (low if weight > 0 else high)
        highs += weight * (high if weight > 0 else low)
    if lows > one.high or highs < one.low:
        raise ContradictionError(one)
    narrower = []
    for weight, cell in one.weights:
        low, high = found[cell]
        least, most = (low, high) if weight > 0 else (high, low)
        # What is left for this cell once all others are as low, or as high, as can be.
        above = (one.high - (lows - weight * least)) / weight
        below = (one.low - (highs - weight * most)) / weight
        if weight < 0:
            above, below = below, above
        new = (
            max(low, math.ceil(below - 1e-9)) if below > -MOST else low,
            min(high, math.floor(above + 1e-9)) if above < MOST else high,
        )
        if new[0] > new[1]:
            raise ContradictionError(one)
        if new != (low, high):
            narrower.append((cell, new))
    return narrower


def components(sums: Iterable[Sum]) -> list[list[Sum]]:
    """The sums in groups that share no cell."""
    leader: dict[Cell, Cell] = {}

    def lead(cell: Cell) -> Cell:
        leader.setdefault(cell, cell)
        while leader[cell] != cell:
            leader[cell] = leader[leader[cell]]
            cell = leader[cell]
        return cell

    sums = list(sums)
    for one in sums:
        first = lead(one.weights[0][1])
        for _, cell in one.weights[1:]:
            leader[lead(cell)] = first
    groups = defaultdict(list)
    for one in sums:
        groups[lead(one.weights[0][1])].append(one)
    return list(groups.values())


def has_circle(sums: list[Sum]) -> bool:
    """Whether sums hang together in a circle, where narrowing alone may stop short."""
    cells = {cell for one in sums for _, cell in one.weights}
    links = sum(len(one.weights) for one in sums)
    # Sums and cells form a tree just when there is one link fewer than nodes.
    return links > len(sums) + len(cells) - 1


def solved(
    sums: list[Sum],
    intervals: Mapping[Cell, Interval],
    needs: Mapping[Cell, int],
) -> dict[Cell, Interval]:
    """Exact bounds of the cells that are narrower than needed, of one component.

    needs is how many values each cell has to leave open. Raises ContradictionError.
    """
    system = _System(sums, intervals)
    wanted = {cell: need for cell, need in needs.items() if cell in system.number}
    system.try_all(wanted)
    found = {}
    for cell, need in wanted.items():
        if system.seen_width(cell) < need:
            interval = system.bounds_of(cell)
            if interval[1] - interval[0] + 1 < need:
                found[cell] = interval
    return found


class _System:
    """The sums of one component as HiGHS reads them, and the values seen possible."""

    def __init__(self, sums: list[Sum], intervals: Mapping[Cell, Interval]) -> None:
        cells = list(dict.fromkeys(cell for one in sums for _, cell in one.weights))
        self.number = {cell: number for number, cell in enumerate(cells)}
        self.low = np.array([intervals[cell][0] for cell in cells], dtype=float)
        self.high = np.array([intervals[cell][1] for cell in cells], dtype=float)
        self.seen_low = np.full(len(cells), np.inf)
        self.seen_high = np.full(len(cells), -np.inf)
        rows = [
            (row, self.number[cell], weight)
            for row, one in enumerate(sums)
            for weight, cell in one.weights
        ]
        row, column, weight = zip(*rows, strict=True)
        matrix = csr_array((weight, (row, column)), shape=(len(sums), len(cells)))
        self.rules = LinearConstraint(
            matrix, [one.low for one in sums], [one.high for one in sums]
        )
        self.sums = sums

    def try_all(self, wanted: Mapping[Cell, int]) -> None:
        """Look for solutions in which half of the cells are high and the others low.

        A sum seldom lets all be high at once; which half it is changes every time.
        """
        chance = np.random.default_rng(0)
        for _ in range(TRIES):
            narrow = [
                self.number[cell]
                for cell, need in wanted.items()
                if self.seen_width(cell) < need
            ]
            if not narrow:
                return
            aim = np.zeros(len(self.low))
            aim[narrow] = chance.uniform(-1, 1, len(narrow))
            self._solve(aim)
            self._solve(-aim)

    def seen_width(self, cell: Cell) -> float:
        number = self.number[cell]
        return self.seen_high[number] - self.seen_low[number] + 1

    def bounds_of(self, cell: Cell) -> Interval:
        """The least and most that a cell can be."""
        number = self.number[cell]
        found = []
        for sign in (1, -1):
            aim = np.zeros(len(self.low))
            aim[number] = sign
            found.append(round(self._solve(aim)[number]))
        return found[0], found[1]

    def _solve(self, aim: np.ndarray) -> np.ndarray:
        result = milp(
            aim,
            integrality=np.ones(len(aim)),
            bounds=Bounds(self.low, self.high),
            constraints=self.rules,
        )
        if result.x is None:
            raise ContradictionError(self.sums[0])
        values = np.round(result.x)
        self.seen_low = np.minimum(self.seen_low, values)
        self.seen_high = np.maximum(self.seen_high, values)
        return values
