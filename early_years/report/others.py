"""A council's published figures, beside those of others and over time.

Both editions have the file; everyone's holds published figures alone.
"""

from itertools import groupby

from early_years.report.figures import Figures, Row
from early_years.report.pages import chosen

COMPARISONS = "indicators/comparisons"
ON_TRACK = "indicators/on_track"
TARGETS, TARGET_SHARES = "targets/target_progress", "targets/ward_target_shares"
PUBLISHED = "published"
FOLLOW_UP = "actions/action_follow_up"
NO_ACTION = "no_action"
EVALUATION, FEEDBACK = "actions/tool_evaluation", "actions/feedback"
# All children together, who come before groups of them.
TOTAL = "total"


def beside_others(figures: Figures) -> list[list[Row]]:
    """The newest published figure of each measure, a row for each comparator."""
    rows = sorted(_published(figures), key=lambda r: (*_measure(r), r["period_code"]))
    found: list[list[Row]] = []
    for _, its in groupby(rows, key=_measure):
        series = list(its)
        newest = [r for r in series if r["period_code"] == series[-1]["period_code"]]
        edition = newest[-1]["edition_group"]
        found.append(
            sorted(
                (row for row in newest if row["edition_group"] == edition),
                key=lambda row: (row["comparator_value"] == "", row["comparator_code"]),
            )
        )
    return found


def newest_targets(figures: Figures) -> list[Row]:
    """Published figures beside benchmarks: of two editions the later one by name."""
    found: dict[tuple[str, ...], Row] = {}
    rows = chosen(figures.rows(ON_TRACK), figure_source=PUBLISHED)
    for row in sorted(rows, key=lambda row: row["edition_group"]):
        key = (*_measure(row), row["period_code"], row["benchmark_code"])
        if row["benchmark_value"]:
            found[key] = row
    return [found[key] for key in sorted(found)]


def targets_set(figures: Figures) -> list[Row]:
    """What is held against targets: the council's own first, then the country's."""
    return sorted(
        figures.rows(TARGETS),
        key=lambda row: (
            row["target_kind"] != "own",
            row["held_against"] != "own",
            row["breakdown_topic"] != TOTAL,
        ),
    )


def target_shares(figures: Figures) -> list[list[list[Row]]]:
    """The wards' shares of each target: per target, a list per ward, by rule."""
    rows = sorted(
        figures.rows(TARGET_SHARES),
        key=lambda row: (row["target_code"], row["ward_name"], row["share_rule_code"]),
    )
    return [
        [list(its) for _, its in groupby(of_target, key=lambda row: row["ward_code"])]
        for _, of_target in groupby(rows, key=lambda row: row["target_code"])
    ]


def followed_actions(figures: Figures) -> list[list[Row]]:
    """The follow-up, a list per action and indicator: all of its wards, then each.

    A decision that no action followed is a list of its one row.
    """

    def order(row: Row) -> tuple:
        action = row["action_date"], row["action_reference"], row["decision_reference"]
        return *action, row["logged_indicator_code"]

    rows = sorted(
        figures.rows(FOLLOW_UP),
        key=lambda row: (*order(row), row["area_type"] == "ward", row["area_name"]),
    )
    return [list(its) for _, its in groupby(rows, key=order)]


def tool_evaluation(figures: Figures) -> list[list[Row]]:
    """How the tool itself is judged: a list per use case of what it decides on."""
    rows = sorted(
        figures.rows(EVALUATION),
        key=lambda row: (row["use_case_label"], row["decision_code"]),
    )
    return [
        list(its) for _, its in groupby(rows, key=lambda row: row["use_case_label"])
    ]


def feedback_by_release(figures: Figures) -> list[list[Row]]:
    """What users said, a list per release that they had, the newest first."""
    rows = sorted(
        figures.rows(FEEDBACK),
        key=lambda row: (row["received_date"], row["feedback_code"]),
        reverse=True,
    )
    return [list(its) for _, its in groupby(rows, key=lambda row: row["release_code"])]


def over_time(figures: Figures) -> list[list[Row]]:
    """Published totals of the council, a series for each measure."""
    rows = sorted(
        chosen(_published(figures), breakdown_topic=TOTAL),
        key=lambda r: (r["measure_code"], r["period_code"], r["edition_group"]),
    )
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        # Of two editions of a period the later one by name counts.
        found.setdefault(row["measure_code"], {})[row["period_code"]] = row
    return [list(series.values()) for series in found.values() if len(series) > 1]


def _published(figures: Figures) -> list[Row]:
    return [
        row
        for row in figures.rows(COMPARISONS)
        if row["value"]
        and ("figure_source" not in row or row["figure_source"] == PUBLISHED)
    ]


def _measure(row: Row) -> tuple[str, str, str]:
    """What tells figures apart."""
    topic = row["breakdown_topic"]
    return (
        "" if topic == TOTAL else topic,
        row["measure_code"],
        row["breakdown_category"],
    )
