"""Empty files to fill in, in the shape of the input contracts."""

import csv
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from early_years.contracts import Column, Contract
from early_years.environment import PlainError, Project
from early_years.landing import addresses, mappings
from early_years.landing.choices import Choices, choices_of
from early_years.landing.interpreting import find_contract
from early_years.landing.sent_tables import TEMPLATE_SHEETS

# Excel then keeps leading zeros, and dates as they are typed.
TEXT = "@"
LAST_ROW = 1_048_576
FIRST_DAY_OF_ZIP = (1980, 1, 1, 0, 0, 0)
BOLD = Font(bold=True)
NOTES = ("column", "meaning", "required", "allowed values", "example")
NOTE_WIDTHS = (30, 70, 10, 50, 20)
MAPPING_WIDTHS = (14, 30, 30, 30, 70)
# The type of a column that may also be written otherwise than its example is.
ALSO_READ = {"time_of_day": "8.30am, 5pm and times of Excel are read as well."}
# Of made-up rows the generator alone says it; a file that is sent holds real ones.
NOT_FILLED_IN = "is_synthetic"
# So many rows begin with the council, where there is one.
ROWS_BEGUN = 500
# What a file of one council and one period often leaves out.
SAME_IN_EVERY_ROW = ("council_code", "period")


def write_template(
    project: Project, dataset: str, out: Path | None = None, xlsx: bool = False
) -> Path:
    """Write an empty CSV or workbook for a dataset and return its path.

    Without out it goes to data/templates; an out that ends with .xlsx asks for a
    workbook. The same contract gives the same bytes. Raises PlainError when the
    dataset is unknown, or the file exists: it may have been filled in.
    """
    contract = find_contract(dataset)

    def content(is_workbook: bool) -> bytes:
        names = [column.name for column in _filled_in(contract)]
        header = ",".join(names) + "\n"
        if not is_workbook:
            return header.encode("utf-8")
        return _workbook(contract, choices_of(project, contract))

    return _write(project, dataset, out, xlsx, content)


def write_mapping_template(
    project: Project, dataset: str, out: Path | None = None, xlsx: bool = False
) -> Path:
    """Write a mapping to fill in for a dataset and return its path.

    It has a row for each thing that a mapping can say; a row that is left as it is says
    nothing. Where it goes and what it raises is as in write_template.
    """
    contract = find_contract(dataset)

    def content(is_workbook: bool) -> bytes:
        rows = _mapping_rows(contract)
        return _mapping_workbook(rows) if is_workbook else _csv(rows)

    return _write(project, f"{dataset}_mapping", out, xlsx, content)


def _write(
    project: Project,
    name: str,
    out: Path | None,
    xlsx: bool,
    content: Callable[[bool], bytes],
) -> Path:
    is_workbook = xlsx or (out is not None and out.suffix.lower() == ".xlsx")
    ending = ".xlsx" if is_workbook else ".csv"
    path = out or project.root / "data" / "templates" / f"{name}{ending}"
    if is_workbook and path.suffix.lower() != ending:
        raise PlainError("A workbook's name has to end with .xlsx.")
    if path.exists():
        raise PlainError(
            f"{path.name} exists and may have been filled in. Move it away, or name "
            "another file with --out."
        )
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content(is_workbook))
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise PlainError(f"{path.name} cannot be written: {reason}.") from None
    return path


def _filled_in(contract: Contract) -> list[Column]:
    """The columns that people fill in."""
    return [column for column in contract.columns if column.name != NOT_FILLED_IN]


def _mapping_rows(contract: Contract) -> list[tuple[str, ...]]:
    """The header and rows of an empty mapping; the note beside each is not read."""
    rows: list[tuple[str, ...]] = [(*mappings.COLUMNS, "note")]
    for column in _filled_in(contract):
        name = column.name
        rows.append(("column", name, "", "", _meaning(column)))
        for one in column.allowed:
            rows.append(("value", name, "", one.value, one.meaning))
        if column.type == "date":
            rows.append(("date_format", name, "", "", mappings.KINDS["date_format"]))
        kinds = ["constant"] if column.type in SAME_IN_EVERY_ROW else []
        kinds += ["period_form"] if column.type == "period" else []
        kinds += ["period_column"] if column.type == "published_count" else []
        kinds += [] if column.required else ["absent"]
        rows += [(kind, name, "", "", mappings.KINDS[kind]) for kind in kinds]
        if name == contract.area_column and contract.takes_home_postcodes:
            note = _about_postcodes(contract)
            rows.append(("column", addresses.HOME_POSTCODE, "", "", note))
    rows += [(kind, "", "", "", mappings.KINDS[kind]) for kind in mappings.OF_THE_FILE]
    return rows


def _csv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    # Excel takes a CSV for UTF-8 only with the mark.
    return text.getvalue().encode("utf-8-sig")


def _new_book(title: str) -> tuple[Workbook, Worksheet]:
    """A workbook of one empty sheet, and the sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    return book, book.create_sheet(title)


def _mapping_workbook(rows: list[tuple[str, ...]]) -> bytes:
    book, sheet = _new_book("mapping")
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.number_format = TEXT
    for cell in sheet[1]:
        cell.font = BOLD
    for letter, width in zip("ABCDE", MAPPING_WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    written = io.BytesIO()
    book.save(written)
    return _without_moments(written.getvalue())


def _workbook(contract: Contract, choices: dict[str, Choices]) -> bytes:
    """A sheet to fill in, one that explains it, one with the values of drop-downs."""
    first, *others = TEMPLATE_SHEETS
    book, rows = _new_book(first)
    notes, values = (book.create_sheet(name) for name in others)
    rows.freeze_panes = "A2"
    _write_notes(notes, contract)
    for place, column in enumerate(_filled_in(contract), start=1):
        letter = get_column_letter(place)
        rows.column_dimensions[letter].number_format = TEXT
        rows.column_dimensions[letter].width = max(len(column.name) + 2, 12)
        head = rows.cell(row=1, column=place, value=column.name)
        head.number_format = TEXT
        head.font = BOLD
        if column.name in choices:
            _add_drop_down(rows, values, letter, column, choices[column.name])
        if column.type == "council_code" and column.name in choices:
            _fill_in(rows, place, choices[column.name])
    # The lists are read by Excel alone.
    values.sheet_state = "hidden"
    written = io.BytesIO()
    book.save(written)
    return _without_moments(written.getvalue())


def _write_notes(notes: Worksheet, contract: Contract) -> None:
    notes.append([f"{contract.title}: {contract.grain}. {contract.description}"])
    notes.append([f"Questions: {contract.owner_team}, {contract.owner_mailbox}"])
    notes.append([])
    notes.append(NOTES)
    for cell in (notes["A1"], *notes[4]):
        cell.font = BOLD
    for letter, width in zip("ABCDE", NOTE_WIDTHS, strict=True):
        notes.column_dimensions[letter].width = width
    for row in _note_rows(contract):
        notes.append(row)
        for cell in notes[notes.max_row]:
            cell.number_format = TEXT
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _note_rows(contract: Contract) -> list[list[str]]:
    rows = []
    for column in _filled_in(contract):
        allowed = "\n".join(f"{one.value}: {one.meaning}" for one in column.allowed)
        required = "yes" if column.required else "no"
        rows.append([column.name, _meaning(column), required, allowed, column.example])
        if column.name == contract.area_column and contract.takes_home_postcodes:
            rows.append([addresses.HOME_POSTCODE, _about_postcodes(contract), "no"])
    return rows


def _meaning(column: Column) -> str:
    return f"{column.description} {ALSO_READ.get(column.type, '')}".strip()


def _about_postcodes(contract: Contract) -> str:
    return (
        f"The postcode of the home, for a file without {contract.area_column}, which "
        "is looked up by it. No postcode is stored."
    )


def _add_drop_down(
    rows: Worksheet,
    values: Worksheet,
    letter: str,
    column: Column,
    choices: Choices,
) -> None:
    values[f"{letter}1"] = column.name
    for number, one in enumerate(choices.values, start=2):
        cell = values[f"{letter}{number}"]
        cell.value = one
        cell.number_format = TEXT
    last = len(choices.values) + 1
    drop_down = DataValidation(
        type="list",
        formula1=f"values!${letter}$2:${letter}${last}",
        allow_blank=not column.required,
        showErrorMessage=True,
        # What may be written in another way is asked about, and taken.
        errorStyle="stop" if choices.is_closed else "warning",
        errorTitle=column.name,
        error="Choose one of the values of the list; the sheet notes explains them.",
    )
    drop_down.add(f"{letter}2:{letter}{LAST_ROW}")
    rows.add_data_validation(drop_down)


def _fill_in(rows: Worksheet, place: int, choices: Choices) -> None:
    """Begin rows with the council; one that is not filled in further is no row."""
    if len(choices.values) != 1:
        return
    for number in range(2, ROWS_BEGUN + 2):
        cell = rows.cell(row=number, column=place, value=choices.values[0])
        cell.number_format = TEXT


def _without_moments(content: bytes) -> bytes:
    """The workbook without the times at which it was written."""
    written = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as book,
        zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as same,
    ):
        for name in book.namelist():
            part = book.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"<dcterms:.*</dcterms:\w+>", b"", part)
            info = zipfile.ZipInfo(name, FIRST_DAY_OF_ZIP)
            info.compress_type = zipfile.ZIP_DEFLATED
            same.writestr(info, part)
    return written.getvalue()
