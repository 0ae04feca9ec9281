"""A home postcode becomes an area while a file is read, and is found nowhere after."""

import json
import os
import re
from datetime import UTC, datetime

import duckdb
import pytest
from landing_files import (
    CHILDREN,
    CONTRACTS,
    csv_bytes,
    make_rows,
    parquet_rows,
    project,
    put,
    xlsx_bytes,
)
from projects import copy_project

from early_years.environment import here
from early_years.landing import masking
from early_years.landing.home import at_hand, take_current
from early_years.landing.replacing import Consent
from early_years.landing.taking import land

__all__ = ["project"]
POSTCODE, AREA, OTHER_AREA = "B35 7PL", "E01008881", "E01008882"
REVIEWS = "asq3_reviews"
TODAY = datetime.now(UTC).date().isoformat()


def land_directory(project, areas, month="2024-08", received=TODAY, *options):
    """Land a postcode directory; return the id of its release."""
    rows = [
        row | {"postcode": code, "lsoa_2021_code": area, "directory_month": month}
        for row, (code, area) in zip(
            make_rows("postcodes", count=len(areas)), areas.items(), strict=True
        )
    ]
    path = put(project, csv_bytes(rows), "directory.csv")
    said = project.land(path, "--received", received, *options, dataset="postcodes")
    return re.search(r"landed as (\S+?):", said)[1]


def children(postcodes, **values):
    """Rows of children, each with one of the postcodes in place of its area."""
    rows = make_rows(CHILDREN, count=len(postcodes), **values)
    for row, postcode in zip(rows, postcodes, strict=True):
        if "home_lsoa_2021_code" not in values:
            del row["home_lsoa_2021_code"]
        row["home_postcode"] = postcode
    return rows


def areas_stored(project, number=1):
    release_id = f"{CHILDREN}-{number:04d}"
    folder = project.root / "data" / "landing" / CHILDREN / release_id
    place = CONTRACTS[CHILDREN].column_names.index("home_lsoa_2021_code")
    return [row[place] for row in parquet_rows(folder / "rows.parquet")]


def record(project, number=1):
    release_id = f"{CHILDREN}-{number:04d}"
    folder = project.root / "data" / "landing" / CHILDREN / release_id
    return json.loads((folder / "release.json").read_text(encoding="utf-8"))


def everything_in(folder):
    """All that lies in a folder as one text, with the values of Parquet and DuckDB."""
    found = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        found += [path.name, path.read_bytes().decode("utf-8", "replace")]
        if path.suffix == ".parquet":
            found.append(str(parquet_rows(path)))
        if path.suffix == ".duckdb":
            found += database_rows(path)
    return "\n".join(found)


def database_rows(path):
    with duckdb.connect(os.fspath(path), read_only=True) as database:
        tables = database.sql(
            "select table_schema, table_name from information_schema.tables"
        ).fetchall()
        return [
            str(database.sql(f'from "{schema}"."{table}"').fetchall())
            for schema, table in tables
        ]


def assert_forgotten(text):
    bare = text.upper().replace(" ", "")
    assert POSTCODE.replace(" ", "") not in bare


# Looked up


def test_a_postcode_becomes_an_area_however_it_is_written(project):
    directory = land_directory(project, {POSTCODE: AREA, "B1  1AA": OTHER_AREA})
    rows = children([POSTCODE, "b357pl", " B35-7PL ", "B11AA", "", "ZZ9 9ZZ"])
    said = project.land(put(project, csv_bytes(rows)), dataset=CHILDREN)
    assert areas_stored(project) == [AREA, AREA, AREA, OTHER_AREA, None, None]
    assert "1 of 5 postcodes are not in the directory of 2024-08" in said
    assert "column home_postcode" not in said
    assert record(project)["postcode_release"] == directory
    assert_forgotten(said)
    assert_forgotten(everything_in(project.root / "data" / "landing" / CHILDREN))


def test_the_area_that_a_file_names_stands(project):
    land_directory(project, {POSTCODE: AREA})
    rows = children([POSTCODE] * 2, home_lsoa_2021_code="")
    rows[0]["home_lsoa_2021_code"] = OTHER_AREA
    header, *_ = rows
    table = [list(header), *[list(row.values()) for row in rows]]
    path = put(project, xlsx_bytes(table), "extract.xlsx")
    said = project.land(path, dataset=CHILDREN)
    assert areas_stored(project) == [OTHER_AREA, AREA]
    assert "1 postcodes were looked up in the directory of 2024-08" in said


def test_without_a_directory_the_file_is_refused(project):
    path = put(project, csv_bytes(children([POSTCODE])))
    said = project.refuse(path, dataset=CHILDREN)
    assert "Land the postcode directory first (dataset postcodes)" in said
    assert_forgotten(said)


def test_the_newest_directory_of_the_day_is_asked(project):
    land_directory(project, {POSTCODE: AREA}, "2024-08", "2024-09-01")
    newest = land_directory(project, {POSTCODE: OTHER_AREA}, "2024-11", "2024-12-01")
    path = put(project, csv_bytes(children([POSTCODE])))
    project.land(path, "--received", "2024-10-01", dataset=CHILDREN)
    project.land(path, dataset=CHILDREN)
    assert areas_stored(project, 1) == [AREA]
    assert areas_stored(project, 2) == [OTHER_AREA]
    assert record(project, 2)["postcode_release"] == newest
    assert "already landed" in project.land(path, dataset=CHILDREN)
    said = project.refuse(path, "--received", "2024-01-01", dataset=CHILDREN)
    assert "no postcode directory was received by 2024-01-01" in said


def test_a_directory_that_came_in_parts_is_asked_as_a_whole(project):
    first = land_directory(project, {POSTCODE: AREA})
    land_directory(project, {"B1 1AA": OTHER_AREA}, "2024-08", TODAY, "--adds", first)
    project.land(
        put(project, csv_bytes(children([POSTCODE, "B1 1AA"]))), dataset=CHILDREN
    )
    assert areas_stored(project) == [AREA, OTHER_AREA]


def test_a_damaged_directory_is_told(project):
    release_id = land_directory(project, {POSTCODE: AREA})
    folder = project.root / "data" / "landing" / "postcodes" / release_id
    (folder / "rows.parquet").write_bytes(b"PAR1")
    said = project.refuse(
        put(project, csv_bytes(children([POSTCODE]))), dataset=CHILDREN
    )
    assert f"Release {release_id} of the postcode directory is damaged" in said


def test_a_column_that_may_hold_postcodes_is_pointed_at(project):
    rows = children([POSTCODE])
    rows[0]["Post code"] = rows[0].pop("home_postcode")
    said = project.refuse(put(project, csv_bytes(rows)), dataset=CHILDREN)
    assert "Post code may hold the postcodes of homes. Rename it to home_post" in said
    assert_forgotten(said)


def test_a_dataset_without_children_has_no_home_postcodes(project):
    said = project.land(put(project, csv_bytes(make_rows(home_postcode=POSTCODE))))
    assert "column home_postcode is not in the contract and was not stored" in said


# Typed into another column


@pytest.mark.parametrize(
    ("text", "is_postcode"),
    [
        (POSTCODE, True),
        ("b357pl", True),
        ("12 High Street, B35  7PL Birmingham", True),
        ("SW1A 1AA", True),
        ("2021/22", False),
        (AREA, False),
        ("E08000025", False),
        ("17 May 2021", False),
        ("SET-0001", False),
        ("2023-spring", False),
    ],
)
def test_what_looks_like_a_postcode(text, is_postcode):
    assert bool(masking.POSTCODE.search(text)) is is_postcode


def test_no_value_of_a_contract_is_hidden():
    for contract in CONTRACTS.values():
        if not contract.contains_personal_data:
            continue
        values = [column.example for column in contract.columns]
        rows, notices = masking.masked([values], contract)
        assert (rows, notices) == ([values], [])


@pytest.fixture
def typed_in():
    """Reviews in which a person typed a postcode, each into another column."""
    rows = make_rows(REVIEWS, count=6, is_synthetic="true")
    rows[0]["home_lsoa_2021_code"] = POSTCODE
    rows[1]["child_id"] = POSTCODE
    rows[2]["review_date"] = f"{POSTCODE} 17/05/2021"
    rows[3]["communication"] = POSTCODE.lower()
    rows[4]["home_lsoa_2021_code"] = "7 Nowhere Lane"
    return rows


def test_a_postcode_typed_in_is_kept_nowhere(
    project, typed_in, parsed_for_store, tmp_path, monkeypatch
):
    """Neither the store keeps it nor what is built from it, and none quotes it."""
    copy = copy_project(tmp_path / "copy", parsed_for_store)
    monkeypatch.chdir(copy.root)
    path = put(project, csv_bytes(typed_in))
    landing = land(copy, REVIEWS, [path], by="Ana", consent=Consent(anyway=True))
    said = "\n".join(landing.lines)
    assert "column home_lsoa_2021_code holds no area code in 2 rows" in said
    assert "column review_date holds what looks like an address in 1 row (row" in said
    home = at_hand(copy)
    take_current(home, None)
    home.database.parent.mkdir(parents=True, exist_ok=True)
    copy.dbt(
        *("build", "--target", "store", "--select", "+int_linked__asq3_reviews"),
        *("--exclude", "path:seeds/landed"),
        *("--exclude-resource-type", "test", "unit_test"),
    )
    found = home.frame(
        "select reject_column_name, reject_value "
        "from intermediate.int_linked__asq3_reviews "
        "where reject_reason_code is not null order by all"
    )
    assert found.values.tolist() == [
        ["communication", masking.NOT_SHOWN],
        ["review_date", masking.NOT_SHOWN],
    ]
    left = ("data", "logs", "target")
    everything = "\n".join(everything_in(copy.root / name) for name in left)
    assert "int_linked__asq3_reviews" in everything
    for text in (said, everything):
        assert_forgotten(text)
        assert "Nowhere Lane" not in text


def test_a_file_of_children_without_a_header_is_not_quoted(project):
    content = csv_bytes(make_rows(CHILDREN, home_lsoa_2021_code=POSTCODE))
    _, _, without_header = content.partition(b"\n")
    said = project.refuse(put(project, without_header), dataset=CHILDREN)
    assert "no header was found in the first 40 lines. One of them has to name" in said
    assert_forgotten(said)


def test_what_is_said_of_any_file_holds_no_postcode_and_no_unknown_line(project):
    content = csv_bytes(make_rows(CHILDREN, home_lsoa_2021_code=POSTCODE))
    _, _, without_header = content.partition(b"\n")
    said = project.refuse(put(project, without_header, f"{POSTCODE}.csv"))
    assert "not shown.csv: no header was found in the first 40 lines" in said
    assert_forgotten(said)
    assert "not_eligible" not in said


def test_a_header_about_children_is_quoted_as_far_as_it_is_known(project):
    rows = make_rows(CHILDREN)
    for row in rows:
        del row["sex"]
        row["Smith, John"] = "1"
    said = project.refuse(put(project, csv_bytes(rows)), dataset=CHILDREN)
    assert "column sex is missing. The file has local_authority_code" in said
    assert "1 that the contract does not know" in said and "Smith" not in said
    rows = make_rows(CHILDREN, **{"Smith, John": "1"})
    said = project.land(put(project, csv_bytes(rows)), dataset=CHILDREN)
    assert "Smith" not in said
    assert "1 column that the contract does not know was not stored" in said


def test_the_build_hides_what_the_landing_hides_in_the_same_words():
    macro = (here().root / "macros" / "shown_value.sql").read_text(encoding="utf-8")
    assert f"'{masking.NOT_SHOWN}'" in macro


def test_identifiers_and_homes_of_children_are_personal():
    for contract in CONTRACTS.values():
        personal = {one.name for one in contract.columns if one.is_personal}
        if contract.is_child_level:
            assert {"child_id", contract.area_column} <= personal
        assert bool(personal) is contract.contains_personal_data
