"""A refresh publishes all that passed in one step, or leaves everything as it was."""

import csv
import errno
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time

import duckdb
import pytest
from councils import SMALL
from filelock import FileLock
from projects import WITHOUT_TESTS, ProjectCopy, move_parse

from early_years.bootstrap import OWN_ENVIRONMENT
from early_years.contracts import load_contracts
from early_years.dbt_runs import BUILD, run_dbt
from early_years.environment import PlainError, here, tool_environment
from early_years.exporting import Written, export_project
from early_years.intruder.results import result_of
from early_years.landing.replacing import Consent
from early_years.landing.taking import land
from early_years.publishing import keeping, places
from early_years.publishing import refresh as refreshing
from early_years.publishing.places import published_folder, published_home
from early_years.publishing.publication import read_record
from early_years.publishing.refresh import refresh

DATABASE = "early_years.duckdb"
KILLS = 6

# A refresh whose dbt and report are copies of what was once made, to be killed.
QUICK = """
import shutil, sys
from pathlib import Path
from early_years.environment import Project
from early_years.publishing import refresh

def build(building, *arguments, **named):
    shutil.copytree(sys.argv[2], building.folder, dirs_exist_ok=True)

def report(building):
    shutil.copytree(sys.argv[3], building.report)
    return []

refresh.run_dbt = build
refresh.write_report = report
refresh.refresh(Project(Path(sys.argv[1])), by="Ana", again=True)
"""

# One whose dbt, a process of its own, has opened its database and comes to no end.
ENDLESS = """
import subprocess, sys
from pathlib import Path
from early_years.environment import Project
from early_years.publishing import refresh

BUILD = "import duckdb, sys, time; duckdb.connect(sys.argv[1]); time.sleep(600)"

def build(building, *arguments, **named):
    subprocess.run([sys.executable, "-c", BUILD, str(building.database)])

refresh.run_dbt = build
refresh.refresh(Project(Path(sys.argv[1])), by="Ana", again=True)
"""

WHOLE = """
    select table_schema, table_name, table_type from information_schema.tables
    order by all
"""


@pytest.fixture(scope="module")
def first(refreshed):
    """A small city after its first refresh, what dbt built, and what was said."""
    return refreshed.project, refreshed.built, refreshed.said


@pytest.fixture
def project(first, tmp_path, monkeypatch):
    """A copy of it to change, whose dbt, export and report copy what was once built."""
    copy, built, _ = first
    published = published_folder(copy)
    exports = published / "exports"
    shutil.copytree(copy.root, tmp_path / "project", symlinks=True)

    def build(building, *arguments, **named):
        shutil.copytree(built, building.folder, dirs_exist_ok=True)

    def export(building):
        shutil.copytree(exports, building.exports)
        return files_of(exports)

    def report(building):
        shutil.copytree(published / "report", building.report)
        return sorted(building.report.glob("*/index.html"))

    monkeypatch.setattr(refreshing, "run_dbt", build)
    monkeypatch.setattr(refreshing, "export_project", export)
    monkeypatch.setattr(refreshing, "write_report", report)
    # Its tables are among the files that were copied.
    monkeypatch.setattr(refreshing, "write_packs", lambda _: None)
    # The first refresh was audited, and its files are these.
    monkeypatch.setattr(refreshing, "refuse_leaks", lambda *_: [])
    return ProjectCopy(tmp_path / "project")


def build_more(building, *arguments):
    """Run dbt itself on what the build of the fixture copied."""
    move_parse(building.manifest.parent, building)
    run_dbt(building, *arguments)


def files_of(exports):
    """What an export said of its files."""
    with (exports / "internal" / "files.csv").open(
        encoding="utf-8-sig", newline=""
    ) as lines:
        return [
            Written(
                row["audience"],
                row["file"],
                int(row["rows"]),
                row["is_written"] == "true",
                row["reason"],
                row["is_synthetic"] == "true",
            )
            for row in csv.DictReader(lines)
        ]


def names(project):
    """The publications by name."""
    return sorted(path.name for path in published_home(project).glob("[0-9]*"))


def content(project):
    """Every published file and the pointer, with a digest of what they hold."""
    home = published_home(project)
    files = (path for path in home.rglob("*") if path.is_file())
    return published_folder(project), {
        path.relative_to(home).as_posix(): hashlib.sha256(path.read_bytes()).digest()
        for path in files
        if path.name != ".lock"
    }


def query(path, sql):
    """The rows of a query as a program of its own sees them."""
    reader = (
        "import duckdb, json, sys; "
        "database = duckdb.connect(sys.argv[1], read_only=True); "
        "print(json.dumps(database.sql(sys.argv[2]).fetchall()))"
    )
    command = [sys.executable, "-c", reader, str(path), sql]
    return json.loads(subprocess.check_output(command, text=True))


def assert_whole(folder):
    """Database, exports and record of a publication agree."""
    record = read_record(folder)
    assert record["publication"] == folder.name
    with duckdb.connect(str(folder.resolve() / DATABASE), read_only=True) as database:
        tables = database.sql(WHOLE).fetchall()
        assert {kind for *_, kind in tables} == {"BASE TABLE"}
        assert {schema for schema, *_ in tables} == {"exports", "marts"}
        models = here().root / "models"
        files = [
            path
            for name in ("marts", "exports")
            for path in (models / name).rglob("*.sql")
        ]
        assert {name for _, name, _ in tables} == {path.stem for path in files}
    with (folder / "exports" / "internal" / "files.csv").open(
        encoding="utf-8-sig"
    ) as lines:
        files = list(csv.DictReader(lines))
    assert {f"{row['audience']}/{row['file']}": int(row["rows"]) for row in files} == (
        record["rows"]
    )
    written = [row for row in files if row["is_written"] == "true"]
    assert len(written) >= 14
    for row in written:
        file = folder / "exports" / row["audience"] / f"{row['file']}.csv"
        about = file.parent / "about" / f"{file.stem}.json"
        sidecar = json.loads(about.read_text(encoding="utf-8"))
        assert hashlib.sha256(file.read_bytes()).hexdigest() == sidecar["sha256"]


def start(project, *command):
    """Start a program in a project, as a group that can be killed together."""
    return subprocess.Popen(
        [sys.executable, *map(str, command)],
        cwd=project.root,
        env=tool_environment(project) | {OWN_ENVIRONMENT: "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def test_a_publication_holds_marts_exports_scores_and_policy(first):
    copy, _, said = first
    folder = published_folder(copy)
    assert folder.name == "0001"
    assert_whole(folder)
    record = read_record(folder)
    assert (record["inputs"], record["as_of"]) == ("seeds", None)
    assert record["is_synthetic"] is True
    for path in sorted((copy.root / "seeds" / "policy").glob("*.csv")):
        assert (folder / "policy" / path.name).read_bytes() == path.read_bytes()
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert record["policy_sha256"][path.name] == digest
    with (folder / "scores.csv").open(encoding="utf-8") as lines:
        scores = list(csv.DictReader(lines))
    assert len(scores) == SMALL.wards
    # The smallest ward has too few children for a rank.
    ranked = [row for row in scores if row["need_score"]]
    assert len(ranked) == SMALL.wards - 1
    for row in ranked:
        parts = sum(float(row[code]) for code in list(row)[6:])
        assert parts == pytest.approx(float(row["need_score"]), abs=1e-4)
    assert "Elmstead: the six wards with the highest need" in said
    assert "Published: data/published/0001" in said
    # The attack that it passed is told to the data protection officer.
    assert result_of(folder / "exports")["findings"] == 0
    document = folder / "exports" / "internal" / "governance" / "dpia.md"
    assert "attack" in said and "0 findings" in document.read_text(encoding="utf-8")


def test_the_first_has_nothing_to_compare_with_and_says_so(first):
    folder = published_folder(first[0])
    assert read_record(folder)["compared_with"] is None
    with (folder / "exports" / "internal" / "files.csv").open(
        encoding="utf-8-sig"
    ) as lines:
        file = "need/ward_rank_changes"
        (row,) = (r for r in csv.DictReader(lines) if r["file"] == file)
    assert row["is_written"] == "false"
    assert "no earlier publication to compare with" in row["reason"]


def test_no_column_of_a_child_is_published(first):
    columns = query(
        published_folder(first[0]) / DATABASE,
        "select distinct column_name from information_schema.columns",
    )
    assert not {"child_id", "row_key"} & {name for (name,) in columns}


def test_nothing_that_an_analyst_has_open_is_touched(first):
    data = first[0].root / "data"
    assert sorted(path.name for path in data.iterdir()) == ["building", "published"]
    assert list((data / "building").iterdir()) == []
    # What dbt remembers of the project, for the next refresh.
    left = sorted((first[0].root / "target").rglob("*.*"))
    assert [path.name for path in left] == ["manifest.json", "partial_parse.msgpack"]


def test_the_same_again_publishes_nothing(project):
    before = content(project)
    outcome = project.verb("refresh", "--by", "Ana")
    assert outcome.exit_code == 0, outcome.text
    assert "Nothing new since publication 0001" in outcome.text
    assert content(project) == before


def test_another_policy_another_row_or_other_code_is_new(project):
    with project.changed_seed("policy/policy_need_settings") as rows:
        rows.loc[0, "reason"] = "Decided anew."
    refresh(project, by="Ana")
    with project.changed_seed("landed/raw_eyfsp_results") as rows:
        rows.loc[0, "child_id"] = "EYP-999999"
    refresh(project, by="Ana")
    model = project.root / "models" / "marts" / "dim_ward.sql"
    with model.open("a", encoding="utf-8") as file:
        file.write("\n")
    refresh(project, by="Ana")
    assert names(project) == ["0001", "0002", "0003", "0004"]
    refresh(project, by="Ana")
    assert names(project) == ["0001", "0002", "0003", "0004"]
    assert_whole(published_folder(project))


def archived(folder):
    """What a publication keeps of its score, to be compared with."""
    names = ("council_methods.csv", "scores.csv", "ward_figures.csv")
    return [(folder / name).read_bytes() for name in names]


def test_what_is_compared_with_is_kept_and_once_more_says_the_same(project):
    home = published_home(project)
    refresh(project, by="Ana", again=True)
    assert read_record(home / "0002")["compared_with"] is None
    assert not (home / "0002" / "previous").exists()
    with project.changed_seed("policy/policy_need_settings") as rows:
        rows.loc[0, "reason"] = "Decided anew."
    refresh(project, by="Ana")
    refresh(project, by="Ana", again=True)
    for name in ("0003", "0004"):
        assert read_record(home / name)["compared_with"] == "0002"
        assert archived(home / name / "previous") == archived(home / "0002")


def test_an_archive_that_cannot_be_read_is_told(project):
    (published_home(project) / "0001" / "scores.csv").write_bytes(b'"a\n\xff')
    with project.changed_seed("policy/policy_need_settings") as rows:
        rows.loc[0, "reason"] = "Decided anew."
    with pytest.raises(PlainError, match=r"0001 is damaged: its scores\.csv"):
        refresh(project, by="Ana")


def test_the_second_says_why_ranks_moved(project, monkeypatch):
    """dbt and export are real here; dbt builds what weights and archive reach."""
    build = refreshing.run_dbt
    reached = ("policy_domains+", "1+path:models/staging/publishing")

    def build_reached(building, *arguments):
        build(building, *arguments)
        build_more(building, *BUILD, "--select", *reached)

    with project.changed_seed("policy/policy_domains") as rows:
        rows["domain_weight"] = ["0.9", "0.1"]
    monkeypatch.setattr(refreshing, "run_dbt", build_reached)
    monkeypatch.setattr(refreshing, "export_project", export_project)
    refresh(project, by="Ana")
    exports = published_folder(project) / "exports"
    file = exports / "internal" / "need" / "ward_rank_changes.csv"
    with file.open(encoding="utf-8-sig") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == SMALL.wards * 5
    assert {row["previous_publication_code"] for row in rows} == {"0001"}
    # All but those of the ward with too few children for a rank.
    rows = [row for row in rows if row["rank_to"]]
    assert len(rows) == (SMALL.wards - 1) * 5
    assert {row["rank_change_status"] for row in rows} == {"observed"}
    whole = [int(row["rank_to"]) - int(row["rank_from"]) for row in rows]
    assert any(whole)
    for row, change in zip(rows, whole, strict=True):
        is_method = row["cause_code"] == "changed_method"
        assert float(row["rank_change"]) == (change if is_method else 0)


def test_a_reader_neither_blocks_a_refresh_nor_sees_half_of_one(project, monkeypatch):
    build = refreshing.run_dbt

    def build_anew(building, *arguments):
        build(building, *arguments)
        with duckdb.connect(str(building.database)) as database:
            database.execute("update marts.dim_ward set ward_name = 'Anew'")

    monkeypatch.setattr(refreshing, "run_dbt", build_anew)
    wards = "select distinct ward_name from marts.dim_ward order by all"
    current = published_home(project) / "current" / DATABASE
    with duckdb.connect(str(current), read_only=True) as reader:
        before = reader.sql(wards).fetchall()
        assert len(before) == SMALL.wards
        refresh(project, by="Ana", again=True)
        assert reader.sql(wards).fetchall() == before
        assert query(current, wards) == [["Anew"]]


def test_a_second_refresh_says_that_one_is_at_work(project):
    with FileLock(published_home(project) / ".lock"):
        outcome = project.verb("refresh", "--again", "--by", "Ana")
    assert outcome.exit_code == 1
    assert "Another refresh is at work" in outcome.text


def no_space(*_, **__):
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def no_space_for_duckdb(*_):
    raise duckdb.IOException("Could not write all bytes to file")


def given_away(*_):
    raise PlainError("REFUSED: ward E05011118 is 3")


def not_exported(*_):
    raise PlainError("No export was written")


@pytest.mark.parametrize(
    ("step", "fault", "words"),
    [
        ("run_dbt", no_space, "No space left on device"),
        ("export_project", not_exported, "Call: Research and intelligence team"),
        ("write_publication", no_space_for_duckdb, "Could not write all bytes"),
        ("refuse_leaks", given_away, "REFUSED"),
        ("put_in_place", no_space, "Is the disk full?"),
        ("point_to", no_space, "Is the disk full?"),
    ],
)
def test_what_fails_leaves_what_is_published(project, monkeypatch, step, fault, words):
    before = content(project)
    with monkeypatch.context() as patch:
        patch.setattr(refreshing, step, fault)
        with pytest.raises(PlainError) as told:
            refresh(project, by="Ana", again=True)
    assert words in str(told.value)
    assert "Readers go on reading publication 0001" in str(told.value)
    assert content(project) == before
    refresh(project, by="Ana", again=True)
    # Of two that are made from the same inputs the newer one is kept.
    assert names(project) == ["0002"]
    assert list(places.building_home(project).iterdir()) == []


def test_a_failed_test_of_dbt_is_named_and_publishes_nothing(project, monkeypatch):
    """dbt is the real one here, but builds one seed anew and runs the tests of it."""
    build = refreshing.run_dbt

    def build_one(building, *arguments):
        build(building, *arguments)
        build_more(building, *BUILD, "--select", "policy_bands")

    with project.changed_seed("policy/policy_bands") as rows:
        # A gap between bands, which no value by itself gives away.
        rows.loc[1, "value_from"] = "11"
    before = content(project)
    monkeypatch.setattr(refreshing, "run_dbt", build_one)
    with pytest.raises(PlainError) as told:
        refresh(project, by="Ana")
    text = str(told.value)
    assert "  - test " in text
    assert "Call: Research and intelligence team (research@council.example)." in text
    assert "Readers go on reading publication 0001" in text
    assert content(project) == before


def test_policy_that_is_not_allowed_publishes_nothing(project):
    with project.changed_seed("policy/policy_bands") as rows:
        rows.loc[1, "reason"] = "FILL IN"
    before = content(project)
    with pytest.raises(PlainError) as told:
        refresh(project, by="Ana")
    text = str(told.value)
    assert "row 3 (need / high), column reason: " in text
    assert "Readers go on reading publication 0001" in text
    assert content(project) == before


def test_without_links_a_text_file_points(project, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(places.os, "symlink", no_space)
        refresh(project, by="Ana", again=True)
    home = published_home(project)
    assert (home / "current.txt").read_text(encoding="utf-8") == "0002\n"
    assert not (home / "current").exists()
    assert published_folder(project).name == "0002"
    refresh(project, by="Ana", again=True)
    assert published_folder(project).name == "0003"
    assert not (home / "current.txt").exists()


def test_on_windows_a_junction_leads_where_the_text_file_points(project, monkeypatch):
    """Power BI stays connected to one path; a drive without junctions goes without."""
    home, led_to = published_home(project), []

    def make_junction(folder, link):
        led_to.append(folder.name)
        link.mkdir()

    monkeypatch.setattr(places, "ON_WINDOWS", True)
    monkeypatch.setattr(places, "_make_junction", make_junction)
    (home / "current").unlink()
    for name in ("0002", "0003"):
        refresh(project, by="Ana", again=True)
        assert (home / "current.txt").read_text(encoding="utf-8") == f"{name}\n"
        assert (home / "current").is_dir()
        assert led_to[-1] == published_folder(project).name == name
    monkeypatch.setattr(places, "_make_junction", no_space)
    refresh(project, by="Ana", again=True)
    assert published_folder(project).name == "0004"
    assert sorted(path.name for path in home.glob(".current*")) == []


def test_old_publications_go_and_the_one_that_is_read_never(project):
    for number in range(3):
        with project.changed_seed("policy/policy_need_settings") as rows:
            rows.loc[0, "reason"] = f"Decided anew, {number}."
        refresh(project, by="Ana")
    # Once more from the same is not another one to keep.
    refresh(project, by="Ana", again=True)
    assert keeping.remove_old(project, 2, 1) == []
    assert names(project) == ["0003", "0004", "0005"]
    places.point_to(published_home(project) / "0003")
    assert keeping.remove_old(project, 1, 1) == []
    assert names(project) == ["0003", "0005"]


def test_how_many_are_kept_has_to_be_said(project):
    with project.changed_seed("governance/governance_retention") as rows:
        rows["keep_count"] = "none"
    with pytest.raises(PlainError, match="in keep_count whole numbers from 1 on"):
        refresh(project, by="Ana", again=True)


def test_each_publication_has_one_line_in_the_audit_log(project):
    log = published_home(project) / "audit.jsonl"
    whole = log.read_bytes()
    log.write_bytes(whole[:20])
    refresh(project, by="Ana", again=True)
    lines = log.read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["publication"] for line in lines] == ["0001", "0002"]
    assert lines[0].encode() == whole.rstrip()


def test_as_of_without_a_store_is_refused(project):
    outcome = project.verb("refresh", "--as-of", "2026-01-31", "--by", "Ana")
    assert outcome.exit_code == 1
    assert "Nothing has been landed yet" in outcome.text


def test_a_blocked_source_is_told_and_the_rest_published(project, monkeypatch):
    """The landing store is the home; dbt is the real one, and builds their quality."""
    build = refreshing.run_dbt

    def build_quality(building, *arguments, **named):
        build(building, *arguments)
        quality = ("--select", "+fct_source_quality", *WITHOUT_TESTS)
        build_more(building, "build", *quality)

    with project.changed_seed("landed/raw_asq3_children_due") as rows:
        rows.loc[0, "children_due_count"] = "many"
    open_data = [
        one.name
        for one in load_contracts()
        if not one.contains_personal_data and project.raw_rows(one.name)
    ]
    for dataset in open_data:
        path = project.landed / f"raw_{dataset}.csv"
        land(project, dataset, [path], by="Ana", consent=Consent(anyway=True))
    monkeypatch.setattr(refreshing, "run_dbt", build_quality)
    # Of the children in the publication before nothing has been landed.
    said = "\n".join(refresh(project, by="Ana", anyway=True))
    told = said.split("Sources that block the indicators")[1]
    assert f"  - asq3_children_due, {SMALL.local_authority_code}" in told
    assert "health.visiting.data@council.example" in told
    assert "Published: data/published/0002" in told
    record = read_record(published_folder(project))
    assert {code: ids for code, ids in record["inputs"].items() if ids} == {
        dataset: [f"{dataset}-0001"] for dataset in open_data
    }
    log = (project.root / "data" / "landing" / "audit.jsonl").read_text("utf-8")
    line = json.loads(log.splitlines()[-1])
    assert (line["what"], line["publication"]) == ("published", "0002")
    assert line["inputs"] == record["inputs"]
    for folder in ("current", "store"):
        assert not (project.root / "data" / folder).exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_killed_at_any_moment_a_whole_publication_is_read(project, first):
    report = published_folder(first[0]) / "report"
    command = ("-c", QUICK, project.root, first[1], report)
    began = time.monotonic()
    assert start(project, *command).wait() == 0
    seconds = time.monotonic() - began
    for _ in range(KILLS):
        moment = random.uniform(0.3, 1) * seconds
        running = start(project, *command)
        time.sleep(moment)
        os.killpg(running.pid, signal.SIGKILL)
        running.wait()
        assert_whole(published_folder(project))
    refresh(project, by="Ana", again=True)
    for name in names(project):
        assert_whole(published_home(project) / name)
    assert published_folder(project).resolve().name == names(project)[-1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_killed_while_dbt_builds_the_next_refresh_works(project):
    before = content(project)
    running = start(project, "-c", ENDLESS, project.root)
    home = places.building_home(project)
    while not list(home.glob(f"*/{DATABASE}")):
        assert running.poll() is None
        time.sleep(0.1)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    assert content(project) == before
    refresh(project, by="Ana", again=True)
    assert published_folder(project).name == "0002"
    assert list(home.iterdir()) == []
