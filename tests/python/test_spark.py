"""Apache Spark reads the models and finds what DuckDB finds."""

import duckdb
import pytest
from projects import copy_built

from development.spark import build_on_spark, compare, difference, report, why_not

# Landed rows, indicators and their comparison, and the chain of scores and draws.
SCORES = ("+fct_rank_robustness", "+fct_ward_need_scores")
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


@pytest.mark.skipif(bool(SKIPPED), reason=f"Spark was not run: {SKIPPED}.")
def test_scores_and_draws_on_spark_are_those_of_duckdb(built, tmp_path):
    copy = copy_built(built, tmp_path / "project")
    build_on_spark(copy, *SCORES)
    result = compare(copy)
    assert result.differences == {}, report(result)
    assert result.equal > 100
