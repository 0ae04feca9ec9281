"""The front page: which wards are in most need, how sure that is, and a map."""

from typing import Any

from early_years.report import draw
from early_years.report.figures import Figure, Row, is_true, number
from early_years.report.gathering import City
from early_years.report.others import beside_others
from early_years.report.pages import Page

GAPS = "need/priority_gaps"
HEADLINES = "need/headlines"
ANY_SERVICE = "any_service"
# How many wards the list shows before the rest is folded away: so many to each of those
# in most need.
SHOWN = 2.5
# How many published figures stand on the front page.
FIGURES_BESIDE = 4


def index(city: City) -> Page:
    """The front page of a council."""
    wards = [map_ward(city, row) for row in city.need]
    return Page(
        "index.html",
        "index.html",
        "need",
        {
            "atlas": city.atlas,
            "wards": wards,
            "layers": {ward["code"]: ward["layers"] for ward in wards},
            "indicators": city.indicators,
            "ranked": city.ranked,
            "unranked": city.unranked,
            "top": city.top,
            "headlines": headlines(city, "list", "in", "not"),
            "overlap": headlines(city, "overlap"),
            "basis": headlines(city, "basis"),
            "shown": max(round(len(city.top) * SHOWN), len(city.top)),
            "scale": rank_scale(city),
            "services": service_lists(city),
            "beside": beside_others(city.figures)[:FIGURES_BESIDE],
            "shares": draw.Scale(0, 1, 420),
            "gaps_reason": city.figures.reason(GAPS),
            "cautions": city.figures.cautions([*city.need, *city.totals.values()]),
        },
    )


def headlines(city: City, *kinds: str) -> list[Row]:
    """The sentences about the whole council whose codes begin so, in their order."""
    rows = sorted(
        city.figures.rows(HEADLINES),
        key=lambda row: number(row, "headline_order") or 0,
    )
    return [row for row in rows if row["headline_code"].split("_")[0] in kinds]


def outline(city: City) -> Page:
    """The shape of the city, on which a profile shows where its ward lies."""
    return Page("outline.svg", "outline.svg", "", {"atlas": city.atlas})


def rank_scale(city: City, width: float = 300) -> draw.Scale:
    """The line of ranks, from the first to the last."""
    return draw.Scale(1, max(len(city.ranked), 2), width)


def map_ward(city: City, need: Row) -> dict[str, Any]:
    """A ward of the map: what it is called, and its class and words in each layer."""
    words = [need["need_band_label"], need["rank_text"], need["range_text"]]
    layers = {"need": (f"need-{need['need_band_code'] or 'none'}", words)}
    for indicator in city.indicators:
        code = indicator["indicator_code"]
        layers[str(code)] = layer(city.totals.get((need["ward_code"], code)))
    return {
        "code": need["ward_code"],
        "name": need["ward_name"],
        "mark": need["need_rank"] if is_true(need, "is_in_top_k") else None,
        "layers": layers,
    }


def layer(row: Row | None) -> tuple[str, list[Figure]]:
    """The class of a ward by a figure, and the figure in words."""
    if row is None:
        return "none", []
    return row["comparison_code"] or "none", [row["figure_text"]]


def service_lists(city: City) -> dict[str, Any]:
    """Which wards in most need the lists of services name, and how many in all."""
    gaps = city.figures.by(GAPS, "ward_code")
    whole = next((row for rows in gaps.values() for row in rows if _is_any(row)), None)
    rows = [
        [row for row in gaps.get(ward["ward_code"], []) if not _is_any(row)]
        for ward in city.top
    ]
    return {"whole": whole, "rows": rows}


def _is_any(row: Row) -> bool:
    return row["prioritising_service_code"] == ANY_SERVICE
