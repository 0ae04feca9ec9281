"""What no data can change: dbt's unit tests, and the tests of its tests.

A build leaves them out; here they run once.
"""

import json

from projects import copy_built


def test_unit_and_static_tests_pass(built, tmp_path):
    copy = copy_built(built, tmp_path / "project")
    copy.dbt("test", "--select", "test_type:unit", "tag:static")
    manifest = json.loads(copy.manifest.read_text(encoding="utf-8"))
    static = {
        name for name, node in manifest["nodes"].items() if "static" in node["tags"]
    }
    results = json.loads(copy.run_results.read_text(encoding="utf-8"))["results"]
    ran = {result["unique_id"] for result in results if result["status"] == "pass"}
    assert static and manifest["unit_tests"]
    assert ran == static | set(manifest["unit_tests"])
