"""Returns by ward in place of rows of children: the same figures, without breakdowns.

In the build of many councils one sends the counts of its wards as returns; what it has
from rows of children stands in the build of made-up councils.
"""

import pandas as pd
import pytest
from councils import SUPPLIED, ward
from ward_returns import (
    CHANGED_YEAR,
    GROUPS,
    HIDDEN,
    HIDDEN_GROUP,
    LEFT_OUT,
    OF_COUNCIL,
    RETURNS,
    TAKE_UP,
    WITH_GROUPS,
    YEAR_WITH_CHILDREN,
)

AREA_TYPES = ("ward", "locality", "local_authority")
# No return by ward tells it.
BY_CHILD_ALONE = "indicator_code != 'eypp_share'"
# The changed year is the year before of another.
NOT_OF_THE_FIGURE = ("caution", "previous_", "change_", "trend_")


@pytest.fixture(scope="module")
def by_child(cities):
    """The council by rows of children."""
    return cities[0]


@pytest.fixture(scope="module")
def returned(crowd):
    """The council by ward, and what the build said."""
    return crowd


def figures(project, area_type, where):
    """Figures worked out here; of the changed year of reviews none, as its council
    changed."""
    return project.frame(
        f"from marts.fct_area_indicators where {OF_COUNCIL} "
        f"and area_type = '{area_type}' "
        f"and edition_group = 'computed' and {where} and not (indicator_code = "
        "'asq_below' "
        f"and period_code = '{CHANGED_YEAR}') order by all"
    )


def changed_ward(project, ward):
    rows = project.frame(
        "from marts.fct_area_indicators where breakdown_topic = 'total' and "
        f"indicator_code = 'asq_below' and period_code = '{CHANGED_YEAR}' "
        f"and ward_code = '{ward}'"
    )
    return rows.iloc[0]


def test_a_build_from_returns_ends_well(returned):
    _, outcome = returned
    assert outcome.exit_code == 0, outcome.text
    assert "Not supplied child by child; the return by ward" in outcome.text


@pytest.mark.parametrize("area_type", AREA_TYPES)
def test_the_totals_are_the_same_to_the_last_digit(by_child, returned, area_type):
    expected, found = (
        figures(project, area_type, f"breakdown_topic = 'total' and {BY_CHILD_ALONE}")
        for project in (by_child, returned[0])
    )
    assert len(found)
    others = [column for column in found if column.startswith(NOT_OF_THE_FIGURE)]
    expected, found = expected.drop(columns=others), found.drop(columns=others)
    pd.testing.assert_frame_equal(found, expected, check_exact=True)


@pytest.mark.parametrize(
    "mart",
    ["fct_ward_need_scores", "fct_ward_domain_scores", "fct_ward_indicator_scores"],
)
def test_the_need_scores_are_the_same(by_child, returned, mart):
    expected, found = (
        project.frame(f"from marts.{mart} where {OF_COUNCIL} order by all")
        for project in (by_child, returned[0])
    )
    assert len(found)
    pd.testing.assert_frame_equal(found, expected, check_exact=True)


def test_a_total_from_a_return_says_so(returned):
    where = "breakdown_topic = 'total' and indicator_code != 'temporary_accommodation'"
    for area_type in AREA_TYPES:
        rows = figures(returned[0], area_type, where)
        says_so = rows["caution"].str.contains("From a return by ward")
        assert (says_so == (rows["period_code"] != YEAR_WITH_CHILDREN)).all()
    public = returned[0].frame(
        f"from marts.fct_protected_indicators where {OF_COUNCIL} "
        "and audience = 'public' and breakdown_topic = 'total'"
    )
    says_so = public["caution"].str.contains("From a return by ward")
    assert set(public[says_so]["indicator_code"]) == {
        "asq_below",
        "gld_below",
        *TAKE_UP,
    }


def test_breakdowns_are_marked_not_supplied(by_child, returned):
    rows = figures(returned[0], "ward", "breakdown_topic != 'total'")
    with_children = rows["period_code"] == YEAR_WITH_CHILDREN
    by_ward = rows[~with_children]
    assert len(by_ward) and set(by_ward["value_status"]) == {"not_available"}
    assert by_ward[["numerator_count", "denominator_count"]].isna().all(axis=None)
    assert by_ward["status_reason"].str.contains("Not supplied child by child").all()
    before = figures(
        by_child,
        "ward",
        f"breakdown_topic != 'total' and period_code = '{YEAR_WITH_CHILDREN}'",
    )
    kept = rows[with_children].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, before, check_exact=True, check_dtype=False)


def test_groups_of_a_return_are_breakdowns_and_no_part_of_its_total(returned):
    rows = returned[0].frame(
        "from marts.fct_area_indicators where area_type = 'ward' "
        f"and local_authority_code = '{SUPPLIED.local_authority_code}' "
        f"and period_code = '{WITH_GROUPS}' and indicator_code = 'gld_below'"
    )
    of_a_kind = rows.set_index(["breakdown_topic", "breakdown_category", "ward_code"])
    total = of_a_kind.loc["total", "total"]
    assert set(total["denominator_count"]) == {400}
    for group, (assessed, at_gld) in GROUPS.items():
        found = of_a_kind.loc[group]
        assert len(found) == SUPPLIED.wards
        assert set(found["denominator_count"]) == {int(assessed)}
        below = found["numerator_count"].dropna()
        assert set(below) == {int(assessed) - int(at_gld)}
        assert len(below) == SUPPLIED.wards - (group == HIDDEN_GROUP)
    hidden = of_a_kind.loc[*HIDDEN_GROUP, ward(SUPPLIED, 0)]
    assert hidden["value_status"] == "suppressed" and pd.isna(hidden["value"])
    unsent = of_a_kind.loc["first_language"]
    assert len(unsent) and set(unsent["value_status"]) == {"missing"}


def test_what_no_return_tells_is_missing(returned):
    rows = figures(returned[0], "ward", f"not ({BY_CHILD_ALONE})")
    assert len(rows) and set(rows["value_status"]) == {"missing"}
    assert rows[["numerator_count", "denominator_count"]].isna().all(axis=None)


def test_a_hidden_count_gives_no_rate(by_child, returned):
    before, after = (changed_ward(one, HIDDEN) for one in (by_child, returned[0]))
    assert after["value_status"] == "suppressed"
    assert after["denominator_count"] == before["denominator_count"]
    assert pd.isna(after["numerator_count"]) and pd.isna(after["value"])


def test_a_ward_that_the_return_leaves_out_is_missing_and_not_empty(returned):
    ward = changed_ward(returned[0], LEFT_OUT)
    assert ward["value_status"] == "missing" and pd.isna(ward["denominator_count"])


def test_a_return_beside_rows_of_children_is_told_and_not_counted(returned):
    copy, outcome = returned
    told = copy.frame(
        "from marts.fct_data_quality where reason_code = 'ward_return_not_used'"
    )
    assert told[["dataset_code", "period_code"]].to_numpy().tolist() == [
        ["asq3_ward_results", YEAR_WITH_CHILDREN]
    ]
    assert "Rows of children were supplied for the same period" in outcome.text


def test_every_row_of_a_return_is_accounted_for(returned):
    copy, _ = returned
    accounts = copy.frame("from marts.fct_source_quality")
    landed = accounts.groupby("dataset_code")["landed_rows_count"].sum()
    for dataset in RETURNS:
        assert landed[dataset] == copy.raw_rows(dataset) > 0
