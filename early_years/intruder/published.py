"""What national bodies publish of a council, exact: no ward can have more than that."""

from collections.abc import Iterator
from pathlib import Path

from early_years.csv_rows import rows_if_any
from early_years.intruder.cell import DENOMINATOR, MOST, NUMERATOR, TOTAL, Cell
from early_years.intruder.cells import Seen
from early_years.intruder.relations import COUNCIL, GAP, TAKE_UP

MEASURES = Path("seeds") / "policy" / "policy_compared_measures.csv"
PERIODS = Path("seeds") / "reference" / "ref_periods.csv"
LANDED = Path("seeds") / "landed"
# How the publishers' files name the time of a figure.
TIMES = ("academic_year", "review_year", "term")
PUBLISHED = "published"


def published_counts(root: Path) -> Iterator[Seen]:
    """The councils' figures by DfE and OHID, as the most that their parts can be.

    They count the council's schools and services: some children live elsewhere.
    """
    periods = {
        row["supplier_label"]: row["period_code"] for row in rows_if_any(root / PERIODS)
    }
    for row in _measures(root):
        path = LANDED / f"raw_{row['dataset_code']}.csv"
        for figure in rows_if_any(root / path):
            time = next(figure[name] for name in TIMES if name in figure)
            if figure["measure_code"] == row["measure_code"] and time in periods:
                yield from _seen(row, figure, periods[time], path)


def _measures(root: Path) -> list[dict[str, str]]:
    """The measures that are an indicator of ours, or what is left of one, each once."""
    found = {
        (row["dataset_code"], row["measure_code"]): row
        for row in rows_if_any(root / MEASURES)
        if row["indicator_code"]
    }
    return list(found.values())


def _seen(
    row: dict[str, str], figure: dict[str, str], period: str, path: Path
) -> Iterator[Seen]:
    if figure["area_level"] != COUNCIL or figure["sex"] != TOTAL:
        return
    counts = figure["numerator_count"], figure["denominator_count"]
    if not all(count.isdecimal() for count in counts):
        return
    part, whole = map(int, counts)
    if row["is_complement"] == "true":
        part = whole - part
    for name, count in ((NUMERATOR, part), (DENOMINATOR, whole)):
        area = figure["area_code"]
        topic, category = figure["breakdown_topic"], figure["breakdown_category"]
        cell = Cell(
            area, row["indicator_code"], period, name, COUNCIL, area, topic, category
        )
        yield Seen(cell, (0, count), PUBLISHED, 1, path.stem, count)
        if row["indicator_code"].endswith(TAKE_UP):
            # Who does not take up is what is left, and as well known.
            gap = cell._replace(indicator=cell.indicator.removesuffix(TAKE_UP) + GAP)
            left = count if name == DENOMINATOR else whole - part
            yield Seen(gap, (0, MOST), PUBLISHED, 1, path.stem, left)
