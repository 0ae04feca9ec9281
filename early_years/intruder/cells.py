"""Counts of children as files show them: which cell, and what a row leaves open."""

from collections.abc import Iterator
from dataclasses import dataclass

from early_years.intruder.cell import (
    DENOMINATOR,
    MOST,
    NUMERATOR,
    PARTS,
    TOTAL,
    WARD,
    Cell,
    Interval,
)
from early_years.intruder.reading import Outside
from early_years.intruder.rules import Rules

ROUNDED = "rounded_"
# Without a word on how a count was protected, what stands there is the count.
PROTECTED, SUPPRESSED, EXACT = "protected", "suppressed", "exact"


# The codes of policy, and the statuses of a row whose numerator may be left out.
BY_CODE = {"cell_key": PROTECTED, "rounding": "rounded", "suppression": SUPPRESSED}
HIDDEN = (SUPPRESSED, "capped", "too_few")


@dataclass(frozen=True)
class Seen:
    """What a row says of a cell: the interval it leaves, by which rule, and where.

    needed is how many values the cell has to leave open; 1 for what anyone may know.
    """

    cell: Cell
    interval: Interval
    rule: str
    needed: int
    file: str
    shown: int | None


def is_of_counts(table: Outside) -> bool:
    """Whether a table has counts or rates of an indicator by area."""
    columns = set(table.rows.columns)
    return {"indicator_code", "period_code"} <= columns and (
        "ward_code" in columns or {"area_type", "area_code"} <= columns
    )


def has_counts(table: Outside) -> bool:
    """Whether a table has numerators or denominators of an indicator by area."""
    names = {f"{kind}{part}_count" for kind in ("", ROUNDED) for part in PARTS}
    return is_of_counts(table) and bool(names & set(table.rows.columns))


def area_of(row: dict[str, str]) -> tuple[str, str]:
    """The kind of area of a row, and its code."""
    if row.get("area_code"):
        return row["area_type"], row["area_code"]
    return WARD, row["ward_code"]


def cell_of(row: dict[str, str], part: str) -> Cell:
    """The cell of a part of a row's figure."""
    return Cell(
        row["local_authority_code"],
        row["indicator_code"],
        row["period_code"],
        part,
        *area_of(row),
        row.get("breakdown_topic") or TOTAL,
        row.get("breakdown_category") or TOTAL,
    )


def count_column(row: dict[str, str], part: str) -> str | None:
    """The column of a row with its numerator or denominator."""
    names = (f"{ROUNDED}{part}_count", f"{part}_count")
    return next((name for name in names if name in row), None)


def rule_of(row: dict[str, str], column: str) -> str:
    """By which rule the count in a column was made fit to leave."""
    status = row.get("count_status") or row.get("value_status") or ""
    if code := row.get("protection_code"):
        return BY_CODE.get(code, EXACT)
    if status == SUPPRESSED:
        return SUPPRESSED
    if column.startswith(ROUNDED):
        return "rounded"
    if status == PROTECTED:
        return PROTECTED
    return "rounded" if status == "rounded" else EXACT


def is_hidden(row: dict[str, str]) -> bool:
    """Whether the numerator of a row is hidden because few children are behind it."""
    column = count_column(row, NUMERATOR)
    return SUPPRESSED in (row.get("value_status"), row.get("count_status")) and (
        column is None or not row[column]
    )


def rows_of(table: Outside) -> Iterator[dict[str, str]]:
    """The rows of a table by column."""
    columns = [str(column) for column in table.rows.columns]
    for values in table.rows.itertuples(index=False, name=None):
        yield dict(zip(columns, values, strict=True))


def seen_in(table: Outside, rules: Rules) -> Iterator[Seen]:
    """What a table of figures says of each of its cells."""
    for row in rows_of(table):
        for part in PARTS:
            column = count_column(row, part)
            if column is None:
                continue
            cell, text = cell_of(row, part), row[column]
            rule = rule_of(row, column)
            is_open = part == DENOMINATOR and (
                cell.indicator in rules.open_denominators
            )
            needed = 1 if is_open else rules.needed(rule)
            if not text:
                # Where nothing is shown nothing is known but that it is a count.
                if row.get("value_status") in HIDDEN or rule == SUPPRESSED:
                    yield Seen(cell, (0, MOST), rule, needed, table.file, None)
                continue
            shown = round(float(text))
            interval = (
                (shown, shown) if is_open else left_open(cell, rule, shown, rules)
            )
            yield Seen(cell, interval, rule, needed, table.file, shown)


def left_open(cell: Cell, rule: str, shown: int, rules: Rules) -> Interval:
    """Between which counts the true one lies, by the rule and what is shown."""
    if rule == "rounded":
        return rules.rounded(shown)
    if rule == PROTECTED:
        is_remainder = cell.part == NUMERATOR and cell.indicator in rules.remainders
        return rules.remainder(shown) if is_remainder else rules.protected(shown)
    return shown, shown


def together(seen: list[Seen]) -> dict[Cell, Interval]:
    """Per cell the numbers that all rows about it allow.

    Rows that contradict each other are of different children; the first one counts.
    """
    found: dict[Cell, Interval] = {}
    for one in seen:
        low, high = found.get(one.cell, (0, MOST))
        both = max(low, one.interval[0]), min(high, one.interval[1])
        if both[0] <= both[1]:
            found[one.cell] = both
    return found
