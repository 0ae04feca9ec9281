"""What moved between two folders of exports: files, rows and figures, in words.

A folder may be data/exports, the exports of a publication, or what `try` wrote. Rows
are matched by the key that each file's sidecar names; figures are compared as they are
written.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from early_years.environment import PlainError, Project
from early_years.exporting.manifest import SIDECAR
from early_years.exporting.packages import FOLDER as PACKAGES
from early_years.publishing.places import EXPORTS, published_home

# Of each column, so many rows are named; the rest is counted.
NAMED = 3
NAMES = ("ward_name", "setting_name", "indicator_label", "local_authority_name")


@dataclass
class Moved:
    """What moved in one file: columns and rows that came or went, figures by column."""

    file: str
    columns_gone: list[str] = field(default_factory=list)
    columns_new: list[str] = field(default_factory=list)
    rows_gone: int = 0
    rows_new: int = 0
    figures: dict[str, list[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        parts = (self.columns_gone, self.columns_new, self.rows_gone, self.rows_new)
        return any(parts) or bool(self.figures)

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
                found.append(Moved(file, rows_gone=len(_rows(before[file]))))
        elif file not in before:
            found.append(Moved(file, rows_new=len(_rows(after[file]))))
        elif before[file].read_bytes() != after[file].read_bytes():
            found.append(_moved(file, before[file], after[file]))
    return [moved for moved in found if moved]


def in_words(found: list[Moved], files: int) -> list[str]:
    """What moved in words, how much of it first."""
    if not found:
        return [f"Nothing moved in {files} files."]
    return [
        f"{len(found)} of {files} files moved:",
        *(line for moved in found for line in moved.lines()),
    ]


def count_files(folder: Path) -> int:
    """How many tables a folder of exports holds."""
    return len(_tables(folder))


def _tables(folder: Path) -> dict[str, Path]:
    """Name of each table, as in internal/need/ward_need_scores -> its CSV."""
    return {
        path.relative_to(folder).with_suffix("").as_posix(): path
        for path in folder.glob("*/*/*.csv")
        if path.parent.name != PACKAGES
    }


def _rows(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")


def _moved(file: str, old_path: Path, new_path: Path) -> Moved:
    old, new = _rows(old_path), _rows(new_path)
    moved = Moved(
        file,
        columns_gone=[str(column) for column in old if column not in new],
        columns_new=[str(column) for column in new if column not in old],
    )
    key = [column for column in _key(new_path) if column in old and column in new]
    if not key or old.duplicated(key).any() or new.duplicated(key).any():
        moved.rows_gone, moved.rows_new = _as_a_whole(old, new)
        return moved
    old, new = old.set_index(key), new.set_index(key)
    moved.rows_gone = len(old.index.difference(new.index))
    moved.rows_new = len(new.index.difference(old.index))
    both = new.index.intersection(old.index, sort=False)
    old, new = old.loc[both], new.loc[both]
    names = _names(new)
    for column in new.columns.intersection(old.columns, sort=False):
        differs = (old[column] != new[column]).to_numpy()
        if differs.any():
            moved.figures[column] = [
                f"{name}: {was or 'blank'} -> {now or 'blank'}"
                for name, was, now in zip(
                    names[differs],
                    old[column][differs],
                    new[column][differs],
                    strict=True,
                )
            ]
    return moved


def _as_a_whole(old: pd.DataFrame, new: pd.DataFrame) -> tuple[int, int]:
    """How many rows went and came, of a file whose key cannot match them."""
    columns = [column for column in new if column in old]
    were = old[columns].value_counts()
    are = new[columns].value_counts()
    balance = are.sub(were, fill_value=0)
    return int(-balance[balance < 0].sum()), int(balance[balance > 0].sum())


def _key(path: Path) -> list[str]:
    beside, ending = SIDECAR
    sidecar = path.parent / beside / f"{path.stem}{ending}"
    try:
        return json.loads(sidecar.read_text(encoding="utf-8"))["key"]
    except (OSError, ValueError, KeyError):
        return []


def _names(rows: pd.DataFrame) -> pd.Series:
    """What people call each row: a name where it has one, and the rest of its key."""
    named = rows.reset_index()
    name = next((column for column in NAMES if column in rows), None)
    code = name and name.rsplit("_", 1)[0] + "_code"
    columns = [name] if name else []
    key = [str(column) for column in rows.index.names]
    columns += [
        column for column in key if column not in (code, "local_authority_code")
    ]
    columns = columns or key
    return named[columns].agg(", ".join, axis="columns").set_axis(rows.index)
