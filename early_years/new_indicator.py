"""The rows of policy that a new indicator needs, written to be filled in.

Its counts come by the contract area_indicator_counts. Nothing is written where anything
stands in the way, so that a second start after a mistake finds the project as it was.
"""

import csv
import io
import re
from datetime import date
from pathlib import Path

from early_years.contract_files import write_generated_files
from early_years.csv_rows import csv_rows, csv_table, lacking
from early_years.environment import PlainError, Project
from early_years.profile_columns import profile_files

CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
TO_FILL_IN = "FILL IN"
DATASET = "area_indicator_counts"
POLICY = Path("seeds", "policy")
PERIODS = Path("seeds", "reference", "ref_periods.csv")
PROFILE = "profile_figures"
# Where it stands in the profile, until somebody decides otherwise.
THEME = ("outcomes", "Outcomes")


def write_new_indicator(
    project: Project, code: str, label: str, first_period: str, higher_is_better: bool
) -> list[str]:
    """Write the rows of policy of an indicator; return lines to print.

    first_period is the first one that is shown, as the files that come will write it:
    its kind is that of the indicator. Raises PlainError when the code is taken or the
    period is none.
    """
    period = _period(project, first_period)
    _judge(project, code, label)
    rows = _rows(code, label.strip(), period, higher_is_better)
    rows[PROFILE]["figure_order"] = str(_next_order(project))
    paths = [POLICY / f"policy_{name}.csv" for name in rows]
    texts = [
        _with_row(project, path, row)
        for path, row in zip(paths, rows.values(), strict=True)
    ]
    for path, text in zip(paths, texts, strict=True):
        (project.root / path).write_text(text, encoding="utf-8", newline="\n")
    write_generated_files(project)
    return [
        *(f"Written: {path.as_posix()}" for path in paths),
        *(f"Written from them: {path}" for path in profile_files(project)),
        f'Search them for "{TO_FILL_IN}" and replace each; then land its counts: '
        f"python -m early_years land {DATASET} FILE.",
    ]


def _period(project: Project, text: str) -> dict[str, str]:
    """The row of a period, by what suppliers write. Raises PlainError."""
    known = [
        row
        for row in csv_rows(project.root / PERIODS)
        if not row["supplier_label"].isdigit()
    ]
    for row in known:
        if text.strip() in (row["supplier_label"], row["period_code"]):
            return row
    raise PlainError(
        f"{text} is no period. Write 2023-Q1 for a calendar quarter, FYE 2024 for a "
        "financial year, 2023/24 for an academic year, 2024-spring for a term or "
        "2024-01 for a month."
    )


def _judge(project: Project, code: str, label: str) -> None:
    if not CODE.fullmatch(code):
        raise PlainError(
            f"{code} cannot be a code: small letters, digits and single underscores, "
            "a letter first, as in breastfed_at_6_weeks."
        )
    if not label.strip():
        raise PlainError("The indicator needs a label: what people read in its place.")
    taken = {
        row["indicator_code"] for row in csv_rows(project.root / _seed("indicators"))
    }
    taken |= {row["figure_code"] for row in csv_rows(project.root / _seed(PROFILE))}
    if code in taken:
        raise PlainError(f"There is an indicator or a figure {code} already.")


def _rows(
    code: str, label: str, period: dict[str, str], higher_is_better: bool
) -> dict[str, dict[str, str]]:
    """The row of each seed of policy, without what is the same in all of them."""
    fill = TO_FILL_IN
    theme, theme_label = THEME
    rows = {
        "indicators": {
            "indicator_label": label,
            "short_label": label,
            "question_text": f"{fill}: the question that it answers",
            "indicator_description": f"{fill}: what it measures, in a sentence",
            "numerator_label": f"{fill}: who is counted",
            "denominator_label": f"{fill}: among whom they are counted",
            "denominator_source": "The same extract as the numerator",
            "denominator_edition": "The period of the figure",
            "domain_code": "",
            "indicator_weight": "",
            "polarity": "higher_is_better" if higher_is_better else "higher_is_worse",
            "period_type": period["period_type"],
            "first_period_code": period["period_code"],
            "pinned_period_code": "",
            "counted_where": "residence",
            "absent_status": "missing",
            "is_public": "false",
            "claim_level": "descriptive",
            "method_note": f"{fill}: where the counts come from and whom they miss",
            "reason": f"{fill}: why it is shown",
        },
        "indicator_sources": {
            "dataset_code": DATASET,
            "measures": "both",
            "source_period_code": "",
            "reason": "Children counted, and among whom",
        },
        "indicator_breakdowns": {
            "breakdown_topic": "total",
            "is_shown_by_ward": "true",
            "smallest_area_outside": "ward",
            "reason": "Every indicator has its total",
        },
        "indicator_uncertainty": {
            "denominator_kind": "counted",
            "counted_children": "numerator",
            "has_limits": "true",
            "reason": "The children of the denominator are counted one by one, so it "
            "has no error of its own.",
        },
        PROFILE: {
            "figure_code": code,
            "figure_label": label,
            "theme_code": theme,
            "theme_label": theme_label,
            "source_code": "indicator",
            "subject_code": code,
            "category_code": "total",
            "reason": f"{fill}: why it is in the profile",
        },
    }
    decided = {"decided_date": date.today().isoformat()}
    return {
        name: ({} if name == PROFILE else {"indicator_code": code}) | decided | row
        for name, row in rows.items()
    }


def _seed(name: str) -> Path:
    return POLICY / f"policy_{name}.csv"


def _next_order(project: Project) -> int:
    orders = [row["figure_order"] for row in csv_rows(project.root / _seed(PROFILE))]
    return 1 + max((int(order) for order in orders if order.isdigit()), default=0)


def _with_row(project: Project, path: Path, row: dict[str, str]) -> str:
    """The text of a seed with a row more, in the columns that it has."""
    columns, _ = csv_table(project.root / path)
    for column in row:
        if column not in columns:
            raise lacking(project.root / path, column)
    text = (project.root / path).read_text(encoding="utf-8")
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, lineterminator="\n")
    writer.writerow(row)
    return text.rstrip("\n") + "\n" + buffer.getvalue()
