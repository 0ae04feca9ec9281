"""For families: what is near, what a child can get, and from when."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from early_years.report.figures import (
    Figure,
    Figures,
    Row,
    day,
    number,
)
from early_years.report.pages import Page, chosen

SETTINGS = "provision/settings"
SERVICES = "provision/services"
DISTANCES = "provision/place_distances"
OFFERS = "entitlements/entitlements"
STARTS = "entitlements/entitlement_starts"
GRACE = "entitlements/entitlement_grace_periods"
DISTRICT, WARD = "postcode_district", "ward"
# What policy calls a fact that nobody told; it is then listed as such.
NOT_KNOWN = "not known"
YES = "yes"
AGES = ("under_two", "two", "three", "four")
HOURS = ("opens_before_eight", "open_after_five", "open_in_holidays")
NUMBERED = re.compile(r"([A-Z]+)([0-9]+)")
# How many places a page shows before the farther ones are folded away.
SHOWN = 16


@dataclass(frozen=True)
class Place:
    """A setting or service: its row, what is told of it, and what nobody told.

    facts: a heading and a figure each; ages and hours are what it can be filtered by.
    """

    row: Row
    name: Figure
    kind: Figure
    facts: tuple[tuple[str, Figure], ...]
    unknown: tuple[str, ...]
    phone: Figure | None
    email: Figure | None
    website: Figure | None
    report: Figure | None
    ages: str = ""
    hours: str = ""


@dataclass(frozen=True)
class Near:
    """The places of a council, and how far they are from districts and wards."""

    figures: Figures
    places: dict[tuple[str, str], Place]
    districts: dict[str, list[Row]]
    wards: dict[str, list[Row]]
    by_ward: dict[str, list[Place]] = field(default_factory=dict)

    def in_ward(self, code: str) -> list[Place]:
        """The places that lie in a ward, by name."""
        return self.by_ward.get(code, [])


def gather(figures: Figures) -> Near:
    """What the pages for families read of the council of these figures."""
    places: dict[tuple[str, str], Place] = {
        ("setting", row["setting_code"]): _setting(row)
        for row in figures.rows(SETTINGS)
    }
    places |= {
        ("service", row["service_code"]): _service(row)
        for row in figures.rows(SERVICES)
    }
    by_ward: dict[str, list[Place]] = {}
    listed = {row["service_type_code"] for row in figures.rows(SERVICES)}
    for (kind, _), place in places.items():
        # What the directory of services has stands there alone and not twice.
        if kind == "setting" and place.row["setting_type_code"] in listed:
            continue
        by_ward.setdefault(place.row["ward_code"], []).append(place)
    distances = figures.rows(DISTANCES)
    wards = _origins(chosen(distances, origin_kind=WARD))
    known = {row["ward_code"] for row in figures.rows(figures.wards)}
    return Near(
        figures=figures,
        places=places,
        districts=_origins(chosen(distances, origin_kind=DISTRICT)),
        # Of a ward that has no page nobody would find the way to its places.
        wards={code: rows for code, rows in wards.items() if code in known},
        by_ward={
            code: sorted(its, key=lambda place: place.name)
            for code, its in by_ward.items()
        },
    )


def pages(near: Near, districts: list[str]) -> Iterator[Page]:
    """The page to start from, that alone to stand elsewhere, and a page per place.

    districts are those of whose postcodes the ward is known.
    """
    context = _start(near) | {"looked_up": districts}
    yield Page("childcare.html", "childcare.html", "childcare", context)
    yield Page("embed/childcare.html", "embed_childcare.html", "childcare", context)
    yield Page("briefs/family.html", "brief_family.html", "childcare", context)
    for rows in (*near.districts.values(), *near.wards.values()):
        yield _near_page(near, rows)


def _origins(rows: Iterator[Row]) -> dict[str, list[Row]]:
    """The rows of each origin, nearest first; origins in the order of people."""
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row["origin_code"], []).append(row)
    for its in found.values():
        its.sort(
            key=lambda row: (number(row, "distance_kilometres") or 0, row["place_name"])
        )
    return dict(sorted(found.items(), key=lambda origin: _in_order(origin[0])))


def _in_order(code: str) -> tuple[str, int, str]:
    """B8 before B13: letters, then the number, then the rest."""
    found = NUMBERED.match(code)
    return (found[1], int(found[2]), code) if found else (code, 0, code)


def _near_page(near: Near, rows: list[Row]) -> Page:
    origin = rows[0]
    found = [
        (row, near.places[row["place_kind"], row["place_code"]])
        for row in rows
        if (row["place_kind"], row["place_code"]) in near.places
    ]
    kinds = {place.kind: row["place_type_code"] for row, place in found}
    return Page(
        f"near/{origin['origin_code']}.html",
        "near.html",
        "childcare",
        {
            "origin": origin,
            "is_ward": origin["origin_kind"] == WARD,
            "near_places": found[:SHOWN],
            "far_places": found[SHOWN:],
            "kinds": sorted(kinds.items()),
            "cautions": near.figures.cautions(
                [origin, *(place.row for _, place in found)]
            ),
        },
    )


def _start(near: Near) -> dict[str, Any]:
    offers = [row for row in near.figures.rows(OFFERS) if not row["last_date"]]
    starts = near.figures.rows(STARTS)
    begin = [row for row in starts if row["start_status"] == "can_start"]
    begin.sort(key=lambda row: (row["can_start_date"], row["entitlement_label"]))
    grace = near.figures.rows(GRACE)
    births = sorted(begin, key=lambda row: row["born_from_date"])
    return {
        "districts": list(near.districts),
        "offers": offers,
        "starts": [
            {
                "from": row["born_from_date"],
                "to": row["born_to_date"],
                "begins": day(row, "can_start_date"),
                "offer": row["short_entitlement_label"],
                "said": row["start_text"],
                "who": row["who_for_short_text"],
            }
            for row in begin
        ],
        "all_starts": begin,
        "born_first": day(births[0], "born_from_date") if births else "",
        "born_last": day(
            max(births, key=lambda row: row["born_to_date"]), "born_to_date"
        )
        if births
        else "",
        "grace": grace,
        "cautions": near.figures.cautions([*offers, *grace[:1]]),
        "reasons": {
            file: near.figures.reason(file) for file in (SETTINGS, DISTANCES, OFFERS)
        },
    }


def _setting(row: Row) -> Place:
    facts = [("Where", row["postcode"])]
    unknown = []
    for heading, column, words in (
        ("Open", "hours_text", "opening hours"),
        ("Free hours for", "funded_ages_text", "free hours"),
    ):
        if row[column] == NOT_KNOWN:
            unknown.append(words)
        else:
            facts.append((heading, row[column]))
    if row["places_count"]:
        facts.append(("Registered for", row["places_count"]))
    else:
        unknown.append("number of places")
    facts.append(("Ofsted", row["inspection_text"]))
    beside = row["childcare_register_text"]
    if beside and beside != row["inspection_text"]:
        facts.append(("Ofsted, Childcare Register", beside))
    if not row["contact_phone"]:
        unknown.append("telephone number")
    return Place(
        row=row,
        name=row["setting_name"],
        kind=row["setting_type_label"],
        facts=_told(facts),
        unknown=tuple(unknown),
        phone=row["contact_phone"] or None,
        email=None,
        website=_page(row["website"]),
        report=_page(row["ofsted_report_address"]),
        ages=" ".join(age for age in AGES if row[f"has_funded_{age}"] == YES),
        hours=" ".join(kind for kind in HOURS if row[kind] == YES),
    )


def _service(row: Row) -> Place:
    facts = [("At", row["venue_name"]), ("Where", row["postcode"])]
    unknown = []
    if not row["postcode"]:
        unknown.append("where it is held")
    if row["hours_text"] == NOT_KNOWN:
        unknown.append("opening hours")
    else:
        facts.append(("Open", row["hours_text"]))
    return Place(
        row=row,
        name=row["service_name"],
        kind=row["service_type_label"],
        facts=_told(facts),
        unknown=tuple(unknown),
        phone=row["contact_phone"] or None,
        email=row["contact_email"] or None,
        website=_page(row["website"]),
        report=None,
    )


def _told(facts: list[tuple[str, Figure]]) -> tuple[tuple[str, Figure], ...]:
    return tuple(fact for fact in facts if fact[1])


def _page(address: Figure) -> Figure | None:
    """An address that a browser may open; what runs or is none is left out."""
    return address if address.lower().startswith(("https://", "http://")) else None
