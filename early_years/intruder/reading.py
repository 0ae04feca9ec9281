"""Everything outside, as an intruder holds it: tables by file, and what is beside."""

import json
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import pandas as pd

from early_years.exporting.manifest import DICTIONARY, SIDECAR

INTERNAL = "internal"


@dataclass(frozen=True)
class Outside:
    """One table that left: its file as in public/need/wards, and its rows, all text."""

    file: str
    path: Path
    rows: pd.DataFrame

    @property
    def audience(self) -> str:
        return self.file.partition("/")[0]

    @property
    def sidecar_path(self) -> Path:
        return self._beside(SIDECAR)

    @property
    def dictionary_path(self) -> Path:
        return self._beside(DICTIONARY)

    @cached_property
    def sidecar(self) -> dict:
        """What its sidecar says; blank where there is none that can be read."""
        try:
            return json.loads(self.sidecar_path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}

    def _beside(self, place: tuple[str, str]) -> Path:
        beside, ending = place
        return self.path.parent / beside / f"{self.path.stem}{ending}"


@dataclass(frozen=True)
class Publication:
    """What one publication, or folder of exports, holds for those outside."""

    name: str
    folder: Path
    tables: dict[str, Outside] = field(default_factory=dict)

    @property
    def audiences(self) -> list[Path]:
        return audience_folders(self.folder)


def audience_folders(folder: Path) -> list[Path]:
    """The folders of exports that leave the council."""
    found = folder.iterdir() if folder.is_dir() else ()
    return sorted(path for path in found if path.is_dir() and path.name != INTERNAL)


def read_publication(
    name: str, folder: Path, only: frozenset[str] | None = None
) -> Publication:
    """Read the tables of all audiences outside in a folder of exports.

    only names the files to read, if not all.
    """
    tables = {}
    for audience in audience_folders(folder):
        for path in sorted(audience.rglob("*.csv")):
            if path.parent.name == DICTIONARY[0]:
                continue
            file = path.relative_to(folder).with_suffix("").as_posix()
            if only is None or file in only:
                tables[file] = Outside(file, path, read_rows(path))
    return Publication(name, folder, tables)


def read_rows(path: Path) -> pd.DataFrame:
    """The rows of a CSV, all text; blank is blank."""
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig")
