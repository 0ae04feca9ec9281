"""Publications beside each other: what their differences give away."""

from collections.abc import Iterator

from early_years.intruder.cell import Cell
from early_years.intruder.cells import Seen
from early_years.intruder.findings import Finding
from early_years.intruder.reading import Publication

RELEASES = "public/reference/releases"


def release_of(publication: Publication) -> dict[str, str]:
    """Council -> the code of what its figures rest on, where a publication says so."""
    table = publication.tables.get(RELEASES)
    if table is None:
        return {}
    rows = table.rows
    return dict(zip(rows["local_authority_code"], rows["release_code"], strict=True))


def release_findings(
    publication: Publication,
    seen: list[Seen],
    other: Publication,
    other_seen: list[Seen],
) -> Iterator[Finding]:
    """Cells that two publications made from the same show differently.

    The same children have the same noise in every release: a second number for them
    narrows the first, and shows what one of the two hides.
    """
    now, before = release_of(publication), release_of(other)
    same = {council for council, code in now.items() if before.get(council) == code}
    shown = _shown(other_seen)
    for cell, one in sorted(_shown(seen).items()):
        was = shown.get(cell)
        if cell.council not in same or was is None or was.shown == one.shown:
            continue
        # By another rule of policy other numbers leave: a change that a council makes.
        if was.rule != one.rule:
            continue
        values = [
            "hidden" if number is None else str(number)
            for number in (was.shown, one.shown)
        ]
        yield Finding(
            "release",
            f"{one.file} and publication {other.name}",
            f"{cell} was {values[0]} and is {values[1]}, of the same children",
        )


def twice_findings(seen: list[Seen]) -> Iterator[Finding]:
    """Cells that two files of one publication show differently."""
    first: dict[tuple[Cell, str], Seen] = {}
    for one in seen:
        if one.shown is None:
            continue
        before = first.setdefault((one.cell, one.rule), one)
        if before.shown != one.shown:
            yield Finding(
                "two numbers for one count",
                ", ".join(sorted({before.file, one.file})),
                f"{one.cell} is shown as {before.shown} and as {one.shown}",
            )


def _shown(seen: list[Seen]) -> dict[Cell, Seen]:
    """Each cell as the first file shows it that shows it at all."""
    found: dict[Cell, Seen] = {}
    for one in seen:
        if one.cell not in found or found[one.cell].shown is None:
            found[one.cell] = one
    return found
