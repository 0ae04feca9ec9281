"""Reading files from outside in a process of their own, with limits.

A file that was made to fill the memory, or to be read without end, ends that process
alone. It is started with the first file, serves one file after the other, so that
contracts and layouts are read once, and is started again after a file that ended it.
"""

import atexit
import contextlib
import os
import pickle
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, Any

from early_years.environment import PlainError, here
from early_years.landing.limits import Limits, in_force
from early_years.landing.opening import Refused, plain

# The code with which the process ends when it is too large.
TOO_LARGE = 77
ENDED = (EOFError, OSError, pickle.UnpicklingError)


class ReaderEnded(PlainError):
    """A file that ended its reader, or would have been read without end."""

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(f"REFUSED: {plain(path.name)}: {why} Nothing was written.")
        self.path, self.why = path, why


class Reader:
    """One process that reads; started when it is asked for the first time."""

    def __init__(self) -> None:
        self._process: subprocess.Popen | None = None
        self._at_work = threading.Lock()

    def ask(self, name: str, path: Path, *arguments: object, **named: object) -> Any:
        """What a function of reading_process makes of a file.

        Raises what it raises: Refused, PlainError or OSError; ReaderEnded where it came
        to no end within the limits in force, and RuntimeError, without any value, where
        it failed.
        """
        limits = in_force()
        with self._at_work:
            request = (name, (path.absolute(), *arguments), named, limits)
            kind, answer = self._asked(request, limits)
        if kind == "done":
            return answer
        if kind == "refused":
            raise Refused(answer)
        if kind == "told":
            raise PlainError(answer)
        if kind == "fault":
            raise RuntimeError(answer)
        if kind == "disk":
            raise OSError(*answer)
        raise ReaderEnded(path, _why(kind, limits))

    def stop(self) -> None:
        """End the process, whatever it is at."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in _pipes(process):
            with contextlib.suppress(OSError):
                pipe.close()

    def _asked(self, request: tuple, limits: Limits) -> tuple[str, Any]:
        process = self._started()
        is_over = threading.Event()

        def end() -> None:
            is_over.set()
            process.kill()

        timer = threading.Timer(limits.read_seconds, end)
        timer.daemon = True
        timer.start()
        requests, answers = _pipes(process)
        try:
            pickle.dump(request, requests, protocol=5)
            requests.flush()
            kind, answer = pickle.load(answers)
        except ENDED:
            kind, answer = "time" if is_over.is_set() else _how_ended(process), None
        except BaseException:
            self.stop()
            raise
        finally:
            timer.cancel()
        if kind in ("time", "died", "memory"):
            self.stop()
        return kind, answer

    def _started(self) -> subprocess.Popen:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "early_years.landing.reading_process"],
                cwd=here().root,
                env=os.environ | {"PYTHONUTF8": "1"},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process


READER = Reader()
atexit.register(READER.stop)


def read_files(paths: list[Path], *arguments: object) -> tuple[list, list[str]]:
    """What interpreting.read_files returns, each file read on its own.

    Raises ReaderEnded with the first file that ended its reader.
    """
    extracts, problems = [], []
    for path in paths:
        found, wrong = READER.ask("read_file", path, *arguments)
        extracts += found
        problems += wrong
    return extracts, problems


def recognise(path: Path, scratch: Path, *, nearly: bool = False) -> list[str]:
    """What interpreting.recognise returns. Raises Refused or ReaderEnded."""
    return READER.ask("recognise", path, scratch, nearly=nearly)


def digests(path: Path) -> set[str]:
    """What opening.digests returns; nothing of a file that cannot be read."""
    try:
        return READER.ask("digests", path)
    except ReaderEnded:
        return set()


def _pipes(process: subprocess.Popen) -> tuple[IO[bytes], IO[bytes]]:
    """The pipe of requests and that of answers."""
    if process.stdin is None or process.stdout is None:
        raise OSError("the reader has no pipes")
    return process.stdin, process.stdout


def mark(path: Path, *arguments: object) -> None:
    """What marking.mark does. Raises Refused or ReaderEnded."""
    READER.ask("mark", path, *arguments)


def _how_ended(process: subprocess.Popen) -> str:
    """What ended a process that gave no answer, by the code that it left."""
    process.kill()
    code = process.wait()
    if code == TOO_LARGE:
        return "memory"
    return "time" if code == -getattr(signal, "SIGXCPU", 0) and code else "died"


def _why(kind: str, limits: Limits) -> str:
    ways_out = "Ask the supplier what it is, or land it in parts."
    if kind == "time":
        return (
            f"reading it took more than {limits.read_seconds:,} seconds and was ended. "
            f"{ways_out}"
        )
    if kind == "memory":
        return (
            f"reading it took more than {limits.memory_megabytes:,} MB of memory and "
            f"was ended. {ways_out}"
        )
    return f"it ended the program that read it. {ways_out}"
