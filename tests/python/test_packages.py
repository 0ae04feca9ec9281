"""Descriptions of the files for portals and catalogues, tried by their validators."""

import csv
import json
import re
from pathlib import Path

import csvw
import frictionless
import jsonschema
import package_toys
import pyshacl
import pytest

from early_years.exporting import write_exports
from early_years.exporting.governed import Governance

# rdflib warns of what it will call otherwise.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

SHAPES = Path(__file__).with_name("shapes") / "dcat_ap.ttl"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The public folder of the toy."""
    home = tmp_path_factory.mktemp("exports")
    with package_toys.database() as database:
        write_exports(database, package_toys.manifest(database), Governance(), home)
    return home / "public"


def read(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))


def is_data_package(folder) -> bool:
    report = frictionless.Package.from_descriptor(
        str(folder / "datapackage.json")
    ).validate()
    return report.valid


def is_csvw(folder) -> bool:
    """Whether types, keys and joins hold; a blank foreign key joins to nothing."""
    path = str(folder / "csv-metadata.json")
    try:
        return csvw.CSVW(path, validate=True, strict=False).is_valid
    except ValueError:  # What it raises for a row that joins to nothing.
        return False


def is_catalogue(folder) -> tuple[bool, str]:
    conforms, _, text = pyshacl.validate(
        str(folder / "catalog.jsonld"),
        shacl_graph=str(SHAPES),
        data_graph_format="json-ld",
    )
    return conforms, text


def test_the_data_package_is_valid_and_says_who_publishes(folder):
    assert is_data_package(folder)
    package = read(folder, "datapackage.json")
    assert package["$schema"].endswith("2.0/datapackage.json")
    assert package["contributors"] == [{"title": "Elmtown", "roles": ["publisher"]}]
    assert [licence["name"] for licence in package["licenses"]] == ["OGL-UK-3.0"]
    paths = {resource["path"] for resource in package["resources"]}
    assert "wards.geojson" in paths and len(paths) == len(package_toys.FILES) + 1
    figures = next(r for r in package["resources"] if r["path"].startswith("indic"))
    keys = {key["fields"][0] for key in figures["schema"]["foreignKeys"]}
    assert keys == {"ward_code", "indicator_code"}


def test_a_row_that_joins_to_nothing_breaks_package_and_table_group(tmp_path):
    with package_toys.database() as database:
        database.execute("delete from marts.wards where ward_name = 'Birch'")
        write_exports(database, package_toys.manifest(database), Governance(), tmp_path)
    assert not is_data_package(tmp_path / "public")
    assert not is_csvw(tmp_path / "public")


def test_the_table_group_is_valid(folder):
    assert is_csvw(folder)


def test_the_catalogue_conforms_and_its_addresses_exist(folder):
    conforms, text = is_catalogue(folder)
    assert conforms, text
    catalogue = read(folder, "catalog.jsonld")
    distributions = [
        one
        for dataset in catalogue["dcat:dataset"]
        for one in dataset["dcat:distribution"]
    ]
    for distribution in distributions:
        assert (folder / distribution["dcat:accessURL"]["@id"]).is_file()
    (figures,) = (d for d in catalogue["dcat:dataset"] if "dct:temporal" in d)
    assert figures["dct:temporal"]["dcat:endDate"]["@value"] == "2022-08-31"


def test_what_is_owed_to_publishers_stands_in_every_description(tmp_path):
    seed = {
        "unique_id": "seed.toy.ref_ward_shapes",
        "resource_type": "seed",
        "name": "ref_ward_shapes",
        "config": {"meta": {"attribution": "Contains OS data."}},
    }
    with package_toys.database() as database:
        manifest = package_toys.manifest(database)
        shapes = manifest["nodes"]["model.toy.shapes"]
        shapes["depends_on"]["nodes"].append(seed["unique_id"])
        manifest["nodes"][seed["unique_id"]] = seed
        write_exports(database, manifest, Governance(), tmp_path)
    folder = tmp_path / "public"
    for name in (
        *("datapackage.json", "csv-metadata.json", "catalog.jsonld"),
        *("schema-org.jsonld", "packages/ckan.json", "packages/opendatasoft.json"),
    ):
        assert "Contains OS data." in (folder / name).read_text("utf-8"), name
    shape = read(folder, "datapackage.json")["resources"][-1]
    assert shape["path"] == "wards.geojson"
    assert shape["attributions"] == ["Contains OS data."]
    assert is_catalogue(folder)[0] and is_csvw(folder) and is_data_package(folder)


def test_partners_learn_whom_to_write_to_and_the_public_does_not(tmp_path):
    dataset = {
        **dict.fromkeys(("dataset_title", "publisher_name", "licence"), "Reviews"),
        **dict.fromkeys(("owner_mailbox", "owner_telephone"), "team@council.example"),
    }
    governance = Governance(datasets={"reviews": dataset | {"licence_class": "open"}})
    with package_toys.database() as database:
        for audience in ("partner", "public"):
            manifest = package_toys.manifest(database, audience)
            wards = manifest["nodes"]["model.toy.wards"]
            wards["depends_on"]["nodes"].append("seed.toy.raw_reviews")
            home = tmp_path / audience
            write_exports(database, manifest, governance, home)
    (partner, public) = (tmp_path / name / name for name in ("partner", "public"))
    assert is_catalogue(partner)[0]
    assert "mailto:team@council.example" in (partner / "catalog.jsonld").read_text()
    for path in (*public.glob("*.json*"), *public.rglob("packages/**/*.json")):
        assert "team@council.example" not in path.read_text("utf-8"), path


def test_the_shapes_refuse_what_is_mandatory_and_missing(folder, tmp_path):
    catalogue = read(folder, "catalog.jsonld")
    del catalogue["dcat:dataset"][0]["dcat:distribution"][0]["dcat:accessURL"]
    (tmp_path / "catalog.jsonld").write_text(json.dumps(catalogue), encoding="utf-8")
    conforms, text = is_catalogue(tmp_path)
    assert not conforms and "accessURL" in text


TEXT = {"type": "string", "minLength": 1}
SCHEMA_ORG = {
    "required": ["@context", "name", "description", "publisher", "dataset"],
    "properties": {
        "dataset": {
            "minItems": 1,
            "items": {
                "required": ["name", "description", "license", "distribution"],
                "properties": {
                    "description": {"minLength": 50, "maxLength": 5000},
                    "temporalCoverage": {
                        "pattern": r"^\d{4}-\d\d-\d\d/\d{4}-\d\d-\d\d$"
                    },
                    "distribution": {
                        "minItems": 1,
                        "items": {"required": ["contentUrl", "encodingFormat"]},
                    },
                },
            },
        }
    },
}
CKAN = {
    "required": ["package", "datastore"],
    "properties": {
        "package": {
            "required": ["name", "title", "notes", "license_id", "resources"],
            "properties": {
                # What CKAN takes for an address.
                "name": {"pattern": "^[a-z0-9_-]{2,100}$"},
                "license_id": {"enum": ["uk-ogl", "other-closed"]},
                "tags": {"items": {"properties": {"name": {"pattern": "^[\\w .-]+$"}}}},
                "resources": {"items": {"required": ["name", "url", "format"]}},
            },
        },
        "datastore": {
            "minItems": 1,
            "items": {
                "properties": {
                    "fields": {
                        "items": {
                            "required": ["id", "type", "info"],
                            "properties": {
                                "type": {
                                    "enum": ["bool", "date", "int", "float", "text"]
                                }
                            },
                        }
                    }
                }
            },
        },
    },
}
OPENDATASOFT = {
    "type": "array",
    "minItems": 1,
    "items": {
        "required": ["dataset_id", "metas", "fields"],
        "properties": {
            "dataset_id": {"pattern": "^[a-z0-9_-]+$", "maxLength": 100},
            "metas": {
                "properties": {
                    "default": {"required": ["title", "description", "license"]}
                }
            },
            "fields": {
                "items": {
                    "required": ["name", "label", "type", "description"],
                    "properties": {
                        "name": {"pattern": "^[a-z][a-z0-9_]*$"},
                        "label": TEXT,
                        "type": {"enum": ["text", "int", "double", "date"]},
                    },
                }
            },
        },
    },
}


@pytest.mark.parametrize(
    ("name", "schema"),
    [
        ("schema-org.jsonld", SCHEMA_ORG),
        ("packages/ckan.json", CKAN),
        ("packages/opendatasoft.json", OPENDATASOFT),
    ],
)
def test_what_portals_and_search_engines_read_has_its_shape(folder, name, schema):
    jsonschema.validate(read(folder, name), schema)


def test_every_column_of_every_file_is_in_each_description(folder):
    package = read(folder, "datapackage.json")
    told = [
        (resource["path"], [field["name"] for field in resource["schema"]["fields"]])
        for resource in package["resources"]
        if "schema" in resource
    ]
    for path, columns in told:
        header = (folder / path).read_text("utf-8-sig").splitlines()[0]
        assert header.split(",") == columns
    tables = read(folder, "csv-metadata.json")["tables"]
    assert told == [
        (table["url"], [one["name"] for one in table["tableSchema"]["columns"]])
        for table in tables
    ]
    stores = read(folder, "packages/ckan.json")["datastore"]
    assert told == [
        (store["path"], [field["id"] for field in store["fields"]]) for store in stores
    ]
    sets = read(folder, "packages/opendatasoft.json")
    assert told == [
        (one["path"], [field["name"] for field in one["fields"]])
        for one in sets
        if one["fields"]
    ]


def test_a_list_names_what_lies_beside_the_tables_and_what_opens_it(folder):
    with (folder / "packages.csv").open(encoding="utf-8-sig", newline="") as lines:
        listed = [row["path"] for row in csv.DictReader(lines)]
    assert all((folder / path).exists() for path in listed)
    beside = {
        path.relative_to(folder).as_posix()
        for path in (*folder.iterdir(), *(folder / "packages").iterdir())
        if path.suffix not in (".xlsx", ".csv")
    }
    subjects = {file.partition("/")[0] for file, *_ in package_toys.FILES.values()}
    assert set(listed) == beside - subjects - {"packages"}


def test_a_description_says_that_records_are_made_up(folder):
    told = {
        r["path"]: r["description"]
        for r in read(folder, "datapackage.json")["resources"]
    }
    assert "Partly synthetic: 4 of 5" in told["indicators/ward_indicators.csv"]
    assert "ynthetic" not in told["need/wards.csv"]


def test_no_description_holds_an_address_of_this_machine(folder):
    for path in (*folder.glob("*.json*"), *folder.rglob("packages/**/*")):
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            assert not re.search(r"[A-Z]:\\|file:|/tmp/|/home/", text), path


@pytest.mark.parametrize("audience", ["partner", "public"])
def test_the_packages_of_the_example_are_valid(built, audience):
    folder = built.exports / audience
    assert is_data_package(folder)
    conforms, text = is_catalogue(folder)
    assert conforms, text
    for name, schema in (
        ("schema-org.jsonld", SCHEMA_ORG),
        ("packages/ckan.json", CKAN),
        ("packages/opendatasoft.json", OPENDATASOFT),
    ):
        jsonschema.validate(read(folder, name), schema)
