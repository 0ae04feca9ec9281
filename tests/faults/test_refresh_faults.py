"""Refreshing under faults that happen: what is published stays whole."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest
from test_refresh import (
    QUICK,
    assert_whole,
    content,
    first,
    names,
    project,
    start,
)

from early_years.environment import PlainError, here, tool_environment
from early_years.landing.releases import load_releases
from early_years.landing.taking import land
from early_years.publishing.places import published_folder, published_home
from early_years.publishing.refresh import refresh

__all__ = ["first", "project"]
KILLS = 50
KILLS_OF_DBT = 5
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no kill -9")

# Publishes until the disk, as small as told, is full; then looks at what is left.
UNTIL_FULL = """
import shutil, sys
from pathlib import Path
from early_years.environment import PlainError, Project
from early_years.publishing import refresh
from early_years.publishing.places import published_folder, published_home
from test_refresh import assert_whole

project, built = Project(Path(sys.argv[1])), sys.argv[2]

def build(building, *arguments):
    shutil.copytree(built, building.folder, dirs_exist_ok=True)

refresh.run_dbt = build
published = 0
try:
    while published < 100:
        refresh.refresh(project, by="Ana", again=True)
        published += 1
except PlainError as failed:
    print(failed)
else:
    sys.exit("The disk was large enough.")
assert published > 0
for folder in published_home(project).glob("[0-9]*"):
    assert_whole(folder)
assert published_folder(project).resolve().name == f"{published:04d}"
"""


def killed(project, moment, *command):
    running = start(project, *command)
    time.sleep(moment)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()


def test_killed_fifty_times_a_whole_publication_is_read(project, first):
    command = ("-c", QUICK, project.root, first[1])
    began = time.monotonic()
    assert start(project, *command).wait() == 0
    seconds = time.monotonic() - began
    before = len(names(project))
    for _ in range(KILLS):
        killed(project, random.uniform(0.2, 1.05) * seconds, *command)
        assert_whole(published_folder(project))
    assert names(project)[-1] != f"{before:04d}"
    refresh(project, by="Ana", again=True)
    for name in names(project):
        assert_whole(published_home(project) / name)
    assert published_folder(project).resolve().name == names(project)[-1]


def test_killed_while_all_of_it_runs_the_last_good_one_stays(project):
    command = ("-m", "early_years", "refresh", "--again", "--by", "Ana")
    began = time.monotonic()
    assert start(project, *command).wait() == 0
    seconds = time.monotonic() - began
    for _ in range(KILLS_OF_DBT):
        killed(project, random.uniform(0.1, 1) * seconds, *command)
        assert_whole(published_folder(project))
    refresh(project, by="Ana", again=True)
    assert_whole(published_folder(project))


def test_two_refreshes_at_once_publish_whole(project, first):
    command = ("-c", QUICK, project.root, first[1])
    both = [start(project, *command) for _ in range(2)]
    codes = sorted(running.wait() for running in both)
    assert codes in ([0, 0], [0, 1])
    assert len(names(project)) == 1 + codes.count(0)
    for name in names(project):
        assert_whole(published_home(project) / name)


def test_a_release_that_rots_is_named_and_readers_keep_what_they_have(project):
    dataset = "temporary_accommodation"
    land(project, dataset, [project.landed / f"raw_{dataset}.csv"], by="Ana")
    (release,) = load_releases(project, dataset)
    rows = release.folder / "rows.parquet"
    whole, before = rows.read_bytes(), content(project)
    for _ in range(KILLS):
        place = random.randrange(4, len(whole) - 64)
        rows.write_bytes(whole[:place] + random.randbytes(64) + whole[place + 64 :])
        try:
            refresh(project, by="Ana")
        except PlainError as error:
            assert release.release_id in str(error)
            assert "Readers go on reading" in str(error)
            assert content(project) == before
        else:
            pytest.fail(f"bytes from {place} on were changed, and nobody noticed")
    rows.write_bytes(whole)


@pytest.mark.skipif(not shutil.which("unshare"), reason="needs a disk of its own")
def test_a_full_disk_leaves_the_last_good_one(project, first):
    shutil.rmtree(project.root / "data")
    script = (
        'mkdir -p "$1/data" && mount -t tmpfs -o size="$0" tmpfs "$1/data" && '
        'exec "$2" -c "$3" "$1" "$4"'
    )
    environment = tool_environment(project)
    environment["PYTHONPATH"] = os.pathsep.join(
        [str(here().root), str(here().root / "tests" / "python")]
    )
    done = subprocess.run(
        ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c", script]
        + ["150m", project.root, sys.executable, UNTIL_FULL, first[1]],
        cwd=project.root,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if "unshare failed" in done.stdout or "mount:" in done.stdout:
        pytest.skip("this machine lets nobody mount a disk")
    assert done.returncode == 0, done.stdout
    assert "Readers go on reading publication" in done.stdout
