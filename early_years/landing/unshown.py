"""Rows of area_indicator_counts that no row of policy takes, told as they land.

The build tells the same of each row (int_quality__unshown_counts); here the file is
still at hand. Nothing is refused: the rows are kept and shown once policy takes them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from early_years.csv_rows import rows_if_any
from early_years.environment import Project
from early_years.landing.interpreting import Extract

DATASET = "area_indicator_counts"
POLICY = Path("seeds", "policy")
REFERENCE = Path("seeds", "reference")
READ = ("indicator_code", "period", "breakdown_topic", "breakdown_category")
TOTAL = "total"
NAMED = 5
LONGEST_VALUE = 60

# A row from 0 on, the reason code, and what is told of it.
Found = tuple[int, str, str]


def told(project: Project, extract: Extract) -> Extract:
    """The extract with a notice of each reason for which rows are shown nowhere."""
    if extract.contract.name != DATASET:
        return extract
    reasons = {
        row["reason_code"]: row["reason_text"]
        for row in rows_if_any(project.root / REFERENCE / "ref_reject_reasons.csv")
    }
    return with_notices(extract, _found(project, extract), reasons)


def with_notices(
    extract: Extract, found: Iterable[Found], reasons: dict[str, str]
) -> Extract:
    """The extract with a notice of each reason, in the words that reasons has."""
    by_reason: dict[str, list[tuple[int, str]]] = {}
    for at, reason, value in found:
        by_reason.setdefault(reason, []).append((at, value))
    notices = [
        f"{_where(extract, rows)}: {reasons.get(reason, reason)}"
        for reason, rows in by_reason.items()
    ]
    return replace(extract, notices=(*extract.notices, *notices))


def _found(project: Project, extract: Extract) -> Iterator[Found]:
    taken = {
        row["indicator_code"]
        for row in rows_if_any(project.root / POLICY / "policy_indicator_sources.csv")
        if row["dataset_code"] == DATASET
    }
    kinds = {
        row["indicator_code"]: row["period_type"]
        for row in rows_if_any(project.root / POLICY / "policy_indicators.csv")
    }
    labels: dict[str, set[str]] = {}
    for row in rows_if_any(project.root / REFERENCE / "ref_periods.csv"):
        labels.setdefault(row["supplier_label"], set()).add(row["period_type"])
    topics = {
        (row["indicator_code"], row["breakdown_topic"])
        for row in rows_if_any(
            project.root / POLICY / "policy_indicator_breakdowns.csv"
        )
    }
    groups = {
        (row["breakdown_topic"], row["breakdown_category"])
        for row in rows_if_any(project.root / REFERENCE / "ref_breakdowns.csv")
    }
    names = extract.contract.column_names
    places = [names.index(name) for name in READ]
    for at, sent in enumerate(extract.rows):
        code, period, topic, group = ((sent[place] or "").strip() for place in places)
        code = code.lower()
        topic, group = topic.lower() or TOTAL, group.lower() or TOTAL
        if not code:
            continue
        if code not in taken:
            yield at, "indicator_unknown", code
        elif period in labels and kinds.get(code) not in labels[period]:
            yield at, "period_of_other_kind", f"{code}, {period}"
        elif (code, topic) not in topics or (topic, group) not in groups:
            yield at, "breakdown_unknown", f"{code}, {topic} / {group}"


def _where(extract: Extract, found: list[tuple[int, str]]) -> str:
    first = found[0][0]
    line = extract.lines[first] if extract.lines else first + 1
    values = list(dict.fromkeys(value[:LONGEST_VALUE] for _, value in found))
    more = len(values) - NAMED
    rest = f"; and {more:,} more" if more > 0 else ""
    rows = f"row {line:,}"
    if len(found) > 1:
        rows = f"{len(found):,} rows, the first row {line:,}"
    return f"{rows} ({'; '.join(values[:NAMED])}{rest})"
