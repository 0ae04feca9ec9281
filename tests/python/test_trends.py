"""Lists of services beside need, trends, comparisons, funnels and children on track."""

import shutil

import duckdb
import numpy as np
import pytest


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
        rows[rows["edition_group"] != "LAIT"],
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


def test_no_change_stands_across_a_break(marts):
    trends = marts["fct_area_indicators"]
    lait = trends[(trends["edition_group"] == "LAIT")]
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


def funnel_limits(rates, counts, target):
    """phi, tau2 and 95 % limits of every ward, by FunnelPlotR's steps in numpy.

    rates and counts have a row a ward; target is the city's rate. Method: Spiegelhalter
    2005, additive, arcsine square root, 10 % winsorised with R's default quantiles.
    """
    spread = 1 / (2 * np.sqrt(counts))
    score = (np.arcsin(np.sqrt(rates)) - np.arcsin(np.sqrt(target))) / spread
    score = np.clip(score, *np.quantile(score, [0.1, 0.9]))
    phi = np.mean(score**2)
    weight = 1 / spread**2
    wards = len(rates)
    excess = wards * phi - (wards - 1)
    tau2 = max(0, excess / (weight.sum() - (weight**2).sum() / weight.sum()))
    wide = 1.959964 * np.sqrt(spread**2 + tau2)
    angles = np.arcsin(np.sqrt(target)) + np.outer([-1, 1], wide)
    return phi, tau2, np.sin(np.clip(angles, 0, np.pi / 2)) ** 2


@pytest.mark.parametrize("indicator", ["gld_below", "eee4_take_up"])
def test_funnels_are_those_of_another_hand(marts, indicator):
    rows = marts["fct_area_indicators"]
    rows = rows[
        (rows["indicator_code"] == indicator) & (rows["funnel_status"] == "observed")
    ]
    assert len(rows) > 60
    phi, tau2, limits = funnel_limits(
        rows["value"].to_numpy(float),
        rows["denominator_count"].to_numpy(float),
        float(rows["comparator_value"].iloc[0]),
    )
    assert rows["funnel_phi"].astype(float).to_numpy() == pytest.approx(phi, abs=1e-4)
    assert rows["funnel_tau2"].astype(float).to_numpy() == pytest.approx(tau2, abs=1e-6)
    shown = rows[["funnel_lower_95", "funnel_upper_95"]].to_numpy(float).T
    assert shown == pytest.approx(limits, abs=1e-5)


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
