"""What is asked of a model before any file is written: that every tool can read it."""

import duckdb

from early_years.exporting.dictionaries import unknown_words
from early_years.exporting.manifest import COLUMN_NAME, Export
from early_years.exporting.tables import STEERING

# What Evidence and every BI tool read without loss; a sum is cast in its model.
TYPES = ("BOOLEAN", "DATE", "DOUBLE", "INTEGER", "VARCHAR")

# As DuckDB writes the signs in a query. For a parameter it would load pandas, which
# takes as long as half a try's files.
SIGNS = "".join(
    sign if sign.isascii() and sign.isprintable() else f"\\x{{{ord(sign):x}}}"
    for sign in STEERING.pattern
)


def types_of(
    database: duckdb.DuckDBPyConnection, export: Export
) -> dict[str, str] | None:
    """The columns of a model with their types; None if the database lacks any."""
    try:
        rows = database.sql(f"describe from {export.relation}").fetchall()
    except (duckdb.CatalogException, duckdb.BinderException):
        return None
    return {column: data_type for column, data_type, *_ in rows}


def problems(
    database: duckdb.DuckDBPyConnection, export: Export, settings: dict
) -> list[str]:
    """What is wrong with a model, its key and its rows; settings are of policy."""
    types = types_of(database, export)
    if types is None:
        return [f"{export.model}: the database has no such table. Run the build again."]
    found = [
        f"{export.model}: column {column} is {data_type}; cast it to one of "
        f"{', '.join(TYPES).lower()}."
        for column, data_type in types.items()
        if data_type not in TYPES
    ]
    found += [
        f"{export.model}: the name of column {column} has to be lower_snake_case and "
        "start with a letter."
        for column in types
        if not COLUMN_NAME.fullmatch(column)
    ]
    found += [
        f"{export.model}: the YAML has no description of column {column}."
        for column in types
        if column not in export.columns or not export.columns[column].description
    ]
    found += [
        f"{export.model}: its key names {column}, which is not among the columns."
        for column in export.key
        if column not in types
    ]
    found += [
        f"{export.model}: a description has {{{word}}}, which is no setting of policy."
        for word in unknown_words(export, settings)
    ]
    if types.get("is_synthetic") != "BOOLEAN":
        found.append(
            f"{export.model}: column is_synthetic (boolean) is missing. Made-up "
            "figures may not leave without their marker."
        )
    elif not found:
        found += _problems_in_rows(database, export)
        found += _steering_signs(database, export, types)
    return found


def _problems_in_rows(database: duckdb.DuckDBPyConnection, export: Export) -> list[str]:
    found = []
    [(unmarked, distinct, rows)] = database.sql(
        "select count(*) filter (where is_synthetic is null), "
        f"count(distinct row({names(export.key)})), count(*) from {export.relation}"
    ).fetchall()
    if unmarked:
        found.append(
            f"{export.model}: {unmarked} rows do not say whether they are real."
        )
    if distinct != rows:
        found.append(
            f"{export.model}: its key ({', '.join(export.key)}) does not tell all rows "
            f"apart: {rows} rows, {distinct} keys."
        )
    return found


def _steering_signs(
    database: duckdb.DuckDBPyConnection, export: Export, types: dict[str, str]
) -> list[str]:
    """Which columns hold signs that nobody sees; staging takes them out of texts."""
    texts = [column for column, data_type in types.items() if data_type == "VARCHAR"]
    if not texts:
        return []
    counts = ", ".join(
        f"count_if(regexp_matches({names((one,))}, '{SIGNS}'))" for one in texts
    )
    [found] = database.execute(f"select {counts} from {export.relation}").fetchall()
    return [
        f"{export.model}: {count} texts of column {column} hold signs of control or "
        "direction. Take them out in staging (trimmed_text)."
        for column, count in zip(texts, found, strict=True)
        if count
    ]


def names(columns: tuple[str, ...]) -> str:
    """Columns as SQL lists them."""
    return ", ".join(f'"{column}"' for column in columns)
