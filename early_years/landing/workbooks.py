"""Workbooks of Excel and OpenDocument as rows of text."""

import datetime
import html
import io
import itertools
import re
import zipfile
from dataclasses import dataclass, field
from typing import Any
from xml.etree import ElementTree

import openpyxl
import python_calamine
from openpyxl.utils import coordinate_to_tuple, get_column_letter

from early_years.checks import LINES_NAMED
from early_years.landing import archives

# What Excel calls the cells of a calculation.
FORMULA = "f"
ROW = re.compile(rb'<(?:\w+:)?row\s(?:[^>]*?\s)?r="(\d+)"')
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+):([A-Z]+\d+)"')

# Where OpenDocument keeps its sheets, and what it calls what belongs to a table.
ODS_CONTENT = "content.xml"
ODS_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"


@dataclass
class Sheet:
    """One sheet: its rows that are not blank, with their numbers, all of one width.

    A value is None where its cell is empty; a merged cell holds its value in each row
    that it covers. formulas has row and place (from 0) of the cells that are
    calculations, of which the text stands in the table; merged that of the cells which
    hold the value of a cell above them.
    """

    name: str
    table: list[tuple[int, list[str | None]]] = field(default_factory=list)
    formulas: list[tuple[int, int]] = field(default_factory=list)
    merged: list[tuple[int, int]] = field(default_factory=list)

    def problems(self, lines: set[int] | None = None) -> list[str]:
        """That formulas stand there; in the given lines alone, where they are given."""
        places = [
            f"{get_column_letter(place + 1)}{line}"
            for line, place in self.formulas
            if lines is None or line in lines
        ]
        return told(
            places, "holds a formula. Paste the values in its place (Paste special)."
        )


class DamagedWorkbook(Exception):
    """The bytes cannot be read as a workbook."""


def read_sheets(content: bytes) -> list[Sheet]:
    """Every sheet of a workbook in its order. Raises DamagedWorkbook."""
    try:
        if archives.is_xlsx(content):
            # Formulas are asked for, not their last results: they can be refused.
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            return [_read_xlsx(sheet) for sheet in book.worksheets]
        other = python_calamine.load_workbook(io.BytesIO(content))
        merged = _merged_in_ods(content)
        return [
            _read_other(other.get_sheet_by_name(sheet.name), merged.get(sheet.name))
            for sheet in other.sheets_metadata
            if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet
        ]
    except MemoryError:
        raise
    except Exception:
        # A damaged workbook can fail in any of the libraries beneath.
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


def told(places: list[str], what: str) -> list[str]:
    """What is said of cells, of the first of them by name."""
    lines = [f"cell {place} {what}" for place in places[:LINES_NAMED]]
    if len(places) > LINES_NAMED:
        lines.append(f"{len(places) - LINES_NAMED} more cells are like that.")
    return lines


def _read_xlsx(worksheet: Any) -> Sheet:
    # Some programs write a size that is not the sheet's own.
    worksheet.reset_dimensions()
    sheet = Sheet(worksheet.title)
    for number, cells in enumerate(worksheet.iter_rows(), start=1):
        sheet.table.append((number, [as_text(cell.value) for cell in cells]))
        sheet.formulas += [
            (number, place)
            for place, cell in enumerate(cells)
            if cell.data_type == FORMULA
        ]
    # The library tells merged cells only where it holds the whole workbook.
    with worksheet._get_source() as source:
        content = source.read()
    _check_order(content)
    found = MERGED.findall(content)
    merged = [
        (coordinate_to_tuple(first.decode()), coordinate_to_tuple(last.decode()))
        for first, last in found
    ]
    return _even(
        sheet, [(top, left - 1, bottom) for (top, left), (bottom, _) in merged]
    )


def _check_order(content: bytes) -> None:
    """Raise DamagedWorkbook where rows go back, of which the library skips some."""
    numbers = [int(number) for number in ROW.findall(content)]
    if any(after <= before for before, after in itertools.pairwise(numbers)):
        raise DamagedWorkbook


def _merged_in_ods(content: bytes) -> dict[str, list[tuple[int, int, int]]]:
    """Sheet -> its merged cells (first row, place, last row), of OpenDocument alone.

    The library that reads it does not tell them.
    """
    found: dict[str, list[tuple[int, int, int]]] = {}
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return found
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        if ODS_CONTENT not in parts.namelist():
            return found
        sheet: list[tuple[int, int, int]] = []
        row = place = 0
        with parts.open(ODS_CONTENT) as xml:
            for event, one in ElementTree.iterparse(xml, ("start", "end")):
                kind = one.tag.removeprefix(ODS_TABLE)
                if event == "end" and kind == "table-row":
                    row += _times(one, "number-rows-repeated")
                    one.clear()
                elif event == "end":
                    continue
                elif kind == "table":
                    sheet, row = (
                        found.setdefault(one.get(f"{ODS_TABLE}name", ""), []),
                        0,
                    )
                elif kind == "table-row":
                    place = 0
                elif kind in ("table-cell", "covered-table-cell"):
                    spanned = _times(one, "number-rows-spanned")
                    if spanned > 1:
                        sheet.append((row + 1, place, row + spanned))
                    place += _times(one, "number-columns-repeated")
    return found


def _times(one: ElementTree.Element, name: str) -> int:
    return int(one.get(f"{ODS_TABLE}{name}", "1"))


def _read_other(
    worksheet: python_calamine.CalamineSheet,
    merged_rows: list[tuple[int, int, int]] | None,
) -> Sheet:
    """A sheet of the other formats, of whose formulas the results are read."""
    sheet = Sheet(worksheet.name)
    first, _ = worksheet.start or (0, 0)
    rows = worksheet.to_python(skip_empty_area=True)
    left = worksheet.start[1] if worksheet.start else 0
    for number, row in enumerate(rows, start=first + 1):
        values: list[str | None] = [None] * left
        sheet.table.append((number, values + [_unescaped(one) for one in row]))
    merged = worksheet.merged_cell_ranges or []
    ranges = [(top + 1, place, bottom + 1) for (top, place), (bottom, _) in merged]
    return _even(sheet, ranges or merged_rows or [])


def _unescaped(value: object) -> str | None:
    """A cell as text; of OpenDocument the library leaves &amp; as it is written."""
    text = as_text(value)
    return html.unescape(text) if text else None


def _even(sheet: Sheet, merged: list[tuple[int, int, int]]) -> Sheet:
    """The sheet without blank rows, its merged cells filled, all rows of one width.

    merged has the first row, the place and the last row of each.
    """
    filled = [(number, row) for number, row in sheet.table if any(row)]
    width = 0
    for _, row in filled:
        while row[-1] is None:
            row.pop()
        width = max(width, len(row))
    sheet.table = [
        (number, row + [None] * (width - len(row))) for number, row in filled
    ]
    rows = dict(sheet.table)
    left = len(rows) * width
    for top, place, bottom in merged:
        value = rows[top][place] if top in rows and place < width else None
        if value is None:
            continue
        for number in range(top + 1, min(bottom, sheet.table[-1][0]) + 1):
            left -= 1
            if left < 0:
                # Cells that are merged over and over, which no program writes.
                raise DamagedWorkbook
            if number in rows and rows[number][place] is None:
                rows[number][place] = value
                sheet.merged.append((number, place))
    return sheet
