"""What Ofsted found reaches no need score, neither by a model nor by a column."""

import json
import re
from dataclasses import dataclass

import pytest

from early_years.contracts import load_contracts

# Columns of the register that say how good a setting was found to be, and when.
QUALITY = {
    *("inspection_date", "overall_effectiveness", "safeguarding_met", "inclusion"),
    *("curriculum_and_teaching", "achievement", "behaviour_attitudes_and_routines"),
    *("welfare_and_wellbeing", "leadership_and_governance"),
}
# They hand on all columns of the register; what is read from them is looked at.
CARRIERS = {
    *("raw_settings_register", "landed_settings_register"),
    "stg_ofsted__settings_register",
}
# What is an order of wards by need, or leads to one.
NEED = re.compile(
    r"int_(need|uncertainty|moves)__|fct_(ward_(need|domain|indicator)_scores"
    r"|ward_rank_|rank_robustness|robustness_variants)"
)
WORDS = re.compile(r"'[^']*'|--[^\n]*")


@dataclass(frozen=True)
class Node:
    """A model: the SQL that dbt ran, without texts and comments, and what it reads."""

    sql: str
    parents: frozenset[str]


def graph(built) -> dict[str, Node]:
    """Name of each model and seed of a built project -> what it is made of."""
    root = built.root / "target"
    manifest = json.loads((root / "manifest.json").read_text(encoding="utf-8"))
    folder = root / "compiled" / "early_years"
    found = {}
    for key, node in manifest["nodes"].items():
        if node["resource_type"] not in ("model", "seed"):
            continue
        path = folder / node["original_file_path"]
        sql = path.read_text(encoding="utf-8") if path.suffix == ".sql" else ""
        parents = (name.split(".")[-1] for name in manifest["parent_map"][key])
        found[node["name"]] = Node(WORDS.sub("", sql), frozenset(parents))
    return found


def names_quality(node: Node) -> bool:
    """Whether a model names a column of quality, or takes all that a carrier has."""
    if QUALITY & set(re.findall(r"\w+", node.sql.lower())):
        return True
    return bool(node.parents & CARRIERS) and bool(re.search(r"[\s.]\*", node.sql))


def told_of_quality(nodes: dict[str, Node]) -> set[str]:
    """Every model that names a column of quality, and all that is made from one."""
    told = {
        name
        for name, node in nodes.items()
        if name not in CARRIERS and names_quality(node)
    }
    while True:
        more = {name for name, node in nodes.items() if node.parents & told} - told
        if not more:
            return told
        told |= more


@pytest.fixture(scope="module")
def nodes(built):
    return graph(built)


def test_the_columns_of_quality_are_those_of_the_register():
    (contract,) = [
        found for found in load_contracts() if found.name == "settings_register"
    ]
    assert set(contract.column_names) > QUALITY


def test_no_quality_reaches_a_need_score(nodes):
    told, need = told_of_quality(nodes), {name for name in nodes if NEED.match(name)}
    assert {"fct_ward_need_scores", "int_need__ward_scores"} <= need
    assert {"int_provision__register", "fct_ward_inspections"} <= told
    assert {"export_internal__ward_inspections", "fct_setting_inspections"} <= told
    assert need & told == set()


@pytest.mark.parametrize(
    ("model", "sql", "parent"),
    [
        ("int_need__shrunk_rates", "select ward_code", "fct_ward_inspections"),
        ("int_need__periods", "select overall_effectiveness", "int_geography__areas"),
        (
            "int_quality__unlinked_rows",
            "select regs.*",
            "stg_ofsted__settings_register",
        ),
        (
            "int_quality__row_accounts",
            "select max(safeguarding_met)",
            "stg_ofsted__settings_register",
        ),
    ],
)
def test_quality_on_its_way_to_a_need_score_is_found(nodes, model, sql, parent):
    planted = Node(nodes[model].sql + sql, nodes[model].parents | {parent})
    told = told_of_quality(nodes | {model: planted})
    assert "fct_ward_need_scores" in told


def test_counts_of_outcomes_are_no_score(built):
    for mart in ("fct_ward_inspections", "fct_setting_inspections"):
        columns = built.frame(f"describe marts.{mart}")["column_name"]
        numbers = {
            name for name in columns if re.search(r"_(score|rank|mean|value)$", name)
        }
        assert numbers == set()
        rates = {name for name in columns if name.endswith("_rate")}
        assert rates <= {"quality_known_rate"}
