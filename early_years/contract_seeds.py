"""The seeds that are made from the contracts, so that SQL can join what they say."""

import csv
import io

from early_years.contracts import Contract, load_contracts
from early_years.environment import Project

DATASETS = "seeds/governance/governance_datasets.csv"
COLUMNS = "seeds/reference/ref_contract_columns.csv"
VALUES = "seeds/reference/ref_contract_values.csv"


def generated_seeds(contracts: tuple[Contract, ...]) -> dict[str, str]:
    """The text of each generated seed by its path from the root.

    governance_datasets has one row a dataset, ref_contract_columns one a column of a
    dataset, ref_contract_values one an allowed value of a column. Allowed values are in
    lower case, because extracts are compared without regard to case.
    """
    return {
        DATASETS: _csv(_dataset_rows(contracts)),
        COLUMNS: _csv(_column_rows(contracts)),
        VALUES: _csv(_value_rows(contracts)),
    }


def out_of_date(project: Project) -> list[str]:
    """The generated seeds that do not say what the contracts say."""
    wrong = []
    for relative, text in generated_seeds(load_contracts()).items():
        path = project.root / relative
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            wrong.append(relative)
    return wrong


def write_generated_seeds(project: Project) -> list[str]:
    """Write every generated seed; return their paths from the root."""
    seeds = generated_seeds(load_contracts())
    for relative, text in seeds.items():
        path = project.root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(seeds)


def _dataset_rows(contracts):
    return [
        {
            "dataset_code": contract.name,
            "dataset_title": contract.title,
            "publisher_code": contract.publisher,
            "publisher_name": contract.publisher_name,
            "owner_team": contract.owner_team,
            "owner_mailbox": contract.owner_mailbox,
            "licence": contract.licence,
            "contains_personal_data": _truth(contract.contains_personal_data),
            "area_kind": contract.area_kind,
            "area_column": contract.area_column,
            "period_type": contract.period_type,
            "period_column": contract.period_column,
            "grain": contract.grain,
        }
        for contract in contracts
    ]


def _column_rows(contracts):
    return [
        {
            "dataset_code": contract.name,
            "column_position": position,
            "column_name": column.name,
            "value_type": column.type,
            "is_required": _truth(column.required),
            "is_key": _truth(column.name in contract.primary_key),
            "minimum_value": "" if column.minimum is None else column.minimum,
            "maximum_value": "" if column.maximum is None else column.maximum,
            "description": column.description,
        }
        for contract in contracts
        for position, column in enumerate(contract.columns, start=1)
    ]


def _value_rows(contracts):
    rows = [
        {
            "dataset_code": contract.name,
            "column_name": column.name,
            "allowed_value": allowed.value.lower(),
            "value_label": allowed.meaning,
        }
        for contract in contracts
        for column in contract.columns
        for allowed in column.allowed
    ]
    return sorted(rows, key=lambda row: tuple(row.values())[:3])


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _csv(rows: list[dict]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
