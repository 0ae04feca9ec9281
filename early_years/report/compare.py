"""Two wards side by side: prepared here, two of them shown by the page."""

from typing import Any

from early_years.report import draw
from early_years.report.figures import Figure, Row, count
from early_years.report.front import rank_scale
from early_years.report.gathering import City
from early_years.report.pages import Page
from early_years.report.wards import strip_scale

WIDTH = 200
# What a figure shows: its words, and where bar and dot stand (left, width, dot).
Shown = tuple[list[Figure], tuple[float, float, float] | None]


def compare(city: City) -> Page:
    """The page on which two wards are compared."""
    ranks = rank_scale(city, WIDTH)
    rates = draw.Scale(0, strip_scale(city).high, WIDTH)
    return Page(
        "compare.html",
        "compare.html",
        "compare",
        {
            "wards": city.need,
            "indicators": [row for row in city.indicators if _is_there(city, row)],
            "rates": rates,
            "last_rank": city.ranked[0]["ranked_wards_count"] if city.ranked else "",
            "prepared": {
                need["ward_code"]: _prepared(city, need, ranks, rates)
                for need in city.need
            },
        },
    )


def _is_there(city: City, indicator: Row) -> bool:
    code = indicator["indicator_code"]
    return any(found == code for _, found in city.totals)


def _prepared(
    city: City, need: Row, ranks: draw.Scale, rates: draw.Scale
) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "name": need["ward_name"],
        "band": ([need["need_band_label"]], None),
        "volume": ([count(need, "volume_need_count")], None),
        "rank": (
            [need["rank_text"], need["range_text"]],
            _places(need, ranks, "rank_low", "need_rank", "rank_high"),
        ),
    }
    for indicator in city.indicators:
        code = indicator["indicator_code"]
        row = city.totals.get((need["ward_code"], code))
        if row is not None:
            shown[str(code)] = _value(row, rates)
    return shown


def _value(row: Row, rates: draw.Scale) -> Shown:
    words = [row["value_text"], row["limits_text"]]
    return words, _places(row, rates, "lower_95", "value", "upper_95")


def _places(
    row: Row, scale: draw.Scale, low: str, middle: str, high: str
) -> tuple[float, float, float] | None:
    """Left, width and dot on a scale; none where a figure is not there."""
    if not (row[low] and row[middle] and row[high]):
        return None
    return (
        scale.at(row[low]),
        scale.span(row[low], row[high]),
        scale.at(row[middle]),
    )
