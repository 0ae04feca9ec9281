"""The plan and the sufficiency pack: the council's files in the order of two reports.

A Best Start local plan asks what, who and where; the childcare sufficiency report has
heads by law. Which rows of which file stand under which head is policy
(seeds/policy/policy_pack_tables.csv). A pack is a workbook and a text of the same for
each council, in exports/internal/packs, written with each export from the files as they
are. Every table says its period, what its figures are of, what to be careful of, and
where the rows stand for which it has no room; a head without data says so, and what
would fill it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from early_years import disk
from early_years.csv_rows import rows_if_any
from early_years.environment import PlainError, Project
from early_years.exporting.manifest import CSV, DICTIONARY, PARQUET
from early_years.exporting.pack_tables import (
    FIGURES,
    Shown,
    filtered,
    filters_of,
    headings_of,
    in_words,
    order_of,
    shown,
)
from early_years.exporting.tables import Table, put_file
from early_years.exporting.workbooks import SUFFIX, workbook
from early_years.governance_pack import cell
from early_years.landing.releases import quoted

POLICY = Path("seeds") / "policy" / "policy_pack_tables.csv"
INTERNAL = Path("internal")
FOLDER = INTERNAL / "packs"
FOR_WHOM = "For the council alone: it holds figures that leave the council in no file."
MADE_UP = "Made up in part or whole: quote no figure of it as a fact."
NOT_HELD = "Not held"
# What stands under the notes of a head without data.
NO_TABLE = Table(("nothing to show",), ("VARCHAR",), [])
# More periods than these are said by the rows alone.
PERIODS_NAMED = 4
Row = dict[str, str]


@dataclass(frozen=True)
class Part:
    """A table of a pack for one council: its row of policy, and what the files hold.

    shown is None where nothing is held.
    """

    row: Row
    shown: Shown | None
    periods: tuple[str, ...] = ()
    cautions: tuple[str, ...] = ()
    is_synthetic: bool = False

    @property
    def number(self) -> str:
        """Its place in the pack, which is the name of its sheet."""
        return f"{self.row['section_order']}.{self.row['table_order']}"

    @property
    def notes(self) -> list[str]:
        """What is said above the table."""
        told = [f"{self.number} {self.row['table_title']}", FOR_WHOM]
        if self.shown is None:
            return [*told, f"{NOT_HELD}. {self.row['not_held_text']}"]
        periods = "; ".join(self.periods) or "not told"
        if len(self.periods) > PERIODS_NAMED:
            periods = "as each row says"
        return [
            *told,
            *([MADE_UP] if self.is_synthetic else []),
            f"Period: {periods}",
            f"Of: {self.row['denominator_text']}",
            *(f"{heading}: {value}" for heading, value in self.shown.alike),
            *self._left_out(self.shown),
            *(f"Care: {caution}" for caution in self.cautions),
        ]

    def _left_out(self, shown: Shown) -> list[str]:
        """How many rows have no room here, and where they stand."""
        here = len(shown.table.rows)
        if here == shown.total:
            return []
        order = f", {self.row['order_text']}" if self.row["order_text"] else ""
        return [
            f"Shown: {here:,} of {shown.total:,} rows{order}. The file "
            f"internal/{self.row['file']} has {shown.total - here:,} more."
        ]


def write_packs(project: Project, exports: Path | None = None) -> list[Path]:
    """Write the packs of each council from a folder of exports; return their files.

    exports takes the place of the project's own folder. Raises PlainError where policy
    names a column that its file does not have.
    """
    folder = exports or project.exports
    rows = rows_if_any(project.root / POLICY)
    councils = rows_if_any(_place(folder, "reference/releases"))
    words = {
        row["caution_code"]: row["caution_text"]
        for row in rows_if_any(_place(folder, "reference/cautions"))
    }
    written: list[Path] = []
    with duckdb.connect(config={"threads": 1}) as database:
        for council in councils:
            for pack in dict.fromkeys(row["pack_code"] for row in rows):
                own = [row for row in rows if row["pack_code"] == pack]
                parts = [_part(database, folder, row, council, words) for row in own]
                written += _put(folder / FOLDER / pack, council, parts)
    if written:
        disk.RIGHTS.let_read_all(folder / FOLDER)
    return written


def _put(folder: Path, council: Row, parts: list[Part]) -> Iterator[Path]:
    """Write a pack of a council as a workbook and as text."""
    name = f"{parts[0].row['pack_code']}_{council['local_authority_code']}"
    sheets = {"contents": _contents(parts)}
    sheets |= {
        part.number: part.shown.table if part.shown else NO_TABLE for part in parts
    }
    title = f"{parts[0].row['pack_label']}: {council['local_authority_name']}"
    notes = {"contents": [title, FOR_WHOM]} | {
        part.number: part.notes for part in parts
    }
    for suffix, content in (
        (SUFFIX, workbook(sheets, notes)),
        (".md", _text(title, parts).encode("utf-8")),
    ):
        path = folder / f"{name}{suffix}"
        put_file(path, content)
        yield path


def _part(
    database: duckdb.DuckDBPyConnection,
    folder: Path,
    row: Row,
    council: Row,
    words: dict[str, str],
) -> Part:
    """A table of a pack with what the files hold of a council."""
    path = _place(folder, row["file"], PARQUET)
    if not row["file"] or not path.is_file():
        return Part(row, None)
    whole = database.sql(f"from read_parquet({quoted(path)})")
    wanted, filters = headings_of(row), filters_of(row)
    named = {*wanted, *filters, *order_of(row), row["period_column"]}
    if unknown := sorted(named - {*whole.columns}):
        raise PlainError(
            f"{POLICY.as_posix()}: {row['pack_code']} {row['section_order']}."
            f"{row['table_order']} names {', '.join(unknown)}, which "
            f"{row['file']} does not have."
        )
    if "local_authority_code" in whole.columns:
        filters["local_authority_code"] = council["local_authority_code"]
    rows = filtered(whole, filters)
    count, values = rows.aggregate(
        f"count(*), {'count(value)' if 'value' in wanted else 'count(*)'}"
    ).fetchall()[0]
    # Rows that say why they have no figure hold nothing.
    if not count or not values:
        return Part(row, None)
    codes = " ".join(_distinct(rows, "caution_codes")).split()
    return Part(
        row=row,
        shown=shown(
            rows,
            row,
            rows_if_any(_place(folder, row["file"], DICTIONARY)),
            row["period_column"],
        ),
        periods=tuple(_distinct(rows, row["period_column"])),
        cautions=tuple(words[code] for code in dict.fromkeys(codes) if code in words),
        is_synthetic="True" in _distinct(rows, "is_synthetic"),
    )


def _distinct(rows: duckdb.DuckDBPyRelation, column: str) -> list[str]:
    """What stands in a column, each once and in order; nothing where it has none."""
    if column not in rows.columns:
        return []
    found = rows.filter(f"{column} is not null").select(f"{column} as told")
    values = found.distinct().order("told").fetchall()
    return [in_words(value, "") for (value,) in values]


def _contents(parts: list[Part]) -> Table:
    """What the pack asks, and whether anything is held of it."""
    columns = (
        *("head", "question", "sheet", "table", "rows shown", "rows in the file"),
        *("is held", "from the file"),
    )
    types = (*("VARCHAR",) * 4, "INTEGER", "INTEGER", "VARCHAR", "VARCHAR")
    rows = [
        (
            part.row["section_label"],
            part.row["question_text"],
            part.number,
            part.row["table_title"],
            len(part.shown.table.rows) if part.shown else 0,
            part.shown.total if part.shown else 0,
            "held" if part.shown else NOT_HELD.lower(),
            part.row["file"] or None,
        )
        for part in parts
    ]
    return Table(columns, types, rows)


def _text(title: str, parts: list[Part]) -> str:
    """The pack as text: heads, questions and tables in their order."""
    lines = [f"# {title}", "", FOR_WHOM, ""]
    head = None
    for part in parts:
        if part.row["section_label"] != head:
            head = part.row["section_label"]
            lines += [f"## {part.row['section_order']} {head}", ""]
            lines += [part.row["question_text"], ""]
        # For whom it is stands at the top of a text, and on each sheet.
        first, _, *others = part.notes
        lines += [f"### {first}", "", *(f"- {other}" for other in others), ""]
        if part.shown is not None:
            table = part.shown.table
            lines += [_line(table.columns)]
            lines += [
                _line("---:" if kind in FIGURES else "---" for kind in table.types)
            ]
            lines += [_line(map(in_words, row, table.types)) for row in table.rows]
            lines += [""]
    return "\n".join(lines)


def _line(cells: Iterable[object]) -> str:
    return f"| {' | '.join(map(cell, cells))} |"


def _place(folder: Path, file: str, place: tuple[str, str] = CSV) -> Path:
    """Where one of the files of an internal export lies."""
    subject, _, name = file.partition("/")
    beside, ending = place
    return folder / INTERNAL / subject / beside / f"{name}{ending}"
