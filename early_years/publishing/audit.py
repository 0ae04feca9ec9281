"""The line of the audit log that says what was published, and from what."""

import contextlib
from pathlib import Path

from filelock import BaseFileLock, FileLock, Timeout

from early_years.environment import Project
from early_years.landing import audit_log
from early_years.landing.releases import landing_folder
from early_years.landing.store import AUDIT, LOCK, SECONDS_TO_WAIT
from early_years.publishing.places import published_folder, published_home
from early_years.publishing.publication import read_record


def complete_audit(project: Project) -> bool:
    """Tell of the current publication unless the log does; return whether it does now.

    Called before and after each refresh, so that a line that could not be written, or
    was cut off, is written by the next one.
    """
    record = read_record(published_folder(project))
    if not record:
        return True
    path = _audit_path(project)
    try:
        with _alone(path):
            _append_unless_told(path, record)
    except (OSError, Timeout):
        return False
    return True


def tell(project: Project, line: dict) -> bool:
    """Add a line to the log; return whether that was possible."""
    path = _audit_path(project)
    try:
        with _alone(path):
            audit_log.mend(path)
            audit_log.append(path, line)
    except (OSError, Timeout):
        return False
    return True


def _audit_path(project: Project) -> Path:
    """The log of the landing store, once there is one; else one of our own."""
    landed = landing_folder(project) / AUDIT
    return landed if landed.exists() else published_home(project) / AUDIT


def _alone(path: Path) -> BaseFileLock | contextlib.nullcontext:
    """The lock of the landing store for its log; refresh holds that of its own."""
    if path.parent.name == "landing":
        return FileLock(path.with_name(LOCK), timeout=SECONDS_TO_WAIT)
    return contextlib.nullcontext()


def _append_unless_told(path: Path, record: dict) -> None:
    line = {
        "at": record["published_at"],
        "by": record["published_by"],
        "what": "published",
        "publication": record["publication"],
        "inputs": record["inputs"],
    }
    audit_log.mend(path)
    if not any(_is_of(one, line) for one in audit_log.lines_of(path)):
        audit_log.append(path, line)


def _is_of(one: dict, line: dict) -> bool:
    return all(one.get(key) == value for key, value in line.items())
