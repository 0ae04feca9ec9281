"""What would go: rows that count now and that a new release does not have."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from early_years import governance
from early_years.environment import PlainError, Project
from early_years.landing import judging
from early_years.landing.releases import (
    Pair,
    Release,
    current_pairs,
    next_release_id,
    pairs_condition,
    utc,
)
from early_years.landing.together import Group, missing


@dataclass(frozen=True)
class Consent:
    """What the person who lands agrees to.

    anyway lands rows that cannot be read. replaces names releases whose rows go;
    adds a release beside which the new one counts, as a further part of it.
    """

    anyway: bool = False
    replaces: frozenset[str] = frozenset()
    adds: str | None = None


NO_CONSENT = Consent()


@dataclass
class Comparison:
    """What a new release does to those that count now.

    stay names those that go on counting beside it for the same council and period.
    problems stop the landing.
    """

    stay: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def compare(
    project: Project,
    group: Group,
    releases: list[Release],
    received: datetime,
    consent: Consent,
) -> Comparison:
    """Compare what arrives with what counts for the same councils and periods.

    Raises PlainError where consent names a release that does not count for them.
    """
    before = current_pairs(releases)
    touched = [
        one for one in releases if group.pairs & {*before.get(one.release_id, ())}
    ]
    named = consent.replaces | ({consent.adds} if consent.adds else set())
    if strange := sorted(named - {one.release_id for one in touched}):
        raise _not_counting(strange, touched)
    found = Comparison()
    if consent.adds:
        found.stay = [one.release_id for one in touched]
    elif consent.replaces:
        found.stay = [
            one.release_id for one in touched if one.release_id not in consent.replaces
        ]
    new = Release(
        {
            "release_id": next_release_id(project, group.contract.name),
            "pairs": [list(pair) for pair in group.pairs],
            "received": utc(received),
            "counts_with": found.stay,
        },
        Path(),
    )
    after = current_pairs([*releases, new])
    most = governance.landing_settings(project)["lost_rows_percent"]
    for old in touched:
        lost = {*before[old.release_id]} - {*after.get(old.release_id, ())}
        if old.release_id in found.stay:
            rows = _rows(project, group, old, group.pairs)
            if shared := len(rows) - missing(rows, group.keys):
                found.problems.append(_in_both(group, old, shared))
        elif lost:
            _judge_loss(project, group, old, lost, most, consent, found)
    return found


def _judge_loss(
    project: Project,
    group: Group,
    old: Release,
    lost: set[Pair],
    most: int,
    consent: Consent,
    found: Comparison,
) -> None:
    """Tell of the rows that go with a release, as a problem where they are many."""
    rows = _rows(project, group, old, lost)
    gone = missing(rows, group.keys)
    if not gone:
        return
    periods = ", ".join(sorted({period for _, period in lost}))
    told = (
        f"{gone:,} of the {len(rows):,} rows of {old.release_id} ({periods}; "
        f"{old.record['file_name']}, landed by {old.record['landed_by']})"
    )
    if old.release_id in consent.replaces or gone * 100 <= most * len(rows):
        found.lines.append(
            f"Notice: {told} count no longer: they are "
            "not in it, or cannot be read there."
        )
        return
    # What speaks of the same rows is no further part.
    adds = (
        ""
        if gone < len(rows)
        else f"If it is a further part of the same return: --adds {old.release_id}. "
    )
    found.problems.append(
        f"{group.name} has {group.read_count:,} rows that can be read; {told} are not "
        f"in it and would count no longer. If it stands for all of them: --replaces "
        f"{old.release_id}. {adds}Or land all parts of the return together."
    )


def _in_both(group: Group, old: Release, count: int) -> str:
    return (
        f"{group.name} has {count:,} rows of which {old.release_id} "
        f"({old.record['file_name']}) speaks too, so they cannot both count. If it "
        f"corrects that release: --replaces {old.release_id}. Else delete the rows "
        "that stand in both."
    )


def _rows(
    project: Project, group: Group, old: Release, pairs: Iterable[Pair]
) -> list[judging.Keys]:
    """What a release's rows of some councils and periods are known by."""
    if old.rows_path is None:
        return []
    condition = pairs_condition(group.contract, pairs)
    return judging.keys_in(project, group.contract, old.rows_path, condition)


def _not_counting(strange: list[str], touched: list[Release]) -> PlainError:
    known = [one.release_id for one in touched]
    counting = (
        f"There counts {', '.join(known)}." if known else "There nothing counts yet."
    )
    return PlainError(
        f"{', '.join(strange)} does not count for the council and period of these "
        f"files. {counting} `releases` lists all. Nothing was landed."
    )
