"""The profile of each ward, and its brief of one page."""

from collections.abc import Iterator
from typing import Any

from early_years.report import draw
from early_years.report.figures import Figures, Row, number
from early_years.report.front import ANY_SERVICE, GAPS, rank_scale
from early_years.report.gathering import PROFILE, TOTAL, VALUES, City
from early_years.report.pages import Page, chosen, first

PARTS = "need/ward_indicator_scores"
CHANGES = "need/ward_rank_changes"
CONTEXT = "wards/ward_context"
SIMILAR = "wards/similar_wards"
VOICES = "wards/family_voice"
OUTREACH = "wards/ward_outreach"
BOUNDS = "indicators/ward_overlap_bounds"
PROVISION = "provision/ward_provision"
ACCESS = "provision/ward_access"
RESPONSIBILITIES = "reference/responsibilities"
# What is told of the places in a ward: measures and categories, in this order.
PLACES = (
    ("places_per_100_children", TOTAL),
    ("funded_places_per_100_children", "two"),
    ("open_hours", "after_five"),
    ("open_hours", "holidays"),
    ("hours_known", TOTAL),
    ("quality_known", TOTAL),
)
ACCESS_AGES = ("under_five", "two")
ON_FOOT = "walk"
# Shares of residents that are told: so many.
RESIDENTS = 6


def profiles(city: City) -> Iterator[Page]:
    """A profile and a brief for each ward of a council."""
    read = WardFiles(city.figures)
    shared = {
        "atlas": city.atlas,
        "ranks": rank_scale(city, 600),
        "scale": strip_scale(city.indicators),
        "beside_scale": strip_scale(city.beside),
        "points": _points_scale(read),
        # The last step is to answer what a figure means.
        "asked": max(
            city.figures.rows(RESPONSIBILITIES),
            key=lambda row: number(row, "step_order") or 0,
            default=None,
        ),
        "reasons": {file: city.figures.reason(file) for file in (GAPS, OUTREACH)},
    }
    for need in city.need:
        ward = _ward(city, read, need)
        code = need["ward_code"]
        yield Page(f"wards/{code}.html", "ward.html", "need", shared | ward)
        yield Page(f"briefs/{code}.html", "brief.html", "need", shared | ward)


def strip_scale(indicators: list[Row]) -> draw.Scale:
    """The one scale on which the rates of some indicators are drawn, of all wards."""
    tops = (number(row, "chart_top_rate") for row in indicators)
    return draw.Scale(0, max((top for top in tops if top), default=1), 420)


def ward_values(city: City, code: str) -> list[Row]:
    """What is scored of a ward, in the order of the indicators."""
    found = (city.totals.get((code, row["indicator_code"])) for row in city.indicators)
    return [row for row in found if row is not None]


def ward_beside(city: City, read: "WardFiles", code: str) -> list[Row]:
    """What is in the profile of a ward and not scored, in the profile's periods."""
    periods = {row["figure_code"]: row["period_code"] for row in read.of(PROFILE, code)}
    rows = list(chosen(read.of(VALUES, code), breakdown_topic=TOTAL))
    found = (
        first(rows, indicator_code=known, period_code=periods.get(known, ""))
        for known in (row["indicator_code"] for row in city.beside)
    )
    return [row for row in found if row is not None]


def ward_places(figures: "WardFiles", code: str) -> list[Row]:
    """What is told of the places in a ward, and of those within reach of it."""
    rows = figures.of(PROVISION, code)
    measured = (
        first(rows, measure_code=measure, breakdown_category=category)
        for measure, category in PLACES
    )
    reach = (
        first(figures.of(ACCESS, code), age_group_code=age, catchment_code=ON_FOOT)
        for age in ACCESS_AGES
    )
    return [row for row in (*measured, *reach) if row is not None]


class WardFiles:
    """The files of wards, by ward; each is sorted into wards once."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self._by: dict[str, dict[str, list[Row]]] = {}

    def of(self, file: str, code: str) -> list[Row]:
        """The rows of one ward."""
        if file not in self._by:
            self._by[file] = self.figures.by(file, "ward_code")
        return self._by[file].get(code, [])


def _ward(city: City, read: WardFiles, need: Row) -> dict[str, Any]:
    """What a profile and a brief say of a ward."""
    code = need["ward_code"]
    values = ward_values(city, code)
    beside = ward_beside(city, read, code)
    outreach = read.of(OUTREACH, code)
    places = ward_places(read, code)
    residents = _residents(read.of(CONTEXT, code))
    bounds = read.of(BOUNDS, code)
    parts = read.of(PARTS, code)
    voices = read.of(VOICES, code)
    said = [need, *values, *beside, *parts, *places, *outreach, *bounds, *residents]
    said += voices
    return {
        "need": need,
        # The same sentences stand on each row of a ward.
        "moved": next(iter(read.of(CHANGES, code)), None),
        "place": first(city.figures.rows(city.figures.wards), ward_code=code),
        "values": values,
        "beside": beside,
        "parts": sorted(
            (row for row in parts if row["contribution_score"]),
            key=lambda row: -(number(row, "contribution_score") or 0),
        ),
        "trends": _trends(city, read.of(VALUES, code)),
        "groups": _groups(city, read.of(VALUES, code)),
        "residents": residents,
        "similar": [
            row
            for row in read.of(SIMILAR, code)
            if row["similar_ward_code"] in city.codes
        ],
        "bounds": bounds,
        "voices": voices,
        "places": places,
        "priorities": [
            row
            for row in read.of(GAPS, code)
            if row["prioritising_service_code"] != ANY_SERVICE
        ],
        "outreach": sorted(outreach, key=_by_age),
        "cautions": city.figures.cautions(said),
        "need_cautions": city.figures.cautions([need]),
    }


def _trends(city: City, rows: list[Row]) -> list[list[Row]]:
    """For each indicator of the page the values of all children, oldest first."""
    found = []
    for indicator in (*city.indicators, *city.beside):
        code = indicator["indicator_code"]
        series = chosen(rows, indicator_code=code, breakdown_topic=TOTAL)
        found.append(sorted(series, key=lambda row: row["period_code"]))
    return [series for series in found if series]


def _groups(city: City, rows: list[Row]) -> list[list[Row]]:
    """For each scored indicator and topic, the values of groups of children."""
    found: dict[tuple[str, str], list[Row]] = {}
    for indicator in city.indicators:
        for row in chosen(
            rows, indicator_code=indicator["indicator_code"], is_score_period="true"
        ):
            if row["breakdown_topic"] != TOTAL:
                key = row["indicator_code"], row["breakdown_topic"]
                found.setdefault(key, []).append(row)
    return list(found.values())


def _residents(rows: list[Row]) -> list[Row]:
    """The largest of the shares of residents that are higher than elsewhere."""
    high = chosen(rows, quotient_band_code="high")
    return sorted(high, key=lambda row: -(number(row, "value") or 0))[:RESIDENTS]


def _by_age(row: Row) -> int:
    ages = ("nine_months", "one", "two", "three", "four")
    return ages.index(row["funded_age"]) if row["funded_age"] in ages else len(ages)


def _points_scale(read: WardFiles) -> draw.Scale:
    points = [number(row, "contribution_score") for row in read.figures.rows(PARTS)]
    return draw.Scale(0, max((p for p in points if p is not None), default=1), 220)
