"""How large a table is, counted before anything of it is held in memory.

A workbook says a size of its own, which need not be true: its cells are counted while
it is unpacked. Of Parquet the footer is asked where it is opened.
"""

import io
import zipfile
from dataclasses import dataclass
from typing import IO
from xml.parsers import expat

from early_years.landing import archives
from early_years.landing.limits import MEGABYTE, TooMuch, in_force

SHEETS = "xl/worksheets/"
# Parquet, GeoJSON with or without a mark, HTML and XML: nothing of lines and commas.
NO_TABLES = (b"PAR1", b"{", b"\xef\xbb\xbf{", b"<")
# What stands in a cell that is not empty, in the words of a workbook's sheet.
VALUES = ("v", "is", "f")


def check(content: bytes) -> None:
    """Raise TooMuch or UnsafeArchive where a file is beyond what is read.

    A file that is damaged passes: whoever reads it says what is wrong.
    """
    if archives.is_zip(content) and archives.is_workbook(content):
        archives.check_size(content)
        _check_workbook(content)
    elif b"\0" not in content[:64] and not content.startswith(NO_TABLES):
        _check_text(content)


def _check_text(content: bytes) -> None:
    """A CSV by its line ends and commas; what is quoted counts as well."""
    limits = in_force()
    first = content[:MEGABYTE].partition(b"\n")[0]
    sign = max((b",", b";", b"\t", b"|"), key=first.count)
    columns = first.count(sign) + 1
    rows = content.count(b"\n") or content.count(b"\r")
    limits.check_shape(rows, columns)
    # Rows may be wider than the first.
    cells = content.count(sign) + rows
    if cells > limits.cells:
        limits.check_shape(rows, -(-cells // max(rows, 1)))


def _check_workbook(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = [name for name in archive.namelist() if name.startswith(SHEETS)]
        sheets = [name for name in names if name.endswith(".xml")]
        most = in_force().sheets
        if len(sheets) > most:
            raise TooMuch(
                f"it has {len(sheets):,} sheets; up to {most:,} are taken. Delete "
                "those that nobody needs, or land it in parts."
            )
        for name in sheets:
            try:
                with archive.open(name) as sheet:
                    _Count().read(sheet)
            except (expat.ExpatError, *archives.DAMAGE):
                continue


@dataclass
class _Count:
    """What has been seen of a sheet. read raises TooMuch once it is too much."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    _place: int = 0

    def read(self, sheet: IO[bytes]) -> None:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._begins
        limits = in_force()
        while part := sheet.read(64 * 1024):
            parser.Parse(part)
            limits.check_shape(max(self.rows, 1), max(self.columns, 1))
            if self.cells > limits.cells:
                limits.check_shape(self.rows, -(-self.cells // max(self.rows, 1)))

    def _begins(self, name: str, attributes: dict[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        if kind == "row":
            self.rows += 1
            self._place = 0
        elif kind == "c":
            self.cells += 1
            at = _column(attributes.get("r", ""))
            self._place = at or self._place + 1
        elif kind in VALUES:
            self.columns = max(self.columns, self._place)


def _column(reference: str) -> int:
    """The number of a cell's column, as in 27 for AA1; 0 where it names none."""
    number = 0
    for sign in reference:
        if not "A" <= sign <= "Z":
            break
        number = number * 26 + ord(sign) - ord("A") + 1
    return number
