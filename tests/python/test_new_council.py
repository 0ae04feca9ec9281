"""The areas of another council are filled from what was landed, step by step."""

import json
import shutil

import pytest
from landing_files import project, put
from projects import ProjectCopy
from reader_files import as_csv

from early_years.contracts import load_contracts
from early_years.environment import PlainError, here
from early_years.new_council import fill_council

__all__ = ["project"]

SOLIHULL, BIRMINGHAM = "E08000029", "E08000025"
SOUTH_AYRSHIRE = "S12000028"
# Three by three squares: one ward lies inside. No such codes exist.
WARDS = [f"E0599000{number}" for number in range(1, 10)]
LSOAS = [f"E0199000{number}" for number in range(1, 10)]
ALREADY_KNOWN = "E01010108"
UNPLACED = "Missing: centres of 9 wards: land all of their ward_boundaries"


@pytest.fixture
def council(project):
    """The project with its real reference data, and nothing landed."""
    for folder in ("reference", "expectations", "policy"):
        shutil.copytree(
            here().root / "seeds" / folder,
            project.root / "seeds" / folder,
            dirs_exist_ok=True,
        )
    return project


def lookup(kind, *more):
    header = (f"LSOA{kind}CD", f"LSOA{kind}NM", "WD22CD", "WD22NM", "LAD22CD")
    rows = [
        (lsoa, f"Solihull {number:03}A", WARDS[number], f"Ward {number}", SOLIHULL)
        for number, lsoa in enumerate(LSOAS)
    ]
    # As somebody typed it; staging reads it all the same.
    rows[0] = (*rows[0][:2], f" {WARDS[0].lower()}", *rows[0][3:])
    elsewhere = ("E01999999", "Dudley 001A", "E05999999", "Elsewhere", "E08000027")
    return as_csv(header, *rows, elsewhere, *more)


def outlines():
    features = []
    for number, ward in enumerate(WARDS):
        north, east = divmod(number, 3)
        ring = [
            [east - 2, north + 52],
            [east - 1, north + 52],
            [east - 1, north + 53],
            [east - 2, north + 53],
            [east - 2, north + 52],
        ]
        features.append(
            {
                "properties": {"WD22CD": ward, "WD22NM": f"Ward {number}"},
                "geometry": {"type": "Polygon", "coordinates": [ring]},
            }
        )
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def land_look_ups(council):
    known = (ALREADY_KNOWN, "Solihull 017A", WARDS[0], "Ward 0", SOLIHULL)
    council.land(put(council, lookup("21", known), "a.csv"), dataset="area_lookups")
    council.land(put(council, lookup("11"), "b.csv"), dataset="area_lookups")


def seed(council, name):
    return ProjectCopy(council.root).seed(name)


def rows_of(council, name, code=SOLIHULL):
    rows = seed(council, name)
    return rows[rows["local_authority_code"] == code]


def test_a_council_is_served_before_anything_is_landed(council):
    said = fill_council(council, SOLIHULL, alone=False)
    assert said[0] == "Solihull (E08000029) is served."
    assert "Written: seeds/reference/ref_local_authorities.csv" in said
    assert any(line.startswith("Missing: wards: land the look-ups") for line in said)
    served = seed(council, "reference/ref_local_authorities").set_index(
        "local_authority_code"
    )["is_served"]
    assert served[SOLIHULL] == served[BIRMINGHAM] == "true"


def test_its_areas_are_filled_as_look_ups_and_outlines_come(council):
    fill_council(council, SOLIHULL, alone=False)
    land_look_ups(council)
    said = fill_council(council, SOLIHULL, alone=False)
    assert UNPLACED in said
    assert any(line.startswith("Missing: points of 9 small areas") for line in said)
    no_outlines = outlines().replace(b'"Polygon"', b'"Point"', 1)
    council.land(put(council, no_outlines, "w.geojson"), dataset="ward_boundaries")
    assert UNPLACED in fill_council(council, SOLIHULL, alone=False)
    council.land(put(council, outlines(), "w.geojson"), dataset="ward_boundaries")
    said = fill_council(council, SOLIHULL, alone=False)
    assert said[1] == "Written: seeds/reference/ref_wards.csv"
    # Of what lay around another council some areas are in no look-up.
    assert any("seeds/reference" in line and "no look-up" in line for line in said)
    assert_wards(rows_of(council, "reference/ref_wards"))
    assert len(rows_of(council, "reference/ref_wards", BIRMINGHAM)) == 69
    areas = rows_of(council, "reference/ref_small_areas").set_index("area_code")
    known = areas[areas["area_kind"] == "lsoa_2021"]
    assert set(LSOAS) < set(known.index)
    assert known.loc[ALREADY_KNOWN, "ward_code"] == WARDS[0]
    assert known.loc[ALREADY_KNOWN, "latitude"] == "52.418335"
    assert set(LSOAS) < set(areas.index[areas["area_kind"] == "lsoa_2011"])
    counts = rows_of(council, "expectations/expect_area_counts")
    assert dict(zip(counts["area_kind"], counts["areas_count"], strict=True)) == {
        "lsoa_2011": "9",
        "lsoa_2021": "10",
        "ward": "9",
    }
    assert_nothing_is_written_again(council)


def assert_wards(wards):
    wards = wards.set_index("ward_code")
    assert list(wards.index) == WARDS
    assert wards["ward_name"].tolist() == [f"Ward {number}" for number in range(9)]
    middle = wards.loc[WARDS[4]]
    assert (middle["latitude"], middle["longitude"]) == ("53.500000", "-0.500000")
    inside = wards.index[wards["is_at_boundary"] == "false"]
    assert inside.tolist() == [WARDS[4]]


def assert_nothing_is_written_again(council):
    """Not even over what was filled in by hand."""
    with ProjectCopy(council.root).changed_seed("reference/ref_wards") as wards:
        wards.loc[wards["ward_code"] == WARDS[0], "locality_name"] = "North"
    paths = sorted((council.root / "seeds").rglob("*.csv"))
    before = [path.read_bytes() for path in paths]
    said = fill_council(council, SOLIHULL, alone=False)
    assert "Nothing new was landed: no file was written." in said
    assert any("localities of 8 wards" in line for line in said)
    assert before == [path.read_bytes() for path in paths]


def test_a_council_in_scotland_is_filled_from_look_ups_of_data_zones(council):
    """Its name is written by hand; its look-ups come in the contract's columns."""
    with ProjectCopy(council.root).changed_seed(
        "reference/ref_local_authorities"
    ) as councils:
        councils.loc[len(councils)] = [
            SOUTH_AYRSHIRE,
            "South Ayrshire",
            "",
            "",
            "false",
        ]
    said = fill_council(council, SOUTH_AYRSHIRE, alone=True)
    assert said[0] == "South Ayrshire (S12000028) is served."
    (contract,) = (one for one in load_contracts() if one.name == "area_lookups")
    for kind in ("data_zone_2011", "data_zone_2022"):
        rows = [
            (kind, zone, f"Zone {zone}", "2022", "S13999001", "A ward")
            + (SOUTH_AYRSHIRE, "false")
            for zone in ("S01999001", "S01999002")
        ]
        file = put(council, as_csv(contract.column_names, *rows), f"{kind}.csv")
        council.land(file, dataset="area_lookups")
    said = fill_council(council, SOUTH_AYRSHIRE, alone=True)
    assert "Missing: centres of 1 wards: land all of their ward_boundaries" in said
    assert not [line for line in said if "lsoa" in line.lower() or "MSOA" in line]
    areas = rows_of(council, "reference/ref_small_areas", SOUTH_AYRSHIRE)
    assert sorted(areas["area_kind"].unique()) == ["data_zone_2011", "data_zone_2022"]
    counts = rows_of(council, "expectations/expect_area_counts", SOUTH_AYRSHIRE)
    assert dict(zip(counts["area_kind"], counts["areas_count"], strict=True)) == {
        "data_zone_2011": "2",
        "data_zone_2022": "2",
        "ward": "1",
    }


def test_look_ups_may_be_of_every_kind_of_small_area():
    kinds = ProjectCopy(here().root).seed("reference/ref_area_kinds")
    small = kinds["area_role"].isin(["small_area", "former_small_area"])
    (contract,) = (one for one in load_contracts() if one.name == "area_lookups")
    (column,) = (one for one in contract.columns if one.name == "area_kind")
    assert {one.value for one in column.allowed} == set(kinds["area_kind"][small])


def test_alone_nothing_is_expected_of_another_council(council):
    fill_council(council, SOLIHULL, alone=True)
    for name in (
        *("reference/ref_wards", "expectations/expect_settings"),
        *("expectations/expect_totals", "expectations/expect_area_counts"),
    ):
        assert rows_of(council, name, BIRMINGHAM).empty, name
    # Its small areas stay: families reach places beyond the boundary.
    areas = rows_of(council, "reference/ref_small_areas", BIRMINGHAM)
    assert areas["area_kind"].value_counts()["lsoa_2021"] == 659
    targets = seed(council, "policy/policy_targets")
    assert BIRMINGHAM not in set(targets["area_code"])
    assert len(targets) > 0
    served = seed(council, "reference/ref_local_authorities")
    is_served = served["is_served"] == "true"
    assert served["local_authority_code"][is_served].tolist() == [SOLIHULL]


@pytest.mark.parametrize("seed", ["ref_local_authorities", "ref_wards"])
def test_a_seed_that_lost_its_commas_is_named(council, seed):
    path = council.root / "seeds" / "reference" / f"{seed}.csv"
    path.write_bytes(path.read_bytes().replace(b",", b";"))
    with pytest.raises(PlainError, match=f"{seed}.csv has no column"):
        fill_council(council, SOLIHULL, alone=False)


def test_a_council_that_nobody_knows_is_refused(council):
    with pytest.raises(PlainError, match="E08000999 is in neither"):
        fill_council(council, "E08000999", alone=False)
