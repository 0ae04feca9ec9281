"""The check of policy before dbt reads it.

What a column may hold stands beside its description in the YAML of seeds/policy, in
config.meta: the values that are allowed, the seed whose codes they are, a range, or a
form. Whatever is not so is answered with file, row, column, value and what is allowed.
Rules between rows (weights that add up to one, bands without a gap) are tests of dbt.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path

import yaml

from early_years.checks import (
    LINES_NAMED,
    BrokenQuotes,
    missing_column,
    unreadable,
    wrong_separator,
)
from early_years.contracts import LOADER
from early_years.environment import PlainError, Project
from early_years.new_indicator import TO_FILL_IN

# The longest list of allowed values that a message shows whole.
VALUES_NAMED = 40

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

# What a text has to look like -> how a message says so.
FORMS = {
    "text": (re.compile(r"(?s).*\w.*"), "words"),
    "code": (
        re.compile(r"[A-Za-z0-9]+([_-][A-Za-z0-9]+)*"),
        "a code: letters, digits, and single underscores or hyphens between them",
    ),
    "time": (
        re.compile(r"([01]\d|2[0-3]):[0-5]\d"),
        "a time of two digits each: 09:00",
    ),
    "web_address": (re.compile(r"https://\S+"), "an address that begins with https://"),
}


@dataclass(frozen=True)
class SeedColumn:
    """One column of a seed: the type of its values, and what config.meta says of it."""

    name: str
    type: str
    meta: dict

    @property
    def may_be_blank(self) -> bool:
        return bool(self.meta.get("may_be_blank"))


@dataclass(frozen=True)
class Seed:
    """One seed as its YAML describes it; grain is the columns that name a row."""

    name: str
    columns: dict[str, SeedColumn]
    grain: tuple[str, ...]


@dataclass
class Table:
    """The rows of a seed by column, each with its number as a spreadsheet shows it."""

    place: str
    header: list[str]
    rows: list[tuple[int, dict[str, str]]]


@dataclass
class PolicyCheck:
    """The check of one project's policy; problems are sentences for people."""

    project: Project
    problems: list[str] = field(default_factory=list)

    @cached_property
    def _others(self) -> dict[str, Path]:
        """Name of each seed whose codes policy may name -> its file."""
        return {
            path.stem: path for path in (self.project.root / "seeds").rglob("*.csv")
        }

    def codes(self, meta: dict) -> list[str]:
        """The codes that a column may hold: those of another seed, and any beside."""
        name, column = meta["codes_of"].split(".")
        asked = meta.get("where", {})
        with self._others[name].open(encoding="utf-8-sig", newline="") as lines:
            found = {
                row[column]
                for row in csv.DictReader(lines)
                if all(row[key] == value for key, value in asked.items())
            }
        return [*meta.get("also", []), *sorted(found - {""})]

    def run(self, seeds: dict[str, Seed], folder: Path) -> None:
        """Check every seed of the folder and report what is wrong with each."""
        present = {path.stem for path in folder.glob("*.csv")}
        for name in sorted(present - set(seeds)):
            self.problems.append(
                f"{self._place(folder, name)}: no YAML of this folder describes the "
                "file, so nothing reads it. Describe it there, or remove it."
            )
        for name in sorted(seeds):
            place = self._place(folder, name)
            if name not in present:
                self.problems.append(f"{place}: the file is missing. Put it back.")
                continue
            table = self._read(folder / f"{name}.csv", seeds[name], place)
            if table:
                self.problems += judged(table, seeds[name], self.codes)

    def _place(self, folder: Path, name: str) -> str:
        return self.project.relative(folder / f"{name}.csv")

    def _read(self, path: Path, seed: Seed, place: str) -> Table | None:
        """The rows of a file, or None where it cannot be read as its YAML says."""
        content = path.read_bytes()
        if not content.strip():
            self.problems.append(f"{place}: the file is empty. Put its rows back.")
            return None
        problem = unreadable(content, tuple(seed.columns))
        try:
            rows = [] if problem else numbered(content.decode("utf-8-sig"))
        except BrokenQuotes as error:
            problem = str(error)
        if problem:
            self.problems.append(f"{place}: {problem}")
            return None
        header = rows[0][1]
        wrong = [*_wrong_header(header, seed), *_wrong_lengths(rows)]
        self.problems += [f"{place}{problem}" for problem in wrong]
        if wrong:
            return None
        return Table(
            place,
            header,
            [(row, dict(zip(header, values, strict=True))) for row, values in rows[1:]],
        )


def numbered(text: str) -> list[tuple[int, list[str]]]:
    """Each row that is not blank with its number, the header being row 1.

    Raises BrokenQuotes where a quotation does not end.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [(number, row) for number, row in enumerate(reader, 1) if row]
    except csv.Error:
        raise BrokenQuotes(reader.line_num) from None


def _wrong_header(header: list[str], seed: Seed) -> Iterator[str]:
    if problem := wrong_separator(header):
        yield f": {problem}"
        return
    extra = [name for name in header if name not in seed.columns]
    for name in seed.columns:
        if name not in header:
            yield f": {missing_column(name, extra, header)}"
    for name in sorted({name for name in header if header.count(name) > 1}):
        yield f": column {name} stands {header.count(name)} times. Keep one."
    for name in extra:
        yield (
            f": column {name or '(without a name)'} is not known. Describe it in the "
            f"YAML beside the file, or delete it. Known: {', '.join(seed.columns)}."
        )


def _wrong_lengths(rows: list[tuple[int, list[str]]]) -> Iterator[str]:
    width = len(rows[0][1])
    for number, row in rows[1:]:
        if len(row) != width:
            yield (
                f", row {number}: {len(row)} values, and the header has {width}. A "
                "value that holds a comma needs quotation marks."
            )


def judged(
    table: Table, seed: Seed, codes: Callable[[dict], list[str]]
) -> Iterator[str]:
    """What is wrong with the values of a table; of one column a few rows at most."""
    for column in seed.columns.values():
        is_wrong, allowed = _judge(column, codes)
        found = [
            (number, row)
            for number, row in table.rows
            if is_wrong(row[column.name], row)
        ]
        for number, row in found[:LINES_NAMED]:
            yield (
                f"{table.place}, row {number}{_named(seed, row, column)}, column "
                f"{column.name}: {_said(row[column.name])} {allowed(row)}"
            )
        if len(found) > LINES_NAMED:
            yield (
                f"{table.place}, column {column.name}: {len(found) - LINES_NAMED} more "
                "rows like it."
            )
        if column.meta.get("each_has_a_row"):
            held = {row[column.name] for _, row in table.rows}
            for value in _values(column, codes):
                if value not in held:
                    yield (
                        f"{table.place}: no row has {value} in column {column.name}. "
                        "Add it."
                    )
    yield from _repeated(table, seed)


def _repeated(table: Table, seed: Seed) -> Iterator[str]:
    first: dict[tuple[str, ...], int] = {}
    for number, row in table.rows:
        key = tuple(row[name] for name in seed.grain)
        if first.setdefault(key, number) != number:
            named = ", ".join(f"{name} {row[name] or '(blank)'}" for name in seed.grain)
            yield (
                f"{table.place}, row {number}: {named} stands in row {first[key]} "
                "already. Keep one of them."
            )


def _named(seed: Seed, row: dict[str, str], column: SeedColumn) -> str:
    """The key of a row in brackets, unless the column is all that there is of it."""
    parts = [row[name] for name in seed.grain if name != column.name and row[name]]
    return f" ({' / '.join(parts)})" if parts else ""


def _said(value: str) -> str:
    if not value.strip():
        return "blank."
    shown = value if len(value) <= 60 else value[:57] + "..."
    if TO_FILL_IN in value:
        return f'"{shown}" is to be filled in.'
    return f'"{shown}" is not allowed.'


Judgement = tuple[Callable[[str, dict], bool], Callable[[dict], str]]


def _judge(column: SeedColumn, codes: Callable[[dict], list[str]]) -> Judgement:
    """Whether a value is wrong, and how a message says what is allowed instead."""
    blank = " It may be blank." if column.may_be_blank else " It may not be blank."
    if "by" in column.meta:
        ranges, by = column.meta["values"], column.meta["by"]

        def fits(value: str, row: dict) -> bool:
            return row[by] not in ranges or _is_number(value, ranges[row[by]])

        def allowed(row: dict) -> str:
            return f"Allowed: {_range_in_words(ranges[row[by]])}.{blank}"
    else:
        test, words = _rule(column, codes)

        def fits(value: str, row: dict) -> bool:
            return test(value)

        def allowed(row: dict) -> str:
            return f"Allowed: {words}.{blank}"

    def is_wrong(value: str, row: dict) -> bool:
        if not value.strip():
            return bool(value) or not column.may_be_blank
        return TO_FILL_IN in value or not fits(value, row)

    return is_wrong, allowed


def _rule(
    column: SeedColumn, codes: Callable[[dict], list[str]]
) -> tuple[Callable[[str], bool], str]:
    """The test of a single value, and its words."""
    if values := _values(column, codes):
        listed = ", ".join(values[:VALUES_NAMED])
        more = len(values) - VALUES_NAMED
        where = (
            f" (column {column.meta['codes_of']})" if "codes_of" in column.meta else ""
        )
        rest = f", and {more} more" if more > 0 else ""
        return set(values).__contains__, f"{listed}{rest}{where}"
    if column.type == "boolean":
        return lambda value: value.lower() in ("true", "false"), "true, false"
    if column.type == "date":
        return _is_date, "a day written year-month-day, as in 2026-11-22"
    if column.type in ("integer", "double"):
        limits = {**column.meta, "whole": column.type == "integer"}
        return lambda value: _is_number(value, limits), _range_in_words(limits)
    pattern, words = FORMS[column.meta["form"]]
    return lambda value: bool(pattern.fullmatch(value)), words


def _values(column: SeedColumn, codes: Callable[[dict], list[str]]) -> list[str]:
    """The values that a column may hold, where they are listed; else none."""
    if "codes_of" in column.meta:
        return codes(column.meta)
    return [str(value) for value in column.meta.get("allowed", [])]


def _is_date(value: str) -> bool:
    try:
        return bool(
            re.fullmatch(r"\d{4}-\d\d-\d\d", value) and date.fromisoformat(value)
        )
    except ValueError:
        return False


def _is_number(value: str, limits: dict) -> bool:
    if not NUMBER.fullmatch(value):
        return False
    number = float(value)
    return limits.get("from", -math.inf) <= number <= limits.get(
        "to", math.inf
    ) and not (limits.get("whole") and "." in value)


def _range_in_words(limits: dict) -> str:
    kind = "a whole number" if limits.get("whole") else "a number"
    lowest, highest = limits.get("from"), limits.get("to")
    if lowest is not None and highest is not None:
        return f"{kind} from {lowest} to {highest}"
    if lowest is not None:
        return f"{kind} of {lowest} or more"
    return kind if highest is None else f"{kind} up to {highest}"


def described_seeds(folder: Path) -> dict[str, Seed]:
    """Each seed that the YAML of a folder describes, by name.

    Raises PlainError where a YAML file cannot be read.
    """
    seeds = {}
    for path in sorted(folder.glob("*.yml")):
        try:
            described = yaml.load(path.read_text(encoding="utf-8"), LOADER)["seeds"]
        except (yaml.YAMLError, KeyError, TypeError) as error:
            where = getattr(error, "problem_mark", None)
            line = f", line {where.line + 1}" if where else ""
            raise PlainError(f"seeds/policy/{path.name}{line}: not readable.") from None
        for seed in described:
            said = {column["name"]: column for column in seed.get("columns", [])}
            config = seed["config"]
            columns = {
                name: SeedColumn(
                    name, type_, said.get(name, {}).get("config", {}).get("meta", {})
                )
                for name, type_ in config["column_types"].items()
            }
            grain = tuple(config["meta"]["grain"])
            seeds[seed["name"]] = Seed(seed["name"], columns, grain)
    return seeds


def policy_problems(project: Project) -> list[str]:
    """What is wrong with the policy of a project, each problem a sentence or two."""
    folder = project.root / "seeds" / "policy"
    check = PolicyCheck(project)
    check.run(described_seeds(folder), folder)
    return check.problems


def refuse_bad_policy(project: Project) -> None:
    """Check policy before anything is built. Raises PlainError naming what is wrong."""
    problems = policy_problems(project)
    if problems:
        count = f"{len(problems)} {'problem' if len(problems) == 1 else 'problems'}"
        raise PlainError(
            "\n".join(
                [
                    f"REFUSED: {count} in policy. Nothing was built and nothing was "
                    "changed.",
                    *(f"  - {problem}" for problem in problems),
                ]
            )
        )
