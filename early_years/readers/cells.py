"""Cells of publishers' tables as the contract writes them; symbols stay as they are."""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

# Programs that know no blank among whole numbers write 2.0; Excel may write 5,181.
WHOLE_NUMBER = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.0*)?")
FRACTION = re.compile(r"\d[\d,]*\.\d+%?|\d+%")
NUMBER = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)\s*%?")
DAY = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?: 0?0:00(?::00)?)?")
COUNTS = ("whole_number", "published_count")
MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)


def written(cells: Iterable[str | None], kind: str, is_share: bool = False) -> str:
    """The cells of one value as a column of the contract's type has it.

    Counts are added up; a share of one becomes per cent, unless
    a sign says that it is; 31/08/2021 becomes 2021-08-31.
    """
    texts = [(cell or "").strip() for cell in cells]
    if kind in COUNTS:
        return added(texts)
    text = " ".join(texts)
    if kind == "number":
        number = NUMBER.fullmatch(text)
        if number is None:
            return text
        plain = number[1].replace(",", "")
        is_share = is_share and not text.endswith("%")
        return f"{Decimal(plain) * 100:f}" if is_share else plain
    if kind == "date" and (day := DAY.fullmatch(text)):
        return f"{day[3]}-{int(day[2]):02d}-{int(day[1]):02d}"
    return text


def added(texts: Iterable[str]) -> str:
    """The sum of whole numbers; a symbol or blank among them stays as published."""
    total = 0
    for text in texts:
        number = WHOLE_NUMBER.fullmatch(text)
        if number is None:
            return text
        total += int(number[1].replace(",", ""))
    return str(total)


def rounded(text: str) -> str:
    """A number with a fraction as a whole one; other texts as they are."""
    if not FRACTION.fullmatch(text) or text.endswith("%"):
        return text
    number = Decimal(text.replace(",", ""))
    return str(number.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def period(text: str, told: dict) -> str | None:
    """A period as the contract writes it, from the groups of its pattern, or None."""
    match = re.search(told["pattern"], text, re.IGNORECASE)
    if match is None:
        return None
    named = {key: _month(value) for key, value in match.groupdict("").items()}
    groups = [group or "" for group in match.groups()]
    return told["written"].format(*groups, **named)


def _month(text: str) -> str:
    """The number of a month that is written as a word; other texts as they are."""
    return month_number(text) or text


def month_number(word: str) -> str | None:
    """January, Jan or Sept as 01, 01 and 09; None where the word is no month."""
    numbers = [
        f"{number:02d}"
        for number, name in enumerate(MONTHS, start=1)
        if len(word) >= 3 and name.startswith(word.lower())
    ]
    return numbers[0] if numbers else None
