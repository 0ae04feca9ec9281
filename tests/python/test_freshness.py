"""Sources beside the calendar of arrivals: late, too late, and whom to call."""

from datetime import date

import duckdb
import pytest

from early_years import cli
from early_years.environment import Project
from early_years.publishing.places import published_home

# Of one source, expected on 10 March: late from the 21st on, too late from the 31st on.
SOURCE = {
    "dataset_code": "housing",
    "local_authority_code": "E1",
    "supply_status": "supplied",
    "last_period_code": "2022-Q4",
    "last_release_code": "housing-0003",
    "last_received_date": date(2023, 1, 5),
    "missing_period_code": "2023-Q1",
    "expected_date": date(2023, 3, 10),
    "late_after_date": date(2023, 3, 20),
    "too_late_after_date": date(2023, 3, 30),
    "owner_team": "Housing",
    "owner_mailbox": "housing@council.example",
    "step_label": "Ask for it",
    "responsible_team": "Early years",
    "responsible_mailbox": "early@council.example",
}


def write_sources(path, *sources):
    """A database with the mart that the command reads, and nothing else."""
    path.parent.mkdir(parents=True, exist_ok=True)
    types = {str: "varchar", date: "date"}
    columns = ", ".join(
        f"{name} {types[type(value)]}" for name, value in SOURCE.items()
    )
    with duckdb.connect(str(path)) as database:
        database.execute("create schema marts")
        database.execute(f"create table marts.fct_source_freshness ({columns})")
        for source in sources:
            marks = ", ".join("?" for _ in source)
            database.execute(
                f"insert into marts.fct_source_freshness values ({marks})",
                list(source.values()),
            )


@pytest.fixture
def say(tmp_path, monkeypatch, capsys):
    """Run the command as of a day; return its exit code and all that was said."""
    project = Project(tmp_path)
    monkeypatch.setattr(cli, "here", lambda: project)

    def run(day):
        code = cli.run(["freshness", "--as-of", day])
        said = capsys.readouterr()
        return code, said.out + said.err

    run.project = project
    return run


@pytest.mark.parametrize(
    ("day", "code", "state", "days"),
    [
        ("2023-03-01", 0, "on time", 0),
        ("2023-03-20", 0, "on time", 10),
        ("2023-03-21", 0, "late", 11),
        ("2023-03-30", 0, "late", 20),
        ("2023-03-31", 1, "too late", 21),
    ],
)
def test_it_fails_on_the_day_after_policy_ends(say, day, code, state, days):
    write_sources(say.project.database, SOURCE)
    found, said = say(day)
    assert found == code, said
    line = next(line for line in said.splitlines() if line.startswith(" housing "))
    assert line.split()[1:] == [
        *("E1", "2022-Q4", "housing-0003", "2023-01-05", "2023-Q1", "2023-03-10"),
        *(str(days), *state.split()),
    ]
    called = "Early years (early@council.example). It comes from: Housing"
    assert (called in said) == (state != "on time")
    assert ("Later than the calendar of arrivals allows: housing." in said) == code


def test_what_never_came_says_so_and_one_late_source_is_enough(say):
    never = SOURCE | {
        "dataset_code": "reviews",
        "supply_status": "not_supplied",
        "last_period_code": None,
        "last_release_code": None,
        "last_received_date": None,
        "too_late_after_date": date(2023, 3, 20),
    }
    write_sources(say.project.database, SOURCE, never)
    code, said = say("2023-03-21")
    assert code == 1
    assert "too late, never supplied" in said and "Late: housing, reviews." in said
    assert "allows: reviews. Call" in said


def test_it_reads_what_readers_read(say):
    write_sources(say.project.database, SOURCE)
    home = published_home(say.project)
    newer = SOURCE | {"last_period_code": "2023-Q1", "missing_period_code": "2023-Q2"}
    write_sources(home / "0001" / "early_years.duckdb", newer)
    (home / "current.txt").write_text("0001\n", encoding="utf-8", newline="\n")
    code, said = say("2023-03-01")
    assert code == 0 and "data/published/0001/early_years.duckdb" in said
    assert "2023-Q2" in said


def test_without_a_build_or_a_date_it_says_what_to_do(say):
    assert say("2023-03-01") == (1, "There is no database yet. Run the build first.\n")
    code, said = say("soon")
    assert code == 1 and "--as-of soon is not a date" in said
    say.project.database.parent.mkdir()
    duckdb.connect(str(say.project.database)).close()
    code, said = say("2023-03-01")
    assert code == 1 and "Build or refresh once more." in said


def test_the_default_project_was_fresh_once_and_is_not_for_ever(built):
    early = built.verb("freshness", "--as-of", "2022-02-01")
    assert early.exit_code == 0, early.text
    late = built.verb("freshness", "--as-of", "2026-11-22")
    assert late.exit_code == 1 and "education.data@council.example" in late.text
    assert "2022/23" in late.text and "Traceback" not in late.text


def test_low_coverage_is_said_of_the_ward_and_leaves_its_rank(built):
    low = "caution like '%Few of the children due were seen%'"
    wards = built.frame(
        f"select ward_code, {low} as is_said, need_rank from marts.fct_ward_need_scores"
    ).set_index("ward_code")
    figures = built.frame(
        "select ward_code from marts.fct_area_indicators where area_type = 'ward' "
        "and is_score_period and breakdown_topic = 'total' and indicator_code = "
        f"'asq_below' and {low}"
    )
    assert 0 < len(figures) < len(wards)
    assert set(wards.index[wards["is_said"]]) == set(figures["ward_code"])
    assert wards["need_rank"].notna().all()
