"""Need by ward for everyone: bands and no ranks, rounded figures, their sources."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from early_years.report import draw
from early_years.report.atlas import Atlas
from early_years.report.childcare import Near
from early_years.report.figures import Figure, Figures, Row, is_true, number
from early_years.report.others import (
    COMPARISONS,
    beside_others,
    over_time,
    targets_set,
)
from early_years.report.pages import Page, first

WARDS = "need/wards"
DATASETS = "reference/datasets"
HEADLINES = "need/headlines"
VALUES = "indicators/ward_indicators"
INDICATORS = "reference/indicators"
CONTEXT = "wards/ward_context"
NEIGHBOURS = "reference/ward_neighbours"
RATE = "rate"
# The bands, from the highest need: their order is that of the drawing.
BANDS = ("highest", "high", "middle", "low", "lowest")
FILES = (
    *(WARDS, HEADLINES, VALUES, INDICATORS, "provision/settings", "provision/services"),
    *("provision/place_distances", "entitlements/entitlements"),
    *("entitlements/entitlement_starts", "entitlements/entitlement_grace_periods"),
    *(CONTEXT, COMPARISONS),
    *("reference/ward_shapes", NEIGHBOURS, "reference/postcode_wards"),
    *("reference/cautions", DATASETS, "reference/releases"),
)


@dataclass(frozen=True)
class Town:
    """A council's wards as everyone may know them.

    values: (ward, indicator) -> its newest figure; indicators are those of which there
    are figures, outcomes first. bands: the wards of each band, from the highest need;
    banded are those, unbanded the others. groups: ward -> tables of groups of children,
    one an indicator and kind of group, of its newest period.
    """

    figures: Figures
    atlas: Atlas
    wards: list[Row]
    bands: list[list[Row]]
    unbanded: list[Row]
    indicators: list[Row]
    values: dict[tuple[str, str], Row]
    groups: dict[str, list[list[Row]]]


def gather(figures: Figures, drawn: Atlas) -> Town:
    """What the pages on need read of the council of these figures."""
    wards = sorted(figures.rows(WARDS), key=lambda row: row["ward_name"])
    newest = _newest(
        [row for row in figures.rows(VALUES) if row["breakdown_topic"] == "total"]
    )
    told = {indicator for _, indicator in newest}
    indicators = [
        row for row in figures.rows(INDICATORS) if row["indicator_code"] in told
    ]
    bands = [[row for row in wards if row["need_band_code"] == band] for band in BANDS]
    return Town(
        figures=figures,
        atlas=drawn,
        wards=wards,
        bands=[band for band in bands if band],
        unbanded=[row for row in wards if not row["need_band_code"]],
        indicators=sorted(indicators, key=_order),
        values=newest,
        groups=_groups(figures.rows(VALUES)),
    )


def index(town: Town, districts: list[str]) -> Iterator[Page]:
    """The front page, and its map alone to stand in pages of others.

    districts are those of whose postcodes the ward is known.
    """
    wards = [_map_ward(town, row) for row in town.wards]
    context = {
        "atlas": town.atlas,
        "wards": wards,
        "districts": districts,
        "layers": {ward["code"]: ward["layers"] for ward in wards},
        "indicators": town.indicators,
        "headlines": sorted(
            town.figures.rows(HEADLINES),
            key=lambda row: number(row, "headline_order") or 0,
        ),
        "bands": town.bands,
        "unbanded": town.unbanded,
        "periods": first(town.wards, score_status="observed"),
        "cautions": town.figures.cautions([*town.wards, *town.values.values()]),
    }
    yield Page("index.html", "public_index.html", "need", context)
    yield Page("embed/map.html", "embed_map.html", "need", context)


def outline(town: Town) -> Page:
    """The shape of the city, on which a page of a ward shows where it lies."""
    return Page("outline.svg", "outline.svg", "", {"atlas": town.atlas})


def profiles(town: Town, near: Near) -> Iterator[Page]:
    """A page and a brief for each ward."""
    beside = town.figures.by(NEIGHBOURS, "ward_code")
    known = {ward["ward_code"] for ward in town.wards}
    context = town.figures.by(CONTEXT, "ward_code")
    for ward in town.wards:
        code = ward["ward_code"]
        values = _ward_values(town, code)
        residents = [row for row in context.get(code, []) if row["value_unit"] == RATE]
        shown = {
            "atlas": town.atlas,
            "ward": ward,
            "residents": _by_topic(residents),
            "values": values,
            "groups": town.groups.get(code, []),
            "scale": draw.Scale(0, 1, 420),
            "places": near.in_ward(code),
            "has_near": code in near.wards,
            "beside": [
                row
                for row in sorted(
                    beside.get(code, []), key=lambda row: row["neighbour_ward_name"]
                )
                if row["neighbour_ward_code"] in known
            ],
            "cautions": town.figures.cautions([ward, *values, *residents]),
            "ward_cautions": town.figures.cautions([ward]),
        }
        yield Page(f"wards/{code}.html", "public_ward.html", "need", shown)
        yield Page(f"briefs/{code}.html", "public_brief.html", "need", shown)


def beside(town: Town) -> Page:
    """How the council stands beside others, and over time."""
    figures = beside_others(town.figures)
    return Page(
        "beside.html",
        "beside.html",
        "need",
        {
            "figures": figures,
            "scale": draw.Scale(0, 1, 420),
            "over_time": over_time(town.figures),
            # What others reach is no goal that the public files hold.
            "has_targets": False,
            "targets": [],
            "reason": town.figures.reason(COMPARISONS),
            "cautions": town.figures.cautions(row for its in figures for row in its),
            "atlas": town.atlas,
        },
    )


def targets(town: Town) -> Page:
    """How far the council and the country are from their targets."""
    held = targets_set(town.figures)
    return Page(
        "targets.html",
        "targets.html",
        "need",
        {
            "targets": held,
            "shares": [],
            "cautions": town.figures.cautions(held),
            "atlas": town.atlas,
        },
    )


def data(town: Town) -> Page:
    """Which datasets there are, when more is due, and what each file holds."""
    files = [(file, town.figures.about(file)) for file in FILES]
    return Page(
        "data.html",
        "public_data.html",
        "data",
        {
            "tables": [(file, about) for file, about in files if about],
            "sources": sorted(
                town.figures.rows(DATASETS), key=lambda row: row["dataset_title"]
            ),
            "missing": [
                (file, reason)
                for file, about in files
                if not about and (reason := town.figures.reason(file))
            ],
            "atlas": town.atlas,
        },
    )


def method(town: Town) -> Page:
    """How the bands are made, and what they cannot tell."""
    every = sorted(town.figures.rows(INDICATORS), key=_order)
    return Page(
        "method.html",
        "public_method.html",
        "method",
        {
            "scored": [row for row in every if is_true(row, "is_scored")],
            "shown": town.indicators,
            "cautions": town.figures.cautions([*town.wards, *town.values.values()]),
            "atlas": town.atlas,
        },
    )


def _map_ward(town: Town, ward: Row) -> dict[str, Any]:
    """A ward of the map: what it is called, and its class and words in each layer."""
    band = ward["need_band_code"]
    words = ward["need_band_label"] or ward["unranked_reason"]
    layers: dict[str, tuple[str, list[Figure]]] = {
        "need": (f"need-{band}" if band else "none", [words])
    }
    for indicator in town.indicators:
        code = indicator["indicator_code"]
        layers[str(code)] = _layer(town.values.get((ward["ward_code"], code)))
    return {
        "code": ward["ward_code"],
        "name": ward["ward_name"],
        "mark": None,
        "layers": layers,
    }


def _layer(row: Row | None) -> tuple[str, list[Figure]]:
    """The class of a ward by a figure, and the figure in words."""
    if row is None:
        return "none", []
    return str(row["comparison_code"] or "none"), [row["figure_text"]]


def _newest(rows: list[Row]) -> dict[tuple[str, str], Row]:
    """The figures of the newest period of each indicator, by ward and indicator."""
    last: dict[str, str] = {}
    for row in rows:
        code, end = row["indicator_code"], row["period_end_date"]
        last[code] = max(last.get(code, ""), end)
    return {
        (row["ward_code"], row["indicator_code"]): row
        for row in rows
        if row["period_end_date"] == last[row["indicator_code"]]
    }


def _ward_values(town: Town, code: str) -> list[Row]:
    found = (town.values.get((code, row["indicator_code"])) for row in town.indicators)
    return [row for row in found if row is not None]


def _groups(rows: list[Row]) -> dict[str, list[list[Row]]]:
    """The shares of groups that are shown, by ward, an indicator and kind at a time."""
    last: dict[str, str] = {}
    tables: dict[str, dict[tuple[str, str], list[Row]]] = {}
    shown = [row for row in rows if row["breakdown_topic"] != "total" and row["value"]]
    for row in shown:
        code, end = row["indicator_code"], row["period_end_date"]
        last[code] = max(last.get(code, ""), end)
    for row in shown:
        if row["period_end_date"] == last[row["indicator_code"]]:
            table = row["indicator_code"], row["breakdown_topic"]
            tables.setdefault(row["ward_code"], {}).setdefault(table, []).append(row)
    return {ward: list(its.values()) for ward, its in tables.items()}


def _by_topic(rows: list[Row]) -> list[list[Row]]:
    """What is told of residents, topic by topic, of the newest period of each."""
    topics: dict[str, list[Row]] = {}
    for row in rows:
        topics.setdefault(row["breakdown_topic"], []).append(row)
    newest = {
        name: max(row["period_code"] for row in its) for name, its in topics.items()
    }
    return [
        [row for row in its if row["period_code"] == newest[name]]
        for name, its in topics.items()
    ]


def _order(indicator: Row) -> tuple[int, str]:
    """Outcomes first, then take-up by age, then what lies around."""
    kinds = ("asq", "gld", "eee")
    code = indicator["indicator_code"]
    ranks = (at for at, kind in enumerate(kinds) if code.startswith(kind))
    return next(ranks, len(kinds)), code
