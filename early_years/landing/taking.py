"""Taking files in: read, judged, put together and compared before anything is landed.

What came together is one release where its councils and periods are the same. Files are
read and judged before the store is held; what would go is compared while it is.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from early_years import governance
from early_years.contracts import Contract
from early_years.environment import PlainError, Project
from early_years.landing import (
    children,
    isolation,
    judging,
    limits,
    logged,
    replacing,
    reporting,
    together,
    unplaced,
    unshown,
)
from early_years.landing.addresses import HOME_POSTCODE, Directory
from early_years.landing.agreements import Agreement, agreement_for
from early_years.landing.interpreting import Extract, find_contract
from early_years.landing.leftovers import scratch_for_reading
from early_years.landing.mappings import find_mapping
from early_years.landing.marking import HEADING
from early_years.landing.opening import plain
from early_years.landing.releases import current_pairs, load_releases
from early_years.landing.replacing import NO_CONSENT, Consent
from early_years.landing.store import StoreUnavailable, add_release, store_open
from early_years.landing.together import Arrived, Group
from early_years.landing.translation import Translation

REFERENCE = Path("seeds", "reference")


class NotRead(PlainError):
    """Files that cannot be read; problems says why, a line each."""

    def __init__(self, told: str, problems: list[str]) -> None:
        super().__init__(told)
        self.problems = problems


@dataclass
class Landing:
    """What became of a command: release ids landed, and lines to print, in order."""

    release_ids: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Intake:
    """What holds for all files of a command: whose they are, and when they came."""

    project: Project
    contract: Contract
    agreement: Agreement | None
    translation: Translation
    received: datetime
    now: datetime
    by: str
    consent: Consent


def land(
    project: Project,
    dataset: str,
    paths: list[Path],
    *,
    by: str,
    received: date | None = None,
    mapping: Path | None = None,
    consent: Consent = NO_CONSENT,
    is_check: bool = False,
    report: Path | None = None,
) -> Landing:
    """Land files of one dataset; those of the same council and period are one release.

    received is the day on which the files came, now when it is None. mapping is the
    file that says what the council's headings and values mean, that of data/mappings
    when it is None. consent is what the person who lands agrees to. With is_check
    nothing is landed. report is where the one file goes with its cells marked. Raises
    PlainError when the dataset is unknown, or any of the files is refused; then nothing
    is landed. A StoreUnavailable among them is no fault of the files.
    """
    intake = prepare(project, dataset, by, received, mapping, consent)
    if report:
        reporting.check_place(report, paths)
    arrived = read(intake, paths)
    written = (
        reporting.write_report(project, paths[0], arrived, report) if report else []
    )
    groups = together.groups_of(intake.contract, arrived)
    problems = [problem for group in groups for problem in judged(intake, group)]
    if is_check:
        problems += _unlike(intake, groups)
    if problems:
        raise _refused(intake, problems, written)
    if is_check:
        return Landing(lines=[*_checked(intake, groups), *written])
    landing = _landed(intake, groups)
    landing.lines += written
    return landing


def prepare(
    project: Project,
    dataset: str,
    by: str,
    received: date | None = None,
    mapping: Path | None = None,
    consent: Consent = NO_CONSENT,
) -> Intake:
    """What holds for all files. Raises PlainError where they may not be landed."""
    contract = find_contract(dataset)
    now = datetime.now(UTC).replace(microsecond=0)
    day = received or now.date()
    if day > now.date():
        raise PlainError(f"The day received, {day}, lies in the future.")
    agreement = agreement_for(project, contract, day)
    translation = Translation(
        find_mapping(project, contract, mapping), Directory(Project(project.root), day)
    )
    moment = (
        now if received is None else datetime.combine(day, datetime.min.time(), UTC)
    )
    return Intake(project, contract, agreement, translation, moment, now, by, consent)


def read(intake: Intake, paths: list[Path]) -> list[Arrived]:
    """Every file, and each in a zip, read and judged. Raises NotRead."""
    project, contract = intake.project, intake.contract
    key = children.key_of(project, contract)
    found, problems = [], []
    for path in paths:
        extracts, wrong = _opened(intake, [path])
        found += [(path, one) for one in extracts]
        problems += wrong
    problems += [problem for _, one in found for problem in children.forbidden(one)]
    if problems:
        raise NotRead(
            f"REFUSED: {contract.name} cannot be landed. Nothing was written.\n"
            + "\n".join(f"  - {problem}" for problem in problems)
            + _about_mappings(intake, problems),
            problems,
        )
    found = [(path, children.with_pseudonyms(one, key)) for path, one in found]
    for tell in (unplaced.told, unshown.told, logged.told):
        found = [(path, tell(project, one)) for path, one in found]
    return [
        Arrived(one, judging.judge(project, contract, one.rows), path)
        for path, one in found
    ]


def try_out(
    project: Project, dataset: str, path: Path
) -> tuple[list[Arrived], list[str]]:
    """What landing makes of a file up to where it would be written, or why not.

    Raises PlainError where none may be landed.
    """
    intake = prepare(project, dataset, by="")
    try:
        arrived = read(intake, [path])
    except NotRead as refused:
        return [], refused.problems
    groups = together.groups_of(intake.contract, arrived)
    return arrived, [one for group in groups for one in judged(intake, group)]


def apart(
    project: Project, dataset: str, paths: list[Path], by: str
) -> list[set[Path]]:
    """Files in the sets that are landed or refused together, in their order.

    A file that cannot be read is alone, and so are a file and its correction: the later
    one takes the place of the other. Raises PlainError where none may be landed.
    """
    intake = prepare(project, dataset, by)
    most = governance.landing_settings(project)["lost_rows_percent"]
    arrived, sets = [], []
    for path in paths:
        try:
            arrived += read(intake, [path])
        except StoreUnavailable:
            raise
        except PlainError:
            sets.append({path})
    for group in together.groups_of(intake.contract, arrived):
        if together.met(group) and together.are_corrections(group, most):
            found = [{one.path} for one in group.arrived]
        else:
            found = [group.paths]
        for one in found:
            # A zip may hold files of several groups.
            sharing = [other for other in sets if other & one]
            sets = [other for other in sets if other not in sharing]
            sets.append(one.union(*sharing))
    return sorted(sets, key=lambda one: min(map(paths.index, one)))


def _opened(intake: Intake, paths: list[Path]) -> tuple[list[Extract], list[str]]:
    """Read files before the store is held, so that others can land meanwhile."""
    project = intake.project
    try:
        with (
            limits.using(limits.limits_of(project)),
            scratch_for_reading(project) as scratch,
        ):
            return isolation.read_files(
                paths,
                intake.contract,
                scratch,
                project.root / REFERENCE,
                intake.translation,
            )
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise StoreUnavailable(
            f"There was no place to read the files in: {reason}. Nothing was landed; "
            "what had been landed before is whole."
        ) from None


def judged(intake: Intake, group: Group) -> list[str]:
    """Why a group cannot be landed as it is: unread rows, or the same rows twice."""
    if intake.consent.anyway:
        return together.met(group)
    most = judging.most_unread(intake.project, intake.contract)
    unread = sum(one.judgement.unread for one in group.arrived)
    problems = []
    for one in group.arrived:
        rows = len(one.extract.rows)
        if one.judgement.unread == rows or unread > most * group.row_count:
            problems += _unread_told(intake, one)
    if problems:
        problems.append(
            f"{_at_most(most)} may be like that. Mend the file, or send it back: "
            "--check --report FILE.xlsx writes it with the cells marked. To land it "
            "all the same: --anyway."
        )
    return problems + together.met(group)


def _at_most(share: float) -> str:
    return f"At most {share:.0%} of the rows" if share else "No row of this dataset"


def _unread_told(intake: Intake, one: Arrived) -> list[str]:
    """How many rows cannot be read, and the first of each kind, if there are any."""
    if not one.judgement.unread:
        return []
    name, rows = plain(one.extract.file_name), len(one.extract.rows)
    kinds = judging.kinds_told(
        intake.project, intake.contract, one.judgement, one.extract.lines
    )
    return [
        f"{name}: {one.judgement.unread:,} of {rows:,} rows cannot be read.",
        *(plain(f"{name}: {kind}") for kind in kinds),
    ]


def _about_mappings(intake: Intake, problems: list[str]) -> str:
    """How to land a file as it is whose headings are its own, where that may help."""
    signs = (" is missing", "no header was found")
    if not any(sign in one for one in problems for sign in signs):
        return ""
    if mapping := intake.translation.mapping:
        return (
            "\nIf the file only calls a column something else, a row of kind column in "
            f"the mapping {mapping.name} says so once."
        )
    return (
        "\nIf the file only calls a column something else, a mapping says so once: "
        f"python -m early_years template {intake.contract.name} --mapping --xlsx"
    )


def _refused(
    intake: Intake, problems: list[str], written: list[str] | None = None
) -> PlainError:
    lines = [
        f"REFUSED: {intake.contract.name} cannot be landed as it is. Nothing was "
        "landed.",
        *(f"  - {problem}" for problem in problems),
        *(written or ()),
    ]
    return PlainError("\n".join(lines))


def _unlike(intake: Intake, groups: list[Group]) -> list[str]:
    """Why groups cannot take the place of what counts now."""
    releases = load_releases(*_of(intake))
    return [
        problem
        for group in groups
        if not together.landed_before(group, releases)
        for problem in replacing.compare(
            intake.project, group, releases, intake.received, intake.consent
        ).problems
    ]


def _checked(intake: Intake, groups: list[Group]) -> list[str]:
    lines = []
    arrived = [one for group in groups for one in group.arrived]
    for group in groups:
        for one in group.arrived:
            rows = len(one.extract.rows)
            lines += [
                plain(f"Notice: {_of_file(one, arrived)}{text}")
                for text in (*one.extract.notices, *_not_stored(one.extract))
            ]
            told = _unread_told(intake, one)
            name = plain(one.extract.file_name)
            lines += told or [f"{name}: all {rows:,} rows can be read."]
    return [*lines, "Nothing was landed. Without --check these files would be."]


def _landed(intake: Intake, groups: list[Group]) -> Landing:
    landing, project = Landing(), intake.project
    with store_open(project) as scratch:
        # All are compared before the first is written.
        groups = [_kept(intake, group) for group in groups]
        if problems := _unlike(intake, groups):
            raise _refused(intake, problems)
        for group in groups:
            _land_group(intake, group, landing, scratch)
    return landing


def _kept(intake: Intake, group: Group) -> Group:
    """A group without the children who opted out."""
    opted_out = children.opted_out(intake.project, intake.contract)
    kept = [children.without(one, opted_out) for one in group.arrived]
    return replace(group, arrived=kept)


def _land_group(intake: Intake, group: Group, landing: Landing, scratch: Path) -> None:
    releases = load_releases(*_of(intake))
    if not group.row_count:
        landing.lines.append(
            f"{group.name}: every row is of a child who opted out; nothing was landed."
        )
        return
    if before := together.landed_before(group, releases):
        landing.lines += [
            f"{name}: already landed as {before}; nothing was changed."
            for name in group.file_names
        ]
        return
    found = replacing.compare(
        intake.project, group, releases, intake.received, intake.consent
    )
    record = add_release(
        intake.project,
        group,
        scratch,
        counts_with=found.stay,
        agreement=intake.agreement,
        received=intake.received,
        now=intake.now,
        by=intake.by,
    )
    landing.release_ids.append(record["release_id"])
    landing.lines += _told(intake, group, record)
    landing.lines += found.lines
    if record["release_id"] not in current_pairs(load_releases(*_of(intake))):
        landing.lines.append(
            "Notice: releases received later cover all of it, so its rows do not count."
        )


def _of_file(one: Arrived, arrived: Sequence[Arrived]) -> str:
    """Which file a notice is about, where there are several."""
    return f"{one.extract.file_name}: " if len(arrived) > 1 else ""


def _not_stored(extract: Extract) -> list[str]:
    """Which columns are not stored. A heading in a file about children may name one."""
    names = [name for name in extract.left_out if name != HEADING]
    unknown = [name for name in names if name != HOME_POSTCODE]
    hidden = unknown if extract.contract.is_child_level else []
    told = [
        f"column {name} is not in the contract and was not stored."
        for name in names
        if name not in hidden
    ]
    if hidden:
        which = "columns that the contract does not know were"
        if len(hidden) == 1:
            which = "column that the contract does not know was"
        told.append(
            f"{len(hidden):,} {which} not stored. Headings of files about children are "
            "not repeated."
        )
    return told


def _of(intake: Intake) -> tuple[Project, str]:
    return intake.project, intake.contract.name


def _told(intake: Intake, group: Group, record: dict) -> list[str]:
    areas = f", {', '.join(record['councils'])}" if record["councils"] else ""
    lines = [
        plain(
            f"{group.name}: landed as {record['release_id']}: {record['rows']:,} "
            f"rows{areas}, {', '.join(record['periods'])}."
        )
    ]
    for one in group.arrived:
        of_file = _of_file(one, group.arrived)
        lines += [plain(f"Notice: {of_file}{notice}") for notice in one.extract.notices]
        lines += [
            plain(f"Notice: {of_file}{text}") for text in _not_stored(one.extract)
        ]
        lines += [f"Notice: {text}" for text in _unread_told(intake, one)]
    lines += [
        f"{plain(twin.extract.file_name)}: already landed as {record['release_id']}; "
        f"it is the same file as {plain(one.extract.file_name)}."
        for one in group.arrived
        for twin in one.twins
    ]
    if record["supersedes"]:
        lines.append(f"It supersedes {', '.join(record['supersedes'])}, which is kept.")
    return lines
