"""Targets read from what is published: seeds/landed/raw_published_*.csv."""

from pathlib import Path

import numpy as np

from development.synthetic.files import read_seed
from development.synthetic.results import SEXES, TOPICS, Margin, ResultTargets
from development.synthetic.reviews import DOMAINS, Quarter, quarters_of
from early_years.contracts import load_contracts
from early_years.environment import PlainError


class PublishedFigures:
    """The figures of one local authority. Counts come with their denominators."""

    def __init__(self, project: Path, local_authority_code: str):
        self._rows = [
            row | {"period": row[contract.period_column]}
            for contract in load_contracts()
            if contract.area_kind == "published_area"
            for row in read_seed(project / "seeds" / "landed" / contract.file_name)
            if row["area_code"] == local_authority_code
        ]

    def row(self, measure: str, period: str, column: str, **where: str) -> dict:
        """The figure that has a value in column; topic, category and sex are total.

        Raises PlainError where there is none.
        """
        wanted = {
            "measure_code": measure,
            "period": period,
            "breakdown_topic": "total",
            "breakdown_category": "total",
            "sex": "total",
            **where,
        }
        for row in self._rows:
            if row[column] and wanted.items() <= row.items():
                return row
        said = ", ".join(f"{name} {value}" for name, value in wanted.items())
        raise PlainError(
            "No file raw_published_*.csv has a row that the generator can tie to: "
            f"{said} with {column}. Restore the row."
        )

    def counts(self, measure: str, period: str, **where: str) -> tuple[int, int]:
        """Numerator and denominator."""
        row = self.row(measure, period, "denominator_count", **where)
        return int(row["numerator_count"]), int(row["denominator_count"])

    def percent(self, measure: str, period: str, **where: str) -> float:
        row = self.row(measure, period, "published_value", **where)
        return float(row["published_value"])


def result_targets(
    figures: PublishedFigures,
    academic_year: str,
    areas: list[str],
    average_offset: float,
) -> ResultTargets:
    """The EYFSP of one year as published, by sex and topic.

    average_offset is added to the published average number of goals of each sex.
    """
    categories = _categories()
    margins: dict[str, dict[str, Margin]] = {}
    for sex in SEXES:
        margins[sex] = {}
        for topic in TOPICS:
            found = [
                _numbers(figures, academic_year, topic, category, sex)
                for category in categories[topic]
            ]
            margins[sex][topic] = Margin(categories[topic], *np.array(found).T)
    targets = ResultTargets(margins, {}, {})
    children = sum(targets.children(sex) for sex in SEXES)
    for area in areas:
        percent = figures.percent(f"eyfsp_area_{area}", academic_year)
        targets.area_met_counts[area] = round(children * percent / 100)
    for sex in SEXES:
        row = figures.row("average_goals", academic_year, "published_value", sex=sex)
        missing = 17 - float(row["published_value"]) - average_offset
        targets.missing_goal_counts[sex] = round(targets.children(sex) * missing)
    return targets


def _categories() -> dict[str, tuple[str, ...]]:
    """The categories of each topic, in the order of the contract."""
    (contract,) = (each for each in load_contracts() if each.name == "eyfsp_results")
    return {
        column.name: tuple(allowed.value for allowed in column.allowed)
        for column in contract.columns
        if column.name in TOPICS
    }


def _numbers(
    figures: PublishedFigures, academic_year: str, topic: str, category: str, sex: str
) -> tuple[int, int, int]:
    where = {"breakdown_topic": topic, "breakdown_category": category, "sex": sex}
    gld, children = figures.counts("gld", academic_year, **where)
    all_goals, _ = figures.counts("all_goals", academic_year, **where)
    return children, gld, all_goals


def review_quarters(label: int, published: dict[str, dict]) -> list[Quarter]:
    """The quarters of the provider's year; published is quarter -> counts."""
    quarters = []
    for code, start, end in quarters_of(label):
        counts = published[code]
        reviews = counts["reviews"]
        domains = tuple(reviews - counts[domain] for domain in DOMAINS)
        below = reviews - counts["all_five"]
        quarters.append(Quarter(start, end, reviews, below, domains))
    return quarters
