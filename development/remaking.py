"""Making models anew in a copy of a built database, by the SQL that dbt compiled."""

import json
from graphlib import TopologicalSorter
from pathlib import Path

from early_years.environment import PlainError, Project

REMADE = tuple(
    f"intermediate/{folder}/" for folder in ("policy", "need", "similar_wards")
)


def compiled_steps(built: Project, last: str) -> list[str]:
    """SQL that makes the tables of policy and need up to a model anew, in order.

    Raises PlainError where that model has not been built.
    """
    nodes = json.loads(built.manifest.read_text(encoding="utf-8"))["nodes"]
    unread = [name for name, node in nodes.items() if node["name"] == last]
    wanted: dict[str, list[str]] = {}
    while unread:
        name = unread.pop()
        if name in nodes and name not in wanted:
            wanted[name] = nodes[name]["depends_on"].get("nodes", [])
            unread += wanted[name]
    steps = []
    for name in TopologicalSorter(wanted).static_order():
        if name not in nodes or not nodes[name]["path"].startswith(REMADE):
            continue
        node, kind = nodes[name], nodes[name]["config"]["materialized"]
        if kind == "ephemeral":
            continue
        text = compiled_sql(built, node)
        steps.append(f"create or replace {kind} {node['relation_name']} as {text}")
    return steps


def compiled_model(built: Project, name: str) -> str:
    """The SQL of a model. Raises PlainError where it has not been built."""
    nodes = json.loads(built.manifest.read_text(encoding="utf-8"))["nodes"]
    [node] = [node for node in nodes.values() if node["name"] == name]
    return compiled_sql(built, node)


def compiled_sql(built: Project, node: dict) -> str:
    """The SQL of a node of dbt's manifest. Raises PlainError where it has none."""
    folder: Path = built.manifest.parent / "compiled" / node["package_name"]
    path = folder / node["original_file_path"]
    if not path.exists():
        raise PlainError(f"{node['name']} has not been built.")
    return path.read_text(encoding="utf-8")
