"""What lies where in an inbox, and moving a file through it.

INBOX/<dataset>/ takes files; done/<dataset>/ and refused/<dataset>/ hold what became of
them. A file at work lies in .working/<dataset>/, moved there in one step: what a run
that was killed left is found there again.
"""

import os
import shutil
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

DONE, REFUSED, WORKING = "done", "refused", ".working"
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
        self.root.mkdir(parents=True, exist_ok=True)
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
            folder.mkdir(exist_ok=True)
            _write_if_new(folder / README, _about(contract))

    def waiting(self) -> list[Path]:
        """The files that people put down, finished or not, by path."""
        folders = [self.root / dataset for dataset in _datasets()]
        found = [path for folder in folders for path in folder.rglob("*")]
        found += self.root.iterdir()
        return sorted(path for path in found if self.is_for_landing(path))

    def is_for_landing(self, path: Path) -> bool:
        """Whether a path is a file that somebody wants landed."""
        name = path.name.lower()
        inside = path.relative_to(self.root).parts
        return (
            inside[0] not in (DONE, REFUSED)
            and not any(part.startswith(HIDDEN) for part in inside)
            and not name.endswith(UNFINISHED)
            and name not in LITTER
            and path.name not in OURS
            and path.is_file()
        )

    def strangers(self) -> list[str]:
        """Folders in the inbox whose files nobody will ever read, by name."""
        known = {DONE, REFUSED, *_datasets()}
        return sorted(
            path.name
            for path in self.root.iterdir()
            if path.is_dir()
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
            if path.is_file() and not path.parent.name.startswith(SCRATCH)
        )

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        """A folder for what has to lie on disk while a file is read."""
        folder = self.root / WORKING
        with tempfile.TemporaryDirectory(dir=folder, prefix=SCRATCH) as made:
            yield Path(made)

    def finish(self, working: Path, dataset: str) -> Path:
        """Move a landed file to done. Its age counts from now on."""
        os.utime(working)
        return self._move(working, DONE, dataset)

    def refuse(self, working: Path, dataset: str, message: str) -> Path:
        """Move a file to refused, with its message beside it."""
        os.utime(working)
        path = self._free(REFUSED, dataset, working.name)
        # First the message: no file is ever refused without one.
        write_text(path.with_name(f"{path.name}{MESSAGE}"), message)
        disk.rename(working, path)
        return path

    def expired(self, keep_days: dict[str, int], today: date) -> list[Path]:
        """The originals in done and refused that are older than they are kept."""
        found = []
        for folder in (DONE, REFUSED):
            days = keep_days.get(f"inbox_{folder}")
            if days is None:
                continue
            last = today - timedelta(days=days)
            found += [
                path
                for path in (self.root / folder).rglob("*")
                if path.is_file() and date.fromtimestamp(path.stat().st_mtime) < last
            ]
        return sorted(found)

    def originals(self, dataset: str) -> list[Path]:
        """The files of a dataset that were landed and are still there."""
        return sorted(
            path for path in (self.root / DONE / dataset).rglob("*") if path.is_file()
        )

    def _move(self, path: Path, place: str, dataset: str) -> Path:
        target = self._free(place, dataset, path.name)
        disk.rename(path, target)
        return target

    def _free(self, place: str, dataset: str, name: str) -> Path:
        """A path that nothing has yet; a number is added to a name that is taken."""
        folder = self.root / place / dataset
        folder.mkdir(parents=True, exist_ok=True)
        path, number = folder / name, 1
        while path.exists():
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


def write_text(path: Path, text: str) -> None:
    """Write a text for people in one step, so that nobody reads half of it."""
    unfinished = path.with_name(f".{path.name}.unfinished")
    unfinished.write_text(f"{text.rstrip()}\n", encoding="utf-8", newline="\n")
    disk.replace(unfinished, path)


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
        *(f"  {name}" for name in contract.column_names),
        "",
        f"An empty file to fill in: python -m early_years template {contract.name}",
        f"Questions: {contract.owner_team} ({contract.owner_mailbox})",
    ]
    if contract.is_child_level:
        lines.append("Never with names, NHS numbers or UPNs: pseudonyms alone.")
    return "\n".join(lines) + "\n"
