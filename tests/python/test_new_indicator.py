"""Adding an indicator: what new-indicator writes, filled in, is one more indicator."""

from pathlib import Path

import pandas as pd
import pytest
from projects import ProjectCopy, copy_built, copy_project

CODE = "goals_below"
COUNTED = "models/intermediate/counted/int_counted__goals_below_counts.sql"
WEIGHT = 0.25


def filled_in(copy: ProjectCopy) -> None:
    """Fill in what the verb left open, as its last line asks."""
    with copy.changed_seed("policy/policy_indicators") as rows:
        rows.loc[
            rows["indicator_code"] == CODE, ["domain_code", "indicator_weight"]
        ] = (
            "outcomes",
            str(WEIGHT),
        )
    for path in [*(copy.root / "seeds/policy").glob("*.csv"), copy.root / COUNTED]:
        text = path.read_text(encoding="utf-8")
        text = text.replace(
            "filter (where true)", "filter (where goals_expected_count < 17)"
        )
        path.write_text(text.replace("FILL IN", "Said"), encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def grown(built, tmp_path_factory):
    """The built project with one more scored indicator, as the verb begins it."""
    copy = copy_built(built, tmp_path_factory.mktemp("grown") / "project")
    outcome = copy.verb("new-indicator", CODE)
    assert outcome.exit_code == 0, outcome.text
    # The unit test holds for the model as it was written.
    copy.dbt("test", "--select", f"{Path(COUNTED).stem},test_type:unit")
    filled_in(copy)
    names = ("indicators", "indicator_sources", "indicator_uncertainty")
    changed = [f"policy_{name}+" for name in (*names, "indicator_breakdowns")]
    changed.append(f"{Path(COUNTED).stem}+")
    # Tests of data run too: a new indicator must not break what holds for all.
    copy.dbt("build", "--select", *changed, "--exclude-resource-type", "unit_test")
    outcome = copy.verb("export")
    assert outcome.exit_code == 0, outcome.text
    return copy


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["asq_below"], "There is an indicator asq_below already."),
        (["Goals-Below"], "Goals-Below cannot be a code"),
        (
            ["goals_below", "--like", "gld"],
            "There is no indicator gld. Known: asq_below",
        ),
        (["goals_below", "--reads", "int_x"], "There is no model int_x."),
    ],
)
def test_what_stands_in_the_way_is_told_and_nothing_is_written(
    tmp_path, arguments, said
):
    copy = copy_project(tmp_path / "project")
    before = (copy.root / "seeds/policy/policy_indicators.csv").read_bytes()
    outcome = copy.verb("new-indicator", *arguments)
    assert outcome.exit_code == 1 and said in outcome.text
    assert (copy.root / "seeds/policy/policy_indicators.csv").read_bytes() == before
    assert not (copy.root / COUNTED).exists()


def test_every_ward_has_the_new_indicator(grown):
    figures = grown.frame(
        "from marts.fct_area_indicators "
        "where area_type = 'ward' and indicator_code = 'goals_below'"
    )
    assert len(figures) == 69
    assert (figures["value_status"] == "observed").all()
    assert figures["need_rank"].min() == 1 and figures["caution"].ne("").all()


def test_it_ties_to_what_is_published(grown):
    figures = grown.seed("landed/raw_published_eyfsp_results")
    (published,) = figures[
        (figures["measure_code"] == "all_goals")
        & (figures["area_level"] == "local_authority")
        & (figures["breakdown_topic"] == "total")
        & (figures["sex"] == "total")
    ][["numerator_count", "denominator_count"]].values.tolist()
    at_all, assessed = map(int, published)
    found = grown.frame(
        "select numerator_count, denominator_count "
        "from marts.fct_area_indicators "
        "where area_type = 'local_authority' and indicator_code = 'goals_below' and "
        "population_basis = 'provider'"
    )
    assert found.values.tolist() == [[assessed - at_all, assessed]]


def test_it_leaves_with_the_export(grown):
    rows = pd.read_csv(
        grown.exports / "internal" / "indicators" / "area_indicators.csv"
    )
    rows = rows[rows["area_type"] == "ward"]
    assert (rows["indicator_code"] == "goals_below").sum() == 69
    rows = pd.read_csv(grown.exports / "public" / "indicators" / "ward_indicators.csv")
    assert "goals_below" not in set(rows["indicator_code"])


def test_the_other_indicators_stay_as_they_were(built, grown):
    query = "from marts.fct_area_indicators where measure_code != 'goals_below' "
    query += "order by all"
    pd.testing.assert_frame_equal(grown.frame(query), built.frame(query))


def test_its_weight_takes_part_in_the_score(built, grown):
    scores = grown.frame("from marts.fct_ward_need_scores").set_index("ward_code")
    parts = grown.frame("from marts.fct_ward_indicator_scores")
    assert (parts["indicator_code"] == "goals_below").sum() == 69
    added_up = parts.groupby("ward_code")["contribution_score"].sum()
    difference = added_up.astype(float) - scores["need_score"].astype(float)
    assert difference.abs().max() < 1e-5
    before = built.frame("from marts.fct_ward_need_scores").set_index("ward_code")
    assert not scores["need_score"].equals(before["need_score"])
    assert (scores["score_status"] == "observed").all()
    weights = grown.frame(
        "select indicator_code, score_weight_rate from marts.dim_indicator "
        "where domain_code = 'outcomes'"
    ).set_index("indicator_code")["score_weight_rate"]
    share = WEIGHT / (0.5 + 0.5 + WEIGHT)
    assert float(weights["goals_below"]) == pytest.approx(0.5 * share, abs=1e-6)
