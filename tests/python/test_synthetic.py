"""The generator: same bytes, exact ties to published figures, councils kept apart."""

import shutil

import numpy as np
import pandas as pd
import pytest

from development.synthetic import CitySpec, generate_birmingham, generate_cities
from development.synthetic.draws import Stream, apportion, assign, choose, spread
from development.synthetic.files import joined_plan
from early_years.contracts import load_contracts
from early_years.environment import PlainError, here

ROOT = here().root
REFERENCE = ROOT / "seeds" / "reference"
BIRMINGHAM = "E08000025"
SPARKBROOK_AND_BALSALL_HEATH_EAST = "E05011170"
GLEBE_FARM_AND_TILE_CROSS = "E05011138"
GENERATED = (
    "actions",
    "asq3_children_due",
    "asq3_reviews",
    "council_settings",
    "decisions",
    "early_education_eligible_children",
    "early_education_headcount",
    "early_years_services",
    "eyfsp_results",
    "family_voice",
    "funded_places",
    "postcodes",
    "service_priorities",
    "setting_hours",
    "settings_register",
    "temporary_accommodation",
)
# No real postcode ends in two of these.
IMPOSSIBLE_POSTCODE = r"[A-Z]{1,2}[0-9]{1,2} [0-9][CIKMOV]{2}"
DOMAINS = (
    "communication",
    "gross_motor",
    "fine_motor",
    "problem_solving",
    "personal_social",
)
CONTRACTS = {contract.name: contract for contract in load_contracts()}


def read(path):
    return pd.read_csv(path, dtype=str, keep_default_na=False)


@pytest.fixture(scope="module")
def fresh(tmp_path_factory):
    folder = tmp_path_factory.mktemp("fresh")
    generate_birmingham(ROOT, folder)
    return folder


@pytest.fixture(scope="module")
def extracts(fresh):
    return {name: read(fresh / CONTRACTS[name].file_name) for name in GENERATED}


def lsoas(reference):
    """The LSOAs of 2021 in a folder of reference seeds, by their codes."""
    areas = read(reference / "ref_small_areas.csv")
    return areas[areas["area_kind"] == "lsoa_2021"].set_index("area_code")


@pytest.fixture(scope="module")
def ward_of():
    areas = lsoas(REFERENCE)
    return areas["ward_code"][areas["local_authority_code"] == BIRMINGHAM]


@pytest.fixture(scope="module")
def goals():
    return read(REFERENCE / "ref_early_learning_goals.csv")


@pytest.fixture(scope="module")
def pupils(extracts, goals, ward_of):
    """The EYFSP with what is derived: gld, all_goals, goals_count and ward_code."""
    found = extracts["eyfsp_results"].copy()
    expected = found[goals["goal_code"]] == "expected"
    found["gld"] = expected[goals["goal_code"][goals["is_in_gld"] == "true"]].all(
        axis=1
    )
    found["all_goals"] = expected.all(axis=1)
    found["goals_count"] = expected.sum(axis=1)
    found["ward_code"] = found["home_lsoa_2021_code"].map(ward_of)
    return found


@pytest.fixture(scope="module")
def assessed(extracts, ward_of):
    """Reviews with all five domains completed: is_below, quarter and ward_code."""
    found = extracts["asq3_reviews"]
    results = found[list(DOMAINS)]
    found = found[(results != "not_completed").all(axis=1)].copy()
    found["is_below"] = (found[list(DOMAINS)] == "below").any(axis=1)
    days = pd.to_datetime(found["review_date"])
    found["quarter"] = days.dt.year.astype(str) + "-Q" + days.dt.quarter.astype(str)
    found["ward_code"] = found["home_lsoa_2021_code"].map(ward_of)
    return found


def published(dataset, measure, period):
    contract = CONTRACTS[f"published_{dataset}"]
    figures = read(ROOT / "seeds" / "landed" / contract.file_name)
    found = figures[
        (figures["area_code"] == BIRMINGHAM)
        & (figures["measure_code"] == measure)
        & (figures[contract.period_column] == period)
    ]
    assert len(found)
    return found


def with_counts(dataset, measure, period):
    found = published(dataset, measure, period)
    return found[found["denominator_count"] != ""]


def test_the_landed_extracts_are_what_the_generator_makes(fresh):
    for name in GENERATED:
        file_name = CONTRACTS[name].file_name
        landed = (ROOT / "seeds" / "landed" / file_name).read_bytes()
        assert (fresh / file_name).read_bytes() == landed, file_name


@pytest.mark.parametrize("name", GENERATED)
def test_rows_keep_the_contract_and_say_that_they_are_synthetic(extracts, name):
    rows, contract = extracts[name], CONTRACTS[name]
    assert tuple(rows.columns) == contract.column_names
    assert set(rows["is_synthetic"]) == {"true"}
    key = list(contract.primary_key)
    assert not rows.duplicated(key).any()
    assert rows[key].equals(rows[key].sort_values(key).reset_index(drop=True))
    for column in contract.columns:
        if column.allowed:
            allowed = {value.value for value in column.allowed}
            assert set(rows[column.name]) <= allowed, column.name


@pytest.mark.parametrize("measure", ["gld", "all_goals"])
def test_every_published_result_by_characteristic_and_sex_is_met(pupils, measure):
    figures = with_counts("eyfsp_results", measure, "2021/22")
    topics = set(figures["breakdown_topic"])
    assert {"total", "free_school_meals", "ethnic_group", "sen_provision"} <= topics
    for figure in figures.itertuples():
        rows = pupils
        if figure.breakdown_topic != "total":
            rows = rows[rows[figure.breakdown_topic] == figure.breakdown_category]
        if figure.sex != "total":
            rows = rows[rows["sex"] == figure.sex]
        counts = (str(rows[measure].sum()), str(len(rows)))
        assert counts == (figure.numerator_count, figure.denominator_count), figure


def test_learning_areas_and_average_goals_round_to_the_published(pupils, goals):
    for area, group in goals.groupby("area_code"):
        met = (pupils[group["goal_code"]] == "expected").all(axis=1).mean()
        figure = published("eyfsp_results", f"eyfsp_area_{area}", "2021/22")
        assert figure["published_value"].tolist() == [f"{100 * met:.1f}"], area
    averages = published("eyfsp_results", "average_goals", "2021/22")
    averages = averages[averages["breakdown_topic"] == "total"]
    assert set(averages["sex"]) == {"total", "female", "male"}
    for figure in averages.itertuples():
        rows = pupils if figure.sex == "total" else pupils[pupils["sex"] == figure.sex]
        assert f"{rows['goals_count'].mean():.1f}" == figure.published_value


def test_exempt_children_are_exempt_in_every_goal(pupils, goals):
    exempt = pupils[goals["goal_code"]] == "A"
    assert (exempt.any(axis=1) == exempt.all(axis=1)).all()
    assert 5 <= exempt.all(axis=1).sum() <= 30


@pytest.mark.parametrize("domain", ["all_five", *DOMAINS])
def test_every_published_quarter_of_reviews_is_met(assessed, domain):
    latest = assessed[assessed["review_year"] == "2022"]
    met = latest["is_below"].eq(False)
    if domain != "all_five":
        met = latest[domain] == "expected"
    (figure,) = with_counts("asq3_results", f"asq_{domain}", "2022").itertuples()
    counts = (str(met.sum()), str(len(latest)))
    assert counts == (figure.numerator_count, figure.denominator_count)
    quarters = joined_plan("birmingham")["published_reviews"]["quarters"]
    assert len(quarters) == 4
    for quarter, counts in quarters.items():
        among = latest["quarter"] == quarter
        assert among.sum() == counts["reviews"] and met[among].sum() == counts[domain]


def test_reviews_lie_in_their_year_and_cover_what_is_published(extracts, assessed):
    reviews, due = extracts["asq3_reviews"], extracts["asq3_children_due"]
    periods = read(REFERENCE / "ref_periods.csv")
    periods = periods[periods["period_type"] == "provider_year"]
    years = periods.set_index("supplier_label")
    for year, rows in reviews.groupby("review_year"):
        first, last = years.loc[year, ["start_date", "end_date"]]
        assert rows["review_date"].between(first, last).all()
    assert reviews["age_in_months"].astype(int).between(23, 31).all()
    latest = due[due["review_year"] == "2022"]["children_due_count"].astype(int)
    share = (assessed["review_year"] == "2022").sum() / latest.sum()
    coverage = joined_plan("birmingham")["published_reviews"]["coverage"]
    assert f"{share:.3f}" == f"{coverage:.3f}"


def test_unfinished_reviews_come_on_top(extracts):
    reviews = extracts["asq3_reviews"]
    missing = (reviews[list(DOMAINS)] == "not_completed").sum(axis=1)
    latest = missing[reviews["review_year"] == "2022"]
    assert set(latest) == {0, 5} and (latest == 5).sum() == 60
    earlier = missing[reviews["review_year"] != "2022"]
    assert set(earlier) >= {0, 1, 2}


@pytest.mark.parametrize("age", ["2", "3", "4"])
def test_take_up_and_eligible_children_are_the_published(extracts, age):
    take_up = "early_education_take_up"
    (figure,) = with_counts(take_up, f"eee{age}", "2023-spring").itertuples()
    headcount = extracts["early_education_headcount"]
    eligible = extracts["early_education_eligible_children"]
    rows = headcount[headcount["age_at_31_december"] == age]
    basis = "additional_support" if age == "2" else "universal"
    entitled = rows[rows["entitlement_basis"] == basis]
    assert str(entitled["child_id"].nunique()) == figure.numerator_count
    assert set(rows["child_id"]) == set(entitled["child_id"])
    counts = eligible[eligible["age_at_31_december"] == age]["eligible_children_count"]
    assert str(counts.astype(int).sum()) == figure.denominator_count
    assert counts.astype(int).min() >= 1


def test_reception_classes_arrive_by_the_school_census(extracts):
    rows = extracts["early_education_headcount"]
    reception = rows[rows["in_reception"] == "yes"]
    assert set(reception["age_at_31_december"]) == {"4"}
    assert set(reception["source_collection"]) == {"school_census"}
    assert set(reception["entitlement_basis"]) == {"universal"}
    fours = rows[
        (rows["age_at_31_december"] == "4") & (rows["entitlement_basis"] == "universal")
    ]
    assert len(reception) / len(fours) == pytest.approx(2 / 3, abs=0.02)


def test_take_up_above_the_estimate_occurs_at_age_four_alone(extracts, ward_of):
    rows = extracts["early_education_headcount"]
    rows = rows.assign(ward_code=rows["home_lsoa_2021_code"].map(ward_of))
    keys = ["age_at_31_december", "ward_code"]
    taken = rows.groupby(keys)["child_id"].nunique()
    eligible = extracts["early_education_eligible_children"].set_index(keys)
    rates = taken / eligible["eligible_children_count"].astype(int)
    assert 2 <= (rates["4"] > 1).sum() <= 4
    assert not (rates["2"] > 1).any() and not (rates["3"] > 1).any()


@pytest.mark.parametrize(
    ("name", "elsewhere", "unusable"),
    [
        ("asq3_reviews", 0.0, 0.005),
        ("eyfsp_results", 0.016, 0.005),
        ("early_education_headcount", 0.02, 0.005),
    ],
)
def test_homes_lie_in_a_ward_elsewhere_or_nowhere(extracts, name, elsewhere, unusable):
    homes = extracts[name]["home_lsoa_2021_code"]
    areas = lsoas(REFERENCE)
    known = homes.map(areas["local_authority_code"])
    outside = known.notna() & (known != BIRMINGHAM)
    assert outside.mean() == pytest.approx(elsewhere, abs=0.002)
    assert known.isna().mean() == pytest.approx(unusable, abs=0.001)
    assert set(homes[known.isna()]) == {"", "E01999999"}


def test_the_founding_document_s_counts_are_found_in_the_rows(pupils, assessed):
    below = (~pupils["gld"]).groupby(pupils["ward_code"]).sum()
    assert below.idxmax() == SPARKBROOK_AND_BALSALL_HEATH_EAST
    assert below.nlargest(2).diff().iloc[1] < 0
    latest = assessed[assessed["review_year"] == "2022"]
    below = latest.groupby("ward_code")["is_below"].sum()
    assert below.idxmax() == GLEBE_FARM_AND_TILE_CROSS
    assert below.nlargest(2).diff().iloc[1] < 0


def test_housing_hides_small_counts_and_little_else(extracts):
    rows = extracts["temporary_accommodation"]
    counts = rows["children_count"]
    assert 3 <= (counts == "c").sum() <= 30
    shown = counts[counts != "c"].astype(int)
    totals = shown.groupby(rows["quarter"]).sum()
    assert list(totals.index) == ["2022-Q2", "2022-Q3", "2022-Q4", "2023-Q1"]
    assert totals.between(8_000, 9_000).all()


def placed(rows, extracts, ward_of):
    """Rows with the ward of their postcode, blank where they have none."""
    postcodes = extracts["postcodes"].set_index("postcode")["lsoa_2021_code"]
    return rows.assign(
        ward_code=rows["postcode"].map(postcodes).map(ward_of).fillna("")
    )


def first_month(register):
    """The register of the month for which figures are published."""
    return register[register["register_month"] == "2021-08"]


def nurseries(register):
    """Rows that are early years places: on the register, and not out of school."""
    return (register["is_on_early_years_register"] == "yes") & register[
        "provider_subtype"
    ].isin(["Full day care", "Sessional day care"])


def test_the_register_ties_to_the_published_by_ward_and_kind(extracts, ward_of):
    register = placed(first_month(extracts["settings_register"]), extracts, ward_of)
    kinds = ["ward_code", "provider_type", "provider_subtype"]
    published = read(ROOT / "seeds" / "expectations" / "expect_settings.csv")
    published = published[published["local_authority_code"] == BIRMINGHAM]
    expected = {
        (*(getattr(row, kind) for kind in kinds), row.is_on_early_years_register): (
            int(row.settings_count),
            int(row.places_count),
        )
        for row in published.itertuples()
    }
    flags = register["is_on_early_years_register"].map({"yes": "true", "no": "false"})
    places = register["places_count"].astype(int)
    groups = places.groupby([*(register[kind] for kind in kinds), flags])
    assert {key: (len(rows), rows.sum()) for key, rows in groups} == expected
    assert len(register) == 1072
    early = (register["provider_type"] == "Childcare on non-domestic premises") & (
        flags == "true"
    )
    assert (early.sum(), places[early].sum()) == (442, 22_908)
    in_ward = early & (register["ward_code"] != "")
    assert (in_ward.sum(), places[in_ward].sum()) == (441, 22_888)


def test_a_later_register_of_the_example_has_report_cards_beside_grades(extracts):
    register = extracts["settings_register"]
    first, later = (
        register[register["register_month"] == month].set_index("setting_id")
        for month in ("2021-08", "2026-03")
    )
    same = ["setting_name", "provider_type", "places_count", "overall_effectiveness"]
    assert first[same].equals(later[same])
    carded = later["inclusion"] != ""
    assert carded.sum() == 182 and not (first["inclusion"] != "").any()
    assert (later["overall_effectiveness"][carded] != "").all()
    assert (later["inspection_date"][carded] >= "2025-11-10").all()
    assert (later["inspection_date"] <= "2026-03-31").all()
    # That of the Childcare Register is sooner than some cards and later than others.
    days = later["childcare_register_inspection_date"]
    both = carded & (days != "")
    after = days[both] > later["inspection_date"][both]
    assert after.any() and not after.all()
    assert not (first["childcare_register_outcome"] != "").any()


def test_what_ofsted_withholds_is_withheld_whole(extracts):
    register = first_month(extracts["settings_register"])
    withheld = register["is_redacted"] == "yes"
    homes = register["provider_type"] != "Childcare on non-domestic premises"
    assert withheld.sum() == 542 and (homes & ~withheld).sum() == 0
    assert set(register["setting_name"][withheld]) == {"REDACTED"}
    assert set(register["postcode"][withheld]) == {""}
    assert "REDACTED" not in set(register["setting_name"][~withheld])


def test_no_name_number_or_postcode_of_a_setting_could_be_real(extracts):
    register, listed = extracts["settings_register"], extracts["council_settings"]
    services = extracts["early_years_services"]
    assert register["setting_id"].str.fullmatch(r"SYN[0-9]{8}").all()
    for rows in (register, listed, services, extracts["postcodes"]):
        postcodes = rows["postcode"][rows["postcode"] != ""]
        assert postcodes.str.fullmatch(IMPOSSIBLE_POSTCODE).all()
        assert set(postcodes) <= set(extracts["postcodes"]["postcode"])
    words = joined_plan("birmingham")["settings"]["names"]
    for name in (*register["setting_name"], *listed["setting_name"]):
        first, second = f"{name} ".split(" ")[:2]
        is_made_up = first in words["first"] and second in words["second"]
        assert is_made_up or name == "REDACTED", name
    assert services["contact_phone"].str.fullmatch(r"0121 496 0[0-9]{3}").all()
    assert services["contact_email"].str.endswith(".example").all()
    assert services["website"].str.startswith("https://services.example/").all()


def test_the_list_the_headcount_and_the_register_know_each_other(extracts, ward_of):
    listed = extracts["council_settings"].set_index("setting_id")
    headcount = extracts["early_education_headcount"]
    assert set(headcount["setting_id"]) <= set(listed.index)
    reception = headcount[headcount["in_reception"] == "yes"]["setting_id"].unique()
    assert set(listed.loc[reception, "setting_type"]) == {"school_nursery"}
    register = first_month(extracts["settings_register"]).set_index("setting_id")
    offered = nurseries(register) & (register["is_redacted"] == "no")
    private = listed[listed["setting_type"] == "private_voluntary_independent"]
    assert sorted(private["urn"]) == sorted(register.index[offered])
    homes = listed[listed["setting_type"] == "childminder"]
    known = homes["urn"][homes["urn"] != ""]
    assert set(register.loc[known, "is_redacted"]) == {"yes"}
    assert set(homes["may_be_named"]) == {"yes", "no"}
    assert (listed["setting_type"] == "maintained_nursery_school").sum() == 27
    places = pd.to_numeric(listed["places_count"])
    schools = places[listed["setting_type"] == "school_nursery"].sum()
    assert schools / places.sum() == pytest.approx(0.23, abs=0.02)
    assert 0.02 < places.isna().mean() < 0.15


def test_funded_places_fit_into_the_places_and_the_free_into_them(extracts):
    listed = extracts["council_settings"].set_index("setting_id")
    funded = extracts["funded_places"]
    counts = pd.to_numeric(funded["funded_places_count"])
    free = pd.to_numeric(funded["free_places_count"])
    assert not (free > counts).any() and not (free.notna() & counts.isna()).any()
    sums = counts.groupby(funded["setting_id"]).sum()
    places = pd.to_numeric(listed["places_count"]).reindex(sums.index)
    assert not (sums > places).any()
    offered = funded["offers_funded"] == "yes"
    assert counts[offered].notna().mean() == pytest.approx(0.8, abs=0.04)
    assert free[offered].notna().mean() == pytest.approx(0.6, abs=0.04)
    assert counts[funded["offers_funded"] == "unknown"].isna().all()


def test_hours_belong_to_settings_or_services_and_some_are_unknown(extracts):
    hours = extracts["setting_hours"]
    settings = set(extracts["council_settings"]["setting_id"])
    services = set(extracts["early_years_services"]["service_id"])
    assert set(hours["setting_id"]) <= settings | services
    assert not settings & services
    known = hours["setting_id"].unique()
    assert sum(one in settings for one in known) / len(settings) == pytest.approx(
        0.85, abs=0.04
    )
    assert sum(one in services for one in known) / len(services) == pytest.approx(
        0.7, abs=0.08
    )
    assert (hours["opens_at"] < hours["closes_at"]).all()


def test_every_lsoa_has_a_postcode_in_a_district_of_its_ward(extracts, ward_of):
    postcodes = extracts["postcodes"]
    assert set(postcodes["lsoa_2021_code"]) == set(ward_of.index)
    wards = postcodes["lsoa_2021_code"].map(ward_of)
    assert postcodes["ward_code"].tolist() == wards.tolist()
    districts = joined_plan("birmingham")["provision"]["districts"]
    found = postcodes["postcode"].str.split(" ").str[0]
    assert found.tolist() == wards.map(districts).tolist()


def test_a_smaller_city_and_more_years(tmp_path):
    generate_birmingham(ROOT, tmp_path, scale=0.2, years=4)
    periods = {
        name: read(tmp_path / CONTRACTS[name].file_name)
        .groupby(CONTRACTS[name].period_column)
        .size()
        for name in GENERATED
    }
    assert list(periods["asq3_reviews"].index) == ["2020", "2021", "2022", "2023"]
    assert list(periods["eyfsp_results"].index) == [
        "2021/22",
        "2022/23",
        "2023/24",
        "2024/25",
    ]
    assert len(periods["early_education_headcount"]) == 4
    assert len(periods["temporary_accommodation"]) == 16
    assert set(periods["eyfsp_results"]) == {round(7454 * 0.2) + round(7629 * 0.2)}
    pupils = read(tmp_path / "raw_eyfsp_results.csv")
    assert not pupils["child_id"].duplicated().any()
    whole = (ROOT / "seeds" / "landed" / "raw_settings_register.csv").read_bytes()
    assert (tmp_path / "raw_settings_register.csv").read_bytes() == whole


@pytest.mark.parametrize(
    ("arguments", "said"),
    [({"scale": 0.01}, "The scale is 0.01"), ({"years": 0}, "number of years is 0")],
)
def test_impossible_wishes_are_told_plainly(tmp_path, arguments, said):
    with pytest.raises(PlainError, match=said):
        generate_birmingham(ROOT, tmp_path, **arguments)


def test_a_missing_published_figure_is_named(tmp_path):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    path = tmp_path / "seeds" / "landed" / "raw_published_eyfsp_results.csv"
    rows = read(path)
    rows[rows["measure_code"] != "eyfsp_area_lit"].to_csv(path, index=False)
    with pytest.raises(PlainError, match="eyfsp_area_lit"):
        generate_birmingham(tmp_path, tmp_path / "out")


@pytest.fixture(scope="module")
def three_cities(tmp_path_factory):
    """Three made-up councils together; the second alone; what the first are."""
    specs = [
        CitySpec("E08900001", "Alderport", 1, planted=(0, 7)),
        CitySpec("E08900002", "Beechmouth", 2, wards=12, planted=(3,)),
        CitySpec("E08900003", "Cedarford", 2, wards=12, planted=(3,)),
    ]
    together, alone = (tmp_path_factory.mktemp(name) for name in ("three", "one"))
    truths = generate_cities(specs, together)
    assert truths["E08900002"] == generate_cities(specs[1:2], alone)["E08900002"]
    return together, alone, truths


def test_a_council_gets_the_same_rows_alone_and_among_others(three_cities):
    together, alone, _ = three_cities
    files = sorted(path.relative_to(alone) for path in alone.rglob("*.csv"))
    assert len(files) == len(CONTRACTS) + 3 + 3
    for file in files:
        among = (together / file).read_text(encoding="utf-8").splitlines()
        own = (alone / file).read_text(encoding="utf-8").splitlines()
        assert among[0] == own[0]
        kept = set(own)
        assert [line for line in among if line in kept] == own, file


def test_councils_share_no_area_and_none_is_real(three_cities):
    together, alone, _ = three_cities
    real = set(lsoas(REFERENCE).index)
    areas = lsoas(together / "reference")
    assert not areas.index.duplicated().any()
    assert not real & set(areas.index)
    own = set(lsoas(alone / "reference").index)
    pupils = read(alone / "landed" / "raw_eyfsp_results.csv")
    assert set(pupils["home_lsoa_2021_code"]) <= own | {"", "E01999999"}


def test_councils_with_the_same_seed_still_differ(three_cities):
    together, _, _ = three_cities
    pupils = read(together / "landed" / "raw_eyfsp_results.csv")
    second, third = (
        pupils[pupils["local_authority_code"] == code]["com_e01"].tolist()
        for code in ("E08900002", "E08900003")
    )
    assert second[:200] != third[:200]


def test_every_dataset_of_a_made_up_council_keeps_its_contract(three_cities):
    together, _, _ = three_cities
    for contract in CONTRACTS.values():
        rows = read(together / "landed" / contract.file_name)
        assert tuple(rows.columns) == contract.column_names
        assert not rows.duplicated(list(contract.primary_key)).any()
        assert set(rows["is_synthetic"]) <= {"true"}
        for column in contract.columns:
            found = set(rows[column.name])
            if column.required:
                assert "" not in found, column.name
            if column.allowed:
                allowed = {value.value for value in column.allowed}
                assert found - {""} <= allowed, column.name


def test_expected_totals_are_those_of_the_rows(three_cities, goals):
    together, _, _ = three_cities
    expected = read(together / "expectations" / "expect_totals.csv")
    expected = expected[expected["local_authority_code"] == "E08900001"]
    expected = expected.set_index(
        ["indicator_code", "period_code", "breakdown_topic", "breakdown_category"]
    )[["numerator_count", "denominator_count"]].astype(int)
    pupils = read(together / "landed" / "raw_eyfsp_results.csv")
    pupils = pupils[pupils["local_authority_code"] == "E08900001"]
    in_gld = goals["goal_code"][goals["is_in_gld"] == "true"]
    below = ~(pupils[in_gld] == "expected").all(axis=1)
    for topic in ("sex", "free_school_meals", "sen_provision"):
        for category, rows in below.groupby(pupils[topic]):
            found = expected.loc[("gld_below", "2021/22", topic, category)]
            assert found.tolist() == [rows.sum(), len(rows)]
    total = expected.loc[("gld_below", "2021/22", "total", "total")]
    assert total.tolist() == [below.sum(), len(below)]
    headcount = read(together / "landed" / "raw_early_education_headcount.csv")
    headcount = headcount[headcount["local_authority_code"] == "E08900001"]
    twos = headcount[headcount["age_at_31_december"] == "2"]["child_id"].nunique()
    found = expected.loc[("eee2_take_up", "2022-23-T2-spring", "total", "total")]
    assert found["numerator_count"] == twos


def test_truth_names_the_planted_wards_and_their_rates(three_cities):
    _, _, truths = three_cities
    truth = truths["E08900001"]
    assert truth.planted_wards == ("E05401001", "E05401008")
    for indicator in ("asq_below", "gld_below", "eee2_gap", "eee3_gap", "eee4_gap"):
        rates = {ward: rates[indicator] for ward, rates in truth.rates.items()}
        neediest = sorted(rates, key=rates.get, reverse=True)[:2]
        assert set(neediest) == set(truth.planted_wards), indicator


@pytest.mark.parametrize("code", ["E08000025", "E08900200", "E08900000"])
def test_a_code_that_could_be_real_or_collide_is_refused(tmp_path, code):
    with pytest.raises(ValueError, match="must be from"):
        generate_cities([CitySpec(code, "Nowhere", 1)], tmp_path)


# Wards in a square of six by six; those of DESERT and OASIS are far apart.
DESERT, OASIS, UNUSED, WELL = 7, 28, 22, 17


@pytest.fixture(scope="module")
def supplied(tmp_path_factory):
    """A city with all that can be planted about supply: its folder and its truth."""
    city = CitySpec(
        "E08900005",
        "Quinceborough",
        seed=3,
        wards=36,
        desert=(DESERT,),
        oasis=(OASIS,),
        full_but_unused=(UNUSED,),
        few_but_well=(WELL,),
        with_neighbour=True,
    )
    folder = tmp_path_factory.mktemp("supplied")
    return folder, generate_cities([city], folder)["E08900005"]


@pytest.fixture(scope="module")
def supply(supplied):
    """By the ward's position: places in the register, children, points of the wards."""
    folder, truth = supplied
    areas = lsoas(folder / "reference")
    ward_of = areas["ward_code"][areas["local_authority_code"] == "E08900005"]
    rows = {
        name: read(folder / "landed" / CONTRACTS[name].file_name)
        for name in ("settings_register", "postcodes", "population_estimates")
    }
    register = placed(rows["settings_register"], rows, ward_of)
    places = register["places_count"].astype(int).where(nurseries(register), 0)
    people = rows["population_estimates"]
    under_five = people[people["age"].astype(int) < 5]
    children = under_five["people_count"].astype(int)
    children = children.groupby(under_five["lsoa_2021_code"].map(ward_of)).sum()
    wards = list(truth.rates)
    found = pd.DataFrame({"children": children.reindex(wards)})
    found["places"] = places.groupby(register["ward_code"]).sum()
    points = areas.astype({"latitude": float, "longitude": float})
    found[["north", "east"]] = points.groupby("ward_code")[
        ["latitude", "longitude"]
    ].mean()
    return found.fillna({"places": 0}).reset_index(drop=True)


def test_there_is_hardly_a_place_in_a_desert_and_around_it(supply):
    north, east = supply["north"], supply["east"] * 0.59
    metres = 111_200 * np.hypot(north - north[DESERT], east - east[DESERT])
    near = supply[metres <= 2_000]
    assert len(near) >= 4
    rate = supply["places"].sum() / supply["children"].sum()
    assert near["places"].sum() / near["children"].sum() < 0.2 * rate


def test_an_oasis_has_far_more_places_a_child(supply):
    rates = supply["places"] / supply["children"]
    assert rates[OASIS] > 4 * rates.median()
    assert rates[UNUSED] > 3 * rates.median() and rates[WELL] < 0.5 * rates.median()


def test_places_are_free_where_take_up_is_poor(supplied):
    folder, truth = supplied
    rates = pd.DataFrame(truth.rates).T.reset_index(drop=True)
    take_up = ["eee2_gap", "eee3_gap", "eee4_gap"]
    assert (rates[take_up].idxmax() == UNUSED).all()
    assert (rates[["asq_below", "gld_below"]].idxmin() == WELL).all()
    listed = read(folder / "landed" / "raw_council_settings.csv").set_index(
        "setting_id"
    )
    funded = read(folder / "landed" / "raw_funded_places.csv")
    funded = funded[funded["free_places_count"] != ""]
    counts = funded.astype({"funded_places_count": int, "free_places_count": int})
    postcodes = read(folder / "landed" / "raw_postcodes.csv").set_index("postcode")
    homes = counts["setting_id"].map(listed["postcode"]).map(postcodes["ward_code"])
    sums = counts.groupby(homes)[["funded_places_count", "free_places_count"]].sum()
    shares = sums["free_places_count"] / sums["funded_places_count"]
    assert shares.idxmax() == list(truth.rates)[UNUSED]


def test_a_later_register_has_grades_report_cards_and_neither(supplied):
    folder, _ = supplied
    register = read(folder / "landed" / "raw_settings_register.csv")
    graded, carded = (
        register["overall_effectiveness"] != "",
        register["inclusion"] != "",
    )
    assert graded.any() and carded.any() and (~graded & ~carded).any()
    assert not (graded & carded).any()
    days = register["inspection_date"]
    assert (days[carded] >= "2025-11-10").all() and (days[graded] < "2025-11-10").all()
    assert (days[~graded & ~carded] == "").all()
    assert (register["safeguarding_met"][carded] != "").all()


def test_a_home_that_may_not_be_named_stands_in_the_council_s_list_alone(supplied):
    folder, truth = supplied
    assert truth.hidden_homes
    listed = folder / "landed" / "raw_council_settings.csv"
    others = [path for path in (folder / "landed").glob("*.csv") if path != listed]
    text = "".join(path.read_text(encoding="utf-8") for path in others)
    rows = read(listed).set_index("setting_name")
    for name, _ in truth.hidden_homes:
        assert rows.loc[name, "may_be_named"] == "no" and name not in text
    assert {"", "no", "yes"} > set(rows["may_be_named"])


def test_a_neighbour_s_settings_and_children_come_where_they_are_asked_for(
    supplied, three_cities
):
    folder, _ = supplied
    councils = read(folder / "landed" / "raw_settings_register.csv")
    assert set(councils["local_authority_code"]) == {"E08900005", "E08900205"}
    near = councils[councils["local_authority_code"] == "E08900205"]
    postcodes = read(folder / "landed" / "raw_postcodes.csv").set_index("postcode")
    areas = lsoas(folder / "reference")
    homes = near["postcode"].map(postcodes["lsoa_2021_code"])
    assert set(homes.map(areas["local_authority_code"])) == {"E08900205"}
    people = read(folder / "landed" / "raw_population_estimates.csv")
    assert set(people["lsoa_2021_code"]) == set(areas.index)
    together, _, _ = three_cities
    alone = read(together / "landed" / "raw_settings_register.csv")
    assert set(alone["local_authority_code"]) <= {"E08900001", "E08900002", "E08900003"}


def test_no_postcode_of_a_made_up_council_could_be_real(three_cities):
    together, _, _ = three_cities
    postcodes = read(together / "landed" / "raw_postcodes.csv")["postcode"]
    assert postcodes.str.fullmatch(IMPOSSIBLE_POSTCODE).all()
    # No postal area of Royal Mail's begins with Q.
    assert postcodes.str.startswith("Q").all()
    assert not postcodes.duplicated().any()


def test_apportion_is_exact_and_keeps_ceilings():
    assert apportion(10, [1, 1, 1]).tolist() == [4, 3, 3]
    assert apportion(10, [8, 1, 1], [4, 9, 9]).tolist() == [4, 3, 3]
    with pytest.raises(ValueError, match="cannot be shared out"):
        apportion(10, [1, 1], [4, 4])


def test_assign_gives_exact_totals_and_follows_the_weights():
    weights = np.array([[1.0, 0.0, 1.0]] * 30 + [[1.0, 1.0, 1.0]] * 30)
    labels = assign(weights, np.array([20, 15, 25]), Stream(1))
    assert np.bincount(labels).tolist() == [20, 15, 25]
    assert (labels[:30] == 1).sum() <= 3 < (labels[30:] == 1).sum()


def test_choose_meets_crossing_margins_or_says_that_it_cannot():
    labels = np.column_stack([np.arange(60) % 2, np.arange(60) % 3])
    wards, offsets = np.arange(60) % 4, np.zeros(60)
    targets = [np.array([20, 5]), np.array([15, 5, 5])]
    chosen = choose(offsets, wards, labels, targets, Stream(1))
    for topic, target in enumerate(targets):
        assert np.bincount(labels[chosen, topic]).tolist() == target.tolist()
    with pytest.raises(ValueError, match="margin"):
        choose(
            offsets,
            wards,
            labels,
            [np.array([31, 0]), np.array([11, 10, 10])],
            Stream(1),
        )


def test_spread_marks_every_row_and_keeps_the_totals():
    marks = spread(Stream(1).normals(50, 3), [10, 20, 30])
    assert marks.any(axis=1).all()
    assert marks.sum(axis=0).tolist() == [10, 20, 30]
    with pytest.raises(ValueError, match="too few"):
        spread(Stream(1).normals(50, 3), [10, 10, 10])
