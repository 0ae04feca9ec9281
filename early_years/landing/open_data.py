"""The open data that come with the tool, which count until a release does.

They are the publishers' own rows in seeds/landed, of the datasets whose contract says
so (comes_with_tool). Nothing made up is taken, and nothing as a council's own that is
another's.
"""

from pathlib import Path

import duckdb

from early_years.contracts import Contract
from early_years.environment import PlainError, Project

# What stands in the place of a release's id.
RELEASE = "with_the_tool"
REFERENCE = Path("seeds") / "reference"
COUNCILS = "ref_local_authorities"
COUNCIL = "local_authority_code"
SMALL_AREAS, KINDS = "ref_small_areas", "ref_area_kinds"
# A column that names a row's area -> the seed and column with the councils' areas.
AREAS = {
    "area_code": (COUNCILS, COUNCIL),
    "local_authority_number": ("ref_local_authority_numbers", "local_authority_number"),
    "lsoa_2011_code": (SMALL_AREAS, "area_code"),
    "lsoa_2021_code": (SMALL_AREAS, "area_code"),
    "msoa_2021_code": (SMALL_AREAS, "larger_area_code"),
    "ward_code": ("ref_wards", "ward_code"),
}
# Of which role the small areas are that the column of the older ones holds.
ROLES = {"lsoa_2011_code": "former_small_area"}
# Figures of other areas stand beside the council's own in it, to be compared with.
COMPARED = "published_area"


def take_open_data(
    database: duckdb.DuckDBPyConnection, project: Project, contract: Contract
) -> None:
    """Make the table open_data of a dataset's rows, all text in the contract's columns.

    Rows of published areas are those of every area, where a served council is among
    them; else they are those of the served councils' areas. It is empty where none come
    with the tool. Raises PlainError where the seed cannot be read.
    """
    columns = ", ".join(f'"{name}"' for name in contract.column_names)
    path = project.landed / contract.file_name
    if not contract.comes_with_tool or not path.is_file():
        texts = ", ".join(f'"{name}" varchar' for name in contract.column_names)
        database.execute(f"create or replace table open_data ({texts})")
        return
    try:
        database.execute(
            f"create or replace table open_data as select {columns} "
            f"from ({_seed(path)}) where is_synthetic = 'false'"
        )
        served = _served(project, contract)
        database.execute(
            f"delete from open_data where not exists (from open_data where {served})"
            if contract.area_kind == COMPARED
            else f"delete from open_data where not coalesce({served}, false)"
        )
    except duckdb.Error as error:
        raise PlainError(
            f"{project.relative(path)}, which comes with the tool, cannot be read: "
            f"{str(error).splitlines()[0]} Restore it from the repository."
        ) from None


def _served(project: Project, contract: Contract) -> str:
    """SQL that is true where a row is of an area of a served council."""
    reference = project.root / REFERENCE
    councils = (
        f"select {COUNCIL} from ({_seed(reference / f'{COUNCILS}.csv')}) "
        "where is_served = 'true'"
    )
    return " or ".join(
        f'"{name}" in (select {column} from ({_seed(reference / f"{seed}.csv")}) '
        f"where {COUNCIL} in ({councils}){_of_role(reference, name, seed)})"
        for name, (seed, column) in AREAS.items()
        if name in contract.column_names
    )


def _of_role(reference: Path, name: str, seed: str) -> str:
    """SQL that leaves, of the small areas, those that a column holds."""
    if seed != SMALL_AREAS:
        return ""
    return (
        f" and area_kind in (select area_kind from "
        f"({_seed(reference / f'{KINDS}.csv')}) "
        f"where area_role = '{ROLES.get(name, 'small_area')}')"
    )


def _seed(path: Path) -> str:
    literal = str(path).replace("'", "''")
    return (
        f"from read_csv('{literal}', delim = ',', quote = '\"', header = true, "
        "all_varchar = true)"
    )
