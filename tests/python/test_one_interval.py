"""A figure has one interval, whichever file holds it."""

import numpy as np
import pytest

from development.doubt import wilson

KEY = ["ward_code", "indicator_code", "period_code"]
LIMITS = ["lower_95", "upper_95"]
# Of protected counts: figures of their own.
PROTECTED = {"fct_protected_indicators"}


@pytest.fixture(scope="module")
def wards(built):
    """The figures of wards, all children, with their limits: what all files quote."""
    return built.frame(
        "select *, value as rate from marts.fct_area_indicators "
        "where area_type = 'ward' and breakdown_topic = 'total'"
    ).set_index(KEY)


def quoting(built):
    """Marts that hold the figure of a ward by indicator and period, with its limits."""
    return built.frame(
        "select table_name from information_schema.columns "
        "where table_schema = 'marts' and column_name in "
        "('ward_code', 'indicator_code', 'period_code', 'lower_95', 'upper_95') "
        "group by table_name having count(*) = 5 order by table_name"
    )["table_name"]


def test_files_by_ward_and_indicator_quote_the_same_limits(built, wards):
    names = set(quoting(built)) - PROTECTED - {"fct_area_indicators"}
    assert "fct_provision_quadrants" in names
    for name in names:
        rows = built.frame(
            f"select * from marts.{name} where lower_95 is not null"
        ).set_index(KEY)
        held = wards.loc[rows.index, LIMITS].to_numpy(float)
        assert len(rows) > 60, name
        assert rows[LIMITS].to_numpy(float) == pytest.approx(held, abs=1e-6), name


def test_the_profile_quotes_the_same_limits(built, wards):
    shown = wards[wards["is_score_period"]].reset_index("period_code")
    profile = built.frame("from marts.rpt_ward_profile").set_index("ward_code")
    for indicator in shown.index.unique("indicator_code"):
        held = shown.xs(indicator, level="indicator_code").loc[profile.index]
        for limit in LIMITS:
            quoted = profile[f"{indicator}_{limit}"].to_numpy(float)
            assert quoted == pytest.approx(
                held[limit].to_numpy(float), abs=1e-6, nan_ok=True
            )


def test_outreach_tells_the_same_limits_in_children(built, wards):
    """k children taking up, r of the eligible not: k r / (1 - r) children, outwards."""
    outreach = built.frame(
        "select outreach.*, ages.gap_indicator_code as indicator_code "
        "from marts.fct_ward_outreach as outreach "
        "inner join policy.policy_funded_ages as ages using (funded_age)"
    ).set_index(KEY)
    told = outreach[outreach["not_taking_up_lower_95"].notna()]
    assert len(told) > 200
    held = wards.loc[told.index]
    taking_up = told["taking_up_count"].to_numpy(float)
    for limit, outward in (("lower_95", np.floor), ("upper_95", np.ceil)):
        rate = held[limit].to_numpy(float)
        children = outward(np.round(taking_up * rate / (1 - rate), 6))
        assert (told[f"not_taking_up_{limit}"].to_numpy(float) == children).all()
    central = held["rate"].to_numpy(float)
    assert (told["not_taking_up_count"].to_numpy(float)) == pytest.approx(
        central * told["eligible_count"].to_numpy(float), abs=0.01
    )


def test_a_council_has_the_same_limits_wherever_its_figure_stands(built):
    """Worked out here and as published: the same counts have the same interval."""
    figures = built.frame(
        "select * from marts.fct_area_indicators where area_type = 'local_authority' "
        "and breakdown_topic = 'total' and lower_95 is not null"
    )
    assert figures["numerator_count"].notna().all()
    alike = ["period_code", "numerator_count", "denominator_count", "value"]
    limits = figures.groupby(alike)[LIMITS].agg(["nunique", "size"])
    # Take-up at each of three ages.
    assert (limits["lower_95"]["size"] > 1).sum() >= 3
    assert (limits.xs("nunique", axis=1, level=1) == 1).all(axis=None)
    compared = built.frame(
        "select * from marts.fct_comparisons where figure_source = 'computed'"
    )
    both = compared.merge(
        figures[figures["population_basis"] == "provider"],
        on=["period_code", "numerator_count", "denominator_count", "value"],
        suffixes=("", "_held"),
    )
    assert len(both) > 10
    for limit in LIMITS:
        assert both[limit].to_numpy(float) == pytest.approx(
            both[f"{limit}_held"].to_numpy(float), abs=1e-6
        )


def test_an_estimated_denominator_widens_the_limits_of_larger_areas(built):
    """Beside chance a council is wrong as a whole, and a locality by its wards too."""
    figures = built.frame(
        "select * from marts.fct_area_indicators where population_basis = 'resident' "
        "and breakdown_topic = 'total' and is_score_period and lower_95 is not null "
        "and area_type in ('local_authority', 'locality')"
    )
    events = figures["numerator_count"].astype(float)
    children = figures["denominator_count"].astype(float)
    low, high = wilson(events, children)
    width = figures["upper_95"].astype(float) - figures["lower_95"].astype(float)
    times = (width / (high - low)).groupby(
        [figures["indicator_code"], figures["area_type"]]
    )
    assert times.mean()["gld_below"].tolist() == pytest.approx([1, 1], abs=1e-3)
    assert times.min()["eee3_gap"]["local_authority"] > 2
    assert times.min()["eee3_gap"]["locality"] > 1.5
