"""The council's published figures, beside those of others and over time."""

from itertools import groupby

from early_years.report.figures import Row
from early_years.report.gathering import TOTAL, VALUES, City
from early_years.report.pages import chosen

COMPARISONS = "indicators/comparisons"
ON_TRACK = "indicators/on_track"
PUBLISHED = "published"


def beside_others(city: City) -> list[list[Row]]:
    """The newest published figure of each measure, a row for each comparator."""
    rows = [
        row
        for row in chosen(city.figures.rows(COMPARISONS), figure_source=PUBLISHED)
        if row["value"]
    ]
    rows.sort(key=lambda row: (*_measure(row), row["period_code"]))
    figures: list[list[Row]] = []
    for _, found in groupby(rows, key=_measure):
        series = list(found)
        newest = [r for r in series if r["period_code"] == series[-1]["period_code"]]
        edition = newest[-1]["edition_group"]
        figures.append(
            sorted(
                (row for row in newest if row["edition_group"] == edition),
                key=lambda row: (row["comparator_value"] == "", row["comparator_code"]),
            )
        )
    return figures


def newest_targets(city: City) -> list[Row]:
    """Published figures beside benchmarks: of two editions the later one by name."""
    found: dict[tuple[str, ...], Row] = {}
    rows = chosen(city.figures.rows(ON_TRACK), figure_source=PUBLISHED)
    for row in sorted(rows, key=lambda row: row["edition_group"]):
        key = (*_measure(row), row["period_code"], row["benchmark_code"])
        if row["benchmark_value"]:
            found[key] = row
    return [found[key] for key in sorted(found)]


def _measure(row: Row) -> tuple[str, str, str]:
    """What tells figures apart; all children come before groups of them."""
    topic = row["breakdown_topic"]
    return (
        "" if topic == TOTAL else topic,
        row["measure_code"],
        row["breakdown_category"],
    )


def over_time(city: City) -> list[list[Row]]:
    """Published totals of the council, a series for each measure and edition."""
    rows = sorted(
        chosen(
            city.figures.rows(VALUES),
            area_type="local_authority",
            population_basis=PUBLISHED,
            breakdown_topic=TOTAL,
        ),
        key=lambda r: (r["measure_code"], r["period_code"], r["edition_group"]),
    )
    found: dict[str, dict[str, Row]] = {}
    for row in rows:
        if row["value"]:
            # Of two editions of a period the later one by name counts.
            found.setdefault(row["measure_code"], {})[row["period_code"]] = row
    return [list(series.values()) for series in found.values() if len(series) > 1]
