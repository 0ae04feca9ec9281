"""The whole attack on one publication, beside all others that are kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from early_years.intruder.cell import Cell, Interval
from early_years.intruder.cells import Seen, has_counts, seen_in
from early_years.intruder.columns import column_findings
from early_years.intruder.counting import bounded
from early_years.intruder.drawings import drawing_findings
from early_years.intruder.findings import Finding, in_words
from early_years.intruder.guessing import Guesses
from early_years.intruder.pages import PUBLIC, page_findings
from early_years.intruder.plain import Allowed, plain_findings
from early_years.intruder.published import published_counts
from early_years.intruder.rates import rate_findings
from early_years.intruder.reading import Publication
from early_years.intruder.releases import release_findings, twice_findings
from early_years.intruder.repeats import repeat_findings
from early_years.intruder.rules import Rules, read_rules
from early_years.intruder.texts import text_findings


@dataclass(frozen=True)
class Audit:
    """What an intruder makes of a publication."""

    findings: list[Finding]
    intervals: dict[Cell, Interval]
    protected: set[Cell]
    misfits: list[str]
    guesses: Guesses | None = None
    seen: list[Seen] = field(default_factory=list, repr=False)

    def lines(self) -> list[str]:
        """It in words: the summary, and each leak."""
        if not self.findings:
            return [*self.summary(), "Nothing is given away."]
        return [*self.summary(), "", *in_words(self.findings)]

    def summary(self) -> list[str]:
        """What was looked at, how wide bounds are, and how often guesses are right."""
        widths = sorted(
            high - low + 1
            for cell, (low, high) in self.intervals.items()
            if cell in self.protected
        )
        lines = [f"{len(self.intervals):,} counts were attacked."]
        if widths:
            lines.append(
                f"Of {len(widths):,} protected ones the narrowest leaves "
                f"{widths[0]:,} values open, and half leave {median(widths):,.0f} or "
                "more."
            )
        hidden = {one.cell for one in self.seen if one.shown is None}
        if hidden:
            told = {one.cell for one in self.findings if one.cell} & hidden
            lines.append(f"Of {len(hidden):,} hidden ones {len(told):,} are recovered.")
        for text, count in sorted(Counter(self.misfits).items()):
            lines.append(f"Left out, since it fits nothing: {text} ({count:,})")
        if self.guesses:
            lines += self.guesses.lines()
        return lines


def audit(
    root: Path,
    publication: Publication,
    allowed: Allowed,
    report: Path | None = None,
    others: Iterable[Publication] = (),
) -> Audit:
    """Attack a publication with all that its readers hold.

    root is the project's folder, whose code and policy are open; report the folder of
    its pages; others the publications that were given out before.
    """
    rules = read_rules(root)
    seen = seen_of(publication, rules)
    published = list(published_counts(root))
    counts = bounded(root, publication, [*seen, *published], rules)
    findings = [
        *plain_findings(publication, allowed, root),
        *text_findings(publication, root),
        *twice_findings(seen),
        *repeat_findings(publication),
        *counts.findings,
    ]
    for table in publication.tables.values():
        findings += column_findings(table, rules)
        if has_counts(table):
            findings += rate_findings(table, rules)
    if report:
        findings += page_findings(publication, report, root)
        findings += drawing_findings(publication, report / PUBLIC)
    for other in others:
        findings += release_findings(publication, seen, other, seen_of(other, rules))
    known = {one.cell for one in published}
    protected = {one.cell for one in seen if one.needed > 1} - known
    return Audit(
        sorted(set(findings)), counts.intervals, protected, counts.misfits, seen=seen
    )


def seen_of(publication: Publication, rules: Rules) -> list[Seen]:
    """What all tables of a publication say of counts."""
    return [
        one
        for table in publication.tables.values()
        if has_counts(table)
        for one in seen_in(table, rules)
    ]
