"""A file written back for its sender, with the cells marked that cannot be read."""

import os
from pathlib import Path

from early_years.environment import PlainError, Project
from early_years.landing import isolation, judging, limits
from early_years.landing.leftovers import scratch_for_reading
from early_years.landing.marking import Mark
from early_years.landing.opening import Refused, plain
from early_years.landing.together import Arrived

ENDING = ".xlsx"
MEND_WARD = "Correct it if a ward was meant."
# Its owner's alone: it holds what was sent, which may be about children.
OWNERS = 0o600


def check_place(out: Path, paths: list[Path]) -> None:
    """Raise PlainError where a report cannot be written, before anything is read."""
    if len(paths) != 1:
        raise PlainError(
            "--report writes one file back. Name that file alone, with --check."
        )
    if out.suffix.lower() != ENDING:
        raise PlainError(f"The name of a report has to end with {ENDING}.")
    if out.exists():
        raise PlainError(f"{out.name} exists. Name another file with --report.")
    if not out.absolute().parent.is_dir():
        raise PlainError(f"There is no folder {out.parent.as_posix()} for the report.")


def write_report(
    project: Project, path: Path, arrived: list[Arrived], out: Path
) -> list[str]:
    """Write a file back with its marks, and return what is to be said of it.

    Raises PlainError where the file has no rows of a sheet to mark.
    """
    (one, *others) = arrived
    extract = one.extract
    if others or not extract.lines:
        raise PlainError(
            f"{plain(path.name)} cannot be written back: it is a zip of several files, "
            "has several sheets, or is in a publisher's own layout. Nothing was landed."
        )
    marks = _marks(project, one)
    if not marks:
        return ["There is nothing to mark, so no report was written."]
    with (
        limits.using(limits.limits_of(project)),
        scratch_for_reading(project) as scratch,
    ):
        made = scratch / f"report{ENDING}"
        try:
            head = max(min(extract.lines) - 1, 1)
            isolation.mark(path, extract.file_name, extract.sheet, head, marks, made)
        except Refused as refused:
            raise PlainError(
                f"{plain(path.name)} cannot be written back: {refused.problems[0]}"
            ) from None
        _put(made.read_bytes(), out)
    cells = "cell is" if len(marks) == 1 else "cells are"
    return [
        f"Written: {out.as_posix()}: {len(marks):,} {cells} marked, with the reason "
        "beside the row. It holds what was sent: send it to nobody but the sender."
    ]


def _marks(project: Project, one: Arrived) -> list[Mark]:
    extract = one.extract
    unread = [
        (
            extract.lines[wrong.row],
            extract.places.get(wrong.column),
            f"{wrong.column}: "
            f"{judging.why(project, extract.contract, wrong.column, wrong.reason)}",
        )
        for wrong in one.judgement.wrong
    ]
    named_by = extract.contract.area_fallback or ""
    misspelt = [
        (
            extract.lines[row],
            extract.places.get(named_by),
            f"{named_by}: No ward of the council is {plain(names)}. {MEND_WARD}",
        )
        for row, names in extract.misspelt
    ]
    return sorted([*unread, *misspelt], key=lambda mark: mark[0])


def _put(content: bytes, out: Path) -> None:
    try:
        with open(out, "xb", opener=_private) as file:
            file.write(content)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise PlainError(f"{out.name} cannot be written: {reason}.") from None


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, OWNERS)
