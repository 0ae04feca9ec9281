"""What a watch has to know after it was ended: attempts on files, and what was landed.

It stands in one file of the inbox that is replaced in one step. Without it, or when it
cannot be read, nothing is known.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from early_years import disk
from early_years.inbox.folders import WORKING, Inbox, write_text

STATE = "state.json"
# For so long a writer may go on after its file was landed.
WATCHED_SECONDS = 24 * 3600


@dataclass
class Memory:
    """attempts by file at work; landed by file in done: size, digest and time."""

    path: Path
    root: Path
    attempts: dict[str, int] = field(default_factory=dict)
    landed: dict[str, tuple[int, str, float]] = field(default_factory=dict)

    def attempts_on(self, path: Path) -> int:
        """How often a file was at work without anything having become of it."""
        return self.attempts.get(self._name(path), 0)

    def begin(self, path: Path) -> None:
        """Count an attempt on a file, before it is read."""
        self.attempts[self._name(path)] = self.attempts_on(path) + 1
        self._write()

    def end(self, path: Path) -> None:
        """Forget the attempts on a file of which something has become."""
        if self.attempts.pop(self._name(path), None):
            self._write()

    def remember(self, path: Path, now: float) -> None:
        """Remember how a file in done is, and forget those of long ago."""
        stat = path.stat()
        self.landed = {
            name: known
            for name, known in self.landed.items()
            if now - known[2] < WATCHED_SECONDS
        }
        self.landed[self._name(path)] = (stat.st_size, disk.digest(path), now)
        self._write()

    def grown(self) -> list[Path]:
        """Files in done to which a writer has added since; they are forgotten.

        A file that was changed in another way, as by opening and saving it, is left.
        """
        found = []
        for name, (size, digest, _) in sorted(self.landed.items()):
            path = self.root / name
            try:
                if path.stat().st_size <= size:
                    continue
                if disk.digest(path, size) == digest:
                    found.append(path)
            except OSError:
                pass
            del self.landed[name]
        if found:
            self._write()
        return found

    def _name(self, path: Path) -> str:
        return path.relative_to(self.root).as_posix()

    def _write(self) -> None:
        text = json.dumps({"attempts": self.attempts, "landed": self.landed}, indent=1)
        write_text(self.path, text)


def open_memory(inbox: Inbox) -> Memory:
    """What an earlier watch of an inbox has left."""
    path = inbox.root / WORKING / STATE
    memory = Memory(path, inbox.root)
    try:
        left = json.loads(path.read_text(encoding="utf-8"))
        memory.attempts = {name: int(count) for name, count in left["attempts"].items()}
        memory.landed = {
            name: (int(size), str(digest), float(when))
            for name, (size, digest, when) in left["landed"].items()
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        memory.attempts, memory.landed = {}, {}
    return memory
