"""What a value of a seed may be, by what its column says in config.meta."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from early_years.landing.identifiers import kinds_in
from early_years.new_indicator import TO_FILL_IN

# The longest list of allowed values that a message shows whole.
VALUES_NAMED = 40

NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")

# What a text has to look like -> how a message says so.
FORMS: dict[str, tuple[Callable[[str], object], str]] = {
    "text": (re.compile(r"(?s).*\w.*").fullmatch, "words"),
    "text_of_nobody": (
        lambda value: re.search(r"\w", value) and not kinds_in(value),
        "words without a telephone number, address or other number of a person",
    ),
    "code": (
        re.compile(r"[A-Za-z0-9]+([_-][A-Za-z0-9]+)*").fullmatch,
        "a code: letters, digits, and single underscores or hyphens between them",
    ),
    "nations": (
        re.compile(r"(?=.)E?N?S?W?").fullmatch,
        "first letters of codes, each once and in this order: E, N, S, W",
    ),
    "nation": (
        re.compile(r"[ENSW]").fullmatch,
        "a first letter of codes: E, N, S or W",
    ),
    "time": (
        re.compile(r"([01]\d|2[0-3]):[0-5]\d").fullmatch,
        "a time of two digits each: 09:00",
    ),
    "web_address": (
        re.compile(r"https://\S+").fullmatch,
        "an address that begins with https://",
    ),
}

# Whether a value is wrong in its row, and how a message says what is allowed instead.
Judgement = tuple[Callable[[str, dict], bool], Callable[[dict], str]]
# The codes that the column of another seed holds, by config.meta.
Codes = Callable[[dict], list[str]]


@dataclass(frozen=True)
class SeedColumn:
    """One column of a seed: the type of its values, and what config.meta says of it."""

    name: str
    type: str
    meta: dict

    @property
    def may_be_blank(self) -> bool:
        return bool(self.meta.get("may_be_blank"))


def judgement(column: SeedColumn, codes: Codes) -> Judgement:
    """Whether a value is wrong, and how a message says what is allowed instead."""
    blank = " It may be blank." if column.may_be_blank else " It may not be blank."
    if "by" in column.meta:
        ranges, by = column.meta["values"], column.meta["by"]

        def fits(value: str, row: dict) -> bool:
            return row[by] not in ranges or _is_number(value, ranges[row[by]])

        def allowed(row: dict) -> str:
            return f"Allowed: {_range_in_words(ranges[row[by]])}.{blank}"
    else:
        test, words = _rule(column, codes)

        def fits(value: str, row: dict) -> bool:
            return test(value) and not _missing_partner(column, value, row)

        def allowed(row: dict) -> str:
            partner = _missing_partner(column, row[column.name], row)
            return f"Allowed: {partner or words}.{blank}"

    def is_wrong(value: str, row: dict) -> bool:
        if not value.strip():
            return bool(value) or not column.may_be_blank
        return TO_FILL_IN in value or not fits(value, row)

    return is_wrong, allowed


def _missing_partner(column: SeedColumn, value: str, row: dict) -> str:
    """What else a row must hold for this value (only_with), in words; else nothing."""
    for other, values in column.meta.get("only_with", {}).get(value, {}).items():
        if row[other] not in values:
            return f"{value} only with {' or '.join(values)} in column {other}"
    return ""


def _rule(column: SeedColumn, codes: Codes) -> tuple[Callable[[str], bool], str]:
    """The test of a single value, and its words."""
    if values := listed_values(column, codes):
        listed = ", ".join(values[:VALUES_NAMED])
        more = len(values) - VALUES_NAMED
        where = (
            f" (column {column.meta['codes_of']})" if "codes_of" in column.meta else ""
        )
        rest = f", and {more} more" if more > 0 else ""
        return set(values).__contains__, f"{listed}{rest}{where}"
    if column.type == "boolean":
        return lambda value: value.lower() in ("true", "false"), "true, false"
    if column.type == "date":
        return _is_date, "a day written year-month-day, as in 2026-11-22"
    if column.type in ("integer", "bigint", "double"):
        limits = {**column.meta, "whole": column.type != "double"}
        return lambda value: _is_number(value, limits), _range_in_words(limits)
    fits, words = FORMS[column.meta["form"]]
    return lambda value: bool(fits(value)), words


def listed_values(column: SeedColumn, codes: Codes) -> list[str]:
    """The values that a column may hold, where they are listed; else none."""
    if "codes_of" in column.meta:
        return codes(column.meta)
    return [str(value) for value in column.meta.get("allowed", [])]


def _is_date(value: str) -> bool:
    try:
        return bool(
            re.fullmatch(r"\d{4}-\d\d-\d\d", value) and date.fromisoformat(value)
        )
    except ValueError:
        return False


def _is_number(value: str, limits: dict) -> bool:
    if not NUMBER.fullmatch(value):
        return False
    number = float(value)
    return limits.get("from", -math.inf) <= number <= limits.get(
        "to", math.inf
    ) and not (limits.get("whole") and "." in value)


def _range_in_words(limits: dict) -> str:
    kind = "a whole number" if limits.get("whole") else "a number"
    lowest, highest = limits.get("from"), limits.get("to")
    if lowest is not None and highest is not None:
        return f"{kind} from {lowest} to {highest}"
    if lowest is not None:
        return f"{kind} of {lowest} or more"
    return kind if highest is None else f"{kind} up to {highest}"
