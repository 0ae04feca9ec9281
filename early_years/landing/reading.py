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
from early_years.landing import archives, masking, streaming, workbooks
from early_years.landing.mappings import Mapping
from early_years.landing.translation import Translation
from early_years.readers import engine, ons
from early_years.readers.matching import Table

PARQUET_MARK = b"PAR1"
OLD_EXCEL_MARK = b"\xd0\xcf\x11\xe0"
# The layout of a file that has the contract's own columns.
CONTRACT_LAYOUT = "contract"
AS_IT_STANDS = Translation()
# A damaged file may hold a header as long as itself.
LONGEST_LINE = 600
LONGEST_POSTCODE = 20


@dataclass(frozen=True)
class Extract:
    """The rows of one file in the contract's columns, all text, None where blank.

    file_name names the file in the zip as well, where there was one; sha256 is of the
    file's own bytes. left_out has the columns that the contract does not know. layout
    is the name of the publisher's layout that the file was in, or CONTRACT_LAYOUT;
    notices tell what was left out of it. mapping is the one that was used, and
    postcode_release the release of the directory in which postcodes were looked up.
    """

    contract: Contract
    file_name: str
    sha256: str
    rows: list[list[str | None]]
    left_out: tuple[str, ...]
    layout: str = CONTRACT_LAYOUT
    notices: tuple[str, ...] = ()
    mapping: Mapping | None = None
    postcode_release: str | None = None


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
    paths: list[Path],
    contract: Contract,
    scratch: Path,
    reference: Path,
    translation: Translation = AS_IT_STANDS,
) -> tuple[list[Extract], list[str]]:
    """Every file as an extract, and every problem with the name of its file.

    scratch is an existing folder for what has to lie on disk while it is read;
    reference is that of the seeds with the areas to keep of a national table;
    translation is for files in a council's own columns.
    """
    extracts, problems = [], []
    for path in paths:
        found, beside = [], {}
        try:
            streamed = _streamed(path, contract, scratch, reference)
            found += [streamed] if streamed else []
            for name, content in () if streamed else _contents(path):
                try:
                    found.append(
                        _extract(
                            name, content, contract, scratch, reference, translation
                        )
                    )
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


def recognise(path: Path, scratch: Path, *, nearly: bool = False) -> list[str]:
    """The datasets whose columns, or publisher's layout, a file has, best first.

    Of a zip any file counts. Rows are not judged; nearly is whether a layout of which
    headers are missing counts too. scratch is an existing folder for what has to lie
    on disk while it is read. Raises Refused when the file cannot be opened as what it
    is.
    """
    found = []
    for _, content in _contents(path):
        sheets = _sheets(content) if archives.is_workbook(content) else []
        tables = _tables(content, sheets, None) or _parquet_header(content, scratch)
        headers = [set(row) for table in tables for _, row in table.rows[:1]]
        fitting = [
            contract.name
            for contract in load_contracts()
            if any(set(contract.column_names) <= header for header in headers)
        ]
        found += fitting or engine.datasets_of(tables, nearly=nearly)
    return list(dict.fromkeys(found))


def digests(path: Path) -> set[str]:
    """The sha256 of a file, or of each file in a zip, as releases record them."""
    try:
        return {hashlib.sha256(content).hexdigest() for _, content in _contents(path)}
    except Refused:
        return set()


def plain(text: str) -> str:
    """A line fit for people: of bearable length, without postcodes and odd signs.

    A file that is not what it should be may show the row of a child.
    """
    # Not so much of the text that a postcode could be cut in two at the end.
    shown = masking.without_postcodes(text[: LONGEST_LINE + LONGEST_POSTCODE])
    signs = (sign if sign.isprintable() else "?" for sign in shown[:LONGEST_LINE])
    return "".join(signs) + ("..." if len(shown) > LONGEST_LINE else "")


def _contents(path: Path) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of a file, or of each file in a zip. Raises Refused."""
    try:
        before = path.stat()
        size = before.st_size
        if size > archives.LARGEST:
            raise Refused(
                [
                    f"the file has {size // archives.MEGABYTE:,} MB; up to "
                    f"{archives.LARGEST // archives.MEGABYTE} MB are taken. Land it in "
                    "parts, for example one period each."
                ]
            )
        content = path.read_bytes()
        after = path.stat()
        if (len(content), after.st_mtime_ns) != (size, before.st_mtime_ns):
            raise Refused(["the file changed while it was read. Land it again."])
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
    name: str,
    content: bytes,
    contract: Contract,
    scratch: Path,
    reference: Path,
    translation: Translation,
) -> Extract:
    sheets = _sheets(content) if archives.is_workbook(content) else []
    reading = _in_layout(name, content, sheets, contract, reference)
    if reading:
        sha256 = hashlib.sha256(content).hexdigest()
        return _extract_of(name, sha256, contract, reading)
    if sheets:
        header, rows = _read_workbook(sheets, contract, translation)
    elif content.startswith(PARQUET_MARK):
        header, rows = _read_parquet(content, contract, scratch, translation)
    elif content.startswith(OLD_EXCEL_MARK):
        raise Refused(
            [
                "the file is an old Excel workbook (.xls) or one with a password. Save "
                "it as .xlsx without a password."
            ]
        )
    else:
        header, rows = _read_csv(content, contract, translation)
    if not rows:
        raise Refused(
            ["the file holds a header and no rows: there is nothing to land."]
        )
    translated = translation.rows(header, rows, contract)
    period = contract.column_names.index(contract.period_column)
    if early := engine.too_early(contract, {row[period] for row in translated.rows}):
        raise Refused([early])
    return Extract(
        contract=contract,
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=translated.rows,
        left_out=translated.left_out,
        notices=translated.notices,
        mapping=translation.mapping,
        postcode_release=translated.postcode_release,
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


def _parquet_header(content: bytes, scratch: Path) -> list[Table]:
    """A Parquet file as its header alone; nothing where it is none."""
    if not content.startswith(PARQUET_MARK):
        return []
    path = scratch / "handed_over.parquet"
    path.write_bytes(content)
    try:
        with duckdb.connect() as database:
            found = database.execute("describe from read_parquet(?)", [str(path)])
            return [Table("", [(1, [name for name, *_ in found.fetchall()])])]
    except duckdb.Error:
        return []
    finally:
        path.unlink()


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
    """A CSV as it stands; nothing where it has the columns wanted or is no text."""
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


def _read_csv(content: bytes, contract: Contract, translation: Translation):
    problem = checks.unreadable(content, contract)
    if problem:
        raise Refused([problem])
    numbered = checks.numbered_rows(content.decode("utf-8-sig"))
    broken = []
    try:
        _, header = next(numbered, (0, [""]))
    except checks.BrokenQuotes as error:
        raise Refused([str(error)]) from None
    try:
        rows = list(numbered)
    except checks.BrokenQuotes as error:
        rows, broken = [], [str(error)]
    problems = _judge(header, rows, contract, translation) or broken
    if problems:
        raise Refused(problems)
    return header, [values for _, values in rows]


def _read_workbook(
    sheets: list[workbooks.Sheet], contract: Contract, translation: Translation
):
    wanted = set(contract.column_names)

    def fitting(sheet: workbooks.Sheet) -> int:
        names, _ = translation.header(sheet.header, contract)
        return len(wanted & set(names))

    # max keeps the first of those that match equally well.
    sheet = max(sheets, key=fitting)
    # A workbook holds a text once, however many cells show it.
    _check_signs(sum(len(value or "") for _, row in sheet.rows for value in row))
    problems = _judge(sheet.header, sheet.rows, contract, translation) + sheet.problems
    if problems:
        raise Refused([f"sheet {sheet.name}: {problem}" for problem in problems])
    return sheet.header, [values for _, values in sheet.rows]


def _read_parquet(
    content: bytes, contract: Contract, scratch: Path, translation: Translation
):
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
    problems = _judge(header, numbered, contract, translation)
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


def _judge(
    header: list[str], rows: list, contract: Contract, translation: Translation
) -> list[str]:
    """What is wrong with header and rows, in the words of the check of CSV."""
    in_header, in_rows = translation.judged(header, rows, contract)
    if in_header:
        return _what_it_seems(header, contract) or in_header
    return in_rows


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
