"""What a mapping says of the shape of a table: its header, its rows, its periods."""

import re
from dataclasses import dataclass, field

from early_years.contracts import Contract
from early_years.landing import beside, periods
from early_years.landing.tidying import Tidied

Places = dict[int, tuple[str, str]]

# In place of a heading: each that is written as a period.
EVERY_PERIOD = "*"
LINES = re.compile(r"(\d{1,7})(?:\s*-\s*(\d{1,7}))?")
MOST_LINES = 10_000
# What people write to say that a column is not there.
YES = ("yes", "y", "true", "x", "1")


@dataclass
class Shape:
    """The shape of a table. header_line and left_out_lines count from 1.

    left_out has values by the contract's column, period_columns the count column and
    the period ("" where its heading says it) by heading, all as plain() spells them.
    period_choice is which meaning of its form a period has.
    """

    header_line: int | None = None
    left_out_lines: set[int] = field(default_factory=set)
    left_out: dict[str, set[str]] = field(default_factory=dict)
    period_columns: dict[str, tuple[str, str]] = field(default_factory=dict)
    period_choice: int = 0

    def is_period_heading(self, name: str, contract: Contract) -> bool:
        """Whether a heading stands over the figures of one period."""
        return self._of(name, contract) is not None

    def places(self, header: list[str], contract: Contract) -> Places:
        """The count column and the period by the place of each heading of a period."""
        found = {place: self._of(name, contract) for place, name in enumerate(header)}
        return {place: told for place, told in found.items() if told}

    def _of(self, name: str, contract: Contract) -> tuple[str, str] | None:
        kind = contract.period_type
        if told := self.period_columns.get(plain(name)):
            column, period = told
            return column, period or periods.read(name, kind, self.period_choice)
        every = self.period_columns.get(EVERY_PERIOD)
        if every and periods.is_period(name, kind):
            return every[0], periods.read(name, kind, self.period_choice)
        return None


def plain(text: str) -> str:
    """A heading or value without capitals and odd blanks, to be compared."""
    return " ".join(text.split()).casefold()


def _lines(text: str) -> set[int] | None:
    """The lines that "3, 70-73" names; None where it names none."""
    found: set[int] = set()
    for part in text.split(","):
        match = LINES.fullmatch(part.strip())
        if not match:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 0 <= last - first < MOST_LINES:
            return None
        found.update(range(first, last + 1))
    return found


def leave_out(
    table: Tidied, shape: Shape, names: list[str], contract: Contract
) -> None:
    """Leave out the rows that the mapping names; names are the contract's.

    The name of an area means the same however it is spelt: Aston and Aston ward.
    """
    wanted = {
        place: (form, {form(value) for value in shape.left_out[name]})
        for place, name in enumerate(names)
        if name in shape.left_out
        for form in [beside.key if name == contract.area_fallback else plain]
    }
    dropped = {
        line
        for line, row in table.rows
        if line in shape.left_out_lines
        or any(
            place < len(row) and form(row[place] or "") in values
            for place, (form, values) in wanted.items()
        )
    }
    if dropped:
        table.left_out["row of the mapping"] = sorted(dropped)
        table.drop(dropped)


def unpivoted(table: Tidied, places: Places, contract: Contract) -> Tidied:
    """A table with a row for each period, out of one with a column for each.

    Columns of periods that are blank throughout are left out. Two that hold the same
    are a problem: which one counts is not known.
    """
    filled = {
        place
        for place in places
        if any(place < len(row) and (row[place] or "").strip() for _, row in table.rows)
    }
    kept = [place for place in range(len(table.header)) if place not in places]
    columns = list(dict.fromkeys(column for column, _ in places.values()))
    by_period: dict[str, dict[str, int]] = {}
    for place in sorted(filled):
        column, period = places[place]
        first = by_period.setdefault(period, {}).setdefault(column, place)
        if first != place:
            table.problems.append(
                f"columns {table.header[first]} and {table.header[place]} both hold "
                f"{column} of {period}. Which one counts? Delete the other."
            )
    rows = [
        (
            line,
            [
                *(_value(row, place) for place in kept),
                period,
                *(_value(row, of.get(column)) for column in columns),
            ],
        )
        for line, row in table.rows
        for period, of in by_period.items()
    ]
    header = [table.header[place] for place in kept]
    table.header = [*header, contract.period_column, *columns]
    table.places = [*(table.places[place] for place in kept), *[0] * (len(columns) + 1)]
    table.rows = rows
    return table


def _value(row: list[str | None], place: int | None) -> str | None:
    return row[place] if place is not None and place < len(row) else None


@dataclass(frozen=True)
class Said:
    """What a row of a mapping says, in its columns."""

    column: str
    in_the_file: str
    in_the_contract: str


# Each takes in what a row says, and returns what is wrong with it.
def _absent(
    shape: Shape, constants: dict, contract: Contract, said: Said
) -> str | None:
    if plain(said.in_the_file) not in YES:
        return f'absent is said by yes, not by "{said.in_the_file}".'
    needed = {column.name for column in contract.columns if column.required}
    if said.column in needed:
        return f"{said.column} has to be filled in. Give it a constant, or a heading."
    constants[said.column] = None
    return None


def _header_line(
    shape: Shape, constants: dict, contract: Contract, said: Said
) -> str | None:
    found = _lines(said.in_the_file)
    if not found or len(found) != 1:
        return f'"{said.in_the_file}" is no number of a line, such as 4.'
    shape.header_line = found.pop()
    return None


def _leave_out(
    shape: Shape, constants: dict, contract: Contract, said: Said
) -> str | None:
    if said.column:
        shape.left_out.setdefault(said.column, set()).add(plain(said.in_the_file))
        return None
    found = _lines(said.in_the_file)
    if not found:
        return f'"{said.in_the_file}" names no lines, such as 3, 70-73.'
    shape.left_out_lines |= found
    return None


def _period_column(
    shape: Shape, constants: dict, contract: Contract, said: Said
) -> str | None:
    kind, heading, period = contract.period_type, said.in_the_file, said.in_the_contract
    is_every = heading == EVERY_PERIOD
    if not period and not is_every and not periods.is_period(heading, kind):
        return (
            f'"{heading}" is no {contract.period_column}. Say which it is in '
            "in_the_contract."
        )
    told = periods.read(period, kind) if period else ""
    shape.period_columns[plain(heading)] = said.column, told
    return None


def _period_form(
    shape: Shape, constants: dict, contract: Contract, said: Said
) -> str | None:
    example, meant = said.in_the_file, said.in_the_contract
    choice = periods.choice_of(example, meant, contract.period_type)
    if said.column != contract.period_column or choice is None:
        return (
            f'"{example}" is no way to write "{meant}" of {said.column}. Give a period '
            "as the file writes it, and the same one as the contract does."
        )
    shape.period_choice = choice
    return None


ROWS = {
    "absent": _absent,
    "header_line": _header_line,
    "leave_out": _leave_out,
    "period_column": _period_column,
    "period_form": _period_form,
}
