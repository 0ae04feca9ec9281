"""Excel workbooks as rows of text."""

import datetime
import io
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.utils import get_column_letter

from early_years.checks import LINES_NAMED

# What Excel calls the cells of a calculation.
FORMULA = "f"


@dataclass
class Sheet:
    """One sheet: its header, its rows with their numbers, and what is wrong with it.

    Every row has as many values as the header; a value is None where its cell is empty.
    table has all rows as they stand, those above the header too, and all of one width;
    formulas has the problems that formulas are, which are among problems as well.
    """

    name: str
    header: list[str] = field(default_factory=list)
    rows: list[tuple[int, list[str | None]]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    table: list[tuple[int, list[str | None]]] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)


class DamagedWorkbook(Exception):
    """The bytes cannot be read as a workbook."""


def read_sheets(content: bytes) -> list[Sheet]:
    """Every sheet of a workbook in its order. Raises DamagedWorkbook."""
    try:
        # Formulas are asked for, not their last results, so that they can be refused.
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
        return [_read(sheet) for sheet in book.worksheets]
    except MemoryError:
        raise
    except Exception:
        # A damaged workbook can fail in any of the libraries beneath openpyxl.
        raise DamagedWorkbook from None


def as_text(value: object) -> str | None:
    """A cell's value as an extract in CSV would write it; None where it is empty."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return value.date().isoformat() if is_day else value.isoformat(sep=" ")
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def _read(worksheet: Any) -> Sheet:
    # Some programs write a size that is not the sheet's own.
    worksheet.reset_dimensions()
    sheet = Sheet(worksheet.title)
    formulas, beyond = [], []
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        values = [as_text(cell.value) for cell in cells]
        while values and values[-1] is None:
            values.pop()
        if not values:
            continue
        places = [
            f"{get_column_letter(column)}{number}"
            for column, cell in enumerate(cells, start=1)
            if cell.data_type == FORMULA
        ]
        formulas += places
        sheet.table.append((number, values))
        if not sheet.header:
            sheet.header = [value or "" for value in values]
            continue
        width = len(sheet.header)
        if len(values) > width:
            beyond.append(f"{get_column_letter(len(values))}{number}")
        values = values[:width] + [None] * (width - len(values))
        sheet.rows.append((number, values))
    widest = max((len(values) for _, values in sheet.table), default=0)
    sheet.table = [
        (number, values + [None] * (widest - len(values)))
        for number, values in sheet.table
    ]
    sheet.formulas = _told(
        formulas, "holds a formula. Paste the values in its place (Paste special)."
    )
    sheet.problems += sheet.formulas
    sheet.problems += _told(beyond, "stands under no column of the header. Remove it.")
    return sheet


def _told(places: list[str], what: str) -> list[str]:
    lines = [f"cell {place} {what}" for place in places[:LINES_NAMED]]
    if len(places) > LINES_NAMED:
        lines.append(f"{len(places) - LINES_NAMED} more cells are like that.")
    return lines
