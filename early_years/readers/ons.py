"""What ONS's look-ups and boundaries need beyond a layout.

That a small area lies in one ward is a matter of several rows, and GeoJSON is no table.
"""

import json
import re
from typing import TYPE_CHECKING

from early_years.contracts import Contract
from early_years.readers.matching import Table

if TYPE_CHECKING:
    from early_years.readers.engine import Reading

GEOMETRY = "geometry"
WORLD = ("4326", "crs84")
LINES_NAMED = 5
NOWHERE = re.compile(r"(99\.9+)?")


class NotInDegrees(Exception):
    """A GeoJSON whose coordinates are not longitude and latitude."""


def one_ward_each(reading: "Reading", contract: Contract) -> None:
    """Refuse areas that lie in two wards."""
    names = contract.column_names
    area, ward = names.index("area_code"), names.index("ward_code")
    wards: dict[str, set[str]] = {}
    for row in reading.rows:
        wards.setdefault(row[area], set()).add(row[ward])
    several = sorted(code for code, its in wards.items() if len(its) > 1)
    for code in several[:LINES_NAMED]:
        listed = " and ".join(sorted(wards[code]))
        reading.problems.append(
            f"{code} lies in {listed}. A best-fit look-up has one ward for each area; "
            "land that one."
        )
    if len(several) > LINES_NAMED:
        reading.problems.append(f"{len(several) - LINES_NAMED} more are like that.")


def places_alone(reading: "Reading", contract: Contract) -> None:
    """Drop postcodes that lie nowhere, and tell.

    Those of large users and old ones have no grid reference; ONS writes a latitude of
    99.999999, or nothing.
    """
    latitude = contract.column_names.index("latitude")
    placed = [row for row in reading.rows if not NOWHERE.fullmatch(row[latitude])]
    if nowhere := len(reading.rows) - len(placed):
        reading.notices.append(
            f"{nowhere:,} postcodes without coordinates were left out."
        )
    reading.rows = placed


def geojson_table(content: bytes) -> Table | None:
    """A GeoJSON as a table of its features' properties and their geometry as text.

    None where the bytes are none. Raises NotInDegrees where the coordinates are not
    those of WGS84, such as metres of the British National Grid.
    """
    if not content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return None
    try:
        found = json.loads(content.decode("utf-8-sig"))
        features = found["features"]
        headers = list(
            dict.fromkeys(key for one in features for key in one["properties"])
        )
        rows = [
            [_text(one["properties"].get(key)) for key in headers]
            + [json.dumps(one[GEOMETRY], separators=(",", ":"))]
            for one in features
        ]
        first = _first_point(features[0][GEOMETRY]["coordinates"])
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
    ):
        return None
    system = str(found.get("crs", {}).get("properties", {}).get("name", WORLD[0]))
    if not system.lower().endswith(WORLD) or not (
        abs(first[0]) <= 180 and abs(first[1]) <= 90
    ):
        raise NotInDegrees
    return Table("", list(enumerate([[*headers, GEOMETRY], *rows], start=1)))


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _first_point(coordinates: list) -> list[float]:
    while isinstance(coordinates[0], list):
        coordinates = coordinates[0]
    return coordinates
