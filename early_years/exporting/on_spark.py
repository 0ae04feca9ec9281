"""Files from the tables that Apache Spark wrote, by the program that writes all files.

Spark leaves a folder of Parquet per table. A database of views of them stands in the
place of the database of a build, so that nothing else has to know who made the tables.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from early_years.environment import PlainError, Project

HOME = Path("data") / "spark"
# Spark calls the folder of the schema marts so.
SCHEMA = ".db"


@dataclass(frozen=True)
class OnSpark(Project):
    """The same project as it was built on Spark, with files of its own."""

    @property
    def database(self) -> Path:
        return self.root / HOME / super().database.name

    @property
    def exports(self) -> Path:
        return self.root / HOME / "exports"

    @property
    def manifest(self) -> Path:
        return self.root / HOME / "target" / super().manifest.name


def tables_of_spark(project: Project) -> dict[tuple[str, str], Path]:
    """The folder of each table that Spark wrote, by the names of schema and table."""
    folders = sorted((project.root / HOME / "tables").glob(f"*{SCHEMA}/*"))
    return {
        (folder.parent.name.removesuffix(SCHEMA), folder.name): folder
        for folder in folders
        if any(folder.glob("*.parquet"))
    }


def view_tables(project: Project) -> OnSpark:
    """Make the database of views anew; return the project that reads it.

    Raises PlainError where Spark has written no tables.
    """
    ours = OnSpark(project.root, project.reads_store)
    tables = tables_of_spark(project)
    if not (tables and ours.manifest.exists()):
        raise PlainError(
            f"Spark has built nothing in {HOME.as_posix()} yet: see "
            "docs/how-to/spark.md."
        )
    ours.database.unlink(missing_ok=True)
    with duckdb.connect(str(ours.database)) as database:
        for schema in sorted({schema for schema, _ in tables}):
            database.execute(f'create schema if not exists "{schema}"')
        for (schema, table), folder in tables.items():
            files = str(folder / "*.parquet").replace("'", "''")
            database.execute(
                f'create view "{schema}"."{table}" as from read_parquet(\'{files}\')'
            )
    return ours
