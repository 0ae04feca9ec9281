"""The tables of a file in the columns of a contract, and what is wrong with them."""

from pathlib import Path

from openpyxl.utils import get_column_letter

from early_years import checks
from early_years.contracts import Contract, load_contracts
from early_years.landing import beside, opening, shaping, tidying, workbooks
from early_years.landing.opening import PARQUET_MARK, Refused
from early_years.landing.tidying import Tidied
from early_years.landing.translation import IS_SYNTHETIC, Translated, Translation

# The sheets of our own templates, of which the first is filled in.
TEMPLATE_SHEETS = ("rows", "notes", "values")
# A table as it was sent, and its rows in the contract's columns.
Part = tuple[Tidied, Translated]


def needed(contract: Contract) -> set[str]:
    """The columns that a file has to have: not whether its rows are made up."""
    return {*contract.needed_names} - {IS_SYNTHETIC}


def fits(table: Tidied, contract: Contract, translation: Translation) -> bool:
    """Whether a table has all columns of the contract, perhaps by a mapping."""
    names, problems = translation.header(table.header, contract)
    return not problems and set(contract.column_names) <= set(names)


def nearest(
    tables: list[Tidied], contract: Contract, translation: Translation
) -> Tidied:
    """The table with most of the contract's columns, the first of those alike."""
    wanted = set(contract.column_names)
    return max(
        tables,
        key=lambda one: len(wanted & set(translation.header(one.header, contract)[0])),
    )


def about_sheets(tables: list[Tidied], sheets: list[workbooks.Sheet]) -> list[str]:
    """Which sheets were read where there are several."""
    read = [table.sheet for table in tables]
    others = [sheet.name for sheet in sheets if sheet.name not in read]
    if len(sheets) < 2 or {sheet.name for sheet in sheets} == {*TEMPLATE_SHEETS}:
        return []
    told = [f"read from {_named(read)}."]
    if others:
        told.append(f"{_named(others)} {_is(others)} no table of it and left out.")
    return told


def _named(sheets: list[str]) -> str:
    return f"sheet{'s' if len(sheets) > 1 else ''} {', '.join(sheets)}"


def _is(sheets: list[str]) -> str:
    return "are" if len(sheets) > 1 else "is"


def notices(parts: list[Part]) -> list[str]:
    """What is to be told of tables, with their sheets where there are several."""
    told: dict[str, None] = {}
    for table, translated in parts:
        about = f"sheet {table.sheet}: " if len(parts) > 1 else ""
        for notice in (*table.notices, *translated.notices):
            told[f"{about}{notice}"] = None
    return list(told)


def check_keys(parts: list[Part], contract: Contract) -> None:
    """Refuse what two sheets tell of the same: which of them counts is not known."""
    sheets: dict[tuple, str] = {}
    for table, translated in parts:
        for row in translated.rows:
            first = sheets.setdefault(_key(row, contract), table.sheet)
            if first != table.sheet:
                raise Refused(
                    [
                        f"sheets {first} and {table.sheet} both have a row of the same "
                        f"{', '.join(contract.primary_key)}. Which one counts? Delete "
                        "the other sheet and land the file again."
                    ]
                )


def _key(row: list[str | None], contract: Contract) -> tuple[str | None, ...]:
    """What names a row; where it has no code of its area, by the area's name."""
    values = dict(zip(contract.column_names, row, strict=True))
    if not values[contract.area_column] and contract.area_fallback:
        name = values[contract.area_fallback] or ""
        values[contract.area_column] = beside.key(name)
    return tuple(values[name] for name in contract.primary_key)


def of_sheet(
    name: str,
    rows: list[beside.Row],
    sheet: workbooks.Sheet | None,
    contract: Contract,
    translation: Translation,
    areas: frozenset[str],
) -> Tidied:
    """The table of a sheet or file, with a row a period, without what is no row."""
    shape = translation.shape
    table = tidying.tidied(name, rows, translation.known(contract), shape.header_line)
    places = shape.places(table.header, contract)
    names, _ = translation.header(table.header, contract)
    for place, (column, _) in places.items():
        names[place] = column
    shaping.leave_out(table, shape, names, contract)
    columns = beside.columns_of(names, contract, areas)
    calculated = {line for line, _ in sheet.formulas} if sheet else set()
    tidying.without_notes_and_totals(table, columns, calculated)
    table.problems += _shared_counts(table, columns, sheet)
    return shaping.unpivoted(table, places, contract) if places else table


def _shared_counts(
    table: Tidied, columns: beside.Columns, sheet: workbooks.Sheet | None
) -> list[str]:
    """The counts that a merged cell tells of several rows, so that they count twice."""
    counts = {
        table.places[place] - 1 for place in columns.counts if place < len(table.places)
    }
    lines = {line for line, _ in table.rows}
    merged = sheet.merged if sheet else []
    return workbooks.told(
        [
            f"{get_column_letter(place + 1)}{line}"
            for line, place in merged
            if line in lines and place in counts
        ],
        "is merged with the cell above, so its count is of several rows. Unmerge them "
        "and give each row its own count.",
    )


def of_text(
    content: bytes,
    contract: Contract,
    scratch: Path,
    translation: Translation,
    areas: frozenset[str],
) -> Tidied:
    """The table of a CSV or Parquet file. Raises Refused."""
    if content.startswith(PARQUET_MARK):
        parquet = opening.parquet_table(content, scratch).rows
        return of_sheet("", parquet, None, contract, translation, areas)
    problem = opening.stranger(content) or checks.unreadable(
        content, contract.column_names
    )
    if problem:
        raise Refused([problem])
    rows: list[beside.Row] = []
    broken = None
    try:
        rows.extend(opening.numbered_rows(content.decode("utf-8-sig")))
    except checks.BrokenQuotes as error:
        broken = error
    table = of_sheet("", rows or [(1, [""])], None, contract, translation, areas)
    if broken:
        # What is wrong with the header comes first.
        table.rows = []
        judge(table, None, contract, translation)
        raise Refused([str(broken)])
    return table


def judge(
    table: Tidied,
    sheet: workbooks.Sheet | None,
    contract: Contract,
    translation: Translation,
) -> None:
    """Refuse what is wrong with a header or its rows. Raises Refused."""
    in_header, in_rows = translation.judged(table.header, table.rows, contract)
    problems = [*table.problems, *in_rows]
    if in_header:
        problems = _what_it_seems(table.header, contract) or in_header
    if sheet and not in_header:
        places = [f"{get_column_letter(at + 1)}{line}" for line, at in table.beyond]
        problems = workbooks.told(
            places, "stands under no column of the header. Remove it."
        )
        problems = [*table.problems, *(problems or in_rows)]
        problems += sheet.problems({line for line, _ in table.rows})
    if problems:
        about = f"sheet {sheet.name}: " if sheet else ""
        raise Refused([f"{about}{problem}" for problem in problems])


def _what_it_seems(header: list[str], contract: Contract) -> list[str]:
    """One line when the columns are those of another dataset, else nothing."""
    if set(contract.column_names) <= set(header):
        return []
    others = [
        other.name
        for other in load_contracts()
        if set(other.needed_names) <= set(header)
    ]
    if not others:
        return []
    return [
        f"these are not the columns of {contract.name}: the file looks like "
        f"{' or '.join(others)}. Land it under that name."
    ]
