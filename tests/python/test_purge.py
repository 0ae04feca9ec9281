"""The purge: rows go from every release, whole or not at all, and do not come back."""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pytest
from landing_files import (
    CHILDREN,
    DATASET,
    csv_bytes,
    make_rows,
    parquet_rows,
    project,
    put,
    put_rows,
    zip_bytes,
)

from early_years.environment import here
from early_years.inbox.folders import Inbox
from early_years.landing import releases
from early_years.landing.listing import release_rows
from early_years.landing.releases import load_releases, write_current
from early_years.purging import WORKING_COPIES

__all__ = ["project"]
FIRST, SECOND = f"{CHILDREN}-0001", f"{CHILDREN}-0002"
RETENTION = (
    "what,keep_count,keep_days,reason,decided_date\n"
    f"{CHILDREN},,100,Needed,2026-11-22\n"
    "inbox_done,,30,Compared,2026-11-22\n"
    "publications,12,,A year,2026-11-22\n"
)


@pytest.fixture
def stored(project):
    """Two releases of three and four children; one child of both is to be erased."""
    put_retention(project, RETENTION)
    for count, year in ((3, "2021/22"), (4, "2022/23")):
        path = put_rows(project, dataset=CHILDREN, count=count, academic_year=year)
        project.land(path, dataset=CHILDREN)
    put(project, b"EYP-000002\n", "children.txt")
    return project


def put_retention(project, text):
    path = project.root / "seeds" / "governance" / "governance_retention.csv"
    path.write_text(text, encoding="utf-8", newline="\n")


def children(project):
    return project.root.parent / "children.txt"


def purge(project, *arguments, code=0):
    found, said = project.say("purge", *arguments, "--by", "Ben")
    assert found == code and "Traceback" not in said, said
    assert "EYP-" not in said
    return said


def counts(project, dataset=CHILDREN):
    """The rows of each release, as its record and as its file have them."""
    found = {}
    for release in load_releases(project, dataset):
        rows = parquet_rows(release.rows_path) if release.rows_path else []
        assert len(rows) == release.record["rows"]
        found[release.release_id] = len(rows)
    return found


def states(project, dataset=CHILDREN):
    return [row[6] for row in release_rows(load_releases(project, dataset))]


def audit(project):
    path = project.root / "data" / "landing" / "audit.jsonl"
    lines = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return [line for line in lines if line["what"] == "purged"]


def rows_files(project):
    return [name for name in project.stored() if "rows" in name.rpartition("/")[2]]


# A child


def test_a_child_goes_from_every_release(stored):
    said = purge(stored, CHILDREN, "--child", children(stored))
    assert f"{FIRST}: 1 rows erased" in said and f"{SECOND}: 1 rows erased" in said
    assert "1 of 1 children had rows" in said and "refresh" in said
    assert counts(stored) == {FIRST: 2, SECOND: 3}
    assert states(stored) == ["current, purged 1 rows"] * 2
    assert write_current(stored, stored.root / "data" / "current")[CHILDREN] == 5
    assert [
        (line["release_id"], line["rows"], line["by"]) for line in audit(stored)
    ] == [
        (FIRST, 1, "Ben"),
        (SECOND, 1, "Ben"),
    ]
    assert len(rows_files(stored)) == 2


def test_what_goes_is_the_child_and_nothing_else(stored):
    before = parquet_rows(load_releases(stored, CHILDREN)[0].rows_path)
    purge(stored, CHILDREN, "--child", children(stored))
    after = parquet_rows(load_releases(stored, CHILDREN)[0].rows_path)
    assert after == [before[0], before[2]]


def test_a_second_purge_of_a_release_is_told_as_well(stored):
    purge(stored, CHILDREN, "--child", children(stored))
    purge(stored, CHILDREN, "--child", put(stored, b"EYP-000001\r\n", "more.txt"))
    assert counts(stored) == {FIRST: 1, SECOND: 2}
    assert [line["purge"] for line in audit(stored)] == [1, 1, 2, 2]
    assert states(stored) == ["current, purged 2 rows"] * 2


def test_a_child_who_opted_out_does_not_come_back(stored):
    purge(stored, CHILDREN, "--child", children(stored))
    path = put_rows(stored, dataset=CHILDREN, count=4, academic_year="2023/24")
    said = stored.land(path, dataset=CHILDREN)
    assert "1 rows of children who opted out were left out" in said
    assert counts(stored)[f"{CHILDREN}-0003"] == 3
    only = make_rows(CHILDREN, 2, academic_year="2024/25")[1:]
    said = stored.land(put(stored, csv_bytes(only)), dataset=CHILDREN)
    assert "every row is of a child who opted out; nothing was landed" in said


def test_the_list_of_opt_outs_holds_stored_identifiers_once(stored):
    for _ in range(2):
        purge(stored, CHILDREN, "--child", children(stored))
    path = stored.root / "data" / "landing" / "opt_outs.jsonl"
    (line,) = path.read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["dataset_code"] == CHILDREN
    assert "EYP-000002" not in line


def test_a_damaged_list_of_opt_outs_lets_nothing_in(stored):
    path = stored.root / "data" / "landing" / "opt_outs.jsonl"
    path.write_bytes(b"{}\n")
    said = stored.refuse(put_rows(stored, dataset=CHILDREN), dataset=CHILDREN)
    assert "children who opted out, cannot be read" in said


def test_an_unknown_child_is_named_by_its_line(stored):
    path = put(stored, b"EYP-000002\n\nEYP-999999\n", "children.txt")
    said = purge(stored, CHILDREN, "--child", path)
    assert "1 of 2 children had rows" in said and "line 3" in said


def test_a_dry_run_says_what_would_go(stored):
    before = stored.stored(), counts(stored)
    said = purge(stored, CHILDREN, "--child", children(stored), "--dry-run")
    assert f"{FIRST}: 1 rows would go" in said
    said = purge(stored, CHILDREN, "--release", FIRST, "--reason", "x", "--dry-run")
    assert f"{FIRST}: all 3 rows would go" in said
    assert (stored.stored(), counts(stored)) == before


def test_everywhere_is_every_dataset_with_children(stored):
    said = purge(stored, "--everywhere", "--child", children(stored))
    assert "asq3_reviews, early_education_headcount, eyfsp_results" in said
    assert counts(stored) == {FIRST: 2, SECOND: 3}


def test_working_copies_go_with_the_rows(stored):
    for name in WORKING_COPIES:
        folder = stored.root / "data" / name
        folder.mkdir(parents=True)
        (folder / "rows").write_bytes(b"a child")
    purge(stored, CHILDREN, "--child", children(stored))
    assert not any((stored.root / "data" / name).exists() for name in WORKING_COPIES)


def test_an_inbox_that_is_not_there_is_told_and_nothing_purged(stored, tmp_path):
    before = counts(stored)
    named = ("--child", children(stored), "--inbox", tmp_path / "inbocks")
    assert "inbocks is no inbox" in purge(stored, CHILDREN, *named, code=1)
    assert counts(stored) == before


@pytest.mark.parametrize("is_zip", [False, True])
def test_originals_that_hold_the_child_go_as_well(stored, tmp_path, is_zip):
    inbox = Inbox(tmp_path / "inbox")
    done = inbox.root / "done" / CHILDREN
    done.mkdir(parents=True)
    held = csv_bytes(make_rows(CHILDREN, 3, academic_year="2021/22"))
    other = csv_bytes(make_rows(CHILDREN, 1, academic_year="2020/21"))
    name = "held.zip" if is_zip else "held.csv"
    (done / name).write_bytes(zip_bytes({"a.csv": held}) if is_zip else held)
    (done / "other.csv").write_bytes(other)
    said = purge(stored, CHILDREN, "--child", children(stored), "--inbox", inbox.root)
    assert f"done/{CHILDREN}/{name}: the file erased" in said
    assert [path.name for path in done.iterdir()] == ["other.csv"]
    # Also when the inbox is named only after the rows have gone.
    (done / name).write_bytes(zip_bytes({"a.csv": held}) if is_zip else held)
    purge(stored, CHILDREN, "--child", children(stored), "--inbox", inbox.root)
    assert [path.name for path in done.iterdir()] == ["other.csv"]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"\xff\xfe\x00", "cannot be read"),
        (b"EYP-000002\n943 476 5919\n", "Line 2 looks like an NHS number"),
    ],
)
def test_a_file_of_identifiers_that_cannot_be_used(stored, content, words):
    path = put(stored, content, "children.txt")
    assert words in purge(stored, CHILDREN, "--child", path, code=1)
    assert counts(stored) == {FIRST: 3, SECOND: 4}


# A release


def test_a_release_goes_and_the_one_before_counts_again(project):
    project.land(put_rows(project))
    project.land(put_rows(project, count=3))
    second = f"{DATASET}-0002"
    said = purge(project, DATASET, "--release", second, "--reason", "A test file.")
    assert f"{second}: all 3 rows erased" in said
    assert f"{DATASET}-0001 counts again" in said
    assert states(project, DATASET) == ["current", "purged"]
    assert counts(project, DATASET) == {f"{DATASET}-0001": 2, second: 0}
    assert audit(project)[0]["reason"] == "A test file."
    assert write_current(project, project.root / "data" / "current")[DATASET] == 2
    said = purge(project, DATASET, "--release", second, "--reason", "Again.")
    assert "was purged before" in said


def test_a_purged_file_can_be_landed_again(project):
    project.land(put_rows(project))
    purge(project, DATASET, "--release", f"{DATASET}-0001", "--reason", "Too early.")
    assert f"landed as {DATASET}-0002" in project.land(put_rows(project))


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ((), "Say one of"),
        ((DATASET, "--expired"), "DATASET"),
        (("--release", "x", "--reason", "x"), "DATASET"),
        ((DATASET, "--release", "x"), "--reason"),
        ((DATASET, "--release", "x", "--reason", "x"), "no release x"),
        ((DATASET, "--child", "children.txt"), "no rows of single children"),
        ((DATASET, "--everywhere", "--release", "x"), "--everywhere"),
    ],
)
def test_an_unclear_order_changes_nothing(project, arguments, words):
    project.land(put_rows(project))
    assert words in purge(project, *arguments, code=1)
    assert counts(project, DATASET) == {f"{DATASET}-0001": 2}


# What has expired


def test_releases_go_when_their_days_are_over(stored):
    assert "Nothing is older" in purge(stored, "--expired")
    day = (datetime.now(UTC) - timedelta(days=101)).date().isoformat()
    for dataset in (DATASET, CHILDREN):
        path = put_rows(stored, dataset=dataset)
        stored.land(path, "--received", day, dataset=dataset)
    said = purge(stored, "--expired")
    assert f"{CHILDREN}-0003: all 2 rows erased" in said
    assert counts(stored) == {FIRST: 3, SECOND: 4, f"{CHILDREN}-0003": 0}
    # Without days in the policy a dataset is kept for ever.
    assert counts(stored, DATASET) == {f"{DATASET}-0001": 2}
    assert "Nothing is older" in purge(stored, "--expired")


def test_originals_go_when_their_days_are_over(stored, tmp_path):
    done = tmp_path / "inbox" / "done" / DATASET
    done.mkdir(parents=True)
    for name, days in (("new.csv", 29), ("old.csv", 32)):
        (done / name).write_bytes(b"a")
        moment = (datetime.now(UTC) - timedelta(days=days)).timestamp()
        os.utime(done / name, (moment, moment))
    said = purge(stored, "--expired", "--inbox", tmp_path / "inbox")
    assert "old.csv" in said and "new.csv" not in said
    assert [path.name for path in done.iterdir()] == ["new.csv"]


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("keep_days", "days", "needs the columns what and keep_days"),
        (",100,", ",soon,", "whole numbers"),
        (",100,", ",0,", "whole numbers"),
        ("inbox_done", "inbox_don", "which is neither"),
    ],
)
def test_a_policy_that_cannot_be_read_purges_nothing(stored, old, new, words):
    put_retention(stored, RETENTION.replace(old, new))
    assert words in purge(stored, "--expired", code=1)


# Kills, and readers at work

KILLED_AT = """
import os, sys
from pathlib import Path
from early_years.environment import Project
from early_years import purging
from early_years.landing import erasing

def die(*arguments, **named):
    os._exit(9)

place = purging if hasattr(purging, sys.argv[1]) else erasing
if sys.argv[1] == "replace":
    place = os
setattr(place, sys.argv[1], die)
purge = purging.Purge(Project(Path(sys.argv[2])), "Ana")
purging.purge_children(purge, [sys.argv[3]], Path(sys.argv[4]), None)
"""


@pytest.mark.parametrize(
    ("step", "is_erased"),
    [
        ("replace", False),
        ("rows_of", False),
        ("_remove_working_copies", False),
        ("_switch", False),
        ("remove_replaced", True),
    ],
)
def test_a_killed_purge_leaves_old_or_new_rows_and_is_completed(
    stored, step, is_erased
):
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT, step, stored.root, CHILDREN]
        + [children(stored)],
        cwd=here().root,
        check=False,
    )
    assert done.returncode == 9
    assert counts(stored) == {FIRST: 2 if is_erased else 3, SECOND: 4}
    purge(stored, CHILDREN, "--child", children(stored))
    assert counts(stored) == {FIRST: 2, SECOND: 3}
    assert len(rows_files(stored)) == 2
    assert [line["release_id"] for line in audit(stored)] == [FIRST, SECOND]
    assert not any(name.endswith(".unfinished") for name in stored.stored())


def test_a_reader_in_the_midst_of_a_purge_reads_the_new_rows(stored, monkeypatch):
    insert, purged = releases._insert, []

    def purge_first(*arguments):
        if not purged:
            purged.append(purge(stored, CHILDREN, "--child", children(stored)))
        return insert(*arguments)

    monkeypatch.setattr(releases, "_insert", purge_first)
    assert write_current(stored, stored.root / "data" / "read")[CHILDREN] == 5
    assert purged
