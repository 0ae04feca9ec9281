"""What goes together between wards, held against other people's arithmetic."""

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
        f"from intermediate.int_association__wards_by_band where {PAIR}"
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
        assert float(row["lower_95_value"]) == pytest.approx(said.low, abs=1e-5)
        assert float(row["upper_95_value"]) == pytest.approx(said.high, abs=1e-5)


def test_differences_are_welch_s(take_up_by_band):
    rates, rows = take_up_by_band
    for band in ("poorest", "middle"):
        test = stats.ttest_ind(rates[band], rates["best"], equal_var=False)
        said, row = test.confidence_interval(), rows.loc[band]
        # Degrees of freedom are rounded down, so the limits are a little wider.
        low = float(row["difference_lower_95_value"])
        high = float(row["difference_upper_95_value"])
        assert said.low - 0.001 < low <= said.low + 1e-6
        assert said.high - 1e-6 <= high < said.high + 0.001
    assert rows.loc["best", "difference_status"] == "not_applicable"


def test_nothing_here_claims_more_than_an_association(built):
    rows = built.frame("from marts.fct_take_up_by_outcome_band")
    assert set(rows["claim_level"]) == {"associational"}
    assert rows["caution"].str.contains("An association between areas").all()
