"""Files are written from Spark's tables as from DuckDB's, by the same program."""

import shutil

import duckdb
import pytest
from projects import ProjectCopy, copy_project

from early_years.environment import PlainError
from early_years.exporting import export_project
from early_years.exporting.on_spark import HOME, tables_of_spark, view_tables

FILES = frozenset({"fct_ward_need_scores", "dim_setting", "export_public__headlines"})


@pytest.fixture(scope="module")
def on_spark(built, tmp_path_factory) -> ProjectCopy:
    """A project with the folders of Parquet that Spark leaves, of DuckDB's tables."""
    copy = copy_project(tmp_path_factory.mktemp("on_spark") / "project")
    tables = copy.root / HOME / "tables"
    with duckdb.connect(str(built.database), read_only=True) as database:
        for schema, name in database.sql(
            "select schema_name, table_name from duckdb_tables() "
            "where schema_name not in ('intermediate', 'landed_seeds', 'qc')"
        ).fetchall():
            folder = tables / f"{schema}.db" / name
            folder.mkdir(parents=True)
            database.execute(
                f"copy {schema}.\"{name}\" to '{folder / 'part-0.parquet'}' "
                "(format parquet)"
            )
    (copy.root / HOME / "target").mkdir()
    shutil.copyfile(built.manifest, copy.root / HOME / "target" / built.manifest.name)
    return copy


def test_files_of_spark_s_tables_are_those_of_duckdb_s(built, on_spark):
    project = view_tables(on_spark)
    written = export_project(project, only=FILES)
    assert {line.is_written for line in written} == {True}
    files = [path for path in project.exports.rglob("*") if path.suffix == ".csv"]
    tables = [path for path in files if not {"about", "files.csv"} & {*path.parts}]
    assert len(tables) == len(FILES)
    for path in tables:
        other = built.exports / path.relative_to(project.exports)
        assert path.read_bytes() == other.read_bytes(), path


def test_a_table_that_spark_began_and_did_not_write_is_left_out(on_spark):
    (on_spark.root / HOME / "tables" / "marts.db" / "begun").mkdir()
    tables = tables_of_spark(on_spark)
    assert ("marts", "fct_ward_need_scores") in tables
    assert ("marts", "begun") not in tables


def test_nothing_is_written_where_spark_has_built_nothing(tmp_path):
    with pytest.raises(PlainError, match="Spark has built nothing in data/spark yet"):
        view_tables(copy_project(tmp_path / "project"))
