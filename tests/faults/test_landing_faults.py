"""Landing under faults that happen: kills, a full disk, files that change or lie."""

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import zipfile

import pytest
from landing_files import (
    DATASET,
    csv_bytes,
    make_rows,
    parquet_rows,
    project,
    put,
    put_rows,
    xlsx_bytes,
)

from early_years.environment import PlainError, here
from early_years.landing.releases import load_releases, write_current
from early_years.landing.taking import land

__all__ = ["project"]
KILLS = 50
ROWS = 20_000
GIGABYTE = 1024**3

# Loaded first, so that the kill meets the landing and not the loading of libraries.
LAND_WHEN_TOLD = """
import sys
from pathlib import Path
from early_years.environment import Project
from early_years.landing.taking import land

print("ready", flush=True)
sys.stdin.readline()
land(Project(Path(sys.argv[1])), sys.argv[2], [Path(sys.argv[3])], by="Ana")
"""

# A disk of its own under data/, as small as the first argument says.
ON_SMALL_DISK = 'mkdir -p "$1/data" && mount -t tmpfs -o size="$0" tmpfs "$1/data" && '
LAND_TWO = """
import sys
from pathlib import Path
from early_years.environment import PlainError, Project
from early_years.landing.releases import load_releases, write_current
from early_years.landing.taking import land

root, dataset, small, large = Path(sys.argv[1]), *sys.argv[2:]
project = Project(root)
land(project, dataset, [Path(small)], by="Ana")
try:
    land(project, dataset, [Path(large)], by="Ana")
except PlainError as refused:
    print(refused)
else:
    sys.exit("The disk was large enough.")
assert len(load_releases(project, dataset)) == 1
assert write_current(project, root / "current")[dataset] == 2
Path(large).unlink()
land(project, dataset, [Path(small).with_name("third.csv")], by="Ana")
assert len(load_releases(project, dataset)) == 2
"""


def started(project, path):
    """A landing that waits for a line to begin."""
    running = subprocess.Popen(
        [sys.executable, "-c", LAND_WHEN_TOLD, project.root, DATASET, path],
        cwd=here().root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert running.stdout.readline() == "ready\n"
    return running


def begin(running):
    running.stdin.write("\n")
    running.stdin.flush()


def digests(project):
    """What each release holds, byte for byte."""
    return {
        release.release_id: [
            hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(release.folder.iterdir())
        ]
        for release in load_releases(project, DATASET)
    }


def current_rows(project):
    folder = project.root / "data" / "current"
    write_current(project, folder)
    return parquet_rows(folder / f"{DATASET}.parquet")


def extract(project, number):
    """A file of ROWS rows, all of them with one count, so that a mixture would show."""
    rows = make_rows(count=ROWS, children_count=str(number))
    return put(project, csv_bytes(rows), f"extract_{number}.csv")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")
def test_killed_at_any_moment_nothing_is_lost_or_half_landed(project):
    running = started(project, extract(project, 0))
    began = time.monotonic()
    begin(running)
    assert running.wait() == 0
    seconds = time.monotonic() - began
    landed = 0
    for number in range(1, KILLS + 1):
        before = digests(project)
        running = started(project, extract(project, number))
        moment = random.uniform(0, 1.1) * seconds
        begin(running)
        time.sleep(moment)
        running.send_signal(signal.SIGKILL)
        running.wait()
        after = digests(project)
        assert before.items() <= after.items(), f"killed after {moment} s"
        landed += len(after) - len(before)
        rows = current_rows(project)
        assert len(rows) == ROWS
        assert len({(row[4], row[-1]) for row in rows}) == 1
    # Kills that all came too early or too late would show nothing.
    assert 0 < landed < KILLS
    project.land(put_rows(project, count=1))
    audit = (project.root / "data" / "landing" / "audit.jsonl").read_text("utf-8")
    assert len(audit.splitlines()) == len(load_releases(project, DATASET))


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs a disk of its own")
def test_a_full_disk_keeps_what_was_landed(project):
    small = put_rows(project, "small.csv")
    put_rows(project, "third.csv", count=3)
    rows = make_rows(count=ROWS, children_count="1")
    for row in rows:
        row["ward_name"] = random.randbytes(64).hex()
    large = put(project, csv_bytes(rows), "large.csv")
    script = ON_SMALL_DISK + 'exec "$2" -c "$3" "$1" "$4" "$5" "$6"'
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
        + ["1m", project.root, sys.executable, LAND_TWO, DATASET, small, large],
        cwd=here().root,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if "unshare failed" in done.stdout or "mount" in done.stdout:
        pytest.skip("this machine lets nobody mount a disk")
    assert done.returncode == 0, done.stdout
    assert "What had been landed before is whole" in done.stdout


@pytest.mark.parametrize("is_in_place", [False, True])
def test_a_file_that_changes_while_it_is_read_is_one_or_the_other(project, is_in_place):
    versions = [csv_bytes(make_rows(count=ROWS, children_count=str(n))) for n in (1, 2)]
    known = {hashlib.sha256(version).hexdigest() for version in versions}
    path = put(project, versions[0])
    over = threading.Event()

    def change():
        for number in iter(lambda: random.randint(0, 1), None):
            if over.is_set():
                return
            if is_in_place:
                path.write_bytes(versions[number])
            else:
                beside = put(project, versions[number], "beside.csv")
                os.replace(beside, path)

    changing = threading.Thread(target=change)
    changing.start()
    refused = 0
    try:
        for _ in range(KILLS):
            try:
                land(project, DATASET, [path], by="Ana")
            except PlainError as error:
                refused += 1
                assert "REFUSED" in str(error)
    finally:
        over.set()
        changing.join()
    for release in load_releases(project, DATASET):
        assert release.record["file_sha256"] in known
        assert release.record["rows"] == ROWS
        rows = parquet_rows(release.folder / "rows.parquet")
        assert len({row[4] for row in rows}) == 1
    assert refused < KILLS or is_in_place


def test_a_line_of_a_gigabyte_is_refused_at_once(project):
    path = project.root.parent / "line.csv"
    with path.open("wb") as file:
        file.truncate(GIGABYTE)
    assert "1,024 MB; up to 200 MB are taken" in project.refuse(path)
    zipped = project.root.parent / "line.zip"
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(path, "line.csv")
    path.unlink()
    assert "unpacks to 1,024 MB" in project.refuse(zipped)


@pytest.mark.parametrize("sign", [b"x", b"\xa0", b"\0", b","])
def test_a_line_as_long_as_a_file_may_be_is_told(project, sign):
    header = csv_bytes(make_rows(count=1)).split(b"\n")[0]
    line = sign * (150 * 1024**2)
    path = put(project, header + b"\n" + line + b"\n")
    said = project.refuse(path)
    assert len(said) < 10_000


def test_old_signs_of_windows_are_told(project):
    content = csv_bytes(make_rows(count=2)).decode("utf-8")
    path = put(
        project, content.replace("Acocks Green", "Acocks Green\xa0").encode("cp1252")
    )
    assert "UTF-8" in project.refuse(path)


def test_a_workbook_cut_anywhere_is_refused(project):
    whole = xlsx_bytes([list(row.values()) for row in make_rows(count=50)])
    for _ in range(KILLS):
        cut = random.randrange(100, len(whole) - 1)
        said = project.refuse(put(project, whole[:cut], "cut.xlsx"))
        assert "Traceback" not in said
