"""The table of releases that people read."""

from early_years.contracts import load_contracts
from early_years.environment import Project
from early_years.landing.interpreting import find_contract
from early_years.landing.releases import Release, current_pairs, load_releases
from early_years.tables import print_table

HEADINGS = (
    *("release", "periods", "councils", "rows", "received", "by", "state"),
    "synthetic",
)


def print_releases(project: Project, dataset: str | None = None) -> None:
    """Print every release of a dataset, or of all, oldest first.

    Raises PlainError when the dataset is unknown or a release's record is damaged.
    """
    names = (
        [find_contract(dataset).name]
        if dataset
        else [contract.name for contract in load_contracts()]
    )
    rows = [row for name in names for row in release_rows(load_releases(project, name))]
    if not rows:
        print(f"Nothing was landed yet{f' for {dataset}' if dataset else ''}.")
        return
    print_table(HEADINGS, rows, right=("rows",), whole=("release",))


def release_rows(releases: list[Release]) -> list[tuple[str, ...]]:
    """The cells of each release of one dataset, in the order of HEADINGS."""
    current = current_pairs(releases)
    return [
        (
            release.release_id,
            ", ".join(release.record["periods"]),
            ", ".join(release.record["councils"]),
            f"{release.record['rows']:,}",
            release.record["received"],
            release.record["landed_by"],
            _state(release, current),
            "yes" if release.record["is_synthetic"] else "no",
        )
        for release in releases
    ]


def _state(release: Release, current: dict) -> str:
    if release.rows_path is None:
        return "purged"
    counting = len(current.get(release.release_id, ()))
    state = "current" if counting else "superseded"
    if 0 < counting < len(release.pairs):
        state = f"current for {counting} of {len(release.pairs)}"
    purged = sum(purge["rows"] for purge in release.record.get("purged", ()))
    return f"{state}, purged {purged:,} rows" if purged else state
