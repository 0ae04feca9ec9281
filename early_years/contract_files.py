"""The files made from contracts and policy, so that dbt knows what they say."""

import csv
import io
from collections.abc import Iterable

from early_years.contracts import Column, Contract, load_contracts
from early_years.environment import Project
from early_years.profile_columns import profile_files

DATASETS = "seeds/governance/governance_datasets.csv"
VALUES = "seeds/reference/ref_contract_values.csv"
MACRO = "macros/contract.sql"


def generated_files(contracts: tuple[Contract, ...]) -> dict[str, str]:
    """The text of each file that is made from contracts, by its path from the root.

    governance_datasets has one row per dataset, ref_contract_values one per allowed
    value of a column; the macro returns key, period and columns of a dataset. Allowed
    values are in lower case, because extracts are compared without regard to case.
    """
    return {
        DATASETS: _csv(_dataset_rows(contracts)),
        VALUES: _csv(_value_rows(contracts)),
        MACRO: _macro(contracts),
    }


def out_of_date(project: Project) -> list[str]:
    """The generated files that do not say what contracts and policy say."""
    wrong = []
    for relative, text in _all_files(project).items():
        path = project.root / relative
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            wrong.append(relative)
    return wrong


def write_generated_files(project: Project) -> list[str]:
    """Write every generated file; return their paths from the root."""
    files = _all_files(project)
    for relative, text in files.items():
        path = project.root / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return list(files)


def _all_files(project: Project) -> dict[str, str]:
    return generated_files(load_contracts()) | profile_files(project)


def _dataset_rows(contracts: Iterable[Contract]) -> list[dict[str, str]]:
    return [
        {
            "dataset_code": contract.name,
            "dataset_title": contract.title,
            "dataset_description": contract.description,
            "coverage_text": contract.coverage,
            "publisher_code": contract.publisher,
            "publisher_name": contract.publisher_name,
            "owner_team": contract.owner_team,
            "owner_mailbox": contract.owner_mailbox,
            "owner_telephone": contract.owner_telephone,
            "licence": contract.licence,
            "licence_class": contract.licence_class,
            "attribution": contract.attribution,
            "obtained_text": contract.obtained,
            "contains_personal_data": _truth(contract.contains_personal_data),
            "area_kind": contract.area_kind,
            "area_column": contract.area_column,
            "period_type": contract.period_type,
            "period_column": contract.period_column,
            "grain": contract.grain,
            "ward_return_of": contract.ward_return_of or "",
            "comes_with_tool": _truth(contract.comes_with_tool),
        }
        for contract in contracts
    ]


def _value_rows(contracts: Iterable[Contract]) -> list[dict[str, str]]:
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


def _macro(contracts: tuple[Contract, ...]) -> str:
    lines = [
        "{#- Written by `python -m early_years contracts` from early_years/contracts; "
        "not edited. -#}",
        "{% macro contract(dataset_code) -%}",
        "    {%- set contracts = {",
    ]
    for contract in contracts:
        literal = contract_literal(contract)
        columns = literal.pop("columns")
        lines.append(f"        {contract.name!r}: {{")
        lines += [f"            {key!r}: {value!r}," for key, value in literal.items()]
        lines.append("            'columns': [")
        lines += [f"                {column!r}," for column in columns]
        lines += ["            ],", "        },"]
    lines += [
        "    } -%}",
        "    {{ return(contracts[dataset_code]) }}",
        "{%- endmacro %}",
    ]
    return "\n".join(lines) + "\n"


def contract_literal(contract: Contract) -> dict:
    """What macros know of a contract: key, period and columns."""
    literal: dict = {"key": list(contract.primary_key)}
    if contract.area_fallback:
        literal["key_fallback"] = {contract.area_column: contract.area_fallback}
    if contract.comparable_from:
        literal["comparable_from"] = contract.comparable_from
    return literal | {
        "period_column": contract.period_column,
        "period_type": contract.period_type,
        "columns": [_column_literal(column) for column in contract.columns],
    }


def _column_literal(column: Column) -> dict:
    literal = {"name": column.name, "type": column.type, "required": column.required}
    if column.is_personal:
        literal["is_personal"] = True
    if column.may_be_symbol:
        literal["may_be_symbol"] = True
    if column.later_than:
        literal["later_than"] = column.later_than
    if column.part_of:
        literal["part_of"] = column.part_of
    if column.within:
        literal["within"] = column.within
        literal["allowed_of"] = _by_of(column)
    if column.minimum is not None:
        literal["minimum"] = column.minimum
    if column.maximum is not None:
        literal["maximum"] = column.maximum
    if column.earliest:
        literal |= {"earliest": column.earliest, "latest": column.latest}
    if column.allowed:
        literal["allowed"] = [allowed.value.lower() for allowed in column.allowed]
    return literal


def _by_of(column: Column) -> dict[str, list[str]]:
    """The allowed values of a column by the value beside which they may stand."""
    values: dict[str, list[str]] = {}
    for allowed in column.allowed:
        values.setdefault(str(allowed.of).lower(), []).append(allowed.value.lower())
    return values


def _truth(value: bool) -> str:
    return "true" if value else "false"


def _csv(rows: list[dict]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()
