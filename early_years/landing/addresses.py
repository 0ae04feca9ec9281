"""Home postcodes: turned into areas while a file is read, and then forgotten."""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import duckdb

from early_years.contracts import Contract
from early_years.environment import PlainError, Project
from early_years.landing.releases import Release, current_pairs, load_releases

HOME_POSTCODE = "home_postcode"
DIRECTORY = "postcodes"
NOT_OF_A_POSTCODE = re.compile(r"[^A-Z0-9]")


@dataclass(frozen=True)
class Directory:
    """The postcode directory that was current at the end of a day, read when asked."""

    project: Project
    day: date

    @property
    def release_id(self) -> str:
        """The release that has its newest month, or several of them by name."""
        return ", ".join(release.release_id for release in self._newest[0])

    @property
    def month(self) -> str:
        """The month of the directory, as its rows say it."""
        return self._newest[1]

    @cached_property
    def _newest(self) -> tuple[list[Release], str]:
        releases = [
            release
            for release in load_releases(self.project, DIRECTORY)
            if release.received_on <= self.day
        ]
        current = current_pairs(releases)
        months: dict[str, list[Release]] = {}
        for release in releases:
            for month in {month for _, month in current.get(release.release_id, ())}:
                months.setdefault(month, []).append(release)
        if not months:
            raise PlainError(
                "REFUSED: the file holds home postcodes, and no postcode directory was "
                f"received by {self.day}. Nothing was landed. Land the postcode "
                f"directory first (dataset {DIRECTORY}), with --received where it came "
                "earlier than today."
            )
        month = max(months)
        return months[month], month

    @cached_property
    def areas(self) -> dict[str, str]:
        """LSOA 2021 by postcode, the postcode in capitals and digits alone.

        Raises PlainError when there is no directory, or it cannot be read.
        """
        releases, month = self._newest
        paths = [str(release.rows_path) for release in releases if release.rows_path]
        try:
            with duckdb.connect() as database:
                rows = database.execute(
                    "select postcode, lsoa_2021_code from read_parquet(?) where "
                    "trim(directory_month) = ? and postcode is not null "
                    "and lsoa_2021_code is not null order by all",
                    [paths, month],
                ).fetchall()
        except duckdb.Error:
            raise PlainError(
                f"Release {self.release_id} of the postcode directory is damaged. "
                "Restore its folder from the backup, or land the directory again."
            ) from None
        return {bare(postcode): area.strip() for postcode, area in rows}


def bare(postcode: str) -> str:
    """A postcode in capitals and digits alone: 'b35 7pl ' is B357PL."""
    return NOT_OF_A_POSTCODE.sub("", postcode.upper())


def has_postcodes(header: list[str], contract: Contract) -> bool:
    """Whether a header has the column of home postcodes, and the contract takes it."""
    return contract.takes_home_postcodes and HOME_POSTCODE in header


def located_header(header: list[str], contract: Contract) -> list[str]:
    """The header with the area's column in place of that of home postcodes."""
    if not has_postcodes(header, contract):
        return header
    kept = [name for name in header if name != HOME_POSTCODE]
    is_there = contract.area_column in kept
    return kept if is_there else [*kept, contract.area_column]


def located_rows(
    header: list[str], rows: list[list], contract: Contract, directory: Directory
) -> tuple[list[list], list[str]]:
    """Rows in the columns of located_header, and what is to be told.

    The area that a file names stands; where it is blank, that of the postcode does.
    Raises PlainError when there is no directory.
    """
    at = header.index(HOME_POSTCODE)
    area_at = located_header(header, contract).index(contract.area_column)
    known = directory.areas
    unknown = asked = 0
    located = []
    for row in rows:
        kept = [*row[:at], *row[at + 1 :]]
        if area_at == len(kept):
            kept.append(None)
        postcode = bare(row[at] or "")
        if postcode and not (kept[area_at] or "").strip():
            kept[area_at] = known.get(postcode)
            asked += 1
            unknown += kept[area_at] is None
        located.append(kept)
    told = (
        f"{unknown:,} of {asked:,} postcodes are not in the directory of "
        f"{directory.month}: their area is blank."
        if unknown
        else f"{asked:,} postcodes were looked up in the directory of "
        f"{directory.month}."
    )
    return located, [f"{told} No postcode was stored."]
