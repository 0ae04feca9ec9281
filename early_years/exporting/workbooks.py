"""A workbook a subject: a sheet a table, its columns and its cautions.

The sheets are written as the XML of Office Open XML, part by part: openpyxl takes seven
times as long for them, and a build writes a million cells. No part says when or by whom
it was written, so the same tables give the same bytes.
"""

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from itertools import count
from math import isfinite
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from early_years.exporting.tables import Table, would_run

# A cell of a value and the number of its row.
Writer = Callable[[Any, int], str]

SUFFIX = ".xlsx"
MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
MAX_NAME = 31
# Excel counts days from here, as if 1900 had been a leap year.
DAY_ZERO = date(1899, 12, 30).toordinal()
NARROWEST, WIDEST, MEASURED_ROWS = 8, 60, 200
# What XML may not hold, and what Excel would read as a sign in its own spelling.
NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
EXCEL_SIGN = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")

# The styles of a cell, by their place in STYLES.
PLAIN, HEADER, DAY, NOT_A_FORMULA, _PER_CENT, _COUNT, _TENTHS = range(7)
# Kinds of cells that are numbers with a format: 38.0 %, 1,921 and 16.3.
PER_CENT, COUNT, TENTHS = "PER CENT", "COUNT", "TENTHS"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
STYLES = f"""{XML}<styleSheet xmlns="{MAIN}">\
<numFmts count="3"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>\
<numFmt numFmtId="165" formatCode="0.0\\ %"/>\
<numFmt numFmtId="166" formatCode="#,##0.0"/></numFmts>\
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>\
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border/></borders>\
<cellStyleXfs count="1"><xf fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="7"><xf fontId="0" fillId="0" borderId="0"/>\
<xf fontId="1" fillId="0" borderId="0" applyFont="1"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>\
<xf fontId="0" fillId="0" borderId="0" quotePrefix="1"/>\
<xf numFmtId="165" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>\
<xf numFmtId="3" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/>\
<xf numFmtId="166" fontId="0" fillId="0" borderId="0" applyNumberFormat="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>\
</styleSheet>"""


def workbook(
    sheets: dict[str, Table], notes: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """The tables as an .xlsx file, one sheet each, in their order.

    notes are lines above the table of a sheet. A name that is too long for Excel is
    cut. Raises ValueError for more rows than a sheet can hold.
    """
    told = [(notes or {}).get(name, ()) for name in sheets]
    names = _sheet_names(list(sheets))
    strings: dict[str, int] = {}
    parts = {
        f"xl/worksheets/sheet{number}.xml": _sheet(table, strings, lines)
        for number, (table, lines) in enumerate(
            zip(sheets.values(), told, strict=True), start=1
        )
    }
    numbers = range(1, len(names) + 1)
    parts |= {
        "[Content_Types].xml": _content_types(numbers),
        "_rels/.rels": _relationships(
            [("officeDocument", "xl/workbook.xml")],
        ),
        "xl/workbook.xml": _book(
            names,
            [
                _area(table, len(lines) + 1)
                for table, lines in zip(sheets.values(), told, strict=True)
            ],
        ),
        "xl/_rels/workbook.xml.rels": _relationships(
            [("worksheet", f"worksheets/sheet{number}.xml") for number in numbers]
            + [("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")]
        ),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": _shared_strings(strings),
    }
    # Excel expects the list of contents first.
    order = sorted(parts, key=lambda name: (name != "[Content_Types].xml", name))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as packed:
        for name in order:
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            packed.writestr(entry, parts[name])
    return target.getvalue()


def fits(table: Table) -> bool:
    """Whether a sheet can hold all rows and, in each cell, all text of a table."""
    texts = (i for i, kind in enumerate(table.types) if kind == "VARCHAR")
    return len(table.rows) < MAX_ROWS and all(
        row[place] is None or len(row[place]) <= MAX_TEXT
        for place in texts
        for row in table.rows
    )


def _sheet_names(names: list[str]) -> list[str]:
    """The names as Excel takes them: at most 31 signs, none twice in any case."""
    found: list[str] = []
    for name in names:
        cut = name[:MAX_NAME]
        for number in count(2):
            if cut.lower() not in {other.lower() for other in found}:
                break
            ending = f"~{number}"
            cut = name[: MAX_NAME - len(ending)] + ending
        found.append(cut)
    return found


def _sheet(table: Table, strings: dict[str, int], notes: Sequence[str]) -> str:
    top = len(notes) + 1
    if len(table.rows) + top > MAX_ROWS:
        raise ValueError(f"{len(table.rows)} rows do not fit on a sheet")
    note = _texts("A", strings)
    above = "".join(
        f'<row r="{number}">{note(line, number)}</row>'
        for number, line in enumerate(notes, start=1)
    )
    letters = [_letters(place) for place in range(len(table.columns))]
    header = "".join(
        f'<c r="{letter}{top}" s="{HEADER}" t="s"><v>{_string(name, strings)}</v></c>'
        for letter, name in zip(letters, table.columns, strict=True)
    )
    writers = [
        _CELLS[data_type](letter, strings)
        for letter, data_type in zip(letters, table.types, strict=True)
    ]
    rows = [
        f'<row r="{number}">'
        + "".join(
            [
                write(value, number)
                for write, value in zip(writers, row, strict=True)
                if value is not None
            ]
        )
        + "</row>"
        for number, row in enumerate(table.rows, start=top + 1)
    ]
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, width in enumerate(_widths(table), start=1)
    )
    return (
        f'{XML}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
        f'<pane ySplit="{top}" topLeftCell="A{top + 1}" activePane="bottomLeft" '
        'state="frozen"/>'
        f"</sheetView></sheetViews><cols>{widths}</cols>"
        f'<sheetData>{above}<row r="{top}">{header}</row>{"".join(rows)}</sheetData>'
        f'<autoFilter ref="{_area(table, top)}"/></worksheet>'
    )


def _area(table: Table, top: int) -> str:
    return f"A{top}:{_letters(len(table.columns) - 1)}{len(table.rows) + top}"


def _widths(table: Table) -> list[int]:
    seen = [table.columns, *table.rows[:MEASURED_ROWS]]
    longest = (
        max(len(str(row[place])) for row in seen if row[place] is not None)
        for place in range(len(table.columns))
    )
    return [min(max(length + 2, NARROWEST), WIDEST) for length in longest]


def _letters(place: int) -> str:
    """The name of a column: 0 is A, 25 is Z, 26 is AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _string(text: str, strings: dict[str, int]) -> int:
    return strings.setdefault(text, len(strings))


def _texts(letter: str, strings: dict[str, int]) -> Writer:
    def write(value: str, number: int) -> str:
        # Excel leaves such a text alone, also when somebody edits the cell.
        style = f' s="{NOT_A_FORMULA}"' if would_run(value) else ""
        return (
            f'<c r="{letter}{number}"{style} t="s"><v>{_string(value, strings)}</v></c>'
        )

    return write


def _numbers(letter: str, strings: dict[str, int], style: int = PLAIN) -> Writer:
    shown = f' s="{style}"' if style else ""

    def write(value: float, number: int) -> str:
        if not isfinite(value):
            return ""
        return f'<c r="{letter}{number}"{shown}><v>{value!r}</v></c>'

    return write


def _booleans(letter: str, strings: dict[str, int]) -> Writer:
    def write(value: bool, number: int) -> str:
        return f'<c r="{letter}{number}" t="b"><v>{value:d}</v></c>'

    return write


def _days(letter: str, strings: dict[str, int]) -> Writer:
    def write(value: date, number: int) -> str:
        day = value.toordinal() - DAY_ZERO
        return f'<c r="{letter}{number}" s="{DAY}"><v>{day}</v></c>'

    return write


_CELLS: dict[str, Callable[[str, dict[str, int]], Writer]] = {
    "BOOLEAN": _booleans,
    "DATE": _days,
    "DOUBLE": _numbers,
    "INTEGER": _numbers,
    "VARCHAR": _texts,
    PER_CENT: partial(_numbers, style=_PER_CENT),
    COUNT: partial(_numbers, style=_COUNT),
    TENTHS: partial(_numbers, style=_TENTHS),
}


def _shared_strings(strings: dict[str, int]) -> str:
    items = "".join(
        f'<si><t xml:space="preserve">{_plain(text)}</t></si>' for text in strings
    )
    return f'{XML}<sst xmlns="{MAIN}" uniqueCount="{len(strings)}">{items}</sst>'


def _plain(text: str) -> str:
    return escape(EXCEL_SIGN.sub("_x005F_", NOT_IN_XML.sub("", text)))


def _book(names: list[str], areas: list[str]) -> str:
    listed, filters = [], []
    for number, (name, whole) in enumerate(zip(names, areas, strict=True)):
        listed.append(
            f'<sheet name={quoteattr(name)} sheetId="{number + 1}" '
            f'r:id="rId{number + 1}"/>'
        )
        area = re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", whole)
        filters.append(
            '<definedName name="_xlnm._FilterDatabase" '
            f'localSheetId="{number}" hidden="1">'
            f"'{escape(name)}'!{area}</definedName>"
        )
    return (
        f'{XML}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
        f"<sheets>{''.join(listed)}</sheets>"
        f"<definedNames>{''.join(filters)}</definedNames></workbook>"
    )


def _relationships(targets: list[tuple[str, str]]) -> str:
    items = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'{XML}<Relationships xmlns="{PACKAGE}/relationships">{items}</Relationships>'
    )


def _content_types(numbers: range) -> str:
    parts = {f"xl/worksheets/sheet{number}.xml": "worksheet" for number in numbers}
    parts |= {
        "xl/workbook.xml": "sheet.main",
        "xl/styles.xml": "styles",
        "xl/sharedStrings.xml": "sharedStrings",
    }
    items = "".join(
        f'<Override PartName="/{part}" ContentType="{KIND}.{kind}+xml"/>'
        for part, kind in parts.items()
    )
    return (
        f'{XML}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f"{items}</Types>"
    )
