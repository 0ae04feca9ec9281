"""From opened tables to the rows of a contract, or to the reasons why not."""

import difflib
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path

from early_years.contracts import Contract, load_contracts
from early_years.environment import PlainError
from early_years.landing import (
    archives,
    beside,
    opening,
    sent_tables,
    streaming,
    workbooks,
)
from early_years.landing.mappings import Mapping
from early_years.landing.opening import (
    Refused,
    contents,
    parquet_header,
    plain,
    sheets_of,
    tables_of,
)
from early_years.landing.translation import Translation
from early_years.readers import engine, handed_out
from early_years.readers.matching import HEADER_WITHIN

# The layout of a file that has the contract's own columns.
CONTRACT_LAYOUT = "contract"
AS_IT_STANDS = Translation()


@dataclass(frozen=True)
class Extract:
    """The rows of one file in the contract's columns, all text, None where blank.

    file_name names the file in the zip as well, where there was one; sha256 is of the
    file's own bytes. left_out has the columns that the contract does not know. layout
    is the name of the publisher's layout that the file was in, or CONTRACT_LAYOUT;
    notices tell what was left out of it. mapping is the one that was used, and
    postcode_release the release of the directory in which postcodes were looked up.
    lines has the number of each row in the file, and places the column of the file,
    from 1 on, in which a column of the contract stands; both are empty for a
    publisher's layout and where several sheets were read. sheet names the one sheet
    that was read; it is blank where there is none. misspelt has the rows, from 0
    on, with a name that is no ward's but looks like one, and both names in words.
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
    lines: tuple[int, ...] = ()
    places: dict[str, int] = field(default_factory=dict)
    sheet: str = ""
    misspelt: tuple[tuple[int, str], ...] = ()


class Beside(Refused):
    """Another table of what a publisher hands out together; what says which."""

    def __init__(self, problems: list[str], what: str) -> None:
        super().__init__(problems)
        self.what = what


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
        found: list[Extract] = []
        beside: dict[str, str] = {}
        refusals: list[str] = []
        try:
            streamed = _streamed(path, contract, scratch, reference)
            found += [streamed] if streamed else []
            for name, content in () if streamed else contents(path):
                if handed_out.is_guidance(name):
                    beside[name] = "guidance"
                    continue
                try:
                    found.append(
                        _extract(
                            name, content, contract, scratch, reference, translation
                        )
                    )
                except Beside as refused:
                    beside[name] = refused.what
                    refusals += [f"{name}: {text}" for text in refused.problems]
                except Refused as refused:
                    problems += [f"{name}: {text}" for text in refused.problems]
        except Refused as refused:
            problems += [f"{path.name}: {text}" for text in refused.problems]
        if found:
            told = [
                f"{name} is {what} and was left out." for name, what in beside.items()
            ]
            found[0] = replace(found[0], notices=(*found[0].notices, *told))
        elif beside and not refusals + problems:
            problems.append(f"{path.name}: the zip holds guidance alone.")
        else:
            problems += refusals
        extracts += found
    return extracts, [plain(problem) for problem in problems]


def recognise(path: Path, scratch: Path, *, nearly: bool = False) -> list[str]:
    """The datasets whose columns, or publisher's layout, a file has, best first.

    Of a zip any file counts. Rows are not judged; nearly is whether a layout of which
    headers are missing counts too. scratch is an existing folder for what has to lie
    on disk while it is read. Raises Refused when the file cannot be opened as what it
    is.
    """
    found, strangers = [], []
    for name, content in contents(path):
        if handed_out.is_guidance(name):
            continue
        sheets = sheets_of(content) if archives.is_workbook(content) else []
        tables = tables_of(content, sheets, None) or parquet_header(content, scratch)
        headers = [
            set(row) for table in tables for _, row in table.rows[:HEADER_WITHIN]
        ]
        fitting = [
            contract.name
            for contract in load_contracts()
            if any(sent_tables.needed(contract) <= header for header in headers)
        ]
        found += fitting or engine.datasets_of(tables, nearly=nearly)
        if stranger := opening.stranger(content):
            strangers.append(stranger)
    if strangers and not found:
        raise Refused(strangers)
    return list(dict.fromkeys(found))


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
    if reading is None:
        return None
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
    sheets = sheets_of(content) if archives.is_workbook(content) else []
    areas = beside.area_names(reference)
    found = [
        sent_tables.of_sheet(one.name, one.table, one, contract, translation, areas)
        for one in sheets
    ]
    fitting = [one for one in found if sent_tables.fits(one, contract, translation)]
    if not fitting:
        known = translation.known(contract)
        reading = _in_layout(name, content, sheets, contract, reference, known)
        if reading:
            sha256 = hashlib.sha256(content).hexdigest()
            return _extract_of(name, sha256, contract, reading)
    if not sheets:
        found = [sent_tables.of_text(content, contract, scratch, translation, areas)]
    taken = fitting or [sent_tables.nearest(found, contract, translation)]
    for table in taken:
        sheet = next((one for one in sheets if one.name == table.sheet), None)
        sent_tables.judge(table, sheet, contract, translation)
    filled = [table for table in taken if table.rows]
    if not filled:
        raise Refused(
            ["the file holds a header and no rows: there is nothing to land."]
        )
    made = [translation.rows(one.header, one.rows, contract) for one in filled]
    parts = list(zip(filled, made, strict=True))
    if len(parts) > 1:
        sent_tables.check_keys(parts, contract)
    period = contract.column_names.index(contract.period_column)
    rows = [row for one in made for row in one.rows]
    if early := engine.too_early(contract, {row[period] or "" for row in rows}):
        raise Refused([early])
    extract = Extract(
        contract=contract,
        file_name=name,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=rows,
        left_out=tuple(dict.fromkeys(one for part in made for one in part.left_out)),
        notices=(*sent_tables.about_sheets(taken, sheets), *sent_tables.notices(parts)),
        mapping=translation.mapping,
        postcode_release=made[0].postcode_release,
    )
    if len(parts) > 1:
        return extract
    (table, translated), *_ = parts
    return replace(
        extract,
        lines=translated.lines,
        places=table.in_the_file(translated.places),
        sheet=table.sheet,
    )


def _in_layout(
    name: str,
    content: bytes,
    sheets: list[workbooks.Sheet],
    contract: Contract,
    reference: Path,
    known: Callable[[str], bool],
) -> engine.Reading | None:
    """What a publisher's layout makes of a file that is not in the contract's columns.

    None when the file is, or when no layout is known for it. Raises Refused.
    """
    tables = tables_of(content, sheets, sent_tables.needed(contract), known)
    reading = engine.read_tables(tables, name, contract, reference) if tables else None
    if reading is None:
        return None
    problems = reading.problems + [
        f"sheet {sheet.name}: {problem}"
        for sheet in sheets
        if sheet.name in reading.sheets
        for problem in sheet.problems()
    ]
    if problems:
        if reading.beside:
            raise Beside(problems, reading.beside)
        raise Refused(problems)
    return reading
