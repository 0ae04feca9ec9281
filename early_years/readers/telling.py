"""What is said of a table that was read: what was left out, and what must not be."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from early_years.readers.areas import Areas
from early_years.readers.layouts import Layout, Words
from early_years.readers.matching import Match

# A line of people's has so many signs at most; words of a notice go on in the next.
LONGEST_NOTICE = 400
WORDS_NAMED = 5
# Groups that alone do not make a breakdown.
NO_GROUP = {"total", "unclassified", "unknown", "not_answered"}

Breakdown = tuple[tuple[str, ...], str, str]


@dataclass
class Counts:
    """What was met on the way: known areas, and rows and values that were left out.

    lost has the words that are not known by the breakdown that they are of, which is
    the columns that they would fill, a header, and a word under the first of several
    headers; kept has the breakdowns of which some group was kept.
    """

    seen: set[str] = field(default_factory=set)
    elsewhere: int = 0
    no_area: list[int] = field(default_factory=list)
    other_words: Counter = field(default_factory=Counter)
    lost: dict[Breakdown, list[str]] = field(default_factory=lambda: defaultdict(list))
    kept: set[Breakdown] = field(default_factory=set)
    fractions: Counter = field(default_factory=Counter)
    area_totals: dict[tuple[str, ...], str] = field(default_factory=dict)
    sums: Counter = field(default_factory=Counter)
    totals: Counter = field(default_factory=Counter)

    def count_known(
        self, words: Words, called: list[str], published: list[str], meaning: tuple
    ) -> None:
        """Remember that a group of a breakdown is kept, if it is one."""
        groups = meaning[1:] or meaning
        if any(value not in NO_GROUP for value in groups):
            self.kept.add(_breakdown(words, called, published))

    def count_other(
        self, words: Words, called: list[str], published: list[str]
    ) -> None:
        """Count a row that is left out for its words."""
        self.other_words[", ".join(called), ", ".join(published)] += 1
        if not words.is_left_out(published):
            lost = self.lost[_breakdown(words, called, published)]
            if published[-1] not in lost:
                lost.append(published[-1])


def _breakdown(words: Words, called: list[str], published: list[str]) -> Breakdown:
    topic = " ".join(published[0].split()) if len(published) > 1 else ""
    return words.columns, called[0], topic


def lost_breakdowns(layout: Layout, counts: Counts) -> list[str]:
    """A problem for each breakdown of which no group is kept, or only the unknown.

    A breakdown that is lost would be missed by nobody who reads the rows alone.
    """
    problems = []
    for breakdown, words in sorted(counts.lost.items()):
        if breakdown in counts.kept:
            continue
        _, header, topic = breakdown
        named = ", ".join(f'"{text}"' for text in words[:WORDS_NAMED])
        more = len(words) - WORDS_NAMED
        named += f" and {more} more" if more > 0 else ""
        of = f'"{topic}" under {header}' if topic else header
        problems.append(
            f"the file looks like {layout.title}, but all of {of} would be lost: the "
            f"words {named} are not known. The known ones stand by edition in "
            f"early_years/readers/layouts/{layout.name}.yml; add these to it, or land "
            "the file without the rows."
        )
    return problems


def no_rows(layout: Layout, areas: Areas, counts: Counts) -> list[str]:
    """Why a table has no row that is taken in."""
    kind, start = areas.kind, f"the file looks like {layout.title}, but"
    if counts.other_words:
        is_so = f"{start} none of its rows is of what is taken in."
        return [is_so, *_left_out(counts)]
    if counts.elsewhere:
        return [
            f"{start} none of its {counts.elsewhere:,} rows is of {kind.called} in "
            f"{kind.reach}."
        ]
    return [
        f"{start} no row has the code of {kind.called}. Download the table by that "
        "area."
    ]


def notices(fits: Match, areas: Areas, counts: Counts) -> list[str]:
    """What was read, and all that was left out or changed."""
    kind = areas.kind
    lines = [f"it was read as {fits.layout.title}."]
    if counts.elsewhere:
        lines.append(
            f"{counts.elsewhere:,} rows of areas outside {kind.reach} were left out."
        )
    if counts.no_area:
        lines.append(
            f"{len(counts.no_area):,} rows without the code of {kind.called} were left "
            f"out, the first in line {counts.no_area[0]:,}."
        )
    lines += _left_out(counts)
    for name, number in sorted(counts.fractions.items()):
        lines.append(
            f"{number:,} values of {name} are estimates with fractions; they were "
            "rounded to whole numbers."
        )
    if areas.known and (missing := len(areas.known - counts.seen)):
        lines.append(
            f"{missing:,} of {len(areas.known):,} areas of {kind.reach} are not in the "
            "file."
        )
    for name, total in counts.totals.items():
        rows = counts.sums[name]
        is_same = "which is that of its rows" if rows == total else f"its rows {rows:,}"
        lines.append(f'the publisher\'s total of "{name}" is {total:,}, {is_same}.')
    if fits.blank:
        lines.append(
            f"the file has no {' and no '.join(fits.blank)}; they are left blank."
        )
    return lines


def _left_out(counts: Counts) -> list[str]:
    """Rows that were left out for their words, counted by them; none is left unsaid."""
    packs: list[list[tuple[str, int]]] = []
    length = 0
    for (header, words), number in sorted(counts.other_words.items()):
        text = f'{number:,} with "{words}" under {header}'
        if not packs or length + len(text) > LONGEST_NOTICE:
            packs.append([])
            length = 0
        packs[-1].append((text, number))
        length += len(text)
    return [
        f"{sum(number for _, number in pack):,} rows were left out: "
        f"{'; '.join(text for text, _ in pack)}."
        for pack in packs
    ]
