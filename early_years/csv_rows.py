"""The rows of CSV files that are the project's own: seeds, and files that it wrote."""

import csv
from pathlib import Path

from early_years.environment import PlainError

# Enough of a path to find the file in a project.
PARTS_NAMED = 3


class Row(dict[str, str]):
    """A row by its columns. A column that the file lacks is said plainly."""

    def __init__(self, cells: dict[str, str], path: Path) -> None:
        super().__init__(cells)
        self._path = path

    def __missing__(self, column: str) -> str:
        raise lacking(self._path, column)


_ADVICE = (
    "If it was saved by another program, see that it is a CSV file with commas, in "
    "UTF-8, with the columns that it had."
)


def lacking(path: Path, column: str) -> PlainError:
    """What is said of a file without a column that is asked for."""
    return PlainError(f"{_place(path)} has no column {column}. {_ADVICE}")


def csv_rows(path: Path) -> list[Row]:
    """The rows of a file. Raises PlainError where it cannot be read."""
    return csv_table(path)[1]


def csv_table(path: Path) -> tuple[list[str], list[Row]]:
    """The columns and rows of a file. Raises PlainError where it cannot be read."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            rows = [Row(cells, path) for cells in reader]
            return list(reader.fieldnames or ()), rows
    except FileNotFoundError:
        raise PlainError(f"{_place(path)} is not there. Restore it.") from None
    except (OSError, ValueError, csv.Error) as error:
        raise PlainError(f"{_place(path)} cannot be read: {error}. {_ADVICE}") from None


def rows_if_any(path: Path) -> list[Row]:
    """The rows of a file; none where there is no such file."""
    return csv_rows(path) if path.is_file() else []


def _place(path: Path) -> str:
    return "/".join(path.parts[-PARTS_NAMED:])
