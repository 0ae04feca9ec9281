"""The check of the extracts before dbt reads them.

It judges whether a file can be read at all and has the columns of its contract. What
stands in the rows (types, allowed values, keys) is judged by the models, which keep
every row and say what was wrong with it. Here a file that would end in a traceback, or
would load into the wrong columns, is refused in words.
"""

import csv
import difflib
import io
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from early_years.contracts import Contract, load_contracts
from early_years.environment import Project

# A file with every line wrong would otherwise fill the screen.
LINES_NAMED = 5

# Python's own limit would call a very long value a broken quotation.
csv.field_size_limit(2**31 - 1)

SAVE_AS_UTF8 = "Save the file as CSV UTF-8 (in Excel: Save as, CSV UTF-8)."

# A row with the line on which it starts.
NumberedRow = tuple[int, list]


@dataclass
class Report:
    """What a check found: problems refuse the build, notices do not.

    row_counts has one entry a readable file: dataset and the number of its rows.
    """

    problems: list[str] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    row_counts: dict[str, int] = field(default_factory=dict)

    @property
    def is_refused(self) -> bool:
        return bool(self.problems)

    def lines(self) -> list[str]:
        """The report as people read it, notices first and the verdict last."""
        lines = [f"Notice: {notice}" for notice in self.notices]
        if not self.is_refused:
            rows = sum(self.row_counts.values())
            datasets = len(self.row_counts)
            return [
                *lines,
                f"Checked {datasets} datasets with {rows:,} rows: readable.",
            ]
        count = len(self.problems)
        return [
            *lines,
            f"REFUSED: {count} {'problem' if count == 1 else 'problems'} in the "
            "extracts. Nothing was built and nothing was changed.",
            *(f"  - {problem}" for problem in self.problems),
        ]


def check_project(project: Project) -> Report:
    """Check the extracts of a project against its contracts."""
    place = project.relative(project.landed)
    return check_landed(project.landed, load_contracts(), place)


def check_landed(folder: Path, contracts: tuple[Contract, ...], place: str) -> Report:
    """Check the file of every contract in a folder; place is how messages call it."""
    report = Report()
    present = sorted(path.name for path in folder.glob("*.csv"))
    known = {contract.file_name for contract in contracts}
    strangers = [name for name in present if name not in known]
    for contract in contracts:
        where = f"{contract.name} ({place}/{contract.file_name}): "
        path = folder / contract.file_name
        if path.is_file():
            found = check_content(path.read_bytes(), contract)
            report.problems += [where + problem for problem in found.problems]
            report.notices += [where + notice for notice in found.notices]
            report.row_counts |= found.row_counts
        else:
            report.problems.append(where + _missing_file(contract, strangers))
    for name in strangers:
        report.notices.append(
            f"{place}/{name}: no contract describes this file, so nothing reads it."
        )
    return report


def _missing_file(contract: Contract, strangers: list[str]) -> str:
    near = difflib.get_close_matches(contract.file_name, strangers, n=1)
    if near:
        return (
            f"the file is missing. There is {near[0]}, which looks like it. Rename it "
            f"to {contract.file_name}."
        )
    return (
        "the file is missing. Put the extract there; if it was not supplied, put a "
        f"file there that holds the header alone: {','.join(contract.column_names)}"
    )


def check_content(content: bytes, contract: Contract) -> Report:
    """Check the bytes of one CSV; the first step that fails hides those behind it."""
    report = Report()
    problem = unreadable(content, contract.column_names)
    if problem:
        report.problems.append(problem)
        return report
    # Excel marks its CSV UTF-8 with three bytes in front, which are no part of a name.
    text = content.decode("utf-8-sig")
    rows = numbered_rows(text)
    try:
        _, header = next(rows)
        check_header(header, contract, report)
        if not report.is_refused:
            check_rows(rows, header, contract, report)
    except BrokenQuotes as error:
        report.problems.append(str(error))
    return report


# Of so many different values, the memory to know them again is still small.
MOST_KEPT_ONCE = 100_000


class BrokenQuotes(Exception):
    """A quotation that does not end; its text is the problem, in plain words."""

    def __init__(self, line: int) -> None:
        super().__init__(
            f"line {line}: a quotation mark is opened and not closed, or stands alone "
            "within a value. Double it within a value, or remove it."
        )


def numbered_rows(text: str, separator: str = ",") -> Iterator[NumberedRow]:
    """Each row that is not blank, with the line on which it starts.

    Raises BrokenQuotes where a quotation does not end.
    """
    lines = io.StringIO(text, newline="")
    reader = csv.reader(lines, delimiter=separator, strict=True)
    # A long table repeats most of its values: each is kept in memory once.
    once: dict[str, str] = {}
    while True:
        line = reader.line_num + 1
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise BrokenQuotes(line) from None
        if row and len(once) < MOST_KEPT_ONCE:
            yield line, [once.setdefault(value, value) for value in row]
        elif row:
            yield line, [once.get(value, value) for value in row]


def unreadable(content: bytes, column_names: tuple[str, ...]) -> str | None:
    """Why the bytes are no CSV text in UTF-8, or None when they are."""
    if not content.strip():
        header = ",".join(column_names)
        return (
            "the file is empty, without even a header. Put the extract in its place; "
            f"if it was not supplied, leave the header alone: {header}"
        )
    if content.startswith(b"PK\x03\x04"):
        return f"the file is an Excel workbook with the wrong ending. {SAVE_AS_UTF8}"
    # UTF-16 is recognised by its mark, or by a zero byte beside every plain letter.
    if content.startswith((b"\xff\xfe", b"\xfe\xff")) or content[:4].count(0) == 2:
        return (
            "line 1, character 1: the file is not UTF-8; it looks like UTF-16, which "
            f"Excel calls Unicode text. {SAVE_AS_UTF8}"
        )
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _wrong_encoding(content, error.start, column_names)
    if b"\0" in content:
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        return (
            f"line {line}: a NUL character stands in the text, so the file was damaged "
            "on its way. Ask the supplier to send it again."
        )
    return None


def _wrong_encoding(
    content: bytes, position: int, column_names: tuple[str, ...]
) -> str:
    line = content.count(b"\n", 0, position) + 1
    line_start = content.rfind(b"\n", 0, position) + 1
    before = content[line_start:position].decode("utf-8")
    header = _first_row(content.split(b"\n", 1)[0].decode("utf-8", "replace"))
    index = len(_first_row(before) or [""]) - 1
    # In a file without a header a value would stand there, perhaps a child's.
    is_named = 0 <= index < len(header) and header[index] in column_names
    column = f", column {header[index]}" if is_named else ""
    try:
        sign = content[position : position + 1].decode("cp1252")
        guess = f"it looks like Windows-1252, in which the sign there is {sign}"
    except UnicodeDecodeError:
        guess = "its encoding could not be guessed"
    return (
        f"line {line}{column}, character {len(before) + 1} of the line: the file is "
        f"not UTF-8; {guess}. {SAVE_AS_UTF8}"
    )


def _first_row(text: str) -> list[str]:
    """The values of a line, which may be no line of text at all."""
    return next(csv.reader(io.StringIO(text, newline="")), [])


def check_header(
    header: list[str],
    contract: Contract,
    report: Report,
    within: int = 1,
    unsaid: Collection[str] = (),
) -> None:
    """Report which columns are missing, repeated, unnamed or not in the contract.

    within is how many lines were searched for the header, which is the first of them
    where none was found. unsaid are columns that a file need not have, and lacks.
    """
    expected = contract.column_names
    missing = [name for name in expected if name not in header]
    if len(missing) == len(expected) and (problem := wrong_separator(header)):
        report.problems.append(problem)
        return
    if len(missing) == len(expected):
        # What stands there instead may be the row of a child, or not for this at all.
        what = (
            "line 1 is not the header. The first line has"
            if within == 1
            else f"no header was found in the first {within} lines. One of them has"
        )
        columns = ",".join(name for name in expected if name not in unsaid)
        report.problems.append(f"{what} to name the columns: {columns}")
        return
    extra = [name for name in header if name not in expected]
    written = [name for name in header if name not in unsaid]
    for name in missing:
        report.problems.append(missing_column(name, extra, written, contract))
    # The database does not tell capitals from small letters in names.
    plain = [name.lower() for name in header if name.strip()]
    for name in sorted({name for name in plain if plain.count(name) > 1}):
        report.problems.append(
            f"column {name} stands {plain.count(name)} times in the header. Keep one."
        )
    for position, name in enumerate(header, start=1):
        if not name.strip():
            report.problems.append(
                f"column {position} has no name. Name it, or delete the empty column."
            )
        elif name in extra and not report.is_refused:
            report.notices.append(
                f"column {name} is not in the contract. It is kept in the raw table, "
                "not read."
            )


def wrong_separator(header: list[str]) -> str | None:
    """What separates the columns in the place of commas, in words; None if nothing."""
    if len(header) == 1:
        for sign, called in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if sign in header[0]:
                return (
                    f"the columns are separated by {called}. Save the file with commas."
                )
    return None


def looks_like(name: str, others: list[str]) -> str | None:
    """The one of other names that looks like a name, or None."""
    plain = {one.strip().lower().replace(" ", "_"): one for one in others}
    near = difflib.get_close_matches(name, plain, n=1, cutoff=0.7)
    return plain[near[0]] if near else None


def missing_column(
    name: str, extra: list[str], header: list[str], contract: Contract | None = None
) -> str:
    """That a column is missing, and which one of the extra ones may be it."""
    if found := looks_like(name, extra):
        shown = f'"{found}"' if found != found.strip() else found
        return (
            f"column {name} is missing. The file has {shown}, which looks like it. "
            f"Rename it to {name}."
        )
    names = header
    if contract and contract.contains_personal_data:
        # The other names may be the values of a row.
        names = [name for name in header if name in contract.column_names]
        others = len(header) - len(names)
        names += [f"{others:,} that the contract does not know"] if others else []
    said = f"column {name} is missing. The file has {', '.join(names)}. Add the column"
    needed = [one.name for one in contract.columns if one.required] if contract else []
    if name in needed:
        return f"{said}; every row needs a value."
    return f"{said}; leave its values blank where they are not known."


def check_rows(
    rows: Iterable[NumberedRow], header: list[str], contract: Contract, report: Report
) -> None:
    """Report rows, given as (line, values), that don't fit the header; count them."""
    count, wrong, repeated = 0, [], []
    for line, row in rows:
        count += 1
        if row == header:
            repeated.append(line)
        elif len(row) != len(header):
            wrong.append((line, len(row)))
    for line, fields in wrong[:LINES_NAMED]:
        cause = (
            "A value that holds a comma needs quotation marks."
            if fields > len(header)
            else "The line may have been cut."
        )
        report.problems.append(
            f"line {line} has {fields} values, the header has {len(header)}. {cause}"
        )
    if len(wrong) > LINES_NAMED:
        report.problems.append(
            f"{len(wrong) - LINES_NAMED} more lines have too many or too few values."
        )
    for line in repeated[:LINES_NAMED]:
        report.problems.append(
            f"line {line} repeats the header. Delete it; were two files put together?"
        )
    # A return by ward is there only where rows of children can't be shared.
    if count == 0 and not contract.ward_return_of:
        report.notices.append(
            "the file holds a header and no rows. The dataset counts as not supplied, "
            "and its indicators will say so."
        )
    report.row_counts[contract.name] = count
