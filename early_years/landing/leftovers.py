"""Unfinished work that holds rows of children: where it lies, and removing it.

A run that is killed removes nothing. Each folder of unfinished work is held by a lock
of its own, which the system frees when its run ends, however it ends; what nobody holds
is removed by whatever runs next.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from early_years import disk
from early_years.environment import Project

READING, BUILDING = "reading", "building"
HELD = ".held"
# Of the landing store.
LOCK, INCOMING = ".lock", ".incoming"
# In a build that failed, and into which somebody may have to look.
LOOKED_INTO = ".failed"


@contextmanager
def scratch_for_reading(project: Project) -> Iterator[Path]:
    """A folder for what has to lie on disk while a file is read, removed at the end."""
    home = disk.private_folder(project.root / "data" / READING)
    folder = home / secrets.token_hex(8)
    folder.mkdir()
    try:
        with FileLock(folder / HELD):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sweep(project: Project) -> None:
    """Remove what runs that were killed left of files that were read and of builds.

    A build that failed, and says so, is left for whoever looks into it until the next.
    """
    data = project.root / "data"
    remove_left(data / READING)
    remove_left(data / BUILDING)
    store = data / "landing"
    if (store / INCOMING).exists():
        with suppress(Timeout, OSError), FileLock(store / LOCK, timeout=0):
            shutil.rmtree(store / INCOMING, ignore_errors=True)


def remove_left(home: Path) -> None:
    """Remove the folders of unfinished work that no run holds any longer."""
    for folder in home.iterdir() if home.is_dir() else ():
        if (folder / LOOKED_INTO).exists() or not folder.is_dir():
            continue
        try:
            with FileLock(folder / HELD, timeout=0):
                pass
        except (Timeout, OSError):
            continue
        # Windows removes no file that is held.
        shutil.rmtree(folder, ignore_errors=True)
