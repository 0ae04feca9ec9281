"""The verb audit-disclosure, and the gate before a publication."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import duckdb
from scipy.stats import binomtest

from early_years.differences import exports_folder
from early_years.environment import PlainError, Project
from early_years.intruder.auditing import Audit, audit
from early_years.intruder.cells import has_counts
from early_years.intruder.findings import Finding, in_words
from early_years.intruder.guessing import Guesses, Share, guessed, read_truth
from early_years.intruder.plain import read_allowed
from early_years.intruder.reading import Publication, read_publication
from early_years.intruder.releases import RELEASES
from early_years.intruder.results import keep_result
from early_years.intruder.rules import Rules, read_rules
from early_years.publishing.places import DATABASE, EXPORTS, publications

RIGHT, LATE = "intruder_right_guess_cap_rate", "intruder_late_child_cap_rate"
ODDS = "intruder_odds_cap_ratio"


def audit_folder(project: Project, words: str) -> Audit:
    """Attack the exports that someone means: a folder, or a publication's number.

    What was found of the project's own is kept beside them; a publication is never
    changed. Raises PlainError when there are none, or nothing was built that says what
    may be.
    """
    exports = exports_folder(project, words)
    home = exports.parent
    is_own = exports.resolve() == project.exports.resolve()
    database = project.database if is_own else home / DATABASE
    found = audited(project, home.name, exports, home / "report", database)
    if is_own:
        keep_result(exports, len(found.findings), found.summary())
    return found


def refuse_leaks(project: Project, name: str, database: Path) -> list[str]:
    """Attack what is going to be published under a name; return lines to print.

    What was found is kept beside the exports.
    Raises PlainError where anything is given away, with the cell and the files.
    """
    found = audited(project, name, project.exports, project.report, database)
    if found.findings:
        raise PlainError(
            "REFUSED: whoever holds the files that leave could work out what is "
            "protected.\n" + "\n".join(in_words(found.findings)) + "\nMend the models "
            "of disclosure, or the policy that they follow; never the files."
        )
    keep_result(project.exports, len(found.findings), found.summary())
    return found.lines()


def audited(
    project: Project, name: str, exports: Path, report: Path, database: Path
) -> Audit:
    """The attack on a folder of exports, with guesses where the truth is at hand."""
    publication = read_publication(name, exports)
    compared = {file for file, table in publication.tables.items() if has_counts(table)}
    others = _others(project, exports, frozenset({RELEASES, *compared}))
    found = audit(project.root, publication, read_allowed(project), report, others)
    if not database.is_file():
        return found
    rules = read_rules(project.root)
    with duckdb.connect(str(database), read_only=True) as truth:
        guesses = guessed(found.seen, read_truth(truth), rules)
    findings = sorted([*found.findings, *_too_often(guesses, rules)])
    return replace(found, guesses=guesses, findings=findings)


def _others(
    project: Project, exports: Path, files: frozenset[str]
) -> Iterable[Publication]:
    """Some files of the publications that are kept, but for this one, oldest first."""
    for _, folder in sorted(publications(project).items()):
        if (folder / EXPORTS).resolve() != exports.resolve():
            yield read_publication(folder.name, folder / EXPORTS, files)


def _too_often(guesses: Guesses, rules: Rules) -> Iterable[Finding]:
    """Findings where guesses are right, or sure, more often than policy allows."""
    most, odds = rules.settings[RIGHT], rules.settings[ODDS]
    if _is_above(guesses.linked, most, odds) or guesses.sure > most:
        yield _guessed(
            f"linked tables give away {guesses.linked[0]:.1%} of "
            f"{guesses.linked[1]:,} totals, and one is sure of those with categories "
            f"by {guesses.sure:.1%}; policy allows {most:.1%}"
        )
    for words, found in sorted(guesses.exact.items()):
        if _is_above(found, most, odds):
            yield _guessed(
                f"{found[0]:.1%} of {found[1]:,} counts ({words}) are shown as they "
                f"are, though they are said to be protected; policy allows {most:.1%}"
            )
    if guesses.key_odds > odds:
        yield _guessed(
            "the noises of totals and of categories go together: what is shown is "
            f"{guesses.key_odds:.3g} times as likely if keys of cells add up; policy "
            f"allows {odds:,.0f} times"
        )
    most = rules.settings[LATE]
    if guesses.late[0] > most:
        yield _guessed(
            f"a child known to have come late gives away {guesses.late[0]:.1%} of "
            f"{guesses.late[1]:,} totals; policy allows {most:.1%}"
        )


def _is_above(found: Share, most: float, odds: float) -> bool:
    """Whether a share is above the most that is allowed by more than chance."""
    share, count = found
    if not count:
        return False
    chance = binomtest(round(share * count), count, most, alternative="greater")
    return bool(chance.pvalue < 1 / odds)


def _guessed(words: str) -> Finding:
    return Finding("guesses", "all files", words)
