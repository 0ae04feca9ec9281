"""Periods as people write them become those of the contracts, or stay as they are."""

import pytest

from early_years.landing import periods


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("2023-Q1", "2023-Q1"),
        ("2023-q1", "2023-Q1"),
        ("2023Q1", "2023-Q1"),
        ("2023 Q1", "2023-Q1"),
        ("Q1 2023", "2023-Q1"),
        ("Quarter 3 2023", "2023-Q3"),
        ("3rd quarter, 2023", "2023-Q3"),
        ("Q1 2023/24", "2023-Q2"),
        ("Q4 2022/23", "2023-Q1"),
        ("2022/23 Q4", "2023-Q1"),
        ("Qtr 2 23-24", "2023-Q3"),
        ("2023-24 Q3", "2023-Q4"),
        ("Jan-Mar 2023", "2023-Q1"),
        ("Apr to Jun 23", "2023-Q2"),
        ("July – September 2023", "2023-Q3"),
        ("Oct 2023 - Dec 2023", "2023-Q4"),
        ("Quarter ending March 2023", "2023-Q1"),
        ("quarter to 31 Dec 2022", "2022-Q4"),
        ("2023-03-31", "2023-Q1"),
        ("2023-04-01 00:00:00", "2023-Q2"),
        ("31/12/2022", "2022-Q4"),
        ("30 June 2023", "2023-Q2"),
        ("2023-02-15", "2023-02-15"),
        ("Q5 2023", "Q5 2023"),
        ("Q1 2022/24", "Q1 2022/24"),
        ("Feb-Apr 2023", "Feb-Apr 2023"),
        ("2023", "2023"),
        ("31/02/2023", "31/02/2023"),
    ],
)
def test_a_quarter_is_read_as_it_is_written(text, meant):
    assert periods.read(text, "quarter") == meant


@pytest.mark.parametrize(
    ("period_type", "text", "meant"),
    [
        ("academic_year", "2023/24", "2023/24"),
        ("academic_year", "2023-24", "2023/24"),
        ("academic_year", "2023/2024", "2023/24"),
        ("academic_year", "23/24", "2023/24"),
        ("academic_year", "202324", "2023/24"),
        ("academic_year", "Academic year 2023 to 2024", "2023/24"),
        ("academic_year", "2024", "2024"),
        ("academic_year", "2023/25", "2023/25"),
        ("provider_year", "2022", "2022"),
        ("provider_year", "2021/22", "2022"),
        ("provider_year", "2021-22", "2022"),
        ("financial_year", "2021/22", "FYE 2022"),
        ("financial_year", "fye2022", "FYE 2022"),
        ("financial_year", "year ending 31 March 2022", "FYE 2022"),
        ("mid_year", "Mid 2022", "mid-2022"),
        ("mid_year", "2022", "mid-2022"),
        ("month", "2023-01", "2023-01"),
        ("month", "2023-01-01", "2023-01"),
        ("month", "Jan-23", "2023-01"),
        ("month", "Sept 2023", "2023-09"),
        ("month", "january 2023", "2023-01"),
        ("month", "2023-01-15", "2023-01-15"),
        ("month", "Ja 23", "Ja 23"),
        ("month", "Winter 2023", "Winter 2023"),
        ("month", "01/2023", "2023-01"),
        ("month", "2023-1", "2023-01"),
        ("month", "13/2023", "13/2023"),
        ("term", "Autumn 2025", "2025-autumn"),
        ("term", "2025-autumn", "2025-autumn"),
        ("term", "2025 Aut", "2025-autumn"),
        ("term", "Spring term 2025/26", "2026-spring"),
        ("term", "Summer 2025/26", "2026-summer"),
        ("term", "Autumn term 2025-26", "2025-autumn"),
        ("term", "Winter 2025", "Winter 2025"),
        ("ward_vintage", "2023-24", "2023-24"),
    ],
)
def test_other_periods_are_read_as_they_are_written(period_type, text, meant):
    assert periods.read(text, period_type) == meant


@pytest.mark.parametrize(
    ("period_type", "example", "meant", "other", "then"),
    [
        ("quarter", "Q1 2023", "2023-Q2", "Q4 2023", "2024-Q1"),
        ("quarter", "Q4 2023", "2023-Q1", "Q1 2023", "2022-Q2"),
        ("quarter", "2023-02-15", "2023-Q1", "2023-05-15", "2023-Q2"),
        ("academic_year", "2024", "2023/24", "2025", "2024/25"),
        ("academic_year", "2024", "2024/25", "2025", "2025/26"),
        ("financial_year", "2024", "FYE 2024", "2025", "FYE 2025"),
        ("month", "2023-01-31", "2023-01", "2023-02-28", "2023-02"),
    ],
)
def test_an_example_says_which_way_is_meant(period_type, example, meant, other, then):
    choice = periods.choice_of(example, meant, period_type)
    assert periods.read(other, period_type, choice) == then


def test_an_example_that_cannot_mean_it_says_nothing():
    assert periods.choice_of("Q1 2023", "2021-Q2", "quarter") is None
    assert periods.choice_of("spring", "2021-Q2", "quarter") is None
