"""Writing the exports: one model of the manifest, one set of files.

Every model whose config.meta.export names an audience and a file becomes
data/exports/<audience>/<subject>/<name>.csv, with the same rows in parquet/ beside it
and, in about/, a data dictionary and a sidecar that says what the file is and rests on.
A folder therefore holds tables and nothing else. Beside the folder lies one workbook
with all its tables, and beside the folders of an audience its data package and, for
everyone, a map of the wards. No file
holds a timestamp, and the same database gives the same bytes. No figure is computed
here: the files hold what the models hold.
"""

import csv
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

from early_years.environment import PlainError, Project
from early_years.exporting import datapackage, geojson, workbooks
from early_years.exporting.dictionaries import (
    Described,
    described,
    filled,
    policy_words,
    values_in_words,
    values_of_dimensions,
)
from early_years.exporting.judging import TYPES, names, problems
from early_years.exporting.manifest import (
    AUDIENCES,
    CSV,
    DICTIONARY,
    PARQUET,
    SIDECAR,
    Export,
    exports_of,
)
from early_years.exporting.tables import (
    BYTE_ORDER_MARK,
    UNFINISHED,
    Table,
    csv_text,
    dictionaries_as_csv,
    put_file,
    put_in_place,
    read_table,
    unfinished_file,
)

__all__ = [
    "AUDIENCES",
    "TYPES",
    "Written",
    "csv_text",
    "export_project",
    "exports_of",
    "open_database",
    "read_table",
    "write_exports",
]
SUFFIXES = (".csv", ".parquet", ".json", ".geojson", workbooks.SUFFIX, UNFINISHED)

ALL_SYNTHETIC = (
    "Synthetic: every row rests on made-up records. Place names are real, the figures "
    "are not; quote none of them as a fact."
)
SOME_SYNTHETIC = (
    "Partly synthetic: {synthetic} of {rows} rows rest on made-up records (column "
    "is_synthetic). Place names are real, those figures are not."
)
NONE_SYNTHETIC = "No row rests on made-up records."
TOO_LARGE = "more rows, or longer texts, than a sheet of a workbook can hold"


@dataclass(frozen=True)
class Written:
    """One line of files.csv; reason is blank for a file that was written."""

    audience: str
    file: str
    rows: int
    is_written: bool
    reason: str
    is_synthetic: bool


@dataclass(frozen=True)
class _File:
    """An export with its rows, its words and what its marker says."""

    export: Export
    description: str
    table: Table
    columns: list[Described]
    sources: list[dict]
    synthetic_rows: int

    @property
    def marker(self) -> str:
        count = len(self.table.rows)
        if self.synthetic_rows == 0:
            return NONE_SYNTHETIC
        if self.synthetic_rows == count:
            return ALL_SYNTHETIC
        return SOME_SYNTHETIC.format(synthetic=self.synthetic_rows, rows=count)


def export_project(
    project: Project, folder: Path | None = None, only: frozenset[str] | None = None
) -> list[Written]:
    """Write every export of a built project; return what was and was not written.

    folder takes the place of the project's own. only names the models to write, alone
    and without workbooks and packages, which need all files.
    """
    if not (project.manifest.exists() and project.database.exists()):
        raise PlainError("There is nothing to export yet. Run the build first.")
    manifest = json.loads(project.manifest.read_text(encoding="utf-8"))
    governance = project.root / "seeds" / "governance" / "governance_datasets.csv"
    with governance.open(encoding="utf-8", newline="") as lines:
        datasets = {row["dataset_code"]: row for row in csv.DictReader(lines)}
    with open_database(project) as database:
        return write_exports(
            database, manifest, datasets, folder or project.exports, only
        )


def open_database(project: Project) -> duckdb.DuckDBPyConnection:
    """Open the project's database to read it.

    Raises PlainError when it was not built or another program holds it.
    """
    if not project.database.exists():
        raise PlainError("There is no database yet. Run the build first.")
    try:
        # One thread keeps the order of rows, and with it the bytes of the files.
        return duckdb.connect(
            str(project.database), read_only=True, config={"threads": 1}
        )
    except duckdb.IOException as error:
        raise PlainError(
            f"The database {project.relative(project.database)} cannot be opened; "
            "another program may hold it. Close that program and start again.\n"
            f"  {str(error).splitlines()[0]}"
        ) from None


def write_exports(
    database: duckdb.DuckDBPyConnection,
    manifest: dict,
    datasets: dict[str, dict[str, str]],
    folder: Path,
    only: frozenset[str] | None = None,
) -> list[Written]:
    """Write the exports that a manifest names into a folder, and its files.csv.

    datasets has the rows of governance_datasets by dataset_code; only names the models
    to write, if not all. Every model is judged before the first file is touched; raises
    PlainError with all that is wrong.
    """
    everything = exports_of(manifest)
    exports = [ex for ex in everything if only is None or ex.model in only]
    settings = policy_words(database, manifest)
    found = [line for ex in exports for line in problems(database, ex, settings)]
    if found:
        lines = "\n".join(f"  - {problem}" for problem in found)
        raise PlainError(f"No export was written:\n{lines}")
    values = values_of_dimensions(database, manifest, everything)
    wanted = {folder / "files.csv"}
    written = []
    for audience in AUDIENCES:
        files = []
        for export in exports:
            if export.audience == audience:
                file = _read(database, export, datasets, settings, values)
                written.append(_line_of(file))
                # Evidence breaks on an empty table: a file without rows is left out.
                if file.table.rows:
                    files.append(file)
        wanted |= _write_audience(database, audience, files, folder, only is None)
    lines_of_files = [vars(line) | _in_words(line) for line in written]
    put_file(
        folder / "files.csv",
        dictionaries_as_csv(lines_of_files, list(Written.__dataclass_fields__)),
    )
    _remove_others(folder, wanted)
    return written


def _line_of(file: _File) -> Written:
    rows = len(file.table.rows)
    return Written(
        audience=file.export.audience,
        file=file.export.file,
        rows=rows,
        is_written=rows > 0,
        reason="" if rows else file.export.without_rows,
        is_synthetic=file.synthetic_rows > 0,
    )


def _in_words(line: Written) -> dict[str, str]:
    return {
        "is_written": str(line.is_written).lower(),
        "is_synthetic": str(line.is_synthetic).lower(),
    }


def _read(
    database: duckdb.DuckDBPyConnection,
    export: Export,
    datasets: dict[str, dict[str, str]],
    settings: dict,
    values: dict,
) -> _File:
    table = read_table(
        database.sql(f"from {export.relation} order by {names(export.key)}")
    )
    types = dict(zip(table.columns, table.types, strict=True))
    return _File(
        export=export,
        description=filled(export.description, settings),
        table=table,
        columns=described(export, types, settings, values),
        sources=[
            {"dataset": code} | _source(datasets[code], export)
            for code in export.datasets
            if code in datasets
        ],
        synthetic_rows=sum(table.values("is_synthetic")),
    )


def _source(dataset: dict[str, str], export: Export) -> dict:
    """A dataset behind an export; whom to write to is said to those who may ask."""
    source = {
        "title": dataset["dataset_title"],
        "publisher": dataset["publisher_name"],
    }
    if export.audience != "public":
        source["owner_mailbox"] = dataset["owner_mailbox"]
        source["licence"] = dataset["licence"]
    return source


def _write_audience(
    database: duckdb.DuckDBPyConnection,
    audience: str,
    files: list[_File],
    folder: Path,
    is_whole: bool,
) -> set[Path]:
    """Write the files of an audience; return where they lie.

    is_whole: whether they are all that there are, and so make workbooks and a package.
    """
    if not files:
        return set()
    homes = datapackage.stand_ins([file.export for file in files])
    wanted, resources = set(), []
    for file in files:
        text = BYTE_ORDER_MARK + csv_text(file.table)
        content = text.encode("utf-8")
        put_file(file.export.path(folder), content)
        _write_parquet(database, file.export, file.export.path(folder, PARQUET))
        put_file(
            file.export.path(folder, DICTIONARY),
            dictionaries_as_csv(_dictionary(file, homes)),
        )
        put_file(file.export.path(folder, SIDECAR), _sidecar(file, content))
        places = (CSV, PARQUET, DICTIONARY, SIDECAR)
        wanted |= {file.export.path(folder, place) for place in places}
        resources.append(
            datapackage.resource(file.export, file.columns, content, homes)
            | {
                "description": file.description,
                "sources": [{"title": source["title"]} for source in file.sources],
            }
        )
    if not is_whole:
        return wanted
    package = folder / audience / datapackage.FILE
    put_file(package, datapackage.package(audience, resources))
    wanted |= {package} | _write_workbooks(database, files, homes, folder)
    return wanted | _write_map(files, folder / audience / geojson.FILE)


def _write_map(files: list[_File], path: Path) -> set[Path]:
    """The wards as GeoJSON, where the files of an audience hold shapes and bands."""
    tables = {file.export.file: file.table for file in files}
    content = geojson.wards_as_geojson(tables)
    if content is None:
        return set()
    put_file(path, content)
    return {path}


def _write_workbooks(
    database: duckdb.DuckDBPyConnection,
    files: list[_File],
    homes: dict[str, Export],
    folder: Path,
) -> set[Path]:
    """One workbook per subject: its tables, their columns and their cautions."""
    wanted = set()
    words = _cautions(database)
    for subject in sorted({file.export.subject for file in files}):
        own = [file for file in files if file.export.subject == subject]
        fitting = [file for file in own if workbooks.fits(file.table)]
        sheets = {"tables": _contents(own, fitting)}
        sheets |= {file.export.name: file.table for file in fitting}
        rows = [
            (file.export.name, *line.values())
            for file in own
            for line in _dictionary(file, homes)
        ]
        columns = ("table_name", *_dictionary(own[0], homes)[0])
        sheets["columns"] = Table(columns, ("VARCHAR",) * len(columns), rows)
        sheets["cautions"] = _named_cautions(own, words)
        path = folder / own[0].export.audience / f"{subject}{workbooks.SUFFIX}"
        put_file(path, workbooks.workbook(sheets))
        wanted.add(path)
    return wanted


def _contents(files: list[_File], fitting: list[_File]) -> Table:
    columns = ("table_name", "title", "rows_count", "data_marker", "licence", "note")
    types = ("VARCHAR", "VARCHAR", "INTEGER", "VARCHAR", "VARCHAR", "VARCHAR")
    rows = [
        (
            file.export.name,
            file.export.title,
            len(file.table.rows),
            file.marker,
            file.export.licence,
            None if file in fitting else f"Left out: {TOO_LARGE}.",
        )
        for file in files
    ]
    return Table(columns, types, rows)


def _cautions(database: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """The words of each caution, where the database has them."""
    try:
        return dict(
            database.sql(
                "select caution_code, caution_text from marts.dim_caution "
                "order by caution_code"
            ).fetchall()
        )
    except duckdb.CatalogException:
        return {}


def _named_cautions(files: list[_File], words: dict[str, str]) -> Table:
    named = {
        code
        for file in files
        if "caution_codes" in file.table.columns
        for codes in set(file.table.values("caution_codes"))
        for code in (codes or "").split()
    }
    rows = [(code, text) for code, text in words.items() if code in named]
    return Table(("caution_code", "caution_text"), ("VARCHAR", "VARCHAR"), rows)


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


def _dictionary(file: _File, homes: dict[str, Export]) -> list[dict]:
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


def _sidecar(file: _File, content: bytes) -> bytes:
    export = file.export
    text = json.dumps(
        {
            "title": export.title,
            "audience": export.audience,
            "description": file.description,
            "licence": export.licence,
            "key": list(export.key),
            "columns": [column.name for column in file.columns],
            "source_datasets": file.sources,
            "rows": len(file.table.rows),
            "sha256": hashlib.sha256(content).hexdigest(),
            "is_synthetic": file.synthetic_rows > 0,
            "data_marker": file.marker,
        },
        indent=2,
        ensure_ascii=False,
    )
    return f"{text}\n".encode()


def _remove_others(folder: Path, wanted: set[Path]) -> None:
    """Remove files of models that no longer exist or have no rows any more."""
    for audience in AUDIENCES:
        for path in sorted((folder / audience).rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in wanted and path.name.endswith(SUFFIXES):
                path.unlink()
