"""One workbook per subject: its tables, their columns and the cautions in words."""

from pathlib import Path

import duckdb

from early_years.exporting import workbooks
from early_years.exporting.files import File, dictionary
from early_years.exporting.manifest import Export
from early_years.exporting.tables import Table, put_file

TOO_LARGE = "more rows, or longer texts, than a sheet of a workbook can hold"


def write_workbooks(
    database: duckdb.DuckDBPyConnection,
    files: list[File],
    homes: dict[str, Export],
    folder: Path,
    asked: str,
) -> set[Path]:
    """One workbook per subject: its tables, their columns and their cautions.

    asked is whom to call about any of them.
    """
    wanted = set()
    words = _cautions(database)
    for subject in sorted({file.export.subject for file in files}):
        own = [file for file in files if file.export.subject == subject]
        fitting = [file for file in own if workbooks.fits(file.table)]
        sheets = {"tables": _contents(own, fitting, asked)}
        sheets |= {file.export.name: file.table for file in fitting}
        rows = [
            (file.export.name, *line.values())
            for file in own
            for line in dictionary(file, homes)
        ]
        columns = ("table_name", *dictionary(own[0], homes)[0])
        sheets["columns"] = Table(columns, ("VARCHAR",) * len(columns), rows)
        # The file of all cautions has a sheet of that name, which stays its own.
        sheets.setdefault("cautions", _named_cautions(own, words))
        path = folder / own[0].export.audience / f"{subject}{workbooks.SUFFIX}"
        put_file(path, workbooks.workbook(sheets))
        wanted.add(path)
    return wanted


def _contents(files: list[File], fitting: list[File], asked: str) -> Table:
    columns = (
        *("table_name", "title", "rows_count", "data_marker", "licence"),
        *("whom_to_ask", "note"),
    )
    types = ("VARCHAR", "VARCHAR", "INTEGER", *("VARCHAR",) * 4)
    rows = [
        (
            file.export.name,
            file.export.title,
            len(file.table.rows),
            file.marker,
            file.licence.title,
            asked or None,
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


def _named_cautions(files: list[File], words: dict[str, str]) -> Table:
    named = {
        code
        for file in files
        if "caution_codes" in file.table.columns
        for codes in set(file.table.values("caution_codes"))
        for code in (codes or "").split()
    }
    rows = [(code, text) for code, text in words.items() if code in named]
    return Table(("caution_code", "caution_text"), ("VARCHAR", "VARCHAR"), rows)
