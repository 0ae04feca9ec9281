"""The laboratory from its made-up children to its tables, in a database in memory."""

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path

import duckdb
import jinja2
import pandas as pd

from development.linkage import keys, splinking
from development.linkage.records import Laboratory
from early_years.environment import Project

HOME = Path(__file__).parent
POLICY = HOME / "policy.csv"
SQL = HOME / "sql"
# Of the project: what the bounds are asked about, and the quantile of all limits.
SEEDS = ("policy_overlaps", "policy_indicator_settings")
BOUNDS = "associations/int_associations__overlap_bounds.sql"
# Only these see who a record is of; they are made after the linkage is done.
TRUTH = ("children", "origins")
LINKED = ("keyed_records", "match_keys", "key_pairs")
AFTER_PREDICTION = ("linked_pairs",)
AFTER_GATHERING = ("service_contacts", "linked_children")
JUDGED = (
    *("linkage_quality", "contact_errors", "ward_counts", "assessed_children"),
    *("margins_of_same_children", "margins_as_sent", "entitled_gaps"),
)
ANSWERED = ("attendance_and_outcome", "answer")


def run(
    project: Project, laboratory: Laboratory, salt: bytes | None = None
) -> duckdb.DuckDBPyConnection:
    """Link the records of a laboratory and judge the linkage, in memory alone.

    Without a salt there is a new one, which is forgotten.
    """
    # One thread draws one sample, and sums in one order, on any machine.
    database = duckdb.connect(config={"threads": 1})
    _take(database, laboratory, lambda name: name not in TRUTH)
    _read_csv(database, "policy", POLICY)
    for seed in SEEDS:
        _read_csv(database, seed, project.root / "seeds" / "policy" / f"{seed}.csv")
    keys.teach(database, salt or keys.new_salt())
    policy = dict(
        database.sql("select setting_code, setting_value from policy").fetchall()
    )
    _make(database, project, "linked", LINKED)
    splinking.predict(database, policy)
    _make(database, project, "linked", AFTER_PREDICTION)
    splinking.gather(database)
    _make(database, project, "linked", AFTER_GATHERING)
    _take(database, laboratory, lambda name: name in TRUTH)
    _make(database, project, "judged", JUDGED)
    answer(database, project)
    return database


def answer(database: duckdb.DuckDBPyConnection, project: Project) -> None:
    """Set the answer, true and linked, beside the bounds of a project's own model."""
    for margins in ("of_same_children", "as_sent"):
        _make_bounds(database, project, margins)
    _make(database, project, "judged", ANSWERED)


def _take(
    database: duckdb.DuckDBPyConnection,
    laboratory: Laboratory,
    is_taken: Callable[[str], bool],
) -> None:
    for field in fields(laboratory):
        if is_taken(field.name):
            frame: pd.DataFrame = getattr(laboratory, field.name)
            database.register("arrived", frame)
            database.execute(f"create table {field.name} as from arrived")
            database.unregister("arrived")


def _read_csv(database: duckdb.DuckDBPyConnection, name: str, path: Path) -> None:
    database.execute(f"create table {name} as from read_csv(?)", [str(path)])


def _make(
    database: duckdb.DuckDBPyConnection,
    project: Project,
    folder: str,
    names: tuple[str, ...],
) -> None:
    """Make a table of each file of a folder of SQL, in this order."""
    for name in names:
        sql = (SQL / folder / f"{name}.sql").read_text(encoding="utf-8")
        database.execute(f"create or replace table {name} as {_rendered(project, sql)}")


def _make_bounds(
    database: duckdb.DuckDBPyConnection, project: Project, margins: str
) -> None:
    """Make the bounds of the project's own model from margins of the laboratory."""
    tables = {
        "int_associations__lsoa_margins": f"margins_{margins}",
        "int_indicators__ward_values": "entitled_gaps",
        "policy_overlaps": "policy_overlaps",
    }
    model = project.root / "models" / "intermediate" / BOUNDS
    sql = _rendered(project, model.read_text(encoding="utf-8"), tables)
    database.execute(f"create or replace table bounds_{margins} as {sql}")


def _rendered(project: Project, sql: str, tables: dict[str, str] | None = None) -> str:
    """SQL with the project's macros, and with tables for what it refers to."""
    macros = "".join(
        (project.root / "macros" / f"{name}.sql").read_text(encoding="utf-8")
        for name in ("floored_count", "wilson_limit")
    )
    environment = jinja2.Environment(undefined=jinja2.StrictUndefined)
    environment.globals |= {
        "config": lambda **_: "",
        "ref": (tables or {}).__getitem__,
    }
    return environment.from_string(macros + sql).render()
