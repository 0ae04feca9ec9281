"""The values that a template lists to choose from: allowed ones, wards, periods."""

from dataclasses import dataclass
from pathlib import Path

from early_years.contracts import Contract
from early_years.csv_rows import rows_if_any
from early_years.environment import Project

REFERENCE = Path("seeds", "reference")


@dataclass(frozen=True)
class Choices:
    """The values of one column; is_closed is whether no other way to write is read."""

    values: tuple[str, ...]
    is_closed: bool = False


def choices_of(project: Project, contract: Contract) -> dict[str, Choices]:
    """The values to choose from by column, of those columns that have any.

    They are the contract's allowed values, the councils that are served, their wards
    and the periods. Of a project without reference data the allowed values alone.
    """
    found = {
        column.name: Choices(tuple(one.value for one in column.allowed), True)
        for column in contract.columns
        if column.allowed
    }
    councils = [
        row["local_authority_code"]
        for row in rows_if_any(project.root / REFERENCE / "ref_local_authorities.csv")
        if row["is_served"] == "true"
    ]
    wards = [
        row
        for row in rows_if_any(project.root / REFERENCE / "ref_wards.csv")
        if row["local_authority_code"] in councils and not row["valid_to_date"]
    ]
    periods = [
        row["supplier_label"]
        for row in rows_if_any(project.root / REFERENCE / "ref_periods.csv")
        if _is_of(row, contract.period_type)
        and row["start_date"] >= (contract.comparable_from or "")
    ]
    listed = {contract.period_column: periods}
    listed |= {
        column.name: councils
        for column in contract.columns
        if column.type == "council_code"
    }
    if contract.area_kind == "ward":
        listed[contract.area_column] = [row["ward_code"] for row in wards]
        if contract.area_fallback:
            names = [row["ward_name"] for row in wards]
            listed[contract.area_fallback] = names
    found |= {name: Choices(tuple(values)) for name, values in listed.items() if values}
    return found


def _is_of(period: dict[str, str], kind: str) -> bool:
    """Whether a dataset takes a period, as is_period_of.sql has it."""
    if kind == "any":
        return not period["supplier_label"].isdigit()
    return period["period_type"] == kind
