"""The check of policy before dbt reads it.

What a column may hold stands beside its description in the YAML of the seeds, in
config.meta: the values that are allowed, the seed whose codes they are, a range, or a
form. Every column of policy says so, and those of some seeds elsewhere. Whatever is not
so is answered with file, row, column, value and what is allowed. Rules between rows
(weights that add up to one, bands without a gap) are tests of dbt.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from early_years import profile_columns
from early_years.area_changes import change_problems
from early_years.checks import (
    LINES_NAMED,
    BrokenQuotes,
    missing_column,
    unreadable,
    wrong_separator,
)
from early_years.contracts import LOADER
from early_years.csv_rows import csv_rows
from early_years.environment import PlainError, Project
from early_years.landing.identifiers import kinds_in
from early_years.new_indicator import TO_FILL_IN
from early_years.policy_values import Codes, SeedColumn, judgement, listed_values

# What the text of a column can be held to.
KINDS = {"allowed", "codes_of", "form"}

# Folder of seeds -> whether each file there has to be described.
FOLDERS = {
    **{"policy": True, "reference": False, "expectations": False},
    "governance": False,
}


@dataclass(frozen=True)
class Seed:
    """One seed as its YAML describes it; grain is the columns that name a row."""

    name: str
    columns: dict[str, SeedColumn]
    grain: tuple[str, ...]

    @property
    def is_judged(self) -> bool:
        """Whether each of its texts says what it may hold."""
        texts = [column for column in self.columns.values() if column.type == "string"]
        return all(KINDS & set(column.meta) for column in texts)


@dataclass
class Table:
    """The rows of a seed by column, each with its number as a spreadsheet shows it."""

    place: str
    header: list[str]
    rows: list[tuple[int, dict[str, str]]]


@dataclass
class PolicyCheck:
    """The check of one project's policy; problems are sentences to print."""

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
        found = {
            row[column]
            for row in csv_rows(self._others[name])
            if all(row[key] == value for key, value in asked.items())
        }
        return [*meta.get("also", []), *sorted(found - {""})]

    def run(self, seeds: dict[str, Seed], folder: Path, is_all: bool) -> None:
        """Check seeds of a folder, which may have to describe all of its files."""
        present = {path.stem for path in folder.glob("*.csv")}
        for name in sorted(present - set(seeds)) if is_all else []:
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


def judged(table: Table, seed: Seed, codes: Codes) -> Iterator[str]:
    """What is wrong with the values of a table; of one column a few rows at most."""
    for column in seed.columns.values():
        is_wrong, allowed = judgement(column, codes)
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
            for value in listed_values(column, codes):
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
    if kinds_in(value):
        return "what looks like a person's number or address is not shown."
    shown = value if len(value) <= 60 else value[:57] + "..."
    if TO_FILL_IN in value:
        return f'"{shown}" is to be filled in.'
    return f'"{shown}" is not allowed.'


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
            raise PlainError(
                f"seeds/{folder.name}/{path.name}{line}: the YAML cannot be read. Look "
                "for a missing space or a wrong indent there."
            ) from None
        for seed in described:
            said = {column["name"]: column for column in seed.get("columns", [])}
            config = seed["config"]
            columns = {
                name: SeedColumn(
                    name, type_, said.get(name, {}).get("config", {}).get("meta", {})
                )
                for name, type_ in config["column_types"].items()
            }
            grain = tuple(config.get("meta", {}).get("grain", ()))
            seeds[seed["name"]] = Seed(seed["name"], columns, grain)
    return seeds


def policy_problems(project: Project) -> list[str]:
    """What is wrong with the policy of a project, each problem a sentence or two."""
    check = PolicyCheck(project)
    for name, is_all in FOLDERS.items():
        folder = project.root / "seeds" / name
        seeds = described_seeds(folder).items()
        judged_here = {name: seed for name, seed in seeds if is_all or seed.is_judged}
        check.run(judged_here, folder, is_all)
    if not check.problems and profile_columns.is_out_of_date(project):
        check.problems.append(
            f"{profile_columns.POLICY}: the ward profile has the columns of other "
            "figures. Write them: python -m early_years contracts."
        )
    if not check.problems:
        check.problems += change_problems(project)
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
