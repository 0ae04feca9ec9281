"""The probabilistic pass (Fellegi and Sunter 1969), by Splink on DuckDB."""

import logging
from pathlib import Path
from typing import Any

import duckdb
import yaml
from splink import DuckDBAPI, Linker, block_on
from splink.clustering import cluster_pairwise_predictions_at_threshold

MATCHING = Path(__file__).with_name("matching.yml")
# Agreement by chance is estimated among about so many pairs, drawn by this seed.
SAMPLED_PAIRS, SEED = 3e6, 20261128
# Pairs that are less likely than not are no use to anybody.
LEAST_PROBABILITY = 0.5

# It tells of each step, above the tables that people came for.
logging.getLogger("splink").setLevel(logging.ERROR)
Policy = dict[str, float]


def predict(database: duckdb.DuckDBPyConnection, policy: Policy) -> None:
    """Make predicted_pairs from keyed_records: how probably two are of one child."""
    rules = yaml.safe_load(MATCHING.read_text(encoding="utf-8"))
    linker = Linker(
        "keyed_records",
        _settings(rules, policy),
        db_api=DuckDBAPI(database),
        set_up_basic_logging=False,
    )
    training = linker.training
    training.estimate_probability_two_random_records_match(
        [block_on(*keys) for keys in rules["surest"]],
        recall=policy["deterministic_recall_rate"],
    )
    training.estimate_u_using_random_sampling(max_pairs=SAMPLED_PAIRS, seed=SEED)
    for keys in rules["learnt_among"]:
        training.estimate_parameters_using_expectation_maximisation(block_on(*keys))
    found = linker.inference.predict(threshold_match_probability=LEAST_PROBABILITY)
    database.execute(
        "create table predicted_pairs as select record_id_l, record_id_r, "
        f"match_probability from {found.physical_name}"
    )


def gather(database: duckdb.DuckDBPyConnection) -> None:
    """Make persons from linked_pairs: one row per pass and record, with its person."""
    parts = []
    for (pass_code,) in database.sql(
        "select distinct pass_code from linked_pairs order by pass_code"
    ).fetchall():
        database.execute(
            f"create table edges_of_{pass_code} as select * from linked_pairs "
            f"where pass_code = '{pass_code}'"
        )
        found = cluster_pairwise_predictions_at_threshold(
            "keyed_records",
            f"edges_of_{pass_code}",
            db_api=DuckDBAPI(database),
            node_id_column_name="record_id",
            threshold_match_probability=LEAST_PROBABILITY,
        )
        parts.append(
            f"select '{pass_code}' as pass_code, record_id, dense_rank() over "
            f"(order by cluster_id) as person_number from {found.physical_name}"
        )
    database.execute(f"create table persons as {' union all '.join(parts)}")


def _settings(rules: dict[str, Any], policy: Policy) -> dict[str, Any]:
    """What Splink is told, in its own words."""
    return {
        "link_type": "dedupe_only",
        "unique_id_column_name": "record_id",
        "blocking_rules_to_generate_predictions": [
            block_on(*keys) for keys in rules["looked_at"]
        ],
        "comparisons": [
            {
                "output_column_name": name,
                "comparison_levels": [
                    *(_level(level, policy) for level in levels),
                    {"sql_condition": "ELSE", "label_for_charts": "no agreement"},
                ],
            }
            for name, levels in rules["compared"].items()
        ],
    }


def _level(level: dict[str, Any], policy: Policy) -> dict[str, Any]:
    told = {
        "sql_condition": level["condition"],
        "label_for_charts": level["label"],
        "is_null_level": level.get("is_unknown", False),
    }
    if rate := level.get("rate_of_policy"):
        told |= {"m_probability": policy[rate], "fix_m_probability": True}
    return told
