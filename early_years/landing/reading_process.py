"""The process that reads files from outside, started by isolation.py.

It takes one request after the other from its input, each with the limits that hold for
it, and writes each answer to its output. It ends when whoever started it ends, or when
it grows beyond the limit of memory.
"""

import os
import pickle
import queue
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from early_years.environment import PlainError
from early_years.landing import interpreting, marking, opening
from early_years.landing.isolation import TOO_LARGE
from early_years.landing.limits import MEGABYTE, Limits, using
from early_years.landing.opening import Refused

FUNCTIONS: dict[str, Callable] = {
    "read_file": lambda path, *more: interpreting.read_files([path], *more),
    "recognise": interpreting.recognise,
    "digests": opening.digests,
    "mark": marking.mark,
}
WATCH_SECONDS = 0.1
SPARE_SECONDS = 10


def main() -> None:
    """Answer requests until the input ends."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    # Whatever a library prints is no answer.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    for kind in (signal.SIGINT, signal.SIGTERM):
        # Whoever started it finishes the file at hand, and then ends it.
        signal.signal(kind, signal.SIG_IGN)
    requests: queue.Queue = queue.Queue()
    threading.Thread(target=_take, args=(requests,), daemon=True).start()
    while True:
        name, arguments, named, limits = requests.get()
        try:
            pickle.dump(_answer(name, arguments, named, limits), answers, protocol=5)
            answers.flush()
        except MemoryError:
            # Half an answer may be under way.
            os._exit(TOO_LARGE)


def _take(requests: queue.Queue) -> None:
    try:
        while True:
            requests.put(pickle.load(sys.stdin.buffer))
    finally:
        # Nobody is left to read the answer to what is at work.
        os._exit(0)


def _answer(name: str, arguments: tuple, named: dict, limits: Limits) -> tuple:
    """What came of a request: a word and what belongs to it."""
    _limit(limits)
    try:
        with using(limits):
            return "done", FUNCTIONS[name](*arguments, **named)
    except Refused as refused:
        return "refused", refused.problems
    except PlainError as error:
        return "told", str(error)
    except MemoryError:
        return "memory", None
    except OSError as error:
        return "disk", (error.errno, error.strerror)
    except Exception as error:
        # Where the tool failed, without the values that it was given.
        place = traceback.extract_tb(error.__traceback__)[-1]
        where = f"{Path(place.filename).name}, line {place.lineno}"
        return "fault", f"{type(error).__name__} in {where}"


def _limit(limits: Limits) -> None:
    """Give this process so much memory and time from now on, and no more."""
    most = limits.memory_megabytes * MEGABYTE
    try:
        import resource
    except ImportError:
        _watch(most)
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = used.ru_utime + used.ru_stime + limits.read_seconds + SPARE_SECONDS
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), hard))
    if sys.platform == "linux":
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        size = pages * resource.getpagesize() + most
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))
    else:
        _watch(most)


_watched: list[int] = []


def _watch(most: int) -> None:
    """End this process once it is too large, where the system does not."""
    _watched.append(most)
    if len(_watched) == 1:
        threading.Thread(target=_watch_size, daemon=True).start()


def _watch_size() -> None:
    while True:
        if largest() > _watched[-1]:
            os._exit(TOO_LARGE)
        time.sleep(WATCH_SECONDS)


def largest() -> int:
    """The most memory, in bytes, that this process has had so far."""
    try:
        import resource
    except ImportError:
        return _largest_on_windows()
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit


def _largest_on_windows() -> int:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = (
            ("cb", wintypes.DWORD),
            ("page_faults", wintypes.DWORD),
            *((f"size_{number}", ctypes.c_size_t) for number in range(8)),
        )

    counters = Counters(cb=ctypes.sizeof(Counters))
    # Other systems' ctypes has no such part.
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined, unused-ignore]
    kernel.GetCurrentProcess.restype = wintypes.HANDLE
    ask = kernel.K32GetProcessMemoryInfo
    ask.argtypes = (wintypes.HANDLE, ctypes.POINTER(Counters), wintypes.DWORD)
    ask(kernel.GetCurrentProcess(), ctypes.byref(counters), counters.cb)
    # The first is the peak of what was in memory.
    return counters.size_0


if __name__ == "__main__":
    main()
