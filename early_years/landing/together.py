"""What came together: files of the same council and period are one release."""

import hashlib
import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from early_years.contracts import Contract
from early_years.landing.interpreting import Extract
from early_years.landing.judging import Judgement, Keys, sought
from early_years.landing.opening import plain
from early_years.landing.releases import Pair, Release, current_pairs, pair_of

FILES_NAMED = 3


@dataclass(frozen=True)
class Arrived:
    """One file of a path, read and judged; twins are others with the same bytes."""

    extract: Extract
    judgement: Judgement
    path: Path
    twins: tuple["Arrived", ...] = ()


@dataclass(frozen=True)
class Group:
    """Files that become one release."""

    contract: Contract
    arrived: list[Arrived]

    @property
    def row_count(self) -> int:
        """The rows of all its files."""
        return sum(len(one.extract.rows) for one in self.arrived)

    @cached_property
    def rows(self) -> list[list[str | None]]:
        """The rows of all its files, in the order in which they came."""
        return [row for one in self.arrived for row in one.extract.rows]

    @cached_property
    def pairs(self) -> frozenset[Pair]:
        """The parts and periods of its rows, as the files write them."""
        return frozenset(pair_of(self.contract, row) for row in self.rows)

    @cached_property
    def keys(self) -> frozenset[str]:
        """What its rows that can be read are known by."""
        return frozenset(
            key for one in self.arrived for known in one.judgement.keys for key in known
        )

    @property
    def read_count(self) -> int:
        """How many of its rows can be read."""
        return self.row_count - sum(one.judgement.unread for one in self.arrived)

    @property
    def everything(self) -> list[Arrived]:
        """Its files, and those with the same bytes."""
        return [each for one in self.arrived for each in (one, *one.twins)]

    @property
    def paths(self) -> set[Path]:
        """The paths in which its files came, of which one may hold others too."""
        return {one.path for one in self.everything}

    @property
    def file_names(self) -> list[str]:
        """The name of each file that came, those of the same bytes too."""
        return [plain(one.extract.file_name) for one in self.everything]

    @property
    def name(self) -> str:
        """The names of its files, as messages list them."""
        names = [plain(one.extract.file_name) for one in self.arrived]
        more = len(names) - FILES_NAMED
        if more > 0:
            return f"{', '.join(names[:FILES_NAMED])} and {more} more"
        return ", ".join(names)

    @property
    def sums(self) -> frozenset[str]:
        """The sha256 of each of its files."""
        return frozenset(one.extract.sha256 for one in self.arrived)

    @property
    def sha256(self) -> str:
        """The sha256 of its file, or of the sums of several."""
        if len(self.sums) == 1:
            return next(iter(self.sums))
        return hashlib.sha256("\n".join(sorted(self.sums)).encode()).hexdigest()


def groups_of(contract: Contract, arrived: list[Arrived]) -> list[Group]:
    """Files in groups of those that share a council and period, in their order.

    A file whose bytes came before stands beside it as its twin.
    """
    groups: list[Group] = []
    for one in _without_twins(arrived):
        group = Group(contract, [one])
        meeting = [other for other in groups if other.pairs & group.pairs]
        if not meeting:
            groups.append(group)
            continue
        members = [each for other in meeting for each in other.arrived]
        first = groups.index(meeting[0])
        groups[first] = Group(contract, [*members, one])
        groups = [other for other in groups if other not in meeting[1:]]
    return groups


def met(group: Group) -> list[str]:
    """Which files of a group have rows of the same key, of which one would count."""
    seen: dict[str, tuple[Arrived, int]] = {}
    problems = []
    for one in group.arrived:
        shared = [
            (key, at)
            for at, known in enumerate(one.judgement.keys)
            if (key := next((each for each in sought(known) if each in seen), None))
        ]
        if shared:
            key, at = shared[0]
            other, first = seen[key]
            names = [plain(each.extract.file_name) for each in (other, one)]
            rows = [_line(other, first), _line(one, at)]
            problems.append(
                f"{names[1]} has {len(shared):,} rows of which {names[0]} speaks too, "
                f"the first in row {rows[1]:,} (there row {rows[0]:,}). Which of them "
                "count? If one file is the correction of the other, land it after the "
                "other; if a row stands in both by mistake, delete it in one."
            )
        for at, known in enumerate(one.judgement.keys):
            for each in known:
                seen.setdefault(each, (one, at))
    return problems


def are_corrections(group: Group, most_percent: int) -> bool:
    """Whether each file stands for the one before it: hardly a row of that is missing.

    most_percent is the share of rows that may be.
    """
    judgements = [one.judgement for one in group.arrived]
    return len(judgements) > 1 and all(
        missing(before.keys, frozenset(itertools.chain(*after.keys))) * 100
        <= most_percent * (len(before.keys) - before.unread)
        for before, after in itertools.pairwise(judgements)
    )


def missing(rows: Iterable[Keys], keys: frozenset[str]) -> int:
    """How many rows, by what they are known by, are not among keys."""
    return sum(bool(known) and keys.isdisjoint(sought(known)) for known in rows)


def landed_before(group: Group, releases: list[Release]) -> str | None:
    """The release that holds the same files read in the same way, and counts whole."""
    current = current_pairs(releases)
    for release in releases:
        # What was purged as a whole covers nothing; the file may be landed again.
        if not release.pairs:
            continue
        is_whole = len(current.get(release.release_id, ())) == len(release.pairs)
        if is_whole and _read_alike(group, release):
            return release.release_id
    return None


def _without_twins(arrived: list[Arrived]) -> list[Arrived]:
    kept: dict[str, Arrived] = {}
    for one in arrived:
        first = kept.setdefault(one.extract.sha256, one)
        if first is not one:
            twins = (*first.twins, one)
            kept[one.extract.sha256] = replace(first, twins=twins)
    return list(kept.values())


def _read_alike(group: Group, release: Release) -> bool:
    extract, record = group.arrived[0].extract, release.record
    mapping = extract.mapping.sha256 if extract.mapping else None
    return (
        group.sums <= release.file_sums
        and mapping == record.get("mapping_sha256")
        and extract.postcode_release == record.get("postcode_release")
    )


def _line(one: Arrived, at: int) -> int:
    return one.extract.lines[at] if one.extract.lines else at + 1
