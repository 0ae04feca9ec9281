"""What is put into the inbox is landed once, moved on, and published."""

import os
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta

import pytest
from filelock import FileLock
from landing_files import (
    CHILDREN,
    CONTRACTS,
    DATASET,
    csv_bytes,
    make_rows,
    project,
    xlsx_bytes,
)

from early_years import governance
from early_years.environment import PlainError, here
from early_years.inbox import handling, watching
from early_years.inbox.arrivals import Arrivals
from early_years.inbox.folders import Inbox
from early_years.landing import store, taking
from early_years.landing.interpreting import recognise
from early_years.landing.releases import load_releases

__all__ = ["project"]
OTHER = "asq3_children_due"
GOOD = csv_bytes(make_rows())
BAD = GOOD.replace(b"ward_code", b"ward")
SETTINGS = {"settle_seconds": 0.05, "look_seconds": 1, "retry_seconds": 3600}


@pytest.fixture
def inbox(project, tmp_path, monkeypatch):
    """An inbox, and a refresh that is only counted: see the list refreshes."""
    refreshes = []

    def refresh(project, *, by):
        refreshes.append(by)
        return ["Published: data/published/0001"]

    monkeypatch.setattr(watching, "refresh", refresh)
    monkeypatch.setattr(governance, "inbox_settings", lambda project: SETTINGS)
    monkeypatch.setattr(governance, "keep_days", lambda project: {"inbox_done": 30})
    made = WatchedInbox(tmp_path / "inbox")
    object.__setattr__(made, "refreshes", refreshes)
    object.__setattr__(made, "project", project)
    made.prepare()
    return made


class WatchedInbox(Inbox):
    """An inbox with what tests do to it."""

    def put(self, content, name="extract.csv", dataset=DATASET):
        path = self.root / dataset / name
        path.write_bytes(content)
        return path

    def once(self, code=0):
        found, said = self.project.say("watch", self.root, "--once", "--by", "Ana")
        assert found == code and "Traceback" not in said, said
        return said

    def held(self, place):
        """The files below a folder, by path."""
        paths = (path for path in (self.root / place).rglob("*") if path.is_file())
        return sorted(path.relative_to(self.root / place).as_posix() for path in paths)

    @property
    def is_due(self):
        return (self.project.root / "data" / watching.REFRESH_DUE).exists()

    def landed(self, dataset=DATASET):
        return len(load_releases(self.project, dataset))


# What becomes of a file


def test_a_file_is_landed_moved_and_published(inbox):
    inbox.put(GOOD)
    said = inbox.once()
    assert f"Z extract.csv: landed as {DATASET}-0001: 2 rows" in said
    assert inbox.held("done") == [f"{DATASET}/extract.csv"]
    assert inbox.waiting() == [] and inbox.claimed() == []
    assert inbox.refreshes == ["Ana"] and not inbox.is_due
    last = (inbox.root / "last-refresh.txt").read_text(encoding="utf-8")
    assert ": done" in last and "newest publication" in last
    assert "Published: data/published/0001" in said


def test_without_a_file_nothing_happens(inbox):
    assert inbox.once() == "" and inbox.refreshes == []


def test_a_file_that_is_refused_has_its_message_beside_it(inbox):
    inbox.put(BAD)
    inbox.put(GOOD, "good.csv")
    inbox.once(code=1)
    names = [f"{DATASET}/extract.csv", f"{DATASET}/extract.csv.message.txt"]
    assert inbox.held("refused") == names
    message = (inbox.root / "refused" / names[1]).read_text(encoding="utf-8")
    assert "column ward_code is missing" in message
    assert f"put the file into the folder {DATASET} again" in message
    assert inbox.landed() == 1 and len(inbox.refreshes) == 1


def test_the_parts_of_a_return_are_one_release_beside_a_file_that_is_refused(inbox):
    rows = make_rows(count=9)
    for at in range(3):
        inbox.put(csv_bytes(rows[at * 3 : at * 3 + 3]), f"{at}.csv")
    inbox.put(csv_bytes(make_rows(quarter="Q9")), "wrong.csv")
    said = inbox.once(code=1)
    assert f"0.csv, 1.csv, 2.csv: landed as {DATASET}-0001: 9 rows" in said
    refused = [f"{DATASET}/wrong.csv", f"{DATASET}/wrong.csv.message.txt"]
    assert inbox.held("refused") == refused and inbox.landed() == 1


def test_parts_that_meet_are_refused_together(inbox):
    rows = make_rows(count=9)
    inbox.put(csv_bytes(rows[:5]), "a.csv")
    inbox.put(csv_bytes(rows[4:]), "b.csv")
    inbox.once(code=1)
    assert inbox.landed() == 0 and len(inbox.held("refused")) == 4
    message = f"{DATASET}/a.csv.message.txt"
    assert "Which of them count?" in (inbox.root / "refused" / message).read_text()


def test_a_further_part_is_refused_with_the_way_out(inbox):
    rows = make_rows(count=9)
    inbox.put(csv_bytes(rows[:5]), "a.csv")
    inbox.once()
    inbox.put(csv_bytes(rows[5:]), "b.csv")
    inbox.once(code=1)
    message = inbox.root / "refused" / DATASET / "b.csv.message.txt"
    said = message.read_text(encoding="utf-8")
    assert f"--adds {DATASET}-0001" in said and "nobody can be asked" in said


def test_nothing_landed_is_nothing_to_publish(inbox):
    inbox.put(BAD)
    inbox.once(code=1)
    assert inbox.refreshes == [] and not inbox.is_due


def test_a_batch_is_published_once_and_a_correction_wins_by_its_arrival(inbox):
    inbox.put(GOOD, "b.csv")
    late = inbox.put(csv_bytes(make_rows(count=3)), "a.csv")
    # Its own clock says that it is the older one.
    os.utime(late, (1, 1))
    inbox.once()
    first, second = load_releases(inbox.project, DATASET)
    assert (first.record["rows"], second.record["rows"]) == (2, 3)
    assert len(inbox.refreshes) == 1


def test_an_old_file_that_is_saved_again_is_no_correction(tmp_path):
    original, correction = tmp_path / "original.csv", tmp_path / "correction.csv"
    arrivals = Arrivals(5)
    original.write_bytes(b"a")
    arrivals.arrived([original], 100)
    correction.write_bytes(b"b")
    arrivals.arrived([original, correction], 101)
    original.write_bytes(b"a ")
    arrivals.arrived([original, correction], 102)
    assert arrivals.arrived([original, correction], 107) == [original, correction]


def test_a_name_that_is_taken_gets_a_number(inbox):
    for quarter in ("2023-Q1", "2023-Q2", "2023-Q3"):
        inbox.put(csv_bytes(make_rows(quarter=quarter)))
        inbox.once()
    assert inbox.held(f"done/{DATASET}") == [
        *("extract (2).csv", "extract (3).csv", "extract.csv")
    ]


@pytest.mark.parametrize(
    "name",
    [
        *(".hidden.csv", "~$extract.xlsx", "extract.csv.part", "extract.crdownload"),
        *("extract.tmp", "Thumbs.db", "EXTRACT.TMP"),
    ],
)
def test_what_programs_leave_stays(inbox, name):
    path = inbox.put(BAD, name)
    inbox.once()
    assert path.read_bytes() == BAD and inbox.held("refused") == []


def test_a_folder_of_no_dataset_is_named(inbox):
    (inbox.root / "temporary").mkdir()
    assert "The folder temporary is of no dataset" in inbox.once()


def test_the_folders_say_what_belongs_there(inbox):
    text = (inbox.root / CHILDREN / "README.txt").read_text(encoding="utf-8")
    assert "child_id" in text and "template eyfsp_results" in text
    assert "NHS numbers" in text
    assert {path.name for path in inbox.root.iterdir()} == {*CONTRACTS, "README.txt"}


# Files beside the folders


@pytest.mark.parametrize("dataset", CONTRACTS)
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_each_contract_is_recognised_by_its_columns(tmp_path, dataset, kind):
    rows = make_rows(dataset)
    table = [list(rows[0]), *[list(row.values()) for row in rows]]
    path = tmp_path / "extract"
    path.write_bytes(csv_bytes(rows) if kind == "csv" else xlsx_bytes(table))
    # Two tables of the census differ in their values alone, and need their folder.
    same = [name for name in CONTRACTS if columns(name) == columns(dataset)]
    assert recognise(path, tmp_path) == same


def columns(dataset):
    return set(CONTRACTS[dataset].column_names)


def test_parquet_is_recognised_and_leaves_no_copy(inbox):
    (row,) = make_rows(count=1)
    store.duckdb.sql(
        "select " + ", ".join(f"'{value}' as {name}" for name, value in row.items())
    ).write_parquet(str(inbox.root / "extract.parquet"))
    inbox.once()
    assert inbox.held("done") == [f"{DATASET}/extract.parquet"]
    assert inbox.held(".working") == ["state.json"]


def test_a_publishers_layout_is_recognised(tmp_path):
    header = "geography code,Religion: Total: All usual residents"
    header += "".join(
        f",Religion: {name}"
        for name in (
            *("No religion", "Christian", "Buddhist", "Hindu", "Jewish", "Muslim"),
            *("Sikh", "Other religion", "Not answered"),
        )
    )
    path = tmp_path / "census2021-ts030-lsoa.csv"
    path.write_text(f"{header}\nE01008881,{','.join('1' * 10)}\n", encoding="utf-8")
    assert recognise(path, tmp_path) == ["census_religions"]


def test_a_file_that_fits_no_dataset_is_refused(inbox):
    (inbox.root / "notes.csv").write_bytes(b"a,b\n1,2\n")
    inbox.once(code=1)
    assert inbox.held("refused/unsorted") == ["notes.csv", "notes.csv.message.txt"]
    path = inbox.root / "refused" / "unsorted" / "notes.csv.message.txt"
    assert "folder of its dataset" in path.read_text(encoding="utf-8")


def test_wrong_rows_are_told_by_the_dataset_that_fits(inbox):
    (inbox.root / "extract.csv").write_bytes(GOOD + b"E08000025,too few\n")
    inbox.once(code=1)
    assert inbox.held("refused")[0] == f"{DATASET}/extract.csv"


# When a file has arrived


def test_a_file_has_arrived_when_it_has_stayed_as_it_is(tmp_path):
    path = tmp_path / "extract.csv"
    path.write_bytes(b"a")
    arrivals = Arrivals(5)
    assert arrivals.arrived([path], 100) == []
    assert arrivals.arrived([path], 104) == [] and arrivals.any_waiting
    path.write_bytes(b"ab")
    assert arrivals.arrived([path], 106) == []
    assert arrivals.arrived([path], 111) == [path]
    path.unlink()
    assert arrivals.arrived([path], 112) == [] and not arrivals.any_waiting


def test_a_file_that_is_still_written_waits_for_the_next_run(inbox, monkeypatch):
    path = inbox.put(GOOD[:20])

    def wait_and_write(stop, seconds):
        path.write_bytes(GOOD)

    with monkeypatch.context() as patch:
        patch.setattr(watching.threading.Event, "wait", wait_and_write)
        assert "left for the next run" in inbox.once()
    assert inbox.landed() == 0
    inbox.once()
    assert inbox.landed() == 1


# Failures


def test_a_refresh_that_failed_is_told_and_done_by_the_next_run(inbox, monkeypatch):
    def fail(project, *, by):
        raise PlainError("dbt build failed.\nReaders go on reading 0001.")

    inbox.put(GOOD)
    with monkeypatch.context() as patch:
        patch.setattr(watching, "refresh", fail)
        assert "dbt build failed." in inbox.once(code=1)
    last = (inbox.root / "last-refresh.txt").read_text(encoding="utf-8")
    assert "FAILED" in last and "Readers go on" in last
    assert inbox.held("done") == [f"{DATASET}/extract.csv"] and inbox.is_due
    inbox.once()
    assert inbox.refreshes == ["Ana"] and not inbox.is_due


def test_a_store_that_is_held_refuses_no_file(inbox, monkeypatch):
    inbox.put(GOOD)
    lock = inbox.project.root / "data" / "landing" / ".lock"
    lock.parent.mkdir(parents=True)
    monkeypatch.setattr(store, "SECONDS_TO_WAIT", 0.01)
    with FileLock(lock):
        said = inbox.once(code=1)
    assert "Another landing is at work" in said and "tried again" in said
    assert inbox.held("refused") == [] and inbox.landed() == 0
    inbox.once()
    assert inbox.landed() == 1 and inbox.refreshes


def test_a_fault_of_the_tool_stops_no_run_and_tells_no_value(inbox, monkeypatch):
    def fail(*arguments, **named):
        raise ValueError("EYP-000001")

    inbox.put(GOOD)
    with monkeypatch.context() as patch:
        patch.setattr(handling, "land", fail)
        said = inbox.once(code=1)
    assert "ValueError in test_inbox.py" in said and "EYP" not in said
    assert len(inbox.held("refused")) == 2


def test_a_second_watch_says_so(inbox):
    inbox.put(GOOD)
    lock = inbox.project.root / "data" / watching.LOCK
    lock.parent.mkdir(exist_ok=True)
    with FileLock(lock):
        assert "Another watch" in inbox.once(code=1)
    assert inbox.landed() == 0


def test_an_inbox_beside_the_code_is_refused(inbox):
    place = inbox.project.root / "seeds" / "inbox"
    code, said = inbox.project.say("watch", place, "--once")
    assert code == 1 and "below data" in said and not place.exists()


def test_a_folder_with_another_use_is_no_inbox(inbox, tmp_path):
    place = tmp_path / "shared"
    (place / "minutes").mkdir(parents=True)
    (place / "budget.xlsx").write_bytes(b"nobody's extract")
    code, said = inbox.project.say("watch", place, "--once", "--by", "Ana")
    assert code == 1 and "shared holds other folders (minutes)" in said
    assert {path.name for path in place.iterdir()} == {"minutes", "budget.xlsx"}


def test_settings_that_cannot_be_read_are_told(project):
    (project.root / governance.RUNNING).unlink()
    with pytest.raises(PlainError, match="governance_running.csv cannot be read"):
        governance.inbox_settings(project)


def test_the_projects_own_settings_can_be_read():
    assert set(governance.SETTINGS) == set(governance.inbox_settings(here()))
    assert set(governance.ORIGINALS) <= set(governance.keep_days(here()))


def test_originals_are_removed_when_their_days_are_over(inbox):
    inbox.put(GOOD)
    old = time.time() - 40 * 24 * 3600
    os.utime(inbox.put(BAD, "bad.csv"), (old, old))
    inbox.once(code=1)
    # What is old when it comes is kept from the day on which it came.
    assert len(inbox.held("done")) == 1 and len(inbox.held("refused")) == 2
    today = datetime.now(UTC).date()
    assert inbox.expired({"inbox_done": 30}, today) == []
    (done,) = inbox.originals(DATASET)
    assert inbox.expired({"inbox_done": 30}, today + timedelta(days=32)) == [done]
    os.utime(done, (old, old))
    assert "Removed 1 originals" in inbox.once()
    assert inbox.held("done") == []


# Kills and signals

QUICK = """
import os, sys
from pathlib import Path
from early_years import governance
from early_years.environment import Project
from early_years.inbox import folders, handling, watching

def die(*arguments, **named):
    os._exit(9)

settings = {"settle_seconds": 0.05, "look_seconds": 1, "retry_seconds": 1}
governance.inbox_settings = lambda project: settings
governance.keep_days = lambda project: {}
watching.refresh = lambda project, by: print("refreshed", flush=True) or ["Published"]
step, root, inbox = sys.argv[1:]
if step == "finish":
    folders.Inbox.finish = die
elif step == "land":
    handling.land = die
elif step:
    watching.refresh = die
watching.watch(Project(Path(root)), Path(inbox), by="Ana", once=bool(step))
"""


def run_quick(inbox, step):
    return subprocess.Popen(
        [sys.executable, "-c", QUICK, step, inbox.project.root, inbox.root],
        cwd=here().root,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("step", ["land", "finish", "refresh"])
def test_what_a_killed_run_left_is_picked_up(inbox, step):
    inbox.put(GOOD)
    assert run_quick(inbox, step).wait() == 9
    assert inbox.refreshes == [] and inbox.is_due
    inbox.once()
    assert inbox.landed() == 1 and inbox.held("done") == [f"{DATASET}/extract.csv"]
    assert inbox.refreshes == ["Ana"] and not inbox.is_due


def test_a_signal_ends_after_the_files_at_hand(inbox, monkeypatch):
    inbox.put(GOOD, "a.csv")
    inbox.put(csv_bytes(make_rows(OTHER)), "b.csv", OTHER)

    def land_and_stop(*arguments, **named):
        os.kill(os.getpid(), signal.SIGTERM)
        return taking.land(*arguments, **named)

    with monkeypatch.context() as patch:
        patch.setattr(handling, "land", land_and_stop)
        inbox.once()
    assert inbox.landed() + inbox.landed(OTHER) == 1 and len(inbox.waiting()) == 1
    assert inbox.refreshes == [] and inbox.is_due
    inbox.once()
    assert inbox.landed() + inbox.landed(OTHER) == 2 and len(inbox.refreshes) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGTERM.")
def test_a_watch_lands_what_arrives_until_it_is_stopped(inbox):
    with run_quick(inbox, "") as watch:
        assert "Watching the inbox" in watch.stdout.readline()
        for number, quarter in enumerate(("2023-Q1", "2023-Q2"), start=1):
            inbox.put(csv_bytes(make_rows(quarter=quarter)))
            wait_for(lambda wanted=number: len(inbox.held("done")) == wanted)
        (inbox.root / "bad.csv").write_bytes(b"a,b\n1,2\n")
        wait_for(lambda: len(inbox.held("refused")) == 2)
        watch.send_signal(signal.SIGTERM)
        assert watch.wait(timeout=10) == 0
        said = watch.stdout.read()
    assert said.count("refreshed") == 2 and "Stopped." in said


def wait_for(is_so):
    for _ in range(400):
        if is_so():
            return
        time.sleep(0.05)
    raise AssertionError("It did not come about.")


def test_a_lock_of_a_killed_watch_is_free(inbox):
    with run_quick(inbox, "") as watch:
        watch.stdout.readline()
        assert "Another watch" in inbox.once(code=1)
        watch.kill()
    inbox.put(GOOD)
    inbox.once()
    assert inbox.landed() == 1
