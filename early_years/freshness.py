"""Whether each source is as fresh as the calendar of arrivals asks.

The marts hold dates alone, so that the same inputs give the same bytes on any day.
Here, and nowhere else, they are compared with a day.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from early_years.environment import PlainError, Project
from early_years.exporting import open_database
from early_years.landing.home import at_hand
from early_years.publishing.places import DATABASE, published_folder
from early_years.tables import print_table

HEADINGS = (
    *("dataset", "council", "last period", "last release", "received", "waiting for"),
    *("expected", "days late", "state"),
)

SOURCES = """
    select
        dataset_code,
        local_authority_code,
        supply_status,
        last_period_code,
        last_release_code,
        last_received_date,
        missing_period_code,
        expected_date,
        late_after_date,
        too_late_after_date,
        owner_team,
        owner_mailbox,
        step_label,
        responsible_team,
        responsible_mailbox,
    from marts.fct_source_freshness
    order by dataset_code, local_authority_code
"""


@dataclass(frozen=True, kw_only=True)
class _Publication(Project):
    """The project as its readers see it; folder holds the publication."""

    folder: Path

    @property
    def database(self) -> Path:
        return self.folder / DATABASE


@dataclass(frozen=True)
class Source:
    """One row of fct_source_freshness; the mart says what its columns are."""

    dataset_code: str
    local_authority_code: str
    supply_status: str
    last_period_code: str | None
    last_release_code: str | None
    last_received_date: date | None
    missing_period_code: str | None
    expected_date: date
    late_after_date: date
    too_late_after_date: date
    owner_team: str
    owner_mailbox: str
    step_label: str
    responsible_team: str
    responsible_mailbox: str

    def days_late(self, day: date) -> int:
        """Days since the source was expected; 0 where it is not yet."""
        return max((day - self.expected_date).days, 0)

    def state(self, day: date) -> str:
        """on time, late or too late on a day; a late source may never have come."""
        if day > self.too_late_after_date:
            state = "too late"
        elif day > self.late_after_date:
            state = "late"
        else:
            state = "on time"
        never = self.supply_status == "not_supplied"
        return f"{state}, never supplied" if never else state


def tell_freshness(project: Project, day: date) -> None:
    """Print a line per source as of a day, and whom to call about those that are late.

    Reads what readers read: the publication, or else the last build. Raises PlainError
    when a source is later than policy allows, or nothing was built.
    """
    home = _home(project)
    sources = _sources(home)
    print(f"As of {day}, by {project.relative(home.database)}:")
    cells = [_cells(source, day) for source in sources]
    print_table(HEADINGS, cells, right=("days late",), whole=("dataset", "expected"))
    late = [source for source in sources if day > source.late_after_date]
    too_late = [source for source in late if day > source.too_late_after_date]
    for line in _calls(late):
        print(line)
    if too_late:
        names = ", ".join(sorted({source.dataset_code for source in too_late}))
        raise PlainError(
            f"Later than the calendar of arrivals allows: {names}. Call those named "
            "above. If a period will never come, move first_period_code in "
            "seeds/governance/governance_arrivals.csv, and say why."
        )


def _home(project: Project) -> Project:
    folder = published_folder(project)
    if folder is None:
        return at_hand(project)
    return _Publication(root=project.root, folder=folder)


def _sources(home: Project) -> list[Source]:
    try:
        with open_database(home) as database:
            return [Source(*row) for row in database.sql(SOURCES).fetchall()]
    except duckdb.CatalogException:
        raise PlainError(
            f"{home.relative(home.database)} was built before freshness was known. "
            "Build or refresh once more."
        ) from None


def _cells(source: Source, day: date) -> tuple[str, ...]:
    return (
        source.dataset_code,
        source.local_authority_code,
        source.last_period_code or "none",
        source.last_release_code or "none",
        str(source.last_received_date or ""),
        source.missing_period_code or "a new edition",
        str(source.expected_date),
        str(source.days_late(day)),
        source.state(day),
    )


def _calls(late: list[Source]) -> list[str]:
    """Whose step it is to ask, and whom, one line for all datasets of the two."""
    datasets: dict[tuple[str, ...], set[str]] = {}
    for source in late:
        parties = (
            source.step_label,
            f"{source.responsible_team} ({source.responsible_mailbox})",
            f"{source.owner_team} ({source.owner_mailbox})",
        )
        datasets.setdefault(parties, set()).add(source.dataset_code)
    return [
        f"Late: {', '.join(sorted(names))}. {step}: {asker}. It comes from: {owner}."
        for (step, asker, owner), names in sorted(datasets.items())
    ]
