"""Building some councils alone, and putting their rows in the place of the old ones.

dbt builds the same models into a database of these councils: a copy of their rows of
what is read and does not change, and of what they sent. Their rows then take the place
of the old ones in a copy of the last whole database, and dbt builds there what looks at
all councils, and runs the tests of the whole.
"""

import shutil
from pathlib import Path

import duckdb

from early_years.contracts import load_contracts
from early_years.dbt_runs import BUILD, run_dbt
from early_years.landing.releases import is_sent_by_council, quoted
from early_years.publishing.councils import Part
from early_years.publishing.lineage import COUNCIL, Changed
from early_years.publishing.places import Building

NO_TESTS = ("--exclude-resource-type", "test", "unit_test", "exposure", "seed")
DATA_TESTS = "test_type:data"
ALONE, WHOLE = "alone", "whole"


def build_part(building: Building, part: Part) -> None:
    """Build a part of the councils; the building's database is whole afterwards.

    Raises PlainError where dbt fails. The kept database is read and never changed.
    """
    changed = part.changed
    alone = building.folder / f"{ALONE}.duckdb"
    rows = building.folder / f"{building.current.name}_whole"
    # dbt reads the project again for other paths, so both are built under the same.
    building.current.rename(rows)
    _write_rows(building, rows, part)
    _write_read(building, part, changed)
    run_dbt(building, "build", *NO_TESTS, "--select", *changed.built_alone())
    building.database.rename(alone)
    shutil.rmtree(building.current)
    rows.rename(building.current)
    shutil.copyfile(part.kept.database, building.database)
    with duckdb.connect(str(building.database), config={"threads": 1}) as database:
        database.execute(f"attach {quoted(alone)} as {ALONE} (read_only)")
        same = _exchange(database, part, changed)
    alone.unlink()
    for_all = changed.built_for_all(same)
    run_dbt(building, *BUILD, "--select", *for_all, DATA_TESTS)


def _of_part(part: Part, council: str = COUNCIL) -> str:
    """SQL that is true for rows of these councils."""
    return f"{council} in ({', '.join(quoted(code) for code in part.councils)})"


def _write_rows(building: Building, rows: Path, part: Part) -> None:
    """Write what these councils sent and what is of all, as dbt reads it."""
    building.current.mkdir()
    sent = {one.name for one in load_contracts() if is_sent_by_council(one)}
    own = _of_part(part, f"trim({COUNCIL})")
    with duckdb.connect(config={"threads": 1}) as database:
        for path in sorted(rows.glob("*.parquet")):
            target = building.current / path.name
            if path.stem in sent:
                of_part = f"from read_parquet({quoted(path)}) where {own}"
                database.execute(
                    f"copy ({of_part}) to {quoted(target)} (format parquet)"
                )
            else:
                shutil.copyfile(path, target)


def _write_read(building: Building, part: Part, changed: Changed) -> None:
    """Begin the database of these councils with what is read and does not change.

    That is their rows, and those of no council that is known.
    """
    lineage = changed.lineage
    known = f"select {COUNCIL} from {WHOLE}.reference.ref_local_authorities"
    own = f"where {_of_part(part)} or coalesce({COUNCIL} not in ({known}), true)"
    with duckdb.connect(str(building.database), config={"threads": 1}) as database:
        database.execute(f"attach {quoted(part.kept.database)} as {WHOLE} (read_only)")
        for schema in sorted({node["schema"] for node in lineage.nodes.values()}):
            database.execute(f'create schema if not exists "{schema}"')
        for name in changed.read:
            table = lineage.table(name)
            rows = "" if lineage.is_read_whole(name) else own
            database.execute(f"create table {table} as from {WHOLE}.{table} {rows}")


def _exchange(
    database: duckdb.DuckDBPyConnection, part: Part, changed: Changed
) -> set[str]:
    """Put the rows of these councils in the place of their old ones, all or none.

    Returns the tables whose rows came out the same, which stay as they are.
    """
    same = set()
    database.begin()
    for name in changed.exchanged:
        table = changed.lineage.table(name)
        old = f"from {table} where {_of_part(part)}"
        new = f"from {ALONE}.{table} where {_of_part(part)}"
        if _are_same(database, old, new):
            same.add(name)
        else:
            database.execute(f"delete {old}")
            database.execute(f"insert into {table} by name {new}")
    database.commit()
    return same


def _are_same(database: duckdb.DuckDBPyConnection, old: str, new: str) -> bool:
    counts = database.sql(f"select (select count(*) {old}) = (select count(*) {new})")
    if counts.fetchone() == (False,):
        return False
    return not database.sql(f"({new}) except all ({old}) limit 1").fetchall()
