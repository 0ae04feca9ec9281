"""Rates that stand in several files: each is one that counts beside it give."""

from collections import defaultdict
from collections.abc import Iterator

from early_years.intruder.cell import NUMERATOR, Cell
from early_years.intruder.cells import cell_of, has_counts, is_of_counts, rows_of
from early_years.intruder.findings import Finding
from early_years.intruder.reading import Outside, Publication

FIGURE, INDICATOR, PERIOD = "figure_code", "indicator_code", "period_code"
# Six digits and fewer are shown of one rate.
NEAR = 5e-7

# Cell -> the rates that tables with counts show of it.
Rates = dict[Cell, list[float]]


def repeat_findings(publication: Publication) -> Iterator[Finding]:
    """Rates of tables without counts, and of periods before, that no counts give."""
    rates: Rates = defaultdict(list)
    for table in publication.tables.values():
        if has_counts(table) and "value" in table.rows:
            for row in rows_of(table):
                if row["value"]:
                    rates[cell_of(row, NUMERATOR)].append(float(row["value"]))
    indicators = {cell.indicator for cell in rates}
    before: Rates = defaultdict(list)
    for cell, found in rates.items():
        before[cell._replace(period="")] += found
    for table in publication.tables.values():
        if not has_counts(table) and "value" in table.rows:
            yield from _repeated(table, indicators, rates)
        if has_counts(table) and "previous_value" in table.rows:
            yield from _earlier(table, before)


def _repeated(table: Outside, indicators: set[str], rates: Rates) -> Iterator[Finding]:
    """Rates of a table by figure, which are those of an indicator by its code."""
    if FIGURE in table.rows:
        rows = table.rows.rename(columns={FIGURE: INDICATOR})
        table = Outside(table.file, table.path, rows)
    if not is_of_counts(table):
        return
    for row in rows_of(table):
        if row[INDICATOR] in indicators and row["value"]:
            cell = cell_of(row, NUMERATOR)
            if not _is_one_of(row["value"], rates.get(cell, [])):
                yield _finding(table, cell, "value", row["value"])


def _earlier(table: Outside, before: Rates) -> Iterator[Finding]:
    """What is said of a period before, where that is a protected figure."""
    for row in rows_of(table):
        text, cell = row["previous_value"], cell_of(row, NUMERATOR)
        found = before.get(cell._replace(period=""), [])
        if text and row.get("protection_code") and not _is_one_of(text, found):
            yield _finding(table, cell, "previous_value", text)


def _is_one_of(text: str, rates: list[float]) -> bool:
    return any(abs(float(text) - rate) <= NEAR for rate in rates)


def _finding(table: Outside, cell: Cell, column: str, text: str) -> Finding:
    return Finding(
        "rate of no counts",
        table.file,
        f"{cell}: {column} {text} is no rate of counts that are shown",
    )
