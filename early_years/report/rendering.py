"""From pages to HTML: templates that fail on what is missing, and a log of figures."""

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.utils import htmlsafe_json_dumps

from early_years.report import draw
from early_years.report.figures import FILTERS, Figure

HOME = Path(__file__).parent
TEMPLATES = HOME / "templates"
STATIC = HOME / "static"
COLUMNS = ("file", "key", "column", "raw", "text", "pages")
BLANK_LINES = re.compile(r"\n\s*\n+")
# Where the list of a page's files goes, which is known once the page is drawn.
FILES_MARK = "<!-- files -->"


@dataclass
class Log:
    """Which figure stands on which page.

    pages: file, key, column, cell and text -> the pages.
    """

    page: str = ""
    pages: dict[tuple[str, ...], dict[str, None]] = field(default_factory=dict)
    files: dict[str, set[str]] = field(default_factory=dict)

    def seen(self, value: Any) -> Any:
        """Note a value that goes into the page, and return it as it is."""
        if isinstance(value, Figure) and value:
            cell = value.file, value.key, value.column, value.raw, str(value)
            self.pages.setdefault(cell, {})[self.page] = None
            self.files.setdefault(self.page, set()).add(value.file)
        return value

    def files_of(self, page: str) -> list[str]:
        """The files whose figures stand on a page, by name."""
        return sorted(self.files.get(page, ()))

    @staticmethod
    def heading() -> str:
        """The columns of the log as a line."""
        return ",".join(COLUMNS) + "\n"

    def take(self) -> str:
        """A line per figure and way to write it, with the pages on which it stands.

        The text is blank where the cell stands there as it is. What was taken is
        forgotten.
        """
        out = io.StringIO()
        writer = csv.writer(out, lineterminator="\n")
        for (*cell, raw, text), pages in sorted(self.pages.items()):
            said = "" if text == raw else text
            writer.writerow([*cell, raw, said, " ".join(sorted(pages))])
        self.pages.clear()
        self.files.clear()
        return out.getvalue()


def environment(log: Log) -> Environment:
    """The templates of the report; what they place is noted in the log."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=log.seen,
    )
    made.filters.update(FILTERS)
    made.globals.update(draw=draw, json_of=lambda value: _json(log, value))
    return made


def render(made: Environment, log: Log, template: str, **context: Any) -> str:
    """A page as text; the log's page is the one that is drawn.

    Raises jinja2.UndefinedError for a column or name that is not there.
    """
    text = made.get_template(template).render(**context)
    if FILES_MARK in text:
        files = log.files_of(log.page)
        links = made.get_template("files.html").render(**context, files=files)
        text = text.replace(FILES_MARK, links)
    return BLANK_LINES.sub("\n", text).strip() + "\n"


def _json(log: Log, value: Any) -> str:
    """A value as JSON that may stand in a page; its figures are noted."""
    _note(log, value)
    return htmlsafe_json_dumps(value, ensure_ascii=False, separators=(",", ":"))


def _note(log: Log, value: Any) -> None:
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, str) or not hasattr(value, "__iter__"):
        log.seen(value)
        return
    for item in value:
        _note(log, item)
