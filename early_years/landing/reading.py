"""From a file that was handed over to rows of text, or to the reasons why not."""

import difflib
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import duckdb

from early_years import checks
from early_years.contracts import Contract, load_contracts
from early_years.environment import PlainError
from early_years.landing import archives, streaming, workbooks
from early_years.readers import engine, ons
from early_years.readers.matching import Table

PARQUET_MARK = b"PAR1"
OLD_EXCEL_MARK = b"\xd0\xcf\x11\xe0"
# The layout of a file that has the contract's own columns.
CONTRACT_LAYOUT = "contract"
# A damaged file may hold a header as long as itself.
LONGEST_LINE = 600


@dataclass(frozen=True)
class Extract:
    """The rows of one file in the contract's columns, all text, None where blank.

    file_name names the file in the zip as well, where there was one; sha256 is of the
    file's own bytes. left_out has the columns that the contract does not know. layout
    is the name of the publisher's layout that the file was in, or CONTRACT_LAYOUT;
    notices tell what was left out of it.
    """

    contract: Contract
    file_name: str
    sha256: str
    rows: list[list[str | None]]
    left_out: tuple[str, ...]
    layout: str = CONTRACT_LAYOUT
    notices: tuple[str, ...] = ()


class Refused(Exception):
    """A file that is not taken; problems are for people, one a line."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(*problems)
        self.problems = problems


class OtherAreas(Refused):
    """A table of the dataset by other areas than the contract's."""


def find_contract(dataset: str) -> Contract:
    """The contract of a dataset. Raises PlainError that lists the known datasets."""
    contracts = {contract.name: contract for contract in load_contracts()}
    if dataset in contracts:
        return contracts[dataset]
    near = difflib.get_close_matches(dataset, contracts, n=1)
    hint = f" Did you mean {near[0]}?" if near else ""
    known = "\n".join(f"  {name}: {contracts[name].title}" for name in contracts)
    raise PlainError(f"There is no dataset {dataset}.{hint} Known are:\n{known}")


def read_files(
    paths: list[Path], contract: Contract, scratch: Path, reference: Path
) -> tuple[list[Extract], list[str]]:
    """Every file as an extract, and every problem with the name of its file.

    scratch is an existing folder for what has to lie on disk while it is read;
    reference is that of the seeds with the areas to keep of a national table.
    """
    extracts, problems = [], []
    for path in paths:
        found, beside = [], {}
        try:
            streamed = _streamed(path, contract, scratch, reference)
            found += [streamed] if streamed else []
            for name, content in () if streamed else _contents(path):
                try:
                    found.append(_extract(name, content, contract, scratch, reference))
                except OtherAreas as refused:
                    beside[name] = refused
                except Refused as refused:
                    problems += [f"{name}: {text}" for text in refused.problems]
        except Refused as refused:
            problems += [f"{path.name}: {text}" for text in refused.problems]
        if found:
            # A bulk download has the same table by every kind of area.
            left_out = [
                f"{name} is by other areas and was left out." for name in beside
            ]
            found[0] = replace(found[0], notices=(*found[0].notices, *left_out))
        else:
            problems += [
                f"{name}: {text}"
                for name, refused in beside.items()
                for text in refused.problems
            ]
        extracts += found
    return extracts, [plain(problem) for problem in problems]


def recognise(path: Path) -> list[str]:
    """The datasets that a file, or one in a zip, may be of, best first.

    Raises Refused where the file as a whole cannot be read.
    """
    found = []
    for _, content in _contents(path):
        sheets = _sheets(content) if archives.is_workbook(content) else []
        tables = _tables(content, sheets, None)
        found += engine.datasets_of(tables)
        headers = [table.rows[0][1] for table in tables if table.rows]
        found += [
            contract.name
            for contract in load_contracts()
            if any(set(contract.column_names) <= set(header) for header in headers)
        ]
    return list(dict.fromkeys(found))


def plain(text: str) -> str:
    """A line fit for a screen: of bearable length, without signs that steer it."""
    shown = "".join(sign if sign.isprintable() else "?" for sign in text[:LONGEST_LINE])
    return shown if len(text) <= LONGEST_LINE else f"{shown}..."


def _contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of a file, or of each file in a zip. Raises Refused."""
    try:
        size = path.stat().st_size
        if size > archives.LARGEST:
            raise Refused(
                [
                    f"the file has {size // archives.MEGABYTE:,} MB; up to "
                    f"{archives.LARGEST // archives.MEGABYTE} MB are taken. Land it in "
                    "parts, for example one period each."
                ]
            )
        content = path.read_bytes()
    except FileNotFoundError:
        raise Refused(
            ["there is no such file. Paths start at the project's folder."]
        ) from None
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise Refused([f"the file cannot be read: {reason}."]) from None
    if not archives.is_zip(content) or archives.is_workbook(content):
        yield path.name, content
        return
    try:
        for name, unpacked in archives.members(content):
            yield f"{path.name}/{name}", unpacked
    except archives.UnsafeArchive as error:
        raise Refused([str(error)]) from None


def _streamed(
    path: Path, contract: Contract, scratch: Path, reference: Path
) -> Extract | None:
    """The extract of a file too large for the memory, or None. Raises Refused."""
    try:
        taken = streaming.stream(path, contract, scratch, reference)
    except (streaming.NotStreamed, archives.UnsafeArchive) as error:
        raise Refused([str(error)]) from None
    if taken is None:
        return None
    reading = engine.read_tables([taken.table], taken.file_name, contract, reference)
    if reading.problems:
        raise Refused(reading.problems)
    left_out = f"{taken.left_out:,} rows of areas further away were left out."
    return _extract_of(taken.file_name, taken.sha256, contract, reading, left_out)


def _extract_of(
    name: str, sha256: str, contract: Contract, reading: engine.Reading, *notices: str
) -> Extract:
    return Extract(
        contract=contract,
        file_name=name,
        sha256=sha256,
        rows=[[value or None for value in row] for row in reading.rows],
        left_out=(),
        layout=reading.layout,
        notices=(*reading.notices, *notices),
    )


def _extract(
    name: str, content: bytes, contract: Contract, scratch: Path, reference: Path
) -> Extract:
    sheets = _sheets(content) if archives.is_workbook(content) else []
    reading = _in_layout(name, content, sheets, contract, reference)
    if reading:
        sha256 = hashlib.sha256(content).hexdigest()
        return _extract_of(name, sha256, contract, reading)
    if sheets:
        header, rows = _read_workbook(sheets, contract)
    elif content.startswith(PARQUET_MARK):
        header, rows = _read_parquet(content, contract, scratch)
    elif content.startswith(OLD_EXCEL_MARK):
        raise Refused(
            [
                "the file is an old Excel workbook (.xls) or one with a password. Save "
                "it as .xlsx without a password."
            ]
        )
    else:
        header, rows = _read_csv(content, contract)
    if not rows:
        raise Refused(
            ["the file holds a header and no rows: there is nothing to land."]
        )
    period = header.index(contract.period_column)
    if early := engine.too_early(contract, {row[period] for row in rows}):
        raise Refused([early])
    places = [header.index(column) for column in contract.column_names]
    return Extract(
        contract=contract,
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=[[row[place] or None for place in places] for row in rows],
        left_out=tuple(
            column for column in header if column not in contract.column_names
        ),
    )


def _in_layout(
    name: str,
    content: bytes,
    sheets: list[workbooks.Sheet],
    contract: Contract,
    reference: Path,
) -> engine.Reading | None:
    """What a publisher's layout makes of a file that is not in the contract's columns.

    None when the file is, or when no layout is known for it. Raises Refused.
    """
    wanted = set(contract.column_names)
    if any(wanted <= set(sheet.header) for sheet in sheets):
        return None
    tables = _tables(content, sheets, wanted)
    reading = engine.read_tables(tables, name, contract, reference) if tables else None
    if reading is None:
        return None
    problems = reading.problems + [
        f"sheet {sheet.name}: {problem}"
        for sheet in sheets
        if sheet.name in reading.sheets
        for problem in sheet.formulas
    ]
    if problems:
        raise (OtherAreas if reading.has_other_areas else Refused)(problems)
    return reading


def _tables(
    content: bytes, sheets: list[workbooks.Sheet], wanted: set[str] | None
) -> list[Table]:
    """The tables of a file as they stand; none for a CSV with the wanted columns."""
    if sheets:
        return [Table(sheet.name, sheet.table) for sheet in sheets]
    return _geojson_table(content) or _csv_table(content, wanted)


def _geojson_table(content: bytes) -> list[Table]:
    """A GeoJSON as a table, nothing where it is none. Raises Refused."""
    try:
        table = ons.geojson_table(content)
    except ons.NotInDegrees:
        raise Refused(
            [
                "its coordinates are not longitude and latitude (WGS84), but perhaps "
                "of the British National Grid. Download it in WGS84 (EPSG:4326)."
            ]
        ) from None
    return [table] if table else []


def _csv_table(content: bytes, wanted: set[str] | None) -> list[Table]:
    """A CSV as it stands; nothing where it has the contract's columns or is no text."""
    if b"\0" in content or content.startswith((PARQUET_MARK, OLD_EXCEL_MARK)):
        return []
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        # Older tables are in the signs of Windows, of which no name is kept.
        text = content.decode("cp1252", "replace")
    try:
        numbered = checks.numbered_rows(text)
        first = next(numbered, None)
        if first is None or (wanted and wanted <= set(first[1])):
            return []
        return [Table("", [first, *numbered])]
    except checks.BrokenQuotes:
        return []


def _sheets(content: bytes) -> list[workbooks.Sheet]:
    """The sheets that are not empty. Raises Refused."""
    try:
        archives.check_size(content)
        sheets = workbooks.read_sheets(content)
    except archives.UnsafeArchive as error:
        raise Refused([str(error)]) from None
    except workbooks.DamagedWorkbook:
        raise Refused(
            [
                "the workbook is damaged or cut short. Open it in Excel, save it again "
                "and land that, or ask the supplier to send it again."
            ]
        ) from None
    filled = [sheet for sheet in sheets if sheet.header]
    if not filled:
        raise Refused(["the workbook is empty."])
    return filled


def _read_csv(content: bytes, contract: Contract):
    problems = checks.check_content(content, contract).problems
    if not problems:
        (_, header), *rows = checks.numbered_rows(content.decode("utf-8-sig"))
        return header, [values for _, values in rows]
    try:
        _, header = next(checks.numbered_rows(content.decode("utf-8-sig")))
    except (UnicodeDecodeError, StopIteration, checks.BrokenQuotes):
        raise Refused(problems) from None
    raise Refused(_what_it_seems(header, contract) or problems)


def _read_workbook(sheets: list[workbooks.Sheet], contract: Contract):
    wanted = set(contract.column_names)
    # max keeps the first of those that match equally well.
    sheet = max(sheets, key=lambda sheet: len(wanted & set(sheet.header)))
    # A workbook holds a text once, however many cells show it.
    _check_signs(sum(len(value or "") for _, row in sheet.rows for value in row))
    problems = _judge(sheet.header, sheet.rows, contract) + sheet.problems
    if problems:
        raise Refused([f"sheet {sheet.name}: {problem}" for problem in problems])
    return sheet.header, [values for _, values in sheet.rows]


def _read_parquet(content: bytes, contract: Contract, scratch: Path):
    # DuckDB reads files, not bytes; the supplier's own may change while it is read.
    path = scratch / "handed_over.parquet"
    path.write_bytes(content)
    try:
        with duckdb.connect() as database:
            columns = [
                (name, kind)
                for name, kind, *_ in database.execute(
                    "describe from read_parquet(?)", [str(path)]
                ).fetchall()
            ]
            texts = [_parquet_text(name, kind) for name, kind in columns]
            _check_unpacked_parquet(database, path, texts)
            rows = database.execute(
                f"select {', '.join(texts)} from read_parquet(?)", [str(path)]
            ).fetchall()
    except duckdb.Error:
        raise Refused(
            [
                "the Parquet file is damaged or cut short. Ask the supplier to send it "
                "again."
            ]
        ) from None
    finally:
        path.unlink()
    header = [name for name, _ in columns]
    numbered = [(number, list(row)) for number, row in enumerate(rows, start=1)]
    problems = _judge(header, numbered, contract)
    if problems:
        raise Refused(problems)
    return header, [values for _, values in numbered]


def _check_unpacked_parquet(
    database: duckdb.DuckDBPyConnection, path: Path, texts: list[str]
) -> None:
    """Refuse what is small on disk and fills the memory, before it is read."""
    place = [str(path)]
    (rows,) = database.execute("select count(*) from read_parquet(?)", place).fetchone()
    size = " + ".join(f"coalesce(strlen({text}), 0)" for text in texts)
    signs = rows
    if rows <= archives.LARGEST:
        (signs,) = database.execute(
            f"select sum({size}) from read_parquet(?)", place
        ).fetchone()
    _check_signs(signs or 0)


def _check_signs(count: int) -> None:
    """Refuse rows with more characters than the largest file may have bytes."""
    if count > archives.LARGEST:
        raise Refused(
            [
                f"the file unpacks to more than {archives.LARGEST // archives.MEGABYTE}"
                " MB. Land it in parts, for example one period each."
            ]
        )


def _parquet_text(name: str, kind: str) -> str:
    """SQL for a Parquet column as an extract in CSV would write it."""
    column = '"' + name.replace('"', '""') + '"'
    text = f"cast({column} as varchar)"
    if kind in ("FLOAT", "DOUBLE") or kind.startswith("DECIMAL"):
        # Whole numbers come as 3.0 from programs that know no blank in whole numbers.
        return f"regexp_replace({text}, '\\.0+$', '')"
    if kind.startswith("TIMESTAMP"):
        return f"regexp_replace({text}, ' 00:00:00(\\+00)?$', '')"
    return text


def _judge(header: list[str], rows: list, contract: Contract) -> list[str]:
    """What is wrong with header and rows, in the words of the check of CSV."""
    report = checks.Report()
    checks.check_header(header, contract, report)
    if report.is_refused:
        return _what_it_seems(header, contract) or report.problems
    checks.check_rows(rows, header, contract, report)
    return report.problems


def _what_it_seems(header: list[str], contract: Contract) -> list[str]:
    """One line when the columns are those of another dataset, else nothing."""
    if set(contract.column_names) <= set(header):
        return []
    others = [
        other.name
        for other in load_contracts()
        if set(other.column_names) <= set(header)
    ]
    if not others:
        return []
    return [
        f"these are not the columns of {contract.name}: the file looks like "
        f"{' or '.join(others)}. Land it under that name."
    ]
