"""Landing what arrives in the inbox, and publishing it: one at a time."""

import signal
import threading
import time
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from enum import Enum
from pathlib import Path

from filelock import FileLock, Timeout
from watchfiles import watch as changes_in

from early_years import governance
from early_years.environment import PlainError, Project
from early_years.inbox.arrivals import Arrivals
from early_years.inbox.folders import (
    LAST_REFRESH,
    UNSORTED,
    WORKING,
    Inbox,
    open_inbox,
    write_text,
)
from early_years.landing.isolation import recognise
from early_years.landing.opening import Refused, plain
from early_years.landing.store import StoreUnavailable
from early_years.landing.taking import land
from early_years.publishing.refresh import refresh

LOCK = ".watch.lock"
# Lies there from before a landing until it has been published.
REFRESH_DUE = ".refresh_due"
PUBLISHED = "Readers read the newest publication. Details are in the watch's own lines."


def watch(project: Project, root: Path, *, by: str, once: bool = False) -> bool:
    """Land and publish what arrives until told to stop, or what is there if once.

    Returns whether nothing was refused or failed. Raises PlainError when another watch
    is at work, or the inbox or the settings cannot be read.
    """
    inbox = open_inbox(project, root)
    with _alone(project), _stopped_by_signals() as stop:
        watcher = Watcher(project, inbox, by, stop)
        try:
            inbox.prepare()
            watcher.run_once() if once else watcher.run()
        except OSError as error:
            reason = error.strerror or "unknown reason"
            raise PlainError(
                f"The inbox cannot be read or written: {reason}. Is the folder there?"
            ) from None
        return watcher.is_well


class Outcome(Enum):
    """What became of a file; UNCLEAR is tried again, and may have been landed."""

    LANDED = "landed"
    NOTHING_NEW = "nothing new"
    UNCLEAR = "unclear"


class Watcher:
    """One run of the watch. is_well is whether nothing was refused or failed so far."""

    def __init__(
        self, project: Project, inbox: Inbox, by: str, stop: threading.Event
    ) -> None:
        self.project, self.inbox, self.by, self.stop = project, inbox, by, stop
        self.is_well = True
        seconds = governance.inbox_settings(project)
        self._settle, self._look = seconds["settle_seconds"], seconds["look_seconds"]
        self._retry = seconds["retry_seconds"]
        self._keep_days = governance.keep_days(project)
        self._arrivals = Arrivals(self._settle)
        self._due = project.root / "data" / REFRESH_DUE
        self._tried_at: float | None = None
        self._told: set[str] = set()

    def run_once(self) -> None:
        """Land what is there, publish it, and leave what is still being written."""
        self._look_for()
        if self._arrivals.any_waiting:
            self.stop.wait(self._settle)
        self._pass()
        for path in self.inbox.waiting():
            say(f"{path.name}: still being written, or new; left for the next run.")

    def run(self) -> None:
        """Land and publish until told to stop."""
        say(f"Watching the inbox {self.inbox.root.name}. Stop with Ctrl-C.")
        while not self.stop.is_set():
            try:
                self._passes()
                for _ in changes_in(
                    self.inbox.root,
                    watch_filter=lambda _, path: self._is_of_interest(path),
                    stop_event=self.stop,
                    rust_timeout=self._look * 1000,
                    yield_on_timeout=True,
                ):
                    self._passes()
            except OSError as error:
                reason = error.strerror or "unknown reason"
                say(f"The inbox cannot be read: {reason}. Tried again soon.")
                self.stop.wait(self._look)
        say("Stopped. What was not landed yet waits in the inbox.")

    def _is_of_interest(self, path: str) -> bool:
        # A file that has gone by now is of none.
        return self.inbox.is_for_landing(Path(path))

    def _passes(self) -> None:
        """Pass until no file is on its way any more, for at most the look apart."""
        until = time.monotonic() + self._look
        self._pass()
        while self._arrivals.any_waiting and time.monotonic() < until:
            if self.stop.wait(self._settle):
                return
            self._pass()

    def _pass(self) -> None:
        batch = [*self.inbox.claimed(), *self._look_for()]
        was_due = self._due.exists()
        if batch:
            self._due.touch()
        outcomes = {self._handle(path) for path in batch if not self.stop.is_set()}
        if self.stop.is_set():
            return
        if Outcome.LANDED in outcomes or (was_due and self._is_time_to_try(batch)):
            self._refresh()
        elif batch and not was_due and Outcome.UNCLEAR not in outcomes:
            self._due.unlink()
        self._look_for()
        self._remove_expired()
        self._name_strangers()

    def _look_for(self) -> list[Path]:
        return self._arrivals.arrived(self.inbox.waiting(), time.monotonic())

    def _is_time_to_try(self, batch: list[Path]) -> bool:
        if batch or self._tried_at is None:
            return True
        return time.monotonic() - self._tried_at >= self._retry

    def _handle(self, path: Path) -> Outcome:
        """Land one file and move it on."""
        try:
            is_claimed = path.is_relative_to(self.inbox.root / WORKING)
            return self._land(path if is_claimed else self.inbox.claim(path))
        except OSError as error:
            # Windows lets nobody move a file that a program has open.
            reason = error.strerror or "unknown reason"
            return self._try_again(f"{path.name}: cannot be moved: {reason}.")

    def _land(self, working: Path) -> Outcome:
        dataset = working.parent.name
        try:
            if dataset == UNSORTED:
                dataset = self._recognised(working)
            landing = land(self.project, dataset, [working], by=self.by)
        except StoreUnavailable as error:
            return self._try_again(f"{working.name}: {error}")
        except PlainError as error:
            self._refuse(working, dataset, str(error))
            return Outcome.NOTHING_NEW
        except Exception as error:
            # A fault of the tool; were it raised, the same file would stop each run.
            self._refuse(working, dataset, _fault(error))
            return Outcome.NOTHING_NEW
        self.inbox.finish(working, dataset)
        say("\n".join(landing.lines))
        return Outcome.LANDED if landing.release_ids else Outcome.NOTHING_NEW

    def _recognised(self, path: Path) -> str:
        """The one dataset that a file can be of. Raises PlainError."""
        try:
            with self.inbox.scratch() as scratch:
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

    def _refuse(self, working: Path, dataset: str, message: str) -> None:
        again = (
            "the folder of its dataset"
            if dataset == UNSORTED
            else f"the folder {dataset}"
        )
        path = self.inbox.refuse(
            working,
            dataset,
            f"{message}\n\nOnce it is mended, put the file into {again} again.",
        )
        self._fail(f"{plain(path.name)}: moved to refused.\n{message}")

    def _refresh(self) -> None:
        say("Refreshing")
        self._tried_at = time.monotonic()
        try:
            lines = refresh(self.project, by=self.by)
        except PlainError as error:
            self._write_last("FAILED", str(error))
            self._fail(f"The refresh failed.\n{error}")
        except Exception as error:
            # The watch goes on: readers still have the last good publication.
            self._write_last("FAILED", _fault(error))
            self._fail(f"The refresh failed.\n{_fault(error)}")
        else:
            self._due.unlink(missing_ok=True)
            # The lines may name rows by example, which is not for everyone's eyes.
            self._write_last("done", PUBLISHED)
            say("\n".join(lines))

    def _write_last(self, outcome: str, text: str) -> None:
        head = f"Refresh of {_now()}: {outcome}"
        write_text(self.inbox.root / LAST_REFRESH, f"{head}\n\n{text}")

    def _remove_expired(self) -> None:
        expired = self.inbox.expired(self._keep_days, datetime.now(UTC).date())
        for path in expired:
            path.unlink()
        if expired:
            say(f"Removed {len(expired):,} originals that are not kept any longer.")

    def _name_strangers(self) -> None:
        for name in self.inbox.strangers():
            self._say_once(
                f"The folder {plain(name)} is of no dataset; its files are not read."
            )

    def _try_again(self, text: str) -> Outcome:
        """Say why a file stays where it is."""
        self.is_well = False
        self._say_once(f"{text} The file is tried again.")
        return Outcome.UNCLEAR

    def _say_once(self, text: str) -> None:
        if text not in self._told:
            say(text)
        self._told.add(text)

    def _fail(self, text: str) -> None:
        self.is_well = False
        say(text)


def say(text: str) -> None:
    """Print each line with the time (UTC), at once."""
    for line in text.splitlines():
        if line.strip():
            print(f"{_now()} {line}", flush=True)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _fault(error: Exception) -> str:
    """Where the tool failed, without the values that it was given."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    return (
        "The tool itself failed, and nothing was changed. Tell whoever looks after it: "
        f"{type(error).__name__} in {Path(place.filename).name}, line {place.lineno}."
    )


@contextmanager
def _alone(project: Project) -> Iterator[None]:
    """Be the one watch at work; the lock of a run that was killed is free again."""
    path = project.root / "data" / LOCK
    path.parent.mkdir(exist_ok=True)
    try:
        with FileLock(path, timeout=0):
            yield
    except Timeout:
        raise PlainError(
            "Another watch of this project is at work. Nothing was done."
        ) from None


@contextmanager
def _stopped_by_signals() -> Iterator[threading.Event]:
    """An event that Ctrl-C and SIGTERM set, so that the file at hand is finished."""
    stop = threading.Event()
    kinds = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(kind, lambda *_: stop.set()) for kind in kinds]
    try:
        yield stop
    finally:
        for kind, handler in zip(kinds, before, strict=True):
            signal.signal(kind, handler)
