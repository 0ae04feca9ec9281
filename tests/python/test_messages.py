"""What a build says at its end, and what it says when dbt fails."""

import json

import pytest

from early_years.dbt_runs import failure_text
from early_years.environment import PlainError, Project
from early_years.exporting import Written
from early_years.gates import run_steps
from early_years.summary import in_words, place_lines, quality_lines, ward_lines


def test_wards_are_named_in_words_by_council():
    wards = ["Aston", "Alum Rock", "Nechells"]
    top = [("Birmingham", ward, True) for ward in wards] + [("Derby", "Sinfin", True)]
    lines = ward_lines(top, ["Birmingham", "Derby", "Leeds"])
    assert lines[:3] == [
        "Birmingham: the three wards with the highest need: "
        "Aston, Alum Rock and Nechells.",
        "Derby: the ward with the highest need is Sinfin.",
        "Leeds: no ward could be scored; see below why.",
    ]
    assert "synthetic, made-up records" in lines[3]


def test_real_scores_carry_no_warning():
    assert len(ward_lines([("Leeds", "Armley", False)], ["Leeds"])) == 1


def test_small_numbers_are_words_and_large_ones_digits():
    assert (in_words(6), in_words(12), in_words(13)) == ("six", "twelve", "13")


def test_what_was_wrong_with_rows_is_listed():
    reason = "The date cannot be read. Write it as year-month-day."
    columns = ("asq3_reviews", "E08000025", "review_date")
    lines = quality_lines(
        [
            (*columns, "rejected", 1200, "ASQ-1", "31/02/21", reason),
            (*columns[:2], "", "kept", 1, "", "", "The child stands twice."),
        ]
    )
    assert lines[1:] == [
        "  - asq3_reviews, E08000025, review_date: 1,200 rows, rejected. "
        f"{reason} For example ASQ-1: 31/02/21.",
        "  - asq3_reviews, E08000025: 1 row, kept. The child stands twice.",
    ]


def test_places_are_told_from_the_root(tmp_path):
    written = [
        Written("public", "wards", 3, True, "", True),
        Written("internal", "lsoas", 0, False, "no rows", False),
    ]
    lines = place_lines(Project(tmp_path), written)
    assert lines[0] == "Database: data/early_years.duckdb"
    assert lines[1].startswith("Exports:  data/exports (written: 1, listed")
    assert lines[2] == "  internal/lsoas was not written: no rows."


def test_a_failed_test_is_told_with_its_description(tmp_path):
    project = Project(tmp_path)
    project.manifest.parent.mkdir()
    node = {
        "name": "wards__one_row",
        "resource_type": "test",
        "description": "Each ward\nhas one row.",
        "compiled_path": "target/compiled/wards__one_row.sql",
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
        "      Its SQL: target/compiled/wards__one_row.sql",
        "  Skipped behind them: 1.",
        "All results: target/run_results.json",
    ]


def test_a_dbt_that_never_started_points_at_its_own_words(tmp_path):
    assert "stopped before it built" in failure_text(Project(tmp_path), "build")


def test_steps_are_named_and_end_at_the_first_failure(tmp_path, capsys):
    steps = (("One", lambda _: 0), ("Two", lambda _: 1), ("Three", lambda _: 0))
    with pytest.raises(PlainError, match="Failed: Two."):
        run_steps(Project(tmp_path), steps)
    assert capsys.readouterr().out == "== One\n== Two\n"
