"""Provision beside outcomes and take-up, held against other people's arithmetic.

The SQL is what dbt compiled in the default build, run on made-up wards of this file.
"""

import duckdb
import numpy as np
import pandas as pd
import pytest
from scipy import stats

MODEL = "intermediate/associations/int_associations__spearman_limits.sql"
Z = 1.959964


@pytest.fixture(scope="module")
def spearman(built):
    """A function of pairs of values: pair code -> the row with rho and limits."""
    folder = built.root / "target" / "compiled" / "early_years" / "models"
    compiled = (folder / MODEL).read_text(encoding="utf-8")

    def judged(pairs: dict[str, pd.DataFrame]) -> pd.DataFrame:
        wards = pd.concat(
            rows.assign(pair_code=code, ward_code=[f"W{n}" for n in rows.index])
            for code, rows in pairs.items()
        ).assign(local_authority_code="E1", has_both=True)
        tables = {
            "intermediate.int_associations__provision_pairs": wards,
            "intermediate.int_policy__indicator_settings": pd.DataFrame(
                {"wilson_z_95": [Z]}
            ),
            "intermediate.int_policy__comparison_settings": pd.DataFrame(
                {"association_minimum_count": [10]}
            ),
            "policy.policy_associations": pd.DataFrame(
                {"pair_code": list(pairs), "association_kind": "provision"}
            ),
            "reference.ref_local_authorities": pd.DataFrame(
                {"local_authority_code": ["E1"], "is_served": [True]}
            ),
        }
        with duckdb.connect() as database:
            database.execute("attach ':memory:' as early_years; use early_years")
            for schema in ("intermediate", "policy", "reference"):
                database.execute(f"create schema {schema}")
            for name, rows in tables.items():
                database.register("rows", rows)
                database.execute(f"create table {name} as from rows")
            return database.sql(compiled).df().set_index("pair_code")

    return judged


def bonett_wright(rho: float, wards: int) -> tuple[float, float]:
    """Limits of Spearman's rho by Fisher's z, as Bonett and Wright (2000) give them."""
    margin = Z * np.sqrt((1 + rho**2 / 2) / (wards - 3))
    return np.tanh(np.arctanh(rho) - margin), np.tanh(np.arctanh(rho) + margin)


def test_rho_with_ties_is_scipy_s(spearman):
    numbers = np.random.default_rng(2026)
    pairs = {}
    for case in range(60):
        wards = int(numbers.integers(10, 90))
        levels = int(numbers.integers(2, 40))
        provision = numbers.integers(0, levels, wards)
        noise = numbers.normal(0, 10, wards)
        pairs[f"case {case:02}"] = pd.DataFrame(
            {
                "provision_value": provision / 7,
                "indicator_value": np.round(numbers.normal() * provision + noise, 0),
            }
        )
    found = spearman(pairs)
    assert len(found) == len(pairs)
    for code, rows in pairs.items():
        said = stats.spearmanr(rows["provision_value"], rows["indicator_value"])
        row = found.loc[code]
        assert row["rho_status"] == row["interval_status"] == "observed"
        assert row["wards_count"] == len(rows)
        assert row["spearman_rho"] == pytest.approx(said.statistic, abs=1e-8)
        low, high = bonett_wright(said.statistic, len(rows))
        assert row["lower_95_value"] == pytest.approx(low, abs=1e-7)
        assert row["upper_95_value"] == pytest.approx(high, abs=1e-7)


def test_edges_have_a_reason_in_place_of_a_number(spearman):
    places = np.arange(10.0)
    few = {"provision_value": places[:9], "indicator_value": places[:9]}
    found = spearman(
        {
            "turned": pd.DataFrame({"provision_value": places}).assign(
                indicator_value=-places
            ),
            "same": pd.DataFrame({"provision_value": places}).assign(
                indicator_value=0.5
            ),
            "few": pd.DataFrame(few),
        }
    )
    assert found.loc["turned", "spearman_rho"] == -1
    assert found.loc["turned", "interval_status"] == "not_applicable"
    assert found.loc["same", "rho_status"] == "not_applicable"
    assert found.loc["few", "rho_status"] == "too_few"
    without = found[["lower_95_value", "upper_95_value"]]
    assert without.isna().all().all()


def test_the_interval_holds_the_truth_about_as_often_as_it_says(spearman):
    numbers = np.random.default_rng(69)
    wards, correlation = 69, 0.5
    # Spearman's rho of two normal numbers with this correlation.
    truth = 6 / np.pi * np.arcsin(correlation / 2)
    drawn = numbers.multivariate_normal(
        [0, 0], [[1, correlation], [correlation, 1]], (400, wards)
    )
    found = spearman(
        {
            f"draw {n:03}": pd.DataFrame(
                rows, columns=["provision_value", "indicator_value"]
            )
            for n, rows in enumerate(drawn)
        }
    )
    held = found["lower_95_value"].le(truth) & found["upper_95_value"].ge(truth)
    assert 0.92 <= held.mean() <= 0.98


def test_the_example_s_rhos_are_scipy_s(built):
    wards = built.frame(
        "from intermediate.int_associations__provision_pairs where has_both"
    )
    rows = built.frame("from marts.fct_provision_associations").set_index("pair_code")
    asked = built.seed("policy/policy_associations")
    assert len(rows) == asked["association_kind"].eq("provision").sum()
    for code, pair in wards.groupby("pair_code"):
        said = stats.spearmanr(pair["provision_value"], pair["indicator_value"])
        assert rows.loc[code, "wards_count"] == len(pair)
        assert float(rows.loc[code, "value"]) == pytest.approx(said.statistic, abs=1e-6)


def test_every_row_says_that_it_is_no_cause(built):
    for name in ("provision_associations", "provision_quadrants"):
        rows = built.frame(f"from marts.fct_{name}")
        assert set(rows["claim_level"]) == {"associational"}
        assert rows["caution"].str.contains("between areas").all()


def test_quality_is_no_side_of_an_association(built):
    """Ofsted warns against judging an area by its inspections."""
    measures = built.seed("policy/policy_associations")["provision_measure_code"]
    assert not measures.str.contains("quality", na=False).any()
