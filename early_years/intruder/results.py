"""What an attack found, kept beside the files that it was made on.

It is bound to them by a digest: of other files it says nothing.
"""

import csv
import hashlib
import json
from pathlib import Path
from typing import Any

from early_years.exporting.tables import put_file

RESULT = "disclosure_audit.json"
INTERNAL = "internal"
RELEASES = Path("public") / "reference" / "releases.csv"


def keep_result(exports: Path, findings: int, lines: list[str]) -> Path:
    """Write what was found beside a folder of exports; return the file.

    The same files give the same text: the date in it is that of their data, by their
    own list of releases, and not of the day on which they were attacked.
    """
    found = {
        "audited_date": _as_of(exports),
        "findings": findings,
        "lines": lines,
        "sha256": _digest(exports),
    }
    path = exports.parent / RESULT
    text = json.dumps(found, indent=2, ensure_ascii=False)
    put_file(path, f"{text}\n".encode())
    return path


def result_of(exports: Path) -> dict[str, Any] | None:
    """What was found of just these files; None where no attack on them is on record."""
    try:
        found = json.loads((exports.parent / RESULT).read_text(encoding="utf-8"))
        is_of_them = found["sha256"] == _digest(exports)
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return found if is_of_them else None


def _as_of(exports: Path) -> str:
    """The day that the newest figures are of; blank where no list of releases says."""
    try:
        with (exports / RELEASES).open(encoding="utf-8-sig", newline="") as lines:
            return max((row["as_of_date"] for row in csv.DictReader(lines)), default="")
    except (OSError, KeyError):
        return ""


def _digest(exports: Path) -> str:
    """One digest of all files that leave, by their path."""
    found = hashlib.sha256()
    for path in sorted(exports.rglob("*")):
        name = path.relative_to(exports)
        if path.is_file() and name.parts[0] != INTERNAL:
            found.update(f"{name.as_posix()}\n".encode())
            found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()
