"""One export as it is written: its rows, its words, and the files that it becomes."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import duckdb

from early_years.exporting import datapackage
from early_years.exporting.dictionaries import (
    Described,
    described,
    filled,
    values_in_words,
)
from early_years.exporting.governed import Governance, Licence, licence_of
from early_years.exporting.judging import names
from early_years.exporting.manifest import CSV, DICTIONARY, PARQUET, SIDECAR, Export
from early_years.exporting.tables import (
    BYTE_ORDER_MARK,
    Table,
    as_json,
    csv_text,
    dictionaries_as_csv,
    put_file,
    put_in_place,
    read_table,
    unfinished_file,
)

ALL_SYNTHETIC = (
    "Synthetic: every row rests on made-up records. Place names are real, the figures "
    "are not; quote none of them as a fact."
)
SOME_SYNTHETIC = (
    "Partly synthetic: {synthetic} of {rows} rows rest on made-up records (column "
    "is_synthetic). Place names are real, those figures are not."
)
NONE_SYNTHETIC = "No row rests on made-up records."


@dataclass(frozen=True)
class File:
    """An export with its rows, its words and what its marker says."""

    export: Export
    description: str
    table: Table
    columns: list[Described]
    sources: list[dict]
    licence: Licence
    synthetic_rows: int

    @property
    def marker(self) -> str:
        count = len(self.table.rows)
        if self.synthetic_rows == 0:
            return NONE_SYNTHETIC
        if self.synthetic_rows == count:
            return ALL_SYNTHETIC
        return SOME_SYNTHETIC.format(synthetic=self.synthetic_rows, rows=count)


def read(
    database: duckdb.DuckDBPyConnection,
    export: Export,
    governance: Governance,
    settings: dict,
    values: dict,
) -> File:
    """An export with its rows; settings and values are what its words may name."""
    table = read_table(
        database.sql(f"from {export.relation} order by {names(export.key)}")
    )
    types = dict(zip(table.columns, table.types, strict=True))
    return File(
        export=export,
        description=filled(export.description, settings),
        table=table,
        columns=described(export, types, settings, values),
        sources=[
            {"dataset": code} | _source(governance.datasets[code], export)
            for code in export.datasets
            if code in governance.datasets
        ],
        licence=licence_of(export, governance),
        synthetic_rows=sum(table.values("is_synthetic")),
    )


def _source(dataset: dict[str, str], export: Export) -> dict:
    """A dataset behind an export; whom to write to is said to those who may ask."""
    source = {
        "title": dataset["dataset_title"],
        "publisher": dataset["publisher_name"],
        "licence": dataset["licence"],
    }
    if export.audience != "public":
        source["owner_mailbox"] = dataset["owner_mailbox"]
        source["owner_telephone"] = dataset["owner_telephone"]
    return source


def write(
    database: duckdb.DuckDBPyConnection,
    file: File,
    homes: dict[str, Export],
    folder: Path,
) -> bytes:
    """Write the CSV of an export and what lies beside it; return the CSV's bytes."""
    content = (BYTE_ORDER_MARK + csv_text(file.table)).encode("utf-8")
    export = file.export
    put_file(export.path(folder), content)
    _write_parquet(database, export, export.path(folder, PARQUET))
    rows = dictionary(file, homes)
    put_file(export.path(folder, DICTIONARY), dictionaries_as_csv(rows))
    put_file(export.path(folder, SIDECAR), _sidecar(file, content))
    return content


def places(export: Export, folder: Path) -> set[Path]:
    """Where the files of an export lie."""
    return {export.path(folder, place) for place in (CSV, PARQUET, DICTIONARY, SIDECAR)}


def _write_parquet(
    database: duckdb.DuckDBPyConnection, export: Export, path: Path
) -> None:
    unfinished = unfinished_file(path)
    place = str(unfinished).replace("'", "''")
    database.execute(
        f"copy (from {export.relation} order by {names(export.key)}) "
        f"to '{place}' (format parquet)"
    )
    put_in_place(unfinished, path)


def dictionary(file: File, homes: dict[str, Export]) -> list[dict]:
    """The rows of a file's dictionary, all of them text."""
    joins = {
        name: f"{home.file}.{column}"
        for names_, home, columns in datapackage.foreign_keys(file.export, homes)
        for name, column in zip(names_, columns, strict=True)
    }
    return [
        {
            "column_name": column.name,
            "label": column.label,
            "data_type": file.export.columns[column.name].data_type,
            "unit": column.unit,
            "decimals": "" if column.decimals is None else str(column.decimals),
            "meaning": column.meaning,
            "allowed_values": values_in_words(column.values),
            "is_key": str(column.is_key).lower(),
            "foreign_key": joins.get(column.name, ""),
            "data_marker": file.marker,
        }
        for column in file.columns
    ]


def _sidecar(file: File, content: bytes) -> bytes:
    export = file.export
    return as_json(
        {
            "title": export.title,
            "audience": export.audience,
            "description": file.description,
            "licence": file.licence.title,
            "licence_decisions": list(file.licence.decisions),
            "attributions": list(file.licence.attributions),
            "how_obtained": list(file.licence.obtained),
            "key": list(export.key),
            "columns": [column.name for column in file.columns],
            "source_datasets": file.sources,
            "rows": len(file.table.rows),
            "sha256": hashlib.sha256(content).hexdigest(),
            "is_synthetic": file.synthetic_rows > 0,
            "data_marker": file.marker,
        },
    )
