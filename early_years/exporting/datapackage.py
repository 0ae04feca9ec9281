"""The Frictionless data package of an audience: what its files are and how they join.

It is plain JSON by the standard (Data Package 1), written without a library.
"""

import hashlib
import json

from early_years.exporting.dictionaries import Described
from early_years.exporting.manifest import Export

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
    content: bytes,
    homes: dict[str, Export],
) -> dict:
    """What a package says of one file, but for what it is and rests on."""
    return {
        "name": resource_name(export),
        "path": f"{export.file}.csv",
        "profile": "tabular-data-resource",
        "title": export.title,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "licenses": [_licence(export.licence)],
        "schema": {
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
            ],
        },
    }


def package(audience: str, resources: list[dict]) -> bytes:
    """The package of an audience as a file."""
    text = json.dumps(
        {
            "profile": "tabular-data-package",
            "name": f"early-years-{audience}",
            "title": TITLES[audience],
            "resources": resources,
        },
        indent=2,
        ensure_ascii=False,
    )
    return f"{text}\n".encode()


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
    if any(column.values.values()):
        field["categories"] = [
            {"value": value, "label": meaning}
            for value, meaning in column.values.items()
        ]
    return field | ({"constraints": constraints} if constraints else {})


def _licence(title: str) -> dict:
    if title.startswith("Open Government Licence v3.0"):
        return {
            "name": "OGL-UK-3.0",
            "title": title,
            "path": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
        }
    return {"name": "other-closed", "title": title}
