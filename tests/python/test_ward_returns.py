"""Returns by ward in place of rows of children: the same figures, without breakdowns.

One full build: the wards' counts of the default build are sent back to it as returns,
and of the rows of children one year of reviews alone is left.
"""

import pandas as pd
import pytest
from projects import copy_project

ELSEWHERE = "Elsewhere"
HIDDEN, LEFT_OUT = "E05011118", "E05011119"
CHANGED_YEAR, YEAR_WITH_CHILDREN = "2021", "2020"
AREA_TYPES = ("ward", "locality", "local_authority")
# The changed year is the year before of another.
NOT_OF_THE_FIGURE = ("caution", "previous_", "change_", "trend_")
TAKE_UP = {
    "eee2_take_up": ("2", "additional_support"),
    "eee3_take_up": ("3", "universal"),
    "eee4_take_up": ("4", "universal"),
}


def totals(project, indicator):
    """Counts by period and ward, and those of homes in no ward as Elsewhere."""
    wards = project.frame(
        "select local_authority_code, period_code, ward_code, '' as ward_name, "
        "numerator_count, denominator_count from marts.fct_area_indicators where "
        f"area_type = 'ward' and indicator_code = '{indicator}' and breakdown_topic = "
        "'total' order by all"
    )
    elsewhere = project.frame(
        "select local_authority_code, period_code, '' as ward_code, "
        f"'{ELSEWHERE}' as ward_name, max(numerator_count) - min(numerator_count) "
        "as numerator_count, max(denominator_count) - min(denominator_count) as "
        "denominator_count from marts.fct_area_indicators where "
        f"area_type = 'local_authority' and indicator_code = '{indicator}' and "
        "breakdown_topic = 'total' "
        "group by local_authority_code, period_code order by all"
    )
    return pd.concat([wards, elsewhere], ignore_index=True)


def asq3_return(project):
    rows = totals(project, "asq_below").rename(columns={"period_code": "review_year"})
    rows["children_assessed_count"] = rows["denominator_count"].astype(str)
    rows["children_below_count"] = rows["numerator_count"].astype(str)
    changed = rows["review_year"] == CHANGED_YEAR
    rows.loc[changed & (rows["ward_code"] == HIDDEN), "children_below_count"] = "c"
    return rows[~(changed & (rows["ward_code"] == LEFT_OUT))]


def eyfsp_return(project):
    rows = totals(project, "gld_below").rename(columns={"period_code": "academic_year"})
    companion = totals(project, "gld_below_without_exempt")
    assessed = rows["denominator_count"]
    rows["children_assessed_count"] = assessed
    rows["children_at_gld_count"] = assessed - rows["numerator_count"]
    rows["children_exempt_count"] = assessed - companion["denominator_count"]
    return rows


def take_up_return(project):
    parts = []
    for indicator, (age, basis) in TAKE_UP.items():
        rows = totals(project, indicator).rename(columns={"period_code": "term"})
        rows["age_at_31_december"], rows["entitlement_basis"] = age, basis
        rows["children_taking_up_count"] = rows["numerator_count"]
        parts.append(rows)
    return pd.concat(parts, ignore_index=True)


RETURNS = {
    "asq3_ward_results": asq3_return,
    "early_education_ward_take_up": take_up_return,
    "eyfsp_ward_results": eyfsp_return,
}


def write_rows(copy, dataset, rows):
    columns = copy.seed(f"landed/raw_{dataset}").columns
    path = copy.landed / f"raw_{dataset}.csv"
    rows[columns].to_csv(path, index=False, lineterminator="\n", encoding="utf-8")


@pytest.fixture(scope="module")
def returned(built, tmp_path_factory):
    """The default city by ward, and what the build said."""
    copy = copy_project(tmp_path_factory.mktemp("returned") / "project")
    for dataset, make in RETURNS.items():
        write_rows(copy, dataset, make(built).assign(is_synthetic="true"))
    for dataset in ("early_education_headcount", "eyfsp_results"):
        write_rows(copy, dataset, copy.seed(f"landed/raw_{dataset}")[:0])
    reviews = copy.seed("landed/raw_asq3_reviews")
    kept = reviews["review_year"] == YEAR_WITH_CHILDREN
    write_rows(copy, "asq3_reviews", reviews[kept])
    return copy, copy.verb("build")


def figures(project, area_type, where):
    """Figures worked out here; of the changed year of reviews none, as its council
    changed."""
    return project.frame(
        f"from marts.fct_area_indicators where area_type = '{area_type}' "
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
def test_the_totals_are_the_same_to_the_last_digit(built, returned, area_type):
    expected, found = (
        figures(project, area_type, "breakdown_topic = 'total'")
        for project in (built, returned[0])
    )
    assert len(found)
    others = [column for column in found if column.startswith(NOT_OF_THE_FIGURE)]
    expected, found = expected.drop(columns=others), found.drop(columns=others)
    pd.testing.assert_frame_equal(found, expected, check_exact=True)


@pytest.mark.parametrize(
    "mart",
    ["fct_ward_need_scores", "fct_ward_domain_scores", "fct_ward_indicator_scores"],
)
def test_the_need_scores_are_the_same(built, returned, mart):
    expected, found = (
        project.frame(f"from marts.{mart} order by all")
        for project in (built, returned[0])
    )
    assert len(found)
    pd.testing.assert_frame_equal(found, expected, check_exact=True)


def test_a_total_from_a_return_says_so(returned):
    where = "breakdown_topic = 'total' and indicator_code != 'temporary_accommodation'"
    for area_type in AREA_TYPES:
        rows = figures(returned[0], area_type, where)
        says_so = rows["caution"].str.contains("From a return by ward")
        assert (says_so == (rows["period_code"] != YEAR_WITH_CHILDREN)).all()
    public = returned[0].frame("from marts.fct_public_ward_indicators")
    says_so = public["caution"].str.contains("From a return by ward")
    assert set(public[says_so]["indicator_code"]) == {
        "asq_below",
        "gld_below",
        *TAKE_UP,
    }


def test_breakdowns_are_marked_not_supplied(built, returned):
    rows = figures(returned[0], "ward", "breakdown_topic != 'total'")
    with_children = rows["period_code"] == YEAR_WITH_CHILDREN
    by_ward = rows[~with_children]
    assert len(by_ward) and set(by_ward["value_status"]) == {"not_available"}
    assert by_ward[["numerator_count", "denominator_count"]].isna().all(axis=None)
    assert by_ward["status_reason"].str.contains("Not supplied child by child").all()
    before = figures(
        built,
        "ward",
        f"breakdown_topic != 'total' and period_code = '{YEAR_WITH_CHILDREN}'",
    )
    kept = rows[with_children].reset_index(drop=True)
    pd.testing.assert_frame_equal(kept, before, check_exact=True, check_dtype=False)


def test_a_hidden_count_gives_no_rate(built, returned):
    before, after = (changed_ward(one, HIDDEN) for one in (built, returned[0]))
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
