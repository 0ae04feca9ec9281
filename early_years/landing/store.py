"""The store: a release is put into it whole or not at all, and never over another."""

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb
import pandas as pd
from filelock import FileLock, Timeout

from early_years import disk
from early_years.contracts import load_contracts
from early_years.disk import sync_names
from early_years.environment import PlainError, Project
from early_years.landing import audit_log
from early_years.landing.agreements import Agreement
from early_years.landing.opening import plain
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
    utc,
)
from early_years.landing.together import Group

AUDIT = "audit.jsonl"
INCOMING = ".incoming"
LOCK = ".lock"
SECONDS_TO_WAIT = 60


class StoreUnavailable(PlainError):
    """The store cannot be used now; the same file can be landed another time."""


@contextmanager
def store_open(project: Project) -> Iterator[Path]:
    """Hold the store alone, and give a folder in it for unfinished work.

    What a run that was killed left behind is put right first.
    """
    store = landing_folder(project)
    try:
        disk.private_folder(store)
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
        raise _not_written(error) from None


def _not_written(error: OSError) -> StoreUnavailable:
    reason = error.strerror or "unknown reason"
    return StoreUnavailable(
        f"The landing store could not be written: {reason}. What had been landed "
        "before is whole; `releases` lists it."
    )


def add_release(
    project: Project,
    group: Group,
    scratch: Path,
    *,
    counts_with: list[str],
    agreement: Agreement | None,
    received: datetime,
    now: datetime,
    by: str,
) -> dict:
    """Put the files of a group into the store as one release; return its record.

    counts_with names the releases that go on counting beside it. To be called with the
    store open, whose scratch folder is meant.
    """
    contract, first = group.contract, group.arrived[0].extract
    releases = load_releases(project, contract.name)
    before = current_pairs(releases)
    release_id = next_release_id(project, contract.name)
    folder = scratch / release_id
    folder.mkdir()
    pairs = _write_rows(group, release_id, folder / ROWS)
    record = {
        "release_id": release_id,
        "dataset_code": contract.name,
        "title": contract.title,
        "publisher_name": contract.publisher_name,
        "periods": sorted({period for _, period in pairs}),
        "councils": _councils(group),
        "pairs": pairs,
        "received": utc(received),
        "landed": utc(now),
        "landed_by": by,
        "licence": contract.licence,
        "agreement_title": agreement.title if agreement else None,
        "lawful_basis": agreement.lawful_basis if agreement else None,
        "file_name": group.name,
        "file_sha256": group.sha256,
        **_files(group),
        "layout": first.layout,
        "mapping_name": first.mapping.name if first.mapping else None,
        "mapping_sha256": first.mapping.sha256 if first.mapping else None,
        "postcode_release": first.postcode_release,
        "rows": group.row_count,
        "rows_sha256": sha256_of(folder / ROWS),
        "is_synthetic": _is_synthetic(group),
        **({"counts_with": counts_with} if counts_with else {}),
        "supersedes": [],
    }
    after = current_pairs([*releases, Release(record, folder)])
    record["supersedes"] = [one for one in before if one not in after]
    write_synced(folder / RECORD, json.dumps(record, indent=2, ensure_ascii=False))
    _put_in_place(folder, landing_folder(project) / contract.name / release_id)
    _append_audit(project, audit_lines(record)[0])
    return record


def _files(group: Group) -> dict:
    """Each file by name and sum, where a release was made of several."""
    if len(group.arrived) == 1:
        return {}
    extracts = [one.extract for one in group.arrived]
    return {
        "files": [
            {"file_name": plain(one.file_name), "file_sha256": one.sha256}
            for one in extracts
        ]
    }


def _write_rows(group: Group, release_id: str, path: Path) -> list[list[str]]:
    """Write the rows as Parquet in their order; return their parts and periods."""
    contract = group.contract
    # Every column is text, also one that is blank throughout.
    frame = pd.DataFrame(group.rows, columns=contract.column_names, dtype="str")
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
            f"The rows of {group.name} could not be written. Is the disk "
            "full? What had been landed before is whole; `releases` lists it."
        ) from None
    with path.open("rb+") as written:
        os.fsync(written.fileno())
    return [list(pair) for pair in pairs]


def _councils(group: Group) -> list[str]:
    column = council_column(group.contract)
    return _values(group, column) if column else []


def _is_synthetic(group: Group) -> bool:
    return "true" in map(str.lower, _values(group, "is_synthetic"))


def _values(group: Group, column: str) -> list[str]:
    place = group.contract.column_names.index(column)
    return sorted({(row[place] or "").strip() for row in group.rows} - {""})


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
            for line in audit_lines(release.record):
                if key_of(line) not in told:
                    _append_audit(project, line)


def _told_in_audit(project: Project) -> set[tuple]:
    """The keys of the lines of the audit, after a line that was cut off is removed."""
    path = landing_folder(project) / AUDIT
    audit_log.mend(path)
    try:
        return {key_of(line) for line in audit_log.lines_of(path)}
    except ValueError:
        raise PlainError(
            f"data/landing/{AUDIT} is damaged: it holds a line that cannot be read. "
            "Restore it from the backup. Nothing was changed."
        ) from None


def key_of(line: dict) -> tuple:
    return line.get("what"), line.get("release_id"), line.get("purge")


def remove_replaced(release: Release) -> None:
    """Remove the files of rows that the record of a release no longer names."""
    for path in release.folder.glob(f"{RECORD}.unfinished"):
        path.unlink()
    for path in release.folder.glob("rows*.parquet"):
        if path != release.rows_path:
            path.unlink()


def audit_lines(record: dict) -> list[dict]:
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
    audit_log.append(landing_folder(project) / AUDIT, line)


def write_synced(path: Path, text: str, mode: str = "w") -> None:
    """Write a text and a line end, and wait until the disk has them."""
    with path.open(mode, encoding="utf-8", newline="\n") as file:
        file.write(f"{text}\n")
        file.flush()
        os.fsync(file.fileno())
