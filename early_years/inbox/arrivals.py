"""When a file has arrived: once it has stayed as it is for some seconds."""

from collections.abc import Iterable
from pathlib import Path

# Size, and time of the last change in nanoseconds.
Look = tuple[int, int]


class Arrivals:
    """Remembers how files looked, and tells which have stayed so for long enough."""

    def __init__(self, settle_seconds: float) -> None:
        self._settle_seconds = settle_seconds
        self._seen: dict[Path, tuple[Look, float]] = {}

    def arrived(self, paths: Iterable[Path], now: float) -> list[Path]:
        """Those of all waiting files that have arrived, the one changed first, first.

        now is in seconds of a clock that never goes back.
        """
        seen = {}
        for path in paths:
            try:
                stat = path.stat()
            except FileNotFoundError:
                continue
            look = (stat.st_size, stat.st_mtime_ns)
            before, since = self._seen.get(path, (None, now))
            seen[path] = (look, since if look == before else now)
        self._seen = seen
        settled = [
            (changed, path)
            for path, ((_, changed), since) in seen.items()
            if now - since >= self._settle_seconds
        ]
        return [path for _, path in sorted(settled)]

    @property
    def any_waiting(self) -> bool:
        """Whether there was a file when last looked at, arrived or not."""
        return bool(self._seen)
