"""What a file about people may not leave behind, taken out before it is stored.

A person who fills in a form by hand may type a name, an address or a number into any of
its columns. Of a child's row such a value says who the child is or where the child
lives, so it is not kept, not even to say what was wrong with it. The row is still
landed, and judged by the build. What is asked for, such as the postcode of a
childminder, stands in a personal column and stays.
"""

import re
from collections.abc import Sequence

from early_years.contracts import Column, Contract
from early_years.landing import identifiers
from early_years.landing.pseudonyms import is_national_identifier

# In place of what is not kept; shown_value.sql has it too.
NOT_SHOWN = "not shown"
# Royal Mail's forms, small letters and any blanks too; the last two letters are never
# C, I, K, M, O or V.
POSTCODE = re.compile(
    r"(?<![A-Z0-9])[A-Z]{1,2}[0-9][A-Z0-9]?\s*[0-9][ABD-HJLNP-UW-Z]{2}(?![A-Z0-9])",
    re.IGNORECASE,
)
# GSS codes: a letter for the country or its kind, and eight digits.
AREA_CODE = re.compile(r"[A-Z][0-9]{8}", re.IGNORECASE)
# A score in the place of a word; the build knows it as a mistake of its own kind.
SCORE = re.compile(r"\d{1,3}(\.\d+)?")
# Days, numbers and periods hold such words alone, in whatever form.
WORDS = {
    "date": (
        "jan january feb february mar march apr april may jun june jul july aug august "
        "sep sept september oct october nov november dec december st nd rd th t z"
    ),
    "period": "spring summer autumn term academic year quarter q fy to and",
    "number": "e",
}
# The kinds of identifiers.py, as notices put them.
IDENTIFIERS = {
    "NHS number": "an NHS number",
    "National Insurance number": "a National Insurance number",
    "UPN": "a UPN",
    "e-mail address": "an e-mail address",
    "postcode": "an address",
    "telephone number": "a telephone number",
}
# Names, addresses and telephone numbers of services, and numbers of settings.
ASKED_FOR = {"text", "identifier"}
# A column of somebody's own words, where none of them was asked for.
OWN_WORDS = "_text"
NUMBER = re.compile(r"[0-9.]*")
LETTERS = re.compile(r"[^\W\d_]+")
BLANKS = " \t\r\n\u00a0\u200b\ufeff"
ROWS_NAMED = 3


def masked(
    rows: list[list[str | None]], contract: Contract, lines: Sequence[int] = ()
) -> tuple[list[list[str | None]], list[str]]:
    """Rows in the contract's columns without what is not kept; a notice per column.

    In columns of area codes whatever is no such code goes: often it is an address. In
    rows of children so does what the contract does not list, and any identifier. Other
    personal columns are left: an identifier is made anew later, and an address that the
    contract asks for is kept as one. Of counts only identifiers go, wherever no text
    was asked for. lines are the numbers of the rows in the file.
    """
    notices = []
    for place, column in enumerate(contract.columns):
        if column.is_personal and column.type != "area_code":
            continue
        reasons = {
            value: reason
            for value in {row[place] for row in rows} - {None}
            if value and (reason := _reason(value, column, contract))
        }
        for reason in sorted(set(reasons.values())):
            found = [
                at
                for at, row in enumerate(rows)
                if reasons.get(row[place] or "") == reason
            ]
            notices.append(_told(column, reason, found, lines))
        if reasons:
            rows = [
                [*row[:place], NOT_SHOWN, *row[place + 1 :]]
                if row[place] in reasons
                else row
                for row in rows
            ]
    return rows, notices


def without_postcodes(text: str) -> str:
    """A text with NOT_SHOWN in place of each postcode."""
    return POSTCODE.sub(NOT_SHOWN, text)


def _told(column: Column, reason: str, found: list[int], lines: Sequence[int]) -> str:
    count = len(found)
    named = [f"{lines[at]:,}" for at in found[:ROWS_NAMED] if at < len(lines)]
    more = " ..." if len(found) > ROWS_NAMED else ""
    where = f" (row {', '.join(named)}{more})" if named else ""
    return (
        f"column {column.name} holds {reason} in {count:,} "
        f'{"row" if count == 1 else "rows"}{where}. It was not stored: "{NOT_SHOWN}" '
        "stands in its place."
    )


def _reason(value: str, column: Column, contract: Contract) -> str | None:
    """Why a value is not kept, as notices put it; None where it is kept."""
    text = value.strip(BLANKS)
    if not text:
        return None
    if contract.is_child_level and is_national_identifier(value):
        # For its sake the whole file is refused, which needs to see it.
        return None
    if not contract.contains_personal_data:
        return _identifier_among_counts(value, column, contract)
    if column.type == "area_code":
        return None if AREA_CODE.fullmatch(text) else "no area code"
    if _is_listed(text, column):
        return None
    if contract.is_child_level:
        return _identifier(value) or _out_of_place(text, column)
    if POSTCODE.search(value) or is_national_identifier(value):
        return "what looks like an address"
    return None


def _identifier(value: str) -> str | None:
    kinds = sorted(identifiers.kinds_in(value))
    return f"what looks like {IDENTIFIERS[kinds[0]]}" if kinds else None


def _identifier_among_counts(
    value: str, column: Column, contract: Contract
) -> str | None:
    """An identifier where neither a name nor an address or a number was asked for."""
    is_asked_for = (
        column.type in ASKED_FOR
        and column.name != contract.area_fallback
        and not column.name.endswith(OWN_WORDS)
    )
    if is_asked_for or NUMBER.fullmatch(value) or _is_listed(value, column):
        return None
    return _identifier(value)


def _is_listed(text: str, column: Column) -> bool:
    allowed = {one.value.lower() for one in column.allowed}
    return text.lower() in allowed


def _out_of_place(text: str, column: Column) -> str | None:
    """What stands where the contract asks for something that cannot name anybody."""
    if column.allowed:
        return None if SCORE.fullmatch(text) else "what the contract does not list"
    if column.type == "council_code":
        return None if AREA_CODE.fullmatch(text) else "no code of a council"
    kind = "number" if column.type == "whole_number" else column.type
    if kind not in WORDS:
        return None
    words = {word.lower() for word in LETTERS.findall(text)}
    known = set(WORDS[kind].split())
    if kind == "period":
        known |= set(WORDS["date"].split())
    return "words in place of a " + kind if words - known else None
