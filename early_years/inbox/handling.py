"""What becomes of files that have arrived: landed, refused, put aside or put back."""

import contextlib
import time
import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from early_years import disk
from early_years.environment import PlainError, Project
from early_years.inbox.arrivals import Look
from early_years.inbox.folders import (
    QUARANTINE,
    REFUSED,
    UNSORTED,
    WORKING,
    Inbox,
    is_own_file,
)
from early_years.inbox.memory import Memory
from early_years.landing import taking
from early_years.landing.isolation import ReaderEnded, recognise
from early_years.landing.limits import limits_of, using
from early_years.landing.opening import Refused, plain
from early_years.landing.store import StoreUnavailable
from early_years.landing.taking import land

ANSWER = (
    " In an inbox nobody can be asked: whoever looks after the tool answers with "
    "`python -m early_years land`, the dataset, the file and the option named above."
)


class Outcome(Enum):
    """What became of a file; UNCLEAR is tried again, and may have been landed."""

    LANDED = "landed"
    NOTHING_NEW = "nothing new"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Handler:
    """Handles the files of an inbox; failed and say take lines to print.

    try_again takes why a file stays where it is.
    """

    project: Project
    inbox: Inbox
    memory: Memory
    by: str
    say: Callable[[str], None]
    failed: Callable[[str], None]
    try_again: Callable[[str], None]

    def refuse_links(self) -> None:
        """Move what is no file of its own to refused; what it leads to is not read."""
        for path in self.inbox.links():
            try:
                self._refuse_link(self.inbox.claim(path))
            except OSError as error:
                self.try_again(f"{plain(path.name)}: cannot be moved: {_reason(error)}")

    def handle(
        self,
        batch: list[Path],
        look: Callable[[Path], Look | None],
        is_stopped: Callable[[], bool],
    ) -> set[Outcome]:
        """Land files, those of a dataset together, in the order of the batch."""
        outcomes: set[Outcome] = set()
        for dataset, paths in self._by_dataset(batch).items():
            if is_stopped():
                break
            working = [
                one for path in paths if (one := self._claimed(path, look, outcomes))
            ]
            working = [path for path in working if not self._is_worn_out(path)]
            is_known = dataset != UNSORTED
            found = {dataset: working} if is_known else self._recognised(working)
            for name, files in found.items():
                outcomes |= self._land(name, files)
        return outcomes

    def take_back_grown(self) -> None:
        """Put back files of done that a writer added to after they were landed."""
        for path in self.memory.grown():
            self.inbox.put_back(path, path.parent.name)
            self.failed(
                f"{plain(path.name)}: went on growing after it was landed. It is "
                "landed again once it has come whole, and takes the place of what was."
            )

    def _by_dataset(self, batch: Iterable[Path]) -> dict[str, list[Path]]:
        found: dict[str, list[Path]] = {}
        for path in batch:
            inside = path.relative_to(self.inbox.root).parts
            if inside[0] == WORKING:
                dataset = inside[1]
            else:
                dataset = inside[0] if len(inside) > 1 else UNSORTED
            found.setdefault(dataset, []).append(path)
        return found

    def _claimed(
        self,
        path: Path,
        look: Callable[[Path], Look | None],
        outcomes: set[Outcome],
    ) -> Path | None:
        """A file where it is worked at; None where it has to wait or was put aside."""
        shown = plain(path.name)
        try:
            working, before = path, None
            if not path.is_relative_to(self.inbox.root / WORKING):
                before = look(path)
                working = self.inbox.claim(path)
            dataset = working.parent.name
            if not is_own_file(working):
                self._refuse_link(working)
                outcomes.add(Outcome.NOTHING_NEW)
                return None
            stat = working.stat()
            changed = before not in (None, (stat.st_size, stat.st_mtime_ns))
            if changed or disk.is_being_written(working):
                self.inbox.put_back(working, dataset)
                self.say(f"{shown}: is still being written, and is waited for.")
                outcomes.add(Outcome.UNCLEAR)
                return None
        except OSError as error:
            # Windows lets nobody move a file that a program has open.
            self.try_again(f"{shown}: cannot be moved: {_reason(error)}.")
            outcomes.add(Outcome.UNCLEAR)
            return None
        return working

    def _is_worn_out(self, working: Path) -> bool:
        """Whether a file was at work too often when the watch was ended; put aside."""
        attempts = self.memory.attempts_on(working)
        if attempts < limits_of(self.project).attempts:
            return False
        self._put_aside(working, f"the watch ended {attempts:,} times at work on it.")
        return True

    def _recognised(self, working: list[Path]) -> dict[str, list[Path]]:
        """Files beside the folders by the one dataset that each can be of."""
        found: dict[str, list[Path]] = {}
        for path in working:
            self.memory.begin(path)
            try:
                found.setdefault(self._dataset_of(path), []).append(path)
                self.memory.end(path)
            except ReaderEnded as ended:
                self._put_aside(path, ended.why)
            except PlainError as error:
                self._refuse(path, UNSORTED, str(error))
            except Exception as error:
                self._refuse(path, UNSORTED, fault(error))
        return found

    def _dataset_of(self, path: Path) -> str:
        """The one dataset that a file can be of. Raises PlainError."""
        try:
            with using(limits_of(self.project)), self.inbox.scratch() as scratch:
                found = recognise(path, scratch)
        except Refused as refused:
            raise PlainError("\n".join(["REFUSED:", *refused.problems])) from None
        if len(found) == 1:
            return found[0]
        fits = f"fits {' and '.join(found)}" if found else "fits no dataset"
        raise PlainError(
            f"REFUSED: {plain(path.name)} lay beside the folders, and by its columns "
            f"it {fits}. Put it into the folder of its dataset; if it is refused "
            "there, the message says what is wrong with it."
        )

    def _land(self, dataset: str, files: list[Path]) -> set[Outcome]:
        """Land files of a dataset together, and move each on."""
        if not files:
            return set()
        if len(files) > 1 and any(map(self.memory.attempts_on, files)):
            # One of them may be what ended the watch: not all of them are to pay.
            return self._land_apart(dataset, files)
        for path in files:
            self.memory.begin(path)
        try:
            sums = {path: disk.digest(path) for path in files}
            landing = land(self.project, dataset, files, by=self.by)
        except ReaderEnded as ended:
            self._put_aside(ended.path, ended.why, dataset)
            rest = [path for path in files if path != ended.path]
            for path in rest:
                self.memory.end(path)
            return {Outcome.NOTHING_NEW} | self._land(dataset, rest)
        except (StoreUnavailable, OSError) as error:
            for path in files:
                self.memory.end(path)
                self.try_again(f"{plain(path.name)}: {error}")
            return {Outcome.UNCLEAR}
        except PlainError as error:
            return self._without_refused(dataset, files, str(error))
        except Exception as error:
            # A fault of the tool: raised, the same file would stop each run.
            if len(files) > 1:
                return self._land_apart(dataset, files)
            self._refuse(files[0], dataset, fault(error))
            return {Outcome.NOTHING_NEW}
        self.say("\n".join(landing.lines))
        for path in files:
            self._finish(path, dataset, sums[path])
        return {Outcome.LANDED if landing.release_ids else Outcome.NOTHING_NEW}

    def _without_refused(
        self, dataset: str, files: list[Path], message: str
    ) -> set[Outcome]:
        """Refuse files that belong together, and land the others without them."""
        sets = [set(files)]
        # Where none of them may be landed, the message says why.
        with contextlib.suppress(PlainError):
            if len(files) > 1:
                sets = taking.apart(self.project, dataset, files, self.by)
        for path in files:
            self.memory.end(path)
        if len(sets) == 1:
            for path in files:
                self._refuse(path, dataset, message)
            return {Outcome.NOTHING_NEW}
        outcomes: set[Outcome] = set()
        for one in sets:
            outcomes |= self._land(dataset, [path for path in files if path in one])
        return outcomes

    def _land_apart(self, dataset: str, files: list[Path]) -> set[Outcome]:
        """Land files one after the other."""
        outcomes: set[Outcome] = set()
        for path in files:
            outcomes |= self._land(dataset, [path])
        return outcomes

    def _finish(self, working: Path, dataset: str, digest: str) -> None:
        """Move a landed file to done, or back where it changed meanwhile."""
        self.memory.end(working)
        path = self.inbox.finish(working, dataset)
        if disk.digest(path) == digest and not disk.is_being_written(path):
            self.memory.remember(path, time.time())
            return
        self.inbox.put_back(path, dataset)
        self.failed(
            f"{plain(path.name)}: changed while it was read. It is landed again once "
            "it has come whole, and takes the place of what was."
        )

    def _refuse_link(self, working: Path) -> None:
        self._refuse(
            working,
            working.parent.name,
            f"REFUSED: {plain(working.name)} is no file of its own but a link, a "
            "device or a pipe, or has a second name elsewhere. What it leads to was "
            "not read. Put a copy of the file into the inbox.",
        )

    def _refuse(
        self, working: Path, dataset: str, message: str, place: str = REFUSED
    ) -> None:
        self.memory.end(working)
        again = (
            "the folder of its dataset"
            if dataset == UNSORTED
            else f"the folder {dataset}"
        )
        path = self.inbox.refuse(
            working,
            dataset,
            f"{message}\n\nOnce it is mended, put the file into {again} again."
            f"{ANSWER if ' --' in message else ''}",
            place,
        )
        self.failed(f"{plain(path.name)}: moved to {place}.\n{message}")

    def _put_aside(self, working: Path, why: str, dataset: str | None = None) -> None:
        """Move a file that ended its reader to quarantine; it is not tried again."""
        self._refuse(
            working,
            dataset or working.parent.name,
            f"QUARANTINE: {plain(working.name)}: {why} Nothing of it was landed, and "
            "it is not tried again.",
            QUARANTINE,
        )


def fault(error: Exception) -> str:
    """Where the tool failed, without the values that it was given."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return (
        "The tool itself failed, and nothing was changed. Tell whoever looks after it: "
        f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}."
    )


def _reason(error: OSError) -> str:
    return error.strerror or "unknown reason"
