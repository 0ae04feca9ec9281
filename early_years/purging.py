"""The purge: what is not kept any longer, and what was asked to be erased.

Whatever is run again after a kill goes on where it stopped: opting out comes first,
originals and working copies go before the rows by which they are found.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from filelock import FileLock, Timeout

from early_years import governance
from early_years.checks import LINES_NAMED
from early_years.contracts import load_contracts
from early_years.environment import PlainError, Project
from early_years.inbox.folders import Inbox, open_inbox
from early_years.landing import erasing
from early_years.landing.interpreting import find_contract
from early_years.landing.isolation import digests
from early_years.landing.pseudonyms import (
    is_national_identifier,
    pseudonym,
    read_key,
)
from early_years.landing.releases import Release, current_pairs, load_releases
from early_years.landing.store import complete, store_open
from early_years.publishing.places import published_home
from early_years.publishing.refresh import LOCK

# What builds make of the store; a build makes them again.
WORKING_COPIES = ("building", "current", "kept", "store")
OPTED_OUT = "The family opted out or asked for erasure."
FIGURES = (
    "Published figures hold no row of a child and stay as they are. For new figures to "
    "follow: python -m early_years refresh"
)


@dataclass(frozen=True)
class Purge:
    """Who purges and why; with is_dry nothing goes, and what would go is listed."""

    project: Project
    by: str
    reason: str = OPTED_OUT
    is_dry: bool = False

    @property
    def verb(self) -> str:
        """How messages put it."""
        return "would go" if self.is_dry else "erased"

    def told(self, lines: list[str]) -> list[str]:
        """Lines on rows that were erased, and what follows for figures."""
        return lines if self.is_dry else [*lines, FIGURES]


def purge_expired(purge: Purge, root: Path | None) -> list[str]:
    """Remove what policy does not keep any longer; return lines to print.

    That is releases of datasets with days in governance_retention and, where root
    names an inbox, its originals. Raises PlainError.
    """
    days = governance.keep_days(purge.project)
    today = datetime.now(UTC).date()
    lines = []
    with _at_rest(purge.project):
        for contract in load_contracts():
            kept = days.get(contract.name)
            releases = load_releases(purge.project, contract.name) if kept else []
            old = [
                release
                for release in releases
                if release.rows_path
                and release.received_on < today - timedelta(days=kept or 0)
            ]
            reason = f"Kept for {kept} days ({governance.RETENTION.as_posix()})."
            lines += _erase_releases(purge, contract.name, old, reason)
        is_store_purged = bool(lines)
        if root:
            inbox = _inbox_at(purge.project, root)
            lines += _remove(purge, inbox, inbox.expired(days, today))
    if not lines:
        return ["Nothing is older than it is kept."]
    return purge.told(lines) if is_store_purged else lines


def purge_release(purge: Purge, dataset: str, release_id: str) -> list[str]:
    """Erase all rows of a release; return lines to print. Raises PlainError."""
    contract = find_contract(dataset)
    with _at_rest(purge.project):
        releases = load_releases(purge.project, contract.name)
        found = [one for one in releases if one.release_id == release_id]
        if not found:
            known = ", ".join(one.release_id for one in releases) or "none"
            raise PlainError(
                f"There is no release {release_id} of {dataset}. Its releases: {known}."
            )
        kept = [one for one in found if one.rows_path]
        lines = _erase_releases(purge, contract.name, kept, purge.reason)
    if not lines:
        return [f"{release_id} was purged before; nothing is left of its rows."]
    return purge.told(lines)


def purge_children(
    purge: Purge, datasets: list[str], path: Path, root: Path | None
) -> list[str]:
    """Erase all rows of children from every release, and keep none that comes later.

    path is a file of the supplier's identifiers, one a line. Where root names an inbox,
    the originals in done that hold such a child go as well. Returns lines to print,
    without identifiers. Raises PlainError.
    """
    for dataset in datasets:
        if not find_contract(dataset).is_child_level:
            raise PlainError(f"{dataset} holds no rows of single children.")
    key = read_key(purge.project)
    named = {pseudonym(one, key): number for number, one in _identifiers(path)}
    children = frozenset(named)
    inbox = _inbox_at(purge.project, root) if root else None
    lines, found = [], set()
    with _at_rest(purge.project):
        for dataset in datasets:
            if not purge.is_dry:
                erasing.opt_out(purge.project, dataset, children)
            for release in load_releases(purge.project, dataset):
                rows = erasing.rows_of(release, children)
                # The original of a release purged before still holds what went.
                if inbox and (rows or release.record.get("purged")):
                    lines += _remove(purge, inbox, _originals_of(inbox, release))
                if not rows:
                    continue
                found |= set(rows)
                lines.append(
                    f"{release.release_id}: {sum(rows.values()):,} rows {purge.verb}."
                )
                if not purge.is_dry:
                    _remove_working_copies(purge.project)
                    erasing.erase_children(
                        release, children, reason=purge.reason, by=purge.by
                    )
    return [*lines, *_told_of(purge, named, found, datasets, inbox)]


def child_level_datasets() -> list[str]:
    """The datasets with rows of single children, by name."""
    return [one.name for one in load_contracts() if one.is_child_level]


def _inbox_at(project: Project, root: Path) -> Inbox:
    """The inbox at a path. Raises PlainError where there is none: nothing would go."""
    inbox = open_inbox(project, root)
    if not inbox.is_there:
        raise PlainError(
            f"{root.as_posix()} is no inbox: no watch has made its folders there. "
            "Nothing was purged. Compare the path of --inbox."
        )
    return inbox


def _told_of(
    purge: Purge,
    named: dict[str, int],
    found: set[str],
    datasets: list[str],
    inbox: Inbox | None,
) -> list[str]:
    """What else there is to know, without any identifier."""
    lines = [f"{len(found):,} of {len(named):,} children had rows."]
    missing = sorted(set(named.values()) - {named[child] for child in found})
    if missing:
        listed = ", ".join(str(number) for number in missing[:LINES_NAMED])
        if len(missing) > LINES_NAMED:
            listed += f" and {len(missing) - LINES_NAMED:,} more"
        lines.append(
            f"No rows, in no release, had the identifiers of line {listed}. Were they "
            "purged before? Else compare them with the supplier's, and the key."
        )
    if not purge.is_dry:
        lines.append(
            f"Rows of these children that come later in {', '.join(datasets)} are left "
            "out. Delete the file of identifiers now, and keep none in backups."
        )
    if inbox is None:
        lines.append(
            "Files that were handed in may still hold these children. Name the inbox "
            "with --inbox, and delete copies elsewhere yourself."
        )
    else:
        lines.append(
            "Refused files are not searched; purge --expired removes them by age."
        )
    return purge.told(lines) if found else lines


def _erase_releases(
    purge: Purge, dataset: str, old: list[Release], reason: str
) -> list[str]:
    """Erase releases, and say which earlier ones count again in their place."""
    if not old:
        return []
    releases = load_releases(purge.project, dataset)
    before = set(current_pairs(releases))
    gone = {release.release_id for release in old}
    if not purge.is_dry:
        _remove_working_copies(purge.project)
        for release in old:
            erasing.erase_all(release, reason=reason, by=purge.by)
    after = current_pairs(one for one in releases if one.release_id not in gone)
    return [
        *(
            f"{one.release_id}: all {one.record['rows']:,} rows {purge.verb}."
            for one in old
        ),
        *(f"{one} counts again in its place." for one in sorted(set(after) - before)),
    ]


def _originals_of(inbox: Inbox, release: Release) -> list[Path]:
    """The files in done from which a release was landed."""
    wanted = release.file_sums
    dataset = release.record["dataset_code"]
    return [path for path in inbox.originals(dataset) if wanted & digests(path)]


def _remove(purge: Purge, inbox: Inbox, paths: list[Path]) -> list[str]:
    lines = []
    for path in paths:
        if not purge.is_dry:
            path.unlink()
        shown = path.relative_to(inbox.root).as_posix()
        lines.append(f"{shown}: the file {purge.verb}.")
    return lines


def _remove_working_copies(project: Project) -> None:
    for name in WORKING_COPIES:
        folder = project.root / "data" / name
        if folder.exists():
            shutil.rmtree(folder)


def _identifiers(path: Path) -> Iterator[tuple[int, str]]:
    """The line numbers and identifiers of a file, without its blank lines."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError):
        raise PlainError(
            "The file of identifiers cannot be read. It is a text file (UTF-8) with "
            "one of the supplier's identifiers a line."
        ) from None
    numbered = [(number, line.strip()) for number, line in enumerate(lines, start=1)]
    filled = [(number, line) for number, line in numbered if line]
    if not filled:
        raise PlainError("The file of identifiers is empty. Nothing was changed.")
    national = [number for number, line in filled if is_national_identifier(line)]
    if national:
        raise PlainError(
            f"Line {national[0]} looks like an NHS number or UPN, which is never "
            "stored. Give the supplier's own pseudonyms. Nothing was changed."
        )
    yield from filled


@contextmanager
def _at_rest(project: Project) -> Iterator[None]:
    """Hold the store while no refresh copies rows out of it."""
    home = published_home(project)
    home.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(home / LOCK, timeout=0), store_open(project):
            yield
            # The records tell of what was purged; the audit follows them.
            complete(project)
    except Timeout:
        raise PlainError(
            "A refresh is at work. Wait for it to end, and start again. Nothing was "
            "changed."
        ) from None
