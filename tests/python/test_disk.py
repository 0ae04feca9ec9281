"""What a disk gives: renames tried again for a while, and rights of what is made."""

import os
import subprocess
import sys

import duckdb
import pytest

from early_years import disk
from early_years.environment import PlainError
from early_years.exporting.tables import put_file


def held(monkeypatch, step, times):
    """Let a step of os fail as on Windows while a scanner has the file."""
    calls, done = [], getattr(os, step)

    def tried(source, target):
        calls.append(source)
        if len(calls) <= times:
            raise PermissionError(13, "The process cannot access the file")
        done(source, target)

    monkeypatch.setattr(os, step, tried)
    monkeypatch.setattr(disk, "WAITS", (0, 0))
    return calls


@pytest.mark.parametrize(("step", "again"), [("rename", 1), ("replace", 2)])
def test_what_is_let_go_of_in_time_is_renamed(tmp_path, monkeypatch, step, again):
    (tmp_path / "new").write_text("new")
    calls = held(monkeypatch, step, again)
    getattr(disk, step)(tmp_path / "new", tmp_path / "old")
    assert (tmp_path / "old").read_text() == "new"
    assert len(calls) == again + 1


def test_what_stays_held_is_told_in_the_end(tmp_path, monkeypatch):
    (tmp_path / "a.csv").write_text("old")
    calls = held(monkeypatch, "replace", 99)
    with pytest.raises(PlainError, match="a.csv cannot be replaced: another program"):
        put_file(tmp_path / "a.csv", b"new")
    assert len(calls) == 3
    assert [path.name for path in tmp_path.iterdir()] == ["a.csv"]
    assert (tmp_path / "a.csv").read_text() == "old"


def test_another_fault_is_not_tried_again(tmp_path, monkeypatch):
    calls = held(monkeypatch, "replace", 0)
    with pytest.raises(FileNotFoundError):
        disk.replace(tmp_path / "none", tmp_path / "a")
    assert len(calls) == 1


@pytest.fixture
def rights():
    """Those of a run that was started with the umask 027."""
    before = os.umask(0o027)
    yield disk.Rights()
    os.umask(before)


@pytest.mark.skipif(os.name == "nt", reason="Windows gives the rights of the folder.")
def test_what_a_run_makes_is_private_and_what_goes_out_is_not(rights, tmp_path):
    rights.keep_private()
    # A second verb of the same process does not take privacy for what it was given.
    rights.keep_private()
    out = tmp_path / "made" / "exports"
    out.mkdir(parents=True)
    (out / "need.csv").touch()
    duckdb.connect(tmp_path / "made" / "early_years.duckdb").close()
    log = tmp_path / "made" / "dbt.log"
    code = f"open({str(log)!r}, 'w')"
    subprocess.run([sys.executable, "-c", code], check=True)
    modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.rglob("*")}
    assert modes.pop("made") == 0o700 and modes.pop("exports") == 0o700
    assert set(modes) == {"need.csv", "early_years.duckdb", "dbt.log"}
    assert set(modes.values()) == {0o600}
    (out / "link").symlink_to(log)
    rights.let_read_all(out)
    assert out.stat().st_mode & 0o777 == 0o750
    assert (out / "need.csv").stat().st_mode & 0o777 == 0o640
    assert log.stat().st_mode & 0o777 == 0o600
