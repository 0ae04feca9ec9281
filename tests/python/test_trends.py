"""Lists of services beside need, trends, comparisons, funnels and children on track."""

import shutil

import duckdb
import numpy as np
import pytest

LAIT = "Local authority interactive tool"
WORDS = ("much_better", "better", "similar", "worse", "much_worse")


def found(frame, **wanted):
    """The one row of a frame with these values."""
    rows = frame
    for column, value in wanted.items():
        rows = rows[rows[column] == value]
    assert len(rows) == 1, f"{len(rows)} rows with {wanted}"
    return rows.iloc[0]


@pytest.fixture(scope="module")
def marts(built):
    """Name -> rows of each mart that these tests read."""
    return {
        name: built.frame(f"from marts.{name} order by all")
        for name in (
            "fct_area_indicators",
            "fct_comparisons",
            "fct_on_track",
            "fct_priority_gaps",
            "fct_protected_indicators",
        )
    }


@pytest.fixture(scope="module")
def ward_codes(built):
    return dict(built.frame("select ward_name, ward_code from marts.dim_ward").values)


@pytest.mark.parametrize(
    ("measure", "period", "comparator", "mean"),
    [
        ("gld", "2021/22", "neighbours-2025", 60.1),
        ("gld", "2021/22", "neighbours-2021", 61.3),
        ("eee2", "2021-22-T2-spring", "neighbours-2025", 72.7),
        ("eee2", "2021-22-T2-spring", "neighbours-2021", 65.6),
        ("eee2", "2022-23-T2-spring", "neighbours-2025", 75.2),
        ("eee2", "2022-23-T2-spring", "neighbours-2021", 67.9),
    ],
)
def test_neighbours_come_out_as_published(marts, measure, period, comparator, mean):
    rows = marts["fct_comparisons"]
    row = found(
        rows[rows["edition_group"] != LAIT],
        figure_source="published",
        measure_code=measure,
        period_code=period,
        breakdown_category="total",
        comparator_code=comparator,
    )
    assert round(100 * row["comparator_value"], 1) == mean
    assert row["areas_count"] == row["expected_areas_count"] == 10


def test_a_neighbour_without_a_figure_is_counted_as_missing(marts):
    rows = marts["fct_comparisons"]
    row = found(
        rows,
        figure_source="published",
        measure_code="asq_all_five",
        comparator_code="neighbours-2025",
    )
    assert (row["areas_count"], row["expected_areas_count"]) == (9, 10)
    assert round(100 * row["lowest_area_value"], 1) == 47.3
    assert round(100 * row["highest_area_value"], 1) == 85.6


def test_published_figures_are_not_marked_as_made_up(marts):
    rows = marts["fct_comparisons"]
    published = rows["figure_source"] == "published"
    assert not rows.loc[published, "is_synthetic"].any()
    assert rows.loc[~published, "is_synthetic"].all()


def test_children_with_free_school_meals_stand_between_the_two_benchmarks(marts):
    rows = marts["fct_on_track"]
    rows = rows[(rows["figure_source"] == "published")]
    like = found(rows, benchmark_code="fsm_to_england_fsm")
    everyone = found(rows, benchmark_code="fsm_to_england_all")
    assert like["denominator_count"] == everyone["denominator_count"] == 4937
    assert (like["on_track_status"], like["additional_on_track_count"]) == (
        "at_or_above_benchmark",
        0,
    )
    assert everyone["on_track_status"] == "below_benchmark"
    low, high = everyone[["additional_lower_95_count", "additional_upper_95_count"]]
    assert low < everyone["additional_on_track_count"] < high


def test_a_benchmark_of_another_year_says_so(marts):
    rows = marts["fct_on_track"]
    row = found(
        rows, figure_source="published", benchmark_code="fsm_to_england_all_2023"
    )
    assert (row["period_code"], row["benchmark_period_code"]) == ("2021/22", "2022/23")
    assert 578 <= row["additional_on_track_count"] <= 591
    assert "different years" in row["caution"]


def test_localities_have_changes_of_their_totals(marts):
    rows = marts["fct_area_indicators"]
    rows = rows[rows["area_type"] == "locality"]
    followed = rows[rows["change_status"].notna()]
    assert set(followed["breakdown_topic"]) == {"total"}
    known = followed[followed["change_status"] == "observed"]
    assert len(known) >= known["area_code"].nunique() == rows["area_code"].nunique()
    keys = ["area_code", "indicator_code", "breakdown_topic"]
    earlier = known.merge(
        followed,
        left_on=[*keys, "previous_period_code"],
        right_on=[*keys, "period_code"],
        suffixes=("", "_before"),
    )
    assert len(earlier) == len(known)
    before = earlier["value_before"]
    assert np.allclose(earlier["previous_value"], before, atol=1e-6)
    assert np.allclose(earlier["change_value"], earlier["value"] - before, atol=2e-6)
    limited = earlier[earlier["change_lower_95"].notna()]
    low, high = limited["change_lower_95"], limited["change_upper_95"]
    assert limited["change_value"].between(low, high).all() and len(limited)


def test_no_change_stands_across_a_break(marts):
    trends = marts["fct_area_indicators"]
    lait = trends[(trends["edition_group"] == LAIT)]
    lait = lait[lait["area_type"] == "local_authority"]
    offer = found(lait, measure_code="eee2", period_code="2024-25-T2-spring")
    assert offer["is_series_break"] and np.isnan(offer["change_value"])
    before = found(lait, measure_code="eee2", period_code="2023-24-T2-spring")
    assert round(before["change_value"], 3) == 0.020
    for area_type in ("ward", "local_authority", "region", "country", "neighbours"):
        rows = trends[trends["area_type"] == area_type]
        assert rows["is_series_break"].any() and not rows["is_series_break"].all()
        assert rows.loc[rows["is_series_break"], "change_value"].isna().all()
        assert rows.loc[rows["is_series_break"], "break_reason"].notna().all()


def test_a_ward_changes_from_year_to_year(marts):
    trends = marts["fct_area_indicators"]
    rows = trends[
        (trends["area_type"] == "ward") & (trends["indicator_code"] == "asq_below")
    ]
    moved = rows[rows["change_status"] == "observed"]
    assert set(moved["period_code"]) == {"2020-21-asq", "2021-22-asq"}
    assert (moved["change_lower_95"] < moved["change_value"]).all()
    assert (moved["change_value"] < moved["change_upper_95"]).all()


def funnel_limits(points, spreads, target):
    """phi, tau2 and 95 % limits of every ward, by FunnelPlotR's steps in numpy.

    points and target stand on the scale of the funnel, spreads are the wards' standard
    errors on it. Method: Spiegelhalter 2005, additive, 10 % winsorised with R's default
    quantiles.
    """
    score = (points - target) / spreads
    score = np.clip(score, *np.quantile(score, [0.1, 0.9]))
    phi = np.mean(score**2)
    weight = 1 / spreads**2
    wards = len(points)
    excess = wards * phi - (wards - 1)
    tau2 = max(0, excess / (weight.sum() - (weight**2).sum() / weight.sum()))
    wide = 1.959964 * np.sqrt(spreads**2 + tau2)
    return phi, tau2, target + np.outer([-1, 1], wide)


def counted_funnel(rates, counts, target):
    """The funnel of a counted denominator: on the arcsine scale, by chance alone."""
    phi, tau2, angles = funnel_limits(
        np.arcsin(np.sqrt(rates)),
        1 / (2 * np.sqrt(counts)),
        np.arcsin(np.sqrt(target)),
    )
    return phi, tau2, np.sin(np.clip(angles, 0, np.pi / 2)) ** 2


def estimated_funnel(rates, counts, target):
    """The funnel of an estimated denominator: logarithms, with policy's error of it."""
    chance = (1 - target) / (target * counts)
    error = 0.055**2 + 0.9 / counts
    phi, tau2, logs = funnel_limits(
        np.log(rates), np.sqrt(chance + error), np.log(target)
    )
    return phi, tau2, np.clip(np.exp(logs), 0, 1)


@pytest.mark.parametrize(
    ("indicator", "funnel"),
    [("gld_below", counted_funnel), ("eee4_take_up", estimated_funnel)],
)
def test_funnels_are_those_of_another_hand(marts, indicator, funnel):
    rows = marts["fct_area_indicators"]
    rows = rows[
        (rows["indicator_code"] == indicator)
        & (rows["breakdown_topic"] == "total")
        & rows["funnel_phi"].notna()
    ]
    assert len(rows) > 60
    phi, tau2, limits = funnel(
        rows["numerator_count"].to_numpy(float)
        / rows["denominator_count"].to_numpy(float),
        rows["denominator_count"].to_numpy(float),
        float(rows["comparator_value"].iloc[0]),
    )
    assert rows["funnel_phi"].astype(float).to_numpy() == pytest.approx(phi, abs=1e-4)
    assert rows["funnel_tau2"].astype(float).to_numpy() == pytest.approx(tau2, abs=1e-6)
    shown = rows[["funnel_lower_95", "funnel_upper_95"]].to_numpy(float).T
    assert shown == pytest.approx(limits, abs=1e-5)


def test_a_gap_and_its_take_up_are_compared_alike(marts):
    """A ward whose gap is worse has a take-up that is worse, at the same level."""
    rows = marts["fct_area_indicators"]
    wards = rows[(rows["area_type"] == "ward") & (rows["breakdown_topic"] == "total")]
    for age in ("eee2", "eee3", "eee4"):
        said = {
            kind: wards[wards["indicator_code"] == f"{age}_{kind}"]
            .set_index(["ward_code", "period_code"])["comparison_code"]
            .sort_index()
            for kind in ("gap", "take_up")
        }
        assert len(said["gap"]) >= 69
        assert said["gap"].equals(said["take_up"])


def test_the_words_of_a_comparison_follow_from_the_limits_on_its_row(built, marts):
    """In the internal and in the public file, at two levels and by the polarity."""
    indicators = built.seed("policy/policy_indicators")
    polarity = indicators.set_index("indicator_code")["polarity"]
    for name in ("fct_area_indicators", "fct_protected_indicators"):
        rows = marts[name]
        rows = rows[rows["comparison_code"].notna()]
        assert len(rows) > 400 and rows["comparison_code"].nunique() > 2
        value = rows["value"].astype(float)
        outside = np.select(
            [
                value > rows["funnel_upper_998"].astype(float),
                value > rows["funnel_upper_95"].astype(float),
                value < rows["funnel_lower_998"].astype(float),
                value < rows["funnel_lower_95"].astype(float),
            ],
            [2, 1, -2, -1],
            0,
        )
        worse = rows["indicator_code"].map(polarity) == "higher_is_worse"
        said = np.where(worse, outside, -outside)
        words = dict(zip(range(-2, 3), WORDS, strict=True))
        assert [words[place] for place in said] == rows["comparison_code"].tolist()


def test_perry_barr_stands_with_its_interval_and_footnote(marts, ward_codes):
    gaps = marts["fct_priority_gaps"]
    row = found(
        gaps,
        prioritising_service_code="any_service",
        ward_code=ward_codes["Perry Barr"],
    )
    assert row["gap_code"] == "prioritised_not_in_top_k"
    assert 1 <= row["rank_low"] <= row["median_rank"] <= row["rank_high"]
    assert 0 <= row["top_k_probability_rate"] <= 1
    assert "cause of a difference is unknown" in row["caution"]
    assert "cannot conclusively be said" in row["caution"]


def test_what_could_be_either_is_no_clear_gap(marts):
    gaps = marts["fct_priority_gaps"]
    either = gaps["certainty_code"] == "could_be_either"
    assert either.any() and not gaps.loc[either, "is_clear"].any()
    unclear = gaps["top_k_probability_rate"].astype(float).between(0.3, 0.699999)
    assert (either == unclear).all()


def test_overlaps_add_up(marts):
    rows = marts["fct_priority_gaps"].filter(regex=r"^(prioritising_)?service_")
    rows = rows.drop_duplicates()
    assert rows["prioritising_service_code"].is_unique
    in_both = rows["service_overlap_count"]
    prioritised = in_both + rows["service_not_in_top_k_count"]
    assert (rows["service_prioritised_count"] == prioritised).all()
    needed = in_both + rows["service_needed_count"]
    assert (rows["service_in_top_k_count"] == needed).all()


def test_an_expired_priority_changes_the_result(built, ward_codes, tmp_path):
    """The same priority, ended a day before it is asked for and on that day."""
    path = tmp_path / built.database.name
    shutil.copyfile(built.database, path)
    models = built.root / "target" / "compiled" / "early_years" / "models"
    ward = ward_codes["Perry Barr"]
    gaps = []
    with duckdb.connect(str(path)) as database:
        for last_day in ("2023-03-31", "2023-03-30"):
            database.execute(
                "update intermediate.int_linked__service_priorities "
                f"set priority_to_date = date '{last_day}' where ward_code = '{ward}'"
            )
            sql = next(models.rglob("fct_priority_gaps.sql")).read_text("utf-8")
            rows = database.sql(sql).df()
            row = found(rows, prioritising_service_code="any_service", ward_code=ward)
            gaps.append(row)
    assert [row["gap_code"] for row in gaps] == ["prioritised_not_in_top_k", "neither"]


def test_every_number_carries_what_must_be_read_with_it(marts):
    needed = {"is_synthetic", "claim_level", "caution"}
    for name, rows in marts.items():
        assert len(rows) > 0 and needed <= set(rows), name
        assert rows["caution"].str.len().min() > 0, name
        period = {"period_code", "data_periods"} & set(rows)
        assert period, name


def test_a_change_outside_is_of_the_figures_that_are_shown_outside(marts):
    rows = marts["fct_protected_indicators"]
    rows = rows[rows["audience"] == "partner"]
    key = ["area_type", "area_code", "indicator_code", "breakdown_category"]
    shown = rows.set_index([*key, "period_code"])["value"].sort_index()
    changed = rows[rows["change_status"] == "observed"]
    assert (changed["breakdown_topic"] == "total").all()
    assert len(changed[changed["area_type"] == "ward"]) > 100
    before = [
        shown.loc[(*(row[name] for name in key), row["previous_period_code"])]
        for _, row in changed.iterrows()
    ]
    assert np.allclose(changed["previous_value"], before)
    assert np.allclose(changed["change_value"], changed["value"] - before, atol=1e-6)
    others = rows[rows["change_status"] != "observed"]
    assert others[["previous_value", "change_value"]].isna().all(axis=None)
    groups = rows[rows["breakdown_topic"] != "total"]
    assert groups["trend_text"].isna().all() and changed["trend_text"].notna().all()


def test_the_profile_of_partners_holds_the_figures_that_they_have(built):
    pairs = built.frame(
        "select profile.value, profile.value_status, figures.value as shown_value, "
        "figures.value_status as shown_status "
        "from marts.fct_protected_profile_figures as profile "
        "inner join exports.export_partner__ward_indicators as figures "
        "on profile.ward_code = figures.ward_code "
        "and profile.figure_code = figures.indicator_code "
        "and profile.period_code = figures.period_code "
        "and figures.breakdown_topic = 'total'"
    )
    figures = built.frame("from policy.policy_profile_figures")
    wards = built.frame("from marts.dim_ward")
    indicators = (figures["source_code"] == "indicator").sum()
    assert len(pairs) == indicators * len(wards)
    assert pairs["value"].equals(pairs["shown_value"])
    assert pairs["value_status"].equals(pairs["shown_status"])
