"""Writing the exports: one model of the manifest, one set of files.

Every model whose config.meta.export names an audience and a file becomes
data/exports/<audience>/<subject>/<name>.csv, with the same rows in parquet/ beside it
and, in about/, a data dictionary and a sidecar that says what the file is and rests on.
A folder therefore holds tables and nothing else. Beside the folder lies one workbook
with all its tables, and beside the folders of an audience what catalogues, portals and
BI tools ask to know of them (early_years.exporting.packages) and, for everyone, a map
of the wards. No file holds a timestamp, and the same database gives the same bytes. No
figure is computed here: the files hold what the models hold.
"""

import json
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from early_years import disk
from early_years.environment import PlainError, Project
from early_years.exporting import datapackage, workbooks
from early_years.exporting.catalogue import files_about_files
from early_years.exporting.dictionaries import policy_words, values_of_dimensions
from early_years.exporting.files import File, places, read, write
from early_years.exporting.governed import (
    Governance,
    licence_of,
    problems_of_release,
    read_governance,
)
from early_years.exporting.judging import TYPES, problems
from early_years.exporting.manifest import AUDIENCES, Export, exports_of
from early_years.exporting.owners import Owners
from early_years.exporting.packages import FOLDER, packages
from early_years.exporting.subjects import write_workbooks
from early_years.exporting.tables import (
    UNFINISHED,
    csv_text,
    dictionaries_as_csv,
    put_file,
    read_table,
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
LIST = "files.csv"
SUFFIXES = (
    *(".csv", ".parquet", ".json", ".jsonld", ".geojson"),
    *(workbooks.SUFFIX, UNFINISHED),
)


@dataclass(frozen=True)
class Written:
    """One line of files.csv; reason is blank for a file that was written."""

    audience: str
    file: str
    rows: int
    is_written: bool
    reason: str
    is_synthetic: bool


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
    governance = read_governance(project.root)
    with open_database(project) as database:
        return write_exports(
            database, manifest, governance, folder or project.exports, only
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
    governance: Governance,
    folder: Path,
    only: frozenset[str] | None = None,
) -> list[Written]:
    """Write the exports that a manifest names into a folder, and their lists.

    Each audience has a files.csv of its own files, and internal one of all. only names
    the models to write, if not all. Every model is judged before the first file is
    touched; raises PlainError with all that is wrong.
    """
    not_supplied = _not_supplied(database)
    whole = exports_of(manifest)
    everything = _without(whole, not_supplied)
    exports = [ex for ex in everything if only is None or ex.model in only]
    settings = policy_words(database, manifest)
    found: list[str] = []
    if only is None and governance.steps:
        licences = {
            (ex.audience, ex.file): licence_of(ex, governance).title for ex in exports
        }
        about, found = files_about_files(
            database, manifest, whole, governance, licences, not_supplied
        )
        exports = sorted([*exports, *about], key=lambda ex: (ex.audience, ex.file))
    found += [line for ex in exports for line in problems(database, ex, settings)]
    found += [line for ex in exports for line in problems_of_release(ex, governance)]
    if found:
        lines = "\n".join(f"  - {problem}" for problem in found)
        raise PlainError(f"No export was written:\n{lines}")
    values = values_of_dimensions(database, manifest, everything)
    asked = Owners(manifest, governance).front_door.called
    wanted: set[Path] = set()
    written: list[Written] = []
    for audience in AUDIENCES:
        files = []
        for export in exports:
            if export.audience == audience:
                file = read(database, export, governance, settings, values)
                written.append(_line_of(file))
                # Evidence breaks on an empty table: a file without rows is left out.
                if file.table.rows:
                    files.append(file)
        wanted |= _write_audience(
            database, audience, files, folder, asked, only is None
        )
    wanted |= _write_lists(written, folder)
    _remove_others(folder, wanted)
    disk.RIGHTS.let_read_all(folder)
    return written


def _not_supplied(database: duckdb.DuckDBPyConnection) -> frozenset[str]:
    """The datasets that nobody supplied: no figure rests on them."""
    try:
        rows = database.sql(
            "select dataset_code from marts.fct_source_freshness group by dataset_code "
            "having bool_and(supply_status = 'not_supplied')"
        ).fetchall()
    except duckdb.CatalogException:
        return frozenset()
    return frozenset(code for (code,) in rows)


def _without(exports: list[Export], datasets: frozenset[str]) -> list[Export]:
    """Exports that do not name these datasets among their sources."""
    return [
        replace(
            one, datasets=tuple(code for code in one.datasets if code not in datasets)
        )
        for one in exports
    ]


def _write_lists(written: list[Written], folder: Path) -> set[Path]:
    """What was and was not written, for each audience alone, and inside of all."""
    wanted = set()
    for audience in AUDIENCES:
        lines = [
            vars(line) | _in_words(line)
            for line in written
            if audience in ("internal", line.audience)
        ]
        if lines:
            path = folder / audience / LIST
            put_file(path, dictionaries_as_csv(lines, [*Written.__dataclass_fields__]))
            wanted.add(path)
    return wanted


def _line_of(file: File) -> Written:
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


def _write_audience(
    database: duckdb.DuckDBPyConnection,
    audience: str,
    files: list[File],
    folder: Path,
    asked: str,
    is_whole: bool,
) -> set[Path]:
    """Write the files of an audience; return where they lie.

    asked is whom to call about them. is_whole: whether they are all that there are, and
    so make workbooks and packages.
    """
    if not files:
        return set()
    homes = datapackage.stand_ins([file.export for file in files])
    wanted, resources = set(), []
    for file in files:
        content = write(database, file, homes, folder)
        wanted |= places(file.export, folder)
        resources.append(
            datapackage.resource(
                file.export, file.columns, file.licence, content, homes
            )
            | {
                "description": file.description
                + (f" {file.marker}" if file.synthetic_rows else ""),
                "sources": [_named(source) for source in file.sources],
            }
        )
    if not is_whole:
        return wanted
    wanted |= write_workbooks(database, files, homes, folder, asked)
    for place, content in packages(audience, files, resources).items():
        put_file(folder / audience / place, content)
        wanted.add(folder / audience / place)
    return wanted


def _named(source: dict) -> dict:
    """A source as a Data Package has it; whom to write to, for those who may ask."""
    mailbox = source.get("owner_mailbox")
    return {"title": source["title"]} | ({"email": mailbox} if mailbox else {})


def _remove_others(folder: Path, wanted: set[Path]) -> None:
    """Remove files of models that no longer exist or have no rows any more."""
    # A list of all beside the folders of the audiences would go out with any of them.
    (folder / LIST).unlink(missing_ok=True)
    for audience in AUDIENCES:
        for path in sorted((folder / audience).rglob("*"), reverse=True):
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in wanted and _is_ours(path, folder / audience):
                path.unlink()


def _is_ours(path: Path, folder: Path) -> bool:
    """Whether a file in the folder of an audience is one that an export wrote."""
    return path.name.endswith(SUFFIXES) or (folder / FOLDER) in path.parents
