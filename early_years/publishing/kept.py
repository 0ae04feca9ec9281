"""The database of the last refresh, kept so that the next can build a part of it anew.

It holds rows of children, so data/kept is private, and a purge removes it. Beside the
database lie dbt's manifest and, written last, what it was built from; without that
nothing is kept.
"""

import json
import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import duckdb

from early_years import disk
from early_years.environment import Project
from early_years.landing.releases import COUNTED
from early_years.publishing.inputs import Inputs
from early_years.publishing.places import DATABASE, Building

FOLDER, RECORD = "kept", "built_from.json"
RECORDED = {"code", "policy", "noise_mark", "folder", "counted"}
SERVED = """
    select local_authority_code, local_authority_name, is_served
    from reference.ref_local_authorities order by local_authority_code
"""


FORMER = """
    select former_area_code from reference.ref_area_changes
    where area_kind = 'local_authority'
"""


@dataclass(frozen=True)
class Kept:
    """What was kept of a refresh of several councils."""

    folder: Path
    built_from: dict

    @property
    def database(self) -> Path:
        """The whole database, which is read and never changed."""
        return self.folder / DATABASE

    @cached_property
    def manifest(self) -> dict:
        return _read(self.folder / "manifest.json")

    @cached_property
    def columns(self) -> list[tuple[str, str]]:
        """Table and column, of all tables and views."""
        with duckdb.connect(str(self.database), read_only=True) as database:
            return database.sql(
                "select table_name, column_name from information_schema.columns"
            ).fetchall()


def last_kept(project: Project) -> Kept | None:
    """What the last refresh kept, if it is whole."""
    folder = project.root / "data" / FOLDER
    try:
        kept = Kept(folder, _read(folder / RECORD))
        is_whole = kept.built_from.keys() >= RECORDED and "nodes" in kept.manifest
        # Asked now, so that a damaged database is none.
        is_whole = is_whole and bool(kept.columns and councils(kept.database))
    except (OSError, ValueError, AttributeError, TypeError, duckdb.Error):
        return None
    return kept if is_whole else None


def keep(building: Building, inputs: Inputs) -> None:
    """Keep the database of a refresh that was published, in the place of the last.

    Of one council alone nothing is kept: there is no part to build.
    """
    folder = building.root / "data" / FOLDER
    (folder / RECORD).unlink(missing_ok=True)
    if not _are_several(building):
        shutil.rmtree(folder, ignore_errors=True)
        return
    disk.private_folder(folder)
    for path in (building.database, building.manifest):
        disk.replace(path, folder / path.name)
    record = built_from(building, inputs)
    unfinished = folder / f".{RECORD}"
    unfinished.write_text(json.dumps(record), encoding="utf-8", newline="\n")
    disk.replace(unfinished, folder / RECORD)


def built_from(building: Building, inputs: Inputs) -> dict:
    """Everything that the database of a building hangs on."""
    return {
        "code": inputs.code_sha256,
        "policy": inputs.policy_sha256,
        "noise_mark": inputs.noise_mark,
        # Views name the rows that they read by their path.
        "folder": building.folder.name,
        "counted": _read(building.current / COUNTED),
    }


def _are_several(building: Building) -> bool:
    """Whether the landing store is built from, for several councils."""
    if not building.reads_store:
        return False
    return sum(is_served for *_, is_served in councils(building.database)) > 1


def councils(database: Path) -> list[tuple[str, str, bool]]:
    """The code and name of each council that is known, and whether it is served."""
    with duckdb.connect(str(database), read_only=True) as opened:
        return opened.sql(SERVED).fetchall()


def former_councils(database: Path) -> set[str]:
    """The codes of councils that went into others."""
    with duckdb.connect(str(database), read_only=True) as opened:
        return {code for (code,) in opened.sql(FORMER).fetchall()}


def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))
