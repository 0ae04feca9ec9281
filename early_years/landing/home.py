"""Which home a build reads, seeds or landing store, and getting the store ready."""

from dataclasses import replace
from datetime import date

from early_years import disk
from early_years.environment import Project


def at_hand(project: Project) -> Project:
    """The project as it is built now: from the store once anything was landed.

    The two homes are never mixed: what has not been landed is then not supplied, and
    never synthetic.
    """
    records = (project.root / "data" / "landing").glob("*/*/release.json")
    return replace(project, reads_store=any(records))


def take_current(project: Project, as_of: date | None) -> list[str]:
    """Write data/current for dbt and clear the store's database, so that it is fresh.

    Returns a line a dataset on what was taken. Raises PlainError naming a release that
    cannot be read.
    """
    # Only a build from the store needs its libraries and the time to load them.
    from early_years.landing.releases import write_current

    current = disk.private_folder(project.root / "data" / "current")
    disk.private_folder(project.database.parent)
    rows = write_current(project, current, as_of)
    for path in project.database.parent.glob("early_years.duckdb*"):
        path.unlink()
    return [
        f"{dataset}: {count:,} rows" if count else f"{dataset}: not landed"
        for dataset, count in rows.items()
    ]
