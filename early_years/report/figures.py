"""Reading the exports of one edition: every figure remembers the cell it came from."""

import csv
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Self

from early_years.report.divided import COUNCIL, OF_ALL, Divided

FILES = "files.csv"
CAUTIONS = "reference/cautions"
NO_FIGURES = frozenset({"actions/feedback"})
MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)


class Figure(str):
    """Text of a page that came from a cell: raw is the cell, the text may be rounded.

    file, key and column say where the cell stands.
    """

    file: str
    key: str
    column: str
    raw: str

    def __new__(cls, text: str, row: "Row", column: str) -> Self:
        figure = super().__new__(cls, text)
        figure.file, figure.key, figure.column = row._file, row._key, column
        figure.raw = row._cells[column]
        return figure


class Row:
    """A row of an export; a cell of it, by its column, is a Figure.

    It has no other public names, so that a template may write row.need_rank. Asking for
    a column that the file does not have raises KeyError.
    """

    def __init__(self, file: str, key: tuple[str, ...], cells: dict[str, str]) -> None:
        self._file, self._cells = file, cells
        self._key = " ".join(cells[column] for column in key)

    def __getitem__(self, column: str) -> Figure:
        return Figure(self._cells[column], self, column)

    def __contains__(self, column: str) -> bool:
        return column in self._cells


def _rounded(raw: str, places: int = 0, times: int = 1) -> Decimal:
    """A cell so many times, with so many decimals; half is rounded up, as in SQL."""
    return (Decimal(raw) * times).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def percent(row: Row, column: str) -> Figure:
    """A share as whole per cent, 0.234 as 23%; blank where the cell is."""
    raw = row._cells[column]
    return Figure(f"{_rounded(raw, times=100):f}%" if raw else "", row, column)


def count(row: Row, column: str) -> Figure:
    """A whole number with commas; blank where the cell is."""
    raw = row._cells[column]
    return Figure(f"{_rounded(raw):,f}" if raw else "", row, column)


def decimal(row: Row, column: str) -> Figure:
    """A number with one decimal; blank where the cell is."""
    raw = row._cells[column]
    return Figure(f"{_rounded(raw, 1):,f}" if raw else "", row, column)


def day(row: Row, column: str) -> Figure:
    """A date in words, 27 March 2025; blank where the cell is."""
    raw = row._cells[column]
    return Figure(in_words(date.fromisoformat(raw)) if raw else "", row, column)


def in_words(when: date) -> str:
    """A date as the report writes it, whatever the language of the machine."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def is_true(row: Row, column: str) -> bool:
    """Whether the cell says true."""
    return row._cells[column] == "true"


def number(row: Row, column: str) -> float | None:
    """The cell as a number to draw or to order by; None where it is blank."""
    raw = row._cells[column]
    return float(raw) if raw else None


FILTERS = {
    "percent": percent,
    "count_of": count,
    "decimal": decimal,
    "day": day,
    "is_true": is_true,
    "number": number,
}


class Figures:
    """The exported files of one edition, and no others.

    exports is the folder of all audiences. Rows are those of one council, where a file
    has rows of several and council is its code; divided is where they lie apart.
    """

    audience = ""
    # The file with a row of every ward.
    wards = ""

    def __init__(
        self,
        exports: Path,
        council: str | None = None,
        divided: Divided | None = None,
    ) -> None:
        self.exports = exports
        self.council = council
        self._divided = divided
        self._rows: dict[str, list[Row]] = {}

    def rows(self, file: str) -> list[Row]:
        """The rows of a file, as in need/ward_need_scores; none if it was not written.

        Raises PermissionError for a file of another audience.
        """
        if file not in self._rows:
            self._rows[file] = list(self._read(file))
        return self._rows[file]

    def by(self, file: str, column: str) -> dict[str, list[Row]]:
        """The rows of a file by what stands in a column."""
        found: dict[str, list[Row]] = defaultdict(list)
        for row in self.rows(file):
            found[row._cells[column]].append(row)
        return found

    def cautions(self, rows: Iterable[Row]) -> list[Figure]:
        """The words of the cautions that some rows carry, each once.

        Raises KeyError for a caution without words: none is left out in silence.
        """
        codes = (code for row in rows for code in row._cells["caution_codes"].split())
        words = {row._cells["caution_code"]: row for row in self.rows(CAUTIONS)}
        return [words[code]["caution_text"] for code in dict.fromkeys(codes)]

    def councils(self) -> dict[str, Figure]:
        """The councils of which there are wards: code -> name, in order of names."""
        found = {
            row[COUNCIL]: row["local_authority_name"] for row in self.rows(self.wards)
        }
        return dict(sorted(found.items(), key=lambda council: council[1]))

    def is_there(self, file: str) -> bool:
        """Whether the file was written."""
        return self._path(file).is_file()

    def reason(self, file: str) -> Figure | None:
        """Why a file was not written, as files.csv says; None if it says nothing."""
        path = self.exports / self.audience / FILES
        for row in self._table(path, f"{self.audience}/{FILES}", ("file",)):
            cells = row._cells
            if (cells["audience"], cells["file"]) == (self.audience, file):
                return row["reason"] if cells["is_written"] == "false" else None
        return None

    def about(self, file: str) -> Row | None:
        """What the sidecar of a file says of it; None if it was not written.

        Publishers are those of the datasets behind it, each once.
        """
        path = self._path(file)
        if not path.is_file():
            return None
        sidecar = path.parent / "about" / f"{path.stem}.json"
        said = json.loads(sidecar.read_text(encoding="utf-8"))
        sources = said.get("source_datasets", [])
        cells = {name: said[name] for name in ("title", "description", "licence")}
        cells["publishers"] = "; ".join(
            dict.fromkeys(source["publisher"] for source in sources)
        )
        # What is owed to publishers, and by whose decision figures leave.
        for name in ("attributions", "licence_decisions", "how_obtained"):
            cells[name] = " ".join(said.get(name, []))
        return Row(f"{self.audience}/{file}.json", ("title",), cells)

    @property
    def is_synthetic(self) -> bool:
        """Whether any figure that was read rests on made-up records.

        What people said of the tool is no figure, and is marked where it stands.
        """
        return any(
            row._cells.get("is_synthetic") == "true"
            for file, rows in self._rows.items()
            if file not in NO_FIGURES
            for row in rows
        )

    def _path(self, file: str) -> Path:
        """Where a file lies. Raises PermissionError if that is not in the edition's."""
        home = (self.exports / self.audience).resolve()
        path = (home / f"{file}.csv").resolve()
        if not self.audience or not path.is_relative_to(home):
            raise PermissionError(
                f"{file} is not a file of {self.audience or 'nobody'}"
            )
        return path

    def _read(self, file: str) -> Iterator[Row]:
        path = self._path(file)
        if not path.is_file():
            return
        own = path
        if self._divided and self.council:
            own = self._divided.path(path, self.council)
        yield from self._table(own, f"{self.audience}/{file}", _keys(path))

    def _table(self, path: Path, name: str, keys: tuple[str, ...]) -> Iterator[Row]:
        """The rows of a CSV file; of a file of several councils those of the one."""
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = csv.reader(lines)
            columns = next(rows, [])
            is_wanted = self._chooser(columns)
            for cells in rows:
                if is_wanted(cells):
                    yield Row(name, keys, dict(zip(columns, cells, strict=True)))

    def _chooser(self, columns: list[str]) -> Callable[[list[str]], bool]:
        """Whether a row is of the council or of all; asked before it is made."""
        if self.council is None or COUNCIL not in columns:
            return lambda cells: True
        place, wanted = columns.index(COUNCIL), (*OF_ALL, self.council)
        return lambda cells: cells[place] in wanted


def _keys(path: Path) -> tuple[str, ...]:
    """The columns that tell the rows of a file apart, as its dictionary says."""
    about = path.parent / "about" / f"{path.stem}_columns.csv"
    with about.open(encoding="utf-8-sig", newline="") as lines:
        return tuple(
            row["column_name"]
            for row in csv.DictReader(lines)
            if row["is_key"] == "true"
        )


class ProfessionalFigures(Figures):
    """What people who work with the council read."""

    audience = "internal"
    wards = "reference/wards"


class PublicFigures(Figures):
    """What everybody may read."""

    audience = "public"
    wards = "need/wards"
