"""Which files of a school year are expected, from whom and when, and which have come.

Nothing is built: the calendar of arrivals, and the landing store or seeds/landed, are
read as they lie.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import duckdb

from early_years.contracts import Contract, load_contracts
from early_years.environment import PlainError, Project
from early_years.landing.home import at_hand
from early_years.landing.releases import PARTED, council_column, load_releases, quoted
from early_years.tables import print_table

SEEDS = ("reference", "governance")
HEADINGS = ("dataset", "council", "about", "from", "expected", "state")

# A file of a dataset, a council (blank: of no single one) and what suppliers call a
# period -> the release that brought it.
Held = dict[tuple[str, str, str], str]

# Periods of each calendar from its first on, in time.
EXPECTED = """
    select
        arrivals.dataset_code,
        councils.local_authority_code,
        datasets.owner_team,
        datasets.owner_mailbox,
        coalesce(datasets.ward_return_of, '') as ward_return_of,
        try_cast(arrivals.days_after_period_end as integer) as days_after_end,
        try_cast(arrivals.days_until_next_period as integer) as days_until_next,
        try_cast(arrivals.late_after_days as integer) as late_after_days,
        try_cast(arrivals.next_edition_date as date) as next_edition_date,
        periods.supplier_label,
        periods.period_label,
        cast(periods.end_date as date) as end_date,
    from governance_arrivals as arrivals
    inner join governance_datasets as datasets using (dataset_code)
    inner join ref_periods as first_periods
        on arrivals.first_period_code = first_periods.period_code
    inner join ref_periods as periods
        on
            datasets.period_type = periods.period_type
            and first_periods.start_date <= periods.start_date
    inner join ref_local_authorities as councils
        on
            councils.is_served = 'true'
            and (
                arrivals.code_letters is null
                or contains(arrivals.code_letters, councils.local_authority_code[1])
            )
    order by arrivals.dataset_code, councils.local_authority_code, periods.end_date
"""


@dataclass(frozen=True)
class Period:
    """A period of the calendar of one dataset and council; see EXPECTED."""

    dataset_code: str
    local_authority_code: str
    owner_team: str
    owner_mailbox: str
    ward_return_of: str
    days_after_end: int
    days_until_next: int | None
    late_after_days: int
    next_edition_date: date | None
    supplier_label: str
    period_label: str
    end_date: date


@dataclass(frozen=True)
class File:
    """A file that is expected: what it is about, by when, and its release.

    release is blank for what lies in seeds/landed, and None for what has not come.
    """

    period: Period
    about: str
    expected_date: date
    release: str | None

    def state(self, day: date, instead: str | None) -> str:
        """arrived, not needed, late or expected, on a day; instead came for it."""
        if self.release is not None:
            return f"arrived {self.release}".rstrip()
        if instead:
            return f"not needed: {instead} came"
        if self.period.ward_return_of:
            return f"may come for {self.period.ward_return_of}"
        late_after = self.expected_date + timedelta(self.period.late_after_days)
        return "late" if day > late_after else "expected"


def tell_new_year(project: Project, year: str | None, day: date) -> None:
    """Print a line per file that is about a period which ends in a school year.

    year is written 2025/26; None is the school year of the day, which also decides what
    is late. Raises PlainError for a year that is not in the calendar.
    """
    home = at_hand(project)
    with duckdb.connect(config={"threads": 1}) as database:
        for path in _seeds(project.root / "seeds"):
            database.execute(
                f"create table {path.stem} as from read_csv({quoted(path)}, "
                "header = true, all_varchar = true)"
            )
        name, first, last = _school_year(database, year, day)
        rows = database.sql(EXPECTED).fetchall()
        held = _in_store(home) if home.reads_store else _in_seeds(home, database)
    files = list(_files([Period(*row) for row in rows], held, first, last))
    place = "data/landing" if home.reads_store else "seeds/landed"
    print(f"Files about {name}, as of {day}, by the calendar of arrivals and {place}:")
    came = {_key(file): file for file in files if file.release is not None}
    cells = [_cells(file, came, day) for file in files]
    print_table(HEADINGS, cells, whole=("dataset", "expected"))
    waiting = sum(cell[-1] in ("late", "expected") for cell in cells)
    print(f"{len(came)} of {len(files)} have arrived; {waiting} are waited for.")


def _seeds(folder: Path) -> Iterator[Path]:
    for part in SEEDS:
        yield from sorted((folder / part).glob("*.csv"))


def _school_year(
    database: duckdb.DuckDBPyConnection, year: str | None, day: date
) -> tuple[str, date, date]:
    found = database.execute(
        "select period_label, cast(start_date as date), cast(end_date as date) "
        "from ref_periods where period_type = 'academic_year' and "
        "case when $year is null then $day between cast(start_date as date) and "
        "cast(end_date as date) else supplier_label = $year end",
        {"year": year, "day": day},
    ).fetchone()
    if found is None:
        raise PlainError(
            f"{year or day} is in no school year of seeds/reference/ref_periods.csv. "
            "Write a year as in 2025/26."
        )
    return found


def _files(
    periods: list[Period], held: Held, first: date, last: date
) -> Iterator[File]:
    calendars: dict[tuple[str, str], list[Period]] = {}
    for period in periods:
        key = (period.dataset_code, period.local_authority_code)
        calendars.setdefault(key, []).append(period)
    for calendar in calendars.values():
        for period in _wanted(calendar, held, last):
            if first <= period.end_date <= last:
                expected = period.end_date + timedelta(period.days_after_end)
                release = _release(period, held)
                yield File(period, period.period_label, expected, release)
        edition = calendar[0].next_edition_date
        if edition and first <= edition <= last:
            yield File(calendar[-1], "a new edition, if there is one", edition, None)


def _wanted(calendar: list[Period], held: Held, last: date) -> Iterator[Period]:
    """The periods of which a file is expected: each, or one every so many days.

    Where not each has a file, those that came are told, and after the newest of them
    one for each span of days.
    """
    step = calendar[0].days_until_next
    if step is None:
        yield from calendar
        return
    known = [one for one in calendar if _release(one, held) is not None]
    known = known or calendar[:1]
    yield from known
    newest = known[-1]
    while newest.end_date <= last:
        due = newest.end_date + timedelta(step)
        later = [one for one in calendar if one.end_date > newest.end_date]
        if not later:
            return
        newest = min(later, key=lambda one: abs(one.end_date - due))
        yield newest


def _release(period: Period, held: Held) -> str | None:
    """The release that holds a period, of its council or of no single one."""
    for council in (period.local_authority_code, ""):
        found = held.get((period.dataset_code, council, period.supplier_label))
        if found is not None:
            return found
    return None


def _key(file: File) -> tuple[str, str, str]:
    period = file.period
    return period.dataset_code, period.local_authority_code, file.about


def _cells(
    file: File, came: dict[tuple[str, str, str], File], day: date
) -> tuple[str, ...]:
    """A line of the table; a return by ward stands in for rows of children."""
    period = file.period
    dataset, *rest = _key(file)
    twins = [period.ward_return_of] if period.ward_return_of else []
    twins += [one[0] for one, at in came.items() if at.period.ward_return_of == dataset]
    instead = next((twin for twin in twins if (twin, *rest) in came), None)
    return (
        dataset,
        period.local_authority_code,
        file.about,
        f"{period.owner_team} ({period.owner_mailbox})",
        str(file.expected_date),
        file.state(day, instead),
    )


def _in_store(home: Project) -> Held:
    """What the landing store holds; of two releases of a period the later one."""
    held: Held = {}
    for contract in load_contracts():
        for release in load_releases(home, contract.name):
            for part, period in release.pairs:
                council = part.partition(PARTED)[0] if council_column(contract) else ""
                held[contract.name, council, period] = release.release_id
    return held


def _in_seeds(home: Project, database: duckdb.DuckDBPyConnection) -> Held:
    """What the extracts in seeds/landed hold."""
    return {
        (contract.name, *row): ""
        for contract in load_contracts()
        for row in _landed_periods(home.landed / contract.file_name, contract, database)
    }


def _landed_periods(
    path: Path, contract: Contract, database: duckdb.DuckDBPyConnection
) -> list[tuple[str, str]]:
    if not path.exists():
        return []
    council = council_column(contract) or "''"
    return database.sql(
        f'select distinct {council}, trim("{contract.period_column}") '
        f"from read_csv({quoted(path)}, header = true, all_varchar = true) "
        "order by all"
    ).fetchall()
