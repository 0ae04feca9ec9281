"""Services and settings as Open Referral UK 3: what a directory of services exchanges.

Each file is a page of an endpoint (services, organizations, …) with all its items. The
standard's own compliance is that of an API that a directory offers; these are files in
its shape. Identifiers are made from codes: the same place keeps its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from early_years.exporting.tables import Table

FOLDER = "packages/open-referral-uk"
NOT_KNOWN = "not known"
# A table of places is known by the code and name that its columns have.
KINDS = ("service", "setting")
ENDPOINTS = (
    *("services", "organizations", "locations", "schedules"),
    *("service_at_locations", "taxonomies", "taxonomy_terms"),
)


@dataclass(frozen=True)
class Place:
    """A row of a file of places; kind is service or setting."""

    kind: str
    row: dict

    def __getitem__(self, column: str) -> str | None:
        """A cell; None where it is blank or the file has no such column."""
        value = self.row.get(column)
        return None if value in (None, "", NOT_KNOWN) else value

    @property
    def name(self) -> str:
        return self.row[f"{self.kind}_name"]

    @property
    def type_label(self) -> str:
        return self.row[f"{self.kind}_type_label"]

    def id(self, thing: str) -> str:
        """The identifier of one of the things that a place is made of."""
        code = self.row[f"{self.kind}_code"]
        council = self.row["local_authority_code"]
        return identifier(thing, self.kind, council, code)


def identifier(*parts: str) -> str:
    """A UUID that the same parts always have."""
    return str(uuid5(NAMESPACE_URL, "/".join(("early-years", *parts))))


def referral(tables: list[Table]) -> dict[str, dict]:
    """Path -> page of each endpoint; nothing where no file has places."""
    places = [place for table in tables for place in _places(table)]
    if not places:
        return {}
    found: dict[str, dict[str, dict]] = {endpoint: {} for endpoint in ENDPOINTS}
    for place in places:
        service = _service(place)
        items = [
            ("services", service),
            ("organizations", service["organization"]),
            ("taxonomies", _taxonomy(place)),
            ("taxonomy_terms", _term(place)),
            *(
                ("schedules", schedule | {"service_id": service["id"]})
                for schedule in service.get("schedules", [])
            ),
        ]
        for joined in service.get("service_at_locations", []):
            items.append(("locations", joined["location"]))
            items.append(("service_at_locations", joined))
        for endpoint, item in items:
            found[endpoint][item["id"]] = item
    return {
        f"{FOLDER}/{endpoint}.json": _page(list(items.values()))
        for endpoint, items in found.items()
    }


def _places(table: Table) -> Iterator[Place]:
    for kind in KINDS:
        if {f"{kind}_code", f"{kind}_name", f"{kind}_type_label"} <= set(table.columns):
            for cells in table.rows:
                yield Place(kind, dict(zip(table.columns, cells, strict=True)))


def _service(place: Place) -> dict:
    service = {
        "id": place.id("service"),
        "name": place.name,
        "description": place.type_label,
        "status": "active",
        "organization": _organization(place),
        "attributes": [
            {
                "id": place.id("attribute"),
                "link_entity": "service",
                "taxonomy_term": _term(place),
            }
        ],
    }
    optional = {
        "url": place["website"] or place["ofsted_report_address"],
        "email": place["contact_email"],
        # Also that a record is made up: whoever shows a service shows this.
        "alert": place["caution"],
    }
    service |= {name: value for name, value in optional.items() if value}
    if place["hours_text"]:
        hours = {"id": place.id("schedule"), "description": place["hours_text"]}
        service["schedules"] = [hours]
    if place["contact_phone"]:
        phone = {"id": place.id("phone"), "number": place["contact_phone"]}
        service["contacts"] = [{"id": place.id("contact"), "phones": [phone]}]
    location = _location(place)
    if location:
        service["service_at_locations"] = [
            {"id": place.id("service_at_location"), "location": location}
        ]
    return service


def _organization(place: Place) -> dict:
    """Who offers it: a setting itself, and the council's directory for services."""
    if place.kind == "setting":
        setting = {
            "id": place.id("organization"),
            "name": place.name,
            "description": place.type_label,
        }
        return setting | ({"website": place["website"]} if place["website"] else {})
    council = place["local_authority_name"] or ""
    return {
        "id": identifier("organization", str(place["local_authority_code"])),
        "name": council,
        "description": f"Services that the directory of {council} lists.",
    }


def _location(place: Place) -> dict | None:
    """Where it is; None without a postcode and without coordinates."""
    location: dict = {
        "id": place.id("location"),
        "location_type": "physical",
        "name": place["venue_name"] or place.name,
    }
    if place["latitude"] is not None:
        location["latitude"] = place["latitude"]
        location["longitude"] = place["longitude"]
    if place["postcode"]:
        location["addresses"] = [
            {
                "id": place.id("address"),
                "address_1": place["venue_name"] or place.name,
                "city": place["local_authority_name"] or "",
                "state_province": place["local_authority_name"] or "",
                "postal_code": place["postcode"],
                "country": "GB",
                "address_type": "physical",
            }
        ]
    return location if {"latitude", "addresses"} & set(location) else None


def _taxonomy(place: Place) -> dict:
    return {
        "id": identifier("taxonomy", place.kind),
        "name": f"Types of {place.kind}",
        "description": f"The types of {place.kind} that the council distinguishes.",
    }


def _term(place: Place) -> dict:
    return {
        "id": identifier("taxonomy_term", place.kind, place.type_label),
        "name": place.type_label,
        "term": place.type_label,
        "description": place.type_label,
        "taxonomy": _taxonomy(place)["name"],
    }


def _page(items: list[dict]) -> dict:
    return {
        "total_items": len(items),
        "total_pages": 1,
        "page_number": 1,
        "size": len(items),
        "first_page": True,
        "last_page": True,
        "empty": not items,
        "contents": items,
    }
