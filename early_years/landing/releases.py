"""Which rows of the landing store count on a day.

For each council and period of a dataset the rows of one release count: of the one
received last, and of two received on the same day the one landed later. Where the
contract says so, parts such as editions are distinguished beside the council. A release
that was landed as a further part counts beside those that its counts_with names. Of a
dataset without a release that counts, the open data that come with the tool do.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from early_years import disk
from early_years.contracts import Contract, load_contracts
from early_years.environment import PlainError, Project
from early_years.landing.open_data import RELEASE, take_open_data

ROWS = "rows.parquet"
RECORD = "release.json"
# What counts of each dataset and council, in one digest each.
COUNTED = "counted.json"
# The columns of releases.parquet.
COUNTING = (
    *("dataset_code", "local_authority_code", "period_label", "release_id"),
    "received_date",
)

# Between the council and the part that replaces_within names.
PARTED = " / "

# What is replaced as a whole: a council or a part that replaces_within names (or both,
# or blank where there is neither), and a period.
Pair = tuple[str, str]


@dataclass(frozen=True)
class Release:
    """One landed file. record is what release.json says, folder where it lies."""

    record: dict
    folder: Path

    @property
    def release_id(self) -> str:
        return self.record["release_id"]

    @property
    def number(self) -> int:
        return int(self.release_id.rpartition("-")[2])

    @property
    def received_on(self) -> date:
        """The day (UTC) on which the file was received."""
        return date.fromisoformat(self.record["received"][:10])

    @property
    def rows_path(self) -> Path | None:
        """The file of its rows, which a purge writes anew; None once none are kept."""
        name = self.record.get("rows_file", ROWS)
        return self.folder / name if name else None

    @property
    def file_sums(self) -> frozenset[str]:
        """The sha256 of each file of which it was made."""
        files = self.record.get("files", [self.record])
        return frozenset(file["file_sha256"] for file in files)

    @property
    def pairs(self) -> frozenset[Pair]:
        return frozenset((part, period) for part, period in self.record["pairs"])


def landing_folder(project: Project) -> Path:
    """Where the landing store lies, whether or not anything was landed."""
    return project.root / "data" / "landing"


def load_releases(project: Project, dataset: str) -> list[Release]:
    """The whole releases of a dataset by number; a folder without record is none.

    Raises PlainError when a record cannot be read.
    """
    folders = _release_folders(project, dataset)
    return [
        _load(folders[number])
        for number in sorted(folders)
        if (folders[number] / RECORD).is_file()
    ]


def next_release_id(project: Project, dataset: str) -> str:
    """The id of the next release; no folder, whole or not, has a number as high."""
    number = max(_release_folders(project, dataset), default=0) + 1
    return f"{dataset}-{number:04d}"


def _release_folders(project: Project, dataset: str) -> dict[int, Path]:
    folder = landing_folder(project) / dataset
    name = re.compile(rf"{re.escape(dataset)}-([0-9]{{4,}})")
    paths = folder.iterdir() if folder.is_dir() else ()
    found = ((name.fullmatch(path.name), path) for path in paths)
    return {int(match[1]): path for match, path in found if match}


def current_pairs(releases: Iterable[Release]) -> dict[str, list[Pair]]:
    """The parts and periods, sorted, for which each release counts, by its id."""
    winners: dict[Pair, list[str]] = {}
    for release in sorted(releases, key=lambda one: (one.received_on, one.number)):
        beside = release.record.get("counts_with", ())
        for pair in release.pairs:
            stay = [one for one in winners.get(pair, ()) if one in beside]
            winners[pair] = [*stay, release.release_id]
    current: dict[str, list[Pair]] = {}
    for pair in sorted(winners):
        for release_id in winners[pair]:
            current.setdefault(release_id, []).append(pair)
    return current


def write_current(
    project: Project, folder: Path, as_of: date | None = None
) -> dict[str, int]:
    """Write folder/<dataset>.parquet for every contract; return rows by dataset.

    The rows are those that count at the end of the day as_of (UTC), or now when it is
    None: the contract's columns as text, then release_id, ordered by all of them. A
    dataset without a release has the open data of its served councils that come with
    the tool, or no rows. The same store gives the same bytes. Beside them
    folder/releases.parquet says which release counts for each council and period, and
    folder/counted.json tells whether anything else counts than did.
    Raises PlainError naming what cannot be read.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counted: dict[str, int] = {}
    digests: dict[str, dict[str, str]] = {}
    rows: list[tuple[str | None, ...]] = []
    # One thread writes the same bytes each time.
    with duckdb.connect(config={"threads": 1}) as database:
        for contract in load_contracts():
            releases, count = _write_whole(database, project, contract, as_of, folder)
            counted[contract.name] = count
            digests[contract.name] = _digests(contract, releases, folder)
            rows += [(contract.name, *row) for row in _counting(contract, releases)]
            if not current_pairs(releases):
                rows += _coming_with_tool(database, contract)
        _write_counting(database, rows, folder / "releases.parquet")
    text = json.dumps(digests, indent=2, sort_keys=True)
    (folder / COUNTED).write_text(f"{text}\n", encoding="utf-8", newline="\n")
    return counted


def current_rows(
    database: duckdb.DuckDBPyConnection,
    project: Project,
    contract: Contract,
    folder: Path,
) -> list[dict[str, str]]:
    """The rows of a dataset that count now, blanks as empty text; folder is for files.

    Raises PlainError naming what cannot be read.
    """
    _write_whole(database, project, contract, None, folder)
    found = database.sql("from landed order by all")
    return [
        {name: value or "" for name, value in zip(found.columns, row, strict=True)}
        for row in found.fetchall()
    ]


def council_column(contract: Contract) -> str | None:
    """The column of the council, None where areas lie in no single council's file."""
    name = "local_authority_code"
    return name if name in contract.column_names else None


def is_sent_by_council(contract: Contract) -> bool:
    """Whether no row of one council has the key of another's, so that each is its own.

    A list of the whole country has a column of the council, and keys without it.
    """
    return council_column(contract) in contract.primary_key


def sha256_of(path: Path) -> str:
    """The digest by which a file of a release is known to be as it was landed."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def quoted(text: Path | str) -> str:
    """A path or a text as a text literal of SQL."""
    return "'" + str(text).replace("'", "''") + "'"


def _load(folder: Path) -> Release:
    try:
        text = (folder / RECORD).read_text(encoding="utf-8")
        release = Release(json.loads(text), folder)
        # Asked for here, so that what is missing is reported here.
        known = (release.pairs, release.received_on, release.record["rows_sha256"])
    except (OSError, ValueError, KeyError, TypeError):
        known = None
    if known is None or release.release_id != folder.name:
        raise PlainError(
            f"Release {folder.name} is damaged: its {RECORD} cannot be read. Restore "
            "the folder from the backup, or move it out of data/landing and land the "
            "file again."
        )
    return release


def _write_whole(
    database: duckdb.DuckDBPyConnection,
    project: Project,
    contract: Contract,
    as_of: date | None,
    folder: Path,
) -> tuple[list[Release], int]:
    """Write a dataset, and once more if a purge replaced rows in the meantime."""
    while True:
        releases = _received_by(project, contract.name, as_of)
        try:
            return releases, _write(database, project, contract, releases, folder)
        except PlainError:
            if _received_by(project, contract.name, as_of) == releases:
                raise


def _received_by(project: Project, dataset: str, as_of: date | None) -> list[Release]:
    return [
        release
        for release in load_releases(project, dataset)
        if as_of is None or release.received_on <= as_of
    ]


def _counting(contract: Contract, releases: list[Release]) -> Iterator[tuple[str, ...]]:
    """Council, period, release id and day received, once for each council and period.

    Where parts stand beside each other, such as editions, it is the one received last.
    """
    current, latest = current_pairs(releases), {}
    has_council = council_column(contract) is not None
    for release in sorted(releases, key=lambda one: (one.received_on, one.number)):
        for part, period in current.get(release.release_id, ()):
            council = part.partition(PARTED)[0] if has_council else ""
            latest[council, period] = release
    for pair, release in latest.items():
        yield *pair, release.release_id, release.received_on.isoformat()


def _digests(
    contract: Contract, releases: list[Release], folder: Path
) -> dict[str, str]:
    """Council -> a digest of what counts of it; blank for what is of all councils."""
    current = current_pairs(releases)
    if not (current and is_sent_by_council(contract)):
        return {"": sha256_of(folder / f"{contract.name}.parquet")}
    told: dict[str, list[str]] = {}
    for release in releases:
        for part, period in current.get(release.release_id, ()):
            rows = (part, period, release.release_id, release.record["rows_sha256"])
            told.setdefault(part.partition(PARTED)[0], []).append("\t".join(rows))
    return {
        council: hashlib.sha256("\n".join(sorted(lines)).encode()).hexdigest()
        for council, lines in told.items()
    }


def _coming_with_tool(
    database: duckdb.DuckDBPyConnection, contract: Contract
) -> list[tuple[str | None, ...]]:
    """What _counting tells of a release, of the dataset that was written last.

    Open data are every council's, and were received on no day.
    """
    _, period = pair_sql(contract)
    found = database.sql(f"select distinct {period} from landed order by all")
    return [(contract.name, "", label, RELEASE, None) for (label,) in found.fetchall()]


def _write_counting(
    database: duckdb.DuckDBPyConnection, rows: list[tuple[str | None, ...]], path: Path
) -> None:
    texts = ", ".join(f"{name} varchar" for name in COUNTING)
    database.execute(f"create table counting ({texts})")
    if rows:
        marks = ", ".join("?" for _ in COUNTING)
        database.executemany(f"insert into counting values ({marks})", rows)
    _copy(database, "from counting order by all", path)


def _copy(database: duckdb.DuckDBPyConnection, select: str, path: Path) -> None:
    """Write the rows of a query as Parquet: whole, or not at all."""
    unfinished = path.with_name(f"{path.name}.unfinished")
    database.execute(f"copy ({select}) to {quoted(unfinished)} (format parquet)")
    disk.replace(unfinished, path)


def _write(
    database: duckdb.DuckDBPyConnection,
    project: Project,
    contract: Contract,
    releases: list[Release],
    folder: Path,
) -> int:
    current = current_pairs(releases)
    columns = ", ".join(f'"{name}"' for name in contract.column_names)
    texts = ", ".join(f'"{name}" varchar' for name in contract.column_names)
    database.execute(f"create or replace table landed ({texts}, release_id varchar)")
    for release in releases:
        if release.release_id in current:
            _insert(database, contract, release, current[release.release_id])
    if not current:
        take_open_data(database, project, contract)
        database.execute(f"insert into landed select *, '{RELEASE}' from open_data")
    [(count,)] = database.sql("select count(*) from landed").fetchall()
    _copy(
        database,
        f"select {columns}, release_id from landed order by all",
        folder / f"{contract.name}.parquet",
    )
    return count


def _insert(
    database: duckdb.DuckDBPyConnection,
    contract: Contract,
    release: Release,
    pairs: list[Pair],
) -> None:
    part, period = pair_sql(contract)
    # No contract has columns of these names.
    database.execute(
        "create or replace table pairs (of_part varchar, of_period varchar)"
    )
    database.executemany("insert into pairs values (?, ?)", pairs)
    path = release.rows_path
    try:
        # A disk that rots changes values and leaves the file readable.
        if path is None or sha256_of(path) != release.record["rows_sha256"]:
            raise OSError("the file is not the one that was landed")
        columns = stored_columns(database, contract, path)
        database.execute(
            f"insert into landed select {columns}, ? from read_parquet(?) as handed "
            f"semi join pairs on {part} = of_part and {period} = of_period",
            [release.release_id, str(path)],
        )
    except (duckdb.Error, OSError):
        name = release.record.get("rows_file", ROWS)
        raise PlainError(
            f"Release {release.release_id} is damaged: its {name} cannot be read "
            "whole. Restore the folder from the backup, or move it out of data/landing "
            "and land the file again."
        ) from None


def stored_columns(
    database: duckdb.DuckDBPyConnection, contract: Contract, path: Path
) -> str:
    """SQL for the contract's columns in a file of rows.

    An optional column that came into the contract after the file is blank.
    """
    described = database.execute("describe from read_parquet(?)", [str(path)])
    held = {name for name, *_ in described.fetchall()}
    return ", ".join(
        f'cast(null as varchar) as "{column.name}"'
        if column.may_be_absent and column.name not in held
        else f'"{column.name}"'
        for column in contract.columns
    )


def pair_of(contract: Contract, row: list[str | None]) -> Pair:
    """The part and period of a row in the contract's columns, as pair_sql has them."""
    names = contract.column_names
    columns = (*_part_columns(contract), contract.period_column)
    *parts, period = ((row[names.index(name)] or "").strip(" ") for name in columns)
    return PARTED.join(parts), period


def pairs_condition(contract: Contract, pairs: Iterable[Pair]) -> str:
    """SQL that is true for rows of some parts and periods."""
    part, period = pair_sql(contract)
    listed = ", ".join(
        f"({quoted(one)}, {quoted(other)})" for one, other in sorted(pairs)
    )
    return f"({part}, {period}) in ({listed})"


def utc(moment: datetime) -> str:
    """A moment as records write it."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def pair_sql(contract: Contract) -> tuple[str, str]:
    """SQL for the part and period of a row; outer blanks do not make another period."""
    parts = [_trimmed(name) for name in _part_columns(contract)]
    return f" || '{PARTED}' || ".join(parts) or "''", _trimmed(contract.period_column)


def _part_columns(contract: Contract) -> list[str]:
    names = (council_column(contract), contract.replaces_within)
    return [name for name in names if name]


def _trimmed(column: str) -> str:
    return f"coalesce(trim(\"{column}\"), '')"
