"""Wards beside wards like them: who is named, and how rarely by chance."""

import shutil

import duckdb
import pytest
from scipy import stats

# What is said of a ward beside its like; the steps before it are part of its SQL.
FINDINGS = "int_similar_wards__findings"
INDICATOR = "indicator_code = 'gld_below'"


@pytest.fixture(scope="module")
def planted(built, tmp_path_factory):
    """Findings after one ward has far fewer children below than it had; its code."""
    path = tmp_path_factory.mktemp("planted") / built.database.name
    shutil.copyfile(built.database, path)
    folder = (
        built.root / "target/compiled/early_years/models/intermediate/similar_wards"
    )
    findings = (folder / f"{FINDINGS}.sql").read_text(encoding="utf-8")
    with duckdb.connect(str(path)) as database:
        ward = database.sql(
            f"select ward_code from ({findings}) where {INDICATOR} "
            "order by abs(difference_value), ward_code limit 1"
        ).fetchone()[0]
        database.execute(
            "update intermediate.int_indicators__ward_values set indicator_value = "
            f"indicator_value / 8 where {INDICATOR} and ward_code = '{ward}'"
        )
        return database.sql(findings).df(), ward


def test_a_ward_that_does_better_than_its_like_is_named(planted):
    findings, ward = planted
    named = findings[findings["finding_code"] == "better"]
    assert ward in set(named["ward_code"][named["indicator_code"] == "gld_below"])
    assert len(named) <= 2


def test_p_values_are_those_of_the_normal_distribution(planted):
    findings, _ = planted
    said = 2 * stats.norm.sf(findings["standard_score"].abs())
    assert (findings["p_value"] - said).abs().max() < 2e-7


def test_adjusted_p_values_are_scipy_s(planted):
    findings, _ = planted
    for _, rows in findings.groupby("indicator_code"):
        said = stats.false_discovery_control(rows["p_value"])
        assert rows["adjusted_p_value"].to_numpy() == pytest.approx(said, abs=1e-8)


def test_where_nothing_was_planted_the_limits_hold_about_what_they_claim(built):
    rows = built.frame("from marts.fct_ward_indicator_scores")
    inside = rows["value"].between(rows["expected_lower_95"], rows["expected_upper_95"])
    assert 0.90 <= inside.mean() <= 0.99


def test_every_ward_has_the_wards_like_it_that_policy_asks_for(built):
    near = built.frame("from marts.fct_similar_wards")
    settings = built.seed("policy/policy_comparison_settings").set_index("setting_code")
    wanted = int(settings.loc["nearest_wards_count", "setting_value"])
    wards = built.frame("select ward_code from marts.dim_ward")["ward_code"]
    assert (near.groupby("ward_code").size() == wanted).all()
    assert set(near["ward_code"]) == set(wards)
    assert (near["ward_code"] != near["similar_ward_code"]).all()
