"""The public pages: every figure on them is a cell of a public file, as it stands."""

import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pandas as pd

from early_years.intruder.findings import Finding
from early_years.intruder.reading import Outside, Publication, read_rows
from early_years.intruder.texts import numbers, policy_numbers

PUBLIC = "public"
LOG = "figures.csv"
LIST = "files.csv"
TEMPLATES = Path("early_years") / "report"
UNREAD = re.compile(r"<(script|style|title|svg)\b.*?</\1>", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
# The marks of an axis of per cent are worked out.
AXIS = frozenset({"20", "40", "60", "80"})


def page_findings(
    publication: Publication, report: Path, root: Path
) -> Iterator[Finding]:
    """Figures of the public pages that no public file holds.

    report is the folder of all editions; without public pages there are none.
    """
    home = report / PUBLIC
    if not (home / LOG).is_file():
        return
    said: dict[str, set[str]] = defaultdict(set)
    log = read_rows(home / LOG)
    for pages, text, raw in zip(log["pages"], log["text"], log["raw"], strict=True):
        for page in pages.split():
            said[page] |= numbers(text) | numbers(raw)
    for (file, column), lines in log.groupby(["file", "column"]):
        for page, wrong in _wrong_in_log(publication, str(file), str(column), lines):
            yield Finding("page", f"report/{PUBLIC}/{page}", wrong)
    open_words = policy_numbers(root) | _numbers_of_templates(root) | AXIS
    for path in sorted(home.rglob("*.html")):
        page = path.relative_to(home).as_posix()
        shown = numbers(visible_text(path.read_text(encoding="utf-8")))
        strange = {one for one in shown - said[page] - open_words if len(one) > 1}
        if strange:
            yield Finding(
                "page",
                f"report/{PUBLIC}/{page}",
                f"it shows {', '.join(sorted(strange)[:5])}, which no public file does",
            )


def _wrong_in_log(
    publication: Publication, file: str, column: str, lines: pd.DataFrame
) -> Iterator[tuple[str, str]]:
    """Pages whose log of figures names a cell that is not so, each with what is wrong.

    lines are those of the log about a column of a file.
    """
    table = publication.tables.get(file)
    page = str(lines["pages"].iloc[0]).split()[0]
    if not file.startswith(f"{PUBLIC}/"):
        if file != LIST:
            yield page, f"it shows a cell of {file}"
    elif table is not None and column not in table.rows:
        yield page, f"it shows {column}, which {file} has not"
    elif table is not None:
        cells = _cells(table, column)
        for pages, key, raw in zip(
            lines["pages"], lines["key"], lines["raw"], strict=True
        ):
            if raw and raw not in cells.get(key, {raw}):
                words = f"it shows {column} of {key} as {raw}, which {file} does not"
                yield pages.split()[0], words


def _cells(table: Outside, column: str) -> dict[str, set[str]]:
    """Key of a row -> what the file has in a column."""
    names = [name for name in table.sidecar.get("key", ()) if name in table.rows]
    keys = map(" ".join, table.rows[names].itertuples(index=False, name=None))
    found = defaultdict(set)
    for key, cell in zip(keys, table.rows[column], strict=True):
        found[key].add(cell)
    return found


def _numbers_of_templates(root: Path) -> set[str]:
    """The numbers that the pages hold whatever the figures are."""
    home = root / TEMPLATES
    paths = [*home.rglob("*.html"), *home.glob("*.py")]
    return {one for path in paths for one in numbers(path.read_text(encoding="utf-8"))}


def visible_text(page: str) -> str:
    """What a page of ours says to its readers, without its scripts and drawings."""
    return unescape(TAG.sub(" ", UNREAD.sub(" ", page)))
