"""From opened tables to the rows of a contract, or to the reasons why not."""

import difflib
import hashlib
from dataclasses import dataclass, field, replace
from pathlib import Path

from early_years import checks
from early_years.contracts import Contract, load_contracts
from early_years.environment import PlainError
from early_years.landing import archives, opening, streaming, workbooks
from early_years.landing.mappings import Mapping
from early_years.landing.opening import (
    OLD_EXCEL_MARK,
    PARQUET_MARK,
    Refused,
    check_signs,
    contents,
    parquet_header,
    plain,
    sheets_of,
    tables_of,
)
from early_years.landing.translation import Numbered, Translation
from early_years.readers import engine, handed_out

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
    publisher's layout. sheet names the sheet that was read; it is blank where there is
    none.
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
    found = []
    for name, content in contents(path):
        if handed_out.is_guidance(name):
            continue
        sheets = sheets_of(content) if archives.is_workbook(content) else []
        tables = tables_of(content, sheets, None) or parquet_header(content, scratch)
        headers = [set(row) for table in tables for _, row in table.rows[:1]]
        fitting = [
            contract.name
            for contract in load_contracts()
            if any(set(contract.column_names) <= header for header in headers)
        ]
        found += fitting or engine.datasets_of(tables, nearly=nearly)
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
    reading = _in_layout(name, content, sheets, contract, reference)
    if reading:
        sha256 = hashlib.sha256(content).hexdigest()
        return _extract_of(name, sha256, contract, reading)
    sheet = ""
    if sheets:
        sheet, header, rows = _read_workbook(sheets, contract, translation)
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
    if early := engine.too_early(
        contract, {row[period] or "" for row in translated.rows}
    ):
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
        lines=translated.lines,
        places=translated.places,
        sheet=sheet,
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
    tables = tables_of(content, sheets, wanted)
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
        if reading.beside:
            raise Beside(problems, reading.beside)
        raise Refused(problems)
    return reading


def _read_csv(
    content: bytes, contract: Contract, translation: Translation
) -> tuple[list[str], Numbered]:
    problem = checks.unreadable(content, contract.column_names)
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
    return header, rows


def _read_workbook(
    sheets: list[workbooks.Sheet], contract: Contract, translation: Translation
) -> tuple[str, list[str], Numbered]:
    wanted = set(contract.column_names)

    def fitting(sheet: workbooks.Sheet) -> int:
        names, _ = translation.header(sheet.header, contract)
        return len(wanted & set(names))

    # max keeps the first of those that match equally well.
    sheet = max(sheets, key=fitting)
    # A workbook holds a text once, however many cells show it.
    check_signs(sum(len(value or "") for _, row in sheet.rows for value in row))
    problems = _judge(sheet.header, sheet.rows, contract, translation) + sheet.problems
    if problems:
        raise Refused([f"sheet {sheet.name}: {problem}" for problem in problems])
    return sheet.name, sheet.header, sheet.rows


def _read_parquet(
    content: bytes, contract: Contract, scratch: Path, translation: Translation
) -> tuple[list[str], Numbered]:
    (_, names), *numbered = opening.parquet_table(content, scratch).rows
    header = [name or "" for name in names]
    problems = _judge(header, numbered, contract, translation)
    if problems:
        raise Refused(problems)
    return header, numbered


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
