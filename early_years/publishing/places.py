"""Where publications lie, which of them counts, and which are kept.

data/published/0001, 0002 and so on are whole publications, never changed again. One
pointer beside them says which one readers are to read.
"""

import json
import os
import re
import secrets
import shutil
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

from early_years import disk
from early_years.disk import sync_names
from early_years.environment import PlainError, Project

DATABASE = "early_years.duckdb"
EXPORTS = "exports"
LINK = "current"
LINK_TEXT = "current.txt"
NAME = re.compile(r"[0-9]{4,}")
# dbt reads the whole project again for a database of another path.
BUILT_IN = "refresh"
# What dbt remembers of the project, so that it reads only what changed since.
PARSE = ("partial_parse.msgpack", "manifest.json")
ON_WINDOWS = os.name == "nt"


@dataclass(frozen=True, kw_only=True)
class Building(Project):
    """The same project, built in a folder of its own, so that no reader is touched.

    folder holds dbt's work and, in publication, what is going to be published.
    """

    folder: Path

    @property
    def publication(self) -> Path:
        return self.folder / "publication"

    @property
    def current(self) -> Path:
        return self.folder / "current"

    @property
    def previous(self) -> Path:
        """Rows of the publication before; there is none without one to compare with."""
        return self.folder / "previous"

    @property
    def database(self) -> Path:
        return self.folder / DATABASE

    @property
    def exports(self) -> Path:
        return self.publication / EXPORTS

    @property
    def manifest(self) -> Path:
        return self.folder / "target" / "manifest.json"

    @property
    def run_results(self) -> Path:
        return self.folder / "target" / "run_results.json"

    @property
    def variables(self) -> dict[str, str]:
        has_previous = self.previous.is_dir()
        return {
            "EARLY_YEARS_DATABASE": self.relative(self.database),
            "EARLY_YEARS_CURRENT": self.relative(self.current),
            "EARLY_YEARS_PREVIOUS": (
                self.relative(self.previous) if has_previous else ""
            ),
            "DBT_TARGET_PATH": str(self.manifest.parent),
            "DBT_LOG_PATH": str(self.folder / "logs"),
        }


def published_home(project: Project) -> Path:
    """The folder of all publications, whether or not there is one."""
    return project.root / "data" / "published"


def building_home(project: Project) -> Path:
    """The folder of unfinished work; what lies there may be removed at any time."""
    return project.root / "data" / "building"


def new_building(project: Project) -> Building:
    """A folder to build in, new; what earlier runs left is removed.

    It holds nothing but what dbt remembers of the last refresh.
    """
    home = building_home(project)
    # What another program still holds open is removed the next time.
    shutil.rmtree(home, ignore_errors=True)
    folder = disk.private_folder(home) / BUILT_IN
    if folder.exists():
        folder = folder.with_name(secrets.token_hex(8))
    building = Building(project.root, project.reads_store, folder=folder)
    building.publication.mkdir(parents=True)
    if (remembered := _remembered(project)).is_dir():
        shutil.copytree(remembered, building.manifest.parent)
    return building


def keep_parse(building: Building) -> None:
    """Keep what dbt remembers of the project for the next refresh."""
    home = _remembered(building)
    home.mkdir(parents=True, exist_ok=True)
    for name in PARSE:
        path = building.manifest.with_name(name)
        if path.exists():
            unfinished = home / f".{name}"
            shutil.copyfile(path, unfinished)
            disk.replace(unfinished, home / name)


def _remembered(project: Project) -> Path:
    return project.root / "target" / BUILT_IN


def published_folder(project: Project) -> Path | None:
    """The publication that readers are to read; None when there is none."""
    home = published_home(project)
    link, text = home / LINK, home / LINK_TEXT
    if link.is_symlink():
        name = os.readlink(link)
    elif text.is_file():
        name = text.read_text(encoding="utf-8").strip()
    else:
        return None
    folder = home / name
    return folder if folder.is_dir() else None


def mend_pointer(project: Project) -> list[str]:
    """Put right a pointer that a restored backup broke; return lines to print.

    A backup may bring the link back as a folder with a copy of the publication, as a
    text, leading to nothing, or not at all. Raises PlainError with the way out where
    what it was cannot be told.
    """
    home, link = published_home(project), published_home(project) / LINK
    if published_folder(project):
        return []
    found = publications(project)
    if link.is_dir() and not link.is_symlink() and not ON_WINDOWS:
        return [_folder_mended(project, link)]
    if not found:
        return []
    named = _named_in(link)
    folder = home / named if named in _names(found) else found[max(found)]
    if link.is_file() and not link.is_symlink():
        link.unlink()
    point_to(folder)
    return [
        f"Notice: data/published/{LINK} led to no publication; it leads to "
        f"{folder.name} now, {'as it said' if folder.name == named else 'the newest'}."
    ]


def _folder_mended(project: Project, link: Path) -> str:
    """Put a link in the place of a folder that was one, and say so."""
    home = link.parent
    try:
        record = json.loads((link / "release.json").read_text(encoding="utf-8"))
        name = str(record["publication"])
    except (OSError, ValueError, KeyError, TypeError):
        name = ""
    if not NAME.fullmatch(name):
        raise PlainError(
            f"data/published/{LINK} is a folder, and no publication. Move it away, and "
            "say which one readers are to read: python -m early_years publish NAME."
        )
    target = home / name
    if target.is_dir():
        away = building_home(project) / secrets.token_hex(8)
        away.parent.mkdir(parents=True, exist_ok=True)
        disk.rename(link, away)
        shutil.rmtree(away, ignore_errors=True)
    else:
        disk.rename(link, target)
    point_to(target)
    return f"Notice: data/published/{LINK} was a folder; it leads to {name} again."


def _named_in(link: Path) -> str:
    """The publication that a text in the place of the link names, if any."""
    try:
        return link.read_text(encoding="utf-8").strip() if link.is_file() else ""
    except (OSError, UnicodeDecodeError):
        return ""


def _names(found: dict[int, Path]) -> set[str]:
    return {folder.name for folder in found.values()}


def next_publication(project: Project) -> str:
    """The name of the next publication: one more than the highest, four digits."""
    return f"{max(publications(project), default=0) + 1:04d}"


def put_in_place(project: Project, unfinished: Path, name: str) -> Path:
    """Make a finished folder a publication in one step; readers still read the last."""
    folder = published_home(project) / name
    disk.RIGHTS.let_read_all(unfinished)
    _sync(unfinished)
    disk.rename(unfinished, folder)
    sync_names(folder.parent)
    return folder


def point_to(folder: Path) -> None:
    """Let readers read this publication from now on: one step, from old to new."""
    home = folder.parent
    link, text = home / LINK, home / LINK_TEXT
    # Windows can neither make a link without rights nor replace one to a folder.
    if ON_WINDOWS or not _link_replaced(link, folder.name):
        unfinished = text.with_name(f".{LINK_TEXT}")
        unfinished.write_text(f"{folder.name}\n", encoding="utf-8", newline="\n")
        _sync_file(unfinished)
        disk.replace(unfinished, text)
        if ON_WINDOWS:
            _junction_replaced(link, folder)
        else:
            link.unlink(missing_ok=True)
    else:
        text.unlink(missing_ok=True)
    sync_names(home)


def publications(project: Project) -> dict[int, Path]:
    """All publications by number."""
    home = published_home(project)
    paths = home.iterdir() if home.is_dir() else ()
    return {
        int(path.name): path
        for path in paths
        if NAME.fullmatch(path.name) and path.is_dir()
    }


def _link_replaced(link: Path, name: str) -> bool:
    unfinished = link.with_name(f".{LINK}")
    unfinished.unlink(missing_ok=True)
    try:
        os.symlink(name, unfinished, target_is_directory=True)
    except OSError:
        return False
    disk.replace(unfinished, link)
    return True


def _junction_replaced(link: Path, folder: Path) -> None:
    """Point the one path that Power BI stays connected to at a publication.

    Which publication counts is said by the text file, which is replaced in one step. A
    junction cannot be: for a moment there is none, and a drive that knows no junctions
    goes without.
    """
    new, old = link.with_name(f".{LINK}"), link.with_name(f".{LINK}.old")
    try:
        for rest in (new, old):
            if os.path.lexists(rest):
                os.rmdir(rest)
        _make_junction(folder, new)
        if os.path.lexists(link):
            disk.rename(link, old)
        try:
            disk.rename(new, link)
        except OSError:
            disk.rename(old, link)
            raise
        if os.path.lexists(old):
            os.rmdir(old)
    except OSError:
        return


def _make_junction(folder: Path, link: Path) -> None:
    """A folder of Windows that leads to another; making one takes no rights."""
    import_module("_winapi").CreateJunction(str(folder.resolve()), str(link))


def _sync(folder: Path) -> None:
    """Wait until the disk has all files of a folder and their names."""
    for path in sorted(folder.rglob("*")):
        if path.is_dir():
            sync_names(path)
        else:
            _sync_file(path)
    sync_names(folder)


def _sync_file(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
