"""What lies where in an inbox, and moving a file through it.

INBOX/<dataset>/ takes files; done/<dataset>/ and refused/<dataset>/ hold what became of
them, quarantine/<dataset>/ those that ended their reader. A file at work lies in
.working/<dataset>/, moved there in one step: what a run that was killed left is found
there again. Links and devices are no files: what they lead to is never read.
"""

import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from early_years import disk
from early_years.contracts import Contract, load_contracts
from early_years.environment import PlainError, Project
from early_years.landing.sent_tables import needed

DONE, REFUSED, QUARANTINE, WORKING = "done", "refused", "quarantine", ".working"
# In the place of a dataset's name, for files put down beside the folders.
UNSORTED = "unsorted"
MESSAGE = ".message.txt"
SCRATCH = ".scratch-"
README = "README.txt"
LAST_REFRESH = "last-refresh.txt"
OURS = (README, LAST_REFRESH)
# What programs leave beside files, and files that are still being written.
LITTER = ("thumbs.db", "desktop.ini")
UNFINISHED = (".crdownload", ".download", ".part", ".partial", ".tmp")
HIDDEN = (".", "~$")

WELCOME = """\
Put each file into the folder of its dataset. Once it has been copied whole it is landed
and moved to done; if it is refused, to refused, with a message beside it that says why.
What the last refresh came to stands in last-refresh.txt.
"""


@dataclass(frozen=True)
class Inbox:
    """The folders of an inbox; root need not exist before prepare."""

    root: Path

    @property
    def is_there(self) -> bool:
        """Whether a watch has made its folders here before."""
        return (self.root / README).is_file() or (self.root / DONE).is_dir()

    def prepare(self) -> None:
        """Make the folder of each dataset, with a text that says what belongs there.

        Raises PlainError where other folders show that the place has another use: its
        files would be moved away.
        """
        _make(self.root)
        places = (DONE, REFUSED, QUARANTINE, WORKING)
        led = [name for name in places if (self.root / name).is_symlink()]
        if led:
            raise PlainError(
                f"{led[0]} in the inbox is a link, which may lead anywhere. Put a "
                "folder in its place."
            )
        others = [] if self.is_there else self.strangers()
        if others:
            raise PlainError(
                f"{self.root.name} holds other folders ({', '.join(others[:3])}), and "
                "files that lie in an inbox are moved. Name a new or an empty folder."
            )
        for left in (self.root / WORKING).glob(f"{SCRATCH}*"):
            shutil.rmtree(left)
        _write_if_new(self.root / README, WELCOME)
        for contract in load_contracts():
            folder = self.root / contract.name
            if folder.is_symlink():
                continue
            _make(folder)
            _write_if_new(folder / README, _about(contract))

    def waiting(self) -> list[Path]:
        """The files that people put down, finished or not, by path."""
        return sorted(path for path in self._entries() if self.is_for_landing(path))

    def links(self) -> list[Path]:
        """What was put down and is no file of its own: links, devices, pipes."""
        return sorted(
            path
            for path in self._entries()
            if self._is_put_down(path) and not is_own_file(path)
        )

    def is_for_landing(self, path: Path) -> bool:
        """Whether a path is a file that somebody wants landed."""
        return self._is_put_down(path) and is_own_file(path)

    def _is_put_down(self, path: Path) -> bool:
        name = path.name.lower()
        inside = path.relative_to(self.root).parts
        return (
            inside[0] not in (DONE, REFUSED, QUARANTINE)
            and not any(part.startswith(HIDDEN) for part in inside)
            and not name.endswith(UNFINISHED)
            and name not in LITTER
            and path.name not in OURS
            # A browser puts down the name of what it is going to download.
            and not any(os.path.lexists(f"{path}{ending}") for ending in UNFINISHED)
        )

    def _entries(self) -> Iterator[Path]:
        """All but folders, in the inbox itself and in the folders of datasets."""
        names = sorted(_datasets())
        for path in self.root.iterdir():
            if path.is_symlink() or not path.is_dir():
                yield path
            elif path.name in names:
                yield from entries(path)

    def strangers(self) -> list[str]:
        """Folders in the inbox whose files nobody will ever read, by name."""
        known = {DONE, REFUSED, QUARANTINE, *_datasets()}
        return sorted(
            path.name
            for path in self.root.iterdir()
            if path.is_dir()
            and not path.is_symlink()
            and path.name not in known
            and not path.name.startswith(HIDDEN)
        )

    def claim(self, path: Path) -> Path:
        """Take a file out of people's hands, in one step, and return where it lies."""
        first, *rest = path.relative_to(self.root).parts
        return self._move(path, WORKING, first if rest else UNSORTED)

    def claimed(self) -> list[Path]:
        """The files at work; without a run at work, what a killed one left."""
        return sorted(
            path
            for path in (self.root / WORKING).glob("*/*")
            if not path.parent.name.startswith(SCRATCH)
            and (path.is_symlink() or not path.is_dir())
        )

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder for what has to lie on disk while a file is read."""
        folder = self.root / WORKING
        with tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as made:
            yield Path(made)

    def finish(self, working: Path, dataset: str) -> Path:
        """Move a landed file to done. Its age counts from now on."""
        _touch(working)
        return self._move(working, DONE, dataset)

    def put_back(self, path: Path, dataset: str) -> Path:
        """Move a file to where people put it, to be waited for again."""
        if dataset == UNSORTED:
            return self._move(path, ".", ".")
        return self._move(path, ".", dataset)

    def refuse(
        self, working: Path, dataset: str, message: str, place: str = REFUSED
    ) -> Path:
        """Move a file, or a link itself, to refused, with its message beside it."""
        _touch(working)
        path = self._free(place, dataset, working.name)
        # First the message: no file is ever refused without one.
        write_text(path.with_name(f"{path.name}{MESSAGE}"), message)
        disk.rename(working, path)
        return path

    def expired(self, keep_days: dict[str, int], today: date) -> list[Path]:
        """The originals in done and refused that are older than they are kept."""
        found = []
        for folder in (DONE, REFUSED, QUARANTINE):
            days = keep_days.get(f"inbox_{folder}")
            if days is None:
                continue
            last = today - timedelta(days=days)
            found += [
                path
                for path in entries(self.root / folder)
                if date.fromtimestamp(path.lstat().st_mtime) < last
            ]
        return sorted(found)

    def originals(self, dataset: str) -> list[Path]:
        """The files of a dataset that were landed and are still there."""
        return sorted(entries(self.root / DONE / dataset))

    def _move(self, path: Path, place: str, dataset: str) -> Path:
        target = self._free(place, dataset, path.name)
        disk.rename(path, target)
        return target

    def _free(self, place: str, dataset: str, name: str) -> Path:
        """A path that nothing has yet; a number is added to a name that is taken."""
        folder = self.root / place / dataset
        folder.mkdir(parents=True, exist_ok=True)
        if place == REFUSED:
            # Whoever put a file down reads why it lies there.
            disk.RIGHTS.let_read(self.root / place, folder)
        path, number = folder / name, 1
        while os.path.lexists(path):
            number += 1
            path = folder / f"{Path(name).stem} ({number}){Path(name).suffix}"
        return path


def open_inbox(project: Project, root: Path) -> Inbox:
    """The inbox at a path. Raises PlainError where it would be kept with the code."""
    place = root.resolve()
    home = project.root.resolve()
    if place.is_relative_to(home) and not place.is_relative_to(home / "data"):
        raise PlainError(
            "An inbox in the project has to lie below data, which is never shared with "
            "the code. Name another folder."
        )
    return Inbox(place)


def entries(folder: Path) -> Iterator[Path]:
    """All below a folder but folders; no link is followed."""
    for where, folders, names in os.walk(folder):
        place = Path(where)
        yield from (place / name for name in names)
        yield from (place / name for name in folders if (place / name).is_symlink())


def is_own_file(path: Path) -> bool:
    """Whether a path is a file, and the only name that this file has."""
    try:
        found = path.lstat()
    except OSError:
        return False
    return stat.S_ISREG(found.st_mode) and found.st_nlink <= 1


def _touch(path: Path) -> None:
    """Let the age of a file count from now on; of a link, that of itself."""
    if os.utime in os.supports_follow_symlinks:
        os.utime(path, follow_symlinks=False)
    else:
        os.utime(path)


def write_text(path: Path, text: str) -> None:
    """Write a message in one step, so that nobody reads half of it."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_text(f"{text.rstrip()}\n", encoding="utf-8", newline="\n")
    disk.RIGHTS.let_read(unfinished)
    disk.replace(unfinished, path)


def _make(folder: Path) -> None:
    """Make a folder into which people put files, if it is not there."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        disk.RIGHTS.let_read(folder)


@cache
def _datasets() -> frozenset[str]:
    """The names of all datasets; a watch looks for their folders again and again."""
    return frozenset(contract.name for contract in load_contracts())


def _write_if_new(path: Path, text: str) -> None:
    if not path.exists() or path.read_text(encoding="utf-8") != text:
        write_text(path, text)


def _about(contract: Contract) -> str:
    lines = [
        f"{contract.title}: {contract.grain}.",
        "",
        "Columns (or a layout in which the publisher hands it out, as it is):",
        *(f"  {name}" for name in contract.column_names if name in needed(contract)),
        "",
        f"An empty file to fill in: python -m early_years template {contract.name}",
        f"Questions: {contract.owner_team} ({contract.owner_mailbox})",
    ]
    if contract.is_child_level:
        lines.append("Never with names, NHS numbers or UPNs: pseudonyms alone.")
    return "\n".join(lines) + "\n"
