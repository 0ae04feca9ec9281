"""A city after a reorganisation: history stands in the areas of today, and says so."""

import pytest
from councils import REORGANISED, ward
from reorganised import (
    BESIDE_COUNT,
    EAST_COUNT,
    FIRST_DAY,
    GAINED,
    IN_PART,
    LOST,
    MERGED,
    NEAR_COUNT,
    NORTH,
    OLD,
    OLD_BESIDE,
    OLD_EAST,
    OLD_NEAR,
    OLD_WEST,
    RECODED,
    SOUTH,
    SPLIT,
    WEST_COUNT,
    WHOLE_COUNT,
)

CODE = REORGANISED.local_authority_code
OWN = f"local_authority_code = '{CODE}'"
CAUTION = "recut_history"
BEFORE, AFTER = ("2022-Q2", "2022-Q3"), ("2022-Q4", "2023-Q1")


@pytest.fixture(scope="module")
def build(cities):
    """The build among which the city is."""
    return cities[0]


@pytest.fixture(scope="module")
def accommodation(build):
    """Its wards' figures of a return by ward, by quarter and code of the ward."""
    figures = build.frame(
        f"from marts.fct_area_indicators where {OWN} and area_type = 'ward' "
        "and indicator_code = 'temporary_accommodation'"
    )
    return figures.set_index(["period_code", "ward_code"])


def test_wards_that_became_one_are_added_up(accommodation):
    for quarter in BEFORE:
        merged = accommodation.loc[(quarter, ward(REORGANISED, MERGED))]
        assert merged["numerator_count"] == WEST_COUNT + EAST_COUNT == 12
        assert CAUTION in merged["caution_codes"]


def test_a_part_and_what_cannot_be_divided_is_in_no_ward_and_kept_with_its_reason(
    build, accommodation
):
    for position in (*SPLIT, IN_PART):
        figures = accommodation.loc[(list(BEFORE), ward(REORGANISED, position)), :]
        assert figures["value"].isna().all()
        assert set(figures["value_status"]) == {"missing"}
    council = build.frame(
        "select sum(numerator_count) as children, count(*) as rows from "
        f"intermediate.int_counted__indicator_counts where {OWN} and "
        "indicator_code = 'temporary_accommodation' and ward_code is null"
    )
    kept = WHOLE_COUNT + BESIDE_COUNT + NEAR_COUNT
    assert council.iloc[0].tolist() == [kept * len(BEFORE), len(BEFORE)]


def test_a_code_alone_changes_nothing(build, accommodation):
    recoded = accommodation.xs(ward(REORGANISED, RECODED), level="ward_code")
    assert not recoded["caution_codes"].str.contains(CAUTION).any()
    sent = build.seed("landed/raw_asq3_children_due").set_index(
        ["ward_code", "review_year"]
    )
    due = build.frame(
        f"from marts.fct_area_indicators where {OWN} and indicator_code = 'asq_below' "
        f"and area_code = '{ward(REORGANISED, RECODED)}' and period_code = "
        "'2021-22-asq' and breakdown_topic = 'total'"
    )
    told = int(sent.loc[(OLD, "2022"), "children_due_count"])
    assert due["children_due_count"].tolist() == [told]


def test_rows_of_children_of_two_districts_are_one_council_s(build):
    """What the generator counted is what stands there, ids that both gave included."""
    totals = build.frame(
        f"from intermediate.int_counted__expected_totals where {OWN} "
        "and breakdown_topic = 'total'"
    )
    assert {"asq_below", "gld_below"} < set(totals["indicator_code"])
    for side in ("numerator_count", "denominator_count"):
        assert totals[side].tolist() == totals[f"expected_{side}"].tolist()
    left = build.frame(
        "from intermediate.int_linked__rows where local_authority_code in "
        f"('{NORTH}', '{SOUTH}') or ({OWN} and residence_status = 'rejected')"
    )
    assert left.empty


def test_a_figure_of_before_and_a_change_across_say_so(build, accommodation):
    changed = (MERGED, *SPLIT, LOST, GAINED, IN_PART)
    expected = {ward(REORGANISED, position) for position in changed}
    told = accommodation[accommodation["caution_codes"].str.contains(CAUTION)]
    assert set(told.index) == {
        (quarter, code) for quarter in BEFORE for code in expected
    }
    trends = accommodation["trend_caution_codes"].fillna("")
    across = accommodation[trends.str.contains(CAUTION)]
    quarters = (*BEFORE, AFTER[0])
    assert set(across.index) == {
        (quarter, code) for quarter in quarters for code in expected
    }
    council = build.frame(
        f"from marts.fct_area_indicators where {OWN} and area_code = '{CODE}' "
        "and indicator_code is not null"
    )
    is_told = council["caution_codes"].str.contains(CAUTION)
    assert (is_told == (council["period_start_date"] < FIRST_DAY)).all()
    assert is_told.any()


def test_nothing_outside_hides_that_it_was_re_cut(build):
    figures = build.frame(
        f"from marts.fct_protected_indicators where {OWN} and area_type = 'ward' "
        f"and area_code = '{ward(REORGANISED, GAINED)}'"
    )
    is_told = figures["caution_codes"].str.contains(CAUTION)
    assert (is_told == (figures["period_start_date"] < FIRST_DAY)).all()
    assert is_told.any()


def test_each_former_code_is_in_the_accounts_with_what_became_of_it(build):
    codes = {
        position: ward(REORGANISED, position) for position in range(REORGANISED.wards)
    }
    reference = build.seed("reference/ref_wards").set_index("ward_code")
    whole = reference.loc[codes[SPLIT[0]], "ward_name"]
    notes = build.frame(
        "select distinct reason_code, found_value from "
        f"intermediate.int_quality__findings where {OWN} and reason_code in "
        "('ward_recut', 'ward_split', 'ward_in_part', 'council_recut')"
    )
    assert set(notes.itertuples(index=False, name=None)) == {
        ("ward_recut", f"{OLD} / {codes[RECODED]} / {FIRST_DAY}"),
        ("ward_recut", f"{OLD_WEST} / {codes[MERGED]} / {FIRST_DAY}"),
        ("ward_recut", f"Old East / {codes[MERGED]} / {FIRST_DAY}"),
        ("ward_split", f"{whole} / {FIRST_DAY}"),
        ("ward_in_part", f"{OLD_BESIDE} / {codes[SPLIT[1]]} / {FIRST_DAY}"),
        ("ward_in_part", f"{OLD_NEAR} / {codes[IN_PART]} / {FIRST_DAY}"),
        ("council_recut", f"{NORTH} / {CODE} / {FIRST_DAY}"),
        ("council_recut", f"{SOUTH} / {CODE} / {FIRST_DAY}"),
    }
    assert OLD_EAST not in set(notes["found_value"])
    quality = build.frame(f"from marts.fct_data_quality where {OWN}")
    assert {"ward_recut", "ward_split", "ward_in_part", "council_recut"} <= set(
        quality["reason_code"]
    )
