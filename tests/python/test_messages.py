"""What a build says at its end, and what it says when dbt fails."""

import json

import pytest
import typer

from early_years import console
from early_years.cli import run_app
from early_years.dbt_runs import failure_text
from early_years.environment import PlainError, Project
from early_years.exporting import Written
from early_years.gates import run_steps
from early_years.summary import (
    TopWard,
    blocked_lines,
    every_mistake,
    in_words,
    place_lines,
    quality_lines,
    unshown_lines,
    used_lines,
    ward_lines,
)


def test_wards_are_named_in_words_by_council():
    wards = ["Aston", "Alum Rock", "Nechells"]
    top = [
        TopWard("Birmingham", ward, rank, 1, 12, 0.941, True)
        for rank, ward in enumerate(wards, 1)
    ]
    top.append(TopWard("Derby", "Sinfin", 1, None, None, None, True))
    lines = ward_lines(top, ["Birmingham", "Derby", "Leeds"])
    assert lines[:9] == [
        "Birmingham: the three wards with the highest need:",
        "  rank  ward       likely ranks  chance of being among the three",
        "     1  Aston           1 to 12                             94 %",
        "     2  Alum Rock       1 to 12                             94 %",
        "     3  Nechells        1 to 12                             94 %",
        "Derby: the ward with the highest need:",
        "  rank  ward    likely ranks  chance of being the first",
        "     1  Sinfin",
        "Leeds: no ward could be scored; see below why.",
    ]
    assert "synthetic, made-up records" in lines[10]


def test_a_chance_is_rounded_as_the_sentences_of_sql_round_it():
    assert TopWard("Leeds", "Armley", 1, 1, 2, 0.785, False).cells()[-1] == "79 %"


def test_real_scores_carry_no_warning():
    top = [TopWard("Leeds", "Armley", 1, 1, 2, 0.5, False)]
    assert not any("synthetic" in line for line in ward_lines(top, ["Leeds"]))


def test_small_numbers_are_words_and_large_ones_digits():
    assert (in_words(6), in_words(12), in_words(13)) == ("six", "twelve", "13")


def test_what_was_wrong_with_rows_is_one_line_per_dataset_or_per_kind():
    reason = "The date cannot be read. Write it as year-month-day."
    columns = ("asq3_reviews", "E08000025", "review_date")
    wrong = [
        (*columns, "rejected", 1200, "ASQ-1", "31/02/21", reason),
        (*columns[:2], "", "kept", 1, "", "", "The child stands twice."),
    ]
    assert quality_lines(wrong, "data/exports/a.csv")[1:] == [
        "  - asq3_reviews: 1,200 rejected, 1 kept. Most often: review_date: "
        "The date cannot be read.",
        "Each kind of mistake: data/exports/a.csv",
        "A row of each kind: the same command with --verbose.",
    ]
    assert every_mistake(wrong)[1:] == [
        "  - asq3_reviews, E08000025, review_date: 1,200 rows, rejected. "
        f"{reason} For example ASQ-1: 31/02/21.",
        "  - asq3_reviews, E08000025: 1 row, kept. The child stands twice.",
    ]


PERIOD = ("eyfsp_ward_results", "E08000025", "2025/26", "gld_below", "Empty the pin.")
NOT_SENT = ("reviews", "E08000025", "2025-26-asq", "Not supplied.", "A", "a@b", False)


def test_a_period_that_policy_leaves_out_is_told_with_its_row():
    assert unshown_lines([]) == []
    assert unshown_lines([PERIOD])[1:] == [
        "  - eyfsp_ward_results, E08000025, 2025/26 (gld_below): Empty the pin."
    ]


@pytest.mark.parametrize(
    ("wrong", "unshown", "blocked", "is_said"),
    [
        ([], [], [], True),
        # What was not sent is no row that could not be used.
        ([], [], [NOT_SENT], True),
        ([], [], [(*NOT_SENT[:-1], True)], False),
        ([], [PERIOD], [], False),
        ([("reviews",)], [], [], False),
    ],
)
def test_that_all_rows_were_used_is_said_where_it_is_true(
    wrong, unshown, blocked, is_said
):
    said = used_lines(wrong, unshown, blocked)
    assert said == ["Every row of the extracts could be read and used."] * is_said


def test_places_are_told_from_the_root():
    written = [
        Written("public", "wards", 3, True, "", True),
        Written("internal", "need/ward_need_scores", 3, True, "", True),
        Written("internal", "lsoas", 0, False, "no rows", False),
    ]
    assert place_lines(written, "data/exports") == [
        "Exports:  data/exports (2 tables; files.csv of each folder lists them)",
        "  internal/lsoas was not written: no rows.",
        "Open first: data/exports/internal/need/ward_need_scores.csv "
        "(the list of all wards)",
    ]


def test_much_that_is_missing_is_one_line_and_the_file_that_says_more():
    landed = ("due", "E1", "2022", "Many rejected.", "A", "a@b", True)
    sent = [("reviews", "E1", str(at), "Not sent.", "A", "a@b", False) for at in (1, 2)]
    each = [f"  - reviews, E1, {at}: Not sent. Ask: A (a@b)." for at in (1, 2)]
    own = "  - due, E1, 2022: Many rejected. Ask: A (a@b)."
    assert blocked_lines([landed, *sent], "x.csv")[1:] == [own, *each]
    many = [*sent, *(("hours", *one[1:]) for one in sent)]
    assert blocked_lines([landed, *many], "x.csv")[1:] == [
        own,
        "  - Not supplied: reviews, hours. Periods, and whom to ask: x.csv",
    ]
    # Without the file each has its line.
    assert len(blocked_lines([landed, *many], None)) == 1 + 5
    missing = [
        Written("public", str(at), 0, False, "no rows", False) for at in range(4)
    ]
    assert place_lines(missing, "data/exports")[1:] == [
        "  4 tables were not written; files.csv says why."
    ]


def test_without_a_terminal_each_step_is_a_line_and_each_quarter_of_the_longest(capsys):
    with console.progress(console.BUILD_STEPS):
        console.begin(console.READING)
        console.begin(console.BUILDING)
        for done in range(8):
            console.move(done, 8)
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["== Reading the models", "== Building"]
    assert [line.split(",")[0] for line in lines[2:]] == [
        "   25 %: 2 of 8 steps",
        "   50 %: 4 of 8 steps",
        "   75 %: 6 of 8 steps",
    ]


def test_a_failed_test_is_told_with_its_description(tmp_path):
    project = Project(tmp_path)
    project.manifest.parent.mkdir()
    node = {
        "name": "wards__one_row",
        "resource_type": "test",
        "description": "Each ward\nhas one row.",
        "compiled_path": "target/compiled/wards__one_row.sql",
        "raw_code": "-- What to do: look for\n-- a join.\n-- depends_on: x\nselect 1",
    }
    results = [
        {
            "unique_id": "test.a",
            "status": "fail",
            "message": "Got 2 results",
            "compiled_code": "select 1",
        },
        {"unique_id": "model.b", "status": "skipped"},
        {"unique_id": "model.c", "status": "success"},
    ]
    manifest = json.dumps({"nodes": {"test.a": node}})
    project.manifest.write_text(manifest, encoding="utf-8")
    project.run_results.write_text(json.dumps({"results": results}), encoding="utf-8")
    assert failure_text(project, "build").splitlines() == [
        "dbt build failed: 1 of 3 steps.",
        "  - test wards__one_row",
        "      Each ward has one row.",
        "      Got 2 results",
        "      What to do: look for",
        "      a join.",
        "      Its SQL: target/compiled/wards__one_row.sql",
        "      Its rows: dbt show --select wards__one_row --output json",
        "  Skipped behind them: 1.",
        "All results: target/run_results.json",
        "Files and pages are still those of the build before.",
    ]


def test_a_dbt_that_never_started_points_at_its_own_words(tmp_path):
    text = failure_text(Project(tmp_path), "build", ["The file is\nlocked."])
    assert "stopped before it built" in text
    assert text.endswith("What dbt said:\n  The file is\n  locked.")


def test_steps_are_named_and_end_at_the_first_failure(tmp_path, capsys):
    steps = (("One", lambda _: 0), ("Two", lambda _: 1), ("Three", lambda _: 0))
    with pytest.raises(PlainError, match="Failed: Two."):
        run_steps(Project(tmp_path), steps)
    assert capsys.readouterr().out == "== One\n== Two\n"


@pytest.mark.parametrize("by", [KeyboardInterrupt(), RuntimeError("Query interrupted")])
def test_who_stops_a_verb_is_told_so(by, capsys):
    stopped = typer.Typer(pretty_exceptions_enable=False)

    @stopped.command()
    def build() -> None:
        raise by

    # The exit code by which a shell knows that Ctrl-C ended a program.
    assert run_app(stopped, "early_years", []) == 130
    said = capsys.readouterr()
    assert said.err == "Stopped. The same command starts again.\n"
    assert "Traceback" not in said.out
