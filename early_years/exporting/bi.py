"""A database of marts and files alone, which BI tools and colleagues may open.

The database of a build holds children's rows; this one holds what is published: marts,
the files of partners and everyone, and the catalogue. The schemas are those of the
build, so that a report can be moved from one to the other.
"""

from pathlib import Path

import duckdb

from early_years import disk
from early_years.environment import Project
from early_years.exporting.catalogue import NAMES
from early_years.exporting.manifest import PARQUET
from early_years.exporting.tables import UNFINISHED, put_in_place
from early_years.landing.releases import quoted

DATABASE = "early_years_bi.duckdb"
SCHEMAS = ("exports", "marts")
# Beside them, from the files: what is said of files, and the rows of governance.
CATALOGUE = "catalogue"
SUBJECT = "reference"
OF_GOVERNANCE = (
    *("agreements", "arrivals", "licence_decisions", "responsibilities", "retention"),
)
TABLES = """
    select table_name, comment from duckdb_tables()
    where database_name = 'built' and schema_name = ?
    order by table_name
"""
COMMENTS = """
    select schema_name, table_name, column_name, comment from duckdb_columns()
    where database_name = 'built' and schema_name in ('exports', 'marts')
        and comment is not null
    order by all
"""


def bi_database(project: Project) -> Path:
    """Where the database for BI tools lies: beside the exports."""
    return project.exports.parent / DATABASE


def write_bi_database(project: Project) -> Path:
    """Write the database for BI tools from a build and its exports; return its path.

    Raises PlainError where another program has the last one open.
    """
    path = bi_database(project)
    unfinished = path.with_name(f"{path.name}{UNFINISHED}")
    unfinished.unlink(missing_ok=True)
    copy_published(project.database, unfinished)
    with duckdb.connect(str(unfinished), config={"threads": 1}) as database:
        database.execute(f"create schema {CATALOGUE}")
        folder, ending = PARQUET
        home = project.exports / "internal" / SUBJECT / folder
        for name in (*NAMES, *OF_GOVERNANCE):
            file = home / f"{name}{ending}"
            if file.is_file():
                database.execute(
                    f'create table {CATALOGUE}."{name}" as from {quoted(file)}'
                )
    put_in_place(unfinished, path)
    disk.RIGHTS.let_read(path)
    return path


def copy_published(built: Path, path: Path) -> None:
    """Copy marts and exports of a built database, as tables, with their comments."""
    # One thread keeps the order of rows.
    with duckdb.connect(str(path), config={"threads": 1}) as database:
        database.execute(f"attach {quoted(built)} as built (read_only)")
        for schema in SCHEMAS:
            database.execute(f"create schema {schema}")
            for table, comment in database.execute(TABLES, [schema]).fetchall():
                name = f'{schema}."{table}"'
                database.execute(f"create table {name} as from built.{name}")
                if comment:
                    database.execute(f"comment on table {name} is {_text(comment)}")
        for schema, table, column, comment in database.sql(COMMENTS).fetchall():
            database.execute(
                f'comment on column {schema}."{table}"."{column}" is {_text(comment)}'
            )


def _text(words: str) -> str:
    return "'" + words.replace("'", "''") + "'"
