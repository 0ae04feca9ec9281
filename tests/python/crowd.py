"""The build of many councils: the example's city among made-up ones, not all well.

The city has a mistake of each kind in its rows and places that may not be named; of the
others one fails a gate, one lacks a source, one lacks its neighbour's rows and sends
returns of new years, and one sends returns by ward for most rows. What each has without
that stands in the build of councils.py.
"""

import csv
import shutil
from pathlib import Path

from builds import Build
from councils import GATED, NEIGHBOUR, SUPPLIED, WITHOUT_HEADCOUNT, sent_by
from planted_places import BIRMINGHAM, plant
from projects import ProjectCopy, copy_project
from ward_returns import send_groups, send_new_years, send_returns

ACOCKS_GREEN = "E05011118"


def make_crowd(root: Path, parsed: ProjectCopy, cities: ProjectCopy) -> Build:
    """That build, with the rows of the made-up councils as cities has them."""
    copy = copy_project(root, parsed)
    add_rows(copy, cities)
    make_mistakes(copy)
    withhold_rows(copy)
    send_returns(copy, cities)
    send_new_years(copy, SUPPLIED)
    send_groups(copy, SUPPLIED)
    plant(copy)
    # A build leaves nothing of what another left in its database.
    shutil.copyfile(cities.database, copy.database)
    return copy, copy.verb("build", "--verbose")


def add_rows(copy: ProjectCopy, cities: ProjectCopy) -> None:
    """Put the rows of the made-up councils below those of the example's."""
    theirs = cities.root / "seeds"
    for path in sorted(theirs.rglob("*.csv")):
        own = copy.root / "seeds" / path.relative_to(theirs)
        if own.read_bytes() != path.read_bytes():
            header, rows = _table(path)
            own_header, own_rows = _table(own)
            assert header == own_header, path.name
            held = {tuple(row) for row in own_rows}
            with own.open("a", encoding="utf-8", newline="") as text:
                csv.writer(text, lineterminator="\n").writerows(
                    row for row in rows if tuple(row) not in held
                )


def _table(path: Path) -> tuple[list[str], list[list[str]]]:
    with path.open(encoding="utf-8", newline="") as text:
        header, *rows = csv.reader(text)
    return header, rows


def make_mistakes(copy: ProjectCopy) -> None:
    """Put a mistake of each kind into the rows of the example's city."""
    with copy.changed_seed("landed/raw_census_religions") as rows:
        rows["colour"] = "blue"
    with copy.changed_seed("landed/raw_asq3_children_due") as rows:
        latest = rows["review_year"] == "2022"
        ward = rows["ward_code"] == ACOCKS_GREEN
        rows.loc[latest & ward, "ward_name"] = "Acocks Green and Tyseley"
        rows.loc[latest & ward, "children_due_count"] = "10"
        uncoded = rows["ward_name"] == "Balsall Heath West"
        rows.loc[latest & uncoded, "ward_name"] = "BALSALL-HEATH WEST (Birmingham)"
        rows.loc[latest & uncoded, "ward_code"] = ""
    with copy.changed_seed("landed/raw_asq3_reviews") as rows:
        rows.loc[0, "review_date"] = "31/02/2020"
        rows.loc[1, "communication"] = "42.5"
    with copy.changed_seed("landed/raw_eyfsp_results") as rows:
        rows.loc[2, "home_lsoa_2021_code"] = "E01888888"
        rows.loc[len(rows)] = rows.loc[3]
    with copy.changed_seed("landed/raw_early_education_eligible_children") as rows:
        is_ward = rows["ward_code"] == ACOCKS_GREEN
        is_three = rows["age_at_31_december"] == "3"
        rows.loc[is_ward & is_three, "eligible_children_count"] = "20"
    with copy.changed_seed("landed/raw_temporary_accommodation") as rows:
        rows.drop(rows.index[rows["local_authority_code"] == BIRMINGHAM], inplace=True)


def withhold_rows(copy: ProjectCopy) -> None:
    """Take away what three of the made-up councils don't send, or send unreadably."""
    with copy.changed_seed("landed/raw_eyfsp_results") as rows:
        # One row in ten.
        rows.loc[rows.index[sent_by(rows, GATED)][::10], "com_e01"] = "2"
    with copy.changed_seed("landed/raw_early_education_headcount") as rows:
        rows.drop(rows.index[sent_by(rows, WITHOUT_HEADCOUNT)], inplace=True)
    areas = copy.seed("reference/ref_small_areas")
    near = areas["area_code"][areas["local_authority_code"] == NEIGHBOUR]
    for name, column, theirs in (
        ("settings_register", "local_authority_code", [NEIGHBOUR]),
        ("population_estimates", "lsoa_2021_code", near),
    ):
        with copy.changed_seed(f"landed/raw_{name}") as rows:
            rows.drop(rows.index[rows[column].isin(theirs)], inplace=True)
