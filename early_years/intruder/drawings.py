"""What public pages tell beside their text: colours of maps, and data for scripts.

A ward is coloured by a code of its own rows in public files, and by nothing else; what
a script is given is a sentence or a code of such a row.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from html import unescape
from pathlib import Path

from early_years.intruder.findings import Finding
from early_years.intruder.pages import PUBLIC
from early_years.intruder.reading import Outside, Publication
from early_years.intruder.texts import numbers

DRAWN = re.compile(r"<a\b[^>]*\bdata-ward=\"([^\"]+)\"[^>]*>")
ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")
# What the mark of a ward has beside its colour: where it lies, leads, and its words.
OF_A_MARK = frozenset(
    {
        *("href", "target", "class", "aria-label"),
        *("data-ward", "data-name", "data-x", "data-y"),
    }
)
LAYERS = re.compile(r"<script\b[^>]*\bid=\"layers\"[^>]*>(.*?)</script>", re.DOTALL)
# Of a figure that is not compared or not shown.
NOT_COLOURED = "none"


def drawing_findings(publication: Publication, home: Path) -> Iterator[Finding]:
    """Marks of wards, and figures for scripts, that no public row stands behind.

    home is the folder of the public pages.
    """
    cells = _cells_by_ward(publication)
    for path in sorted(home.rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        place = f"report/{home.name}/{path.relative_to(home).as_posix()}"
        for words in sorted({*_of_marks(page, cells), *_of_layers(page, cells)}):
            yield Finding("drawing", place, words)


def _of_marks(page: str, cells: dict[str, set[str]]) -> Iterator[str]:
    for mark in DRAWN.finditer(page):
        ward, said = mark[1], dict(ATTRIBUTE.findall(mark[0]))
        for name in sorted(set(said) - OF_A_MARK):
            yield f"a ward's mark has {name}"
        for colour in said.get("class", "").split():
            if not _is_of(colour, cells[ward]):
                yield f"ward {ward} is coloured {colour}, by no public row of it"
        told = numbers(unescape(said.get("aria-label", "")))
        if told - {number for cell in cells[ward] for number in numbers(cell)}:
            yield f"the mark of ward {ward} tells a number that no public row does"


def _of_layers(page: str, cells: dict[str, set[str]]) -> Iterator[str]:
    for script in LAYERS.finditer(page):
        for ward, layers in json.loads(script[1]).items():
            for layer, (colour, texts) in layers.items():
                if not _is_of(colour, cells[ward]):
                    yield f"{layer} of ward {ward} is {colour}, by no public row of it"
                for text in texts:
                    if numbers(text) and text not in cells[ward]:
                        yield f"{layer} of ward {ward} is told in no public row"


def _is_of(colour: str, cells: set[str]) -> bool:
    """Whether a class is a code of the ward, or one after the name of a layer."""
    return colour == NOT_COLOURED or bool(
        {colour, colour.partition("-")[2] or colour} & cells
    )


def _cells_by_ward(publication: Publication) -> dict[str, set[str]]:
    """Ward -> what stands in the cells of its rows in public files."""
    found: dict[str, set[str]] = defaultdict(set)
    for table in publication.tables.values():
        if table.audience == PUBLIC and "ward_code" in table.rows:
            _add_cells(table, found)
    return found


def _add_cells(table: Outside, found: dict[str, set[str]]) -> None:
    place = list(table.rows).index("ward_code")
    for row in table.rows.itertuples(index=False, name=None):
        found[row[place]].update(row)
