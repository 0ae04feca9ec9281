"""Writing the report: whole and beside the last one, then put into its place."""

import posixpath
import re
import shutil
from functools import cache
from pathlib import Path
from urllib.parse import unquote

from jinja2 import Environment, TemplateError

from early_years import disk
from early_years.environment import PlainError, Project
from early_years.report.divided import Divided
from early_years.report.editions import BOTH, Edition, editions_of
from early_years.report.figures import Figures
from early_years.report.rendering import STATIC, Log, environment, render

LINK = re.compile(r'(?:href|src)="([^"#:]*)(?:#([^"]*))?"')
PLACE = re.compile(r'id="([^"]*)"')
LEFT_OUT = ("*.md", "*.scss")
LOG = "figures.csv"
# Where the files of several councils lie divided while their pages are written.
DIVIDED = ".divided"
RELEASES = "reference/releases"


def write_report(project: Project, edition: str = BOTH) -> list[Path]:
    """Write the report of the exports at hand; return the front pages, in order.

    An edition is written whole beside the last one and then takes its place. Raises
    PlainError when the exports are not there or lack something; the last one stays.
    """
    if not any(project.exports.glob("*/files.csv")):
        raise PlainError("There are no exports to report on yet. Run the build first.")
    fronts = []
    for chosen in editions_of(edition):
        folder = project.report / chosen.code
        unfinished = folder.with_name(f".{chosen.code}")
        shutil.rmtree(unfinished, ignore_errors=True)
        try:
            if _write(chosen, project.exports, unfinished):
                _put_in_place(unfinished, folder)
                fronts.append(folder / "index.html")
        except (OSError, TemplateError, KeyError, ValueError) as error:
            raise PlainError(_failed(project, chosen, folder, error)) from error
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    return fronts


def front_lines(project: Project, fronts: list[Path]) -> list[str]:
    """Which page to open first, and which others there are."""
    return [
        f"{'Open in a browser' if front == fronts[0] else 'And'}: "
        f"{project.relative(front)}"
        for front in fronts
    ]


def _write(edition: Edition, exports: Path, folder: Path) -> bool:
    """Write an edition into a new folder; return whether it has any page.

    Councils come one after the other, and nothing is kept of those that are written.
    """
    councils = edition.reader(exports).councils()
    several = len(councils) > 1
    log = Log()
    made = environment(log)
    _save(folder / LOG, log.heading())
    divided = Divided(folder / DIVIDED, tuple(councils)) if several else None
    written, synthetic = 0, False
    for code in councils:
        figures = edition.reader(exports, code, divided)
        path = f"{code}/" if several else ""
        written += _write_council(edition, figures, made, log, folder, path)
        synthetic = synthetic or figures.is_synthetic
        _note(folder, log)
    if not written:
        return False
    if several:
        shutil.rmtree(folder / DIVIDED)
        log.page = "index.html"
        _save(
            folder / "index.html",
            render(
                made,
                log,
                "councils.html",
                edition=edition,
                councils=councils,
                root="",
                is_synthetic=synthetic,
            ),
        )
        _note(folder, log)
    shutil.copytree(STATIC, folder / "static", ignore=shutil.ignore_patterns(*LEFT_OUT))
    _refuse_dead_links(folder)
    return True


def _note(folder: Path, log: Log) -> None:
    """Write the figures of the pages so far below those before, and forget them."""
    with (folder / LOG).open("a", encoding="utf-8", newline="") as lines:
        lines.write(log.take())


def _write_council(
    edition: Edition,
    figures: Figures,
    made: Environment,
    log: Log,
    folder: Path,
    path: str,
) -> int:
    """Write the pages of one council below the folder; return how many."""
    pages = edition.pages(figures)
    city = next(iter(figures.councils().values()))
    release = next(iter(figures.rows(RELEASES)), None)
    for page in pages:
        log.page = path + page.path
        # From the page up to the council's front page, and to that of the edition.
        home = "../" * page.path.count("/")
        text = render(
            made,
            log,
            page.template,
            edition=edition,
            city=city,
            release=release,
            here=page.here,
            home=home,
            root=home + "../" * path.count("/"),
            is_synthetic=figures.is_synthetic,
            **page.context,
        )
        _save(folder / log.page, text)
    return len(pages)


def _save(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _refuse_dead_links(folder: Path) -> None:
    """Raise ValueError for a link within the edition that leads to nothing."""
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*")}

    @cache
    def places(page: str) -> frozenset[str]:
        if page not in files:
            return frozenset()
        return frozenset(PLACE.findall((folder / page).read_text(encoding="utf-8")))

    for page in sorted(file for file in files if file.endswith(".html")):
        text = (folder / page).read_text(encoding="utf-8")
        for address, anchor in sorted(set(LINK.findall(text))):
            beside = posixpath.join(posixpath.dirname(page), unquote(address))
            target = posixpath.normpath(beside) if address else page
            # What lies outside, as the exports, is somebody else's to move.
            if target.startswith("../"):
                continue
            is_dead = target not in files
            if not is_dead and anchor and "=" not in anchor:
                is_dead = anchor not in places(target)
            if is_dead:
                raise ValueError(
                    f"{page} leads to {address}#{anchor}, which is not there"
                )


def _put_in_place(unfinished: Path, folder: Path) -> None:
    """Let a finished edition take the place of the last one."""
    disk.RIGHTS.let_read_all(unfinished)
    disk.RIGHTS.let_read(folder.parent)
    old = folder.with_name(f".{folder.name}.old")
    shutil.rmtree(old, ignore_errors=True)
    if folder.exists():
        disk.rename(folder, old)
    try:
        disk.rename(unfinished, folder)
    except OSError:
        if old.exists():
            disk.rename(old, folder)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _failed(project: Project, edition: Edition, folder: Path, error: Exception) -> str:
    stays = (
        f"The last one stays: {project.relative(folder / 'index.html')}."
        if folder.exists()
        else "There is none from before."
    )
    return (
        f"The {edition.code} report could not be written: {error}. If the exports are "
        f"of an earlier version, build again. {stays}"
    )
