"""Another city's extracts in the place of ours, and several councils at once."""

import pandas as pd
import pytest
from projects import WITHOUT_TESTS, copy_project

from development.synthetic import CitySpec, generate_cities

# Planted wards as many as policy lists, so that the list is known.
CITIES = {
    spec.local_authority_code: spec
    for spec in (
        CitySpec(
            "E08900001",
            "Alderport",
            seed=11,
            planted=(2, 5, 11, 17, 23, 28),
            denominator_error=0.02,
        ),
        CitySpec(
            "E08900002",
            "Beechmouth",
            seed=12,
            wards=20,
            planted=(0, 4, 9, 10, 13, 19),
            denominator_error=0.02,
        ),
        CitySpec(
            "E08900003",
            "Cedarford",
            seed=13,
            wards=24,
            planted=(1, 3, 6, 14, 15, 22),
            denominator_error=0.02,
        ),
    )
}
OTHER_CITY = "E08900001"


def city_project(folder, *codes):
    """The project with the extracts and areas of made-up councils, and their truth."""
    copy = copy_project(folder / "project")
    truths = generate_cities([CITIES[code] for code in codes], copy.root / "seeds")
    return copy, truths


@pytest.fixture(scope="module")
def together(tmp_path_factory):
    """Three councils in one build, all tests included."""
    copy, truths = city_project(tmp_path_factory.mktemp("three"), *CITIES)
    copy.dbt("build")
    return copy, truths


@pytest.fixture(scope="module")
def other_city(tmp_path_factory):
    """Another city in the place of Birmingham, built as people build it."""
    copy, truths = city_project(tmp_path_factory.mktemp("other"), OTHER_CITY)
    return copy, truths[OTHER_CITY], copy.verb("build")


@pytest.fixture(scope="module")
def alone(other_city, tmp_path_factory):
    """Council code -> a project with that council alone."""
    copies = {OTHER_CITY: other_city[0]}
    for code in CITIES:
        if code not in copies:
            copies[code], _ = city_project(tmp_path_factory.mktemp(code), code)
            copies[code].dbt("build", *WITHOUT_TESTS)
    return copies


def test_another_city_builds_with_all_tests(other_city):
    copy, _, outcome = other_city
    assert outcome.exit_code == 0, outcome.text
    assert "steps of dbt, none failed" in outcome.text
    assert "Alderport: the six wards with the highest need:" in outcome.text
    assert "Birmingham" not in outcome.text.split("== Writing the files")[1]
    assert (copy.exports / "public" / "need" / "wards.csv").exists()


def test_its_totals_are_those_that_the_generator_counted(other_city):
    copy, _, _ = other_city
    totals = copy.frame(
        "from intermediate.int_counted__expected_totals where breakdown_topic = 'total'"
    )
    assert len(totals) == 3 + 1 + 3
    for side in ("numerator_count", "denominator_count"):
        assert totals[side].tolist() == totals[f"expected_{side}"].tolist()


def test_its_planted_wards_come_out_highest(other_city):
    copy, truth, _ = other_city
    scores = copy.frame("from marts.fct_ward_need_scores order by need_rank")
    assert len(scores) == CITIES[OTHER_CITY].wards
    assert set(scores["ward_code"][scores["is_in_top_k"]]) == set(truth.planted_wards)


def test_its_wards_rank_as_the_truth_does(other_city):
    copy, truth, _ = other_city
    rates = copy.frame("from marts.fct_ward_indicator_scores")
    assert len(rates) == 5 * CITIES[OTHER_CITY].wards
    for indicator, rows in rates.groupby("indicator_code"):
        true = [truth.rates[ward][indicator] for ward in rows["ward_code"]]
        ranks = pd.DataFrame({"found": rows["shrunk_rate"].astype(float), "true": true})
        assert ranks.rank().corr().loc["found", "true"] > 0.6, indicator


def test_councils_together_find_their_own_planted_wards(together):
    copy, truths = together
    scores = copy.frame("from marts.fct_ward_need_scores where is_in_top_k")
    for code, rows in scores.groupby("local_authority_code"):
        assert set(rows["ward_code"]) == set(truths[code].planted_wards), code
    assert scores["local_authority_code"].nunique() == len(CITIES)


# What rests on mistakes, published figures, lists of services or earlier publications,
# none of which is generated for a made-up city.
NOT_GENERATED = {
    *("fct_comparisons", "fct_data_quality", "fct_on_track", "fct_priority_gaps"),
    "fct_ward_rank_changes",
}
# What is near a place may be another council's.
REACHES_OVER = {"fct_public_place_distances"}


@pytest.mark.parametrize("code", CITIES)
def test_each_council_among_others_is_as_if_alone(together, alone, code):
    having = "local_authority_code"
    among, own = together[0].marts(having), alone[code].marts(having)
    assert list(among) == list(own)
    assert {
        "fct_area_indicators",
        "fct_ward_need_scores",
        "fct_ward_domain_scores",
    } <= set(own)
    for name in own:
        # Read alike: a column that is blank in one council alone has another type.
        sql = f"from marts.{name} where {having} = '{code}' order by all"
        rows, same = alone[code].frame(sql), together[0].frame(sql)
        assert len(rows) > 0 or name in NOT_GENERATED, name
        assert rows.equals(same) or name in REACHES_OVER, name
