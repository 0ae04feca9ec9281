"""What a disk asks for: names that are waited for, renames that are tried again."""

import errno
import hashlib
import os
import signal
import stat
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

try:
    import fcntl
except ImportError:
    fcntl = None  # type: ignore[assignment]

# Seconds: what a virus scanner or OneDrive holds up, it lets go of within three or so.
WAITS = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
PART = 1024 * 1024
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


def digest(path: Path, size: int | None = None) -> str:
    """The sha256 of a file, or of its first bytes."""
    found, left = hashlib.sha256(), size
    with open_file(path) as file:
        while part := file.read(PART if left is None else min(left, PART)):
            found.update(part)
            left = None if left is None else left - len(part)
    return found.hexdigest()


def is_being_written(path: Path) -> bool:
    """Whether another program has a file open to write, as far as the system tells.

    Linux gives a lease on a local file that nobody has open to write. Elsewhere, and of
    other people's files, nothing is known.
    """
    if not hasattr(fcntl, "F_SETLEASE"):
        return False
    try:
        with open_file(path) as file:
            # Whoever opens the file in this moment does so by a signal that does no
            # harm.
            fcntl.fcntl(file, fcntl.F_SETSIG, signal.SIGURG)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_RDLCK)
            fcntl.fcntl(file, fcntl.F_SETLEASE, fcntl.F_UNLCK)
    except OSError as error:
        return error.errno == errno.EAGAIN
    return False


class Rights:
    """Who may read what a run makes: its owner alone, but for what is made for others.

    for_others are the bits that the umask takes away which the run was started with.
    """

    PRIVATE = 0o077

    def __init__(self) -> None:
        self.for_others: int | None = None

    def keep_private(self) -> None:
        """Make all that this process and its children make from now on private.

        Files are 0600 and folders 0700 wherever nothing else is said. Windows gives the
        rights of the folder above.
        """
        if os.name != "nt" and self.for_others is None:
            self.for_others = os.umask(self.PRIVATE)

    def let_read(self, *paths: Path) -> None:
        """Give files and folders that are made for others the rights that they have
        without a run's privacy."""
        if self.for_others is None:
            return
        for path in paths:
            if path.is_symlink():
                continue
            most = 0o777 if path.is_dir() else 0o666
            # Another person's file has the rights that they gave it.
            with suppress(PermissionError):
                path.chmod(most & ~self.for_others)

    def let_read_all(self, folder: Path) -> None:
        """Give a folder, and all that lies in it, the rights that others need."""
        self.let_read(folder, *folder.rglob("*"))


RIGHTS = Rights()


def private_folder(path: Path) -> Path:
    """Make a folder, if it is not there, that nobody else can look into; return it.

    What lies in it is as private, whatever its own rights say. Windows keeps the rights
    of the folder above.
    """
    path.mkdir(parents=True, exist_ok=True)
    if os.name != "nt":
        path.chmod(0o700)
    return path


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
