"""What a publication holds: database, exports, scores, policy and its record."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from early_years.exporting import Written, csv_text, read_table
from early_years.exporting.bi import copy_published
from early_years.landing.releases import RECORD, quoted
from early_years.publishing.inputs import Inputs, policy_files
from early_years.publishing.places import DATABASE, Building

SCORES = "scores.csv"

# What a later build needs to score these figures again: file -> its rows in a build.
ARCHIVE = {
    "council_methods.csv": """
        from intermediate.int_need__rank_change_methods
        order by local_authority_code, indicator_code
    """,
    "ward_figures.csv": """
        from intermediate.int_need__rank_change_ward_figures
        order by ward_code, indicator_code, period_code
    """,
}

# The indicators are columns here: the archive is read beside the policy of its day.
CONTRIBUTIONS = """
    pivot (
        select ward_code, indicator_code, contribution_score
        from marts.fct_ward_indicator_scores where need_rank is not null
    )
    on indicator_code using first(contribution_score) group by ward_code
"""

SCORES_ARCHIVED = f"""
    with contributions as ({CONTRIBUTIONS})

    select
        scores.local_authority_code,
        scores.ward_code,
        scores.need_score,
        scores.need_rank,
        scores.rank_low,
        scores.rank_high,
        contributions.* exclude (ward_code),
    from marts.fct_ward_need_scores as scores
    left join contributions on scores.ward_code = contributions.ward_code
    order by scores.ward_code
"""


def write_publication(
    building: Building,
    name: str,
    inputs: Inputs,
    written: list[Written],
    by: str,
    compared_with: str | None,
) -> None:
    """Write all but the exports into the publication folder of a finished build.

    compared_with is the publication since which its ranks have changed, if any.
    """
    folder = building.publication
    # Nothing else of the build is published.
    copy_published(building.database, folder / DATABASE)
    _write_scores(building, folder / SCORES)
    _write_archive(building, folder)
    policy = folder / "policy"
    policy.mkdir()
    for path in policy_files(building.root):
        shutil.copyfile(path, policy / path.name)
    record = {
        "publication": name,
        "published_at": datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "published_by": by,
        "compared_with": compared_with,
        **inputs.as_record(),
        "rows": {f"{line.audience}/{line.file}": line.rows for line in written},
        "is_synthetic": any(line.is_synthetic for line in written),
    }
    text = json.dumps(record, indent=2, ensure_ascii=False)
    (folder / RECORD).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def read_record(folder: Path | None) -> dict:
    """The record of a publication; blank without one, or when it cannot be read."""
    if folder is None:
        return {}
    try:
        return json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}


def _write_scores(building: Building, path: Path) -> None:
    with duckdb.connect(
        str(building.database), read_only=True, config={"threads": 1}
    ) as database:
        table = read_table(database.sql(SCORES_ARCHIVED))
    path.write_bytes(csv_text(table).encode("utf-8"))


def _write_archive(building: Building, folder: Path) -> None:
    with duckdb.connect(
        str(building.database), read_only=True, config={"threads": 1}
    ) as database:
        for name, sql in ARCHIVE.items():
            place = quoted(folder / name)
            database.execute(f"copy ({sql}) to {place} (format csv, header)")
