"""Bounds of every count of children that is shown, and those that are too narrow."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from early_years.intruder.bounds import (
    ContradictionError,
    Sum,
    components,
    has_circle,
    narrowed,
    solved,
)
from early_years.intruder.cell import DENOMINATOR, MOST, NUMERATOR, Cell, Interval
from early_years.intruder.cells import SUPPRESSED, Seen, together
from early_years.intruder.findings import Finding
from early_years.intruder.reading import Publication
from early_years.intruder.relations import (
    nesting_told,
    read_categories,
    read_nesting,
    sums_of,
)
from early_years.intruder.rules import Rules


@dataclass(frozen=True)
class Bounded:
    """What the intruder makes of counts.

    intervals are of every cell that is shown; misfits are sums that contradict what
    is shown, from which an intruder learns nothing.
    """

    intervals: dict[Cell, Interval]
    findings: list[Finding]
    misfits: list[str]


def bounded(
    root: Path, publication: Publication, seen: list[Seen], rules: Rules
) -> Bounded:
    """Bound all cells by what is seen of them and by how they hang together."""
    nesting = nesting_told(publication) | read_nesting(root)
    known = together(seen)
    needs = {one.cell: 1 for one in seen}
    for one in seen:
        needs[one.cell] = max(needs[one.cell], one.needed)
    for one in seen:
        # What anyone may know stays so, whoever shows it once more.
        if one.needed == 1:
            needs[one.cell] = 1
    sums = [
        one
        for one in sums_of(known, nesting, read_categories(root))
        if _is_valid(one, rules)
    ]
    hidden = _hidden_pairs(seen)
    found: dict[Cell, Interval] = dict(known)
    misfits = []
    waiting = components(sums)
    while waiting:
        group = waiting.pop()
        cells = {cell for one in group for _, cell in one.weights}
        inside = {cell: known[cell] for cell in cells if cell in known}
        pairs = [pair for pair in hidden if pair in cells]
        wanted = {cell: needs[cell] for cell in inside}
        try:
            intervals = _bounded_group(group, inside, wanted, pairs, rules)
        except ContradictionError as error:
            misfits.append(error.args[0].source)
            waiting += components(one for one in group if one is not error.args[0])
        else:
            found |= {cell: intervals[cell] for cell in inside}
    return Bounded(found, _narrow(found, needs, seen, sums), misfits)


def _is_valid(one: Sum, rules: Rules) -> bool:
    """Whether a sum holds for its indicators: take-up may be above its denominator."""
    if one.source != "part of its denominator":
        return True
    return all(cell.indicator in rules.parts for _, cell in one.weights)


def _bounded_group(
    group: list[Sum],
    inside: dict[Cell, Interval],
    needs: dict[Cell, int],
    pairs: list[Cell],
    rules: Rules,
) -> dict[Cell, Interval]:
    """The intervals of one component. Raises ContradictionError with what fits not."""
    intervals = narrowed(inside, group)
    intervals = _small_pairs(intervals, pairs, group, rules)
    if has_circle(group):
        wide = {
            cell: need
            for cell, need in needs.items()
            if _width(intervals[cell]) >= need > 1
        }
        intervals |= solved(group, intervals, wide)
    return intervals


def _hidden_pairs(seen: list[Seen]) -> list[Cell]:
    """The numerators of pairs that are hidden because one of their counts is small."""
    return sorted({one.cell for one in seen if one.rule == SUPPRESSED})


def _small_pairs(
    intervals: dict, pairs: list[Cell], group: list[Sum], rules: Rules
) -> dict:
    """Use the rule of hiding: where a count can only be small, it is small.

    A pair is hidden where its numerator, its denominator or what is left of it is
    small. Once two of these can't be, the third is.
    """
    most = rules.hidden_up_to
    for cell in pairs:
        if cell.part != NUMERATOR:
            continue
        whole = cell._replace(part=DENOMINATOR)
        low, high = intervals[cell]
        whole_low, whole_high = intervals.get(whole, (0, MOST))
        is_whole_small = whole_low <= most and whole_high >= 1
        is_rest_small = whole_low - high <= most and whole_high - low >= 1
        if not is_whole_small and not is_rest_small:
            intervals = narrowed(
                intervals | {cell: (max(low, 1), min(high, most))}, group
            )
    return intervals


def _width(interval: Interval) -> int:
    return interval[1] - interval[0] + 1


def _narrow(
    intervals: dict[Cell, Interval],
    needs: dict[Cell, int],
    seen: list[Seen],
    sums: list[Sum],
) -> list[Finding]:
    """A finding for each cell that leaves too few values open."""
    files, alone = defaultdict(set), dict[Cell, int]()
    for one in seen:
        files[one.cell].add(one.file)
        alone[one.cell] = min(alone.get(one.cell, MOST), _width(one.interval))
    beside = _files_beside(files, sums)
    found = []
    for cell, interval in sorted(intervals.items()):
        width, need = _width(interval), needs[cell]
        if width >= need:
            continue
        is_alone = alone[cell] < need
        kind = "exact count" if is_alone else "count recovered"
        by = files[cell] if is_alone else files[cell] | beside[cell]
        low, high = interval
        values = str(low) if low == high else f"{low} to {high}"
        words = f"{cell} is {values}; policy asks for {need} values"
        found.append(Finding(kind, ", ".join(sorted(by)), words, cell))
    return found


def _files_beside(
    files: dict[Cell, set[str]], sums: Iterable[Sum]
) -> dict[Cell, set[str]]:
    """Per cell the files of the cells that share a sum with it."""
    found: dict[Cell, set[str]] = defaultdict(set)
    for one in sums:
        every = {file for _, cell in one.weights for file in files.get(cell, ())}
        for _, cell in one.weights:
            found[cell] |= every
    return found
