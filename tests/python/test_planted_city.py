"""One made-up city in which several things are true, each of which must be found."""

import pytest
from projects import WITHOUT_TESTS, copy_project

from early_years.synthetic import CitySpec, generate_cities

# Planted wards as many as policy lists. All but ENGLISH have residents alike, and so
# has BETTER; the service's list has all of them but OVERLOOKED, and UNNEEDY beside.
OVERLOOKED, ENGLISH, BETTER, UNNEEDY = 11, 28, 8, 20
LANGUAGES = (2, 5, OVERLOOKED, 17, 23)
CITY = CitySpec(
    "E08900004",
    "Damsonbury",
    seed=14,
    wards=36,
    children_per_cohort=9000,
    planted=(*LANGUAGES, ENGLISH),
    better=(BETTER,),
    spread=0.1,
    residents={
        "poor_and_many_languages": (*LANGUAGES, BETTER),
        "mostly_english": (ENGLISH,),
    },
    prioritised=(*(ward for ward in LANGUAGES if ward != OVERLOOKED), ENGLISH, UNNEEDY),
    denominator_error=0.02,
)


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """The project with that city alone, built, and the truth behind it."""
    copy = copy_project(tmp_path_factory.mktemp("planted") / "project")
    truths = generate_cities([CITY], copy.root / "seeds")
    copy.dbt("build", *WITHOUT_TESTS)
    return copy, truths[CITY.local_authority_code]


def by_ward(city, mart, condition="true"):
    """The rows of a mart, their index the position of the ward in the spec."""
    rows = city[0].frame(f"from marts.{mart} where {condition}")
    positions = {ward: position for position, ward in enumerate(city[1].rates)}
    return rows.set_index(rows["ward_code"].map(positions)).sort_index()


def test_every_needy_ward_is_clear(city):
    scores = by_ward(city, "fct_ward_need_scores")
    assert set(scores.index[scores["is_in_top_k"]]) == set(CITY.planted)
    assert (scores.loc[list(CITY.planted), "top_k_probability_rate"] > 0.95).all()


def test_the_overlooked_ward_is_the_one_blind_spot(city):
    gaps = by_ward(city, "fct_priority_gaps", "service_code = 'any_service'")
    missed = gaps[gaps["gap_code"] == "needed_not_prioritised"]
    assert missed.index.tolist() == [OVERLOOKED]
    assert missed["is_clear"].all()


def test_a_listed_ward_without_need_is_told_from_the_needy(city):
    gaps = by_ward(city, "fct_priority_gaps", "service_code = 'any_service'")
    listed = gaps[gaps["gap_code"] == "prioritised_not_in_top_k"]
    assert listed.index.tolist() == [UNNEEDY]
    assert listed["is_clear"].all()
    agreed = gaps.index[gaps["gap_code"] == "both"]
    assert set(agreed) == set(CITY.planted) - {OVERLOOKED}


def test_needy_wards_with_unlike_residents_stand_in_different_segments(city):
    segments = by_ward(city, "fct_ward_segments")["segment_code"]
    assert segments[list(LANGUAGES)].nunique() == 1
    assert segments[ENGLISH] != segments[OVERLOOKED]


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
    quotients = by_ward(
        city, "fct_ward_location_quotients", f"category_code = '{category}'"
    )["location_quotient"]
    assert quotients[higher] > 1 > quotients[lower]


def test_the_ward_that_does_better_than_its_like_is_named(city):
    near = by_ward(city, "fct_ward_nearest_wards").loc[BETTER, "nearest_ward_code"]
    assert len(set(near) & set(city[1].planted_wards)) >= 4
    named = by_ward(city, "fct_ward_expected_values", "finding_code = 'better'")
    for indicator in ("asq_below", "gld_below"):
        rows = named[named["indicator_code"] == indicator]
        assert rows.index.tolist() == [BETTER], indicator
