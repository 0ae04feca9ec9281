"""The open data that come with the tool: real, one home each, and nobody else's."""

import csv
import shutil
from itertools import cycle

import pytest
from landing_files import (
    BIRMINGHAM,
    CONTRACTS,
    LEEDS,
    csv_bytes,
    make_rows,
    parquet_rows,
    project,
    put,
)

from early_years.environment import PlainError, here
from early_years.landing.home import take_current
from early_years.landing.open_data import AREAS, RELEASE

__all__ = ["project"]
OPEN = [contract for contract in CONTRACTS.values() if contract.comes_with_tool]
POVERTY, PUBLISHED = "child_poverty", "published_eyfsp_results"
NEIGHBOURS = "statistical_neighbours"
OURS, THEIRS = "E05010001", "E05010002"
REFERENCE = {
    "ref_local_authorities": ("local_authority_code", BIRMINGHAM, LEEDS),
    "ref_local_authority_numbers": ("local_authority_number", "330", "383"),
    "ref_small_areas": (
        "area_kind,area_code,larger_area_code",
        *("lsoa_2021,E01000001,E02000001", "lsoa_2021,E01000002,E02000002"),
        *("lsoa_2011,E01000001,", "lsoa_2011,E01000002,"),
    ),
    "ref_wards": ("ward_code", OURS, THEIRS),
}


def serve(project, *served):
    """Give a project the areas of two councils, of which some are served."""
    folder = project.root / "seeds" / "reference"
    shutil.copy(here().root / "seeds" / "reference" / "ref_area_kinds.csv", folder)
    for name, (column, *areas) in REFERENCE.items():
        lines = [
            f"{code},{str(code in served).lower()},{area}"
            for code, area in zip(cycle((BIRMINGHAM, LEEDS)), areas, strict=False)
        ]
        heading = f"local_authority_code,is_served,{column}"
        if name == "ref_local_authorities":
            heading = "local_authority_code,is_served,local_authority_name"
        text = "\n".join([heading, *lines, ""])
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")


def ship(project, dataset, *rows):
    """Give a project the seed of a dataset."""
    project.landed.mkdir(parents=True, exist_ok=True)
    path = project.landed / CONTRACTS[dataset].file_name
    path.write_bytes(csv_bytes(list(rows)))


def real(dataset, **values):
    """A real row of a dataset, of the contract's examples and other values."""
    return make_rows(dataset, 1, **{"is_synthetic": "false", **values})[0]


def taken(project, dataset):
    """The rows that dbt will read of a dataset, by their column, and what was said."""
    said = [line for line in take_current(project, None) if dataset in line]
    names = (*CONTRACTS[dataset].column_names, "release_id")
    path = project.root / "data" / "current" / f"{dataset}.parquet"
    rows = [dict(zip(names, row, strict=True)) for row in parquet_rows(path)]
    return rows, said[0]


@pytest.mark.parametrize("contract", OPEN, ids=lambda contract: contract.name)
def test_what_comes_with_the_tool_is_real_and_open(contract):
    with (here().landed / contract.file_name).open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    assert rows and {row["is_synthetic"] for row in rows} == {"false"}
    assert contract.licence.startswith("Open Government Licence")
    assert not contract.contains_personal_data
    # Whose rows they are shows in their area alone.
    assert "local_authority_code" not in contract.column_names
    assert set(AREAS) & set(contract.column_names)


def test_whatever_is_real_comes_with_the_tool():
    found = set()
    for name, contract in CONTRACTS.items():
        with (here().landed / contract.file_name).open(encoding="utf-8") as lines:
            if "false" in {row["is_synthetic"] for row in csv.DictReader(lines)}:
                found.add(name)
    assert found == {contract.name for contract in OPEN}


def test_open_data_count_until_a_release_does(project):
    serve(project, BIRMINGHAM)
    old = real(POVERTY, ward_code=OURS, financial_year="FYE 2024")
    ship(project, POVERTY, old)
    rows, said = taken(project, POVERTY)
    assert rows == [old | {"release_id": RELEASE}]
    assert said == (
        "child_poverty: 1 rows of the open data that come with the tool: FYE 2024"
    )
    new = real(POVERTY, ward_code=OURS, financial_year="FYE 2025")
    project.land(put(project, csv_bytes([new])), "--anyway", dataset=POVERTY)
    rows, said = taken(project, POVERTY)
    assert rows == [new | {"release_id": f"{POVERTY}-0001"}]
    assert said == "child_poverty: 1 rows"


def test_a_made_up_row_never_comes_with_the_tool(project):
    serve(project, BIRMINGHAM)
    kept = real(POVERTY, ward_code=OURS)
    ship(project, POVERTY, kept, real(POVERTY, ward_code=OURS, is_synthetic="true"))
    assert taken(project, POVERTY)[0] == [kept | {"release_id": RELEASE}]


def test_a_dataset_that_does_not_come_with_the_tool_is_not_taken(project):
    serve(project, BIRMINGHAM)
    dataset = "temporary_accommodation"
    ship(project, dataset, real(dataset, ward_code=OURS))
    assert taken(project, dataset) == ([], f"{dataset}: not landed")


def test_another_council_has_what_is_of_its_own_areas(project):
    serve(project, LEEDS)
    theirs = real(POVERTY, ward_code=THEIRS)
    ship(project, POVERTY, real(POVERTY, ward_code=OURS), theirs)
    assert taken(project, POVERTY)[0] == [theirs | {"release_id": RELEASE}]
    ship(project, NEIGHBOURS, real(NEIGHBOURS, local_authority_number="330"))
    assert taken(project, NEIGHBOURS) == ([], f"{NEIGHBOURS}: not landed")


def test_published_figures_are_taken_whole_where_the_council_is_among_them(project):
    country = real(PUBLISHED, area_level="country", area_code="E92000001")
    ours = real(PUBLISHED, area_level="local_authority", area_code=BIRMINGHAM)
    ship(project, PUBLISHED, ours, country)
    serve(project, BIRMINGHAM)
    assert len(taken(project, PUBLISHED)[0]) == 2
    serve(project, LEEDS)
    assert taken(project, PUBLISHED) == ([], f"{PUBLISHED}: not landed")


def test_an_edition_of_either_kind_of_lsoa_is_taken(project):
    serve(project, BIRMINGHAM)
    dataset, of_both = "deprivation_indices", "E01000001"
    old = real(dataset, edition="2019", lsoa_2011_code=of_both, lsoa_2021_code="")
    new = real(dataset, edition="2025", lsoa_2011_code="", lsoa_2021_code=of_both)
    elsewhere = real(dataset, lsoa_2011_code="E01000009", lsoa_2021_code="")
    ship(project, dataset, old, new, elsewhere)
    rows, said = taken(project, dataset)
    assert [row["edition"] for row in rows] == ["2019", "2025"]
    assert said.endswith("2 rows of the open data that come with the tool: 2019, 2025")


def test_a_damaged_seed_is_named(project):
    serve(project, BIRMINGHAM)
    ship(project, POVERTY, {"ward_code": OURS})
    with pytest.raises(PlainError, match=r"raw_child_poverty.csv, which comes with"):
        take_current(project, None)
