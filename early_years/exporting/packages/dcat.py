"""The files of an audience as a catalogue that portals harvest and search engines read.

DCAT-AP 3 for portals (CKAN, Opendatasoft, data.europa.eu), schema.org for search
engines. Addresses are relative to the folder of the audience: where it is put on the
web, they become whole by themselves.
"""

from datetime import date

from early_years.exporting.tables import Table

FILE = "catalog.jsonld"
SCHEMA_ORG_FILE = "schema-org.jsonld"

EUROPE = "http://publications.europa.eu/resource/authority"
STATISTICS = "http://statistics.data.gov.uk/id/statistical-geography"
ACCESS = {"internal": "NON_PUBLIC", "partner": "RESTRICTED", "public": "PUBLIC"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
FORMATS = {"csv": "CSV", "geojson": "GEOJSON", "parquet": "PARQUET"}
MEDIA = "https://www.iana.org/assignments/media-types"
PARQUET = "application/vnd.apache.parquet"
PERIOD = ("period_start_date", "period_end_date")


def parquet_of(path: str) -> str:
    """Where the Parquet of a CSV lies."""
    folder, _, name = path.rpartition("/")
    return f"{folder}/parquet/{name.removesuffix('.csv')}.parquet"


def coverage(table: Table | None) -> tuple[date, date] | None:
    """First and last day of which a table tells; None where it names no period."""
    if table is None or not set(PERIOD) <= set(table.columns):
        return None
    firsts, lasts = ([day for day in table.values(name) if day] for name in PERIOD)
    return (min(firsts), max(lasts)) if firsts and lasts else None


def catalogue(
    package: dict, audience: str, councils: dict[str, str], tables: dict[str, Table]
) -> dict:
    """A dcat:Catalog with a dataset per file; tables has the rows by path."""
    publisher = {
        "@id": "#publisher",
        "@type": "foaf:Agent",
        "foaf:name": _publisher(package),
    }
    shared = {
        "dct:publisher": {"@id": "#publisher"},
        "dct:language": {"@id": f"{EUROPE}/language/ENG"},
        "dct:spatial": [{"@id": f"{STATISTICS}/{code}"} for code in councils],
    }
    datasets = [
        _dataset(one, tables.get(one["path"]))
        | shared
        | {
            "dcat:keyword": package["keywords"],
            "dcat:theme": {"@id": f"{EUROPE}/data-theme/EDUC"},
            "dct:accessRights": {"@id": f"{EUROPE}/access-right/{ACCESS[audience]}"},
        }
        for one in package["resources"]
    ]
    return {
        "@context": CONTEXT,
        "@id": "#catalogue",
        "@type": "dcat:Catalog",
        "dct:title": _english(package["title"]),
        "dct:description": _english(package["description"]),
        **shared,
        "dct:publisher": publisher,
        "dcat:themeTaxonomy": {"@id": f"{EUROPE}/data-theme"},
        "dcat:dataset": datasets,
    }


def _dataset(resource: dict, table: Table | None) -> dict:
    said = {
        "@id": f"#{resource['name']}",
        "@type": "dcat:Dataset",
        "dct:identifier": resource["name"],
        "dct:title": _english(resource["title"]),
        "dct:description": _english(resource["description"]),
        "dct:provenance": [
            {"@type": "dct:ProvenanceStatement", "dct:description": source["title"]}
            for source in resource.get("sources", [])
        ],
        "dcat:distribution": _distributions(resource),
    }
    mailboxes = {s["email"]: None for s in resource.get("sources", []) if "email" in s}
    if mailboxes:
        said["dcat:contactPoint"] = [
            {
                "@type": "vcard:Organization",
                "vcard:fn": mailbox,
                "vcard:hasEmail": {"@id": f"mailto:{mailbox}"},
            }
            for mailbox in mailboxes
        ]
    days = coverage(table)
    if days:
        said["dct:temporal"] = {
            "@type": "dct:PeriodOfTime",
            "dcat:startDate": _day(days[0]),
            "dcat:endDate": _day(days[1]),
        }
    return said


def _distributions(resource: dict) -> list[dict]:
    first = _distribution(resource, resource["path"], resource["format"])
    first |= {
        "dcat:mediaType": {"@id": f"{MEDIA}/{resource['mediatype']}"},
        "dcat:byteSize": {
            "@value": str(resource["bytes"]),
            "@type": "xsd:nonNegativeInteger",
        },
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": {
                "@value": resource["hash"].partition(":")[2],
                "@type": "xsd:hexBinary",
            },
        },
    }
    if "schema" not in resource:
        return [first]
    parquet = _distribution(resource, parquet_of(resource["path"]), "parquet")
    return [first, parquet | {"dcat:mediaType": {"@id": f"{MEDIA}/{PARQUET}"}}]


def _distribution(resource: dict, path: str, kind: str) -> dict:
    return {
        "@id": f"#{resource['name']}-{kind}",
        "@type": "dcat:Distribution",
        "dct:title": _english(f"{resource['title']} ({FORMATS[kind]})"),
        "dcat:accessURL": {"@id": path},
        "dcat:downloadURL": {"@id": path},
        "dct:format": {"@id": f"{EUROPE}/file-type/{FORMATS[kind]}"},
        "dct:license": [_licence(licence) for licence in resource["licenses"]],
        "dct:rights": [
            {"@type": "dct:RightsStatement", "rdfs:label": _english(text)}
            for text in resource["attributions"]
        ],
    }


def _licence(licence: dict) -> dict:
    document = {"@type": "dct:LicenseDocument", "dct:title": _english(licence["title"])}
    return document | ({"@id": licence["path"]} if "path" in licence else {})


def _publisher(package: dict) -> str:
    names = [one["title"] for one in package.get("contributors", [])]
    return ", ".join(names) or package["title"]


def _english(text: str) -> dict:
    return {"@value": text, "@language": "en"}


def _day(day: date) -> dict:
    return {"@value": day.isoformat(), "@type": "xsd:date"}


def schema_org(package: dict, tables: dict[str, Table]) -> dict:
    """The same catalogue in schema.org's words, for a page that search engines read."""
    publisher = {"@type": "Organization", "name": _publisher(package)}
    return {
        "@context": "https://schema.org/",
        "@type": "DataCatalog",
        "name": package["title"],
        "description": package["description"],
        "publisher": publisher,
        "dataset": [
            _schema_org_dataset(one, package["keywords"], tables.get(one["path"]))
            | {"publisher": publisher, "creator": publisher}
            for one in package["resources"]
        ],
    }


def _schema_org_dataset(
    resource: dict, keywords: list[str], table: Table | None
) -> dict:
    schema = resource.get("schema", {"fields": []})
    said = {
        "@type": "Dataset",
        "identifier": resource["name"],
        "name": resource["title"],
        # Search engines take descriptions from 50 to 5000 characters.
        "description": f"{resource['title']}. {resource['description']}"[:5000],
        "keywords": keywords,
        "license": [one.get("path", one["title"]) for one in resource["licenses"]],
        "creditText": " ".join(resource["attributions"]),
        "variableMeasured": [
            {
                "@type": "PropertyValue",
                "name": field["name"],
                "description": field["description"],
            }
            | ({"unitText": field["unit"]} if "unit" in field else {})
            for field in schema["fields"]
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "encodingFormat": resource["mediatype"],
                "contentUrl": resource["path"],
                "contentSize": f"{resource['bytes']} B",
                "sha256": resource["hash"].partition(":")[2],
            }
        ],
    }
    days = coverage(table)
    if days:
        said["temporalCoverage"] = "/".join(day.isoformat() for day in days)
    return said
