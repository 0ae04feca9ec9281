"""Writing the exports: one model of the manifest, one set of files.

Every model whose config.meta.export names an audience and a file becomes
data/exports/<audience>/<subject>/<name>.csv, with the same rows in parquet/ beside it
and, in about/, a data dictionary and a sidecar that says what the file is and rests on.
A folder therefore holds tables and nothing else. No file holds a timestamp, and the
same database gives the same bytes. No figure is computed here: the files hold what the
models hold.
"""

import csv
import hashlib
import io
import json
import os
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from early_years.environment import PlainError, Project

AUDIENCES = ("internal", "partner", "public")
COLUMN_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
# What Evidence and every BI tool read without loss; a sum is cast in its model.
TYPES = ("BOOLEAN", "DATE", "DOUBLE", "INTEGER", "VARCHAR")
RAW_HOME = re.compile(r"(?:seed\.\w+\.raw_|source\.\w+\.landing_store\.)(\w+)")
FILE_NAME = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
META_KEYS = ("title", "key")
LICENCES = {
    "internal": "For the council's own use, under the agreements of its sources",
    "partner": "For commissioned partners, under their sharing agreements",
    "public": "Open Government Licence v3.0",
}
# Beside the CSV of a file: its folder and ending -> what lies there.
PARQUET = ("parquet", ".parquet")
DICTIONARY = ("about", "_columns.csv")
SIDECAR = ("about", ".json")
SUFFIXES = (".csv", ".parquet", ".json")
UNFINISHED = ".unfinished"
# By these three bytes a double click in Excel reads a CSV as UTF-8.
BYTE_ORDER_MARK = "\ufeff"
# A spreadsheet runs a text that starts so, unless it is a number or a lone dash.
FORMULA = re.compile(r"[=+\-@\t\r](?!\Z)(?![\d.,]+%?\Z)")

ALL_SYNTHETIC = (
    "Synthetic: every row rests on made-up records. Place names are real, the figures "
    "are not; quote none of them as a fact."
)
NO_ROWS = "no rows: nothing was supplied for it, or there is nothing to tell"
SOME_SYNTHETIC = (
    "Partly synthetic: {synthetic} of {rows} rows rest on made-up records (column "
    "is_synthetic). Place names are real, those figures are not."
)
NONE_SYNTHETIC = "No row rests on made-up records."


@dataclass(frozen=True)
class Export:
    """One model that becomes a file, as the manifest describes it.

    file is <subject>/<name>, the path below its audience; columns maps each column to
    (data type, description); key orders the rows; without_rows is what files.csv says
    when there are none.
    """

    model: str
    audience: str
    file: str
    relation: str
    title: str
    description: str
    licence: str
    key: tuple[str, ...]
    without_rows: str
    columns: dict[str, tuple[str, str]]
    datasets: tuple[str, ...]

    def path(self, folder: Path, place: tuple[str, str] = ("", ".csv")) -> Path:
        """Where one of its files lies in the folder of all exports."""
        beside, ending = place
        csv_path = folder / self.audience / f"{self.file}.csv"
        return csv_path.parent / beside / f"{csv_path.stem}{ending}"


@dataclass(frozen=True)
class Written:
    """One line of files.csv; reason is blank for a file that was written."""

    audience: str
    file: str
    rows: int
    is_written: bool
    reason: str
    is_synthetic: bool


def export_project(project: Project) -> list[Written]:
    """Write every export of a built project; return what was and was not written."""
    if not (project.manifest.exists() and project.database.exists()):
        raise PlainError("There is nothing to export yet. Run the build first.")
    manifest = json.loads(project.manifest.read_text(encoding="utf-8"))
    governance = project.root / "seeds" / "governance" / "governance_datasets.csv"
    with governance.open(encoding="utf-8", newline="") as lines:
        datasets = {row["dataset_code"]: row for row in csv.DictReader(lines)}
    with open_database(project) as database:
        return write_exports(database, manifest, datasets, project.exports)


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
) -> list[Written]:
    """Write the exports that a manifest names into a folder, and its files.csv.

    datasets has the rows of governance_datasets by dataset_code. Every model is judged
    before the first file is touched; raises PlainError with all that is wrong.
    """
    exports = exports_of(manifest)
    problems = [line for export in exports for line in _problems(database, export)]
    if problems:
        lines = "\n".join(f"  - {problem}" for problem in problems)
        raise PlainError(f"No export was written:\n{lines}")
    written = [_write(database, export, datasets, folder) for export in exports]
    _replace(folder / "files.csv", _files_csv(written))
    kept = {(line.audience, line.file) for line in written if line.is_written}
    _remove_others(folder, [ex for ex in exports if (ex.audience, ex.file) in kept])
    return written


def exports_of(manifest: dict) -> list[Export]:
    """The models of a manifest that become files, ordered by audience and file.

    Raises PlainError when config.meta does not say enough, or names a file twice.
    """
    exports: list[Export] = []
    problems = []
    for node in manifest["nodes"].values():
        if node["resource_type"] != "model":
            continue
        said = _said_of_export(node)
        if said is None:
            continue
        wrong = _wrong_in_meta(said)
        problems += [f"{node['name']}: {sentence}" for sentence in wrong]
        if not wrong:
            exports.append(_export(node, said, manifest))
    names = Counter((export.audience, export.file) for export in exports)
    problems += [
        f"{audience}/{file}: {count} models are to become this file."
        for (audience, file), count in names.items()
        if count > 1
    ]
    if problems:
        raise PlainError("No export was written:\n  - " + "\n  - ".join(problems))
    return sorted(exports, key=lambda export: (export.audience, export.file))


def _said_of_export(node: dict) -> dict | None:
    """What config.meta says of the file that a model becomes; None if it becomes none.

    Until the last model is converted, one called export_<audience>__<file> says it
    beside its other keys.
    """
    meta = node["config"].get("meta", {})
    if "export" in meta:
        return {"without_rows": meta.get("without_rows")} | meta["export"]
    if not node["name"].startswith("export_"):
        return None
    audience, _, file = node["name"].removeprefix("export_").partition("__")
    return meta | {"audience": audience, "file": file}


def _wrong_in_meta(said: dict) -> list[str]:
    wrong = []
    if said.get("audience") not in AUDIENCES:
        wrong.append(
            f"config.meta.export names the audience {said.get('audience')}; "
            f"audiences are {', '.join(AUDIENCES)}."
        )
    file = str(said.get("file"))
    if not (FILE_NAME.fullmatch(file) or COLUMN_NAME.fullmatch(file)):
        wrong.append(
            f"config.meta.export names the file {file}; a file is called "
            "<subject>/<name> in lower_snake_case."
        )
    missing = [key for key in META_KEYS if not said.get(key)]
    if missing:
        wrong.append(f"config.meta.export has to say {', '.join(missing)}.")
    return wrong


def _export(node: dict, said: dict, manifest: dict) -> Export:
    return Export(
        model=node["name"],
        audience=said["audience"],
        file=said["file"],
        relation=f'"{node["schema"]}"."{node["alias"]}"',
        title=said["title"],
        description=_line(node["description"]),
        licence=said.get("licence") or LICENCES[said["audience"]],
        key=tuple(said["key"]),
        without_rows=said.get("without_rows") or NO_ROWS,
        columns={
            column["name"]: (
                column.get("data_type") or "",
                _line(column["description"]),
            )
            for column in node["columns"].values()
        },
        datasets=_datasets_behind(
            node["unique_id"], manifest, said.get("leaves_out", [])
        ),
    )


def _datasets_behind(
    unique_id: str, manifest: dict, leaves_out: list[str]
) -> tuple[str, ...]:
    """The datasets whose rows a model rests on, however many models away.

    They come as raw seeds, or as sources of the landing store. A model that lends names
    or judges what may be used (meta.lends) says nothing of what a file is about, so the
    way back ends there; so it does at the models whose columns the file leaves out.
    """
    nodes = manifest["nodes"]
    waiting = [unique_id]
    seen = {key for key in nodes if key.split(".")[-1] in leaves_out}
    while waiting:
        current = waiting.pop()
        node = nodes.get(current, {})
        lends = node.get("config", {}).get("meta", {}).get("lends")
        if current in seen or (lends and current != unique_id):
            continue
        seen.add(current)
        waiting += node.get("depends_on", {}).get("nodes", [])
    homes = (RAW_HOME.fullmatch(name) for name in seen)
    return tuple(sorted({home[1] for home in homes if home}))


def _problems(database: duckdb.DuckDBPyConnection, export: Export) -> list[str]:
    """Why a model cannot become files that every tool reads."""
    try:
        described = database.sql(f"describe from {export.relation}").fetchall()
    except duckdb.CatalogException:
        return [f"{export.model}: the database has no such table. Run the build again."]
    types = {column: data_type for column, data_type, *_ in described}
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
        if not export.columns.get(column, ("", ""))[1]
    ]
    found += [
        f"{export.model}: its key names {column}, which is not among the columns."
        for column in export.key
        if column not in types
    ]
    if types.get("is_synthetic") != "BOOLEAN":
        found.append(
            f"{export.model}: column is_synthetic (boolean) is missing. Made-up "
            "figures may not leave without their marker."
        )
    elif not found:
        found += _problems_in_rows(database, export)
    return found


def _problems_in_rows(database: duckdb.DuckDBPyConnection, export: Export) -> list[str]:
    found = []
    unmarked, distinct, rows = database.sql(
        "select count(*) filter (where is_synthetic is null), "
        f"count(distinct row({_names(export.key)})), count(*) from {export.relation}"
    ).fetchone()
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


def _write(
    database: duckdb.DuckDBPyConnection,
    export: Export,
    datasets: dict[str, dict[str, str]],
    folder: Path,
) -> Written:
    rows = database.sql(f"from {export.relation} order by {_names(export.key)}")
    frame = readable_frame(rows)
    count = len(frame)
    if count == 0:
        # Evidence breaks on an empty table, so a file without rows is left out.
        return Written(
            export.audience, export.file, 0, False, export.without_rows, False
        )
    marked = int((frame["is_synthetic"] == "true").sum())
    marker = _marker(marked, count)
    text = BYTE_ORDER_MARK + frame.to_csv(index=False, lineterminator="\n")
    content = text.encode("utf-8")
    _replace(export.path(folder), content)
    _write_parquet(database, export, export.path(folder, PARQUET))
    dictionary = _dictionary(export, frame.columns, marker)
    _replace(export.path(folder, DICTIONARY), dictionary)
    sidecar = _sidecar(export, frame.columns, datasets)
    sidecar |= {
        "rows": count,
        "sha256": hashlib.sha256(content).hexdigest(),
        "is_synthetic": marked > 0,
        "data_marker": marker,
    }
    text = json.dumps(sidecar, indent=2, ensure_ascii=False) + "\n"
    _replace(export.path(folder, SIDECAR), text.encode("utf-8"))
    return Written(export.audience, export.file, count, True, "", marked > 0)


def readable_frame(rows: duckdb.DuckDBPyRelation) -> pd.DataFrame:
    """The rows as CSV shows them: true and false, whole numbers, ISO dates, blanks.

    Numbers with a fraction stay floats, which pandas writes in the shortest form that
    reads back to the same number. A text that a spreadsheet would run as a formula
    begins with an apostrophe, by which the spreadsheet shows it as the text it is.
    """
    frame = rows.df()
    for column, data_type in zip(rows.columns, map(str, rows.types), strict=True):
        values = frame[column]
        if data_type == "BOOLEAN":
            words = values.astype("boolean").map({True: "true", False: "false"})
            frame[column] = words.astype("object")
        elif data_type == "INTEGER":
            # Where a value is missing pandas turns whole numbers into 3.0.
            frame[column] = values.astype("Int64")
        elif data_type == "DATE":
            frame[column] = pd.to_datetime(values).dt.strftime("%Y-%m-%d")
        elif data_type == "VARCHAR":
            frame[column] = values.map(_never_a_formula, na_action="ignore")
    return frame


def _never_a_formula(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text


def _write_parquet(
    database: duckdb.DuckDBPyConnection, export: Export, path: Path
) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(path)
    place = str(temporary).replace("'", "''")
    database.execute(
        f"copy (from {export.relation} order by {_names(export.key)}) "
        f"to '{place}' (format parquet)"
    )
    _put(temporary, path)


def _dictionary(export: Export, columns, marker: str) -> bytes:
    rows = [
        {
            "column_name": column,
            "data_type": export.columns[column][0],
            "meaning": export.columns[column][1],
            "data_marker": marker,
        }
        for column in columns
    ]
    return _csv(rows)


def _sidecar(export: Export, columns, datasets: dict[str, dict[str, str]]) -> dict:
    sources = [
        {"dataset": code} | _source(datasets[code], export)
        for code in export.datasets
        if code in datasets
    ]
    return {
        "title": export.title,
        "audience": export.audience,
        "description": export.description,
        "licence": export.licence,
        "key": list(export.key),
        "columns": list(columns),
        "source_datasets": sources,
    }


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


def _marker(synthetic: int, rows: int) -> str:
    if synthetic == 0:
        return NONE_SYNTHETIC
    if synthetic == rows:
        return ALL_SYNTHETIC
    return SOME_SYNTHETIC.format(synthetic=synthetic, rows=rows)


def _files_csv(written: list[Written]) -> bytes:
    rows = [
        {
            "audience": line.audience,
            "file": line.file,
            "rows": line.rows,
            "is_written": str(line.is_written).lower(),
            "reason": line.reason,
            "is_synthetic": str(line.is_synthetic).lower(),
        }
        for line in written
    ]
    return _csv(rows, list(Written.__dataclass_fields__))


def _csv(rows: list[dict], columns: list[str] | None = None) -> bytes:
    text = io.StringIO(BYTE_ORDER_MARK)
    text.seek(0, io.SEEK_END)
    writer = csv.DictWriter(text, columns or list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def _remove_others(folder: Path, kept: list[Export]) -> None:
    """Remove files of models that no longer exist or have no rows any more."""
    wanted = {
        export.path(folder, place)
        for export in kept
        for place in (("", ".csv"), PARQUET, DICTIONARY, SIDECAR)
    }
    for audience in AUDIENCES:
        paths = sorted((folder / audience).rglob("*"), reverse=True)
        for path in paths:
            if path.is_dir():
                if not any(path.iterdir()):
                    path.rmdir()
            elif path not in wanted and path.name.endswith((*SUFFIXES, UNFINISHED)):
                path.unlink()


def _replace(path: Path, content: bytes) -> None:
    """Put a file in place whole: a reader sees the old one or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _temporary(path)
    temporary.write_bytes(content)
    _put(temporary, path)


def _put(temporary: Path, path: Path) -> None:
    try:
        os.replace(temporary, path)
    except PermissionError:
        temporary.unlink()
        raise PlainError(
            f"{path.parent.name}/{path.name} cannot be replaced: another program has "
            "it open. Close it there and run the export again."
        ) from None


def _temporary(path: Path) -> Path:
    return path.with_name(f"{path.name}{UNFINISHED}")


def _names(columns: tuple[str, ...]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _line(text: str) -> str:
    return " ".join(text.split())
