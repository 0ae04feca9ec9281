"""The governance pack: documents for a data protection officer, made from the files.

They are Markdown, in exports/internal/governance, written with each export from the
catalogue, the rows of governance, the scores and the audit log. The same files give the
same text; what a council has to fill in is marked as such.
"""

from pathlib import Path
from typing import Any

import duckdb
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from early_years import disk
from early_years.csv_rows import rows_if_any
from early_years.environment import Project
from early_years.exporting.tables import put_file
from early_years.intruder.results import result_of
from early_years.landing import audit_log
from early_years.landing.releases import landing_folder, quoted
from early_years.landing.store import AUDIT

HOME = Path(__file__).parent
FOLDER = Path("internal") / "governance"
REFERENCE = Path("internal") / "reference"
TABLES = {
    **{name: REFERENCE / f"{name}.csv" for name in ("datasets", "dataset_files")},
    **{name: REFERENCE / f"{name}.csv" for name in ("agreements", "retention")},
    **{name: REFERENCE / f"{name}.csv" for name in ("decisions", "responsibilities")},
    **{name: REFERENCE / f"{name}.csv" for name in ("licence_decisions", "releases")},
    **{name: REFERENCE / f"{name}.csv" for name in ("indicators", "policy")},
}
QUERIES = ("equality", "segments")
SCORES = Path("internal") / "need" / "parquet" / "ward_need_scores.parquet"
CONTEXT = Path("internal") / "wards" / "parquet" / "ward_context.parquet"
FRONT_DOOR = "explain_figures"
Row = dict[str, str]


def write_pack(project: Project, exports: Path | None = None) -> list[Path]:
    """Write the documents of a folder of exports; return where they lie.

    exports takes the place of the project's own folder.
    """
    folder = exports or project.exports
    words = _words(project, folder)
    made = Environment(
        loader=FileSystemLoader(HOME / "templates"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["cell"] = cell
    written = []
    for name in sorted(made.list_templates(["md"])):
        path = folder / FOLDER / name
        put_file(path, made.get_template(name).render(**words).encode("utf-8"))
        written.append(path)
    disk.RIGHTS.let_read_all(folder / FOLDER)
    return written


def _words(project: Project, folder: Path) -> dict[str, Any]:
    """What the documents are made from, by the names that templates use."""
    tables = {name: rows_if_any(folder / place) for name, place in TABLES.items()}
    datasets = {row["dataset_code"]: row for row in tables["datasets"]}
    personal = [
        row for row in datasets.values() if row["contains_personal_data"] == "true"
    ]
    (front_door,) = (
        row for row in tables["responsibilities"] if row["step_code"] == FRONT_DOOR
    )
    files: dict[str, list[Row]] = {}
    for row in tables["dataset_files"]:
        files.setdefault(row["dataset_code"], []).append(row)
    path = landing_folder(project) / AUDIT
    lines = audit_log.lines_of(path)
    return {
        **tables,
        **{name: _queried(name, folder) for name in QUERIES},
        "by_code": datasets,
        "personal": personal,
        "shared": [row for row in datasets.values() if row["licence_class"] != "open"],
        "files": files,
        "front_door": front_door,
        "intruder": result_of(folder),
        "landings": sum(line.get("what") == "landed" for line in lines),
        "purges": [line for line in lines if line.get("what") == "purged"],
        "log_problems": audit_log.problems_of(path),
        "is_synthetic": any(
            row["is_synthetic"] == "true" for row in tables["releases"]
        ),
    }


def _queried(name: str, folder: Path) -> list[dict[str, Any]]:
    """The rows of one of the queries over the files; none without scores."""
    if not all((folder / place).is_file() for place in (SCORES, CONTEXT)):
        return []
    sql = (HOME / f"{name}.sql").read_text(encoding="utf-8")
    places = {
        "scores": f"read_parquet({quoted(folder / SCORES)})",
        "context": f"read_parquet({quoted(folder / CONTEXT)})",
    }
    with duckdb.connect(config={"threads": 1}) as database:
        found = database.sql(sql.format(**places))
        columns = found.columns
        return [dict(zip(columns, row, strict=True)) for row in found.fetchall()]


def cell(text: object) -> str:
    """A text as one cell of a table; a dash where there is none."""
    words = " ".join(str("" if text is None else text).split())
    return words.replace("|", "\\|") or "-"
