"""What publishers hand out together: a zip with tables, guidance and other files.

Explore Education Statistics makes a zip of data/, supporting-files/ and data-guidance/,
and one of a single table and its metadata. All of its tables begin alike.
"""

import re

from early_years.readers.matching import HEADER_WITHIN, Table

# By name within the zip.
GUIDANCE = re.compile(
    r"(^|/)(supporting[-_ ]?files|(data[-_ ])?guidance|metadata)/"
    r"|(^|/)data[-_ ]?guidance[^/]*$"
    r"|[-._]meta([-_ ]?data)?\.(csv|txt|json)$",
    re.IGNORECASE,
)
FIRST_HEADERS = {"time_period", "time_identifier", "geographic_level"}
OTHER = (
    "it is a table of Explore Education Statistics, but no layout of the dataset has "
    "its columns. docs/how-to/land-open-data.md lists the tables that are read."
)


def is_guidance(name: str) -> bool:
    """Whether a file of a zip, called zip/path, says something about its tables."""
    _, zipped, within = name.partition("/")
    return bool(zipped and GUIDANCE.search(within))


def beside(tables: list[Table]) -> str:
    """What tables of Explore Education Statistics are beside others; "" of others."""
    is_release = any(
        {(value or "").strip().lower() for value in row} >= FIRST_HEADERS
        for table in tables
        for _, row in table.rows[:HEADER_WITHIN]
    )
    return "another table" if is_release else ""
