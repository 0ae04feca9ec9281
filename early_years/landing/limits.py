"""How much of a file is read at most: rows of governance_limits, and who applies them.

Each limit is checked before anything is read that it could stop. Memory and time hold
for the process that reads (isolation.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

from early_years import governance
from early_years.environment import PlainError, Project, here

PLACE = Path("seeds") / "governance" / "governance_limits.csv"
MEGABYTE = 1024 * 1024


class TooMuch(Exception):
    """A file is beyond a limit; its text says which, in plain words."""


@dataclass(frozen=True)
class Limits:
    """The rows of governance_limits by name; attempts are those on one file."""

    file_megabytes: int
    unpacked_megabytes: int
    unpacked_ratio: int
    zip_members: int
    sheets: int
    columns: int
    rows: int
    cells: int
    memory_megabytes: int
    read_seconds: int
    attempts: int

    def check_shape(self, rows: int, columns: int) -> None:
        """Raise TooMuch where a table has too many rows, columns or cells."""
        if columns > self.columns:
            raise TooMuch(
                f"it has {columns:,} columns; up to {self.columns:,} are taken. Delete "
                "those that nobody needs, and stray cells far to the right."
            )
        if rows > self.rows:
            raise TooMuch(
                f"it has {rows:,} rows; up to {self.rows:,} are taken. Land it in "
                "parts, for example one period each."
            )
        if rows * columns > self.cells:
            raise TooMuch(
                f"it has {rows:,} rows of {columns:,} columns; up to {self.cells:,} "
                "cells are taken. Land it in parts, for example one period each."
            )


def limits_of(project: Project) -> Limits:
    """The limits of a project, or the tool's own where it names none.

    Raises PlainError where a row is missing or cannot be read.
    """
    root = project.root if (project.root / PLACE).is_file() else here().root
    numbers = governance.numbers(Project(root), PLACE, "limit_code", "value")
    names = [field.name for field in fields(Limits)]
    missing = [name for name in names if name not in numbers]
    if missing:
        raise PlainError(f"{PLACE.as_posix()} has no value for {', '.join(missing)}.")
    return Limits(**{name: numbers[name] for name in names})


_chosen: list[Limits] = []


def in_force() -> Limits:
    """The limits that hold now: those of using(), else the tool's own."""
    return _chosen[-1] if _chosen else _own()


@contextmanager
def using(limits: Limits) -> Iterator[None]:
    """Let these limits hold for a while."""
    _chosen.append(limits)
    try:
        yield
    finally:
        _chosen.pop()


@cache
def _own() -> Limits:
    return limits_of(here())
