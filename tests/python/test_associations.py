"""What goes together between wards, held against other people's arithmetic."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

PAIR = (
    "local_authority_code = 'E08000025' and outcome_indicator_code = 'gld_below' "
    "and take_up_indicator_code = 'eee2_take_up'"
)


@pytest.fixture(scope="module")
def take_up_by_band(built):
    """Band -> the take-up of its wards, and the mart's row of the band."""
    wards = built.frame(
        f"from intermediate.int_associations__wards_by_band where {PAIR}"
    )
    rates = wards.groupby("band_code")["take_up_value"].apply(list)
    rows = built.frame(f"from marts.fct_take_up_by_outcome_band where {PAIR}")
    return rates, rows.set_index("band_code").astype({"difference_value": float})


def test_means_and_limits_are_those_of_scipy(take_up_by_band):
    rates, rows = take_up_by_band
    for band, values in rates.items():
        said = stats.ttest_1samp(values, 0).confidence_interval()
        row = rows.loc[band]
        assert row["wards_count"] == len(values) == 23
        assert float(row["mean_take_up_lower_95"]) == pytest.approx(said.low, abs=1e-5)
        assert float(row["mean_take_up_upper_95"]) == pytest.approx(said.high, abs=1e-5)


def test_differences_are_welch_s(take_up_by_band):
    rates, rows = take_up_by_band
    for band in ("poorest", "middle"):
        test = stats.ttest_ind(rates[band], rates["best"], equal_var=False)
        said, row = test.confidence_interval(), rows.loc[band]
        # Degrees of freedom are rounded down, so the limits are a little wider.
        low = float(row["difference_lower_95"])
        high = float(row["difference_upper_95"])
        assert said.low - 0.001 < low <= said.low + 1e-6
        assert said.high - 1e-6 <= high < said.high + 0.001
    assert rows.loc["best", "difference_status"] == "not_applicable"


def test_nothing_here_claims_more_than_an_association(built):
    rows = built.frame("from marts.fct_take_up_by_outcome_band")
    assert set(rows["claim_level"]) == {"associational"}
    assert rows["caution"].str.contains("An association between areas").all()


def test_bounds_hold_any_way_in_which_children_may_have_been_the_same(built):
    """Children are linked at random within each LSOA, and in the two extreme ways."""
    margins = built.frame(
        "from intermediate.int_associations__lsoa_margins order by all"
    )
    bounds = built.frame(
        "from marts.fct_ward_overlap_bounds where population_code = 'all_children' "
        "order by ward_code"
    ).set_index("ward_code")
    children, absent, below = (
        margins[f"{name}_count"].to_numpy()
        for name in ("children", "not_attending", "not_at_outcome")
    )
    draws = np.random.default_rng(5).hypergeometric(absent, children - absent, below)
    truths = {
        "by chance": draws,
        "as many as can be": np.minimum(absent, below),
        "as few as can be": np.maximum(0, absent + below - children),
    }
    for name, truth in truths.items():
        by_ward = pd.Series(truth).groupby(margins["ward_code"]).sum()
        assert (by_ward >= bounds["lower_count"]).all(), name
        assert (by_ward <= bounds["upper_count"]).all(), name
    assert (by_ward == bounds["lower_count"]).all()


def test_lsoas_narrow_the_bounds_and_each_row_says_what_it_rests_on(built):
    rows = built.frame("from marts.fct_ward_overlap_bounds")
    ward = (rows["ward_upper_count"] - rows["ward_lower_count"]).sum()
    assert (rows["upper_count"] - rows["lower_count"]).sum() < ward
    assert rows["assumption_text"].str.contains("one common population").all()
    assert rows["statement_text"].str.contains("Area data cannot say more").all()
    assert (rows["take_up_period_code"] != rows["outcome_period_code"]).all()
