"""Two made-up cities in which several things are true, each of which must be found."""

import duckdb
import pandas as pd
import pytest
from councils import (
    BESIDE_DESERT,
    BETTER,
    DESERT,
    ENGLISH,
    FAR_FROM_NEIGHBOUR,
    NEEDY,
    OASIS,
    OVERLOOKED,
    SUPPLIED,
    UNNEEDY,
    UNUSED,
    WELL,
    truth_of,
)


@pytest.fixture(scope="module")
def city(cities):
    """The build, and the truth behind the city with needy wards."""
    return cities[0], truth_of(cities[0], NEEDY)


@pytest.fixture(scope="module")
def supplied(cities):
    """The build, and the truth behind the city with planted supply."""
    return cities[0], truth_of(cities[0], SUPPLIED)


@pytest.fixture(scope="module")
def without_neighbour(crowd, supplied):
    """A build in which the neighbour of that city has sent nothing."""
    return crowd[0], supplied[1]


ANY_SERVICE = "prioritising_service_code = 'any_service'"


def by_ward(city, mart, condition="true"):
    """The city's rows of a mart, their index the position of the ward in the spec."""
    rows = city[0].frame(f"from marts.{mart} where {condition}")
    positions = {ward: position for position, ward in enumerate(city[1].rates)}
    rows = rows[rows["ward_code"].isin(list(positions))]
    return rows.set_index(rows["ward_code"].map(positions)).sort_index()


def walk(city, age):
    """Access on foot by ward, for an age group of policy."""
    condition = f"catchment_code = 'walk' and age_group_code = '{age}'"
    return by_ward(city, "fct_ward_access", condition)


def test_every_needy_ward_is_clear(city):
    scores = by_ward(city, "fct_ward_need_scores")
    assert set(scores.index[scores["is_in_top_k"]]) == set(NEEDY.planted)
    assert set(scores.loc[list(NEEDY.planted), "certainty_code"]) == {"likely"}


def test_the_overlooked_ward_is_the_one_blind_spot(city):
    gaps = by_ward(city, "fct_priority_gaps", ANY_SERVICE)
    missed = gaps[gaps["gap_code"] == "needed_not_prioritised"]
    assert missed.index.tolist() == [OVERLOOKED]
    assert missed["is_clear"].all()


def test_a_listed_ward_without_need_is_told_from_the_needy(city):
    gaps = by_ward(city, "fct_priority_gaps", ANY_SERVICE)
    listed = gaps[gaps["gap_code"] == "prioritised_not_in_top_k"]
    assert listed.index.tolist() == [UNNEEDY]
    assert listed["is_clear"].all()
    agreed = gaps.index[gaps["gap_code"] == "both"]
    assert set(agreed) == set(NEEDY.planted) - {OVERLOOKED}


def test_segments_that_were_fitted_to_another_council_are_withheld(city):
    scores = by_ward(city, "fct_ward_need_scores")
    assert scores["segment_code"].isna().all()
    assert scores["segment_label"].isna().all()
    assert (scores["segment_status"] == "not_available").all()
    assert scores["segment_caution"].str.contains("development fit-segments").all()
    at_two = by_ward(city, "fct_ward_outreach", "funded_age = 'two'")
    assert at_two["segment_label"].isna().all()


@pytest.mark.parametrize(
    ("category", "higher", "lower"),
    [
        ("asian", OVERLOOKED, ENGLISH),
        ("muslim", OVERLOOKED, ENGLISH),
        ("not_well", OVERLOOKED, ENGLISH),
        ("three", OVERLOOKED, ENGLISH),
        ("white", ENGLISH, OVERLOOKED),
        ("christian", ENGLISH, OVERLOOKED),
    ],
)
def test_unlike_residents_lie_on_either_side_of_the_city(city, category, higher, lower):
    quotients = by_ward(city, "fct_ward_context", f"breakdown_category = '{category}'")[
        "location_quotient"
    ]
    assert quotients[higher] > 1 > quotients[lower]


def test_the_ward_that_does_better_than_its_like_is_named(city):
    near = by_ward(city, "fct_similar_wards").loc[BETTER, "similar_ward_code"]
    assert len(set(near) & set(city[1].planted_wards)) >= 4
    rows = by_ward(city, "fct_ward_indicator_scores", "indicator_code = 'gld_below'")
    assert rows.index[rows["finding_code"] == "better"].tolist() == [BETTER]
    # With fewer children it lies below what is expected and is not named for it.
    rows = by_ward(city, "fct_ward_indicator_scores", "indicator_code = 'asq_below'")
    assert rows.loc[BETTER, "value"] < rows.loc[BETTER, "expected_lower_95"]
    assert not (rows["finding_code"] == "better").any()


@pytest.mark.parametrize("age", ["under_five", "two"])
def test_the_desert_is_the_driest_and_the_oasis_the_greenest(supplied, age):
    access = walk(supplied, age)
    ratios = access["comparator_ratio"]
    assert access["band_code"][[DESERT, OASIS]].tolist() == ["desert", "oasis"]
    assert (ratios.drop(DESERT) > ratios[DESERT]).all()
    deserts = access.index[access["band_code"] == "desert"]
    assert set(deserts) <= {DESERT, *BESIDE_DESERT}
    assert (ratios.drop(OASIS) < ratios[OASIS]).all()


def test_planted_wards_hold_many_places_or_few(supplied):
    measure = "measure_code = 'places_per_100_children'"
    places = by_ward(supplied, "fct_ward_provision", measure)
    values = places["value"]
    assert set(values.nlargest(2).index) == {OASIS, UNUSED}
    assert set(values.nsmallest(4).index) == {DESERT, *BESIDE_DESERT}
    assert values[WELL] < places["comparator_value"][WELL] / 2


@pytest.mark.parametrize(
    ("pair", "ward", "quadrant"),
    [
        ("reach_and_take_up_two", UNUSED, "many_places_poorer_take_up"),
        ("reach_and_take_up_three", UNUSED, "many_places_poorer_take_up"),
        ("reach_and_take_up_four", UNUSED, "many_places_poorer_take_up"),
        ("places_and_age_two", WELL, "few_places_better_outcomes"),
        ("places_and_age_five", WELL, "few_places_better_outcomes"),
        ("reach_and_age_two", WELL, "few_places_better_outcomes"),
        ("reach_and_age_five", WELL, "few_places_better_outcomes"),
    ],
)
def test_a_ward_unlike_its_supply_stands_in_its_quadrant(
    supplied, pair, ward, quadrant
):
    found = by_ward(supplied, "fct_provision_quadrants", f"pair_code = '{pair}'")
    assert found.loc[ward, "quadrant_code"] == quadrant
    assert found.loc[ward, "is_apart_from_median"]


@pytest.mark.parametrize("age", ["two", "three", "four"])
def test_outreach_finds_many_children_beside_many_free_places(supplied, age):
    outreach = by_ward(supplied, "fct_ward_outreach", f"funded_age = '{age}'")
    assert UNUSED in outreach["not_taking_up_count"].nlargest(3).index
    places, free = outreach["funded_places_count"], outreach["free_places_count"]
    assert places[UNUSED] > places.quantile(0.75)
    assert free[UNUSED] > 2 * free.median()


def test_no_hidden_home_stands_in_any_file(cities):
    copy, _ = cities
    text = written_words(copy.exports)
    for spec in (NEEDY, SUPPLIED):
        truth = truth_of(copy, spec)
        assert truth.hidden_homes
        for name, postcode in truth.hidden_homes:
            assert name not in text
            assert postcode not in text and postcode.replace(" ", "") not in text
    # What is no home is found by the same search.
    listed = copy.seed("landed/raw_council_settings")
    schools = listed[listed["setting_type"] == "school_nursery"]
    for found in (schools["setting_name"], schools["postcode"]):
        assert all(words in text for words in found)


def written_words(exports):
    """What is written in a folder and its folders, each cell with a letter once."""
    words = {path.read_text(encoding="utf-8") for path in exports.rglob("*.json")}
    tables = [
        *(pd.read_csv(path, dtype=str) for path in exports.rglob("*.csv")),
        *(duckdb.read_parquet(str(path)).df() for path in exports.rglob("*.parquet")),
    ]
    for table in tables:
        for column in table.select_dtypes(exclude=["number", "bool"]):
            words |= set(table[column].dropna().astype(str).unique())
    return "\n".join(sorted(words))


def test_what_the_neighbour_sent_changes_what_is_known_at_the_boundary(
    supplied, without_neighbour
):
    held, missing = walk(supplied, "under_five"), walk(without_neighbour, "under_five")
    is_near = held["neighbours_status"] != "none_in_reach"
    assert is_near.any() and not is_near[FAR_FROM_NEIGHBOUR].any()
    assert set(held["neighbours_status"][is_near]) == {"all_held"}
    assert set(missing["neighbours_status"][is_near]) == {"neighbours_missing"}
    assert set(missing["neighbours_status"][~is_near]) == {"none_in_reach"}
    # A register alone tells of no funded places.
    funded = walk(supplied, "two")["neighbours_status"]
    assert set(funded[is_near]) == {"neighbours_missing"}
    moved = held["value"] != missing["value"]
    assert moved[is_near].all() and not moved[FAR_FROM_NEIGHBOUR].any()
