"""Children whose rows are never to be kept again, by the identifiers that are stored.

The list is needed to keep the promise: without it the next file of the same supplier
would bring the child back.
"""

import json
from pathlib import Path

from early_years.environment import PlainError, Project
from early_years.landing.releases import landing_folder

OPT_OUTS = "opt_outs.jsonl"


def opted_out_of(project: Project, dataset: str) -> frozenset[str]:
    """The stored identifiers of a dataset's children who opted out.

    Raises PlainError when the list cannot be read: then nothing may be landed.
    """
    path = opt_outs_path(project)
    if not path.exists():
        return frozenset()
    try:
        lines = [json.loads(line) for line in _whole(path).splitlines()]
        return frozenset(
            line["pseudonym"] for line in lines if line["dataset_code"] == dataset
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise PlainError(
            f"data/landing/{OPT_OUTS}, the list of children who opted out, cannot be "
            "read. Restore it from the backup. Nothing was changed."
        ) from None


def opt_out_lines(dataset: str, pseudonyms: frozenset[str], since: str) -> list[str]:
    """The lines that put children on the list, in a fixed order."""
    return [
        json.dumps({"dataset_code": dataset, "pseudonym": one, "since": since})
        for one in sorted(pseudonyms)
    ]


def opt_outs_path(project: Project) -> Path:
    """Where the list lies, whether or not there is one."""
    return landing_folder(project) / OPT_OUTS


def with_lines(project: Project, lines: list[str]) -> str:
    """The whole list with more lines, without one that a killed run left unfinished."""
    path = opt_outs_path(project)
    before = _whole(path).decode("utf-8") if path.exists() else ""
    return before + "\n".join(lines)


def _whole(path: Path) -> bytes:
    content = path.read_bytes()
    return content[: content.rfind(b"\n") + 1]
