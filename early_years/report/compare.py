"""Two wards side by side: prepared here, two of them shown by the page."""

from typing import Any

from early_years.report import draw
from early_years.report.figures import Figure, Row, count
from early_years.report.front import rank_scale
from early_years.report.gathering import City
from early_years.report.pages import Page
from early_years.report.wards import strip_scale

WIDTH = 200
PAIRS = "indicators/ward_pairs"
# What a figure shows: its words, and where bar and dot stand (left, width, dot).
Shown = tuple[list[Figure], tuple[float, float, float] | None]


def compare(city: City) -> Page:
    """The page on which two wards are compared."""
    ranks = rank_scale(city, WIDTH)
    rates = draw.Scale(0, strip_scale(city.indicators).high, WIDTH)
    pairs = city.figures.rows(PAIRS)
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
            "pairs": _pairs(pairs),
            "cautions": city.figures.cautions([*city.need, *pairs]),
        },
    )


def _pairs(rows: list[Row]) -> dict[str, Any]:
    """What the file says of each pair: texts, and which of them by figure and wards.

    The page looks up figure -> ward -> a sign per ward of a later code, in their order.
    """
    texts = {row["comparison_code"]: row["comparison_text"] for row in rows}
    signs = {code: str(sign) for sign, code in enumerate(texts)}
    told: dict[str, dict[str, str]] = {}
    for row in sorted(rows, key=lambda row: row["other_ward_code"]):
        of_figure = told.setdefault(str(row["indicator_code"]), {})
        ward = str(row["ward_code"])
        of_figure[ward] = of_figure.get(ward, "") + signs[row["comparison_code"]]
    return {"texts": list(texts.values()), "told": told}


def _is_there(city: City, indicator: Row) -> bool:
    code = indicator["indicator_code"]
    return any(found == code for _, found in city.totals)


def _prepared(
    city: City, need: Row, ranks: draw.Scale, rates: draw.Scale
) -> dict[str, Any]:
    shown: dict[str, Any] = {
        "name": need["ward_name"],
        "locality": ([need["locality_name"]], None),
        "band": ([need["need_band_label"]], None),
        "volume": ([count(need, "volume_need_count")], None),
        "rank": (
            [need["need_rank"] or need["rank_text"], need["range_text"]],
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
