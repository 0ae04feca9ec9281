"""A table as people send it, without what stands around its rows.

The header is searched for; titles, blank rows, notes and totals are left out and
told. What is not plainly one of these stays a row, for the build to judge.
"""

from collections.abc import Callable, Container
from dataclasses import dataclass, field

from early_years.landing import beside
from early_years.landing.beside import Row
from early_years.readers.matching import HEADER_WITHIN, WIDEST

LINES_NAMED = 5
# Titles are told with the header; rows that a template began are no news.
UNTOLD = ("title", beside.BEGUN_ROW)


@dataclass
class Tidied:
    """A table: sheet, header and its rows with their lines, and what was left out.

    places has the place (from 1) of each column in the file, 0 for one that was made.
    left_out has the lines by what stood there, such as "total". beyond has line and
    place (from 0) of values that stand under no column. problems are what nobody but
    the sender can decide, a line each.
    """

    sheet: str
    header: list[str]
    header_line: int
    rows: list[Row]
    places: list[int] = field(default_factory=list)
    left_out: dict[str, list[int]] = field(default_factory=dict)
    beyond: list[tuple[int, int]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def in_the_file(self, places: dict[str, int]) -> dict[str, int]:
        """Places in the table (from 1) as those in the file, without made columns."""
        found = {name: self.places[place - 1] for name, place in places.items()}
        return {name: place for name, place in found.items() if place}

    def drop(self, lines: Container[int]) -> None:
        """Remove rows by their lines."""
        self.rows = [(line, row) for line, row in self.rows if line not in lines]
        self.beyond = [(line, at) for line, at in self.beyond if line not in lines]

    @property
    def notices(self) -> list[str]:
        """What was left out, with its lines."""
        told = []
        if self.left_out.get("title"):
            told.append(
                f"line {self.header_line:,} was read as the header; what stands above "
                "it was left out."
            )
        found = [
            f"{_counted(what, lines)} ({_listed(lines)})"
            for what, lines in self.left_out.items()
            if what not in UNTOLD and lines
        ]
        if found:
            told.append(f"{', '.join(found)} left out.")
        return told


def header_at(rows: list[Row], known: Callable[[str], bool]) -> tuple[int, list[str]]:
    """Where the header stands among the first rows, and the header.

    It is the row that names most columns that are known, the first row where none
    does. A name may be parted between the row above, which names a group, and itself.
    """
    best, best_count, header = 0, 0, _texts(rows[0][1])
    for at, (_, row) in enumerate(rows[:HEADER_WITHIN]):
        if len(row) > WIDEST and at:
            continue
        above = rows[at - 1][1] if at and len(rows[at - 1][1]) <= WIDEST else []
        for names in (_texts(row), _joined(above, row, known)):
            count = len({name for name in names if known(name)})
            if count > best_count:
                best, best_count, header = at, count, names
    return best, header


def tidied(
    sheet: str,
    rows: list[Row],
    known: Callable[[str], bool],
    header_line: int | None = None,
) -> Tidied:
    """The table of rows as they stand, from its header on; rows is not empty.

    known says whether a name is one of a column; header_line is the line of the
    header where that is given, and heeded where the table has it.
    """
    lines = [line for line, _ in rows]
    if header_line in lines:
        at = lines.index(header_line)
        header = _texts(rows[at][1])
    else:
        at, header = header_at(rows, known)
    kept = [(line, list(row)) for line, row in rows[at + 1 :]]
    while header and not header[-1].strip():
        header.pop()
    places = list(range(1, len(header) + 1))
    if unnamed := _unnamed(header, kept):
        places = [place for place in places if place - 1 not in unnamed]
        kept = [(line, _without(row, unnamed)) for line, row in kept]
    names = [header[place - 1] for place in places]
    made = Tidied(sheet, names, rows[at][0], [], places)
    made.left_out["title"] = [line for line, _ in rows[:at]]
    width = len(names)
    for line, row in kept:
        if not any((value or "").strip() for value in row):
            made.left_out.setdefault("blank row", []).append(line)
            continue
        while len(row) > width and not (row[-1] or "").strip():
            row.pop()
        if len(row) > width:
            made.beyond.append((line, len(row) - 1))
        made.rows.append((line, row))
    return made


def without_notes_and_totals(
    table: Tidied, columns: beside.Columns, calculated: set[int]
) -> None:
    """Leave out the notes and totals of a table; calculated has lines with formulas."""
    found = beside.found(table.rows, columns, calculated)
    for line, what in found.items():
        table.left_out.setdefault(what, []).append(line)
    table.drop(found)


def _texts(row: list[str | None]) -> list[str]:
    return [value or "" for value in row]


def _joined(
    above: list[str | None], row: list[str | None], known: Callable[[str], bool]
) -> list[str]:
    """The names of a header of two rows: of a group, and of its columns."""
    names, group = [], ""
    for place, value in enumerate(row):
        upper = (above[place] if place < len(above) else None) or ""
        group = upper.strip() or group
        name = value or ""
        both = f"{group} {name.strip()}".strip()
        if name.strip() and not known(name) and known(both):
            name = both
        elif not name.strip() and known(upper):
            name = upper
        names.append(name)
    return names


def _unnamed(header: list[str], rows: list[Row]) -> set[int]:
    """The places of columns that have no name and no value."""
    unnamed = {place for place, name in enumerate(header) if not name.strip()}
    for _, row in rows:
        if not unnamed:
            break
        unnamed -= {place for place, value in enumerate(row) if (value or "").strip()}
    return unnamed


def _without(row: list[str | None], places: set[int]) -> list[str | None]:
    return [value for place, value in enumerate(row) if place not in places]


def _counted(what: str, lines: list[int]) -> str:
    one, _, rest = what.partition(" of ")
    many = one if len(lines) == 1 else f"{one}s"
    return f"{len(lines):,} {many}" + (f" of {rest}" if rest else "")


def _listed(lines: list[int]) -> str:
    shown = ", ".join(f"{line:,}" for line in lines[:LINES_NAMED])
    more = len(lines) - LINES_NAMED
    word = "line" if len(lines) == 1 else "lines"
    return f"{word} {shown}" + (f" and {more:,} more" if more > 0 else "")
