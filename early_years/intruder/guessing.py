"""How often the best guess of a count is right, judged by those who know the count.

A guess that is right says nothing as long as nobody can tell which guesses are.
"""

from collections import defaultdict
from dataclasses import dataclass

import duckdb
import pandas as pd

from early_years.intruder.cell import NUMERATOR, PARTS, TOTAL, WARD, Cell
from early_years.intruder.cells import Seen
from early_years.intruder.relations import OVERLAPPING
from early_years.intruder.rules import Rules

TRUTH = """
    select
        local_authority_code, indicator_code, period_code, ward_code,
        breakdown_topic, breakdown_category, numerator_count, denominator_count
    from marts.fct_area_indicators
    where ward_code is not null
"""


@dataclass(frozen=True)
class Guesses:
    """Shares of counts that were guessed exactly, of so many counts.

    alone is by breakdown, each count taken as it is shown; averaged is of the totals,
    together with the sums of their categories; late is of the totals that one child
    who came late gives away over two publications.
    """

    alone: dict[str, tuple[float, int]]
    averaged: tuple[float, int]
    late: tuple[float, int]

    def lines(self) -> list[str]:
        """The shares in words."""
        parts = [
            f"  {topic}: {share:.1%} of {count:,}"
            for topic, (share, count) in sorted(self.alone.items())
        ]
        return [
            "Counts that are just what is shown, by breakdown:",
            *parts,
            f"Totals guessed exactly from linked tables: {self.averaged[0]:.1%} of "
            f"{self.averaged[1]:,}",
            "Totals that one child known to have come late gives away over two "
            f"publications: {self.late[0]:.1%} of {self.late[1]:,}",
        ]


def read_truth(database: duckdb.DuckDBPyConnection) -> dict[Cell, int]:
    """The counts of wards as they are, of a built database."""
    found = {}
    for row in database.sql(TRUTH).df().to_dict("records"):
        for part in PARTS:
            count = row[f"{part}_count"]
            if pd.isna(count):
                continue
            cell = Cell(
                row["local_authority_code"],
                row["indicator_code"],
                row["period_code"],
                part,
                WARD,
                row["ward_code"],
                row["breakdown_topic"],
                row["breakdown_category"],
            )
            found[cell] = int(count)
    return found


def guessed(seen: list[Seen], truth: dict[Cell, int], rules: Rules) -> Guesses:
    """How often guesses of the counts that are shown are right."""
    shown = {
        one.cell: one
        for one in seen
        if one.shown is not None and one.needed > 1 and one.cell in truth
    }
    alone = defaultdict(list)
    for cell, one in shown.items():
        alone[cell.topic].append(one.shown == truth[cell])
    totals = {cell: one for cell, one in shown.items() if cell.topic == TOTAL}
    averages = _averages(shown)
    late = [
        _given_away(one, truth[cell], rules)
        for cell, one in totals.items()
        if cell.part == NUMERATOR
    ]
    return Guesses(
        {topic: _share(right) for topic, right in alone.items()},
        _share([round(averages[cell]) == truth[cell] for cell in totals]),
        _share(late),
    )


def _averages(shown: dict[Cell, Seen]) -> dict[Cell, float]:
    """Per total the mean of what is shown of it and of its categories' sums.

    Each sum counts as much as its noise allows: one over how many it adds up.
    """
    sums: dict[Cell, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    categories: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cell, one in shown.items():
        total = cell._replace(topic=TOTAL, category=TOTAL)
        if cell.topic not in OVERLAPPING and one.shown is not None:
            sums[total][cell.topic].append(one.shown)
            categories[cell.indicator, cell.topic].add(cell.category)
    found = {}
    for total, topics in sums.items():
        # A topic of which a category is not shown adds up to less.
        whole = [
            counts
            for topic, counts in topics.items()
            if len(counts) == len(categories[total.indicator, topic])
        ]
        if whole:
            weight = sum(1 / len(counts) for counts in whole)
            found[total] = sum(sum(counts) / len(counts) for counts in whole) / weight
    return found


def _given_away(one: Seen, count: int, rules: Rules) -> float:
    """With which chance one more child shows what the count was before."""
    shown = one.shown or 0
    if one.rule == "rounded":
        low, high = rules.rounded(shown)
        # One child more is shown as more where the count was the last of its class.
        return float(count == high)
    if one.rule != "protected":
        return float(one.rule == "exact")
    low, high = rules.protected(shown)
    reached = [n for n in range(low, high + 1) if rules.chance(n, shown)]
    return sum(
        rules.chance(count + 1, later)
        for later in range(count + 2 + rules.most_noise)
        if sum(rules.chance(n + 1, later) > 0 for n in reached) == 1
    )


def _share(values: list) -> tuple[float, int]:
    return (sum(values) / len(values) if values else 0.0), len(values)
