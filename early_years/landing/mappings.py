"""A council's own headings and values, turned into those of the contract.

A mapping is a table of four columns that people fill in with Excel, one file per
dataset. What each kind of row says stands in KINDS; a row that is not filled in says
nothing.
"""

import csv
import difflib
import hashlib
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from early_years.contracts import Column, Contract
from early_years.environment import PlainError, Project
from early_years.landing import archives, shaping, workbooks
from early_years.landing.addresses import HOME_POSTCODE
from early_years.landing.masking import NOT_SHOWN
from early_years.landing.shaping import Shape, plain

FOLDER = Path("data", "mappings")
ENDINGS = (".csv", ".xlsx")
KINDS = {
    "column": "the file calls this column by the heading that stands in in_the_file",
    "value": "where the file says in_the_file, the contract says in_the_contract",
    "date_format": "the file writes dates like in_the_file, such as dd/mm/yyyy",
    "constant": "the file lacks this column; every row gets in_the_contract",
    "absent": "the file lacks this column and it stays blank; yes in in_the_file",
    "header_line": "the header is the line whose number stands in in_the_file",
    "leave_out": "lines such as 3, 70-73, or rows whose column says in_the_file",
    "period_column": "the column in_the_file (* is each that is a period) has this "
    "count of the period in_the_contract, or of the one that its heading names",
    "period_form": "the file writes periods like in_the_file, which means "
    "in_the_contract, such as Q1 2023 and 2023-Q2 for a financial year",
}
# The kinds of which a row may be without a column of the contract.
OF_THE_FILE = ("header_line", "leave_out")
COLUMNS = ("kind", "contract_column", "in_the_file", "in_the_contract")
DATE_PARTS = {
    "dd": r"(?P<day>\d{1,2})",
    "mm": r"(?P<month>\d{1,2})",
    "yyyy": r"(?P<year>\d{4})",
}
DATE_FORMAT = re.compile(r"(dd|mm|yyyy)([-/. ]?)(dd|mm|yyyy)\2(dd|mm|yyyy)")
# Excel writes the hour of a day that has none.
MIDNIGHT = r"(?:[ T]00:00(?::00)?)?"
VALUES_NAMED = 5


@dataclass(frozen=True)
class Mapping:
    """One mapping. headings, constants and date_formats are by the contract's column.

    values has the contract's value by column and by the file's value as plain() has it;
    None stands for blank, in values and in constants. sha256 is of the file's own
    bytes.
    """

    name: str
    sha256: str
    headings: dict[str, str]
    constants: dict[str, str | None]
    date_formats: dict[str, str]
    values: dict[str, dict[str, str | None]]
    shape: Shape = field(default_factory=Shape)

    def knows(self, header: list[str]) -> bool:
        """Whether a header has any of its headings, or of the columns they stand for.

        A mapping without headings is for files that have the contract's own.
        """
        headings = {plain(one) for one in self.headings.values()}
        known = headings & set(_all(header)) or set(self.headings) & set(header)
        return bool(known) or not headings

    def renamed(self, header: list[str]) -> tuple[list[str], list[str]]:
        """The header in the contract's names, constants last, and what is wrong."""
        plain_header, names, problems = _all(header), list(header), []
        if not self.knows(header):
            return names, []
        for column, heading in self.headings.items():
            places = [
                at for at, one in enumerate(plain_header) if one == plain(heading)
            ]
            if len(places) > 1:
                problems.append(
                    f'the mapping {self.name} takes {column} from "{heading}", which '
                    f"stands {len(places)} times in the header. Keep one."
                )
            elif not places and column not in header:
                problems.append(self._missing(column, heading, header))
            elif places and column in header and header[places[0]] != column:
                problems.append(
                    f'the mapping {self.name} takes {column} from "{heading}", but the '
                    f"file has a column {column} as well. Remove one of the two."
                )
            elif places:
                names[places[0]] = column
        return [*names, *self._filled(names)], problems

    def _filled(self, names: Iterable[str]) -> list[str]:
        return [column for column in self.constants if column not in names]

    def _missing(self, column: str, heading: str, header: list[str]) -> str:
        known = {plain(name): name for name in header}
        near = difflib.get_close_matches(plain(heading), known, n=1)
        hint = (
            f'It has "{known[near[0]]}", which looks like it'
            if near
            else f"It has {', '.join(header)}"
        )
        return (
            f'the mapping {self.name} takes {column} from "{heading}", which the file '
            f"does not have. {hint}. Mend the mapping, or ask the supplier."
        )

    def translated(self, header: list[str], rows: list[list]) -> list[list]:
        """Rows as the contract writes them; header is the one that renamed() gave."""
        filled = [self.constants[name] for name in self._filled(header[: len(rows[0])])]
        rows = [[*row, *filled] for row in rows]
        for place, name in enumerate(header):
            meanings = self.values.get(name, {})
            written = self.date_formats.get(name)
            if not meanings and not written:
                continue
            for row in rows:
                if row[place] and written:
                    row[place] = iso_date(row[place], written)
                if row[place] and plain(row[place]) in meanings:
                    row[place] = meanings[plain(row[place])]
        return rows

    def notices(self, rows: list[list], contract: Contract) -> list[str]:
        """That it was used, and what neither it nor the contract knows of the rows."""
        found = []
        for place, column in enumerate(contract.columns):
            counts = Counter(row[place] for row in rows if row[place])
            if column.allowed:
                found += _unknown_values(
                    column, counts, contract.contains_personal_data
                )
            elif column.name in self.date_formats:
                count = sum(
                    count for value, count in counts.items() if not _is_iso(value)
                )
                if count:
                    found.append(
                        f"column {column.name}: {count:,} values are no days written "
                        f"{self.date_formats[column.name]}; the build rejects their "
                        "rows."
                    )
        names = contract.column_names
        for name, constant in self.constants.items():
            sent = [row[names.index(name)] for row in rows]
            count = sum(bool(value) and value != constant for value in sent)
            if count:
                found.append(
                    f"column {name}: the file has it, so that its own values count in "
                    f"{count:,} rows and not what the mapping says."
                )
        return [f"The mapping {self.name} was used.", *found]


def find_mapping(
    project: Project, contract: Contract, given: Path | None = None
) -> Mapping | None:
    """The mapping that is given, else the one of data/mappings, else None.

    Raises PlainError with all that is wrong with it.
    """
    if given is None:
        folder = project.root / FOLDER
        there = [folder / f"{contract.name}{ending}" for ending in ENDINGS]
        there = [path for path in there if path.is_file()]
        if len(there) > 1:
            raise PlainError(
                f"{FOLDER.as_posix()} has both {there[0].name} and {there[1].name}. "
                "Keep one, or name it with --mapping."
            )
        if not there:
            return None
        given = there[0]
    try:
        content = given.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise PlainError(
            f"The mapping {given.name} cannot be read: {reason}."
        ) from None
    table, problems = _table(content)
    mapping = None
    if not problems:
        mapping, problems = _mapping(given.name, content, table, contract)
    if problems:
        raise PlainError(
            f"REFUSED: the mapping {given.name} of {contract.name} cannot be used. "
            "Nothing was landed.\n" + "\n".join(f"  - {one}" for one in problems)
        )
    return mapping


def iso_date(text: str, written: str) -> str:
    """A day as year-month-day where it is written so, else the text as it was."""
    pattern = re.escape(written)
    for part, digits in DATE_PARTS.items():
        pattern = pattern.replace(part, digits)
    match = re.fullmatch(pattern + MIDNIGHT, text.strip())
    if not match:
        return text
    try:
        day = date(*(int(match[part]) for part in ("year", "month", "day")))
    except ValueError:
        return text
    return day.isoformat()


def mappable_columns(contract: Contract) -> list[str]:
    """The columns that a mapping may name: the contract's, and the home postcode."""
    extra = [HOME_POSTCODE] if contract.takes_home_postcodes else []
    return [*contract.column_names, *extra]


def _all(header: list[str]) -> list[str]:
    return [plain(name) for name in header]


def _is_iso(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text.strip()))
    except ValueError:
        return False


def _unknown_values(column: Column, counts: Counter, is_personal: bool) -> list[str]:
    allowed = {one.value.casefold() for one in column.allowed}
    unknown = [
        (value, count)
        for value, count in sorted(counts.items(), key=lambda one: (-one[1], one[0]))
        if plain(value) not in allowed and value != NOT_SHOWN
    ]
    if not unknown:
        return []
    if is_personal:
        rows = sum(count for _, count in unknown)
        return [
            f"column {column.name}: neither the mapping nor the contract knows the "
            f"values of {rows:,} rows; the build rejects these rows."
        ]
    named = [f'"{value}" ({count:,})' for value, count in unknown[:VALUES_NAMED]]
    more = len(unknown) - VALUES_NAMED
    listed = ", ".join(named) + (f" and {more:,} other values" if more > 0 else "")
    return [
        f"column {column.name}: neither the mapping nor the contract knows {listed}; "
        "the build rejects these rows."
    ]


def _table(content: bytes) -> tuple[list[list[str]], list[str]]:
    """The rows of a mapping's file, the header first, or what is wrong with it."""
    if archives.is_workbook(content):
        try:
            sheet = workbooks.read_sheets(content)[0]
        except (workbooks.DamagedWorkbook, IndexError):
            return [], ["the workbook is damaged or cut short. Save it again."]
        rows = [[value or "" for value in row] for _, row in sheet.table]
        return rows, sheet.problems()
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # What Excel writes when it is not told otherwise.
        text = content.decode("cp1252", "replace")
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error:
        return [], ["it is no CSV: a quotation mark is not closed."]
    return [row for row in rows if any(row)], []


def _mapping(
    name: str, content: bytes, table: list[list[str]], contract: Contract
) -> tuple[Mapping | None, list[str]]:
    header = [one.strip() for one in table[0]] if table else []
    missing = [column for column in COLUMNS if column not in header]
    if missing:
        return None, [
            f"its first line has to name {', '.join(COLUMNS)}; {', '.join(missing)} "
            f"is missing. `template {contract.name} --mapping` writes an empty one."
        ]
    mapping = Mapping(name, hashlib.sha256(content).hexdigest(), {}, {}, {}, {})
    problems = []
    for number, row in enumerate(table[1:], start=2):
        row = [*row, *[""] * len(header)]
        said = [row[header.index(column)].strip() for column in COLUMNS]
        problem = _add(mapping, contract, *said)
        if problem:
            problems.append(f"row {number}: {problem}")
    for column in sorted(mapping.constants.keys() & mapping.headings.keys()):
        what = "a constant" if mapping.constants[column] else "a row that it is absent"
        problems.append(f"{column} has both a heading and {what}. Keep one.")
    columns: dict[str, str] = {}
    for column, heading in mapping.headings.items():
        first = columns.setdefault(plain(heading), column)
        if first != column:
            problems.append(
                f'the heading "{heading}" is given to {first} and {column}. Keep one.'
            )
    return mapping, problems


def _add(
    mapping: Mapping,
    contract: Contract,
    kind: str,
    column: str,
    in_the_file: str,
    in_the_contract: str,
) -> str | None:
    """Take one row in; return what is wrong with it, None when it is right or empty."""
    if kind not in KINDS:
        return _unknown("kind", kind, list(KINDS))
    names = mappable_columns(contract)
    if column not in names and (column or kind not in OF_THE_FILE):
        return _unknown("contract_column", column, names)
    if not (in_the_contract if kind == "constant" else in_the_file):
        return None
    if kind in shaping.ROWS:
        said = shaping.Said(column, in_the_file, in_the_contract)
        return shaping.ROWS[kind](mapping.shape, mapping.constants, contract, said)
    known = {one.name: one for one in contract.columns}.get(column)
    allowed = [one.value for one in known.allowed] if known else []
    is_value = kind in ("value", "constant") and in_the_contract and allowed
    if is_value and plain(in_the_contract) not in map(plain, allowed):
        return _unknown(f"value of {column}", in_the_contract, allowed)
    if kind == "date_format" and (
        not known or known.type != "date" or not _is_date_format(in_the_file)
    ):
        return (
            f'"{in_the_file}" is no way to write {column}. Only columns of dates have '
            "one, made of dd, mm and yyyy, such as dd/mm/yyyy."
        )
    target: Any
    value: str | None
    if kind == "column":
        target, key, value = mapping.headings, column, in_the_file
    elif kind == "constant":
        target, key, value = mapping.constants, column, in_the_contract
    elif kind == "date_format":
        target, key, value = mapping.date_formats, column, in_the_file.lower()
    else:
        target = mapping.values.setdefault(column, {})
        key, value = plain(in_the_file), in_the_contract or None
    if target.setdefault(key, value) != value:
        of = f'value "{in_the_file}"' if kind == "value" else kind
        return f"{column} has another {of} in a row above. Keep one."
    return None


def _is_date_format(text: str) -> bool:
    match = DATE_FORMAT.fullmatch(text.lower())
    return bool(match) and {match[1], match[3], match[4]} == set(DATE_PARTS)


def _unknown(what: str, found: str, known: list[str]) -> str:
    near = difflib.get_close_matches(found.lower(), known, n=1)
    hint = f"Did you mean {near[0]}?" if near else f"Known are: {', '.join(known)}."
    return f'there is no {what} "{found}". {hint}'
