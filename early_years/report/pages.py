"""What a page is, and what pages of both editions share."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from early_years.report.figures import Row


@dataclass(frozen=True)
class Page:
    """A page to be written: its address, its template and what the template places.

    here is the code of the navigation that it stands under.
    """

    path: str
    template: str
    here: str
    context: dict[str, Any] = field(default_factory=dict)


def first(rows: Iterable[Row], **wanted: str) -> Row | None:
    """The first row with these values in its columns; None without one."""
    return next(chosen(rows, **wanted), None)


def chosen(rows: Iterable[Row], **wanted: str) -> Iterator[Row]:
    """The rows with these values in their columns."""
    return (
        row
        for row in rows
        if all(row[column] == value for column, value in wanted.items())
    )
