"""The estimate of residents by LSOA and age that comes with the tool."""

from datetime import date

import pytest

from development.populations import AGES, SOURCE, estimate, moved_on, write_populations
from early_years.environment import PlainError, Project, here

DAY = date(2023, 6, 30)
LSOAS = [
    {"area_code": code, "larger_area_code": msoa, "local_authority_code": "E1"}
    for code, msoa in (("A", "M1"), ("B", "M1"), ("C", "M2"))
]
CHILDREN = {"A": 300, "B": 100, "C": 400}
MSOAS = {
    (msoa, age): 10 * (age + 1) for msoa in ("M1", "M2") for age in range(max(AGES) + 1)
}
TOTALS = {("E1", age): 101 + age for age in AGES}


def counts(rows):
    return {(row[2], row[3]): row[4] for row in rows}


def test_every_age_adds_up_to_the_council_and_follows_the_children_of_an_lsoa():
    found = counts(estimate(LSOAS, MSOAS, CHILDREN, TOTALS, DAY))
    assert len(found) == len(LSOAS) * len(AGES)
    for age in AGES:
        assert sum(found[code, age] for code in "ABC") == TOTALS["E1", age]
    # Half of 101 lives in each MSOA, and of M1 three quarters in A.
    assert [found[code, 0] for code in "ABC"] == [38, 13, 50]


def test_a_row_says_that_it_is_an_estimate_and_what_it_rests_on():
    rows = estimate(LSOAS, MSOAS, CHILDREN, TOTALS, DAY)
    assert {(row[0], row[1], *row[5:]) for row in rows} == {
        (
            *("mid-2023", "", SOURCE, "Census 2021 and mid-2023"),
            *("census_2021", "split_from_msoa", "false"),
        )
    }


def test_who_was_born_by_census_day_grows_older_and_others_stand_for_themselves():
    # 831 days after the census: three-year-olds were none, or one, then.
    ages = [moved_on(MSOAS, "M1", age, DAY) for age in (0, 1, 2, 3, 4)]
    assert ages[:3] == [10, 20, 30]
    assert ages[3] == pytest.approx(20 - 10 * (831 / 365.25 - 2))
    assert ages[4] == pytest.approx(ages[3] + 10)


@pytest.mark.parametrize(
    ("left_out", "said"),
    [
        ({"children": {"A": 1, "B": 1}}, "Aged 15 years and under for C"),
        ({"totals": {}}, "no count of E1 at age 0"),
        ({"msoas": {}}, "no count of M1 at age 0"),
    ],
)
def test_what_is_missing_is_named(left_out, said):
    given = {"msoas": MSOAS, "children": CHILDREN, "totals": TOTALS} | left_out
    with pytest.raises(PlainError, match=said):
        estimate(LSOAS, given["msoas"], given["children"], given["totals"], DAY)


def test_a_file_without_its_columns_is_named(tmp_path):
    path = tmp_path / "ages.csv"
    path.write_text("lsoa,count\nA,1\n", encoding="utf-8")
    with pytest.raises(PlainError, match=r"ages\.csv has no column age_group"):
        write_populations(here(), path, path, path, DAY)


def test_what_comes_with_the_tool_adds_up_to_the_council_of_mid_2023():
    # ONS, mid-2023, Birmingham, ages 0 to 4.
    published = {"0": 14443, "1": 15086, "2": 14723, "3": 15091, "4": 15236}
    path = Project(here().root).landed / "raw_population_estimates.csv"
    found = dict.fromkeys(published, 0)
    for line in path.read_text(encoding="utf-8").splitlines()[1:]:
        period, _, _, age, count, *_ = line.split(",")
        assert period == "mid-2023"
        if age in found:
            found[age] += int(count)
    assert found == published
