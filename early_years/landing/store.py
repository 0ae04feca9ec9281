"""Landing a file: all of it or nothing, once, and never over what is there."""

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

import duckdb
import pandas as pd
from filelock import FileLock, Timeout

from early_years import disk
from early_years.contracts import CHILD_ID, Contract, load_contracts
from early_years.disk import sync_names
from early_years.environment import PlainError, Project
from early_years.landing import isolation, limits, pseudonyms
from early_years.landing.addresses import Directory
from early_years.landing.agreements import Agreement, agreement_for
from early_years.landing.interpreting import Extract, find_contract
from early_years.landing.leftovers import scratch_for_reading
from early_years.landing.mappings import find_mapping
from early_years.landing.opening import plain
from early_years.landing.opt_outs import opted_out_of
from early_years.landing.releases import (
    RECORD,
    ROWS,
    Release,
    council_column,
    current_pairs,
    landing_folder,
    load_releases,
    next_release_id,
    pair_sql,
    quoted,
    sha256_of,
)
from early_years.landing.translation import Translation

AUDIT = "audit.jsonl"
REFERENCE = Path("seeds", "reference")
INCOMING = ".incoming"
LOCK = ".lock"
SECONDS_TO_WAIT = 60
ROWS_NAMED = 5


class StoreUnavailable(PlainError):
    """The store cannot be used now; the same file can be landed another time."""


@dataclass
class Landing:
    """What became of a command: release ids landed, and lines for people in order."""

    release_ids: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


def land(
    project: Project,
    dataset: str,
    paths: list[Path],
    *,
    by: str,
    received: date | None = None,
    mapping: Path | None = None,
) -> Landing:
    """Land files of one dataset, each file (also each in a zip) as one release.

    received is the day on which the files came, now when it is None. mapping is the
    file that says what the council's headings and values mean, that of data/mappings
    when it is None. Raises PlainError when the dataset is unknown, or any of the files
    is refused; then nothing is landed. A
    StoreUnavailable among them is no fault of the files.
    """
    contract = find_contract(dataset)
    now = datetime.now(UTC).replace(microsecond=0)
    day = received or now.date()
    if day > now.date():
        raise PlainError(f"The day received, {day}, lies in the future.")
    agreement = agreement_for(project, contract, day)
    key = pseudonyms.read_key(project) if contract.is_child_level else b""
    translation = Translation(
        find_mapping(project, contract, mapping), Directory(Project(project.root), day)
    )
    moment = (
        now if received is None else datetime.combine(day, datetime.min.time(), UTC)
    )
    extracts, problems = _read(project, paths, contract, translation)
    if contract.is_child_level:
        problems += [problem for extract in extracts for problem in _forbidden(extract)]
    if problems:
        raise PlainError(
            f"REFUSED: {contract.name} cannot be landed. Nothing was written.\n"
            + "\n".join(f"  - {problem}" for problem in problems)
            + _about_mappings(contract, problems, translation)
        )
    landing = Landing()
    with store_open(project) as scratch:
        for extract in extracts:
            if contract.is_child_level:
                extract = _without_opted_out(project, _with_pseudonyms(extract, key))
            _land_one(project, extract, agreement, moment, now, by, landing, scratch)
    return landing


def _read(
    project: Project, paths: list[Path], contract: Contract, translation: Translation
) -> tuple[list[Extract], list[str]]:
    """Read files before the store is held, so that others can land meanwhile."""
    try:
        with (
            limits.using(limits.limits_of(project)),
            scratch_for_reading(project) as scratch,
        ):
            return isolation.read_files(
                paths, contract, scratch, project.root / REFERENCE, translation
            )
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise StoreUnavailable(
            f"There was no place to read the files in: {reason}. Nothing was landed; "
            "what had been landed before is whole."
        ) from None


def _about_mappings(
    contract: Contract, problems: list[str], translation: Translation
) -> str:
    """How to land a file as it is whose headings are its own, where that may help."""
    if translation.mapping or not any(" is missing" in one for one in problems):
        return ""
    return (
        "\nIf the file only calls a column something else, a mapping says so once: "
        f"python -m early_years template {contract.name} --mapping --xlsx"
    )


@contextmanager
def store_open(project: Project) -> Iterator[Path]:
    """Hold the store alone, and give a folder in it for unfinished work.

    What a run that was killed left behind is put right first.
    """
    store = landing_folder(project)
    try:
        store.mkdir(parents=True, exist_ok=True)
        with FileLock(store / LOCK, timeout=SECONDS_TO_WAIT):
            shutil.rmtree(store / INCOMING, ignore_errors=True)
            complete(project)
            scratch = store / INCOMING / secrets.token_hex(8)
            scratch.mkdir(parents=True)
            try:
                yield scratch
            finally:
                shutil.rmtree(store / INCOMING, ignore_errors=True)
    except Timeout:
        raise StoreUnavailable(
            "Another landing is at work and holds the store. Wait for it to end, and "
            "start again. Nothing was landed."
        ) from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise StoreUnavailable(
            f"The landing store could not be written: {reason}. What had been landed "
            "before is whole; `releases` lists it."
        ) from None


def _land_one(
    project: Project,
    extract: Extract,
    agreement: Agreement | None,
    moment: datetime,
    now: datetime,
    by: str,
    landing: Landing,
    scratch: Path,
) -> None:
    contract = extract.contract
    shown = plain(extract.file_name)
    releases = load_releases(project, contract.name)
    before = current_pairs(releases)
    if not extract.rows:
        landing.lines.append(
            f"{shown}: every row is of a child who opted out; nothing was landed."
        )
        return
    for release in releases:
        # What was purged as a whole covers nothing; the file may be landed again.
        if not release.pairs:
            continue
        is_whole = len(before.get(release.release_id, ())) == len(release.pairs)
        if _read_alike(extract, release.record) and is_whole:
            landing.lines.append(
                f"{shown}: already landed as {release.release_id}; nothing was changed."
            )
            return
    release_id = next_release_id(project, contract.name)
    folder = scratch / release_id
    folder.mkdir()
    pairs = _write_rows(extract, release_id, folder / ROWS)
    record = {
        "release_id": release_id,
        "dataset_code": contract.name,
        "title": contract.title,
        "publisher_name": contract.publisher_name,
        "periods": sorted({period for _, period in pairs}),
        "councils": _councils(extract),
        "pairs": pairs,
        "received": utc(moment),
        "landed": utc(now),
        "landed_by": by,
        "licence": contract.licence,
        "agreement_title": agreement.title if agreement else None,
        "lawful_basis": agreement.lawful_basis if agreement else None,
        "file_name": shown,
        "file_sha256": extract.sha256,
        "layout": extract.layout,
        "mapping_name": extract.mapping.name if extract.mapping else None,
        "mapping_sha256": extract.mapping.sha256 if extract.mapping else None,
        "postcode_release": extract.postcode_release,
        "rows": len(extract.rows),
        "rows_sha256": sha256_of(folder / ROWS),
        "is_synthetic": _is_synthetic(extract),
        "supersedes": [],
    }
    after = current_pairs([*releases, Release(record, folder)])
    record["supersedes"] = [one for one in before if one not in after]
    write_synced(folder / RECORD, json.dumps(record, indent=2, ensure_ascii=False))
    _put_in_place(folder, landing_folder(project) / contract.name / release_id)
    _append_audit(project, _audit_lines(record)[0])
    landing.release_ids.append(release_id)
    landing.lines += _told(extract, record, is_current=release_id in after)


def _read_alike(extract: Extract, record: dict) -> bool:
    """Whether a release is of the same file, read in the same way."""
    mapping = extract.mapping.sha256 if extract.mapping else None
    return (extract.sha256, mapping, extract.postcode_release) == (
        record["file_sha256"],
        record.get("mapping_sha256"),
        record.get("postcode_release"),
    )


def _told(extract: Extract, record: dict, is_current: bool) -> list[str]:
    areas = f", {', '.join(record['councils'])}" if record["councils"] else ""
    lines = [
        plain(
            f"{record['file_name']}: landed as {record['release_id']}: "
            f"{record['rows']:,} rows{areas}, {', '.join(record['periods'])}."
        )
    ]
    lines += [plain(f"Notice: {notice}") for notice in extract.notices]
    for name in extract.left_out:
        lines.append(
            plain(f"Notice: column {name} is not in the contract and was not stored.")
        )
    if record["supersedes"]:
        lines.append(f"It supersedes {', '.join(record['supersedes'])}, which is kept.")
    if not is_current:
        lines.append(
            "Notice: releases received later cover all of it, so its rows do not count."
        )
    return lines


def _forbidden(extract: Extract) -> list[str]:
    """Where values look like NHS numbers or UPNs; the values are never repeated."""
    found = []
    for place, column in enumerate(extract.contract.column_names):
        values = {value for row in extract.rows if (value := row[place]) is not None}
        named = {value for value in values if pseudonyms.is_national_identifier(value)}
        if not named:
            continue
        rows = [
            number
            for number, row in enumerate(extract.rows, start=1)
            if row[place] in named
        ]
        listed = ", ".join(f"{row:,}" for row in rows[:ROWS_NAMED])
        more = f" and {len(rows) - ROWS_NAMED:,} more" if len(rows) > ROWS_NAMED else ""
        found.append(
            f"{plain(extract.file_name)}: column {column} holds what looks like NHS "
            f"numbers or UPNs (below the header, row {listed}{more}). No NHS number or "
            "UPN is ever stored. Ask the supplier for its own pseudonyms instead, and "
            "delete this file."
        )
    return found


def _with_pseudonyms(extract: Extract, key: bytes) -> Extract:
    place = extract.contract.column_names.index(CHILD_ID)
    made = {
        child_id: pseudonyms.pseudonym(child_id, key)
        for child_id in {row[place] for row in extract.rows}
        if child_id and child_id.strip()
    }
    rows = [
        [*row[:place], made.get(row[place] or ""), *row[place + 1 :]]
        for row in extract.rows
    ]
    return replace(extract, rows=rows)


def _without_opted_out(project: Project, extract: Extract) -> Extract:
    """Leave out the children who opted out; their number alone is told."""
    opted_out = opted_out_of(project, extract.contract.name)
    place = extract.contract.column_names.index(CHILD_ID)
    rows = [row for row in extract.rows if row[place] not in opted_out]
    left_out = len(extract.rows) - len(rows)
    if not left_out:
        return extract
    notice = f"{left_out:,} rows of children who opted out were left out."
    return replace(extract, rows=rows, notices=(*extract.notices, notice))


def _write_rows(extract: Extract, release_id: str, path: Path) -> list[list[str]]:
    """Write the rows as Parquet in their order; return their parts and periods."""
    contract = extract.contract
    # Every column is text, also one that is blank throughout.
    frame = pd.DataFrame(extract.rows, columns=contract.column_names, dtype="str")
    frame["release_id"] = release_id
    part, period = pair_sql(contract)
    try:
        with duckdb.connect(config={"threads": 1}) as database:
            database.register("landed", frame)
            database.execute(f"copy landed to {quoted(path)} (format parquet)")
            pairs = database.sql(
                f"select distinct {part}, {period} from landed order by all"
            ).fetchall()
    except duckdb.Error:
        raise StoreUnavailable(
            f"The rows of {plain(extract.file_name)} could not be written. Is the disk "
            "full? What had been landed before is whole; `releases` lists it."
        ) from None
    with path.open("rb+") as written:
        os.fsync(written.fileno())
    return [list(pair) for pair in pairs]


def _councils(extract: Extract) -> list[str]:
    column = council_column(extract.contract)
    if column is None:
        return []
    place = extract.contract.column_names.index(column)
    return sorted({(row[place] or "").strip() for row in extract.rows} - {""})


def _is_synthetic(extract: Extract) -> bool:
    place = extract.contract.column_names.index("is_synthetic")
    return any((row[place] or "").strip().lower() == "true" for row in extract.rows)


def _put_in_place(unfinished: Path, release: Path) -> None:
    """The one step by which a release comes to be; before it there is none."""
    release.parent.mkdir(exist_ok=True)
    sync_names(unfinished)
    disk.rename(unfinished, release)
    sync_names(release.parent)


def complete(project: Project) -> None:
    """Put right what a run that was killed left: rows replaced, lines not written."""
    told = _told_in_audit(project)
    for contract in load_contracts():
        for release in load_releases(project, contract.name):
            remove_replaced(release)
            for line in _audit_lines(release.record):
                if _key(line) not in told:
                    _append_audit(project, line)


def _told_in_audit(project: Project) -> set[tuple]:
    """The keys of the lines of the audit, after a line that was cut off is removed."""
    path = landing_folder(project) / AUDIT
    content = path.read_bytes() if path.exists() else b""
    whole = content[: content.rfind(b"\n") + 1]
    if whole != content:
        with path.open("rb+") as audit:
            audit.truncate(len(whole))
            os.fsync(audit.fileno())
    try:
        return {_key(json.loads(line)) for line in whole.splitlines()}
    except (ValueError, AttributeError):
        raise PlainError(
            f"data/landing/{AUDIT} is damaged: it holds a line that cannot be read. "
            "Restore it from the backup. Nothing was changed."
        ) from None


def _key(line: dict) -> tuple:
    return line.get("what"), line.get("release_id"), line.get("purge")


def remove_replaced(release: Release) -> None:
    """Remove the files of rows that the record of a release no longer names."""
    for path in release.folder.glob(f"{RECORD}.unfinished"):
        path.unlink()
    for path in release.folder.glob("rows*.parquet"):
        if path != release.rows_path:
            path.unlink()


def _audit_lines(record: dict) -> list[dict]:
    """What the audit says of a release: that it was landed, and each purge of it."""
    purges = record.get("purged", [])
    landed = {
        "at": record["landed"],
        "by": record["landed_by"],
        "what": "landed",
        "dataset_code": record["dataset_code"],
        "release_id": record["release_id"],
        "rows": record["rows"] + sum(purge["rows"] for purge in purges),
        "file_sha256": record["file_sha256"],
    }
    purged = [
        {
            "at": purge["at"],
            "by": purge["by"],
            "what": "purged",
            "dataset_code": record["dataset_code"],
            "release_id": record["release_id"],
            "purge": number,
            "rows": purge["rows"],
            "reason": purge["reason"],
        }
        for number, purge in enumerate(purges, start=1)
    ]
    return [landed, *purged]


def _append_audit(project: Project, line: dict) -> None:
    path = landing_folder(project) / AUDIT
    write_synced(path, json.dumps(line, ensure_ascii=False), mode="a")


def write_synced(path: Path, text: str, mode: str = "w") -> None:
    """Write a text and a line end, and wait until the disk has them."""
    with path.open(mode, encoding="utf-8", newline="\n") as file:
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())


def utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
