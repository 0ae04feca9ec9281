"""One page for each audience of professionals: what it can do with the figures."""

from collections.abc import Iterator

from early_years.report.figures import Row, number
from early_years.report.front import headlines, service_lists
from early_years.report.gathering import City
from early_years.report.pages import Page, chosen, first
from early_years.report.wards import OUTREACH

DATASETS = "reference/datasets"
WORSE = ("worse", "much_worse")
AT_TWO, REVIEWS = "asq_below", "asq3_reviews"
TWO = "two"
# As many wards as fit on a page.
MOST = 14


def briefs(city: City) -> Iterator[Page]:
    """The pages for commissioners, health visitors and providers of a council."""
    shared = {
        "headlines": headlines(city, "list", "in", "not"),
        "cautions": city.figures.cautions(city.need),
        "atlas": city.atlas,
    }
    yield Page(
        "briefs/commissioner.html",
        "brief_commissioner.html",
        "need",
        shared
        | {
            "top": city.top[:MOST],
            "named": dict(
                zip(_codes(city.top), service_lists(city)["rows"], strict=True)
            ),
            "overlap": headlines(city, "overlap"),
        },
    )
    at_two = _worse(city)
    yield Page(
        "briefs/health-visitor.html",
        "brief_health_visitor.html",
        "need",
        shared
        | {
            "wards": at_two[:MOST],
            "source": first(city.figures.rows(DATASETS), dataset_code=REVIEWS),
            "cautions": city.figures.cautions(at_two),
        },
    )
    outreach = _not_taking_up(city)
    yield Page(
        "briefs/provider.html",
        "brief_provider.html",
        "need",
        shared
        | {
            "wards": outreach[:MOST],
            "reason": city.figures.reason(OUTREACH),
            "cautions": city.figures.cautions(outreach),
        },
    )


def _codes(rows: list[Row]) -> list[str]:
    return [row["ward_code"] for row in rows]


def _worse(city: City) -> list[Row]:
    """Wards whose children do worse at two than the city's, the highest rate first."""
    rows = [
        row
        for (_, indicator), row in city.totals.items()
        if indicator == AT_TWO and row["comparison_code"] in WORSE
    ]
    return sorted(rows, key=lambda row: -(number(row, "value") or 0))


def _not_taking_up(city: City) -> list[Row]:
    """Wards by how many two-year-olds who are entitled do not take up, most first."""
    rows = chosen(city.figures.rows(OUTREACH), funded_age=TWO)
    told = [row for row in rows if row["not_taking_up_count"]]
    return sorted(told, key=lambda row: -(number(row, "not_taking_up_count") or 0))
