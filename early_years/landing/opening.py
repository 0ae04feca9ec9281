"""From the bytes that were handed over to tables of text as they stand.

Nothing is interpreted here: which columns mean what is interpreting.py's question.
"""

import hashlib
import itertools
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb

from early_years import checks, disk
from early_years.landing import archives, masking, shapes, workbooks
from early_years.landing.beside import Row
from early_years.landing.limits import MEGABYTE, TooMuch, in_force
from early_years.landing.tidying import header_at
from early_years.readers import ons
from early_years.readers.matching import HEADER_WITHIN, Table

PARQUET_MARK = b"PAR1"
# What other programs write, and call a workbook or a table, by how it begins.
STRANGERS = {
    r"<(!doctype html|html|head|body|table|style|meta)": "a web page (HTML)",
    r"mime-version:": "a web page (MHTML)",
    r"<\?xml|<\w*:?workbook": "XML, as Excel 2003 wrote it",
}
LONGEST_BEGINNING = 4000
# The line that tells Excel which sign separates the columns.
SEPARATOR = re.compile(r'"?sep=(.)"?[ \t]*\r?\n', re.IGNORECASE)
# A damaged file may hold a header as long as itself.
LONGEST_LINE = 600
LONGEST_POSTCODE = 20


class Refused(Exception):
    """A file that is not taken; problems are sentences to print."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(*problems)
        self.problems = problems


def digests(path: Path) -> set[str]:
    """The sha256 of a file, or of each file in a zip, as releases record them."""
    try:
        return {hashlib.sha256(content).hexdigest() for _, content in contents(path)}
    except Refused:
        return set()


def plain(text: str) -> str:
    """A line fit to print: of bearable length, without postcodes and odd signs.

    A file that is not what it should be may show the row of a child.
    """
    # Not so much of the text that a postcode could be cut in two at the end.
    shown = masking.without_postcodes(text[: LONGEST_LINE + LONGEST_POSTCODE])
    signs = (sign if sign.isprintable() else "?" for sign in shown[:LONGEST_LINE])
    return "".join(signs) + ("..." if len(shown) > LONGEST_LINE else "")


def contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of a file, or of each file in a zip. Raises Refused.

    Sheets and cells are counted, and those of too large a table refused.
    """
    content = _bytes_of(path)
    try:
        if not archives.is_zip(content) or archives.is_workbook(content):
            shapes.check(content)
            yield path.name, content
            return
        for name, unpacked in archives.members(content):
            shapes.check(unpacked)
            yield f"{path.name}/{name}", unpacked
    except (archives.UnsafeArchive, TooMuch) as error:
        raise Refused([str(error)]) from None


def _bytes_of(path: Path) -> bytes:
    """The bytes of a file that is one, and stays as it is meanwhile."""
    most = in_force().file_megabytes
    try:
        with disk.open_file(path) as file:
            before = os.fstat(file.fileno())
            size = before.st_size
            if size > most * MEGABYTE:
                raise Refused(
                    [
                        f"the file has {size // MEGABYTE:,} MB; up to {most} MB are "
                        "taken. Land it in parts, for example one period each."
                    ]
                )
            content = file.read(size + 1)
            after = path.stat()
        if (len(content), after.st_mtime_ns) != (size, before.st_mtime_ns):
            raise Refused(["the file changed while it was read. Land it again."])
        return content
    except FileNotFoundError:
        raise Refused(
            ["there is no such file. Paths start at the project's folder."]
        ) from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise Refused([f"the file cannot be read: {reason}."]) from None


def tables_of(
    content: bytes,
    sheets: list[workbooks.Sheet],
    wanted: set[str] | None,
    known: Callable[[str], bool] = lambda name: False,
) -> list[Table]:
    """The tables of a file as they stand; none for a CSV with the wanted columns.

    known says whether a name is one of a column, by which a header is found.
    """
    if sheets:
        return [Table(sheet.name, sheet.table) for sheet in sheets]
    return _geojson_table(content) or _csv_table(content, wanted, known)


def parquet_header(content: bytes, scratch: Path) -> list[Table]:
    """A Parquet file as its header alone; nothing where it is none."""
    if not content.startswith(PARQUET_MARK):
        return []
    path = scratch / "handed_over.parquet"
    path.write_bytes(content)
    try:
        with duckdb.connect() as database:
            found = database.execute("describe from read_parquet(?)", [str(path)])
            return [Table("", [(1, [name for name, *_ in found.fetchall()])])]
    except duckdb.Error:
        return []
    finally:
        path.unlink()


def parquet_table(content: bytes, scratch: Path) -> Table:
    """A Parquet file as a table of text, its header first. Raises Refused."""
    # DuckDB reads files, not bytes; the supplier's own may change while it is read.
    path = scratch / "handed_over.parquet"
    path.write_bytes(content)
    try:
        with duckdb.connect() as database:
            columns = [
                (name, kind)
                for name, kind, *_ in database.execute(
                    "describe from read_parquet(?)", [str(path)]
                ).fetchall()
            ]
            texts = [_parquet_text(name, kind) for name, kind in columns]
            _check_unpacked_parquet(database, path, texts)
            rows = database.execute(
                f"select {', '.join(texts)} from read_parquet(?)", [str(path)]
            ).fetchall()
    except duckdb.Error:
        raise Refused(
            [
                "the Parquet file is damaged or cut short. Ask the supplier to send it "
                "again."
            ]
        ) from None
    finally:
        path.unlink()
    header = [name for name, _ in columns]
    return Table(
        "",
        [(0, header), *((number, list(row)) for number, row in enumerate(rows, 1))],
    )


def _check_unpacked_parquet(
    database: duckdb.DuckDBPyConnection, path: Path, texts: list[str]
) -> None:
    """Refuse what is small on disk and fills the memory, before it is read."""
    place = [str(path)]
    [(rows,)] = database.execute(
        "select sum(num_rows) from parquet_file_metadata(?)", place
    ).fetchall()
    try:
        in_force().check_shape(int(rows or 0), len(texts))
    except TooMuch as error:
        raise Refused([str(error)]) from None
    size = " + ".join(f"coalesce(strlen({text}), 0)" for text in texts)
    [(signs,)] = database.execute(
        f"select sum({size}) from read_parquet(?)", place
    ).fetchall()
    check_signs(signs or 0)


def check_signs(count: int) -> None:
    """Refuse rows with more characters than the largest file may have bytes."""
    most = in_force().unpacked_megabytes
    if count > most * MEGABYTE:
        raise Refused(
            [
                f"the file unpacks to more than {most} MB. Land it in parts, for "
                "example one period each."
            ]
        )


def _parquet_text(name: str, kind: str) -> str:
    """SQL for a Parquet column as an extract in CSV would write it."""
    column = '"' + name.replace('"', '""') + '"'
    text = f"cast({column} as varchar)"
    if kind in ("FLOAT", "DOUBLE") or kind.startswith("DECIMAL"):
        # Whole numbers come as 3.0 from programs that know no blank in whole numbers.
        return f"regexp_replace({text}, '\\.0+$', '')"
    if kind.startswith("TIMESTAMP"):
        return f"regexp_replace({text}, ' 00:00:00(\\+00)?$', '')"
    return text


def _geojson_table(content: bytes) -> list[Table]:
    """A GeoJSON as a table, nothing where it is none. Raises Refused."""
    try:
        table = ons.geojson_table(content)
    except ons.NotInDegrees:
        raise Refused(
            [
                "its coordinates are not longitude and latitude (WGS84), but perhaps "
                "of the British National Grid. Download it in WGS84 (EPSG:4326)."
            ]
        ) from None
    return [table] if table else []


def _csv_table(
    content: bytes, wanted: set[str] | None, known: Callable[[str], bool]
) -> list[Table]:
    """A CSV as it stands; nothing where it has the columns wanted or is no text."""
    if b"\0" in content or content.startswith(PARQUET_MARK):
        return []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Older tables are in the signs of Windows, of which no name is kept.
        text = content.decode("cp1252", "replace")
    try:
        numbered = numbered_rows(text)
        first = list(itertools.islice(numbered, HEADER_WITHIN))
        if not first or (wanted and wanted <= set(header_at(first, known)[1])):
            return []
        return [Table("", [*first, *numbered])]
    except checks.BrokenQuotes:
        return []


def numbered_rows(text: str) -> Iterator[Row]:
    """Each row of a CSV that is not blank, with its line; Excel's sep= is heeded.

    Raises BrokenQuotes where a quotation does not end.
    """
    told = SEPARATOR.match(text)
    if not told:
        return checks.numbered_rows(text)
    # The line that tells it stays a line, which is blank.
    return checks.numbered_rows("\n" + text[told.end() :], told[1])


def stranger(content: bytes) -> str | None:
    """What a file is that is neither text in columns nor a workbook, None if it is."""
    beginning = content[:LONGEST_BEGINNING]
    if beginning.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = beginning.decode("utf-16", "replace")
    else:
        text = beginning.decode("utf-8-sig", "replace")
    text = text.lstrip().lower()
    for mark, called in STRANGERS.items():
        if re.match(mark, text):
            return (
                f"the file is {called}, whatever its name ends with: open it in Excel, "
                "save it as an Excel workbook (.xlsx) and land that."
            )
    return None


def sheets_of(content: bytes) -> list[workbooks.Sheet]:
    """The sheets that are not empty. Raises Refused."""
    is_old = content.startswith(archives.OLD_EXCEL_MARK)
    try:
        if not is_old:
            archives.check_size(content)
        sheets = workbooks.read_sheets(content)
    except archives.UnsafeArchive as error:
        raise Refused([str(error)]) from None
    except workbooks.DamagedWorkbook:
        raise Refused(
            [
                "the file is an old Excel workbook (.xls) or one with a password, "
                "which cannot be read. Save it as .xlsx without a password."
                if is_old
                else "the workbook is damaged or cut short. Open it in Excel, save it "
                "again and land that, or ask the supplier to send it again."
            ]
        ) from None
    filled = [sheet for sheet in sheets if sheet.table]
    if not filled:
        raise Refused(["the workbook is empty."])
    # A workbook holds a text once, however many cells show it.
    check_signs(
        sum(len(value or "") for one in filled for _, row in one.table for value in row)
    )
    return filled
