"""Removing what a build made. Standard library only: it needs no environment."""

import shutil
from pathlib import Path

# Files as landed (data/landing) and what was published (data/published) are the user's,
# and never removed.
BUILT = (
    "data/building",
    "data/current",
    "data/disclosure_audit.json",
    "data/early_years.duckdb",
    "data/early_years.duckdb.wal",
    "data/early_years_bi.duckdb",
    "data/exports",
    "data/kept",
    "data/report",
    "data/scratch.duckdb",
    "data/scratch.duckdb.wal",
    "data/state",
    "data/store",
    "data/try",
    "dbt_packages",
    "logs",
    "target",
)


def clean(root: Path) -> list[str]:
    """Remove what was built below root; return the relative paths removed."""
    removed = []
    for relative in BUILT:
        path = root / relative
        if path.is_dir():
            shutil.rmtree(path)
        elif path.exists():
            path.unlink()
        else:
            continue
        removed.append(relative)
    return removed
