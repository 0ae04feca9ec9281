"""Erasing rows of releases: the one way in which a release ever changes.

The rows that stay are written to a file of another name. The record, replaced in one
step, then names that file and tells of the purge; until that step the old rows count
whole, from then on the new ones. What the record no longer names is removed, by the
next run if this one is killed.
"""

import json
import os
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from early_years import disk
from early_years.contracts import CHILD_ID
from early_years.disk import sync_names
from early_years.environment import PlainError, Project
from early_years.landing.opt_outs import (
    opt_out_lines,
    opt_outs_path,
    opted_out_of,
    with_lines,
)
from early_years.landing.releases import RECORD, Release, quoted, sha256_of
from early_years.landing.store import remove_replaced, utc, write_synced


def opt_out(project: Project, dataset: str, children: frozenset[str]) -> None:
    """Put children on the list of those whose rows are not kept; known ones stay.

    children are identifiers as they are stored. To be called with the store open.
    """
    new = children - opted_out_of(project, dataset)
    if not new:
        return
    lines = opt_out_lines(dataset, new, utc(datetime.now(UTC)))
    _replace(opt_outs_path(project), with_lines(project, lines))


def rows_of(release: Release, children: frozenset[str]) -> dict[str, int]:
    """How many rows of a release each of the children has, by stored identifier."""
    if release.rows_path is None:
        return {}
    try:
        with duckdb.connect() as database:
            _take(database, children)
            found = database.execute(
                f"select {CHILD_ID}, count(*) from read_parquet(?) where {CHILD_ID} "
                f"in (select {CHILD_ID} from gone) group by {CHILD_ID}",
                [str(release.rows_path)],
            )
            return dict(found.fetchall())
    except duckdb.Error:
        raise _unreadable(release) from None


def erase_children(
    release: Release, children: frozenset[str], *, reason: str, by: str
) -> None:
    """Erase all rows of some children, given as they are stored, from a release.

    To be called with the store open. Raises PlainError when rows cannot be read.
    """
    name = f"rows-{_purges(release) + 1}.parquet"
    path = release.folder / name
    if release.rows_path is None:
        raise _unreadable(release)
    try:
        with duckdb.connect(config={"threads": 1}) as database:
            _take(database, children)
            source = f"read_parquet({quoted(release.rows_path)})"
            database.execute(
                f"copy (select * from {source} where coalesce({CHILD_ID}, '') not in "
                f"(select {CHILD_ID} from gone)) to {quoted(path)} (format parquet)"
            )
            [(rows,)] = database.sql(
                f"select count(*) from read_parquet({quoted(path)})"
            ).fetchall()
    except duckdb.Error:
        raise _unreadable(release) from None
    with path.open("rb+") as written:
        os.fsync(written.fileno())
    changes = {"rows": rows, "rows_sha256": sha256_of(path), "rows_file": name}
    _switch(release, changes, reason, by)


def erase_all(release: Release, *, reason: str, by: str) -> None:
    """Erase all rows of a release; its record stays and it counts for nothing.

    To be called with the store open.
    """
    _switch(release, {"rows": 0, "rows_file": None, "pairs": []}, reason, by)


def _purges(release: Release) -> int:
    return len(release.record.get("purged", ()))


def _take(database: duckdb.DuckDBPyConnection, children: frozenset[str]) -> None:
    database.execute(f"create table gone ({CHILD_ID} varchar)")
    if children:
        # An empty list has nothing to insert.
        values = [[child] for child in sorted(children)]
        database.executemany("insert into gone values (?)", values)


def _switch(release: Release, changes: dict, reason: str, by: str) -> None:
    """The one step by which rows are erased."""
    purge = {
        "at": utc(datetime.now(UTC)),
        "by": by,
        "rows": release.record["rows"] - changes["rows"],
        "reason": reason,
    }
    purged = [*release.record.get("purged", ()), purge]
    record = {**release.record, **changes, "purged": purged}
    text = json.dumps(record, indent=2, ensure_ascii=False)
    _replace(release.folder / RECORD, text)
    remove_replaced(Release(record, release.folder))
    sync_names(release.folder)


def _replace(path: Path, text: str) -> None:
    unfinished = path.with_name(f"{path.name}.unfinished")
    write_synced(unfinished, text)
    disk.replace(unfinished, path)
    sync_names(path.parent)


def _unreadable(release: Release) -> PlainError:
    return PlainError(
        f"The rows of release {release.release_id} cannot be read or written whole, so "
        "nothing of it was erased. Is the disk full? Else restore its folder from the "
        "backup, and start again."
    )
