"""What no data can change: dbt's unit tests, and the tests of its tests.

A build leaves them out; here they run once. So do the grains of ephemeral models: they
are parts of their readers, and the test of dbt sees tables alone.
"""

import json

import duckdb
import pytest
from projects import copy_built


@pytest.fixture(scope="module")
def copy(built, tmp_path_factory):
    return copy_built(built, tmp_path_factory.mktemp("code") / "project")


def test_unit_and_static_tests_pass(copy):
    copy.dbt("test", "--select", "test_type:unit", "tag:static")
    manifest = json.loads(copy.manifest.read_text(encoding="utf-8"))
    static = {
        name for name, node in manifest["nodes"].items() if "static" in node["tags"]
    }
    results = json.loads(copy.run_results.read_text(encoding="utf-8"))["results"]
    ran = {result["unique_id"] for result in results if result["status"] == "pass"}
    assert static and manifest["unit_tests"]
    assert ran == static | set(manifest["unit_tests"])


def not_of_the_grain(sql, grain, blanks, where):
    """What counts the rows of a query that stand twice, or lack a part of their key."""
    missing = [f"or {column} is null" for column in grain if column not in blanks]
    columns = ", ".join(grain)
    return (
        f"select count(*) from (select {columns} from ({sql}) where {where} "
        f"group by {columns} having count(*) > 1 {' '.join(missing)})"
    )


def test_the_rows_of_ephemeral_models_are_one_per_grain(copy):
    copy.dbt("compile", "--select", "config.materialized:ephemeral")
    manifest = json.loads(copy.manifest.read_text(encoding="utf-8"))
    results = json.loads(copy.run_results.read_text(encoding="utf-8"))["results"]
    checked, wrong = 0, []
    with duckdb.connect(str(copy.database), read_only=True) as database:
        for result in results:
            node = manifest["nodes"][result["unique_id"]]
            meta = node["config"]["meta"]
            if grain := meta.get("grain"):
                query = not_of_the_grain(
                    result["compiled_code"],
                    grain,
                    meta.get("grain_blanks", []),
                    meta.get("grain_where", "true"),
                )
                checked += 1
                if database.execute(query).fetchone() != (0,):
                    wrong.append(node["name"])
    assert checked > 80
    assert wrong == []
