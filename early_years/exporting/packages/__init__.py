"""What makes the files of an audience ready for a portal, a catalogue or a BI tool.

Everything is made from the Data Package of the audience, and so from dbt's YAML: a
column that a file gains is in all of them. Nothing here works out a figure.
"""

from early_years.exporting import datapackage, geojson
from early_years.exporting.files import File
from early_years.exporting.packages import (
    csvw,
    dcat,
    portals,
    powerbi,
    referral,
    statistics,
)
from early_years.exporting.tables import as_json, dictionaries_as_csv

# What packages write of their own, in the folder of an audience.
FOLDER = "packages"
# What lies beside the tables -> its standard, and what it is opened with.
LIST = "packages.csv"
OPENED_WITH = {
    datapackage.FILE: ("Data Package 2", "frictionless, R, Open Data Editor"),
    csvw.FILE: ("CSV on the Web", "csvw in Python, csvlint"),
    dcat.FILE: ("DCAT-AP 3 (JSON-LD)", "harvesters of CKAN, Opendatasoft, ArcGIS Hub"),
    dcat.SCHEMA_ORG_FILE: ("schema.org (JSON-LD)", "a web page, for search engines"),
    portals.CKAN_FILE: ("CKAN API", "ckanapi"),
    portals.OPENDATASOFT_FILE: ("Opendatasoft", "its back office, or its API"),
    powerbi.FOLDER: ("Power BI project (TMDL)", "Power BI Desktop: set Folder"),
    referral.FOLDER: ("Open Referral UK 3", "a directory of services"),
    statistics.FOLDER: ("Explore Education Statistics", "its upload of data files"),
    geojson.FILE: ("GeoJSON", "any map"),
}
# Whose figures and places are in the shapes of national services.
EVERYONE = "public"


def packages(
    audience: str, files: list[File], resources: list[dict]
) -> dict[str, bytes]:
    """Path below the folder of an audience -> content of each description of its files.

    resources is what the Data Package says of each file, in the order of files.
    """
    tables = {f"{file.export.file}.csv": file.table for file in files}
    councils = datapackage.councils_of(list(tables.values()))
    found: dict[str, bytes] = {}
    wards = geojson.wards_as_geojson({file.export.file: file.table for file in files})
    if wards is not None:
        found[geojson.FILE] = wards
        drawn = {f"{part}.csv" for part in (geojson.SHAPES, geojson.WARDS)}
        parts = [one for one in resources if one["path"] in drawn]
        shape = datapackage.map_resource(geojson.FILE, wards, parts)
        resources = [*resources, shape]
    package = datapackage.package(audience, resources, councils)
    said: dict[str, object] = {
        datapackage.FILE: package,
        csvw.FILE: csvw.metadata(package),
        dcat.FILE: dcat.catalogue(package, audience, councils, tables),
        dcat.SCHEMA_ORG_FILE: dcat.schema_org(package, tables),
        portals.CKAN_FILE: portals.ckan(package),
        portals.OPENDATASOFT_FILE: portals.opendatasoft(package),
    }
    found |= powerbi.project(package)
    if audience == EVERYONE:
        said |= referral.referral(list(tables.values()))
        found |= statistics.statistics(files)
    found |= {path: as_json(value) for path, value in said.items()}
    return found | {LIST: _list(found)}


def _list(found: dict[str, bytes]) -> bytes:
    """What there is beside the tables, and what opens it."""
    rows = [
        {"path": path, "standard": standard, "opened_with": tools}
        for path, (standard, tools) in OPENED_WITH.items()
        if any(name == path or name.startswith(f"{path}/") for name in found)
    ]
    return dictionaries_as_csv(rows)
