"""CSV on the Web: the tables of an audience as W3C's metadata vocabulary has them."""

FILE = "csv-metadata.json"
DATATYPES: dict[str, str | dict] = {
    "boolean": {"base": "boolean", "format": "true|false"},
    "date": {"base": "date", "format": "yyyy-MM-dd"},
    "integer": "integer",
    "number": "number",
    "string": "string",
}


def metadata(package: dict) -> dict:
    """The table group of a Data Package: keys, types, licences, and the map beside."""
    tables = {one["name"]: one for one in package["resources"] if "schema" in one}
    others = [one for one in package["resources"] if "schema" not in one]
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": package["title"],
        "dc:description": package["description"],
        "dc:publisher": [one["title"] for one in package.get("contributors", [])],
        "dc:relation": [{"@id": one["path"]} for one in others],
        "dialect": {"encoding": "utf-8", "header": True},
        "tables": [_table(resource, tables) for resource in tables.values()],
    }


def _table(resource: dict, tables: dict[str, dict]) -> dict:
    schema = resource["schema"]
    return {
        "url": resource["path"],
        "dc:title": resource["title"],
        "dc:description": resource["description"],
        "dc:license": [_licence(licence) for licence in resource["licenses"]],
        "dc:rights": resource["attributions"],
        "dc:source": [source["title"] for source in resource["sources"]],
        "tableSchema": {
            "columns": [_column(field) for field in schema["fields"]],
            "primaryKey": schema["primaryKey"],
            "foreignKeys": [
                {
                    "columnReference": key["fields"],
                    "reference": {
                        "resource": tables[key["reference"]["resource"]]["path"],
                        "columnReference": key["reference"]["fields"],
                    },
                }
                for key in schema["foreignKeys"]
            ],
        },
    }


def _column(field: dict) -> dict:
    """A column; titles begins with the name in the header, by which it is found."""
    column = {
        "name": field["name"],
        "titles": [field["name"], field["title"]],
        "dc:description": field["description"],
        "datatype": DATATYPES[field["type"]],
        "required": field.get("constraints", {}).get("required", False),
    }
    return column | ({"schema:unitText": field["unit"]} if "unit" in field else {})


def _licence(licence: dict) -> dict | str:
    return {"@id": licence["path"]} if "path" in licence else licence["title"]
