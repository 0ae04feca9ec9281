"""The database for BI tools holds what is published, and no row of a child."""

import duckdb

from early_years.contracts import load_contracts
from early_years.exporting.bi import bi_database, copy_published

PERSONAL = {
    column.name
    for contract in load_contracts()
    if contract.is_child_level
    for column in contract.columns
    if column.is_personal
}
COLUMNS = """
    select distinct column_name from duckdb_columns() where not internal
"""


def test_marts_and_files_are_copied_with_their_words_and_nothing_else(tmp_path):
    built, path = tmp_path / "built.duckdb", tmp_path / "bi.duckdb"
    with duckdb.connect(str(built)) as database:
        for schema in ("staging", "intermediate", "marts", "exports"):
            database.execute(f"create schema {schema}")
        database.execute("create table staging.children as select 'C1' as child_id")
        database.execute("create table intermediate.rows as select 'C1' as row_key")
        database.execute("create table marts.dim_ward as select 'E1' as ward_code")
        database.execute("comment on table marts.dim_ward is 'A ward''s row.'")
        database.execute("comment on column marts.dim_ward.ward_code is 'Its code.'")
        database.execute("create table exports.wards as select 'E1' as ward_code")
    copy_published(built, path)
    with duckdb.connect(str(path), read_only=True) as database:
        tables = database.sql(
            "select schema_name, table_name, comment from duckdb_tables() order by all"
        ).fetchall()
        columns = database.sql(
            "select column_name, comment from duckdb_columns() "
            "where not internal and comment is not null"
        ).fetchall()
    assert tables == [
        ("exports", "wards", None),
        ("marts", "dim_ward", "A ward's row."),
    ]
    assert columns == [("ward_code", "Its code.")]


def test_no_row_and_no_pseudonym_of_a_child_is_in_it(built):
    with duckdb.connect(str(bi_database(built)), read_only=True) as database:
        schemas = database.sql(
            "select distinct schema_name from duckdb_tables() order by all"
        ).fetchall()
        columns = {name for (name,) in database.sql(COLUMNS).fetchall()}
    assert [name for (name,) in schemas] == ["catalogue", "exports", "marts"]
    assert {"child_id", "home_lsoa_2021_code"} <= PERSONAL
    assert not columns & (PERSONAL | {"row_key"})
