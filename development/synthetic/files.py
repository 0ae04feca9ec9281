"""Reading seeds and plans, writing extracts."""

import csv
from collections.abc import Iterable
from pathlib import Path

import yaml

from early_years.contracts import load_contracts
from early_years.environment import PlainError


def read_seed(path: Path) -> list[dict[str, str]]:
    """The rows of a seed, all text. Raises PlainError where the seed is missing."""
    if not path.exists():
        raise PlainError(
            f"{path.name} is missing from seeds/{path.parent.name}. "
            "The generator reads it: restore it from the repository."
        )
    with path.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def read_period_codes(project: Path) -> dict[tuple[str, str], str]:
    """(kind of period, what suppliers write) -> its code, from the seeds of a project.

    Raises PlainError where the seed is missing.
    """
    return {
        (row["period_type"], row["supplier_label"]): row["period_code"]
        for row in read_seed(project / "seeds" / "reference" / "ref_periods.csv")
    }


def joined_plan(name: str) -> dict:
    """What holds anywhere (children.yml, settings.yml) with a plan of its own.

    A section that stands in both is joined, and the plan's own values win.
    """
    plan = _load("children") | _load("settings")
    for section, values in _load(name).items():
        common = plan.get(section, {})
        plan[section] = {**common, **values} if common else values
    return plan


def _load(name: str) -> dict:
    path = Path(__file__).resolve().parent / f"{name}.yml"
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def write_extracts(folder: Path, extracts: dict[str, list[tuple]]) -> None:
    """Write raw_<dataset>.csv for each dataset: the contract's columns, by its key."""
    contracts = {contract.name: contract for contract in load_contracts()}
    for dataset, rows in extracts.items():
        contract = contracts[dataset]
        write_csv(
            folder / contract.file_name,
            contract.column_names,
            rows,
            [contract.column_names.index(name) for name in contract.primary_key],
        )


def write_csv(
    path: Path, header: Iterable[str], rows: Iterable[tuple], key: list[int]
) -> None:
    """Write rows as text, sorted by the columns at the positions in key."""
    texts = [tuple(str(value) for value in row) for row in rows]
    texts.sort(key=lambda row: [row[position] for position in key])
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(texts)
