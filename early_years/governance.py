"""Rows of seeds/governance that Python acts on: how long things are kept, settings."""

from pathlib import Path

from early_years.contracts import load_contracts
from early_years.csv_rows import csv_rows
from early_years.environment import PlainError, Project

RETENTION = Path("seeds") / "governance" / "governance_retention.csv"
RUNNING = Path("seeds") / "governance" / "governance_running.csv"
ORIGINALS = ("inbox_done", "inbox_refused", "inbox_quarantine")
SETTINGS = ("settle_seconds", "look_seconds", "retry_seconds")
LANDING_SETTINGS = ("lost_rows_percent",)
PUBLISHING_SETTINGS = (
    *("lost_dataset_rows_percent", "lost_wards_percent"),
    "lost_file_rows_percent",
)


def keep_days(project: Project) -> dict[str, int]:
    """For how many days originals of the inbox, and releases by dataset, are kept.

    What has no days is kept for ever. Raises PlainError when a row cannot be read.
    """
    known = {*ORIGINALS, *(contract.name for contract in load_contracts())}
    days = numbers(project, RETENTION, "what", "keep_days")
    strange = sorted(set(days) - known)
    if strange:
        raise PlainError(
            f"{RETENTION.as_posix()} gives days to {', '.join(strange)}, which is "
            f"neither a dataset nor one of {', '.join(ORIGINALS)}."
        )
    return days


def inbox_settings(project: Project) -> dict[str, int]:
    """The settings of the inbox, in seconds, by name. Raises PlainError."""
    return _settings(project, SETTINGS)


def landing_settings(project: Project) -> dict[str, int]:
    """The settings of landing by name. Raises PlainError."""
    return _settings(project, LANDING_SETTINGS)


def publishing_settings(project: Project) -> dict[str, int]:
    """The settings of publishing, in percent, by name. Raises PlainError."""
    return _settings(project, PUBLISHING_SETTINGS)


def _settings(project: Project, names: tuple[str, ...]) -> dict[str, int]:
    found = numbers(project, RUNNING, "setting", "value")
    missing = [name for name in names if name not in found]
    if missing:
        raise PlainError(f"{RUNNING.as_posix()} has no value for {', '.join(missing)}.")
    return {name: found[name] for name in names}


def numbers(project: Project, place: Path, key: str, column: str) -> dict[str, int]:
    """The whole numbers from 1 on of a column, where there are any, by the key.

    Raises PlainError where the file or a number cannot be read.
    """
    try:
        rows = csv_rows(project.root / place)
        values = {row[key]: row[column].strip() for row in rows}
        found = {name: int(value) for name, value in values.items() if value}
    except (PlainError, ValueError, TypeError, AttributeError):
        found = {"": 0}
    if min(found.values(), default=1) < 1:
        raise PlainError(
            f"{place.as_posix()} cannot be read: it needs the columns {key} and "
            f"{column}, and in {column} whole numbers from 1 on."
        )
    return found
