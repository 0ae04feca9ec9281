"""The models keep to the SQL that DuckDB and Spark both read."""

import re

import pytest
import sqlglot
from sqlglot.errors import ParseError

# Each is good DuckDB and no Spark, or says something else there.
DUCKDB_ONLY = (
    *(r"\bexclude\b", r"\bunnest\b", r"\bstrftime\b", r"\bquantile_cont\b"),
    *(r"\blambda\b", r"\bvarchar\b", r"::", r"//", r"\bdate_diff\b", r"\basof join\b"),
    *(r"\bpositional join\b", r"\bunion( all)? by name\b", r"\bgroup by all\b"),
    # Spark reads `over council - 1` as a name, and a mean of decimals to few digits.
    *(r"\bfilter \([^)]*\) over\b", r"\bover \w+ -", r"\bavg\(case when .* then 1\.0"),
)
TEXTS = re.compile(r"'[^']*'|--[^\n]*")


def compiled_models(copy):
    """Each compiled model of a built project; the SQL of unit tests is DuckDB's own."""
    folder = copy.root / "target" / "compiled" / "early_years" / "models"
    paths = sorted(folder.rglob("*.sql"))
    return [path for path in paths if "unit_tests" not in str(path)]


def complaint(sql: str) -> str | None:
    """Why Spark would not read a statement, or None."""
    for pattern in DUCKDB_ONLY:
        if re.search(pattern, TEXTS.sub("''", sql), re.IGNORECASE):
            return f"{pattern} is DuckDB's alone"
    try:
        sqlglot.parse_one(sql, read="spark")
    except ParseError as error:
        return str(error)
    return None


def test_every_model_is_read_by_spark_too(built):
    models = compiled_models(built)
    assert len(models) > 50
    wrong = {path.stem: complaint(path.read_text("utf-8")) for path in models}
    assert {name: why for name, why in wrong.items() if why} == {}


@pytest.mark.parametrize(
    "sql",
    [
        "select * exclude (a) from t",
        "select a::integer from t",
        "select cast(a as varchar) from t",
        "select unnest([1, 2])",
        "select sum(a) filter (where b) over (partition by c) from t",
        "select a // b from t",
        "select sum(a) over groups - a from t window groups as (partition by b)",
        "select avg(case when a then 1.0 else 0.0 end) from t",
    ],
)
def test_what_spark_cannot_read_is_found(sql):
    assert complaint(sql)
