"""Which publications are kept, by policy; the rest is removed."""

import secrets
import shutil
from dataclasses import fields
from pathlib import Path

from early_years import disk, governance
from early_years.environment import PlainError, Project
from early_years.publishing.inputs import Inputs
from early_years.publishing.places import (
    building_home,
    publications,
    published_folder,
)
from early_years.publishing.publication import read_record

NEWEST, MONTHS = "publications", "publications_monthly"


def keep_counts(project: Project) -> tuple[int, int]:
    """How many publications are kept, and for how many months the last of each.

    Raises PlainError when governance says none.
    """
    counts = governance.numbers(project, governance.RETENTION, "what", "keep_count")
    missing = [name for name in (NEWEST, MONTHS) if name not in counts]
    if missing:
        raise PlainError(
            f"{governance.RETENTION.as_posix()} has to say in its rows {NEWEST} and "
            f"{MONTHS} how many of them are kept: a whole number from 1 on in "
            "keep_count."
        )
    return counts[NEWEST], counts[MONTHS]


def kept(project: Project, newest: int, months: int) -> set[int]:
    """The numbers of the publications that are kept.

    The newest are kept, where those made from the same inputs count as one, and the
    last of each calendar month of the months up to the newest one's.
    """
    distinct: dict[int, str] = {}
    seen = set()
    for number, folder in sorted(publications(project).items(), reverse=True):
        record = read_record(folder)
        made_from = str([record.get(field.name) for field in fields(Inputs)])
        if record and made_from in seen:
            continue
        seen.add(made_from)
        distinct[number] = record.get("published_at", "")[:7]
    if not distinct:
        return set()
    numbers = list(distinct)
    last_of_month: dict[str, int] = {}
    for number, month in distinct.items():
        last_of_month.setdefault(month, number)
    until = distinct[numbers[0]]
    monthly = {
        number
        for month, number in last_of_month.items()
        if month and until and _months_between(month, until) < months
    }
    oldest = numbers[:newest][-1]
    recent = {number for number in publications(project) if number >= oldest}
    return recent | monthly


def remove_old(project: Project, newest: int, months: int) -> list[str]:
    """Remove what is not kept, and never the one that is read.

    Returns the names of those that another program holds open, which stay as they are.
    """
    held = []
    current, stay = published_folder(project), kept(project, newest, months)
    for number, folder in sorted(publications(project).items()):
        if folder == current or number in stay:
            continue
        # Away in one step first: no publication is ever seen half removed.
        away = building_home(project) / secrets.token_hex(8)
        try:
            away.parent.mkdir(parents=True, exist_ok=True)
            disk.rename(folder, away)
        except OSError:
            held.append(folder.name)
            continue
        shutil.rmtree(away, ignore_errors=True)
    return held


def _months_between(first: str, last: str) -> int:
    """How many months lie between two months, as in 2026-01 and 2026-03."""
    counts = [12 * int(month[:4]) + int(month[5:]) for month in (first, last)]
    return counts[1] - counts[0]


def newest_of(project: Project) -> Path | None:
    """The publication with the highest number; None without one."""
    found = publications(project)
    return found[max(found)] if found else None
