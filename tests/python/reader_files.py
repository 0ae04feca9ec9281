"""A city of two small areas and two wards, to read publishers' tables for."""

import json

import pytest
from landing_files import CONTRACTS, parquet_rows

from early_years.environment import here

LOCAL_AUTHORITIES = """\
local_authority_code,local_authority_name,is_served
E08000025,Birmingham,true
E08000029,Solihull,false
"""
# The second council is a neighbour.
SMALL_AREAS = """\
area_kind,area_code,larger_area_code,local_authority_code
lsoa_2011,E01008881,,E08000025
lsoa_2011,E01008882,,E08000025
lsoa_2011,E01010185,,E08000029
lsoa_2021,E01008881,E02001893,E08000025
lsoa_2021,E01008882,E02001892,E08000025
lsoa_2021,E01010185,,E08000029
"""
AREA_KINDS = here().root / "seeds" / "reference" / "ref_area_kinds.csv"

WARDS = """\
ward_code,local_authority_code
E05011118,E08000025
E05011119,E08000025
"""

POSTCODES = """\
pcd,pcds,dointr,doterm,osward,lat,long,lsoa21
B33 9RB,B33 9RB,198001,,E05011118,52.482365,-1.784870,E01008881
B91 1AA,B91 1AA,198001,201506,E05001284,52.41,-1.77,E01010185
AB1 0AA,AB1 0AA,198001,,S13002843,57.1,-2.2,S01000011
"""
FIGURES = ("numerator_count", "denominator_count", "published_value")
EYFSP_2022 = """\
,time_period,time_identifier,geographic_level,country_code,country_name,region_code,\
region_name,new_la_code,la_name,characteristic,characteristic_type,gender,\
children_number,average_elgs,elg_number,elg_percentage,gld_number,gld_percentage
1,202122,Academic year,Local authority,E92000001,England,E12000005,West Midlands,\
E08000025,Birmingham,Total,Total,Total,15083,13.400000,9149,60.7,9453,62.700000
2,202122,Academic year,Local authority,E92000001,England,E12000005,West Midlands,\
E08000025,Birmingham,Free school meal eligibility,\
Known to be eligible for free school meals,Girls,2430,13.1,1471,60.5,c,z
3,202122,Academic year,Local authority,E92000001,England,E12000005,West Midlands,\
E08000025,Birmingham,SEN provision,All SEN,Girls,540,5.1,107,19.8,109,20.2
"""


@pytest.fixture
def city(project):
    """The project with one served council of two LSOAs, and a neighbour."""
    reference = project.root / "seeds" / "reference"
    reference.mkdir(parents=True, exist_ok=True)
    for name, text in (
        ("ref_local_authorities", LOCAL_AUTHORITIES),
        ("ref_small_areas", SMALL_AREAS),
        ("ref_area_kinds", AREA_KINDS.read_text(encoding="utf-8")),
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


def rows_of(city, dataset, *columns):
    """The landed rows in some of the contract's columns, sorted."""
    places = [CONTRACTS[dataset].column_names.index(name) for name in columns]
    return sorted(tuple(row[at] for at in places) for row in landed(city, dataset)[0])
