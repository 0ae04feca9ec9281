"""An inbox takes whole files alone, nothing that leads elsewhere or ends the run."""

import os
import threading

import pytest
from landing_files import DATASET, csv_bytes, make_rows, parquet_rows, project
from test_inbox import GOOD, OTHER, SETTINGS, inbox, run_quick

from early_years import disk, governance
from early_years.environment import PlainError
from early_years.inbox import handling, watching
from early_years.inbox.arrivals import Arrivals
from early_years.inbox.folders import Inbox
from early_years.inbox.memory import open_memory
from early_years.landing.isolation import ReaderEnded
from early_years.landing.releases import load_releases

__all__ = ["inbox", "project"]
SECRET = "0123456789abcdef" * 4
on_linux = pytest.mark.skipif(
    not hasattr(disk.fcntl, "F_SETLEASE"), reason="Linux alone tells of writers."
)
no_windows = pytest.mark.skipif(os.name == "nt", reason="Windows has no such files.")


def message(inbox, name, place="refused", dataset=DATASET):
    path = inbox.root / place / dataset / f"{name}.message.txt"
    return path.read_text(encoding="utf-8")


# What leads elsewhere


@no_windows
@pytest.mark.parametrize(
    "make",
    [
        lambda path, target: path.symlink_to(target),
        lambda path, target: path.symlink_to(target.parent),
        lambda path, target: path.symlink_to(target.with_name("none")),
        lambda path, target: path.hardlink_to(target),
        lambda path, target: os.mkfifo(path),
    ],
    ids=["file", "folder", "dangling", "second name", "pipe"],
)
@pytest.mark.parametrize("place", [DATASET, "."])
def test_what_is_no_file_of_its_own_is_refused_and_never_read(
    inbox, tmp_path, make, place
):
    target = tmp_path / "elsewhere" / "secret.csv"
    target.parent.mkdir()
    target.write_text(SECRET, encoding="utf-8")
    make(inbox.root / place / "extract.csv", target)
    inbox.put(csv_bytes(make_rows(OTHER)), "good.csv", OTHER)
    said = inbox.once(code=1)
    dataset = "unsorted" if place == "." else DATASET
    told = message(inbox, "extract.csv", dataset=dataset)
    assert "is no file of its own" in told and "moved to refused" in said
    assert SECRET[:8] not in said + told
    assert target.read_text(encoding="utf-8") == SECRET
    assert inbox.landed() == 0 and inbox.landed(OTHER) == 1


@no_windows
def test_the_folder_of_a_dataset_may_be_no_link(inbox, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "extract.csv").write_bytes(GOOD)
    folder = inbox.root / DATASET
    (folder / "README.txt").unlink()
    folder.rmdir()
    folder.symlink_to(elsewhere)
    assert "is no file of its own" in inbox.once(code=1)
    assert inbox.landed() == 0
    assert [path.name for path in elsewhere.iterdir()] == ["extract.csv"]


@no_windows
@pytest.mark.parametrize("name", ["done", "refused", "quarantine", ".working"])
def test_folders_of_the_inbox_may_be_no_links(inbox, tmp_path, name):
    (tmp_path / "elsewhere").mkdir()
    (inbox.root / name).symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PlainError, match=f"{name} in the inbox is a link"):
        inbox.prepare()


@no_windows
def test_the_age_of_a_link_is_its_own(inbox, tmp_path):
    target = tmp_path / "old.csv"
    target.write_bytes(GOOD)
    os.utime(target, (1, 1))
    (inbox.root / DATASET / "link.csv").symlink_to(target)
    inbox.once(code=1)
    assert target.stat().st_mtime == 1
    today = watching.datetime.now(watching.UTC).date()
    assert inbox.expired({"inbox_refused": 30}, today) == []


# What ends its reader


def test_a_file_that_ends_its_reader_goes_to_quarantine_and_the_next_is_taken(
    inbox, monkeypatch
):
    land, bad = handling.land, []

    def land_but_bad(project, dataset, paths, *, by):
        bad[:] = [path for path in paths if path.name == "bad.csv"]
        if bad:
            raise ReaderEnded(bad[0], "reading it took more than 300 seconds.")
        return land(project, dataset, paths, by=by)

    inbox.put(GOOD, "bad.csv")
    inbox.put(csv_bytes(make_rows(quarter="2023-Q2")), "good.csv")
    monkeypatch.setattr(handling, "land", land_but_bad)
    said = inbox.once(code=1)
    assert "bad.csv: moved to quarantine" in said
    told = message(inbox, "bad.csv", "quarantine")
    assert "took more than 300 seconds" in told and "is not tried again" in told
    assert inbox.landed() == 1 and inbox.held("done") == [f"{DATASET}/good.csv"]
    assert inbox.once() == ""


@no_windows
def test_a_file_at_which_the_watch_dies_is_put_aside_and_no_other(inbox, monkeypatch):
    inbox.put(GOOD, "bad.csv")
    inbox.put(csv_bytes(make_rows(quarter="2023-Q2")), "good.csv")
    for _ in range(2):
        # Each dies at the first file that it lands.
        assert run_quick(inbox, "land").wait() == 9
    said = inbox.once(code=1)
    assert "the watch ended 2 times at work on it" in said
    assert inbox.held("quarantine")[0] == f"{DATASET}/bad.csv"
    assert inbox.held("done") == [f"{DATASET}/good.csv"]


def test_a_store_that_is_held_counts_no_attempt(inbox, monkeypatch):
    def held(*arguments, **named):
        raise handling.StoreUnavailable("Another landing is at work.")

    inbox.put(GOOD)
    with monkeypatch.context() as patch:
        patch.setattr(handling, "land", held)
        for _ in range(4):
            inbox.once(code=1)
    assert open_memory(inbox).attempts == {}
    inbox.once()
    assert inbox.landed() == 1


# Whole files alone


@pytest.mark.parametrize("content", [b"", GOOD])
def test_a_browsers_placeholder_is_waited_for(inbox, content):
    path = inbox.put(content)
    if content:
        inbox.put(GOOD[:20], "extract.csv.part")
    assert content or "extract.csv: empty; left for the next run" in inbox.once()
    inbox.once()
    assert path.exists() and inbox.held("refused") == [] and inbox.landed() == 0
    path.write_bytes(GOOD)
    path.with_name("extract.csv.part").unlink(missing_ok=True)
    inbox.once()
    assert inbox.landed() == 1


@on_linux
def test_a_file_that_a_program_has_open_to_write_is_waited_for(inbox):
    lines = GOOD.splitlines(keepends=True)
    with (inbox.root / DATASET / "extract.csv").open("wb") as writing:
        writing.writelines(lines[:2])
        writing.flush()
        # It rests at a line's end for longer than a file has to stay as it is.
        assert "still being written" in inbox.once()
        assert inbox.landed() == 0 and inbox.claimed() == []
        writing.writelines(lines[2:])
    inbox.once()
    (release,) = load_releases(inbox.project, DATASET)
    assert release.record["rows"] == 2
    assert (
        disk.digest(inbox.root / "done" / DATASET / "extract.csv")
        == (release.record["file_sha256"])
    )


def test_a_file_that_changes_between_look_and_claim_is_put_back(inbox, monkeypatch):
    path = inbox.put(GOOD[:-10])
    claim = Inbox.claim

    def write_and_claim(self, path):
        path.write_bytes(GOOD)
        return claim(self, path)

    with monkeypatch.context() as patch:
        patch.setattr(Inbox, "claim", write_and_claim)
        assert "is still being written, and is waited for" in inbox.once()
    assert path.read_bytes() == GOOD and inbox.landed() == 0
    inbox.once()
    assert inbox.landed() == 1


def test_a_file_that_changes_while_it_is_read_is_put_back(inbox, monkeypatch):
    path, more = inbox.put(GOOD), csv_bytes(make_rows(count=3))
    land = handling.land

    def land_and_write(project, dataset, paths, *, by):
        landing = land(project, dataset, paths, by=by)
        paths[0].write_bytes(more)
        return landing

    with monkeypatch.context() as patch:
        patch.setattr(handling, "land", land_and_write)
        assert "changed while it was read" in inbox.once(code=1)
    assert path.read_bytes() == more and inbox.held("done") == []
    inbox.once()
    assert load_releases(inbox.project, DATASET)[-1].record["rows"] == 3


@pytest.mark.parametrize("is_appended", [True, False])
def test_what_a_writer_adds_to_a_landed_file_is_landed_too(inbox, is_appended):
    inbox.put(GOOD)
    inbox.once()
    done = inbox.root / "done" / DATASET / "extract.csv"
    whole = csv_bytes(make_rows(count=3))
    assert whole.startswith(GOOD)
    # Opened and saved, a file is another from its first byte on.
    done.write_bytes(whole if is_appended else b"\xef\xbb\xbf" + GOOD)
    said = inbox.once(code=int(is_appended))
    assert ("went on growing after it was landed" in said) is is_appended
    inbox.once()
    assert inbox.landed() == (2 if is_appended else 1)
    newest = load_releases(inbox.project, DATASET)[-1]
    rows = parquet_rows(newest.folder / "rows.parquet")
    assert len(rows) == (3 if is_appended else 2)


def test_without_content_nothing_is_awaited(tmp_path):
    path = tmp_path / "extract.csv"
    path.write_bytes(b"")
    arrivals = Arrivals(5)
    assert arrivals.arrived([path], 100) == [] and not arrivals.any_waiting
    assert arrivals.arrived([path], 200) == []
    path.write_bytes(b"a")
    assert arrivals.arrived([path], 201) == [] and arrivals.any_waiting
    assert arrivals.arrived([path], 206) == [path]


# While a refresh runs


def test_files_are_judged_while_a_refresh_runs(inbox, monkeypatch):
    """The first refresh ends when the second file was landed; another follows it."""
    refreshed, may_end, stop = [], threading.Event(), threading.Event()

    def refresh(project, *, by):
        refreshed.append(inbox.landed())
        assert may_end.wait(30)
        return ["Published"]

    monkeypatch.setattr(watching, "refresh", refresh)
    monkeypatch.setattr(governance, "inbox_settings", lambda project: SETTINGS)
    watcher = watching.Watcher(inbox.project, inbox, "Ana", stop)
    (inbox.project.root / "data").mkdir()
    inbox.put(GOOD, "a.csv")
    watcher._passes()
    inbox.put(csv_bytes(make_rows(quarter="2023-Q2")), "b.csv")
    watcher._passes()
    assert len(inbox.held("done")) == 2 and len(refreshed) == 1
    may_end.set()
    watcher._await_refresh()
    assert inbox.is_due
    watcher._passes()
    watcher._await_refresh()
    assert refreshed == [1, 2] and not inbox.is_due


def test_a_memory_that_cannot_be_read_is_empty(inbox):
    inbox.put(GOOD)
    inbox.once()
    path = inbox.root / ".working" / "state.json"
    assert open_memory(inbox).landed
    path.write_text("[", encoding="utf-8")
    assert open_memory(inbox).landed == {}
    inbox.once()
