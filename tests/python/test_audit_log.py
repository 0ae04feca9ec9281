"""The audit log is a chain: what was changed, taken out or cut off is noticed."""

import json

import pytest
from landing_files import DATASET, csv_bytes, make_rows, project, put, put_rows

from early_years.landing import audit_log

__all__ = ["project"]


@pytest.fixture
def log(project):
    """The log of three landings."""
    for count in (2, 3, 4):
        project.land(put_rows(project, count=count))
    return project.root / "data" / "landing" / "audit.jsonl"


def test_a_log_that_was_not_touched_is_whole(project, log):
    code, said = project.say("releases", "--verify")
    assert code == 0, said
    assert "3 releases and the log are as they were written" in said


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (
            lambda lines: [lines[0].replace(b'"Ana"', b'"Ben"'), *lines[1:]],
            "line 2 does",
        ),
        (lambda lines: [lines[0], lines[2]], "line 2 does not follow"),
        (lambda lines: [lines[1], lines[0], lines[2]], "line 1 does not follow"),
        (lambda lines: lines[:2], "it has 2 lines, and had 3"),
        (lambda lines: [*lines[:2], lines[2][:20]], "the last line is cut off"),
        (lambda lines: [*lines[:2], lines[2].replace(b"Ana", b"Ben")], "its first 3"),
        (lambda lines: [*lines, b'{"what": "landed"}\n'], "line 4 has no digest"),
        (lambda lines: [b"[]\n", *lines], "line 1 cannot be read"),
    ],
    ids=[
        *("changed", "taken out", "turned", "end gone", "cut", "last changed"),
        *("added", "no line"),
    ],
)
def test_what_was_done_to_the_log_is_told(project, log, spoil, words):
    log.write_bytes(b"".join(spoil(log.read_bytes().splitlines(keepends=True))))
    code, said = project.say("releases", "--verify")
    assert code == 1
    assert words in said


def test_a_log_without_the_file_beside_it_is_told(project, log):
    log.with_suffix(".head.json").unlink()
    code, said = project.say("releases", "--verify")
    assert code == 1 and "audit.head.json is missing" in said


def test_a_release_that_is_gone_or_changed_is_told(project, log):
    folder = log.parent / DATASET
    (folder / f"{DATASET}-0003" / "rows.parquet").write_bytes(b"other")
    (folder / f"{DATASET}-0002").rename(log.parent / "moved")
    code, said = project.say("releases", "--verify")
    assert code == 1
    assert f"{DATASET}-0003: its rows are not those that were landed" in said
    assert f"{DATASET}-0002: the log tells of it; it is gone" in said


def test_a_line_that_a_killed_run_cut_off_is_written_again_and_whole(project, log):
    log.write_bytes(log.read_bytes()[:-30])
    project.land(put_rows(project, count=5))
    code, said = project.say("releases", "--verify")
    assert code == 0, said
    assert len(log.read_bytes().splitlines()) == 4


def test_a_log_of_before_is_taken_on(project, log):
    """Lines without a digest are followed by lines that hold on to them."""
    lines = [json.loads(line) for line in log.read_bytes().splitlines()]
    for line in lines:
        del line[audit_log.CHAIN]
    text = "".join(f"{json.dumps(line)}\n" for line in lines)
    log.write_text(text, encoding="utf-8", newline="\n")
    log.with_suffix(".head.json").unlink()
    assert audit_log.problems_of(log) == []
    project.land(put(project, csv_bytes(make_rows(count=5))))
    assert audit_log.problems_of(log) == []
    log.write_text(
        log.read_text(encoding="utf-8").replace("Ana", "Ben", 1), encoding="utf-8"
    )
    assert any("line 4 does not follow" in one for one in audit_log.problems_of(log))
