"""A table of a pack as a committee reads it: words for headings, shares as per cents.

Which columns stand in it under which headings, in what order and how many rows of them,
is policy (seeds/policy/policy_pack_tables.csv); the unit of a column is what the
dictionary of its file says. Figures stay numbers in a workbook, with a format that
shows them so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import duckdb

from early_years.exporting.dictionaries import IN_ITS_COLUMN, SHARE, UNIT_COLUMN
from early_years.exporting.tables import Table, read_table
from early_years.exporting.workbooks import COUNT, PER_CENT, TENTHS
from early_years.landing.releases import quoted
from early_years.report.figures import MONTHS

Row = dict[str, str]
# In a filter: whatever stands in the column; the newest day of each measure.
FILLED, NEWEST, ABOVE = "*", "newest", ">"
MEASURE = "measure_code"
# Before a column: the greatest first. After a heading: a difference of two shares.
GREATEST_FIRST, POINTS = "-", ", points"
RATE = "rate"
# A column of somebody's own words; a value that is a code of several words.
OWN_WORDS, CODE = "_text", re.compile("[a-z]+(_[a-z]+)+")
FIGURES = {COUNT, PER_CENT, TENTHS}


@dataclass(frozen=True)
class Shown:
    """The first rows of a table, and of how many they are the first.

    alike is what all rows say, by heading: it stands above the table and not in it.
    """

    table: Table
    total: int
    alike: tuple[tuple[str, str], ...] = ()


def headings_of(row: Row) -> dict[str, str]:
    """The columns of a row of policy and their headings; blank where it has none."""
    parts = [one.strip().partition("=") for one in row["shown_columns"].split(";")]
    return {name: heading for name, _, heading in parts if name}


def filters_of(row: Row) -> dict[str, str]:
    """Column -> which rows are shown."""
    return dict(one.split("=", 1) for one in row["row_filters"].split())


def order_of(row: Row) -> list[str]:
    """The columns by which rows are put in order, without their directions."""
    return [one.removeprefix(GREATEST_FIRST) for one in row["ordered_columns"].split()]


def filtered(
    rows: duckdb.DuckDBPyRelation, filters: dict[str, str]
) -> duckdb.DuckDBPyRelation:
    """The rows that filters of policy let through."""
    newest = [column for column, value in filters.items() if value == NEWEST]
    others = [
        _condition(column, value)
        for column, value in filters.items()
        if value != NEWEST
    ]
    found = rows.filter(" and ".join(others) or "true")
    for column in newest:
        by = f"partition by {MEASURE}" if MEASURE in rows.columns else ""
        found = found.select(f"*, max({column}) over ({by}) as newest_day").filter(
            f"{column} = newest_day"
        )
    return found


def _condition(column: str, value: str) -> str:
    if value == FILLED:
        return f"{column} is not null"
    if value.startswith(ABOVE):
        return f"{column} > {float(value[1:])}"
    listed = ", ".join(quoted(one) for one in value.split("|"))
    return f"cast({column} as varchar) in ({listed})"


def shown(
    rows: duckdb.DuckDBPyRelation, row: Row, dictionary: Iterable[Row], period: str
) -> Shown:
    """The table of a row of policy, from the rows of its file that it is of.

    dictionary is that of the file. What all rows say alike stands above the table;
    the column period, which is said there anyway, is then left out.
    """
    words = {line["column_name"]: line for line in dictionary}
    headings = {
        name: heading or words.get(name, {}).get("label", name)
        for name, heading in headings_of(row).items()
    }
    whole = read_table(_ordered(rows, row).select(", ".join(headings)))
    units = _units(rows)
    columns: list[tuple[str, str, list]] = []
    alike: list[tuple[str, str]] = []
    for name, kind in zip(whole.columns, whole.types, strict=True):
        unit = words.get(name, {}).get("unit", "")
        shape = _shape(kind, units if unit == IN_ITS_COLUMN else unit)
        in_points = shape == PER_CENT and headings[name].endswith(POINTS)
        values = [_cell(value, in_points) for value in whole.values(name)]
        if columns and all(value is None for value in values):
            continue
        if columns and _is_said_once(name, shape, values):
            if name != period:
                alike.append((headings[name], in_words(values[0], shape)))
            continue
        columns.append((headings[name], TENTHS if in_points else shape, values))
    most = int(row["most_rows"] or len(whole.rows))
    table = Table(
        tuple(heading for heading, _, _ in columns),
        tuple(shape for _, shape, _ in columns),
        list(zip(*(values for _, _, values in columns), strict=True))[:most],
    )
    return Shown(table, len(whole.rows), tuple(alike))


def _ordered(rows: duckdb.DuckDBPyRelation, row: Row) -> duckdb.DuckDBPyRelation:
    """The rows in the order of policy, ties by what is shown; else as the file is."""
    if not row["ordered_columns"]:
        return rows
    wanted = [one for one in headings_of(row) if one not in order_of(row)]
    parts = [*row["ordered_columns"].split(), *wanted]
    return rows.order(
        ", ".join(
            f"{one.removeprefix(GREATEST_FIRST)} "
            + ("desc nulls last" if one.startswith(GREATEST_FIRST) else "nulls last")
            for one in parts
        )
    )


def _is_said_once(name: str, shape: str, values: list) -> bool:
    """Whether all of several rows say the same, in a word that is nobody's own."""
    is_word = shape not in FIGURES and not name.endswith(OWN_WORDS)
    return is_word and len(values) > 1 and len(set(values)) == 1


def _units(rows: duckdb.DuckDBPyRelation) -> str:
    """The unit of all rows; blank where they have several, or none."""
    if UNIT_COLUMN not in rows.columns:
        return ""
    found = rows.select(UNIT_COLUMN).distinct().fetchall()
    return found[0][0] if len(found) == 1 else ""


def _shape(kind: str, unit: str) -> str:
    """How a column is shown: a kind of cell of workbooks."""
    if kind == "BOOLEAN":
        return "VARCHAR"
    if unit in (SHARE, RATE) and kind == "DOUBLE":
        return PER_CENT
    return {"INTEGER": COUNT, "DOUBLE": TENTHS}.get(kind, kind)


def _cell(value: Any, in_points: bool) -> Any:
    """A value as it is shown: yes or no, a code as words, a difference in points."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and CODE.fullmatch(value):
        return value.replace("_", " ").capitalize()
    if in_points and value is not None:
        return float(Decimal(repr(value)) * 100)
    return value


def in_words(value: Any, shape: str) -> str:
    """A cell as people write it: 38.0 %, 1,921, 23 March 2023; a dash for none."""
    if value is None:
        return "–"
    if isinstance(value, date):
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"
    if shape not in FIGURES:
        return str(value)
    number = Decimal(repr(value)) * (100 if shape == PER_CENT else 1)
    places = 0 if shape == COUNT else 1
    rounded = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = f"{rounded:,f}".replace("-", "−")
    return f"{text} %" if shape == PER_CENT else text
