"""Public figures as Explore Education Statistics, places as Open Referral UK.

The rules of the first are those of its open data standards, told again in our words.
"""

import csv
import json
import re
from collections import Counter
from datetime import date

import jsonschema
import package_toys
import pytest

from early_years.exporting import write_exports
from early_years.exporting.governed import Governance
from early_years.exporting.packages.statistics import METADATA, shown_as, time_of

REQUIRED = [
    *("time_period", "time_identifier", "geographic_level"),
    *("country_code", "country_name"),
]
# What may stand in place of a figure.
SYMBOLS = {"c", "low", "u", "x", "z"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("exports")
    with package_toys.database() as database:
        write_exports(database, package_toys.manifest(database), Governance(), home)
    return home / "public" / "packages"


def rows_of(path):
    text = path.read_bytes().decode("utf-8")
    assert not text.startswith("\ufeff")
    return list(csv.DictReader(text.splitlines()))


def problems_of_pair(data: list[dict], meta: list[dict]) -> list[str]:
    """What the standards would object to in a data file and its metadata."""
    found = []
    names = list(data[0])
    if names[:5] != REQUIRED:
        found.append("does not begin with the columns that every file has")
    found += [f"{name} is no snake case" for name in names if not NAME.fullmatch(name)]
    if list(meta[0]) != list(METADATA):
        found.append("has other columns of metadata")
    told = [row["col_name"] for row in meta]
    found += [f"{name} is no column" for name in told if name not in names]
    found += [f"{name} is told twice" for name, n in Counter(told).items() if n > 1]
    labels = Counter(row["label"] for row in meta)
    found += [f"label {label!r} is not of one column" for label in labels if not label]
    found += [f"{label} labels two columns" for label, n in labels.items() if n > 1]
    digits = {len(row["time_period"]) for row in data}
    if len(digits) != 1 or not digits <= {4, 6}:
        found.append("mixes kinds of period")
    years = [row["time_period"] for row in data if len(row["time_period"]) == 6]
    if any((int(year[:4]) + 1) % 100 != int(year[4:]) for year in years):
        found.append("names years that do not follow one another")
    for row in meta:
        cells = [line[row["col_name"]] for line in data if row["col_name"] in line]
        if row["col_type"] == "Indicator":
            found += _problems_of_indicator(row, cells)
        else:
            found += _problems_of_filter(row, cells, names)
    filters = [name for name in names if name not in _indicators(meta)]
    keys = Counter(tuple(row[name] for name in filters) for row in data)
    found += [f"{key} stands twice" for key, count in keys.items() if count > 1]
    return found


NAME = re.compile("[a-z][a-z0-9_]*")


def _indicators(meta):
    return {row["col_name"] for row in meta if row["col_type"] == "Indicator"}


def _problems_of_indicator(row, cells):
    name = row["col_name"]
    found = [
        f"{name} holds {cell!r}"
        for cell in set(cells) - SYMBOLS
        if not re.fullmatch(r"-?\d+(\.\d+)?", cell)
    ]
    if row["indicator_unit"] not in ("", "%", "£", "£m", "pp"):
        found.append(f"{name} has an unknown unit")
    if not row["indicator_dp"].isdigit():
        found.append(f"{name} has no number of decimals")
    if row["filter_hint"] or row["filter_grouping_column"] or row["filter_default"]:
        found.append(f"{name} is told as a filter")
    return found


def _problems_of_filter(row, cells, names):
    name = row["col_name"]
    found = []
    if any(not cell or cell != cell.strip() for cell in cells):
        found.append(f"{name} has blanks")
    if len(set(cells)) < 2:
        found.append(f"{name} has one item")
    if (row["filter_default"] or "Total") not in cells:
        found.append(f"{name} has no item that is shown first")
    group = row["filter_grouping_column"]
    if group and group not in names:
        found.append(f"{name} is grouped by what is no column")
    if row["indicator_unit"] or row["indicator_dp"] or row["indicator_grouping"]:
        found.append(f"{name} is told as an indicator")
    return found


def pairs_of(folder):
    home = folder / "explore-education-statistics"
    for meta in sorted(home.glob("*.meta.csv")):
        data = meta.with_name(meta.name.replace(".meta", ""))
        yield data.name, rows_of(data), rows_of(meta)


def test_each_pair_keeps_the_rules(folder):
    pairs = list(pairs_of(folder))
    assert [name for name, _, _ in pairs] == [
        "ward_indicators_academic_year.csv",
        "ward_indicators_financial_year.csv",
        "ward_indicators_terms.csv",
    ]
    for name, data, meta in pairs:
        assert problems_of_pair(data, meta) == [], name


def test_a_figure_is_in_per_cent_and_what_is_hidden_a_symbol(folder):
    (_, data, meta), *_ = pairs_of(folder)
    rows = {(row["ward_name"], row["breakdown_category_label"]): row for row in data}
    total, hidden = rows["Ash", "Total"], rows["Birch", "Total"]
    assert (total["value"], total["numerator_count"]) == ("31.25", "25")
    assert (hidden["value"], hidden["numerator_count"]) == ("c", "c")
    assert total["data_origin"] == "Made-up records"
    assert total["ward_code"] == "E05000001" and total["lad_name"] == "Elmtown"
    told = {row["col_name"]: row for row in meta}
    breakdown = told["breakdown_category_label"]
    assert breakdown["filter_grouping_column"] == "breakdown_topic_label"
    assert "breakdown_topic_label" not in told
    assert told["value"]["indicator_unit"] == "%"


def test_the_council_has_a_pair_of_its_own_and_localities_have_none(tmp_path):
    with package_toys.database() as database:
        database.execute(
            "create or replace table marts.all_figures as select "
            "case ward_name when 'Ash' then 'local_authority' else 'locality' end "
            "as area_type, local_authority_code as area_code, "
            "local_authority_name as area_name, * exclude (ward_code, ward_name) "
            "from marts.all_figures"
        )
        manifest = package_toys.manifest(database)
        export = manifest["nodes"]["model.toy.all_figures"]["config"]["meta"]["export"]
        export["key"] = ["area_type", "area_code", *export["key"][1:]]
        export["file"] = "indicators/larger_area_indicators"
        write_exports(database, manifest, Governance(), tmp_path)
    ((_, data, meta),) = pairs_of(tmp_path / "public" / "packages")
    assert problems_of_pair(data, meta) == []
    levels = {(row["geographic_level"], row["lad_name"]) for row in data}
    assert levels == {("Local authority district", "Elmtown")}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"time_period": "202123"}, "do not follow one another"),
        ({"time_period": "2021"}, "mixes kinds of period"),
        ({"value": ""}, "value holds ''"),
        ({"value": ":"}, "value holds ':'"),
        ({"data_origin": " Real records"}, "data_origin has blanks"),
    ],
)
def test_the_rules_find_what_breaks_them(folder, change, problem):
    (_, data, meta), *_ = pairs_of(folder)
    assert any(
        problem in one for one in problems_of_pair([*data, data[0] | change], meta)
    )


def test_a_row_that_stands_twice_is_found(folder):
    (_, data, meta), *_ = pairs_of(folder)
    assert any(
        "stands twice" in one for one in problems_of_pair([*data, data[0]], meta)
    )


@pytest.mark.parametrize(
    ("cell", "unit", "value", "symbol", "shown"),
    [
        (0.07, "%", 0.07, None, "7"),
        (0.312345, "%", 0.312345, None, "31.2345"),
        (1234567, "", 0.5, None, "1234567"),
        (100, "", 0.5, None, "100"),
        (0, "", 0.0, None, "0"),
        (None, "%", None, "c", "c"),
        (None, "%", None, None, "x"),
        # A rate is shown, and its count hidden; a rate has no limits.
        (None, "", 0.9, "c", "c"),
        (None, "", 0.9, None, "c"),
        (None, "%", 0.9, None, "z"),
    ],
)
def test_a_cell_is_a_number_or_the_symbol_of_its_row(cell, unit, value, symbol, shown):
    assert shown_as(cell, unit, value, symbol) == shown


@pytest.mark.parametrize(
    ("label", "first", "last", "told"),
    [
        ("2021/22", (2021, 9, 1), (2022, 8, 31), ("202122", "Academic year")),
        ("Year to March", (1999, 4, 1), (2000, 3, 31), ("199900", "Financial year")),
        ("Spring term 2023", (2023, 1, 1), (2023, 3, 31), ("202223", "Spring term")),
        ("Autumn term 2022", (2022, 9, 1), (2022, 12, 31), ("202223", "Autumn term")),
        ("Q1", (2023, 1, 1), (2023, 3, 31), ("202223", "Financial year Q4")),
        ("Q2", (2022, 4, 1), (2022, 6, 30), ("202223", "Financial year Q1")),
        ("2022", (2022, 1, 1), (2022, 12, 31), ("2022", "Calendar year")),
        ("Mid-2022", (2022, 6, 30), (2022, 6, 30), ("2022", "Reporting year")),
    ],
)
def test_a_period_is_called_as_the_standard_calls_it(label, first, last, told):
    assert time_of(label, date(*first), date(*last))[:2] == told


UUID = {"pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
TEXT = {"type": "string", "minLength": 1}


def thing(*required, **properties):
    """An object of the standard: its identifier, what it must have, and its parts."""
    return {
        "type": "object",
        "required": ["id", *required],
        "properties": {"id": UUID, "name": TEXT, "description": TEXT} | properties,
    }


def many(item):
    return {"type": "array", "minItems": 1, "items": item}


ADDRESS = thing(
    *("address_1", "city", "state_province", "postal_code", "country", "address_type"),
    country={"pattern": "^[A-Z]{2}$"},
    address_type={"enum": ["physical", "postal", "virtual"]},
)
LOCATION = thing(
    "location_type",
    location_type={"enum": ["physical", "postal", "virtual"]},
    latitude={"type": "number"},
    longitude={"type": "number"},
    addresses=many(ADDRESS),
)
ORGANIZATION = thing("name", "description", website={"pattern": "^https?://"})
TERM = thing("name", "description", "taxonomy")
SERVICE = thing(
    *("name", "status", "organization"),
    status={"enum": ["active", "inactive", "defunct", "temporarily closed"]},
    url={"pattern": "^https?://"},
    email={"pattern": "^[^@ ]+@[^@ ]+$"},
    organization=ORGANIZATION,
    schedules=many(thing("description")),
    contacts=many(thing(phones=many(thing("number")))),
    service_at_locations=many(thing("location", location=LOCATION)),
    attributes=many(thing("taxonomy_term", taxonomy_term=TERM)),
)
ENDPOINTS = {
    "services": SERVICE,
    "organizations": ORGANIZATION,
    "locations": LOCATION,
    "schedules": thing("service_id", service_id=UUID),
    "service_at_locations": thing("location", location=LOCATION),
    "taxonomies": thing("name", "description"),
    "taxonomy_terms": TERM,
}


def page(folder, endpoint):
    path = folder / "open-referral-uk" / f"{endpoint}.json"
    found = json.loads(path.read_text(encoding="utf-8"))
    assert found["total_items"] == found["size"] == len(found["contents"])
    return found["contents"]


def check_places(folder):
    for endpoint, schema in ENDPOINTS.items():
        items = page(folder, endpoint)
        jsonschema.validate(items, many(schema))
        assert len({item["id"] for item in items}) == len(items)
    services = {item["id"] for item in page(folder, "services")}
    assert {item["service_id"] for item in page(folder, "schedules")} <= services


def test_places_have_the_shape_of_the_standard(folder):
    check_places(folder)
    services = {item["name"]: item for item in page(folder, "services")}
    assert set(services) == {"Acorn Nursery", "Oak Playgroup", "Stay and Play"}
    nursery, playgroup = services["Acorn Nursery"], services["Oak Playgroup"]
    (place,) = nursery["service_at_locations"]
    assert place["location"]["addresses"][0]["postal_code"] == "B1 1AA"
    assert nursery["contacts"][0]["phones"][0]["number"] == "0121 496 0000"
    assert nursery["url"] == nursery["organization"]["website"]
    assert nursery["url"] == "https://acorn.example"
    # What is not known is left out, and that a record is made up is not.
    assert not {"url", "schedules", "service_at_locations"} & set(playgroup)
    assert playgroup["alert"] == "Made-up records."


def test_partners_get_no_packages_of_everyone(tmp_path):
    with package_toys.database() as database:
        manifest = package_toys.manifest(database, "partner")
        write_exports(database, manifest, Governance(), tmp_path)
    names = {path.name for path in (tmp_path / "partner" / "packages").iterdir()}
    assert not {"explore-education-statistics", "open-referral-uk"} & names


def test_the_public_files_of_the_example_keep_the_rules(built):
    folder = built.exports / "public" / "packages"
    check_places(folder)
    pairs = list(pairs_of(folder))
    assert len(pairs) >= 3
    for name, data, meta in pairs:
        assert problems_of_pair(data, meta) == [], name
