"""A city of two small areas and two wards, to read publishers' tables for."""

import json

import pytest
from landing_files import parquet_rows

LOCAL_AUTHORITIES = """\
local_authority_code,local_authority_name,is_served
E08000025,Birmingham,true
E08000029,Solihull,false
"""
# The second council is a neighbour.
LSOA_2021 = """\
lsoa_2021_code,msoa_2021_code,local_authority_code
E01008881,E02001893,E08000025
E01008882,E02001892,E08000025
E01010185,,E08000029
"""
LSOA_2011 = """\
lsoa_2011_code,local_authority_code
E01008881,E08000025
E01008882,E08000025
E01010185,E08000029
"""

WARDS = """\
ward_code,local_authority_code
E05011118,E08000025
E05011119,E08000025
"""


@pytest.fixture
def city(project):
    """The project with one served council of two LSOAs, and a neighbour."""
    reference = project.root / "seeds" / "reference"
    reference.mkdir(parents=True)
    for name, text in (
        ("ref_local_authorities", LOCAL_AUTHORITIES),
        ("ref_lsoa_2021", LSOA_2021),
        ("ref_lsoa_2011", LSOA_2011),
        ("ref_wards", WARDS),
    ):
        path = reference / f"{name}.csv"
        path.write_text(text, encoding="utf-8", newline="\n")
    return project


def landed(city, dataset):
    """The rows of the first release, sorted and without its id, and its record."""
    folder = city.root / "data" / "landing" / dataset / f"{dataset}-0001"
    rows = sorted(row[:-1] for row in parquet_rows(folder / "rows.parquet"))
    return rows, json.loads((folder / "release.json").read_text(encoding="utf-8"))


def as_csv(*rows):
    lines = (",".join(f'"{cell}"' for cell in row) for row in rows)
    return ("\n".join(lines) + "\n").encode("utf-8")
