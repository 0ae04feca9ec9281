"""Rows that are no rows of a table: its totals, and notes below or among them.

A row counts as one only where it is plainly so: it has no key of its own, and says that
it is a total, equals the sum of the others, or is a text alone.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from early_years.contracts import CHILD_ID, Contract
from early_years.csv_rows import rows_if_any
from early_years.readers.cells import WHOLE_NUMBER

# Words by which a row says that it is the sum of others.
TOTAL = re.compile(
    r"((grand|sub|over-?all|column|all|city|council|borough)[ -]?)?totals?\b.*"
    r"|.*\b(sub-?)?totals?"
    r"|(all|whole) ?(of )?(the )?(wards?|areas?|localities|children|city|council|"
    r"borough|settings|schools|providers)?( combined| together)?"
    r"|overall|sum|city[- ]?wide|borough[- ]?wide"
)
NOTE = re.compile(
    r"(foot)?notes?\b|sources?\b|nb\b|n\.b\.|please note|contact\b|"
    r"[*†‡§©^#]|\(?\w[.)]\s|\[\w+\]\s|crown copyright",
    re.IGNORECASE,
)
COUNCIL = re.compile(r"E(0[6-9]|1[0-3])\d{6}", re.IGNORECASE)
# Of these the code of a council names the whole; elsewhere it is a row's own.
PARTS_OF_A_COUNCIL = ("ward", "lsoa_2021", "lsoa_2011_or_2021", "msoa_2021")
CODE = re.compile(r"[EKNSW]\d{8}", re.IGNORECASE)
# So many words make a sentence, which no name of an area is.
SENTENCE_WORDS = 7
FEW_WORDS = 3
# Two numbers and their sum may stand in any column; zeros add nothing.
ROWS_OF_A_SUM = 3
# Who lives in no ward of the council is counted beside the wards, not their sum.
IN_NO_WARD = re.compile(
    r"\b(elsewhere|outside|out of|other|unknown|not known|unmatched|unallocated|"
    r"no fixed|no ward|missing)\b",
    re.IGNORECASE,
)
# A row of a template that nobody filled in.
BEGUN_ROW = "row begun"
NOTE_ROW, TOTAL_ROW = "note", "total row"
FORMULA_OF_A_SUM = re.compile(r"=.*\b(SUM|SUBTOTAL|AGGREGATE)\(", re.IGNORECASE)
NOT_OF_A_KEY = re.compile(r"[^\w]|_")

Row = tuple[int, list[str | None]]


@dataclass
class Columns:
    """Which places of a row name what it is about, and which are counts of it.

    keys has the places of codes and names, name that of the name among them or None;
    councils those of the council's code, period that of the period or None.
    """

    councils: list[int]
    keys: list[int]
    name: int | None
    counts: list[int]
    is_part_of_council: bool
    areas: Container[str]
    period: int | None


def columns_of(names: list[str], contract: Contract, areas: Container[str]) -> Columns:
    """The columns of a table by the contract's names; areas are names that are known.

    areas are spelt as key() has them.
    """
    types = {column.name: column.type for column in contract.columns}
    keys = {contract.area_column, contract.area_fallback, CHILD_ID}
    keys |= {name for name in contract.primary_key if types[name] == "area_code"}
    kind = "published_count" if "published_count" in types.values() else "whole_number"
    counts = {name for name in types if types[name] == kind}
    counts -= {*contract.primary_key}
    name = contract.area_fallback
    councils = {name for name in types if types[name] == "council_code"}
    return Columns(
        _places(names, councils - {contract.area_column}),
        [place for place, one in enumerate(names) if one in keys],
        names.index(name) if name in names else None,
        [] if contract.is_child_level else _places(names, counts),
        contract.area_kind in PARTS_OF_A_COUNCIL,
        areas,
        names.index(contract.period_column)
        if contract.period_column in names
        else None,
    )


def _places(names: list[str], wanted: set[str]) -> list[int]:
    return [place for place, name in enumerate(names) if name in wanted]


@cache
def area_names(reference: Path) -> frozenset[str]:
    """The names of the wards that are known, as key() has them."""
    wards = rows_if_any(reference / "ref_wards.csv")
    return frozenset({key(row.get("ward_name", "")) for row in wards} - {""})


def key(name: str) -> str:
    """The spelling of a name on which two files agree, as ward_name_key has it."""
    bare = re.sub(r"(\([^)]*\)|\sward)\s*$", "", name.casefold())
    return NOT_OF_A_KEY.sub("", bare.replace("&", "and"))


def found(
    rows: list[Row], columns: Columns, calculated: Container[int]
) -> dict[int, str]:
    """The lines of rows that are none, each with what it is.

    calculated has the lines with cells that are calculations.
    """
    made: dict[int, str] = {}
    if not columns.keys:
        return made
    for line, row in rows:
        if _is_begun(row, columns):
            made[line] = BEGUN_ROW
        elif _is_note(row, columns):
            made[line] = NOTE_ROW
        elif _has_no_key(row, columns) and (
            _says_total(row, columns) or (line in calculated and _adds_up(row))
        ):
            made[line] = TOTAL_ROW
    rest = [one for one in rows if one[0] not in made]
    # A row that names its period is a sum of rows of that period alone.
    by_period: dict[str, list[Row]] = {}
    if columns.period is not None:
        for one in rest:
            by_period.setdefault(_text(one[1], columns.period), []).append(one)
    if len(by_period) > 1:
        for period, of in by_period.items():
            made |= dict.fromkeys(_sums(of, columns) if period else (), TOTAL_ROW)
        rest = [one for one in rest if one[0] not in made]
        without = {line for line, _ in by_period.get("", ())}
    else:
        without = {line for line, _ in rest}
    sums = [line for line in _sums(rest, columns) if line in without]
    return made | dict.fromkeys(sums, TOTAL_ROW)


def _text(row: list[str | None], place: int) -> str:
    value = row[place] if place < len(row) else None
    return " ".join((value or "").split())


def _is_begun(row: list[str | None], columns: Columns) -> bool:
    """Whether a whole row holds the council alone."""
    filled = [place for place in range(len(row)) if _text(row, place)]
    is_whole = len(row) > max([*columns.keys, *columns.counts])
    return (
        is_whole
        and bool(filled)
        and set(filled) <= set(columns.councils)
        and all(COUNCIL.fullmatch(_text(row, place)) for place in filled)
    )


def _is_area(text: str, columns: Columns) -> bool:
    return bool(CODE.match(text)) or key(text) in columns.areas


def _is_note(row: list[str | None], columns: Columns) -> bool:
    filled = [place for place in range(len(row)) if _text(row, place)]
    texts = [_text(row, place) for place in filled]
    if len(filled) not in (1, 2) or any(_is_area(one, columns) for one in texts):
        return False
    if any(place in columns.counts for place in filled):
        return False
    if NOTE.match(texts[0]):
        return True
    enough = SENTENCE_WORDS if filled[0] in columns.keys else FEW_WORDS
    return len(filled) == 1 and len(texts[0].split()) >= enough


def _has_no_key(row: list[str | None], columns: Columns) -> bool:
    texts = [_text(row, place) for place in columns.keys]
    return all(not one or _is_total(one) or _is_council(one, columns) for one in texts)


def _is_council(text: str, columns: Columns) -> bool:
    return columns.is_part_of_council and bool(COUNCIL.fullmatch(text))


def _is_total(text: str) -> bool:
    return bool(TOTAL.fullmatch(text.casefold().strip(" :.*-()")))


def _says_total(row: list[str | None], columns: Columns) -> bool:
    """Whether a column that is no count names the row a total."""
    places = [place for place in range(len(row)) if place not in columns.counts]
    return any(_is_total(_text(row, place)) for place in places if _text(row, place))


def _adds_up(row: list[str | None]) -> bool:
    """Whether a cell of the row is a calculation that adds up others."""
    return any(FORMULA_OF_A_SUM.match(value or "") for value in row)


def _sums(rows: list[Row], columns: Columns) -> list[int]:
    """The lines whose every count is the sum of the rows above, or of all others.

    Sums of a part of the rows above count from the last one that was such a sum.
    """
    numbers = [_numbers(row, columns) for _, row in rows]
    whole = [sum(column) for column in zip(*numbers, strict=True)]
    rows_that_add = sum(any(row) for row in numbers)
    made: list[int] = []
    above = part = [0] * len(whole)
    rows_above = rows_of_part = 0
    for (line, row), own in zip(rows, numbers, strict=True):
        filled = [at for at, place in enumerate(columns.counts) if _text(row, place)]
        others = [total - value for total, value in zip(whole, own, strict=True)]
        if any(own) and _is_nobodys(row, columns):
            sums = (
                (above, rows_above),
                (part, rows_of_part),
                (others, rows_that_add - 1),
            )
            if any(
                count >= ROWS_OF_A_SUM and all(own[at] == known[at] for at in filled)
                for known, count in sums
            ):
                made.append(line)
                part, rows_of_part = [0] * len(whole), 0
                continue
        above = [one + value for one, value in zip(above, own, strict=True)]
        part = [one + value for one, value in zip(part, own, strict=True)]
        rows_above, rows_of_part = rows_above + any(own), rows_of_part + any(own)
    return made


def _is_nobodys(row: list[str | None], columns: Columns) -> bool:
    """Whether a row has no code, and no name but one that no area is known by."""
    return all(
        not text or _is_council(text, columns) or _is_unknown_name(text, place, columns)
        for place in columns.keys
        for text in [_text(row, place)]
    )


def _is_unknown_name(text: str, place: int, columns: Columns) -> bool:
    is_told = place == columns.name and bool(columns.areas)
    return is_told and key(text) not in columns.areas and not IN_NO_WARD.search(text)


def _numbers(row: list[str | None], columns: Columns) -> list[int]:
    found = [WHOLE_NUMBER.fullmatch(_text(row, place)) for place in columns.counts]
    return [int(one[1].replace(",", "")) if one else 0 for one in found]
