"""What a file about people may not leave behind, taken out before it is stored.

A person who fills in a form by hand may type a postcode into any of its columns. Of a
child's row such a value says where the child lives, so it is not kept, not even to say
what was wrong with it. The row is still landed, and judged by the build. What is asked
for, such as the postcode of a childminder, stands in a personal column and stays.
"""

import re

from early_years.contracts import Contract
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


def masked(
    rows: list[list[str | None]], contract: Contract
) -> tuple[list[list[str | None]], list[str]]:
    """Rows in the contract's columns without postcodes, and a notice a column.

    In columns of area codes whatever is no such code goes as well: often it is an
    address. Other personal columns are left: an identifier is made anew later, and an
    address that the contract asks for is kept as one.
    """
    notices = []
    for place, column in enumerate(contract.columns):
        if column.is_personal and column.type != "area_code":
            continue
        values = {value for row in rows if (value := row[place]) is not None}
        hidden = {value for value in values if _is_hidden(value, column.type)}
        if not hidden:
            continue
        count = sum(row[place] in hidden for row in rows)
        what = (
            "no area code"
            if column.type == "area_code"
            else "what looks like an address"
        )
        notices.append(
            f"column {column.name} holds {what} in {count:,} "
            f'{"row" if count == 1 else "rows"}. It was not stored: "{NOT_SHOWN}" '
            "stands in its place."
        )
        rows = [
            [*row[:place], NOT_SHOWN, *row[place + 1 :]]
            if row[place] in hidden
            else row
            for row in rows
        ]
    return rows, notices


def without_postcodes(text: str) -> str:
    """A text with NOT_SHOWN in place of each postcode."""
    return POSTCODE.sub(NOT_SHOWN, text)


def _is_hidden(value: str, kind: str) -> bool:
    if is_national_identifier(value):
        # For its sake the whole file is refused, which needs to see it.
        return False
    if kind == "area_code" and value.strip():
        return not AREA_CODE.fullmatch(value.strip())
    return POSTCODE.search(value) is not None
