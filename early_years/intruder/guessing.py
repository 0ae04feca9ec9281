"""How often the best guess of a count is right, judged by those who know the count.

A guess that is right says nothing as long as nobody can tell which guesses are.
"""

import math
from collections import defaultdict
from dataclasses import dataclass

import duckdb
import pandas as pd

from early_years.intruder.cell import NUMERATOR, PARTS, TOTAL, Cell
from early_years.intruder.cells import PROTECTED, Seen
from early_years.intruder.likelihoods import Likelihoods, likelihoods
from early_years.intruder.relations import OVERLAPPING
from early_years.intruder.rules import Rules

# Of how many things it is true, and of how many they are.
Share = tuple[float, int]

TRUTH = """
    select
        local_authority_code, indicator_code, period_code, area_type, area_code,
        breakdown_topic, breakdown_category, numerator_count, denominator_count
    from marts.fct_area_indicators
    where edition_group = 'computed'
"""


@dataclass(frozen=True)
class Guesses:
    """Shares of counts that were guessed exactly, of so many counts.

    alone is by breakdown, each count taken as it is shown; exact the same by indicator,
    kind of area, breakdown and part, of counts that are said to be protected. linked is
    of the totals: the likeliest number by all that is shown of them and of their
    categories. sure is how sure one is of that on average, and narrowest how many
    numbers are left of the one told best, both of totals with categories beside them.
    keyed is of those the same as if keys of cells added up, and key_odds how much
    likelier that makes what is shown. late is of the totals that one child who came
    late gives away over two publications.
    """

    alone: dict[str, Share]
    exact: dict[str, Share]
    linked: Share
    sure: float
    narrowest: int
    keyed: Share
    key_odds: float
    late: Share

    def lines(self) -> list[str]:
        """The shares in words."""
        parts = [
            f"  {topic}: {share:.1%} of {count:,}"
            for topic, (share, count) in sorted(self.alone.items())
        ]
        return [
            "Counts that are just what is shown, by breakdown:",
            *parts,
            f"Totals guessed exactly from linked tables: {self.linked[0]:.1%} of "
            f"{self.linked[1]:,}",
            f"Of {self.keyed[1]:,} with categories beside them one is sure by "
            f"{self.sure:.1%} on average, and the one told best leaves "
            f"{self.narrowest:,} numbers",
            "Whoever takes keys of cells to add up guesses exactly "
            f"{self.keyed[0]:.1%} of them; what is shown is {self.key_odds:.3g} times "
            "as likely if keys did",
            "Totals that one child known to have come late gives away over two "
            f"publications: {self.late[0]:.1%} of {self.late[1]:,}",
        ]


def read_truth(database: duckdb.DuckDBPyConnection) -> dict[Cell, int]:
    """The counts of areas as they are, of a built database."""
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
                row["area_type"],
                row["area_code"],
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
    alone, exact = defaultdict(list), defaultdict(list)
    for cell, one in shown.items():
        is_right = one.shown == truth[cell]
        alone[cell.topic].append(is_right)
        if one.rule == PROTECTED:
            every = (cell.indicator, cell.area_type, cell.topic, cell.part)
            for words in (every, every[:2], every[1:3]):
                exact[", ".join(words)].append(is_right)
    totals = {cell: one for cell, one in shown.items() if cell.topic == TOTAL}
    late = [
        _given_away(one, truth[cell], rules)
        for cell, one in totals.items()
        if cell.part == NUMERATOR
    ]
    categories: dict[tuple[str, str], set[str]] = defaultdict(set)
    for cell in {one.cell for one in seen}:
        categories[cell.indicator, cell.topic].add(cell.category)
    linked = _linked(shown, categories, rules)
    free, keyed = (
        {
            cell: likelihoods(total, topics, rules, keys_add_up)
            for cell, (total, topics) in linked.items()
            if topics or not keys_add_up
        }
        for keys_add_up in (False, True)
    )
    beside = [free[cell] for cell in keyed]
    return Guesses(
        {topic: _share(right) for topic, right in alone.items()},
        {words: _share(right) for words, right in exact.items()},
        _right(free, truth),
        sum(one.best[1] for one in beside) / max(len(beside), 1),
        min((one.width for one in beside), default=0),
        _right(keyed, truth),
        _odds(keyed, free),
        _share(late),
    )


def _right(guesses: dict[Cell, Likelihoods], truth: dict[Cell, int]) -> Share:
    return _share([one.best[0] == truth[cell] for cell, one in guesses.items()])


def _odds(one: dict[Cell, Likelihoods], other: dict[Cell, Likelihoods]) -> float:
    """How many times as likely all that is shown is under one as under another."""
    return math.prod(
        found.evidence / other[cell].evidence
        for cell, found in one.items()
        if other[cell].evidence
    )


def _linked(
    shown: dict[Cell, Seen], categories: dict[tuple[str, str], set[str]], rules: Rules
) -> dict[Cell, tuple[int, list[list[int]]]]:
    """Per total the number shown, and those of all categories of each of its topics."""
    topics: dict[Cell, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for cell, one in shown.items():
        if cell.topic not in {TOTAL, *OVERLAPPING} and one.shown is not None:
            total = cell._replace(topic=TOTAL, category=TOTAL)
            topics[total][cell.topic].append(one.shown)
    found = {}
    for cell, one in shown.items():
        # What is left of two noises stands in no table of noise.
        is_remainder = cell.part == NUMERATOR and cell.indicator in rules.remainders
        if cell.topic == TOTAL and one.shown is not None and not is_remainder:
            # A topic of which a category is not shown adds up to less.
            whole = [
                counts
                for topic, counts in topics[cell].items()
                if len(counts) == len(categories[cell.indicator, topic])
            ]
            found[cell] = (one.shown, whole)
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


def _share(values: list) -> Share:
    return (sum(values) / len(values) if values else 0.0), len(values)
