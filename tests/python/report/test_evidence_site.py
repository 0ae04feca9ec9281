"""The Evidence project names files, tables and columns that are there, without Node."""

import json
import re
from pathlib import Path

import duckdb
import pytest

from early_years.environment import here

SITE = here().root / "exports" / "evidence"
QUERY = re.compile(r"^```sql (\w+)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
# A component that shows a query, and the columns that it names.
SHOWN = re.compile(r"data=\{(\w+)\}(.*?)(?:^</\w+>|^/>)", re.DOTALL | re.MULTILINE)
NAMED = re.compile(r"(?:\b(?:id|link|areaCol|value)=|\bid: ')(\w+)")
# A cell in the text, and what a loop goes through.
CELL = re.compile(r"\{(\w+)(?:\[0\])?\.(\w+)\}")
LOOP = re.compile(r"\{#each (\w+) as (\w+)\}")


def tables(exports: Path) -> duckdb.DuckDBPyConnection:
    """What Evidence makes of the sources: a schema per source, a table per file."""
    connection = duckdb.connect()
    for source in sorted((SITE / "sources").glob("*/*.sql")):
        schema = source.parent.name
        query = source.read_text(encoding="utf-8")
        query = query.replace("${exports}", exports.as_posix())
        connection.execute(f"create schema if not exists {schema}")
        connection.execute(f"create table {schema}.{source.stem} as {query}")
    return connection


@pytest.mark.parametrize(
    "page", sorted((SITE / "pages").rglob("*.md")), ids=lambda page: page.stem
)
def test_pages_name_tables_and_columns_that_are_exported(built, page):
    connection = tables(built.exports)
    text = page.read_text(encoding="utf-8")
    ward = connection.execute("select min(ward_code) from early_years.wards").fetchone()
    columns = {}
    for name, query in QUERY.findall(text):
        found = connection.execute(query.replace("${params.ward_code}", ward[0]))
        columns[name] = {column for column, *_ in found.description}
        assert found.fetchone(), f"{name} of {page.name} has no row"
    assert columns
    text = QUERY.sub("", text)
    loops = {item: name for name, item in LOOP.findall(text)}
    named = [(loops.get(name, name), column) for name, column in CELL.findall(text)]
    named = [cell for cell in named if cell[0] != "params"]
    named += [
        (query, column)
        for query, said in SHOWN.findall(text)
        for column in NAMED.findall(said)
    ]
    assert named
    assert {
        (name, column) for name, column in named if column not in columns[name]
    } == set()


def test_every_ward_has_a_shape_of_the_map(built):
    """AreaMap draws what has a row and a shape; it matches them by the code as text."""
    codes = tables(built.exports).execute("select ward_code from early_years.wards")
    shapes = json.loads(
        (built.exports / "public" / "wards.geojson").read_text(encoding="utf-8")
    )
    drawn = {shape["properties"]["ward_code"] for shape in shapes["features"]}
    assert {code for (code,) in codes.fetchall()} == drawn


def test_versions_are_pinned_and_no_lock_is_kept():
    said = json.loads((SITE / "package.json").read_text(encoding="utf-8"))
    pins = [*said["dependencies"].values(), *said["overrides"].values()]
    assert all(re.fullmatch(r"[0-9.]+", pin) for pin in pins)
    assert "package-lock.json" in (SITE / ".gitignore").read_text(encoding="utf-8")
