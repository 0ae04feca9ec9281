"""Actions of the log that nothing can follow as they are written, told as they land.

The build keeps such rows and says so in the follow-up, a quarter later perhaps; here
whoever wrote the list is still at hand. Nothing is refused.
"""

import re
from collections.abc import Iterator

from early_years.csv_rows import rows_if_any
from early_years.environment import Project
from early_years.landing.interpreting import Extract
from early_years.landing.unshown import POLICY, Found, with_notices
from early_years.new_indicator import CODE

DATASET = "actions"
READ = ("indicator_code", "action_date", "result_from_date")
DAY = re.compile(r"\d{4}-\d\d-\d\d")
UNKNOWN, TOO_EARLY = "unknown", "too_early"
REASONS = {
    UNKNOWN: (
        "no indicator has this code, so nothing can be followed. The codes are in "
        "internal/reference/indicators. Correct the list and land it again, before the "
        "result is known."
    ),
    TOO_EARLY: (
        "result_from_date lies before action_date. Nothing can have made a difference "
        "before it was done: the result counts from the first day of the action. "
        "Correct one of the two."
    ),
}


def told(project: Project, extract: Extract) -> Extract:
    """The extract with a notice of each reason for which rows cannot be followed."""
    if extract.contract.name != DATASET:
        return extract
    return with_notices(extract, _found(project, extract), REASONS)


def _found(project: Project, extract: Extract) -> Iterator[Found]:
    known = {
        row["indicator_code"]
        for row in rows_if_any(project.root / POLICY / "policy_indicators.csv")
    }
    places = [extract.contract.column_names.index(name) for name in READ]
    for at, sent in enumerate(extract.rows):
        code, action, result = ((sent[place] or "").strip() for place in places)
        if known and code and code not in known:
            yield at, UNKNOWN, code if CODE.fullmatch(code) else "no code"
        # Days written year-month-day stand in order as texts do.
        if DAY.fullmatch(action) and DAY.fullmatch(result) and result < action:
            yield at, TOO_EARLY, f"{result} before {action}"
