"""Adding an indicator is a policy row and one branch, as CONTRIBUTING.md says."""

import pandas as pd
import pytest
from projects import copy_built

MODEL = """\
-- One row a ward (null: a home in no ward of the council) and year: children not
-- expected in all of the early learning goals.
with

counts as (
    select
        'goals_below' as indicator_code,
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end as ward_code,
        period_code,
        'total' as breakdown_topic,
        'total' as breakdown_category,
        count(*) filter (where goals_expected_count < 17) as numerator_count,
        count(*) as denominator_count,
        'observed' as value_status,
        cast(null as bigint) as children_due_count,
        cast(null as string) as denominator_source,
        cast(null as string) as denominator_edition
    from {{ ref('int_linked__eyfsp_children') }}
    where residence_status != 'rejected'
    group by
        local_authority_code,
        case when residence_status = 'in_ward' then ward_code end,
        period_code
)

select * from counts
"""
BRANCH = "    ref('int_counted__eyfsp_counts'),\n"
WEIGHT = 0.25


@pytest.fixture(scope="module")
def grown(built, tmp_path_factory):
    """The built project with one more scored indicator."""
    copy = copy_built(built, tmp_path_factory.mktemp("grown") / "project")
    for name, changed in (
        (
            "indicators",
            {
                "indicator_code": "goals_below",
                "indicator_label": "Children below expected in any goal",
                "indicator_description": "Share not at the expected level in all goals",
                "numerator_label": "Children below expected in any goal",
                "indicator_weight": str(WEIGHT),
                "is_public": "false",
            },
        ),
        ("indicator_sources", {"indicator_code": "goals_below"}),
        ("indicator_breakdowns", {"indicator_code": "goals_below"}),
        ("indicator_uncertainty", {"indicator_code": "goals_below"}),
    ):
        with copy.changed_seed(f"policy/policy_{name}") as rows:
            like = rows[rows["indicator_code"] == "gld_below"].iloc[0]
            rows.loc[len(rows)] = {**like, **changed}
    intermediate = copy.root / "models" / "intermediate"
    (intermediate / "outcomes" / "int_outcomes__goals_counts.sql").write_text(
        MODEL, encoding="utf-8", newline="\n"
    )
    counts = intermediate / "indicators" / "int_counted__indicator_counts.sql"
    text = counts.read_text(encoding="utf-8")
    assert text.count(BRANCH) == 1
    branch = BRANCH.replace("eyfsp", "goals")
    counts.write_text(
        text.replace(BRANCH, BRANCH + branch), encoding="utf-8", newline="\n"
    )
    changed = [f"policy_{name}+" for name in ("indicators", "indicator_sources")]
    changed += ["policy_indicator_uncertainty+"]
    changed += ["policy_indicator_breakdowns+", "int_outcomes__goals_counts+"]
    # Tests of data run too: a new indicator must not break what holds for all.
    copy.dbt("build", "--select", *changed, "--exclude-resource-type", "unit_test")
    outcome = copy.verb("export")
    assert outcome.exit_code == 0, outcome.text
    return copy


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
