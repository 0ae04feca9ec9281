"""The Data Package of an audience: what its files are and how they join.

It is plain JSON by the standard (Data Package 2), written without a library. Every
other description of the files is made from it, by early_years.exporting.packages.
"""

import hashlib

from early_years.exporting.dictionaries import Described
from early_years.exporting.governed import OPEN_LICENCE, Licence
from early_years.exporting.manifest import Export
from early_years.exporting.tables import Table

TYPES = {
    "boolean": "boolean",
    "date": "date",
    "double": "number",
    "integer": "integer",
    "varchar": "string",
}
TITLES = {
    "internal": "Early years by ward: files for the council",
    "partner": "Early years by ward: files for commissioned partners",
    "public": "Early years by ward: files for everyone",
}
FILE = "datapackage.json"
PROFILES = "https://datapackage.org/profiles/2.0"
KEYWORDS = ["early years", "children", "wards", "need", "childcare", "open data"]
# Who the figures are of, and so who publishes them.
COUNCIL = ("local_authority_code", "local_authority_name")


def stand_ins(exports: list[Export]) -> dict[str, Export]:
    """Dimension -> the file of one audience that holds it, or that has its key.

    A dimension is a file of its own inside; what partners and everyone get instead is
    the file with the same key.
    """
    found = {export.model: export for export in exports}
    by_key: dict[tuple[str, ...], list[Export]] = {}
    for export in exports:
        by_key.setdefault(export.key, []).append(export)
    for export in exports:
        for key in export.foreign_keys:
            same = by_key.get(key.dimension_columns, [])
            if key.dimension not in found and len(same) == 1 and same[0] != export:
                found[key.dimension] = same[0]
    return found


def foreign_keys(
    export: Export, homes: dict[str, Export]
) -> list[tuple[tuple[str, ...], Export, tuple[str, ...]]]:
    """Columns, the file of the same audience that they join to, and its columns."""
    return [
        (key.columns, homes[key.dimension], key.dimension_columns)
        for key in export.foreign_keys
        if key.dimension in homes and homes[key.dimension] != export
    ]


def resource_name(export: Export) -> str:
    """The name of a file in its package, unlike that of any other."""
    return export.file.replace("/", "-").replace("_", "-")


def resource(
    export: Export,
    columns: list[Described],
    licence: Licence,
    content: bytes,
    homes: dict[str, Export],
) -> dict:
    """What a package says of one file, but for what it is and rests on."""
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": resource_name(export),
        "type": "table",
        "path": f"{export.file}.csv",
        "title": export.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "licenses": [_licence(licence.title)],
        "licenceDecisions": list(licence.decisions),
        "attributions": list(licence.attributions),
        "schema": {
            "$schema": f"{PROFILES}/tableschema.json",
            "fields": [_field(column) for column in columns],
            "missingValues": [""],
            "primaryKey": list(export.key),
            "foreignKeys": [
                {
                    "fields": list(names),
                    "reference": {
                        "resource": resource_name(home),
                        "fields": list(home_names),
                    },
                }
                for names, home, home_names in foreign_keys(export, homes)
                if _is_whole_or_blank(names, columns)
            ],
        },
    }


def map_resource(path: str, content: bytes, parts: list[dict]) -> dict:
    """What a package says of the map of the wards; parts are the files in it."""
    licences = {one["title"]: one for part in parts for one in part["licenses"]}
    owed = {text: None for part in parts for text in part["attributions"]}
    return {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": "wards-map",
        "path": path,
        "title": "Map of the wards, with their newest figures",
        "description": "Each ward with its outline; columns are those of the tables.",
        "format": "geojson",
        "mediatype": "application/geo+json",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "licenses": list(licences.values()),
        "attributions": list(owed),
    }


def package(audience: str, resources: list[dict], councils: dict[str, str]) -> dict:
    """The package of an audience; councils are its publishers, code to name."""
    licences = {
        licence["title"]: licence for r in resources for licence in r["licenses"]
    }
    described = {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": f"early-years-{audience}",
        "title": TITLES[audience],
        "description": (
            "Where young children's outcomes are poorest, where funded early education "
            "is not taken up, and which wards are in most need. Rows that rest on "
            "made-up records say so in is_synthetic."
        ),
        "keywords": KEYWORDS,
        "licenses": list(licences.values()),
    }
    if councils:
        described["contributors"] = [
            {"title": name, "roles": ["publisher"]} for name in councils.values()
        ]
    return described | {"resources": resources}


def councils_of(tables: list[Table]) -> dict[str, str]:
    """The councils that every table tells of, code to name.

    Some tables name neighbours too: a setting may be registered next door.
    """
    found = [
        {pair for pair in zip(*map(table.values, COUNCIL), strict=True) if all(pair)}
        for table in tables
        if set(COUNCIL) <= set(table.columns)
    ]
    common = set.intersection(*found) if found else set()
    return dict(sorted(common, key=lambda pair: pair[1]))


def _is_whole_or_blank(names: tuple[str, ...], columns: list[Described]) -> bool:
    """Whether no row can have a part of a key and lack the rest.

    Such a row joins to nothing, which validators take for a broken key.
    """
    return len({c.is_required for c in columns if c.name in names}) == 1


def _field(column: Described) -> dict:
    constraints: dict = {"required": True} if column.is_required else {}
    if column.values:
        constraints["enum"] = list(column.values)
    field: dict = {
        "name": column.name,
        "type": TYPES[column.data_type],
        "title": column.label,
        "description": column.meaning,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.decimals is not None:
        field["decimals"] = column.decimals
    if column.adds_over:
        field["adds_over"] = list(column.adds_over)
    if any(column.values.values()):
        field["categories"] = [
            {"value": value, "label": meaning or value}
            for value, meaning in column.values.items()
        ]
    return field | ({"constraints": constraints} if constraints else {})


def _licence(title: str) -> dict:
    if title.startswith(OPEN_LICENCE):
        return {
            "name": "OGL-UK-3.0",
            "title": title,
            "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        }
    return {"name": "other-closed", "title": title}
