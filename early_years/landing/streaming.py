"""Files too large for the memory: the few rows that are kept, taken from disk.

The layout says that its table is streamed. The rows of known areas become a table as
any other, and are read as such.
"""

import csv
import hashlib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from early_years import disk
from early_years.contracts import Contract
from early_years.landing import archives
from early_years.landing.limits import MEGABYTE
from early_years.readers.areas import load_areas
from early_years.readers.layouts import Layout, load_layouts
from early_years.readers.matching import Match, Table, match

LONGEST_HEADER = 100_000


@dataclass(frozen=True)
class Streamed:
    """A table of the rows that are kept, with the name and sum of its file."""

    file_name: str
    sha256: str
    table: Table
    left_out: int


class NotStreamed(Exception):
    """A file that is not taken; its text says why, in plain words."""


def stream(
    path: Path, contract: Contract, scratch: Path, reference: Path
) -> Streamed | None:
    """The rows of known areas of a large file, or None where it has another layout.

    Raises NotStreamed, or UnsafeArchive where the file is a zip. A zip and its file lie
    in scratch meanwhile.
    """
    layouts = [one for one in load_layouts() if one.dataset == contract.name]
    layout = next((one for one in layouts if one.streamed), None)
    if layout is None or not path.is_file():
        return None
    copy = scratch / "handed_over"
    try:
        largest = layout.streamed["megabytes"] * MEGABYTE
        sha256 = _copied(path, copy, largest)
        table_path, name = copy, path.name
        with copy.open("rb") as file:
            is_zip = archives.is_zip(file.read(4))
        if is_zip:
            table_path = scratch / "unpacked.csv"
            pattern = layout.streamed["member"]
            member = archives.unpack_largest(copy, pattern, largest, table_path)
            name = f"{path.name}/{member}"
        fits = _fits(layout, table_path)
        if fits is None:
            _check_not_refused(layouts, table_path)
            return None
        table, left_out = _kept(fits, table_path, reference)
        return Streamed(name, sha256, table, left_out)
    finally:
        for unfinished in (copy, scratch / "unpacked.csv"):
            unfinished.unlink(missing_ok=True)


def _copied(path: Path, copy: Path, largest: int) -> str:
    """Copy a file, which may change while it is read, and return the copy's sum."""
    digest, size = hashlib.sha256(), 0
    try:
        handed_over = disk.open_file(path)
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise NotStreamed(f"the file cannot be read: {reason}.") from None
    with handed_over as source, copy.open("wb") as target:
        while part := source.read(MEGABYTE):
            size += len(part)
            if size > largest:
                raise NotStreamed(
                    f"the file has more than {largest // MEGABYTE:,} MB, "
                    "which no release of it has. Is it another file?"
                )
            digest.update(part)
            target.write(part)
    return digest.hexdigest()


def _fits(layout: Layout, path: Path) -> Match | None:
    """Where the layout's columns stand, judged by the first line."""
    with path.open("rb") as file:
        line = file.readline(LONGEST_HEADER).decode("utf-8-sig", "replace")
    header: list[str | None] = [*next(csv.reader([line]), [])]
    found = match(layout, Table("", [(1, header)])) if header else None
    return found if found and not found.missing else None


def _check_not_refused(layouts: list[Layout], path: Path) -> None:
    """Raise NotStreamed where a layout that is never taken fits."""
    for layout in layouts:
        if layout.refused and _fits(layout, path):
            text = f"the file looks like {layout.title}, but {layout.refused}"
            raise NotStreamed(text)


def _kept(fits: Match, path: Path, reference: Path) -> tuple[Table, int]:
    areas = load_areas(reference, fits.layout.area["kind"])
    header = fits.header
    placed = [place for places in fits.places[None].values() for place in places]
    placed += [place for places in fits.marks.values() for place in places]
    wanted = sorted({*fits.area[:1], *placed})
    names = {f"column{place}": "varchar" for place in range(len(header))}
    source = "read_csv(?, columns = ?, skip = 1, header = false, delim = ',', "
    source += "quote = '\"', escape = '\"', auto_detect = false)"
    listed = ", ".join(f"column{place}" for place in wanted)
    try:
        with duckdb.connect() as database:
            database.execute("create table known (code varchar)")
            codes = [[code] for code in sorted(areas.known or ())]
            database.executemany("insert into known values (?)", codes)
            place = [str(path), names]
            rows = database.execute(
                f"select {listed} from {source} where column{fits.area[0]} in "
                "(select code from known)",
                place,
            ).fetchall()
            [(count,)] = database.execute(
                f"select count(*) from {source}", place
            ).fetchall()
    except duckdb.Error:
        raise NotStreamed(
            "the file is damaged or cut short, or a line of it has too few values. "
            "Download it again."
        ) from None
    numbered = list(enumerate([[header[at] for at in wanted], *map(list, rows)], 1))
    return Table("", numbered), count - len(rows)
