"""What Ofsted found reaches no need score, neither by a model nor by a column."""

import json
import re
from dataclasses import dataclass

import pytest
import sqlglot
from sqlglot import exp

from early_years.contracts import load_contracts

# Columns of the register that say how good a setting was found to be, and when.
QUALITY = {
    *("inspection_date", "overall_effectiveness", "safeguarding_met", "inclusion"),
    *("curriculum_and_teaching", "achievement", "behaviour_attitudes_and_routines"),
    *("welfare_and_wellbeing", "leadership_and_governance"),
    *("childcare_register_inspection_date", "childcare_register_outcome"),
}
STAGED = "stg_ofsted__settings_register"
# They hand on all columns of the register; what is read from them is looked at.
CARRIERS = {
    "raw_settings_register",
    # Of words that no scale holds the gate takes their number alone.
    *(STAGED, "int_linked__unknown_words"),
}
# What is an order of wards by need, or leads to one.
NEED = re.compile(
    r"int_need__|fct_(ward_(need|domain|indicator)_scores"
    r"|ward_rank_|rank_robustness|robustness_variants)"
)
SCORED = re.compile(r"_(score|rank|mean|median|value|decile)$")
TEXTS = re.compile(r"'[^']*'|--[^\n]*")


@dataclass(frozen=True)
class Node:
    """A model or seed: the SQL that dbt ran, if any, and what it reads."""

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
        found[node["name"]] = Node(sql, frozenset(parents))
    return found


def takes_all(sql: str) -> bool:
    """Whether a statement selects every column of a carrier, with or without an alias.

    A star over a CTE hands on what the CTE selects, which is looked at by itself.
    """
    for select in sqlglot.parse_one(sql, read="duckdb").find_all(exp.Select):
        sources = [select.args.get("from_") or select.args.get("from")]
        sources += select.args.get("joins") or []
        tables = {source.this.name for source in sources if source}
        if tables & CARRIERS and select.is_star:
            return True
    return False


def names_quality(node: Node) -> bool:
    """Whether a model names a column of quality, or takes all that a carrier has."""
    if QUALITY & set(re.findall(r"\w+", TEXTS.sub("", node.sql).lower())):
        return True
    return bool(node.parents & CARRIERS) and takes_all(node.sql)


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
    contracts = {contract.name: contract for contract in load_contracts()}
    assert set(contracts["settings_register"].column_names) > QUALITY


def test_no_quality_reaches_a_need_score(nodes):
    told, need = told_of_quality(nodes), {name for name in nodes if NEED.match(name)}
    assert {"fct_ward_need_scores", "int_need__ward_scores"} <= need
    assert {"int_settings__register", "fct_ward_inspections"} <= told
    assert {"fct_setting_inspections", "fct_public_settings"} <= told
    assert need & told == set()


@pytest.mark.parametrize(
    ("model", "sql", "parent"),
    [
        ("int_need__shrunk_rates", "select ward_code from {}", "fct_ward_inspections"),
        ("int_need__periods", "select inclusion from {}", "int_geography__areas"),
        ("int_linked__row_accounts", "select * from {}", STAGED),
        (
            "int_linked__row_accounts",
            "with a as (select r.* from {} as r) from a",
            STAGED,
        ),
        ("int_linked__row_accounts", "select max(safeguarding_met) from {}", STAGED),
    ],
)
def test_quality_on_its_way_to_a_need_score_is_found(nodes, model, sql, parent):
    planted = Node(sql.format(parent), nodes[model].parents | {parent})
    told = told_of_quality(nodes | {model: planted})
    assert "fct_ward_need_scores" in told


def test_counts_of_outcomes_are_no_score(built):
    for mart in ("fct_ward_inspections", "fct_setting_inspections"):
        columns = built.frame(f"describe marts.{mart}")["column_name"]
        scored = [name for name in columns if SCORED.search(name)]
        assert scored == []
        rates = {name for name in columns if name.endswith("_rate")}
        assert rates <= {"quality_known_rate"}
