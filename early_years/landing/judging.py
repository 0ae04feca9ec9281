"""Rows judged as they arrive, by the macros with which staging judges them.

The rules stand in the contracts and in macros/checked_rows.sql alone. Here those
macros are rendered and run on the rows of a file, so that landing says what the build
will say.
"""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

import duckdb
import pandas as pd
from jinja2 import Environment, StrictUndefined

from early_years.contract_files import contract_literal
from early_years.contracts import Column, Contract
from early_years.csv_rows import csv_rows
from early_years.environment import PlainError, Project
from early_years.landing.releases import quoted, stored_columns

MACROS = Path(__file__).resolve().parents[2] / "macros"
USED = (
    *("checked_rows", "column_problem", "is_written_as", "plain_date"),
    *("plain_number", "published_number", "shown_value", "steering_signs"),
    *("trimmed_text", "ward_name_key"),
    *("symbol_form", "number_in", "symbol_limit", "is_symbol", "is_period_of"),
)
REFERENCE = Path("seeds", "reference")
# The seeds that the macros join, with the columns that are no text there.
JOINED = {
    "ref_periods": "replace (cast(start_date as date) as start_date)",
    "ref_local_authorities": "replace (is_served = 'true' as is_served)",
    "xwalk_value_symbols": "replace (cast(largest_number as bigint) as largest_number)",
    "ref_wards": "",
    "ref_area_changes": "",
}
REASONS = REFERENCE / "ref_reject_reasons.csv"
THRESHOLDS = Path("seeds", "policy", "policy_gate_thresholds.csv")
ROW_AT = "row_at"
KINDS_NAMED = 8
COLUMNS_NAMED = 3
VALUES_NAMED = 8
LONGEST_VALUE = 40


# What one row is known by: its key, and its key with the name of its area.
Keys = tuple[str, ...]
CODED, NAMED = "with code: ", "by name alone: "


@dataclass(frozen=True)
class Wrong:
    """One cell that cannot be read: its row, from 0 on, its column and the reason.

    value is None where it is blank or may not be shown.
    """

    row: int
    column: str
    reason: str
    value: str | None


@dataclass(frozen=True)
class Judgement:
    """What staging will say of rows.

    keys has what each row is known by, nothing where it is rejected: its key and, where
    an area may be named in place of its code, that with the name (sought() tells which
    of them meet). wrong is ordered by row, and within a row as the contract's columns.
    """

    keys: tuple[Keys, ...]
    wrong: tuple[Wrong, ...] = ()

    @property
    def unread(self) -> int:
        """How many rows cannot be read."""
        return sum(not known for known in self.keys)

    def of_rows(self, kept: list[int]) -> "Judgement":
        """The judgement of some of the rows, which are counted anew."""
        now = {before: after for after, before in enumerate(kept)}
        wrong = [replace(one, row=now[one.row]) for one in self.wrong if one.row in now]
        return Judgement(tuple(self.keys[at] for at in kept), tuple(wrong))


def judge(project: Project, contract: Contract, rows: list[list]) -> Judgement:
    """Judge rows in the contract's columns, as they will be stored.

    Raises PlainError when the project's reference data cannot be read.
    """
    frame = pd.DataFrame(rows, columns=contract.column_names, dtype="str")
    frame[ROW_AT] = range(len(frame))
    with duckdb.connect() as database:
        database.register("arrived", frame)
        return _judged(database, project, contract, rows)


def keys_in(
    project: Project, contract: Contract, path: Path, condition: str = "true"
) -> list[Keys]:
    """What the rows of a file are known by that can be read and meet a condition."""
    with duckdb.connect() as database:
        columns = stored_columns(database, contract, path)
        database.execute(
            f"create view arrived as select {columns}, 0 as {ROW_AT} "
            f"from read_parquet({quoted(path)}) where {condition}"
        )
        _prepare(database, project)
        found = database.execute(
            f"with {_sql(contract)} select row_key, row_name, has_code from named_rows "
            "where reject_reason_code is null and not is_ward_repeated"
        )
        return [_known(*names) for names in found.fetchall()]


def most_unread(project: Project, contract: Contract) -> float:
    """The share of rejected rows above which a build leaves a dataset out: policy."""
    rates = _column(project, THRESHOLDS, "dataset_code", "maximum_rejected_rate")
    try:
        return float(rates[contract.name])
    except (KeyError, ValueError):
        raise PlainError(
            f"{THRESHOLDS.as_posix()} has no maximum_rejected_rate of {contract.name}."
        ) from None


def kinds_told(
    project: Project, contract: Contract, found: Judgement, lines: tuple[int, ...]
) -> list[str]:
    """A line for each kind of mistake: how many rows, the first, and what to do."""
    kinds: dict[str, list[Wrong]] = {}
    for one in found.wrong:
        text = why(project, contract, one.column, one.reason)
        kinds.setdefault(text, []).append(one)
    told = []
    for text, cells in list(kinds.items())[:KINDS_NAMED]:
        first, rows = cells[0], len({one.row for one in cells})
        line = lines[first.row] if lines else first.row + 1
        shown = f' ("{first.value[:LONGEST_VALUE]}")' if first.value else ""
        where = f"row {line:,}{shown}"
        if rows > 1:
            where = f"{rows:,} rows, the first {where}"
        told.append(f"{_named(cells)}: {where}: {text}")
    if len(kinds) > KINDS_NAMED:
        told.append(f"{len(kinds) - KINDS_NAMED:,} more kinds of mistake.")
    return told


def _named(cells: list[Wrong]) -> str:
    names = list(dict.fromkeys(one.column for one in cells))
    more = len(names) - COLUMNS_NAMED
    if more > 0:
        return f"{', '.join(names[:COLUMNS_NAMED])} and {more} more columns"
    return ", ".join(names)


@cache
def why(project: Project, contract: Contract, column: str, reason: str) -> str:
    """What is wrong and what the contract asks for, in one or two sentences."""
    texts = _column(project, REASONS, "reason_code", "reason_text")
    (known,) = (one for one in contract.columns if one.name == column)
    return f"{texts[reason]} {_asked_for(known, reason)}".strip()


def _asked_for(column: Column, reason: str) -> str:
    if reason in ("not_an_allowed_value", "number_where_result_expected"):
        values = [one.value for one in column.allowed]
        more = len(values) - VALUES_NAMED
        rest = f" and {more} more" if more > 0 else ""
        return f"Allowed are: {', '.join(values[:VALUES_NAMED])}{rest}."
    if reason == "out_of_range":
        return f"Allowed is {column.minimum or 0:,.15g} to {column.maximum:,.15g}."
    if reason == "date_out_of_range":
        return f"Allowed is {column.earliest} to {column.latest}."
    if reason in ("unknown_period", "shortened_identifier", "missing_value"):
        return f"An example: {column.example}."
    return ""


def _judged(
    database: duckdb.DuckDBPyConnection,
    project: Project,
    contract: Contract,
    rows: list[list],
) -> Judgement:
    _prepare(database, project)
    database.execute(
        f"create table judged as with {_sql(contract)} select * from named_rows"
    )
    keys = database.execute(
        "select case when reject_reason_code is null and not is_ward_repeated "
        f"then row_key end, row_name, has_code from judged order by {ROW_AT}"
    ).fetchall()
    checked = [
        name
        for (name,) in database.execute(
            "select replace(column_name, '_problem', '') from duckdb_columns() "
            "where table_name = 'judged' and column_name like '%\\_problem' escape '\\'"
            " and column_name != 'first_problem'"
        ).fetchall()
    ]
    problems = ", ".join(f'"{name}_problem"' for name in checked)
    found = database.execute(
        f"select {ROW_AT}, is_repeated, is_ward_repeated, {problems} from judged "
        "where reject_reason_code is not null or is_ward_repeated "
        f"order by {ROW_AT}"
    ).fetchall()
    wrong = []
    for at, is_repeated, is_ward_repeated, *reasons in found:
        cells = [
            (column, reason)
            for column, reason in zip(checked, reasons, strict=True)
            if reason
        ]
        if is_repeated:
            cells.append((contract.primary_key[-1], "repeated_key"))
        if is_ward_repeated and contract.area_fallback:
            cells.append((contract.area_fallback, "ward_repeated"))
        for column, reason in cells:
            value = None
            if not contract.contains_personal_data:
                value = rows[at][contract.column_names.index(column)]
            wrong.append(Wrong(at, column, reason, value))
    return Judgement(tuple(_known(*names) for names in keys), tuple(wrong))


def sought(known: Keys) -> Keys:
    """What another row that speaks of the same is known by.

    A name tells of the same area only where one of the two rows has no code.
    """
    found = []
    for one in known:
        if one.startswith(CODED):
            found.append(NAMED + one.removeprefix(CODED))
        elif one.startswith(NAMED):
            found += [one, CODED + one.removeprefix(NAMED)]
        else:
            found.append(one)
    return tuple(found)


def _known(key: str | None, name: str | None, has_code: bool) -> Keys:
    if not key or not name:
        return (key,) if key else ()
    return (key, CODED + name) if has_code else (NAMED + name,)


def _prepare(database: duckdb.DuckDBPyConnection, project: Project) -> None:
    """Put the seeds that the macros join beside the rows."""
    for name, changed in JOINED.items():
        path = project.root / REFERENCE / f"{name}.csv"
        try:
            database.execute(
                f"create table {name} as select * {changed} from read_csv("
                f"{quoted(path)}, header = true, all_varchar = true, delim = ',', "
                "quote = '\"', escape = '\"')"
            )
        except duckdb.Error:
            raise _unreadable(REFERENCE / path.name) from None


@cache
def _sql(contract: Contract) -> str:
    """The CTEs of staging for a dataset, which read the table arrived.

    named_rows adds to checked_rows the key with the name of the area, if it has one,
    and whether another row that is kept speaks of the same ward.
    """
    environment = Environment(
        extensions=["jinja2.ext.do"],
        undefined=StrictUndefined,
        # SQL and no HTML.
        autoescape=False,  # noqa: S701
    )
    macros = "".join(
        (MACROS / f"{name}.sql").read_text(encoding="utf-8") for name in USED
    )
    checked = f"{{{{ checked_rows('{contract.name}', ['{ROW_AT}']) }}}}"
    call = f"{checked}, {_named_rows(contract)}"
    return environment.from_string(macros + call).render(
        contract=lambda _: contract_literal(contract),
        landed_rows=lambda _: "arrived",
        ref=lambda name: name,
    )


def _named_rows(contract: Contract) -> str:
    area, name = contract.area_column, contract.area_fallback
    named = "cast(null as string)"
    if name and area in contract.primary_key:
        others = "".join(f"{one}, " for one in contract.primary_key if one != area)
        key = f"{{{{ ward_name_key('{name}') }}}}"
        named = f"case when {name} is not null then concat_ws(' / ', {others}{key}) end"
    columns = f"*, {named} as row_name, {area} is not null as has_code"
    if contract.area_kind != "ward" or not name or area not in contract.primary_key:
        return (
            f"named_rows as (select {columns}, false as is_ward_repeated "
            "from checked_rows)"
        )
    # As ward_linked_rows has it: a name is that of a ward that is known by it.
    spelt = f"{{{{ ward_name_key('{name}') }}}}"
    keys = ", ".join(
        f"coalesce(spelt_rows.{area}, wards.ward_code)"
        if one == area
        else f"spelt_rows.{one}"
        for one in contract.primary_key
    )
    return f"""
        wards as (
            select
                local_authority_code as council,
                ward_code,
                {{{{ ward_name_key('ward_name') }}}} as known_key
            from ref_wards
        ),
        spelt_rows as (
            select {columns}, {spelt} as name_key from checked_rows
        ),
        named_rows as (
            select
                spelt_rows.*,
                spelt_rows.reject_reason_code is null
                and coalesce(spelt_rows.{area}, wards.ward_code) is not null
                and row_number() over (
                    partition by {keys}, spelt_rows.reject_reason_code is null
                    order by spelt_rows.{area}, spelt_rows.{name}
                ) > 1 as is_ward_repeated
            from spelt_rows
            left join wards
                on
                    spelt_rows.{area} is null
                    and spelt_rows.local_authority_code = wards.council
                    and spelt_rows.name_key = wards.known_key
        )
    """


def _column(project: Project, place: Path, key: str, column: str) -> dict[str, str]:
    """One column of a seed by another. Raises PlainError."""
    try:
        rows = csv_rows(project.root / place)
        return {row[key]: row[column] for row in rows}
    except PlainError:
        raise _unreadable(place) from None


def _unreadable(place: Path) -> PlainError:
    return PlainError(
        f"{place.as_posix()} cannot be read, and rows are judged by it. Restore it "
        "from the repository."
    )
