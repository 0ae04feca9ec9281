"""The plain rule before all arithmetic: which files and columns may leave at all.

And that a file is one thing in all its forms: CSV, Parquet, workbook and sidecar.
"""

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from early_years.environment import PlainError, Project
from early_years.exporting import LIST, workbooks
from early_years.exporting.catalogue import shapes
from early_years.exporting.manifest import PARQUET, Export, exports_of
from early_years.exporting.packages import FOLDER, OPENED_WITH
from early_years.exporting.packages import LIST as PACKAGES
from early_years.intruder.findings import Finding
from early_years.intruder.reading import (
    INTERNAL,
    Outside,
    Publication,
    read_rows,
)
from early_years.intruder.sheets import workbook_findings
from early_years.intruder.texts import numbers, policy_numbers
from early_years.landing.releases import quoted

# What lies beside the tables of an audience, and below no subject.
OF_AN_AUDIENCE = frozenset({LIST, PACKAGES, *OPENED_WITH})
DICTIONARY_COLUMNS = frozenset(
    {
        *("column_name", "label", "data_type", "unit", "decimals", "meaning"),
        *("allowed_values", "is_key", "foreign_key", "data_marker"),
    }
)


@dataclass(frozen=True)
class Allowed:
    """What may leave: file, as in public/need/wards -> its columns and key in order."""

    columns: dict[str, tuple[str, ...]]
    keys: dict[str, tuple[str, ...]]
    meanings: dict[str, dict[str, str]]


def allowed_by(exports: list[Export]) -> Allowed:
    """What the models that become files say of those outside."""
    outside = {
        f"{one.audience}/{one.file}": one for one in exports if one.audience != INTERNAL
    }
    return Allowed(
        {file: tuple(one.columns) for file, one in outside.items()},
        {file: one.key for file, one in outside.items()},
        {
            file: {name: column.description for name, column in one.columns.items()}
            for file, one in outside.items()
        },
    )


def read_allowed(project: Project) -> Allowed:
    """What may leave, by the models that were built. Raises PlainError without any."""
    if not project.manifest.exists():
        raise PlainError(
            "Which files may leave is read from what dbt built. Run the build first."
        )
    manifest = json.loads(project.manifest.read_text(encoding="utf-8"))
    return allowed_by([*exports_of(manifest), *shapes()])


def plain_findings(
    publication: Publication, allowed: Allowed, root: Path
) -> Iterator[Finding]:
    """Files and columns that may not leave, and forms of a file that disagree."""
    policy = policy_numbers(root)
    yield from _strays(publication, allowed)
    for file, table in publication.tables.items():
        if file not in allowed.columns:
            continue
        yield from _columns(table, allowed.columns[file])
        yield from _sidecar(table)
        yield from _dictionary(table, allowed.meanings[file], policy)
        yield from _order(table, allowed.keys[file])
        yield from _parquet(table)
    yield from workbook_findings(publication)


def _strays(publication: Publication, allowed: Allowed) -> Iterator[Finding]:
    """Files that no model is to become, nor goes with one that does."""
    folder = publication.folder
    wanted = set()
    for file in allowed.columns:
        subject, _, name = file.rpartition("/")
        wanted |= {
            f"{subject}/{name}.csv",
            f"{subject}/parquet/{name}.parquet",
            f"{subject}/about/{name}.json",
            f"{subject}/about/{name}_columns.csv",
            f"{subject}{workbooks.SUFFIX}",
        }
    for audience in publication.audiences:
        beside = {f"{audience.name}/{name}" for name in OF_AN_AUDIENCE}
        for path in sorted(audience.rglob("*")):
            name = path.relative_to(folder).as_posix()
            is_package = path.is_relative_to(audience / FOLDER)
            if path.is_file() and not is_package and name not in wanted | beside:
                yield Finding("stray file", name, "no model is to become this file")
        listed = audience / LIST
        if listed.is_file():
            with listed.open(encoding="utf-8-sig", newline="") as lines:
                others = {
                    row["audience"]
                    for row in csv.DictReader(lines)
                    if row.get("audience") not in (None, audience.name)
                }
            for other in sorted(others):
                yield Finding(
                    "list of others' files",
                    f"{audience.name}/{LIST}",
                    f"it names files of the audience {other}",
                )


def _columns(table: Outside, columns: tuple[str, ...]) -> Iterator[Finding]:
    for column in table.rows.columns:
        if column not in columns:
            yield Finding(
                "stray column", table.file, f"no model gives it the column {column}"
            )


def _sidecar(table: Outside) -> Iterator[Finding]:
    said, rows = table.sidecar, len(table.rows)
    place = f"{table.file} (about)"
    if not said:
        yield Finding("no sidecar", table.file, "its sidecar cannot be read")
        return
    if said.get("rows") != rows:
        yield Finding(
            "row count",
            place,
            f"the sidecar counts {said.get('rows')} rows, and the file has {rows}: "
            "it tells how many were left out",
        )
    if list(said.get("columns", [])) != list(table.rows.columns):
        yield Finding("columns told", place, "the sidecar lists other columns")
    digest = hashlib.sha256(table.path.read_bytes()).hexdigest()
    if said.get("sha256") != digest:
        yield Finding(
            "other bytes", place, "the sidecar is of another state of the file"
        )


def _dictionary(
    table: Outside, meanings: dict[str, str], policy: set[str]
) -> Iterator[Finding]:
    """A dictionary that holds more than the words of the YAML and of policy."""
    place = f"{table.file} (dictionary)"
    path = table.dictionary_path
    if not path.is_file():
        yield Finding("no dictionary", table.file, "its dictionary cannot be read")
        return
    rows = read_rows(path)
    for column in sorted(set(rows.columns) - DICTIONARY_COLUMNS):
        yield Finding("dictionary", place, f"no dictionary has a column {column}")
    for name, *texts in rows[["column_name", "meaning", "allowed_values"]].to_numpy():
        known = numbers(meanings.get(name, "")) | policy
        strange = {number for text in texts for number in numbers(text)} - known
        # A scale is told digit by digit.
        if strange := {number for number in strange if len(number) > 1}:
            yield Finding(
                "dictionary", place, f"{name}: it holds {', '.join(sorted(strange))}"
            )


def _order(table: Outside, key: tuple[str, ...]) -> Iterator[Finding]:
    """Rows in another order than that of the key can follow what is hidden."""
    columns = [column for column in key if column in table.rows]
    rows = table.rows[columns]
    if not columns or _is_ordered([tuple(row) for row in rows.to_numpy()]):
        return
    yield Finding(
        "order of rows", table.file, f"rows are not ordered by {', '.join(columns)}"
    )


def _is_ordered(rows: list[tuple[str, ...]]) -> bool:
    """By text, or by number in the columns that hold numbers alone."""
    columns = list(zip(*rows, strict=True))
    ordered = [_as_numbers(column) or column for column in columns]
    # Blank cells stand last, as in the files.
    blanks = [[cell == "" for cell in column] for column in columns]
    pairs = [zip(*both, strict=True) for both in zip(blanks, ordered, strict=True)]
    keys = list(zip(*pairs, strict=True))
    return all(first <= second for first, second in zip(keys, keys[1:], strict=False))


def _as_numbers(column: tuple[str, ...]) -> list[float]:
    try:
        return [float(text) for text in column]
    except ValueError:
        return []


def _parquet(table: Outside) -> Iterator[Finding]:
    beside, ending = PARQUET
    path = table.path.parent / beside / f"{table.path.stem}{ending}"
    if not path.is_file():
        return
    columns = [str(column) for column in table.rows.columns]
    types = "{" + ", ".join(f"{quoted(name)}: 'varchar'" for name in columns) + "}"
    with duckdb.connect(config={"threads": 1}) as database:
        parquet = database.sql(f"from read_parquet({quoted(path)})")
        if parquet.columns != columns:
            yield Finding("Parquet", table.file, "its Parquet file has other columns")
            return
        read = (
            f"from read_csv({quoted(table.path)}, header = true, columns = {types}, "
            "nullstr = '', quote = '\"', escape = '\"')"
        )
        casts = ", ".join(
            f'cast("{name}" as {kind}) as "{name}"'
            for name, kind in zip(columns, parquet.types, strict=True)
        )
        other = database.sql(
            f"select count(*) from ((select {casts} {read}) except all "
            f"(from read_parquet({quoted(path)})))"
        ).fetchall()[0][0]
        more = len(parquet) - len(table.rows)
    if other or more:
        yield Finding(
            "Parquet",
            table.file,
            f"its Parquet file differs in {max(other, abs(more)):,} rows",
        )
