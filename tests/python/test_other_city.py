"""Other cities in the place of ours: alone, together, and among councils not all well.

What is compared is alone in test_refresh.py's publication, among well-behaved councils
in one build, and in another among those that send mistakes and leave things out.
"""

import re

import duckdb
import pandas as pd
import pytest
from councils import (
    ALL,
    GATED,
    PLAIN,
    RURAL,
    SCOTTISH,
    SCOTTISH_OFFER,
    SEVENTEEN,
    SMALL,
    WITHOUT_HEADCOUNT,
    truth_of,
)
from projects import ProjectCopy

from early_years.contracts import load_contracts
from early_years.environment import here
from early_years.publishing.places import published_folder

PLANTED = (PLAIN, GATED, WITHOUT_HEADCOUNT, SEVENTEEN)
# In the one too little is counted for a rank, in the other too few children.
UNRANKED = (SCOTTISH, RURAL)
OF_PLAIN = f"local_authority_code = '{PLAIN.local_authority_code}'"


@pytest.fixture(scope="module")
def other_city(cities):
    """A build of other cities in the place of Birmingham, and what is true of one."""
    copy, outcome = cities
    return copy, truth_of(copy, PLAIN), outcome


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
        f" and {OF_PLAIN}"
    )
    assert len(totals) == 3 + 1 + 3
    for side in ("numerator_count", "denominator_count"):
        assert totals[side].tolist() == totals[f"expected_{side}"].tolist()


def test_its_planted_wards_come_out_highest(other_city):
    copy, truth, _ = other_city
    scores = copy.frame(
        f"from marts.fct_ward_need_scores where {OF_PLAIN} order by need_rank"
    )
    assert len(scores) == PLAIN.wards
    assert set(scores["ward_code"][scores["is_in_top_k"]]) == set(truth.planted_wards)


def test_its_wards_rank_as_the_truth_does(other_city):
    copy, truth, _ = other_city
    rates = copy.frame(f"from marts.fct_ward_indicator_scores where {OF_PLAIN}")
    assert len(rates) == 5 * PLAIN.wards
    for indicator, rows in rates.groupby("indicator_code"):
        true = [truth.rates[ward][indicator] for ward in rows["ward_code"]]
        ranks = pd.DataFrame(
            {"found": rows["shrunk_value"].astype(float), "true": true}
        )
        assert ranks.rank().corr().loc["found", "true"] > 0.6, indicator


def test_councils_together_find_their_own_planted_wards(cities):
    copy, _ = cities
    scores = copy.frame("from marts.fct_ward_need_scores where is_in_top_k")
    for spec in PLANTED:
        rows = scores[scores["local_authority_code"] == spec.local_authority_code]
        assert set(rows["ward_code"]) == set(truth_of(copy, spec).planted_wards), spec
    assert scores["local_authority_code"].nunique() == len(ALL) - len(UNRANKED)


# Says where each value of policy was measured, and holds the rows that nobody needs.
NAMES_ANYBODY, SEGMENTS = "policy.csv", "ward_segments.csv"


def test_nothing_of_the_example_is_in_the_files_and_pages_of_another(refreshed):
    own = ProjectCopy(here().root)
    wards = own.seed("reference/ref_wards")["ward_code"]
    segments = own.seed("policy/policy_segments")["segment_label"]
    example = ["Birmingham", "E08000025", *wards, *segments]
    found = re.compile("|".join(map(re.escape, example)))
    folder = published_folder(refreshed.project)
    paths = [
        path
        for kind in ("csv", "html", "json")
        for place in ("exports", "report")
        for path in sorted((folder / place).rglob(f"*.{kind}"))
    ]
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    told = {path for path, text in texts.items() if found.search(text)}
    assert {path.name for path in told} == {NAMES_ANYBODY}
    assert any(SMALL.name in text for text in texts.values())
    of_wards = pd.read_csv(folder / "exports" / "partner" / "wards" / SEGMENTS)
    assert len(of_wards) == SMALL.wards
    assert of_wards["segment_code"].isna().all()


# What rests on lists of services, logs of actions or earlier publications: none of them
# is generated for these cities.
NOT_GENERATED = {
    *("fct_priority_gaps", "fct_ward_neighbours", "fct_ward_rank_changes"),
    *("fct_action_follow_up", "fct_ward_shapes"),
}
# What is near a place may be another council's.
REACHES_OVER = {"fct_public_place_distances"}
COUNCIL = "local_authority_code"
# A source whose rows name no council is there for all, whoever sent it.
FOR_ALL = [
    contract.name
    for contract in load_contracts()
    if COUNCIL not in contract.column_names
]


def marts_of(path, code):
    """Every mart with a column of councils -> its rows of that council, in order."""
    with duckdb.connect(str(path), read_only=True) as database:
        names = database.sql(
            "select table_name from information_schema.columns where "
            f"table_schema = 'marts' and column_name = '{COUNCIL}' order by 1"
        ).fetchall()
        return {
            name: database.sql(
                f"from marts.{name} where {COUNCIL} = '{code}' order by all"
            ).df()
            for (name,) in names
        }


def assert_same(own, among):
    assert list(among) == list(own)
    assert {
        "fct_area_indicators",
        "fct_ward_need_scores",
        "fct_ward_domain_scores",
    } <= set(own)
    for name, rows in own.items():
        same = among[name]
        if name == "fct_source_freshness":
            rows, same = (
                one[~one["dataset_code"].isin(FOR_ALL)].reset_index(drop=True)
                for one in (rows, same)
            )
        if name == "fct_releases":
            # Its code is a digest of those sources too.
            rows, same = (one.drop(columns="release_code") for one in (rows, same))
        assert len(rows) > 0 or name in NOT_GENERATED, name
        assert rows.equals(same) or name in REACHES_OVER, name


# What is of England alone, or of the example: names, lists and areas.
ENGLISH = re.compile(
    r"England|English indices|EYFSP|LSOA|Ofsted|DfE|good level|reception|Birmingham"
    r"|school meal|\b[EK](?:0[0-9]|1[0-2]|92)[0-9]{6}\b"
)


def test_nothing_of_england_is_in_the_files_of_a_council_in_scotland(cities):
    marts = marts_of(cities[0].database, SCOTTISH.local_authority_code)
    told = {
        (name, column, value)
        for name, rows in marts.items()
        for column in rows.select_dtypes(include=["object", "str"])
        for value in rows[column].dropna().astype(str).unique()
        if ENGLISH.search(value)
    }
    assert told == set()
    headlines = marts["fct_headlines"].set_index("headline_code")["headline_text"]
    assert set(headlines.index) == {"list_not_available", "unranked_many"}
    assert headlines["list_not_available"] == (
        "No ward could be ranked: too few of the figures are known."
    )
    figures = marts["fct_area_indicators"]
    assert set(figures["indicator_code"]) == {"asq_below", "temporary_accommodation"}


def test_a_council_in_scotland_has_figures_of_its_one_review(cities):
    copy, code = cities[0], SCOTTISH.local_authority_code
    rates = copy.frame(
        "select ward_code, sum(numerator_count) / sum(denominator_count) as rate "
        f"from marts.fct_area_indicators where local_authority_code = '{code}' "
        "and indicator_code = 'asq_below' and area_type = 'ward' "
        "and breakdown_topic = 'total' group by ward_code order by rate desc"
    )
    assert len(rates) == SCOTTISH.wards
    assert rates["ward_code"].str.startswith("S13").all()
    assert set(rates["ward_code"][:2]) == set(truth_of(copy, SCOTTISH).planted_wards)


def test_each_nation_has_offers_and_terms_of_its_own(cities):
    copy = cities[0]
    offers = copy.frame("from marts.dim_entitlement")
    scottish = offers[offers["code_letters"] == "S"]
    assert scottish["entitlement_code"].tolist() == [SCOTTISH_OFFER]
    said = [str(cell) for cell in scottish.to_numpy().ravel() if cell is not None]
    assert not [cell for cell in said if ENGLISH.search(cell)]
    starts = copy.frame(
        "select *, cast(born_from_date as string) as born_from, "
        "cast(can_start_date as string) as can_start, "
        "cast(place_until_date as string) as until from marts.fct_entitlement_starts"
    )
    of_scotland = starts[starts["entitlement_code"] == SCOTTISH_OFFER]
    # Three on 30 June 2026 is in time for July; a day later it is January.
    halves = of_scotland.set_index("born_from")
    july, january = halves.loc["2023-01-01"], halves.loc["2023-07-01"]
    assert (july["can_start"], july["until"]) == ("2026-07-01", "2028-06-30")
    assert july["term_period"] == "second half 2026"
    assert (january["can_start"], january["until"]) == ("2027-01-01", "2028-12-31")
    of_england = starts[starts["entitlement_code"] == "universal_three_four"]
    assert "2026-07-01" not in set(of_england["can_start"])
    assert "2026-04-01" in set(of_england["can_start"])
    grace = copy.frame(
        "select distinct code_letters from marts.fct_entitlement_grace_periods"
    )
    assert grace["code_letters"].tolist() == ["E"]


def test_wards_of_few_children_have_figures_and_no_rank(cities):
    marts = marts_of(cities[0].database, RURAL.local_authority_code)
    numbers = (rows.select_dtypes("number") for rows in marts.values())
    assert not any(
        (of_mart.abs() == float("inf")).any(axis=None) for of_mart in numbers
    )
    scores = marts["fct_ward_need_scores"]
    assert len(scores) == RURAL.wards
    assert scores["need_rank"].isna().all()
    assert set(scores["unranked_reason_code"]) == {"too_few_children"}
    assert (
        scores["headline_text"].str.endswith("too few children to be compared.").all()
    )
    headlines = set(marts["fct_headlines"]["headline_code"])
    assert {"list_not_available", "unranked_many"} <= headlines


@pytest.fixture(scope="module")
def small_city(cities):
    """The marts of a city among others, all of which are well."""
    return marts_of(cities[0].database, SMALL.local_authority_code)


def test_a_council_among_others_is_as_if_alone(small_city, refreshed):
    assert_same(marts_of(refreshed.database, SMALL.local_authority_code), small_city)


def test_a_council_is_the_same_among_others_that_are_not_well(small_city, crowd):
    path = crowd[0].database
    assert_same(small_city, marts_of(path, SMALL.local_authority_code))


def test_a_city_is_the_same_among_others_that_are_not_well(cities, crowd):
    code = PLAIN.local_authority_code
    assert_same(marts_of(cities[0].database, code), marts_of(crowd[0].database, code))
