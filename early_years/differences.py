"""What moved between two folders of exports: files, rows and figures, in words.

A folder may be data/exports, the exports of a publication, or what `try` wrote. Rows
are matched by the key that each file's sidecar names; figures are compared as they are
written.
"""

import csv
import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from early_years.csv_rows import Row, csv_rows
from early_years.environment import PlainError, Project
from early_years.exporting.manifest import SIDECAR
from early_years.exporting.packages import FOLDER as PACKAGES
from early_years.publishing.places import EXPORTS, published_home

# Of each column, so many rows are named; the rest is counted.
NAMED = 3
NAMES = ("ward_name", "setting_name", "indicator_label", "local_authority_name")


@dataclass
class Moved:
    """What moved in one file: columns and rows that came or went, figures by column.

    only_in is the folder that alone has the file: first or second.
    """

    file: str
    only_in: str = ""
    columns_gone: list[str] = field(default_factory=list)
    columns_new: list[str] = field(default_factory=list)
    rows_gone: int = 0
    rows_new: int = 0
    figures: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        parts = (self.columns_gone, self.columns_new, self.rows_gone, self.rows_new)
        return any(parts) or bool(self.figures or self.only_in)

    def lines(self) -> list[str]:
        """It in words, the file first."""
        lines = [self.file]
        for words, columns in (("gone", self.columns_gone), ("new", self.columns_new)):
            if columns:
                lines.append(f"  columns {words}: {', '.join(columns)}")
        for words, rows in (("gone", self.rows_gone), ("new", self.rows_new)):
            if rows:
                lines.append(f"  rows {words}: {rows:,}")
        for column, moves in self.figures.items():
            more = f"; and {len(moves) - NAMED:,} more" if len(moves) > NAMED else ""
            of = "1 row" if len(moves) == 1 else f"{len(moves):,} rows"
            lines.append(f"  {column}: {of}: {'; '.join(moves[:NAMED])}{more}")
        return lines


def exports_folder(project: Project, words: str) -> Path:
    """The folder that someone means: a path, or the number of a publication.

    Raises PlainError when there is none.
    """
    publication = published_home(project) / words / EXPORTS
    for folder in (publication, Path(words) / EXPORTS, Path(words)):
        if folder.is_dir():
            return folder
    raise PlainError(
        f"{words} is neither a folder of exports nor the number of a publication."
    )


def differences(old: Path, new: Path, only_new: bool = False) -> list[Moved]:
    """What moved from one folder to another, a Moved for each file that differs.

    only_new: files that the new folder lacks are left out.
    """
    before, after = _tables(old), _tables(new)
    found = []
    for file in sorted(before.keys() | after.keys()):
        if file not in after:
            if not only_new:
                found.append(Moved(file, only_in="first"))
        elif file not in before:
            found.append(Moved(file, only_in="second"))
        elif before[file].read_bytes() != after[file].read_bytes():
            found.append(_moved(file, before[file], after[file]))
    return [moved for moved in found if moved]


def in_words(found: list[Moved], files: int) -> list[str]:
    """What moved in words, how much of it first; files are in both folders."""
    both = [moved for moved in found if not moved.only_in]
    of = f"{files:,} file{'' if files == 1 else 's'}"
    lines = [f"{len(both)} of {of} moved:" if both else f"Nothing moved in {of}."]
    lines += [line for moved in both for line in moved.lines()]
    for folder in ("first", "second"):
        alone = [moved.file for moved in found if moved.only_in == folder]
        if alone:
            named = ", ".join(alone[:NAMED])
            more = f" and {len(alone) - NAMED:,} more" if len(alone) > NAMED else ""
            lines.append(f"In the {folder} folder alone: {named}{more}")
    return lines


def count_shared(old: Path, new: Path) -> int:
    """How many tables two folders of exports both hold."""
    return len(_tables(old).keys() & _tables(new).keys())


def _tables(folder: Path) -> dict[str, Path]:
    """Name of each table, as in internal/need/ward_need_scores -> its CSV."""
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for path in folder.glob("*/*/*.csv")
        if path.parent.name != PACKAGES
    }


def _columns(path: Path) -> list[str]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return next(csv.reader(lines), [])


def _moved(file: str, old_path: Path, new_path: Path) -> Moved:
    were, are = _columns(old_path), _columns(new_path)
    shared = [column for column in are if column in were]
    old_rows, new_rows = csv_rows(old_path), csv_rows(new_path)
    moved = Moved(
        file,
        columns_gone=[column for column in were if column not in are],
        columns_new=[column for column in are if column not in were],
    )
    key = [column for column in _key(new_path) if column in shared]
    old, new = _by_key(old_rows, key), _by_key(new_rows, key)
    if not key or len(old) < len(old_rows) or len(new) < len(new_rows):
        moved.rows_gone, moved.rows_new = _as_a_whole(old_rows, new_rows, shared)
        return moved
    moved.rows_gone = len(old.keys() - new.keys())
    moved.rows_new = len(new.keys() - old.keys())
    naming = _naming(are, key)
    for column in shared:
        moves = [
            f"{', '.join(row[one] for one in naming)}: "
            f"{old[code][column] or 'blank'} -> {row[column] or 'blank'}"
            for code, row in new.items()
            if code in old and old[code][column] != row[column]
        ]
        if moves:
            moved.figures[column] = moves
    return moved


def _by_key(rows: list[Row], key: list[str]) -> dict[tuple[str, ...], Row]:
    return {tuple(row[column] for column in key): row for row in rows}


def _as_a_whole(old: list[Row], new: list[Row], columns: list[str]) -> tuple[int, int]:
    """How many rows went and came, of a file whose key cannot match them."""
    were = Counter(tuple(row[column] for column in columns) for row in old)
    are = Counter(tuple(row[column] for column in columns) for row in new)
    return (were - are).total(), (are - were).total()


def _key(path: Path) -> list[str]:
    beside, ending = SIDECAR
    sidecar = path.parent / beside / f"{path.stem}{ending}"
    try:
        return json.loads(sidecar.read_text(encoding="utf-8"))["key"]
    except (OSError, ValueError, KeyError):
        return []


def _naming(columns: list[str], key: list[str]) -> list[str]:
    """The columns by which people call a row: a name and the rest of its key."""
    others = [column for column in columns if column not in key]
    name = next((column for column in NAMES if column in others), None)
    code = name and name.rsplit("_", 1)[0] + "_code"
    rest = [column for column in key if column not in (code, "local_authority_code")]
    return ([name] if name else []) + rest or key
