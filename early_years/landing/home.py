"""Which home a build reads, seeds or landing store, and getting the store ready."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from early_years import disk
from early_years.environment import Project


def at_hand(project: Project) -> Project:
    """The project as it is built now: from the store once anything was landed.

    The two homes are never mixed: of what has not been landed the real open data that
    come with the tool count; all else is not supplied, and never synthetic.
    """
    records = (project.root / "data" / "landing").glob("*/*/release.json")
    return replace(project, reads_store=any(records))


def take_current(project: Project, as_of: date | None) -> list[str]:
    """Write data/current for dbt and clear the store's database, so that it is fresh.

    Returns a line per dataset on what was taken. Raises PlainError naming a release
    that cannot be read, or where real counts would leave without a secret.
    """
    # Only a build from the store needs its libraries and the time to load them.
    from early_years.landing.noise import refuse_known_noise
    from early_years.landing.releases import write_current

    current = disk.private_folder(project.root / "data" / "current")
    disk.private_folder(project.database.parent)
    rows = write_current(project, current, as_of)
    refuse_known_noise(project, current)
    for path in project.database.parent.glob("early_years.duckdb*"):
        path.unlink()
    came = _came_with_tool(current / "releases.parquet")
    return [
        _taken(dataset, count, came.get(dataset)) for dataset, count in rows.items()
    ]


def _taken(dataset: str, count: int, periods: str | None) -> str:
    if not count:
        return f"{dataset}: not landed"
    came = f" of the open data that come with the tool: {periods}" if periods else ""
    return f"{dataset}: {count:,} rows{came}"


def _came_with_tool(releases: Path) -> dict[str, str]:
    """The periods, in words, of each dataset whose rows come with the tool."""
    import duckdb

    from early_years.landing.open_data import RELEASE

    with duckdb.connect() as database:
        found = database.execute(
            "select dataset_code, string_agg(period_label, ', ' order by period_label) "
            "from read_parquet(?) where release_id = ? group by all",
            [str(releases), RELEASE],
        )
        return dict(found.fetchall())
