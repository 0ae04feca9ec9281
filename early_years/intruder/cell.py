"""A count of children that an intruder would like to know, and what he knows of it."""

from typing import NamedTuple

WARD = "ward"
NUMERATOR, DENOMINATOR = "numerator", "denominator"
PARTS = (NUMERATOR, DENOMINATOR)
TOTAL = "total"
# No count of children of a council is larger.
MOST = 10_000_000

# The least and the most that a count can be.
Interval = tuple[int, int]


class Cell(NamedTuple):
    """One count of children: part is numerator or denominator."""

    council: str
    indicator: str
    period: str
    part: str
    area_type: str
    area: str
    topic: str = TOTAL
    category: str = TOTAL

    def __str__(self) -> str:
        group = "" if self.topic == TOTAL else f", {self.topic} {self.category}"
        return (
            f"{self.area_type} {self.area}, {self.indicator} {self.period}"
            f"{group}: {self.part}"
        )
