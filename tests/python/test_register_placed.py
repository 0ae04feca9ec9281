"""Ofsted's register, from the publisher's file to the places of each ward."""

import csv
import io

import pytest
from landing_files import csv_bytes, make_rows
from projects import copy_project

from early_years.landing.home import at_hand, take_current
from early_years.landing.taking import land

REGISTER, DIRECTORY = "settings_register", "postcodes"
BIRMINGHAM = "E08000025"
# The headers of the release of August 2021, in their order.
HEADERS = [
    *("Web link", "Provider URN", "Registration date", "Provider type"),
    *("Provider subtype", "Provider status", "Individual Register combinations"),
    "Provider Early Years Register Flag",
    "Provider Compulsory Childcare Register Flag",
    "Provider Voluntary Childcare Register Flag",
    *("Registered person URN", "Registered_Person_Name", "Provider name"),
    *("Provider address line 1", "Provider address line 2", "Provider address line 3"),
    *("Provider town", "Postcode", "Telephone Number", "Parliamentary constituency"),
    *("Local authority", "Region", "Ofsted region", "Deprivation Band"),
    *("Places", "Places including estimates"),
    *("Most recent full: Inspection number", "Most recent full: Inspection date"),
    "Most recent full: Overall effectiveness",
    *("Quality of education", "Behaviour and attitudes", "Personal development"),
    *("Effectiveness of leadership and management", "Safeguarding is effective?"),
    *("CCR requirements suitability", "VCR requirements suitability"),
    "Second most recent full: Overall effectiveness",
    "Second most recent full: Inspection number",
    "Second most recent full: Inspection date",
    "Third most recent full: Overall effectiveness",
    "Third most recent full: Inspection number",
    "Third most recent full: Inspection date",
    *("NCOR: Inspection number", "NCOR: Inspection date"),
    "NCOR: Overall effectiveness",
    *("CR: Inspection number", "CR: Inspection date", "CR: Overall effectiveness"),
]
REDACTED = ("Provider name", "Provider address line 1", "Postcode", "Telephone Number")
PREMISES = "Childcare on non-domestic premises"
NEAR, NOWHERE = "B35 7ZZ", "ZZ9 9ZZ"
LSOA, WARD = "E01008881", "E05011186"


def provider(urn, kind, subtype, places, postcode=None, **others):
    """A made-up row; without a postcode name and address are withheld."""
    row = dict.fromkeys(HEADERS, "")
    row |= {
        "Provider URN": urn,
        "Provider type": kind,
        "Provider subtype": subtype,
        "Provider status": "Active",
        "Individual Register combinations": "ALL",
        "Provider Early Years Register Flag": "Y",
        "Registered_Person_Name": "Secret Person",
        "Provider name": f"Made-up {urn}",
        "Provider address line 1": "1 Secret Street",
        "Postcode": postcode or "",
        "Local authority": "Birmingham",
        "Places": str(places),
    }
    if postcode is None:
        row |= dict.fromkeys(REDACTED, "REDACTED")
    return row | others


def register(*rows):
    """The publisher's file of some providers."""
    text = io.StringIO()
    writer = csv.DictWriter(text, HEADERS)
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


@pytest.fixture(scope="module")
def placed(parsed_for_store, tmp_path_factory):
    """A build of two months of a register, and what each landing said."""
    folder = tmp_path_factory.mktemp("register")
    copy = copy_project(folder / "copy", parsed_for_store)
    gone = provider("EY900001", PREMISES, "Full day care", 99, NEAR)
    there = [
        provider("EY900002", PREMISES, "Full day care", 30, NEAR),
        provider("EY900003", PREMISES, "Out-of-school day care", 20, "b357zz"),
        provider("EY900004", PREMISES, "Sessional day care", 16, NOWHERE),
        provider("EY900005", PREMISES, "Full day care", 20),
        provider("EY900006", "Childminder", "", 6),
        provider(
            *("EY900007", PREMISES, "Full day care", 40, NEAR),
            **{"Local authority": "Solihull"},
        ),
    ]
    directory = make_rows(
        DIRECTORY,
        count=1,
        postcode=NEAR,
        lsoa_2021_code=LSOA,
        directory_month="2021-08",
    )
    files = {
        "ofsted_2021-08-31.csv": (REGISTER, register(gone, *there)),
        "the same.csv": (REGISTER, register(gone, *there)),
        "ofsted_2021-09-30.csv": (REGISTER, register(*there)),
        "directory.csv": (DIRECTORY, csv_bytes(directory)),
    }
    said = {}
    for name, (dataset, content) in files.items():
        path = folder / name.replace("the same", "ofsted_2021-08-31 (2)")
        path.write_bytes(content)
        said[name] = "\n".join(land(copy, dataset, [path], by="a test").lines)
    home = at_hand(copy)
    take_current(home, None)
    copy.dbt(
        *("build", "--target", "store", "--select"),
        *("+dim_setting", "+fct_setting_placement", "+int_quality__unplaced_settings"),
        *("--exclude", "path:seeds/landed"),
        *("--exclude-resource-type", "test", "unit_test"),
    )
    return home, said


def test_the_same_register_again_changes_nothing(placed):
    _, said = placed
    assert "landed as settings_register-0001: 7 rows" in said["ofsted_2021-08-31.csv"]
    assert "already landed as settings_register-0001" in said["the same.csv"]
    assert "settings_register-0002: 6 rows" in said["ofsted_2021-09-30.csv"]


def test_the_latest_month_stands_for_the_council(placed):
    home, _ = placed
    found = home.frame(
        "select setting_code, period_code, place_status, ward_code, setting_name, "
        "is_early_years_place, postcode from marts.dim_setting order by 1"
    )
    told = {row[0]: row[1:] for row in found.itertuples(index=False, name=None)}
    assert list(told) == [f"EY90000{number}" for number in range(2, 8)]
    assert {row[0] for row in told.values()} == {"2021-M09"}
    near = ("placed_by_postcode", WARD)
    assert told["EY900002"][1:] == (*near, "Made-up EY900002", True, NEAR)
    # Care for school children is placed, and is no early years place.
    assert told["EY900003"][1:] == (*near, "Made-up EY900003", False, NEAR)
    # A neighbour's registration lies where it lies.
    assert told["EY900007"][1:3] == near
    redacted = found[found["place_status"] == "redacted"]
    assert list(redacted["setting_code"]) == ["EY900005", "EY900006"]
    assert redacted[["ward_code", "setting_name", "postcode"]].isna().all(axis=None)


def test_nothing_is_lost_on_the_way_to_the_ward(placed):
    home, _ = placed
    found = home.frame(
        "select place_status, is_in_ward, sum(settings_count)::int as settings, "
        "sum(places_count)::int as places from marts.fct_setting_placement "
        f"where local_authority_code = '{BIRMINGHAM}' group by all order by all"
    )
    assert found.values.tolist() == [
        ["placed_by_postcode", True, 2, 50],
        ["postcode_unknown", False, 1, 16],
        ["redacted", False, 2, 26],
    ]


def test_who_is_not_placed_is_told_without_a_home(placed):
    home, _ = placed
    found = home.frame(
        "select row_key, found_value, reason_code "
        "from intermediate.int_quality__unplaced_settings order by 1"
    )
    start = f"{BIRMINGHAM} / 2021-M09 / EY90000"
    assert found.values.tolist() == [
        [f"{start}4", NOWHERE, "postcode_unknown"],
        [f"{start}5", "not shown", "redacted"],
        [f"{start}6", "not shown", "redacted"],
    ]
