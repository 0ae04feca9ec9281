"""Reports to look at, exports to change, and what a page says to its readers."""

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path

from early_years.environment import Project
from early_years.report.figures import ProfessionalFigures
from early_years.report.write import write_report

# What nobody reads as text.
UNREAD = {"script", "style", "title"}
VOID = {"area", "br", "circle", "hr", "img", "input", "line", "link", "meta", "path"}
VOID |= {"rect"}
FEW = 4


@dataclass(frozen=True)
class Report:
    """A report that was written, and the exports that it rests on."""

    folder: Path
    exports: Path

    @cached_property
    def pages(self) -> dict[str, str]:
        """Address -> HTML, of every page."""
        return {
            path.relative_to(self.folder).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.folder.rglob("*.html"))
        }

    @cached_property
    def log(self) -> list[dict[str, str]]:
        """Which cell stands behind which figure."""
        with (self.folder / "figures.csv").open(encoding="utf-8", newline="") as lines:
            log = list(csv.DictReader(lines))
        return [line | {"text": line["text"] or line["raw"]} for line in log]

    def figures(self) -> ProfessionalFigures:
        return ProfessionalFigures(self.exports)


@dataclass(frozen=True)
class Elsewhere(Project):
    """A project whose report is written into a folder of the test."""

    home: Path = Path()

    @property
    def exports(self) -> Path:
        return self.home / "exports"

    @property
    def report(self) -> Path:
        return self.home / "report"


@dataclass(frozen=True)
class Exports:
    """Exports of a few wards, to be changed and reported on."""

    folder: Path

    @classmethod
    def few(cls, source: Path, folder: Path) -> "Exports":
        """A copy of some exports with the wards of the first ranks alone."""
        needs = _rows(source / "internal" / "need" / "ward_need_scores.csv")
        needs.sort(key=lambda row: int(row["need_rank"] or 999))
        kept = {row["ward_code"] for row in needs[:FEW]}
        for path in sorted((*source.rglob("*.csv"), *source.rglob("*.json"))):
            to = folder / path.relative_to(source)
            to.parent.mkdir(parents=True, exist_ok=True)
            # Beside the folders of an audience lie lists of files, and no tables.
            is_list = path.parent.parent == source
            if is_list or path.parent.name == "about" or path.suffix == ".json":
                shutil.copyfile(path, to)
                continue
            rows = _rows(path)
            left = [row for row in rows if row.get("ward_code", "") in {"", *kept}]
            _write(to, left, list(rows[0]))
        return cls(folder)

    def change(self, file: str, change: Callable[[dict[str, str]], None]) -> None:
        """Change the rows of a file in place."""
        path = self.folder / f"{file}.csv"
        rows = _rows(path)
        for row in rows:
            change(row)
        _write(path, rows, list(rows[0]))

    def keep(self, file: str, is_kept: Callable[[dict[str, str]], bool]) -> None:
        """Leave out rows of a file; without any left it is not there."""
        path = self.folder / f"{file}.csv"
        rows = _rows(path)
        left = [row for row in rows if is_kept(row)]
        path.unlink()
        if left:
            _write(path, left, list(rows[0]))

    def add(self, file: str, change: Callable[[dict[str, str]], None]) -> None:
        """Add a changed copy of each row."""
        path = self.folder / f"{file}.csv"
        rows = _rows(path)
        copies = [dict(row) for row in rows]
        for row in copies:
            change(row)
        _write(path, rows + copies, list(rows[0]))

    def make(self, file: str, rows: list[dict[str, str]], *keys: str) -> None:
        """Write a file that the build of the example has no rows for."""
        path = self.folder / f"{file}.csv"
        _write(path, rows, list(rows[0]))
        told = [
            {"column_name": name, "is_key": str(name in keys).lower()}
            for name in rows[0]
        ]
        _write(path.parent / "about" / f"{path.stem}_columns.csv", told, list(told[0]))

    def written(self, edition: str = "professional") -> Report:
        """The report of these exports."""
        home = self.folder.parent
        write_report(Elsewhere(home, home=home), edition)
        return Report(home / "report" / edition, self.folder)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def _write(path: Path, rows: list[dict[str, str]], names: list[str]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as lines:
        writer = csv.DictWriter(lines, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@dataclass
class Words(HTMLParser):
    """What a page says: its visible text, labels of its elements, and their names."""

    said: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    _open: list[tuple[str, bool]] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.attributes += named.items()
        if "aria-label" in named:
            self.said.append(named["aria-label"])
        # The marks of a scale are no figures.
        is_axis = named.get("class") in {"axis", "ends"}
        unread = tag in UNREAD or is_axis or (bool(self._open) and self._open[-1][1])
        if tag not in VOID:
            self._open.append((tag, unread))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not (self._open and self._open[-1][1]) and data.strip():
            self.said.append(" ".join(data.split()))


def words(html: str) -> Words:
    """What a page says."""
    found = Words()
    found.feed(html)
    return found


def text(html: str) -> str:
    """All that a page says, as one text."""
    return " ".join(words(html).said)
