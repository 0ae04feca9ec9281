"""Printing pages in a browser, and what came of it."""

import io
from pathlib import Path

import pytest

pypdf = pytest.importorskip("pypdf")
# At 72 points an inch.
A4 = (595, 842)


def print_briefs(page, folder: Path) -> tuple[dict[str, int], str]:
    """Print each brief of a report; page is the browser's.

    Returns how many sheets those have that are not one of A4, by name, and the text of
    the last brief.
    """
    briefs = sorted((folder / "briefs").glob("*.html"))
    assert len(briefs) > 60
    wrong = {}
    for path in briefs:
        page.goto(path.as_uri())
        printed = page.pdf(prefer_css_page_size=True, print_background=True)
        sheets = pypdf.PdfReader(io.BytesIO(printed)).pages
        box = sheets[0].mediabox
        if len(sheets) != 1 or (round(box.width), round(box.height)) != A4:
            wrong[path.stem] = len(sheets)
    return wrong, " ".join(sheets[0].extract_text().split())
