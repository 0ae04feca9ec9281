"""A figure has one interval, whichever file holds it."""

import json

import numpy as np
import pandas as pd
import pytest

from development.doubt import wilson
from early_years.exporting.manifest import AUDIENCES, exports_of

KEY = ["ward_code", "indicator_code", "period_code"]
LIMITS = ["lower_95", "upper_95"]
# Of protected counts: figures of their own.
PROTECTED = {"fct_protected_indicators"}
# What a figure is, whatever a file names it: a value of an area in a period. Those of
# partners and the public are protected by one rule in the example.
FIGURE = ["side", "area", "subject", "period_code", "topic", "category", "value"]
SUBJECTS = ["indicator_code", "figure_code", "measure_code"]
# Limits that are of no share of an area's children, or of one that has no counts there.
OTHER_LIMITS = {
    "public/indicators/comparisons": "rows of internal/indicators/comparisons",
    "internal/provision/provision_associations": "of a correlation",
    "internal/provision/provision_quadrants": "counts stand elsewhere: tested above",
}


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


def limits_of(rows, audience):
    """The rows of a file that have limits, named as FIGURE has them."""
    areas = [name for name in ("area_code", "ward_code") if name in rows]
    named = {
        "area": areas[0] if areas else "local_authority_code",
        "topic": "breakdown_topic",
        "category": "breakdown_category",
    }
    rows = rows.assign(
        side="inside" if audience == "internal" else "outside",
        **{
            column: rows.get(name, pd.Series("total", rows.index))
            for column, name in named.items()
        },
    )
    names = [name for name in SUBJECTS if name in rows]
    rows["subject"] = rows[names].bfill(axis=1).iloc[:, 0]
    return rows.dropna(subset=LIMITS)[[*FIGURE, *LIMITS]]


def test_no_two_files_give_two_intervals_for_one_figure(built):
    protections = built.seed("policy/policy_protections")["protection_code"]
    assert protections.nunique() == 1
    manifest = json.loads(built.manifest.read_text(encoding="utf-8"))
    schemas = {
        node["name"]: node["schema"]
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
    }
    held = []
    for export in exports_of(manifest):
        name = f"{export.audience}/{export.file}"
        columns = set(export.columns)
        if not columns.issuperset(LIMITS) or name in OTHER_LIMITS:
            continue
        rows = built.frame(f"from {schemas[export.model]}.{export.model}")
        held.append(limits_of(rows, export.audience).assign(file=name))
    rows = pd.concat(held, ignore_index=True)
    numbers = ["value", *LIMITS]
    rows[numbers] = rows[numbers].astype(float).round(6)
    figures = rows.groupby(FIGURE)
    shared = rows[figures["file"].transform("nunique") > 1]
    # Each file has figures that stand in another too.
    assert set(shared["file"]) == set(rows["file"])
    assert {name.split("/")[0] for name in set(rows["file"])} == set(AUDIENCES)
    for limit in LIMITS:
        apart = figures[limit].transform("max") - figures[limit].transform("min")
        assert rows[apart > 2e-6].empty


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
