"""Tables that people read on their screen."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.table import Table

# A table that goes to a file or a pipe has no screen to fit.
WIDTH_ELSEWHERE = 160


def print_table(
    headings: Sequence[str],
    rows: Iterable[Sequence[str]],
    right: Sequence[str] = (),
    whole: Sequence[str] = (),
) -> None:
    """Print rows of cells below their headings.

    right names the headings of numbers, whole those whose cells stay on one line.
    """
    table = Table(box=None, header_style="bold")
    for heading in headings:
        table.add_column(
            heading,
            justify="right" if heading in right else "left",
            no_wrap=heading in whole,
        )
    for row in rows:
        table.add_row(*row)
    console = Console(markup=False, highlight=False)
    if not console.is_terminal:
        console.width = WIDTH_ELSEWHERE
    console.print(table)
