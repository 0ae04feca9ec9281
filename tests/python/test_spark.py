"""Apache Spark reads the models and finds what DuckDB finds."""

from dataclasses import replace

import duckdb
import pytest
from projects import WITHOUT_TESTS, copy_built, copy_project
from test_england import SMALL

from development.england import make_england
from development.spark import build_on_spark, compare, difference, report, why_not
from early_years.exporting import export_project
from early_years.exporting.on_spark import view_tables
from early_years.landing.releases import write_current

# From landed rows to scores and draws, and the settings that files are described by.
SCORES = ("+fct_rank_robustness", "+fct_ward_need_scores", "policy_*settings")
FILES = frozenset({"fct_rank_robustness", "fct_ward_need_scores"})
STAGED = ("+stg_council__eyfsp_results", "+stg_landing__releases")
SKIPPED = why_not()


@pytest.fixture
def database():
    with duckdb.connect() as connection:
        connection.execute(
            "create table ours as from (values ('a', 1.5::double, 1), ('b', null, 2)) "
            "as rows (code, value, rank)"
        )
        connection.execute("create table theirs as from ours")
        yield connection


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("update theirs set value = value + 1e-11", ""),
        ("update theirs set value = value + 1e-7", "1 numbers of value"),
        ("update theirs set value = 0 where code = 'b'", "1 numbers of value"),
        ("update theirs set rank = 3 - rank", "other rows of code, rank"),
        ("update theirs set code = 'c' where code = 'a'", "other rows of code"),
        ("insert into theirs from ours", "more or fewer rows"),
        ("alter table theirs rename value to score", "other columns"),
    ],
)
def test_what_differs_is_named(database, change, told):
    database.execute(change)
    said = difference(database, "ours", "theirs")
    assert told in said if told else said == ""


needs_spark = pytest.mark.skipif(bool(SKIPPED), reason=f"Spark was not run: {SKIPPED}.")


@needs_spark
def test_scores_draws_and_files_of_spark_are_those_of_duckdb(built, tmp_path):
    copy = copy_built(built, tmp_path / "project")
    build_on_spark(copy, *SCORES)
    result = compare(copy)
    assert result.differences == {}, report(result)
    assert result.equal > 100
    project = view_tables(copy)
    export_project(project, only=FILES)
    written = sorted(project.exports.glob("internal/*/*.csv"))
    assert len(written) == len(FILES)
    for path in written:
        other = copy.exports / path.relative_to(project.exports)
        assert path.read_bytes() == other.read_bytes(), path


@needs_spark
def test_the_landing_store_is_read_in_place(parsed_for_store, tmp_path):
    copy = copy_project(tmp_path / "project", parsed_for_store)
    england = make_england(tmp_path / "england", 2, SMALL)
    england.landing.rename(copy.root / "data" / "landing")
    copy = replace(copy, reads_store=True)
    copy.database.parent.mkdir()
    write_current(copy, copy.root / "data" / "current")
    copy.dbt("build", "--target", "store", *WITHOUT_TESTS, "--select", *STAGED)
    build_on_spark(copy, *STAGED)
    result = compare(copy)
    assert result.differences == {}, report(result)
    assert result.by_schema["staging"] > 1
