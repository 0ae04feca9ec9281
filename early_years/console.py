"""What a long verb shows while it works.

On a terminal that is one line: the step, how far the whole has come and how long it
may still take. Elsewhere (a pipe, a log, a scheduler) each step is a line of its own,
and the longest of them says when a quarter is done. With --verbose the tools write
their own lines in place of both.
"""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn

# Share of the whole that each step takes, in hundredths, as measured on the example.
CHECKING, TAKING = "Checking the extracts", "Taking the rows"
READING, BUILDING = "Reading the models", "Building"
WRITING, REPORTING = "Writing the files", "Writing the report"
PUBLISHING = "Publishing"
SHARES = {
    CHECKING: 2,
    TAKING: 4,
    READING: 16,
    BUILDING: 63,
    WRITING: 12,
    REPORTING: 4,
    PUBLISHING: 3,
}
BUILD_STEPS = (READING, BUILDING, WRITING, REPORTING)

# Before a tenth is done, a guess of what is left would only jump about.
GUESS_FROM = 0.1

is_verbose = False


class Line:
    """The progress of one verb, whose steps are named in advance."""

    def __init__(self, steps: tuple[str, ...], bar: Progress | None) -> None:
        self._steps = steps
        self._bar = bar
        if bar:
            bar.add_task(steps[0], total=1.0, left="")
        self._began = time.monotonic()
        self._step = ""
        self._quarters = 0

    def begin(self, step: str) -> None:
        """Begin a step; those before it are done."""
        self._step, self._quarters = step, 0
        if self._bar is None:
            print(f"== {step}", flush=True)
        else:
            self._show(self._bar, 0)

    def move(self, done: int, total: int) -> None:
        """Say how much of the step is done."""
        if self._bar is not None:
            self._show(self._bar, done / total)
        elif done * 4 // total > self._quarters and done < total:
            self._quarters = done * 4 // total
            left = self._left(self._whole(done / total))
            left = f", {left}" if left else ""
            print(f"   {self._quarters * 25} %: {done} of {total} steps{left}")
            sys.stdout.flush()

    def _show(self, bar: Progress, part: float) -> None:
        whole = self._whole(part)
        bar.update(
            bar.task_ids[0],
            completed=whole,
            description=self._step,
            left=self._left(whole),
        )

    def _whole(self, part: float) -> float:
        """The part of the whole that is done, from 0 to 1."""
        if self._step not in self._steps:
            return 0
        before = self._steps[: self._steps.index(self._step)]
        done = sum(SHARES[step] for step in before) + part * SHARES[self._step]
        return done / sum(SHARES[step] for step in self._steps)

    def _left(self, whole: float) -> str:
        if not GUESS_FROM <= whole < 1:
            return ""
        seconds = (time.monotonic() - self._began) * (1 - whole) / whole
        return f"about {duration(seconds)} left"


_line: Line | None = None


@contextmanager
def progress(steps: tuple[str, ...]) -> Iterator[None]:
    """Show one progress line while a verb goes through its steps."""
    global _line
    console = Console(highlight=False)
    if is_verbose or not console.is_terminal:
        bar = None
    else:
        bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            TaskProgressColumn(),
            TextColumn("{task.fields[left]}"),
            console=console,
            transient=True,
            expand=True,
        )
    _line = Line(steps, bar)
    try:
        if bar is None:
            yield
        else:
            with bar:
                yield
    finally:
        _line = None


def begin(step: str) -> None:
    """Begin a step of the verb at work."""
    (_line or Line((step,), None)).begin(step)


def move(done: int, total: int) -> None:
    """Say how much of the step at work is done."""
    if _line is not None:
        _line.move(done, total)


def duration(seconds: float) -> str:
    """A time as people say it: 48 s, 1 min 5 s."""
    minutes, rest = divmod(max(round(seconds), 1), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"
