"""Landing what arrives in the inbox, and publishing it: one at a time."""

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout
from watchfiles import watch as changes_in

from early_years import governance
from early_years.environment import PlainError, Project
from early_years.inbox.arrivals import Arrivals
from early_years.inbox.folders import LAST_REFRESH, Inbox, open_inbox, write_text
from early_years.inbox.handling import Handler, Outcome, fault
from early_years.inbox.memory import open_memory
from early_years.landing.opening import plain
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
        # How often something was landed, to see whether a refresh has all of it.
        self._landings = 0
        self._refreshing: threading.Thread | None = None
        self._handler = Handler(
            project,
            inbox,
            open_memory(inbox),
            by,
            say=say,
            failed=self._fail,
            try_again=self._try_again,
        )

    def run_once(self) -> None:
        """Land what is there, publish it, and leave what is still being written."""
        self._look_for()
        if self._arrivals.any_waiting:
            self.stop.wait(self._settle)
        self._pass()
        self._await_refresh()
        for path in self.inbox.waiting():
            is_empty = not path.lstat().st_size
            why = "empty" if is_empty else "still being written, or new"
            say(f"{plain(path.name)}: {why}; left for the next run.")

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
        self._await_refresh()
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
        self._handler.refuse_links()
        self._handler.take_back_grown()
        batch = [*self.inbox.claimed(), *self._look_for()]
        was_due = self._due.exists()
        if batch:
            self._due.touch()
        outcomes = self._handler.handle(batch, self._arrivals.look, self.stop.is_set)
        if Outcome.LANDED in outcomes:
            self._landings += 1
        if self.stop.is_set():
            return
        if Outcome.LANDED in outcomes or (was_due and self._is_time_to_try(batch)):
            self._begin_refresh()
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

    def _begin_refresh(self) -> None:
        """Publish beside what is done here: files are judged meanwhile.

        Where a refresh is at work, another follows it: what was landed is due.
        """
        if self._refreshing and self._refreshing.is_alive():
            return
        self._tried_at = time.monotonic()
        self._refreshing = threading.Thread(target=self._refresh)
        self._refreshing.start()

    def _await_refresh(self) -> None:
        if self._refreshing:
            self._refreshing.join()

    def _refresh(self) -> None:
        say("Refreshing")
        landings = self._landings
        try:
            lines = refresh(self.project, by=self.by)
        except PlainError as error:
            self._write_last("FAILED", str(error))
            self._fail(f"The refresh failed.\n{error}")
        except Exception as error:
            # The watch goes on: readers still have the last good publication.
            self._write_last("FAILED", fault(error))
            self._fail(f"The refresh failed.\n{fault(error)}")
        else:
            if landings == self._landings:
                self._due.unlink(missing_ok=True)
            else:
                self._tried_at = None
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

    def _try_again(self, text: str) -> None:
        """Say why a file stays where it is."""
        self.is_well = False
        self._say_once(f"{text} The file is tried again.")

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
