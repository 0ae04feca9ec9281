"""The rows of a file as CSV shows them, and how a file is put in place."""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import duckdb

from early_years import disk
from early_years.environment import PlainError

UNFINISHED = ".unfinished"
# By these three bytes a double click in Excel reads a CSV as UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet runs a text that starts so, in signs of either width, unless it is a
# number, a telephone number or a lone dash.
FORMULA = re.compile(
    r"\s*[=+\-@＝＋－＠\t\r](?!\Z)(?![\d.,]+%?\Z)(?!(?<=\+)\d[\d ()]*\Z)"
)
# A link that runs what it says, also with blanks within, which browsers leave out.
RUN_BY_LINKS = ("javascript", "vbscript", "data")
LINK = re.compile(
    "|".join(r"\s*".join(["", *word, ":"]) for word in RUN_BY_LINKS), re.IGNORECASE
)
# What steers a screen: signs of control, of direction, and of no width.
STEERING = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb]"
)


@dataclass(frozen=True)
class Table:
    """Columns with DuckDB's names of their types, and rows of Python's values."""

    columns: tuple[str, ...]
    types: tuple[str, ...]
    rows: list[tuple]

    def values(self, column: str) -> list:
        """What stands in a column, row by row."""
        place = self.columns.index(column)
        return [row[place] for row in self.rows]


def read_table(rows: duckdb.DuckDBPyRelation) -> Table:
    """The rows of a query."""
    return Table(tuple(rows.columns), tuple(map(str, rows.types)), rows.fetchall())


def csv_text(table: Table) -> str:
    """The rows as CSV shows them: true and false, ISO dates, blanks, plain numbers.

    A number is written in the shortest form that reads back to the same. A text that a
    spreadsheet would run as a formula, or a browser as a link, begins with an
    apostrophe, by which the spreadsheet shows it as the text it is.
    """
    shown = [_SHOWN.get(data_type) for data_type in table.types]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(
        [
            value if value is None or show is None else show(value)
            for value, show in zip(row, shown, strict=True)
        ]
        for row in table.rows
    )
    return text.getvalue()


# The same names and sentences stand in many rows and files.
@lru_cache(maxsize=100_000)
def would_run(text: str) -> bool:
    """Whether a spreadsheet or browser would run a text as a formula or link."""
    return bool(FORMULA.match(text) or LINK.match(text))


def _never_a_formula(text: str) -> str:
    return f"'{text}" if would_run(text) else text


_SHOWN: dict[str, Callable[[Any], str | None]] = {
    "BOOLEAN": {True: "true", False: "false"}.get,
    "VARCHAR": _never_a_formula,
}


def dictionaries_as_csv(rows: list[dict], columns: list[str] | None = None) -> bytes:
    """Rows that are dictionaries as a CSV file."""
    text = io.StringIO()
    writer = csv.DictWriter(text, columns or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return f"{BYTE_ORDER_MARK}{text.getvalue()}".encode()


def as_json(value: object) -> bytes:
    """A value as a JSON file that people can read and compare line by line."""
    return f"{json.dumps(value, indent=2, ensure_ascii=False)}\n".encode()


def put_file(path: Path, content: bytes) -> None:
    """Put a file in place whole: a reader sees the old one or the new one."""
    unfinished = unfinished_file(path)
    unfinished.write_bytes(content)
    put_in_place(unfinished, path)


def unfinished_file(path: Path) -> Path:
    """Where a file is written before it is put in place; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.with_name(f"{path.name}{UNFINISHED}")


def put_in_place(unfinished: Path, path: Path) -> None:
    """Give a finished file its name. Raises PlainError where another program has it."""
    try:
        disk.replace(unfinished, path)
    except PermissionError:
        unfinished.unlink()
        raise PlainError(
            f"{path.parent.name}/{path.name} cannot be replaced: another program has "
            "it open. Close it there and run the export again."
        ) from None
