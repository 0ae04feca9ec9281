"""What to tell a portal of each file: types, descriptions and licences, as it asks.

CKAN takes package_create and datastore_create as they stand here, Opendatasoft metas
and fields; the addresses of the files are added where they are put.
"""

CKAN_FILE = "packages/ckan.json"
OPENDATASOFT_FILE = "packages/opendatasoft.json"

CKAN_TYPES = {
    "boolean": "bool",
    "date": "date",
    "integer": "int",
    "number": "float",
    "string": "text",
}
# Opendatasoft has no truth values: true and false stay words.
OPENDATASOFT_TYPES = {
    "boolean": "text",
    "date": "date",
    "integer": "int",
    "number": "double",
    "string": "text",
}
CKAN_LICENCES = {"OGL-UK-3.0": "uk-ogl", "other-closed": "other-closed"}
# Columns by which a reader filters, as they end.
FACETS = ("_label", "_name", "_code")


def ckan(package: dict) -> dict:
    """A package of CKAN with a resource per file, and a table of its datastore each."""
    return {
        "package": {
            "name": package["name"],
            "title": package["title"],
            "notes": package["description"],
            "license_id": _ckan_licence(package["licenses"]),
            "tags": [{"name": keyword} for keyword in package["keywords"]],
            "author": _publisher(package),
            "extras": [{"key": "attribution", "value": " ".join(_owed(package))}],
            "resources": [
                {
                    "name": one["title"],
                    "description": one["description"],
                    "url": one["path"],
                    "format": one["format"].upper(),
                    "mimetype": one["mediatype"],
                    "hash": one["hash"],
                    "size": one["bytes"],
                }
                for one in package["resources"]
            ],
        },
        "datastore": [
            {
                "path": one["path"],
                "primary_key": one["schema"]["primaryKey"],
                "fields": [
                    {
                        "id": field["name"],
                        "type": CKAN_TYPES[field["type"]],
                        "info": {
                            "label": field["title"],
                            "notes": field["description"],
                        },
                    }
                    for field in one["schema"]["fields"]
                ],
            }
            for one in package["resources"]
            if "schema" in one
        ],
    }


def opendatasoft(package: dict) -> list[dict]:
    """A dataset of Opendatasoft per file."""
    return [
        {
            "dataset_id": f"{package['name']}-{one['name']}",
            "path": one["path"],
            "metas": {
                "default": {
                    "title": one["title"],
                    "description": one["description"],
                    "keyword": package["keywords"],
                    "theme": ["Education, Training, Research, Teaching"],
                    "language": "en",
                    "publisher": _publisher(package),
                    "license": one["licenses"][0]["title"],
                    "license_url": one["licenses"][0].get("path", ""),
                    "attributions": one["attributions"],
                }
            },
            "fields": [
                _opendatasoft_field(field)
                for field in one.get("schema", {"fields": []})["fields"]
            ],
        }
        for one in package["resources"]
    ]


def _opendatasoft_field(field: dict) -> dict:
    annotations: dict = {}
    if field["type"] == "string" and field["name"].endswith(FACETS):
        annotations["facet"] = True
    if "unit" in field:
        annotations["unit"] = field["unit"]
    if "decimals" in field:
        annotations["decimals"] = field["decimals"]
    return {
        "name": field["name"],
        "label": field["title"],
        "type": OPENDATASOFT_TYPES[field["type"]],
        "description": field["description"],
        "annotations": annotations,
    }


def _ckan_licence(licences: list[dict]) -> str:
    """The licence of the whole; the strictest where files have several."""
    names = {licence["name"] for licence in licences}
    return CKAN_LICENCES["OGL-UK-3.0" if names == {"OGL-UK-3.0"} else "other-closed"]


def _owed(package: dict) -> list[str]:
    """What is owed to the publishers of all files, each once."""
    texts = [text for one in package["resources"] for text in one["attributions"]]
    return list(dict.fromkeys(texts))


def _publisher(package: dict) -> str:
    return ", ".join(one["title"] for one in package.get("contributors", []))
