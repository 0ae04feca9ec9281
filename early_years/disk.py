"""What a disk asks for: names that are waited for, renames that are tried again."""

import errno
import os
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

# Seconds: what a virus scanner or OneDrive holds up, it lets go of within three or so.
WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
# Windows alone would change line ends.
O_BINARY = getattr(os, "O_BINARY", 0)


def open_file(path: Path) -> BinaryIO:
    """Open a file to read its bytes. Raises OSError also for a device, pipe or folder.

    A pipe that nobody writes to would be waited for without end, and a device has none.
    """
    opened = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | O_BINARY)
    if not stat.S_ISREG(os.fstat(opened).st_mode):
        os.close(opened)
        raise OSError(errno.EINVAL, "it is no file but a folder, device or pipe")
    return os.fdopen(opened, "rb")


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
