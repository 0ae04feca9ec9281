"""The files for parents list what may be named, and nobody's home is found in any."""

import html
import re
import tempfile
import zipfile
from pathlib import Path

import duckdb
import pytest
from planted_places import PLANTED, WITHHELD, list_name, number, traces

from early_years.environment import here

ROOT = here().root


@pytest.fixture(scope="module")
def city(crowd):
    """The build of many councils, in which the city has the planted places."""
    return crowd[0]


def said_by_file(path) -> str:
    """All that a written file says, its name included; what is packed is unpacked."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            parts = [book.read(name).decode("utf-8") for name in book.namelist()]
        return "\n".join([path.name, *map(html.unescape, parts)])
    if path.suffix == ".parquet":
        with duckdb.connect() as database:
            return path.name + said_by_rows(database, f"from '{path}'")
    return path.name + path.read_bytes().decode("utf-8", "replace")


def said_by_rows(database, query) -> str:
    """All that the rows of a query say, as CSV."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        database.execute(f"copy ({query}) to '{path}' (format csv)")
        return path.read_text(encoding="utf-8")


def said_by_files(folder) -> str:
    """All that the files of a folder say."""
    paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    assert len(paths) > 4
    return "\n".join(map(said_by_file, paths))


def said_by_tables(copy, schema) -> str:
    """All that the tables of a schema say."""
    names = copy.frame(
        "select table_schema || '.' || table_name as name "
        f"from information_schema.tables where table_schema = '{schema}'"
    )["name"]
    assert len(names) > 15
    with duckdb.connect(str(copy.database), read_only=True) as database:
        return "\n".join(said_by_rows(database, f"from {name}") for name in names)


def bare(text: str) -> str:
    """A text without what cases and spaces change."""
    return text.upper().replace(" ", "")


@pytest.fixture(scope="module")
def said(city):
    """All that files and tables say, by audience and schema."""
    files = {home.name: said_by_files(home) for home in sorted(city.exports.iterdir())}
    return files | {name: said_by_tables(city, name) for name in ("marts", "exports")}


@pytest.fixture(scope="module")
def said_barely(said):
    """The same, made bare once for all who look into it."""
    return "\n".join(map(bare, said.values()))


@pytest.mark.parametrize("case", WITHHELD)
def test_who_may_not_be_named_is_found_nowhere(said_barely, case):
    for trace in traces(case):
        assert bare(trace) not in said_barely, trace


def test_who_may_be_named_is_found_where_the_others_are_sought(said_barely):
    assert bare(list_name("consents")) in said_barely


def test_who_consents_is_found_in_files_and_marts(city, said):
    named = {
        city.exports / "public" / "provision" / "settings.csv",
        city.exports / "public" / "provision" / "parquet" / "settings.parquet",
        city.exports / "public" / "provision" / "place_distances.csv",
        city.exports / "internal" / "reference" / "settings.csv",
    }
    assert all(list_name("consents") in said_by_file(path) for path in named)
    for trace in set(traces("consents")) - {"Ofsted's Name Seven", "B35 7QC"}:
        assert trace in said["public"] and trace in said["marts"], trace


def test_the_withheld_are_counted_all_the_same(city):
    codes = [f"PLANT{number(case)}" for case in WITHHELD]
    rows = city.frame("from marts.dim_setting").set_index("setting_code")
    known = rows.loc[[code for code in codes if code in rows.index]]
    assert len(known) == len([case for case in WITHHELD if PLANTED[case][0]])
    assert not known["may_be_named"].any()
    assert known[["setting_name", "postcode", "latitude"]].isna().all(axis=None)


def test_the_test_of_disclosure_agrees(built, city):
    folder = built.root / "target" / "compiled" / "early_years" / "tests"
    path = folder / "disclosure" / "assert_no_withheld_setting_leaves.sql"
    assert city.frame(path.read_text(encoding="utf-8")).empty


def points_of_homes(text: str) -> bool:
    return re.search(r"\bplace_(latitude|longitude)\b", text) is not None


def test_points_of_homes_stay_before_the_marts(built):
    for folder in ("marts", "exports"):
        for path in (ROOT / "models" / folder).rglob("*.*"):
            assert not points_of_homes(path.read_text(encoding="utf-8")), path.name
    columns = built.frame(
        "select distinct table_schema, column_name from information_schema.columns"
    )
    holding = columns[columns["column_name"].map(points_of_homes)]
    assert set(holding["table_schema"]) == {"intermediate"}


def test_every_district_and_ward_has_a_place_of_every_type_nearby(built):
    near = built.frame("from exports.export_public__place_distances")
    wards = built.frame("from marts.dim_ward")["ward_code"]
    districts = built.frame("from intermediate.int_geography__postcode_districts")
    assert set(near["origin_code"]) == {*wards, *districts["postcode_district"]}
    origin = ["origin_kind", "origin_code"]
    types = near.groupby([*origin, "place_kind"])["place_type_code"].nunique()
    assert (types.groupby("place_kind").nunique() == 1).all()
    near = near.sort_values("nearest_order")
    steps = near.groupby([*origin, "place_kind", "place_type_code"])
    assert (steps["distance_kilometres"].diff().dropna() >= 0).all()
    assert (steps["nearest_order"].max() == steps.size()).all()
