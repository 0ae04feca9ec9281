"""Scales and ticks: where a figure stands on a drawing. It works out no figure."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from early_years.report.figures import Figure

STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.25, 0.5, 1, 2, 5, 10, 20, 50, 100)


@dataclass(frozen=True)
class Scale:
    """A line from low to high, so many units wide."""

    low: float
    high: float
    width: float

    def at(self, figure: Figure) -> float:
        """Where a figure stands; what lies beyond an end stands at that end."""
        return self.place(float(figure.raw))

    def place(self, value: float) -> float:
        """Where a number stands."""
        share = (value - self.low) / ((self.high - self.low) or 1)
        return round(min(max(share, 0), 1) * self.width, 1)

    def span(self, low: Figure, high: Figure) -> float:
        """How wide the bar from one figure to another is; a little at the least."""
        return round(max(self.at(high) - self.at(low), 1), 1)

    def ticks(self, most: int = 5) -> list[tuple[float, float]]:
        """Round numbers along the line, each with its place."""
        length = self.high - self.low
        step = next((s for s in STEPS if length / s <= most), STEPS[-1])
        first = math.ceil(round(self.low / step, 6))
        last = math.floor(round(self.high / step, 6))
        return [(self.place(n * step), n * step) for n in range(first, last + 1)]


def rates(figures: Iterable[float | None], width: float, step: float = 0.2) -> Scale:
    """A scale of shares from nothing to the first round one above all figures."""
    highest = max((figure for figure in figures if figure is not None), default=step)
    top = min(math.ceil(round(highest / step, 6)) * step, 1)
    return Scale(0, max(round(top, 6), step), width)


def percent(value: float) -> str:
    """A tick of a scale of shares."""
    return f"{value:.0%}"
