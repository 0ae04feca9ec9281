"""Times, periods and councils as people write them, turned into the contract's form.

Only what can be read in one way is turned. All else stays as it was sent, for the build
to keep and to say what is wrong with it.
"""

import re
import unicodedata
from collections.abc import Callable

from early_years.contracts import Column, Contract
from early_years.landing import periods

COUNCIL = re.compile(r"[EKNSW]\d{8}", re.IGNORECASE)
IN_FORM = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
# 8:00 of a person, 08:00:00 of Excel, 16:59:59.997000 of Excel where it counts in days.
CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d(?:\.\d+)?))?")
TWELVE_HOURS = re.compile(
    r"(0?[1-9]|1[0-2])(?:[:.]([0-5]\d))?\s*([ap])\.?\s?m\.?", re.IGNORECASE
)
IN_WORDS = {"noon": "12:00", "12 noon": "12:00", "midday": "12:00"}
# Excel keeps a time as a part of the day, and shows it so in a cell without a format.
PART_OF_DAY = re.compile(r"0?\.\d+")
DAY_MINUTES = 24 * 60
# 0.3 is more likely a slip than twelve minutes past seven.
STEP_MINUTES = 5
NEARLY = 0.01
FORMS_NAMED = 3


def as_contracted(
    rows: list[list[str | None]], contract: Contract, period_choice: int = 0
) -> tuple[list[list[str | None]], list[str]]:
    """Rows in the contract's columns with times and the like in its form; notices.

    period_choice is which meaning of its form a period has, as periods.choice_of()
    tells. A notice says what was read as which period, and counts the values of a
    column of times that are none.
    """
    notices = []
    for place, column in enumerate(contract.columns):
        read = _reader(column, contract, period_choice)
        if read is None:
            continue
        before = [row[place] for row in rows]
        known = {value: read(value) for value in set(before) if value}
        rows = [
            [*row[:place], known.get(row[place] or ""), *row[place + 1 :]]
            for row in rows
        ]
        if column.type == "period":
            notices += _read_as(column, before, known)
        elif column.type == "time_of_day" and (
            wrong := sum(not IN_FORM.fullmatch(known[one]) for one in before if one)
        ):
            are = "value is no time" if wrong == 1 else "values are no times"
            notices.append(
                f"column {column.name}: {wrong:,} {are} of day such as 08:30 or "
                "8.30am; the build rejects these rows."
            )
    return rows, notices


def _read_as(column: Column, before: list, known: dict[str, str]) -> list[str]:
    """What periods were read as, the first of them by name."""
    other = sorted(value for value in known if known[value] != value.strip())
    if not other:
        return []
    count = sum(value in other for value in before)
    named = [f'"{value}" as {known[value]}' for value in other[:FORMS_NAMED]]
    more = len(other) - FORMS_NAMED
    listed = ", ".join(named) + (f" and {more:,} others" if more > 0 else "")
    return [f"column {column.name} of {count:,} rows was read: {listed}."]


def _reader(
    column: Column, contract: Contract, period_choice: int
) -> Callable[[str], str] | None:
    if column.type == "time_of_day":
        return time_of_day
    if column.type == "council_code":
        return council_code
    if column.type == "period" and contract.period_type in periods.FORMS:
        return lambda text: periods.read(
            without_unseen(text), contract.period_type, period_choice
        )
    return None


def council_code(text: str) -> str:
    """The code of a council in capitals, as staging has it; other texts as they were.

    Releases of one council are known by it.
    """
    told = without_unseen(text)
    return told.upper() if COUNCIL.fullmatch(told) else text


def without_unseen(text: str) -> str:
    """A text without the blanks around it and the signs that nobody sees."""
    seen = (sign for sign in text if unicodedata.category(sign) not in ("Cc", "Cf"))
    return "".join(seen).strip()


def time_of_day(text: str) -> str:
    """A time as HH:MM of the 24-hour clock, or the text as it was.

    Read are 8:00, 08:00:00, 8.30am, 5 p.m., noon, and Excel's parts of a day where they
    come to whole steps of five minutes.
    """
    told = text.strip()
    if told.casefold() in IN_WORDS:
        return IN_WORDS[told.casefold()]
    if match := CLOCK.fullmatch(told):
        minutes = int(match[1]) * 60 + int(match[2]) + float(match[3] or 0) / 60
        return _written(minutes, step=1) or text
    if match := TWELVE_HOURS.fullmatch(told):
        hours = int(match[1]) % 12 + (12 if match[3].lower() == "p" else 0)
        return f"{hours:02d}:{match[2] or '00'}"
    if PART_OF_DAY.fullmatch(told):
        return _written(float(told) * DAY_MINUTES, STEP_MINUTES) or text
    return text


def _written(minutes: float, step: int) -> str | None:
    """Minutes since midnight as HH:MM where they are whole steps of minutes."""
    whole = step * round(minutes / step)
    if abs(minutes - whole) >= NEARLY or whole >= DAY_MINUTES:
        return None
    return f"{whole // 60:02d}:{whole % 60:02d}"
