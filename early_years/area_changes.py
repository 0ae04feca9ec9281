"""What has to hold between the rows of ref_area_changes, and with the areas of today.

A former area that leads nowhere would lose its children in silence: their rows would be
kept as of no area that is known.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from early_years.csv_rows import Row, csv_rows, rows_if_any
from early_years.environment import Project

CHANGES = Path("seeds", "reference", "ref_area_changes.csv")
# Kind of area -> the seed of the areas of today, and the column of their codes.
TODAY = {
    "ward": ("ref_wards", "ward_code"),
    "local_authority": ("ref_local_authorities", "local_authority_code"),
}


def area_changes(project: Project) -> list[Row]:
    """The rows of ref_area_changes; none in a project without it."""
    return rows_if_any(project.root / CHANGES)


def change_problems(project: Project) -> list[str]:
    """What is wrong with former wards and councils, each problem a sentence or two.

    Reads rows whose columns were found to hold what they may.
    """
    rows = list(enumerate(area_changes(project), start=2))
    found: list[str] = []
    if not rows:
        return found
    for kind, (seed, column) in TODAY.items():
        today = _codes(project, seed, column)
        former = defaultdict(list)
        for _, row in rows:
            if row["area_kind"] == kind:
                former[row["former_area_code"]].append(row)
        found += [
            f"{CHANGES.as_posix()}, row {number} ({row['former_area_code']}): {problem}"
            for number, row in rows
            if row["area_kind"] == kind
            for problem in _problems(row, former, today, f"seeds/reference/{seed}.csv")
        ]
    return found


def _problems(
    row: Row,
    former: dict[str, list[Row]],
    today: dict[str, bool],
    place: str,
) -> Iterator[str]:
    """former: code -> its rows; today: code -> whether no former area may have it."""
    code, kind = row["area_code"], row["change_kind"]
    of_it = former[row["former_area_code"]]
    if today.get(row["former_area_code"]):
        yield f"it is also an area of today, in {place}. Remove its row there, or here."
    if code in former:
        yield (
            f"area_code {code} is itself a former area. Write the code of today: each "
            "row leads to the last area."
        )
    elif code not in today:
        yield (
            f"area_code {code} does not stand in {place}. Write the code of today, or "
            "add its row there."
        )
    if len({(other["change_kind"], other["from_date"]) for other in of_it}) > 1:
        yield "its rows differ in change_kind or from_date. Write one for all."
    elif (len(of_it) > 1) != (kind == "split"):
        yield (
            f"the change is {kind}, in {len(of_it)} row{'s' * (len(of_it) > 1)}. A "
            "split has a row per area of today, every other change has one."
        )


def _codes(project: Project, seed: str, column: str) -> dict[str, bool]:
    return {
        # Councils that are not served may be there to compare with.
        row[column]: row.get("is_served", "true").lower() == "true"
        for row in csv_rows(project.root / "seeds" / "reference" / f"{seed}.csv")
    }
