"""Wards beside what their residents lead one to expect: who is named, and how rarely by
chance. What SQL works out is worked out once more with NumPy and SciPy."""

import re
import shutil

import duckdb
import numpy as np
import pandas as pd
import pytest
from projects import ProjectCopy
from scipy import stats

from development import evidence
from development.evidence import (
    found_shares,
    in_memory,
    put_counts,
    read_example,
    settle,
)
from development.remaking import compiled_steps
from development.worlds import World, make_counts
from early_years.environment import here

LAST = "int_similar_wards__findings"
FINDINGS = f"from intermediate.{LAST}"
FIGURES = "intermediate.int_indicators__ward_values"


@pytest.fixture(scope="module")
def aside(built, tmp_path_factory):
    """A copy of the example whose figures and findings can be changed."""
    root = tmp_path_factory.mktemp("aside") / "project"
    (root / "data").mkdir(parents=True)
    shutil.copyfile(built.database, root / "data" / built.database.name)
    shutil.copytree(built.root / "target", root / "target")
    shutil.copytree(built.root / "seeds" / "policy", root / "seeds" / "policy")
    return ProjectCopy(root)


@pytest.fixture(scope="module")
def findings(built):
    return built.frame(f"{FINDINGS} order by indicator_code, ward_code")


def planted(copy, changes):
    """Findings after figures were changed by an SQL update."""
    path = copy.root / "planted.duckdb"
    shutil.copyfile(copy.database, path)
    with duckdb.connect() as database:
        database.execute(f"attach '{path.as_posix()}' as early_years")
        database.execute("use early_years")
        database.execute(f"update {FIGURES} set {changes}")
        for step in compiled_steps(copy, LAST):
            database.execute(step)
        return database.sql(FINDINGS).df()


def few_below(ward, share):
    """An update that leaves a ward's children below a good level a share of them."""
    return (
        f"numerator_count = round(numerator_count * {share}), "
        f"signed_numerator_count = round(numerator_count * {share}), "
        f"indicator_value = round(numerator_count * {share}) / denominator_count "
        f"where indicator_code = 'gld_below' and ward_code = '{ward}'"
    )


def test_a_ward_that_does_much_better_than_expected_is_named(aside, findings):
    of_five = findings[findings["indicator_code"] == "gld_below"]
    ward = of_five.loc[of_five["difference_value"].abs().idxmin(), "ward_code"]
    after = planted(aside, few_below(ward, 0.125))
    named = after[after["finding_code"].isin(["better", "worse"])]
    columns = ["ward_code", "indicator_code", "finding_code"]
    assert named[columns].to_numpy().tolist() == [[ward, "gld_below", "better"]]


def test_a_ward_does_not_move_what_is_expected_of_it(aside, findings):
    """Its own children are no part of its expectation, and none of its spread."""
    ward = "E05011118"
    after = planted(aside, few_below(ward, 0.125))
    columns = ["expected_value", "named_at_or_below_value", "upper_95_value"]
    key = ["ward_code", "indicator_code"]
    own, changed = (
        frame.set_index(key).loc[[(ward, "gld_below")], columns]
        for frame in (findings, after)
    )
    # Only the council's spread, of which how much a ward's children tell follows.
    assert np.allclose(own, changed, atol=0.02)


def expected_by_hand(figures, context, penalty, half):
    """Expected log odds and their variance, each ward left out, by least squares."""
    events, children = figures["numerator_count"], figures["denominator_count"]
    logits = np.log((events + half) / (children - events + half)).to_numpy()
    trust, variables = figures["ward_trust"].to_numpy(), context.to_numpy()
    expected, variances = [], []
    for ward in range(len(figures)):
        rest = np.arange(len(figures)) != ward
        weights, values = trust[rest], logits[rest]
        mean = np.average(values, weights=weights)
        centre = np.average(variables[rest], axis=0, weights=weights)
        direction = (
            (weights * (values - mean)) @ (variables[rest] - centre) / weights.sum()
        )
        composite = (variables - centre) @ direction
        squares = weights @ composite[rest] ** 2
        slope = (weights * composite[rest]) @ (values - mean) / squares
        explained = slope**2 * squares
        residual = (weights @ (values - mean) ** 2 - explained) / (len(values) - 2)
        kept = max(0, 1 - penalty * residual / explained)
        expected.append(mean + kept * slope * composite[ward])
        variances.append(
            residual * (1 / weights.sum() + kept**2 * composite[ward] ** 2 / squares)
        )
    return np.array(expected), np.array(variances)


@pytest.mark.parametrize("indicator", ["asq_below", "gld_below", "eee4_gap"])
def test_expectations_are_those_of_least_squares(built, indicator):
    said = built.frame(
        "from intermediate.int_similar_wards__expected_logits "
        f"where indicator_code = '{indicator}' order by ward_code"
    )
    figures = built.frame(
        "from intermediate.int_need__shrunk_rates "
        f"where indicator_code = '{indicator}' order by ward_code"
    )
    shares = built.frame(
        "select ward_code, topic_code, category_code, "
        "counted_count / total_count as share "
        "from intermediate.int_context__judged_context "
        "inner join policy.policy_context_variables "
        "using (topic_code, category_code, period_code) "
        "where used_for = 'similar_wards' and value_status = 'observed'"
    ).pivot(index="ward_code", columns=["topic_code", "category_code"], values="share")
    context = ((shares - shares.mean()) / shares.std(ddof=0)).loc[figures["ward_code"]]
    expected, variances = expected_by_hand(figures, context, penalty=2, half=0.5)
    assert said["expected_logit"].to_numpy() == pytest.approx(expected, abs=1e-7)
    assert said["coefficient_variance"].to_numpy() == pytest.approx(variances, abs=1e-7)


def test_skill_is_the_squared_error_saved(findings):
    for _, wards in findings.groupby("indicator_code"):
        events, children = wards["numerator_count"], wards["denominator_count"]
        plain = (events.sum() - events) / (children.sum() - children)
        ours = wards["difference_value"] ** 2
        theirs = (wards["indicator_value"] - plain) ** 2
        # Of 69 the largest seven are drawn in to the next.
        saved = 1 - (
            np.minimum(ours, np.sort(ours)[61]).sum()
            / np.minimum(theirs, np.sort(theirs)[61]).sum()
        )
        assert wards["skill_rate"].to_numpy() == pytest.approx(saved, abs=1e-6)


def test_no_ward_is_named_without_skill(findings, built):
    settings = built.seed("policy/policy_comparison_settings").set_index("setting_code")
    least = float(settings.loc["expected_minimum_skill_rate", "setting_value"])
    without = findings["skill_rate"] < least
    assert without.any() and not without.all()
    assert set(findings["finding_code"][without]) == {"no_skill"}
    assert "no_skill" not in set(findings["finding_code"][~without])


def test_p_values_are_those_of_the_normal_distribution(findings):
    said = 2 * stats.norm.sf(findings["standard_score"].abs())
    assert (findings["p_value"] - said).abs().max() < 2e-7


def test_adjusted_p_values_are_scipy_s(findings):
    for _, rows in findings.groupby("indicator_code"):
        said = stats.false_discovery_control(rows["p_value"])
        assert rows["adjusted_p_value"].to_numpy() == pytest.approx(said, abs=1e-8)


def test_where_nothing_was_planted_the_limits_hold_about_what_they_claim(built):
    rows = built.frame("from marts.fct_ward_indicator_scores")
    inside = rows["value"].between(rows["expected_lower_95"], rows["expected_upper_95"])
    assert 0.90 <= inside.mean() <= 0.99
    least = rows["smallest_difference_value"]
    assert least.notna().mean() > 0.9 and (least.dropna() > 0).all()


def promised():
    """The table of the method page, by indicator."""
    page = (here().root / "docs" / "method.md").read_text(encoding="utf-8")
    [table] = re.findall(r"<!-- findings -->\n(.*?)<!-- end", page, re.DOTALL)
    heads, _, *rows = [line.strip("| ").split(" | ") for line in table.splitlines()]
    return pd.DataFrame(rows, columns=heads).set_index("indicator")


def test_planted_wards_are_found_at_the_rate_of_the_method_page(aside):
    """A better and a worse ward in each of twenty cities other than the page's."""
    odds, cities = max(evidence.PLANTED), 20
    world = World("planted", "", tie=evidence.TIE, planted=(-odds, odds))
    settle(aside)
    counts = make_counts(world, read_example(aside), cities, seed=7)
    with in_memory(aside) as database:
        put_counts(database, aside, counts, LAST)
        findings = database.sql(evidence.FINDINGS).df()
    found = found_shares(findings, counts.planted)
    table = promised()
    assert set(table.index) == set(found.index)
    for indicator, said in table[f"±{odds}: better, worse"].items():
        shares = [float(share.strip(" %")) / 100 for share in said.split(",")]
        for way, share in zip(("better", "worse"), shares, strict=True):
            error = np.sqrt(max(share * (1 - share), 0.05) / cities)
            assert abs(found.loc[indicator, way] - share) <= 3 * error, (indicator, way)
    assert (found["others"] < 0.01).all()


def test_every_ward_has_the_wards_like_it_that_policy_asks_for(built):
    near = built.frame("from marts.fct_similar_wards")
    settings = built.seed("policy/policy_comparison_settings").set_index("setting_code")
    wanted = int(settings.loc["nearest_wards_count", "setting_value"])
    wards = built.frame("select ward_code from marts.dim_ward")["ward_code"]
    assert (near.groupby("ward_code").size() == wanted).all()
    assert set(near["ward_code"]) == set(wards)
    assert (near["ward_code"] != near["similar_ward_code"]).all()
