"""Building beside a database that somebody has open, and putting it in its place."""

import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
from filelock import FileLock

from early_years import disk
from early_years.environment import PlainError, Project
from early_years.landing.leftovers import BUILDING, HELD


@dataclass(frozen=True)
class Beside(Project):
    """The same project, whose database is built in a folder of its own."""

    folder: Path = Path()

    @property
    def database(self) -> Path:
        return self.folder / super().database.name

    @property
    def variables(self) -> dict[str, str]:
        return {"EARLY_YEARS_DATABASE": str(self.database)}


@contextmanager
def beside_readers(project: Project) -> Iterator[Project]:
    """The project to build: itself, or one beside it while its database is open.

    At the end the new database takes the place of the old one; who has the old one open
    goes on reading it until they connect again. Raises PlainError on a system that lets
    nobody replace a file that is open (Windows).
    """
    if not _is_open_elsewhere(project.database):
        yield project
        return
    folder = disk.private_folder(project.root / "data" / BUILDING) / secrets.token_hex(
        8
    )
    folder.mkdir()
    try:
        with FileLock(folder / HELD):
            built = Beside(project.root, project.reads_store, folder=folder)
            yield built
            disk.replace(built.database, project.database)
    except PermissionError:
        raise PlainError(
            f"Another program has {project.relative(project.database)} open, and this "
            "system lets nobody replace it. The build went well and is not kept: close "
            "the program and build again, or let Power BI read the files of a refresh."
        ) from None
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _is_open_elsewhere(database: Path) -> bool:
    """Whether another program has the database open, so that nobody may write to it."""
    if not database.exists():
        return False
    try:
        duckdb.connect(str(database)).close()
    except duckdb.IOException:
        return True
    return False
