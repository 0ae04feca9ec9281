"""What the intruder found: the kind of leak, where it lies, and what it gives away."""

from collections import Counter
from dataclasses import dataclass, field

from early_years.intruder.cell import Cell

# Of each kind and file so many findings are named; the rest is counted.
NAMED = 3


@dataclass(frozen=True, order=True)
class Finding:
    """One leak: kind is its name, place the file, words what it gives away.

    cell is the count that a bound is too narrow for, if it is about one.
    """

    kind: str
    place: str
    words: str
    cell: Cell | None = field(default=None, compare=False)


def in_words(findings: list[Finding]) -> list[str]:
    """The findings in words, a heading for each kind and file."""
    counts = Counter((one.kind, one.place) for one in findings)
    lines = []
    for (kind, place), count in sorted(counts.items()):
        of = [one for one in findings if (one.kind, one.place) == (kind, place)]
        lines.append(f"{kind}: {place}")
        lines += [f"  - {one.words}" for one in sorted(of)[:NAMED]]
        if count > NAMED:
            lines.append(f"  and {count - NAMED:,} more")
    return lines
