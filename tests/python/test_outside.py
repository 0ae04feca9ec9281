"""What leaves the council comes through the protection, column by column.

Judged on dbt's manifest: no export may reach a model that counts children but through
the protected counts, or through a model that is named here with a reason. Each column
of a mart has an access class, config.meta.access of its model, where public is for
partners too and a column that is not named there is internal.
"""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest

from early_years.exporting.manifest import Export, exports_of

# Where children are counted: what the council and its partners send, but for places.
SENDERS = ("stg_council__", "stg_health_visiting__")
OF_PLACES = {
    "stg_council__council_settings",
    "stg_council__early_years_services",
    "stg_council__funded_places",
    "stg_council__service_priorities",
    "stg_council__setting_hours",
}
DOORS = {
    "int_disclosure__protected_counts": "the protection itself",
    "int_indicators__shown_periods": "which period is shown, and no figure of it",
    "int_benchmarks__trend_breaks": "when what is counted changed, and no figure of it",
    "int_counted__arrivals_gate": "which extracts were taken, and no count of them",
    "int_quality__arrivals": "when extracts came, and nothing of their rows",
    "dim_indicator": "names; what it has of exact figures is internal by column",
    "fct_comparisons": "the export takes rows of national bodies alone",
    "fct_releases": "a code of all figures together, which tells of none",
}
ITEM = re.compile(r"(?:cast\()?(?:(\w+)\.)?(\w+)(?: as \w+\))?(?: as \w+)?")
READ = re.compile(r"(?:from|join) \{\{ ref\('(\w+)'\) \}\}(?: as (\w+))?")


@pytest.fixture(scope="module")
def manifest(built) -> dict[str, Any]:
    return json.loads(built.manifest.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def nodes(manifest) -> dict[str, dict[str, Any]]:
    """Name -> node of each model of the manifest."""
    return {
        node["name"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
    }


@pytest.fixture(scope="module")
def leaving(manifest, nodes) -> list[Export]:
    """The files of partners and the public that models become."""
    return [
        export
        for export in exports_of(manifest)
        if export.audience != "internal" and export.model in nodes
    ]


def parents(node: dict[str, Any]) -> list[str]:
    """Names of the models that a node reads."""
    read = node["depends_on"]["nodes"]
    return [name.split(".")[2] for name in read if name.startswith("model.")]


def paths_to_counts(
    nodes: dict[str, dict[str, Any]], start: str
) -> Iterator[tuple[str, ...]]:
    """Ways from a model to where children are counted that pass no door."""
    seen, ways = {start}, [(start,)]
    while ways:
        way = ways.pop()
        for name in parents(nodes[way[-1]]):
            if name.startswith(SENDERS) and name not in OF_PLACES:
                yield (*way, name)
            elif name not in seen and name not in DOORS:
                seen.add(name)
                ways.append((*way, name))


def access(node: dict[str, Any]) -> dict[str, str]:
    """Column -> partner or public, of the columns of a mart that may leave."""
    said = node["config"]["meta"].get("access", {})
    return {column: level for level, columns in said.items() for column in columns}


def columns_read(sql: str) -> Iterator[tuple[str, str]]:
    """Mart and column of each item that an export selects."""
    marts = {alias or "": mart for mart, alias in READ.findall(sql)}
    selected = sql[sql.index("select\n") + len("select\n") : sql.index("\nfrom ")]
    for item in selected.split(",\n"):
        found = ITEM.fullmatch(item.strip())
        assert found, f"An export selects columns alone, not: {item.strip()}"
        yield marts[found[1] or ""], found[2]


def test_no_file_reaches_exact_counts(nodes, leaving):
    assert len(leaving) > 20
    models = {export.model for export in leaving}
    found = [way for name in models for way in paths_to_counts(nodes, name)]
    assert not found, " > ".join(found[0])


def test_each_door_is_in_use(nodes):
    read = {name for node in nodes.values() for name in parents(node)}
    assert set(DOORS) <= read and set(nodes) >= OF_PLACES


def test_a_way_round_the_protection_is_found(nodes):
    leaking = dict(nodes)
    leaking["export_public__wards"] = nodes["export_public__wards"] | {
        "depends_on": {"nodes": ["model.early_years.fct_ward_need_scores"]}
    }
    assert any(paths_to_counts(leaking, "export_public__wards"))


def test_files_carry_the_columns_of_their_audience(nodes, leaving):
    for export in leaving:
        read = (
            columns_read(nodes[export.model]["raw_code"])
            if export.model.startswith("export_")
            else ((export.model, column) for column in export.columns)
        )
        for mart, column in read:
            level = access(nodes[mart]).get(column, "internal")
            where = f"{export.audience}/{export.file}: {mart}.{column} is {level}"
            assert level in {"public", export.audience}, where


def test_access_names_columns_that_are_there(nodes):
    for name, node in nodes.items():
        said = access(node)
        assert set(said.values()) <= {"partner", "public"}, name
        assert set(said) <= set(node["columns"]), name
        assert not said or name.startswith(("fct_", "dim_", "rpt_")), name


@pytest.mark.parametrize("column", ["need_score", "median_rank", "rank_low"])
def test_a_column_that_is_not_public_is_found(nodes, column):
    node = nodes["export_public__wards"]
    sql = node["raw_code"].replace("select\n", f"select\n    scores.{column},\n", 1)
    reads = dict(columns_read(sql))
    assert column in {read for _, read in columns_read(sql)} and reads
    mart = nodes["fct_protected_need_scores"]
    assert access(mart).get(column, "internal") != "public"
