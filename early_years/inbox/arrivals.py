"""When a file has arrived: once it has stayed as it is for some seconds."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from early_years import disk

# Size, and time of the last change in nanoseconds.
Look = tuple[int, int]


@dataclass(frozen=True)
class _Seen:
    """How a file looked, since when it has, and its place among those that came."""

    look: Look
    since: float
    order: tuple[float, int]


class Arrivals:
    """Remembers how files looked, and tells which have stayed so for long enough.

    A file without content, as browsers put it down before a download, has not arrived,
    and neither has one that another program still has open to write.
    """

    def __init__(self, settle_seconds: float) -> None:
        self._settle_seconds = settle_seconds
        self._seen: dict[Path, _Seen] = {}

    def arrived(self, paths: Iterable[Path], now: float) -> list[Path]:
        """Those of all waiting files that have arrived, the one that came first, first.

        The order is that in which they came here, whatever their own clock says: who
        opens and saves an old file does not make it the newest. now is in seconds of a
        clock that never goes back.
        """
        seen: dict[Path, _Seen] = {}
        for path in paths:
            try:
                stat = path.lstat()
            except FileNotFoundError:
                continue
            look = (stat.st_size, stat.st_mtime_ns)
            before = self._seen.get(path)
            # Of those seen for the first time together, when each was put here.
            order = before.order if before else (now, stat.st_ctime_ns)
            stayed = before is not None and before.look == look
            since = before.since if before and stayed else now
            seen[path] = _Seen(look, since, order)
        self._seen = seen
        settled = [
            (one.order, path)
            for path, one in seen.items()
            if one.look[0]
            and now - one.since >= self._settle_seconds
            and not disk.is_being_written(path)
        ]
        return [path for _, path in sorted(settled)]

    def look(self, path: Path) -> Look | None:
        """How a file looked the last time, None where it was not there."""
        seen = self._seen.get(path)
        return seen.look if seen else None

    @property
    def any_waiting(self) -> bool:
        """Whether there was a file with content when last looked at, arrived or not."""
        return any(one.look[0] for one in self._seen.values())
