"""Times and months as people and Excel write them, turned into the contract's form.

Only what can be read in one way is turned. All else stays as it was sent, for the build
to keep and to say what is wrong with it.
"""

import re
from collections.abc import Callable

from early_years.contracts import Column, Contract
from early_years.readers.cells import month_number

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
FIRST_OF_MONTH = re.compile(r"(\d{4})-(\d{2})-01")
NAMED_MONTH = re.compile(r"([a-z]{3,9})[- ](\d{4}|\d{2})", re.IGNORECASE)
CENTURY = "20"


def as_contracted(
    rows: list[list[str | None]], contract: Contract
) -> tuple[list[list[str | None]], list[str]]:
    """Rows in the contract's columns with times and months in its form; notices.

    A notice counts the values of a column of times that are none.
    """
    notices = []
    for place, column in enumerate(contract.columns):
        read = _reader(column, contract)
        if read is None:
            continue
        rows = [
            [*row[:place], read(value) if (value := row[place]) else None]
            + row[place + 1 :]
            for row in rows
        ]
        if column.type == "time_of_day":
            values = [value for row in rows if (value := row[place])]
            wrong = sum(not IN_FORM.fullmatch(value) for value in values)
            if wrong:
                are = "value is no time" if wrong == 1 else "values are no times"
                notices.append(
                    f"column {column.name}: {wrong:,} {are} of day such as 08:30 or "
                    "8.30am; the build rejects these rows."
                )
    return rows, notices


def _reader(column: Column, contract: Contract) -> Callable[[str], str] | None:
    if column.type == "time_of_day":
        return time_of_day
    if column.type == "period" and contract.period_type == "month":
        return month
    return None


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


def month(text: str) -> str:
    """A month as 2023-01 where it is written as its first day or in words.

    Excel makes a day or Jan-23 of what was typed as 2023-01. Else the text as it was.
    """
    told = text.strip()
    if match := FIRST_OF_MONTH.fullmatch(told):
        return f"{match[1]}-{match[2]}"
    match = NAMED_MONTH.fullmatch(told)
    number = month_number(match[1]) if match else None
    if match is None or number is None:
        return text
    return f"{match[2] if len(match[2]) == 4 else CENTURY + match[2]}-{number}"


def _written(minutes: float, step: int) -> str | None:
    """Minutes since midnight as HH:MM where they are whole steps of minutes."""
    whole = step * round(minutes / step)
    if abs(minutes - whole) >= NEARLY or whole >= DAY_MINUTES:
        return None
    return f"{whole // 60:02d}:{whole % 60:02d}"
