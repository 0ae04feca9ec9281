"""Going back to an earlier publication, until somebody says to go on.

A file beside the pointer says that readers were taken back, by whom and when. A refresh
that finds it publishes nothing without --anyway.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

from early_years import disk
from early_years.environment import PlainError, Project
from early_years.landing.releases import utc
from early_years.publishing.places import NAME, published_home

WENT_BACK = "went_back.json"


def went_back(project: Project) -> dict:
    """Who took readers back to which publication and when; blank if nobody did."""
    try:
        return json.loads(_place(project).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def note_going_back(project: Project, name: str, by: str) -> dict:
    """Note that readers are taken back; return the line that the audit log has."""
    line = {
        "at": utc(datetime.now(UTC)),
        "by": by,
        "what": "went back",
        "publication": name,
    }
    path = _place(project)
    unfinished = path.with_name(f".{path.name}")
    unfinished.write_text(json.dumps(line) + "\n", encoding="utf-8", newline="\n")
    disk.replace(unfinished, path)
    return line


def forget_going_back(project: Project) -> None:
    """Let refreshes publish again."""
    _place(project).unlink(missing_ok=True)


def refuse_to_undo(project: Project) -> None:
    """Raise PlainError while readers are meant to read an earlier publication."""
    if line := went_back(project):
        raise PlainError(
            f"Readers were taken back to publication {line.get('publication')} on "
            f"{line.get('at')} by {line.get('by')}, and a refresh would undo it. To "
            "publish anew: python -m early_years refresh --anyway."
        )


def earlier(project: Project, name: str) -> Path:
    """The folder of a publication. Raises PlainError that lists those there are."""
    home = published_home(project)
    folder = home / name
    if NAME.fullmatch(name) and folder.is_dir():
        return folder
    paths = home.iterdir() if home.is_dir() else ()
    known = sorted(path.name for path in paths if NAME.fullmatch(path.name))
    raise PlainError(
        f"There is no publication {name}. There are: {', '.join(known) or 'none'}."
    )


def _place(project: Project) -> Path:
    return published_home(project) / WENT_BACK
