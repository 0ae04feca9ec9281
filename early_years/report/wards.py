"""The profile of each ward."""

from collections.abc import Iterator

from early_years.report import draw
from early_years.report.figures import number
from early_years.report.front import rank_scale
from early_years.report.gathering import City
from early_years.report.pages import Page, sentences


def profiles(city: City) -> Iterator[Page]:
    """A page for each ward of a council."""
    scale = strip_scale(city)
    for need in city.need:
        code = need["ward_code"]
        values = [
            city.totals[code, indicator["indicator_code"]]
            for indicator in city.indicators
            if (code, indicator["indicator_code"]) in city.totals
        ]
        yield Page(
            f"wards/{code}.html",
            "ward.html",
            "need",
            {
                "atlas": city.atlas,
                "need": need,
                "ranks": rank_scale(city, 600),
                "values": values,
                "scale": scale,
                "cautions": sentences([need, *values], "caution"),
            },
        )


def strip_scale(city: City) -> draw.Scale:
    """The one scale on which all rates of all wards are drawn."""
    highest = (number(row, "upper_95") for row in city.totals.values())
    return draw.rates(highest, 420)
