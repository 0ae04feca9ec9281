"""Unfinished work that holds rows of children: where it lies, and removing it.

A run that is killed removes nothing. Each folder of unfinished work is held by a lock
of its own, which the system frees when its run ends, however it ends; what nobody holds
is removed by whatever runs next.
"""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from early_years.environment import Project

READING = "reading"
HELD = ".held"


@contextmanager
def scratch_for_reading(project: Project) -> Iterator[Path]:
    """A folder for what has to lie on disk while a file is read, removed at the end."""
    folder = project.root / "data" / READING / secrets.token_hex(8)
    folder.mkdir(parents=True)
    with FileLock(folder / HELD):
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def remove_left(home: Path) -> None:
    """Remove the folders of unfinished work that no run holds any longer."""
    for folder in home.iterdir() if home.is_dir() else ():
        try:
            with FileLock(folder / HELD, timeout=0):
                shutil.rmtree(folder, ignore_errors=True)
        except (Timeout, OSError):
            continue
