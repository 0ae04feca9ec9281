"""Tables in Markdown, and the places of a page that they are written to."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from early_years.environment import PlainError


def table_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """A table in Markdown, a line per row."""
    return [
        f"| {' | '.join(columns)} |",
        "|---" * len(columns) + "|",
        *(f"| {' | '.join(map(str, row))} |" for row in rows),
    ]


def write_block(path: Path, name: str, lines: Iterable[str]) -> None:
    """Put lines between the marks of that name. Raises PlainError without the marks."""
    text = path.read_text(encoding="utf-8")
    marks = re.compile(f"(<!-- {name} -->\n).*?(<!-- end of {name} -->)", re.DOTALL)
    if not marks.search(text):
        raise PlainError(f"{path.name} has no marks of {name} to write between.")
    block = "\n".join(lines) + "\n"
    text = marks.sub(lambda found: found[1] + block + found[2], text)
    path.write_text(text, encoding="utf-8", newline="\n")
