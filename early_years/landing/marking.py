"""A sender's own sheet with what cannot be read marked, and the reason beside it.

It runs in the process that reads files from outside: the sheet is opened once more.
"""

import io
import itertools
from pathlib import Path

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from early_years.landing import archives
from early_years.landing.opening import (
    PARQUET_MARK,
    Refused,
    contents,
    sheets_of,
    tables_of,
)

# Row, column (None where the cell has no place there) and what is wrong.
Mark = tuple[int, int | None, str]

HEADING = "What has to be mended"
FILL = PatternFill("solid", fgColor="FFFF99")
WIDTH = 70
TEXT = "@"


def mark(
    path: Path, name: str, sheet: str, head: int, marks: list[Mark], out: Path
) -> None:
    """Write the file of that name in path to out, as a workbook with its marks.

    head is the row of the header, in which the column of the reasons gets its name.
    A workbook of Excel stays as it is otherwise; any other table becomes one, each row
    in its line. Raises Refused where the file cannot be opened.
    """
    content = next(found for called, found in contents(path) if called == name)
    book = _book(content, sheet)
    page = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
    beside = _column_beside(page, head)
    for line, of_line in itertools.groupby(marks, key=lambda one: one[0]):
        cells = list(of_line)
        for _, column, _ in cells:
            if column:
                page.cell(line, column).fill = FILL
        _say(page, line, beside, "\n".join(dict.fromkeys(text for *_, text in cells)))
    page.cell(head, beside, HEADING).font = Font(bold=True)
    page.column_dimensions[get_column_letter(beside)].width = WIDTH
    book.active = book.index(page)
    book.save(out)


def _column_beside(page: Worksheet, head: int) -> int:
    """The column of the reasons; marks of an earlier report are taken away."""
    headings = [cell.value for cell in page[head]]
    if HEADING not in headings:
        return page.max_column + 1
    beside = headings.index(HEADING) + 1
    for row in page.iter_rows():
        for cell in row:
            if cell.fill.fgColor.rgb == FILL.fgColor.rgb:
                cell.fill = PatternFill()
                if cell.column == beside:
                    cell.value = None
    return beside


def _say(page: Worksheet, line: int, column: int, text: str) -> None:
    cell = page.cell(line, column, text)
    cell.data_type = "s"
    cell.fill = FILL
    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _book(content: bytes, sheet: str) -> openpyxl.Workbook:
    """The sender's workbook, or one with a table that came in another form."""
    if archives.is_workbook(content):
        sheets = sheets_of(content)
        try:
            return openpyxl.load_workbook(io.BytesIO(content))
        except Exception:
            # What openpyxl does not read was read by another library.
            table = next(one.table for one in sheets if one.name == sheet)
    elif content.startswith(PARQUET_MARK):
        raise Refused(["a Parquet file has no sheet to mark."])
    else:
        table = tables_of(content, [], None)[0].rows
    book = openpyxl.Workbook()
    page = book.worksheets[0]
    page.title = sheet or "rows"
    for line, values in table:
        for column, value in enumerate(values, start=1):
            if value is not None:
                cell = page.cell(line, column, value)
                # A text that begins like a formula is none.
                cell.data_type = "s"
                cell.number_format = TEXT
    return book
