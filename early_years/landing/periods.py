"""Periods as people write them, in the form that the contracts have.

Every form that is read stands here, by the type of the period. Most are read in one
way; of the others a mapping says by an example which way is meant.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from early_years.readers.cells import month_number

# What may be meant by a text, the likeliest first; None first where that is not known.
Meanings = tuple[str | None, ...]

YEAR = r"(?:20)?(\d\d)"
PART = r"\s*[-/–]\s*"
YEARS = re.compile(
    rf"(?:academic|school|financial)?\s*(?:year|fy|ay)?\s*(20\d\d|\d\d)"
    rf"(?:{PART}|\s*to\s*)(20\d\d|\d\d)",
    re.IGNORECASE,
)
JOINED_YEARS = re.compile(r"(20\d\d)(\d\d)")
ONE_YEAR = re.compile(
    r"(?:academic|financial|year|fye?|ay|mid|\s|-)*(20\d\d)", re.IGNORECASE
)
QUARTER = re.compile(
    r"(?:q|qtr|quarter)\s*\.?\s*([1-4])|([1-4])(?:st|nd|rd|th)\s*quarter", re.I
)
QUARTER_FIRST_MONTHS = ("01", "04", "07", "10")
MONTHS = re.compile(
    r"([a-z]{3,9})\.?\s*(?:20\d\d|\d\d)?\s*(?:-|–|/|to)\s*([a-z]{3,9})\.?[\s,]*(20\d\d|\d\d)",
    re.IGNORECASE,
)
ENDING = re.compile(
    r"(?:quarter|q/e|qe|qtr)\s*(?:ending|ended|end|to)?\s*(?:\d{1,2}(?:st|th)?)?\s*"
    r"([a-z]{3,9})\s*(20\d\d|\d\d)",
    re.IGNORECASE,
)
DAYS = (
    re.compile(r"(?P<year>20\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?:[ T]00:00(?::00)?)?"),
    re.compile(r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>20\d\d)"),
    re.compile(
        r"(?P<day>\d{1,2})(?:st|nd|rd|th)?[ -](?P<word>[a-z]{3,9})[ -](?P<year>20\d\d)",
        re.I,
    ),
)
NAMED_MONTH = re.compile(r"([a-z]{3,9})[- ](\d{4}|\d{2})", re.IGNORECASE)
NUMBERED_MONTH = re.compile(r"(?:(20\d\d)[-/.](\d{1,2})|(\d{1,2})[-/](20\d\d))")
TERMS = {"aut": "autumn", "autumn": "autumn", "spr": "spring", "spring": "spring"}
TERMS |= {"sum": "summer", "summer": "summer"}
TERM = re.compile(
    r"\b(aut(?:umn)?|spr(?:ing)?|sum(?:mer)?)\b\.?(?:\s*term)?", re.IGNORECASE
)


def read(text: str, period_type: str, choice: int = 0) -> str:
    """A period as the contract writes it; a text that is none stays as it was.

    choice is which of the meanings of its form is meant, as choice_of() tells.
    """
    found = meanings(text, period_type)
    meant = found[choice] if choice < len(found) else None
    return meant or text


def is_period(text: str, period_type: str) -> bool:
    """Whether a text is written as a period of a type."""
    return any(meanings(text, period_type))


def choice_of(example: str, meant: str, period_type: str) -> int | None:
    """Which meaning of its form an example has; None where it can't have that one."""
    found = meanings(example, period_type)
    return found.index(meant) if meant in found else None


def meanings(text: str, period_type: str) -> Meanings:
    """What a text may mean as a period of a type; nothing where it is none."""
    form = FORMS.get(period_type)
    told = " ".join(text.split())
    return form(told) if form and told else ()


def _quarter(text: str) -> Meanings:
    if re.fullmatch(r"20\d\d-Q[1-4]", text):
        return (text,)
    if (match := QUARTER.search(text)) and (number := int(match[1] or match[2])):
        rest = (text[: match.start()] + " " + text[match.end() :]).strip(" -,/()")
        if years := _two_years(rest):
            return (_financial_quarter(years, number),)
        if year := ONE_YEAR.fullmatch(rest):
            first = int(year[1])
            return (
                f"{first}-Q{number}",
                _financial_quarter(first, number),
                _financial_quarter(first - 1, number),
            )
    if match := MONTHS.fullmatch(text):
        begins, ends = month_number(match[1]), month_number(match[2])
        if begins in QUARTER_FIRST_MONTHS and ends and int(ends) == int(begins) + 2:
            return (f"{_full(match[3])}-Q{int(ends) // 3}",)
    if match := ENDING.fullmatch(text):
        last = month_number(match[1])
        if last and int(last) % 3 == 0:
            return (f"{_full(match[2])}-Q{int(last) // 3}",)
    if day := _day(text):
        quarter = f"{day.year}-Q{(day.month + 2) // 3}"
        is_edge = (day.month % 3 == 1 and day.day == 1) or (
            day.month % 3 == 0 and day.day == monthrange(day.year, day.month)[1]
        )
        return (quarter,) if is_edge else (None, quarter)
    return ()


def _academic_year(text: str) -> Meanings:
    if first := _two_years(text):
        return (_slashed(first),)
    if year := ONE_YEAR.fullmatch(text):
        # Of one year alone nobody knows whether it is the first or the last.
        return (None, _slashed(int(year[1])), _slashed(int(year[1]) - 1))
    return ()


def _provider_year(text: str) -> Meanings:
    """A year to March is called by its end."""
    if re.fullmatch(r"20\d\d", text):
        return (text, str(int(text) + 1))
    first = _two_years(text)
    return (str(first + 1),) if first else ()


def _financial_year(text: str) -> Meanings:
    if match := re.fullmatch(r"FYE\s*(20\d\d)", text, re.IGNORECASE):
        return (f"FYE {match[1]}",)
    if first := _two_years(text):
        return (f"FYE {first + 1}",)
    if match := re.fullmatch(
        r"year (?:ending|to|ended) (?:31 )?march (20\d\d)", text, re.I
    ):
        return (f"FYE {match[1]}",)
    if year := ONE_YEAR.fullmatch(text):
        return (None, f"FYE {year[1]}", f"FYE {int(year[1]) + 1}")
    return ()


def _mid_year(text: str) -> Meanings:
    match = re.fullmatch(r"(?:mid|30 june|june)?[- ]*(20\d\d)", text, re.IGNORECASE)
    return (f"mid-{match[1]}",) if match else ()


def _month(text: str) -> Meanings:
    if match := NAMED_MONTH.fullmatch(text):
        number = month_number(match[1])
        return (f"{_full(match[2])}-{number}",) if number else ()
    if match := NUMBERED_MONTH.fullmatch(text):
        number = f"{int(match[2] or match[3]):02d}"
        is_one = "01" <= number <= "12"
        return (f"{match[1] or match[4]}-{number}",) if is_one else ()
    day = _day(text)
    if not day:
        return ()
    month = f"{day.year}-{day.month:02d}"
    return (month,) if day.day == 1 else (None, month)


def _term(text: str) -> Meanings:
    match = TERM.search(text.replace("-", " "))
    if not match:
        return ()
    name = TERMS[match[1].lower()]
    rest = (text[: match.start()] + " " + text[match.end() :]).strip(" -,/()")
    if first := _two_years(rest):
        # The school year begins with its autumn term.
        return (f"{first if name == 'autumn' else first + 1}-{name}",)
    year = ONE_YEAR.fullmatch(rest)
    return (f"{year[1]}-{name}",) if year else ()


def _any(text: str) -> Meanings:
    """A period of whatever kind, where one kind alone is written like it.

    A bare year, or 2023/24 and a day, may be of several: such a text is left as it is.
    """
    if text.isdigit():
        return ()
    found = [form(text) for kind, form in FORMS.items() if kind in TOLD_APART]
    read_as = {meant[0] for meant in found if meant and meant[0]}
    return (read_as.pop(),) if len(read_as) == 1 else ()


FORMS: dict[str, Callable[[str], Meanings]] = {
    "quarter": _quarter,
    "academic_year": _academic_year,
    "provider_year": _provider_year,
    "financial_year": _financial_year,
    "mid_year": _mid_year,
    "month": _month,
    "term": _term,
    "any": _any,
}
# The kinds among which _any() looks: a year of providers is a bare year.
TOLD_APART = frozenset(FORMS) - {"any", "provider_year"}


def _two_years(text: str) -> int | None:
    """The first of two years that follow each other, as 2023/24 or 202324."""
    match = YEARS.fullmatch(text.strip()) or JOINED_YEARS.fullmatch(text.strip())
    if not match:
        return None
    first = int(_full(match[1]))
    return first if (first + 1) % 100 == int(match[2]) % 100 else None


def _full(year: str) -> str:
    return year if len(year) == 4 else f"20{year}"


def _slashed(first: int) -> str:
    return f"{first}/{(first + 1) % 100:02d}"


def _financial_quarter(first: int, number: int) -> str:
    """A quarter of the financial year that begins in April of the first year."""
    return f"{first}-Q{number + 1}" if number < 4 else f"{first + 1}-Q1"


def _day(text: str) -> date | None:
    for form in DAYS:
        if match := form.fullmatch(text):
            parts = match.groupdict()
            month = parts.get("month") or month_number(parts["word"])
            try:
                return date(int(parts["year"]), int(month or 0), int(parts["day"]))
            except ValueError:
                return None
    return None
