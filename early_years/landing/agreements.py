"""The agreements under which data about people may be landed."""

from dataclasses import dataclass
from datetime import date

from early_years.contracts import Contract
from early_years.csv_rows import rows_if_any
from early_years.environment import PlainError, Project

PLACE = "seeds/governance/governance_agreements.csv"


@dataclass(frozen=True)
class Agreement:
    """One row of the agreements; a blank to_date is an open end."""

    title: str
    lawful_basis: str


def agreement_for(
    project: Project, contract: Contract, received: date
) -> Agreement | None:
    """The agreement in force for a dataset on a day, the latest if there are several.

    None for datasets without personal data. Raises PlainError when a dataset with
    them has none, or its row cannot be read.
    """
    if not contract.contains_personal_data:
        return None
    path = project.root / PLACE
    try:
        valid = [
            row
            for row in rows_if_any(path)
            if row["dataset_code"] == contract.name
            and row["agreement_title"].strip()
            and row["lawful_basis"].strip()
            and _in_force(row, received)
        ]
    except (PlainError, ValueError, TypeError, AttributeError):
        raise PlainError(
            f"{PLACE} cannot be read. Each row needs dataset_code, agreement_title, "
            "lawful_basis, from_date and to_date, dates as year-month-day."
        ) from None
    if not valid:
        raise PlainError(
            f"REFUSED: {contract.name} holds data about single people, and no "
            f"agreement with a lawful basis covers it on {received}. Nothing was "
            "landed.\n"
            f"Ask: {contract.owner_team} ({contract.owner_mailbox}). The agreement is "
            f"entered in {PLACE}."
        )
    row = max(valid, key=lambda row: row["from_date"])
    return Agreement(row["agreement_title"].strip(), row["lawful_basis"].strip())


def _in_force(row: dict[str, str], day: date) -> bool:
    last = row["to_date"].strip()
    return date.fromisoformat(row["from_date"].strip()) <= day and (
        not last or day <= date.fromisoformat(last)
    )
