"""Workbooks beside the tables of their subject: the same cells, and nothing more."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import python_calamine

from early_years.exporting import workbooks
from early_years.intruder.findings import Finding
from early_years.intruder.reading import Outside, Publication

# Sheets of words that every workbook has, and not of a table.
OF_A_WORKBOOK = frozenset({"tables", "columns", "cautions"})
# Fifteen digits are all that a cell of a workbook holds.
NEAR = 1e-12


def workbook_findings(publication: Publication) -> Iterator[Finding]:
    """Sheets, columns, rows and cells that no table of the subject has."""
    for audience in publication.audiences:
        for path in sorted(audience.glob(f"*{workbooks.SUFFIX}")):
            subject = f"{audience.name}/{path.stem}/"
            tables = {
                file.removeprefix(subject): table
                for file, table in publication.tables.items()
                if file.startswith(subject)
            }
            yield from _book(path, f"{audience.name}/{path.name}", tables)


def _book(path: Path, name: str, tables: dict[str, Outside]) -> Iterator[Finding]:
    book = python_calamine.CalamineWorkbook.from_path(str(path))
    for sheet in book.sheet_names:
        if sheet in tables and sheet not in OF_A_WORKBOOK:
            rows = book.get_sheet_by_name(sheet).to_python()
            yield from _sheet(rows, sheet, tables[sheet], name)
        elif not _is_named(sheet, tables):
            yield Finding("workbook", name, f"no table has the sheet {sheet}")


def _is_named(sheet: str, tables: dict[str, Outside]) -> bool:
    """Whether it is a sheet of every workbook, or a name that was cut for Excel."""
    stem = sheet.rpartition("~")[0] or sheet
    is_cut = len(sheet) == workbooks.MAX_NAME
    return sheet in OF_A_WORKBOOK or (
        is_cut and any(table.startswith(stem) for table in tables)
    )


def _sheet(
    rows: list[list], sheet: str, table: Outside, name: str
) -> Iterator[Finding]:
    head, *rows = rows
    columns = [str(column) for column in head]
    known = {str(column) for column in table.rows.columns}
    strange = [column for column in columns if column not in known]
    for column in strange:
        yield Finding("workbook", name, f"sheet {sheet} has the column {column}")
    if len(rows) != len(table.rows):
        yield Finding(
            "workbook",
            name,
            f"sheet {sheet} has {len(rows)} rows, and its file {len(table.rows)}",
        )
    elif not strange:
        texts = table.rows[columns].itertuples(index=False, name=None)
        others = {
            column
            for cells, row in zip(rows, texts, strict=True)
            for column, cell, text in zip(columns, cells, row, strict=True)
            if not _is_same(cell, text)
        }
        for column in sorted(others):
            yield Finding(
                "workbook", name, f"sheet {sheet} has another {column} than its file"
            )


def _is_same(cell: object, text: str) -> bool:
    """Whether a cell says what its text in the CSV says."""
    if isinstance(cell, bool):
        return text == str(cell).lower()
    if isinstance(cell, datetime | date):
        return text[:10] == cell.isoformat()[:10]
    if isinstance(cell, int | float):
        try:
            number = float(text)
        except ValueError:
            return False
        return abs(number - cell) <= NEAR * max(1, abs(number))
    return str(cell or "") == text
