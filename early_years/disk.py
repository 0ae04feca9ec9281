"""What a disk asks for: names that are waited for, renames that are tried again."""

import os
import time
from collections.abc import Callable
from pathlib import Path

# Seconds: what a virus scanner or OneDrive holds up, it lets go of within three or so.
WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)


def sync_names(folder: Path) -> None:
    """Wait until the disk has the names in a folder; Windows does so by itself."""
    if os.name == "nt":
        return
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def rename(source: Path, target: Path) -> None:
    """Rename to a name that is free. Raises PermissionError if it stays held."""
    _tried_again(os.rename, source, target)


def replace(source: Path, target: Path) -> None:
    """Put a file in the place of another. Raises PermissionError if it stays held."""
    _tried_again(os.replace, source, target)


def _tried_again(step: Callable, source: Path, target: Path) -> None:
    for seconds in WAITS:
        try:
            step(source, target)
        except PermissionError:
            time.sleep(seconds)
        else:
            return
    step(source, target)
