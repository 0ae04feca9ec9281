"""Finding the layout that a table has, and where its columns stand."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from early_years.readers.layouts import Layout

# Title rows end well before this one.
HEADER_WITHIN = 40
# A damaged file may be one row that is as long as itself.
WIDEST = 1000
LINES_NAMED = 5
# Two figures of a year in a header, as in WD22CD.
YEAR = "{yy}"
# A header of so many signs or more may be one that a program has cut short.
CUT_FROM = 30


@dataclass(frozen=True)
class Table:
    """The rows of a CSV or of a sheet as they stand, with their numbers from 1."""

    sheet: str
    rows: list[tuple[int, list[str | None]]]


@dataclass
class Match:
    """Where a layout's columns stand in a table; missing names those that don't.

    lacks_words is whether a column of words is among them. places has the columns of
    each category and None for what all rows have; the places of a value are added up.
    missing maps what is missing to how it is called.
    """

    layout: Layout
    table: Table
    header_at: int
    area: list[int] = field(default_factory=list)
    council: list[int] = field(default_factory=list)
    period: list[int] = field(default_factory=list)
    places: dict[str | None, dict[str, list[int]]] = field(default_factory=dict)
    filled: dict[str, list[int]] = field(default_factory=dict)
    last: list[dict[str, int]] = field(default_factory=list)
    words: list[list[int]] = field(default_factory=list)
    marks: dict[str, list[int]] = field(default_factory=dict)
    area_total: list[int] = field(default_factory=list)
    blank: list[str] = field(default_factory=list)
    missing: dict[str, str] = field(default_factory=dict)
    repeated: list[str] = field(default_factory=list)
    lacks_words: bool = False
    wanted: int = 0

    @property
    def header(self) -> list[str]:
        header = [value or "" for value in self.table.rows[self.header_at][1]]
        while header and not header[-1].strip():
            header.pop()
        return header

    @property
    def titles(self) -> list[str]:
        """The sheet's name and all texts above the header."""
        above = self.table.rows[: self.header_at]
        return [self.table.sheet, *(text for _, row in above for text in row if text)]


def match(layout: Layout, table: Table) -> Match | None:
    """The header row that fits best, if it names areas and half of what is needed."""
    best = None
    for at, (_, row) in enumerate(table.rows[:HEADER_WITHIN]):
        if len(row) > WIDEST:
            continue
        found = _match_row(layout, table, at, [layout.plain(value) for value in row])
        if found and (best is None or len(found.missing) < len(best.missing)):
            best = found
    return best if best and len(best.missing) * 2 <= best.wanted else None


def nearly(found: Match) -> list[str]:
    """What a table lacks that has most of a layout's columns."""
    layout, problems = found.layout, []
    for name, called in list(found.missing.items())[:LINES_NAMED]:
        problems.append(
            f"the file looks like {layout.title}, but the column for {name} is "
            f"missing, which is called {called} there.{_looks_like(found, called)} "
            "Is it another table or edition? The headers that are known stand in "
            f"early_years/readers/layouts/{layout.name}.yml."
        )
    if len(found.missing) > LINES_NAMED:
        problems.append(f"{len(found.missing) - LINES_NAMED} more are missing.")
    return problems


def _looks_like(found: Match, called: str) -> str:
    headers = {found.layout.plain(name): name for name in found.header if name.strip()}
    plain = found.layout.plain(called.split('"')[1])
    near = difflib.get_close_matches(plain, headers, n=1, cutoff=0.7)
    return f' The file has "{headers[near[0]]}", which looks like it.' if near else ""


def _is_cut(header: str, whole: str) -> bool:
    return CUT_FROM <= len(header) < len(whole) and whole.startswith(header)


class _Header:
    """The plain headers of a row, asked for by name; what is asked is remembered."""

    def __init__(self, layout: Layout, row: list[str]) -> None:
        self.layout, self.row, self.used = layout, row, set[str]()

    def places(self, name: str) -> list[int]:
        base = self.layout.plain(name).partition(" #")[0]
        if YEAR not in base:
            whole = [place for place, one in enumerate(self.row) if one == base]
            return whole or [
                place for place, one in enumerate(self.row) if _is_cut(one, base)
            ]
        pattern = re.compile(re.escape(base).replace(re.escape(YEAR), r"\d\d"))
        return [place for place, one in enumerate(self.row) if pattern.fullmatch(one)]

    def find(self, name: str) -> int | None:
        """The place of a header; "SNP #2" is the second that is called SNP."""
        number = int(name.partition(" #")[2] or 1)
        places = self.places(name)
        if len(places) < number:
            return None
        self.used.add(name)
        return places[number - 1]

    def find_all(self, names: Iterable[str]) -> list[int]:
        found = [self.find(name) for name in names]
        return [place for place in found if place is not None]

    def first_way(self, ways: Iterable[tuple[str, ...]]) -> list[int]:
        for way in ways:
            if all(self.places(part) for part in way):
                found = self.find_all(way)
                if len(found) == len(way):
                    return found
        return []

    def repeated(self) -> list[str]:
        numbered = {name.partition(" #")[0] for name in self.used if " #" in name}
        return sorted(
            self.layout.plain(name)
            for name in self.used - numbered
            if " #" not in name and len(self.places(name)) > 1
        )


def _match_row(
    layout: Layout, table: Table, at: int, plain_row: list[str]
) -> Match | None:
    header = _Header(layout, plain_row)
    area = header.find_all(layout.area["headers"])
    if not area or not all(map(header.places, layout.needed_headers)):
        return None
    found = Match(layout, table, at, area)
    found.council = header.find_all(layout.area.get("council_headers", ()))
    found.period = header.find_all(layout.period.get("headers", ()))
    for column, names in layout.filled.items():
        found.filled[column] = header.find_all(names)
        _note(found, None, column, found.filled[column], names[0])
    _place_last(found, header)
    for column, mark in layout.marks.items():
        found.marks[column] = header.find_all(mark["headers"])
        _note(found, None, column, found.marks[column], mark["headers"][0])
    for words in layout.words:
        ways = [
            header.first_way([(name,) for name in names]) for names in words.headers
        ]
        for names, places in zip(words.headers, ways, strict=True):
            _note(found, None, names[0], places, names[0])
        found.lacks_words |= not all(ways)
        found.words.append([place for places in ways for place in places])
    if layout.area_total:
        found.area_total = header.find_all(layout.area_total["headers"])
        called = layout.area_total["headers"][0]
        _note(found, None, layout.area_total["category"], found.area_total, called)
    _place_columns(found, header)
    if layout.period.get("headers"):
        column = layout.period["column"]
        _note(found, None, column, found.period, layout.period["headers"][0])
    found.repeated = header.repeated()
    return found


def _place_last(found: Match, header: _Header) -> None:
    """Find the events of a row; those without a date are not in the table."""
    last = found.layout.last
    if not last:
        return
    for group in last.groups:
        placed = {
            column: places[0]
            for column, names in group.items()
            if (places := header.find_all(names))
        }
        if last.date in placed:
            found.last.append(placed)
    for column, called in last.columns.items():
        places = [group[column] for group in found.last if column in group]
        _note(found, None, column, places, called)


def _place_columns(found: Match, header: _Header) -> None:
    layout = found.layout
    found.places[None] = {}
    for category, columns in ((None, layout.columns), *layout.entries.items()):
        placed = {column: header.first_way(ways) for column, ways in columns.items()}
        if layout.is_series and category is not None and not any(placed.values()):
            continue
        for column, places in placed.items():
            called = '" and "'.join(columns[column][0])
            _note(found, category, column, places, called)
        found.places[category] = {
            key: places for key, places in placed.items() if places
        }
    if layout.is_series and len(found.places) == 1:
        category, columns = list(layout.entries.items())[-1]
        for column, ways in columns.items():
            _note(found, category, column, [], ways[0][0])


def _note(
    found: Match, category: str | None, column: str, places: list[int], called: str
) -> None:
    """Remember what is not there: as missing, or as blank where it may be missing."""
    single = category and len(found.layout.entries[category]) == 1
    name = " ".join(filter(None, (category, "" if single else column)))
    may_lack = found.layout.may_lack(category, column)
    found.wanted += not may_lack
    if not places and may_lack:
        found.blank.append(name)
    elif not places:
        found.missing[name] = f'"{called}"'
