"""Two made-up cities in which several things are true, each of which must be found."""

import duckdb
import pandas as pd
import pytest
from projects import WITHOUT_TESTS, copy_built, copy_project

from development.synthetic import CitySpec, generate_cities

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


# The other city's plants are of supply, in a square of six by six wards. The desert has
# a corner, with wards as thin beside it. The rest are farther apart than what lies
# within reach on foot, and many children live where few of them take up.
DESERT, OASIS, UNUSED, WELL = 0, 28, 9, 30
BESIDE_DESERT = (1, 6, 7)
SUPPLIED = CitySpec(
    "E08900005",
    "Quinceborough",
    seed=2,
    wards=36,
    children_per_cohort=6000,
    desert=(DESERT,),
    oasis=(OASIS,),
    full_but_unused=(UNUSED,),
    few_but_well=(WELL,),
    with_neighbour=True,
)
NEIGHBOUR = "E08900205"
FAR_FROM_NEIGHBOUR = [ward for ward in range(SUPPLIED.wards) if ward % 6 < 3]


@pytest.fixture(scope="module")
def cities(tmp_path_factory):
    """The project with those cities alone, built, and the truths behind them."""
    copy = copy_project(tmp_path_factory.mktemp("planted") / "project")
    truths = generate_cities([CITY, SUPPLIED], copy.root / "seeds")
    copy.dbt("build", *WITHOUT_TESTS)
    return copy, truths


@pytest.fixture(scope="module")
def city(cities):
    """The project, and the truth behind the city with needy wards."""
    return cities[0], cities[1][CITY.local_authority_code]


@pytest.fixture(scope="module")
def supplied(cities):
    """The project, and the truth behind the city with planted supply."""
    return cities[0], cities[1][SUPPLIED.local_authority_code]


@pytest.fixture(scope="module")
def without_neighbour(supplied, tmp_path_factory):
    """The same, with access as it is when the neighbour has sent nothing."""
    copy = copy_built(supplied[0], tmp_path_factory.mktemp("alone") / "project")
    areas = copy.seed("reference/ref_lsoa_2021")
    lsoas = areas["lsoa_2021_code"][areas["local_authority_code"] == NEIGHBOUR]
    sent = {
        "raw_settings_register": ("local_authority_code", [NEIGHBOUR]),
        "raw_population_estimates": ("lsoa_2021_code", lsoas),
    }
    for name, (column, theirs) in sent.items():
        rows = copy.seed(f"landed/{name}")
        rows[~rows[column].isin(theirs)].to_csv(
            copy.landed / f"{name}.csv",
            index=False,
            lineterminator="\n",
            encoding="utf-8",
        )
    between = [f"{name}+,+fct_ward_access" for name in sent]
    copy.dbt("build", "--select", *between, *WITHOUT_TESTS)
    return copy, supplied[1]


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
    assert set(scores.index[scores["is_in_top_k"]]) == set(CITY.planted)
    assert (scores.loc[list(CITY.planted), "top_k_probability_rate"] > 0.95).all()


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
    assert set(agreed) == set(CITY.planted) - {OVERLOOKED}


def test_needy_wards_with_unlike_residents_stand_in_different_segments(city):
    segments = by_ward(city, "fct_ward_need_scores")["segment_code"]
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
    quotients = by_ward(city, "fct_ward_context", f"breakdown_category = '{category}'")[
        "location_quotient"
    ]
    assert quotients[higher] > 1 > quotients[lower]


def test_the_ward_that_does_better_than_its_like_is_named(city):
    near = by_ward(city, "fct_similar_wards").loc[BETTER, "similar_ward_code"]
    assert len(set(near) & set(city[1].planted_wards)) >= 4
    named = by_ward(city, "fct_ward_indicator_scores", "finding_code = 'better'")
    for indicator in ("asq_below", "gld_below"):
        rows = named[named["indicator_code"] == indicator]
        assert rows.index.tolist() == [BETTER], indicator


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
    copy, truths = cities
    outcome = copy.verb("export")
    assert outcome.exit_code == 0, outcome.text
    text = written_words(copy.exports)
    for truth in truths.values():
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
