"""The audit log: lines of JSON, each with a digest of all that stands above it.

A line that was changed, or taken out, breaks the chain at the line after it. How long
the log is, and its digest, stand in a file beside it, so that lines missing at the end
are noticed as well. Who can write both files can make a chain of their own; a copy of
the digest elsewhere, as in a backup, is what holds against that.
"""

import hashlib
import json
import os
from pathlib import Path

from early_years import disk

CHAIN = "chain"


def append(path: Path, line: dict) -> None:
    """Add a line, and wait until the disk has it. To be called by one run at a time."""
    above = path.read_bytes() if path.exists() else b""
    chained = {**line, CHAIN: hashlib.sha256(above).hexdigest()}
    added = f"{json.dumps(chained, ensure_ascii=False)}\n".encode()
    with path.open("ab") as log:
        log.write(added)
        log.flush()
        os.fsync(log.fileno())
    _write_head(path, above + added)


def mend(path: Path) -> None:
    """Remove a last line that a killed run did not finish: it would spoil the next."""
    content = path.read_bytes() if path.exists() else b""
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        with path.open("rb+") as log:
            log.truncate(len(whole))
            os.fsync(log.fileno())


def lines_of(path: Path) -> list[dict]:
    """The lines as they were told. Raises ValueError where one cannot be read."""
    content = path.read_bytes() if path.exists() else b""
    lines = [json.loads(line) for line in content.splitlines()]
    if not all(isinstance(line, dict) for line in lines):
        raise ValueError("a line is no object")
    return lines


def problems_of(path: Path) -> list[str]:
    """What is wrong with a log, with the number of the line; nothing if it is whole."""
    content = path.read_bytes() if path.exists() else b""
    found = []
    is_chained, above = False, hashlib.sha256()
    lines = content.splitlines(keepends=True)
    for number, line in enumerate(lines, start=1):
        try:
            told = json.loads(line).get(CHAIN)
        except (ValueError, AttributeError):
            told = None
            found.append(f"line {number:,} cannot be read.")
        else:
            if told is None and is_chained:
                found.append(f"line {number:,} has no digest of what stands above it.")
        if told is not None and told != above.hexdigest():
            found.append(
                f"line {number:,} does not follow from what stands above it: a line "
                "was changed, added or taken out."
            )
        # Lines of before there was a chain hold on to nothing.
        is_chained = is_chained or told is not None
        above.update(line)
    if content and not content.endswith(b"\n"):
        found.append("the last line is cut off.")
    return found + _problems_of_head(path, lines, is_chained)


def _head(path: Path) -> Path:
    return path.with_suffix(".head.json")


def _write_head(path: Path, content: bytes) -> None:
    head = {
        "lines": content.count(b"\n"),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    unfinished = _head(path).with_name(f".{_head(path).name}")
    unfinished.write_text(json.dumps(head) + "\n", encoding="utf-8", newline="\n")
    disk.replace(unfinished, _head(path))


def _problems_of_head(path: Path, lines: list[bytes], is_chained: bool) -> list[str]:
    """Whether the end of the log is missing; a line more than told was being added."""
    try:
        head = json.loads(_head(path).read_text(encoding="utf-8"))
        count, digest = int(head["lines"]), head["sha256"]
    except (OSError, ValueError, KeyError, TypeError):
        return [f"{_head(path).name} is missing beside it."] if is_chained else []
    if len(lines) < count:
        return [f"it has {len(lines):,} lines, and had {count:,}."]
    if hashlib.sha256(b"".join(lines[:count])).hexdigest() != digest:
        return [f"its first {count:,} lines are not those that were written."]
    return []
