"""A new year needs no edit, and a period that no indicator shows is reported."""

import csv
import shutil
from datetime import date

import pytest
from councils import PLAIN, SUPPLIED

from early_years import cli
from early_years.environment import PlainError, Project, here
from early_years.landing import releases
from early_years.new_year import tell_new_year

SCORED = (
    "select distinct indicator_code, period_code from marts.fct_ward_indicator_scores"
)
RETURN = "raw_eyfsp_ward_results.csv"


def periods_scored(project, spec):
    where = f"where local_authority_code = '{spec.local_authority_code}'"
    rows = project.frame(f"{SCORED} {where}")
    return dict(zip(rows["indicator_code"], rows["period_code"], strict=True))


def test_the_score_is_of_the_new_year_where_it_was_landed(crowd):
    periods = periods_scored(crowd[0], SUPPLIED)
    assert periods["gld_below"] == "2025/26"
    assert periods["asq_below"] == "2025-26-asq"
    assert periods["eee2_gap"] == "2022-23-T2-spring"
    others = periods_scored(crowd[0], PLAIN)
    assert others["gld_below"] == "2021/22" and others["asq_below"] == "2021-22-asq"


def test_what_the_score_reads_is_what_its_neighbours_in_the_files_read(crowd):
    council = f"local_authority_code = '{SUPPLIED.local_authority_code}'"
    for query in (
        f"select period_code from marts.fct_area_indicators where {council} and "
        "indicator_code = 'gld_below' and is_score_period",
        f"select gld_below_period_code from marts.rpt_ward_profile where {council}",
        f"select period_code from marts.fct_provision_quadrants where {council} and "
        "indicator_code = 'gld_below'",
        f"select outcome_period_code from marts.fct_take_up_by_outcome_band where "
        f"{council} and outcome_indicator_code = 'gld_below'",
        "select outcome_period_code from marts.fct_ward_overlap_bounds "
        f"where {council}",
    ):
        assert set(crowd[0].frame(query).iloc[:, 0]) == {"2025/26"}, query


def test_a_landed_period_before_the_first_is_told_with_its_row_of_policy(crowd):
    copy, outcome = crowd
    line = next(line for line in outcome.text.splitlines() if "2017-18-asq (" in line)
    code = SUPPLIED.local_authority_code
    assert line.startswith(f"  - asq3_ward_results, {code}, 2017-18-asq (asq_below)")
    assert "first_period_code of the indicator in seeds/policy/" in line
    told = copy.frame(
        "from marts.fct_data_quality where reason_code = 'period_before_first'"
    )
    assert told[["dataset_code", "period_code", "consequence"]].values.tolist() == [
        ["asq3_ward_results", "2017-18-asq", "not_shown"]
    ]
    assert not copy.frame(
        "from marts.fct_area_indicators where period_code = '2017-18-asq' "
        "and edition_group = 'computed'"
    ).size


@pytest.fixture
def waiting(tmp_path):
    """A project of one council with the calendar of arrivals, and nothing landed."""
    seeds = here().root / "seeds"
    for folder in ("reference", "governance"):
        shutil.copytree(seeds / folder, tmp_path / "seeds" / folder)
    (tmp_path / "seeds" / "landed").mkdir()
    return Project(tmp_path)


def put_return(project, *years):
    with (project.landed / RETURN).open("w", encoding="utf-8", newline="") as text:
        out = csv.writer(text)
        out.writerow(("local_authority_code", "academic_year"))
        out.writerows(("E08000025", year) for year in years)


def told(project, capsys, year, day):
    tell_new_year(project, year, date.fromisoformat(day))
    said = capsys.readouterr().out
    lines = {line.split()[0]: line for line in said.splitlines() if line.strip()}
    return said, lines


@pytest.mark.parametrize(
    ("day", "state"), [("2026-10-14", "expected"), ("2026-10-15", "late")]
)
def test_what_has_not_come_is_expected_and_then_late(waiting, capsys, day, state):
    said, lines = told(waiting, capsys, "2025/26", day)
    line = lines["eyfsp_results"]
    assert "Academic year 2025/26" in line and "Data and intelligence team" in line
    assert "2026-09-30" in line and line.split()[-1] == state
    assert "may come for eyfsp_results" in lines["eyfsp_ward_results"]
    assert "education.data@council.example" in said


def test_a_return_by_ward_stands_in_for_rows_of_children(waiting, capsys):
    put_return(waiting, "2024/25", "2025/26")
    said, lines = told(waiting, capsys, "2025/26", "2026-11-28")
    assert lines["eyfsp_ward_results"].rstrip().endswith("arrived")
    assert "not needed: eyfsp_ward_results" in " ".join(lines["eyfsp_results"].split())
    assert "1 of " in said.splitlines()[-1]
    _, lines = told(waiting, capsys, "2026/27", "2026-11-28")
    assert lines["eyfsp_results"].split()[-1] == "expected"


def test_what_the_store_holds_counts_once_anything_was_landed(
    waiting, capsys, monkeypatch
):
    put_return(waiting, "2025/26")
    record = waiting.root / "data/landing/eyfsp_results/eyfsp_results-0001/release.json"
    record.parent.mkdir(parents=True)
    record.write_text("{}", encoding="utf-8")
    landed = releases.Release(
        {"release_id": "eyfsp_results-0001", "pairs": [["E08000025", "2025/26"]]},
        record.parent,
    )
    monkeypatch.setattr(
        "early_years.new_year.load_releases",
        lambda _, dataset: [landed] if dataset == "eyfsp_results" else [],
    )
    said, lines = told(waiting, capsys, "2025/26", "2026-11-28")
    assert "data/landing" in said and "eyfsp_results-0001" in said
    assert "not needed" in lines["eyfsp_ward_results"]


def test_files_that_do_not_come_each_month_are_expected_a_span_apart(waiting, capsys):
    said, _ = told(waiting, capsys, "2023/24", "2023-09-01")
    months = [line.split("  ") for line in said.splitlines() if "setting_hours" in line]
    found = [part.strip() for line in months for part in line if "20" in part]
    assert [month for month in found if month[0].isalpha()] == [
        *("October 2023", "January 2024", "April 2024", "July 2024")
    ]


def test_a_year_that_is_none_is_named(waiting, monkeypatch, capsys):
    with pytest.raises(PlainError, match="1999/00 is in no school year"):
        tell_new_year(waiting, "1999/00", date(2026, 11, 28))
    monkeypatch.setattr(cli, "here", lambda: waiting)
    assert cli.run(["new-year", "--as-of", "2026-11-28"]) == 0
    assert "Academic year 2026/27" in capsys.readouterr().out
