"""What a publication would lose of the last one: policy says how much stops it.

A dataset that went, or half of its rows, is a fault of what was landed far more often
than news; readers would take the figures that are left for all of them.
"""

import csv
from pathlib import Path

from early_years import governance
from early_years.environment import PlainError, Project
from early_years.publishing.inputs import Inputs
from early_years.publishing.publication import SCORES, read_record

WAY_OUT = (
    "`releases` lists what counts. If it is right, publish it all the same: "
    "python -m early_years refresh --anyway"
)


def lost_inputs(project: Project, inputs: Inputs, last: Path | None) -> list[str]:
    """Which datasets went, or lost most of their rows, since the last publication."""
    most = governance.publishing_settings(project)["lost_dataset_rows_percent"]
    before = read_record(last).get("input_rows") or {}
    lost = []
    for dataset, rows in sorted(before.items()):
        now = inputs.input_rows.get(dataset, 0)
        if rows and not now:
            lost.append(f"{dataset}: all {rows:,} rows are gone.")
        elif _is_lost(rows, now, most):
            lost.append(f"{dataset}: {now:,} rows, where there were {rows:,}.")
    return lost


def lost_figures(project: Project, made: Path, last: Path | None) -> list[str]:
    """What the files of a finished publication lost; made is its folder."""
    if last is None:
        return []
    most = governance.publishing_settings(project)
    before, now = count_ranked(last), count_ranked(made)
    lost = []
    if before and not now:
        lost.append(f"No ward is scored, where {before:,} were.")
    elif _is_lost(before, now, most["lost_wards_percent"]):
        lost.append(f"{now:,} wards are scored, where {before:,} were.")
    rows, left = (_file_rows(folder) for folder in (last, made))
    if _is_lost(rows, left, most["lost_file_rows_percent"]):
        lost.append(f"The files have {left:,} rows, where they had {rows:,}.")
    return lost


def refuse_losses(lost: list[str], last: Path | None) -> None:
    """Raise PlainError where anything is lost, naming what and the way out."""
    if lost and last is not None:
        raise PlainError(
            f"REFUSED: most of what publication {last.name} has would be gone.\n"
            + "\n".join(f"  - {line}" for line in lost)
            + f"\n{WAY_OUT}"
        )


def count_ranked(folder: Path) -> int:
    """How many wards a publication ranks; 1 where its scores cannot be read.

    Whoever reads them then says that they are damaged.
    """
    try:
        with (folder / SCORES).open(encoding="utf-8-sig", newline="") as lines:
            return sum(bool(row.get("need_rank")) for row in csv.DictReader(lines))
    except OSError:
        return 0
    except (UnicodeDecodeError, csv.Error):
        return 1


def _file_rows(folder: Path) -> int:
    return sum(read_record(folder).get("rows", {}).values())


def _is_lost(before: int, now: int, most: int) -> bool:
    return (before - now) * 100 > before * most
