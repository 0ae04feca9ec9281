"""Rates and limits beside counts: made from what is shown, or telling more than it.

A rate that the shown counts give carries nothing new. Any other one, at its decimals,
leaves few pairs of counts that could have given it.
"""

import math
from collections import defaultdict
from collections.abc import Callable, Iterator
from decimal import Decimal

from early_years.intruder.cell import DENOMINATOR, NUMERATOR, Interval
from early_years.intruder.cells import (
    EXACT,
    cell_of,
    count_column,
    is_hidden,
    left_open,
    rows_of,
    rule_of,
)
from early_years.intruder.findings import Finding
from early_years.intruder.reading import Outside
from early_years.intruder.rules import Rules

Z_95 = 1.959963984540054
LIMITS = ("lower_95", "upper_95")
FIGURES = ("value", *LIMITS)
# Nothing is left of what these say but the rule by which they say it.
CAPPED = ("capped",)


def rate_findings(table: Outside, rules: Rules) -> Iterator[Finding]:
    """Rates and limits of a table that tell more than the counts beside them."""
    decimals = {name: _decimals(table, name) for name in FIGURES if name in table.rows}
    for row in rows_of(table):
        shown = [name for name in decimals if row[name]]
        columns = [count_column(row, part) for part in (NUMERATOR, DENOMINATOR)]
        if not shown or None in columns:
            continue
        counts = [row[str(column)] for column in columns]
        if is_hidden(row):
            yield _finding("figure beside a hidden count", table, row, shown)
            continue
        if row.get("value_status") in CAPPED or not all(counts):
            continue
        pair = round(float(counts[0])), round(float(counts[1]))
        boxes = tuple(
            left_open(cell_of(row, part), rule_of(row, str(column)), number, rules)
            for part, column, number in zip(
                (NUMERATOR, DENOMINATOR), columns, pair, strict=True
            )
        )
        if rule_of(row, str(columns[0])) == EXACT:
            continue
        yield from _judged(table, row, pair, (boxes[0], boxes[1]), decimals, rules)


def _judged(
    table: Outside,
    row: dict[str, str],
    pair: tuple[int, int],
    boxes: tuple[Interval, Interval],
    decimals: dict[str, int],
    rules: Rules,
) -> Iterator[Finding]:
    """Which of a row's figures the shown pair does not give, and other pairs do."""
    if row["value"] and not _gives_rate(pair, row["value"], decimals["value"]):
        left = _pairs(
            boxes, lambda one: _gives_rate(one, row["value"], decimals["value"])
        )
        if left and _narrow(left, rules):
            yield _finding("rate", table, row, ["value"])
    names = [name for name in LIMITS if row.get(name)]
    if len(names) < len(LIMITS) or _gives_limits(pair, row, decimals):
        return
    left = _pairs(boxes, lambda one: _gives_limits(one, row, decimals))
    if left and _narrow(left, rules):
        yield _finding("limits", table, row, names)


def _pairs(
    boxes: tuple[Interval, Interval], gives: Callable[[tuple[int, int]], bool]
) -> list[tuple[int, int]]:
    (low, high), (whole_low, whole_high) = boxes
    return [
        (part, whole)
        for whole in range(max(1, whole_low), whole_high + 1)
        for part in range(low, min(high, whole) + 1)
        if gives((part, whole))
    ]


def _narrow(pairs: list[tuple[int, int]], rules: Rules) -> bool:
    """Whether the pairs leave too few numerators open."""
    parts = {part for part, _ in pairs}
    return max(parts) - min(parts) + 1 < rules.minimum_width


def _gives_rate(pair: tuple[int, int], text: str, decimals: int) -> bool:
    part, whole = pair
    return whole > 0 and _is_rounded(part / whole, text, decimals)


def _gives_limits(
    pair: tuple[int, int], row: dict[str, str], decimals: dict[str, int]
) -> bool:
    return pair[1] > 0 and all(
        _is_rounded(limit, row[name], decimals[name])
        for name, limit in zip(LIMITS, wilson(*pair), strict=True)
    )


def wilson(part: int, whole: int) -> tuple[float, float]:
    """Wilson's 95 % limits of a share."""
    if not 0 <= part <= whole:
        return math.nan, math.nan
    square = Z_95 * Z_95
    middle = 2 * part + square
    half = Z_95 * math.sqrt(square + 4 * part * (1 - part / whole))
    return (middle - half) / (2 * (whole + square)), (middle + half) / (
        2 * (whole + square)
    )


def _is_rounded(value: float, text: str, decimals: int) -> bool:
    """Whether a value may be shown as that; twice rounded is off by a little more."""
    return abs(value - float(text)) <= 0.5 * 10**-decimals + 1e-6


def _decimals(table: Outside, column: str) -> int:
    """How many decimals a column has where it has most."""
    found: dict[int, int] = defaultdict(int)
    for text in table.rows[column]:
        if text:
            exponent = Decimal(text).as_tuple().exponent
            found[-exponent if isinstance(exponent, int) else 0] += 1
    return max(found, default=0)


def _finding(
    kind: str, table: Outside, row: dict[str, str], names: list[str]
) -> Finding:
    cell = cell_of(row, NUMERATOR)
    said = ", ".join(f"{name} {row[name]}" for name in names)
    return Finding(kind, table.file, f"{cell}: {said} tells more than the counts do")
