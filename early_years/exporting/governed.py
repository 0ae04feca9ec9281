"""What governance says of files: under which licence they leave, and by whose decision.

The strictest source of a file wins. Where a file for partners or everyone rests on a
dataset that is not open, governance_releases has to name the decision by which figures
of it leave; without one no file is written.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from early_years.csv_rows import csv_rows
from early_years.exporting.manifest import Export

SEEDS = Path("seeds") / "governance"
Row = dict[str, str]
OPEN = "open"
OPEN_LICENCE = "Open Government Licence v3.0"
OWN_USE = "For the council's own use"


@dataclass(frozen=True)
class Governance:
    """Rows of seeds/governance: datasets and steps by code, decisions of release.

    releases is by dataset and audience; of indicators, what each is counted from;
    decisions are what files are for.
    """

    datasets: dict[str, Row] = field(default_factory=dict)
    releases: dict[tuple[str, str], Row] = field(default_factory=dict)
    steps: dict[str, Row] = field(default_factory=dict)
    indicators: dict[str, tuple[str, ...]] = field(default_factory=dict)
    decisions: tuple[Row, ...] = ()


@dataclass(frozen=True)
class Licence:
    """Under what a file may be used: the words, by whose decision, and what is owed.

    obtained says how counts came about where a publisher changes or models them.
    """

    title: str
    decisions: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()
    obtained: tuple[str, ...] = ()


def read_governance(root: Path) -> Governance:
    """The seeds of governance of a project."""
    seeds = root / SEEDS
    counted: dict[str, set[str]] = {}
    for row in csv_rows(root / "seeds" / "policy" / "policy_indicator_sources.csv"):
        counted.setdefault(row["indicator_code"], set()).add(row["dataset_code"])
    return Governance(
        datasets={
            row["dataset_code"]: row
            for row in csv_rows(seeds / "governance_datasets.csv")
        },
        releases={
            (row["dataset_code"], row["audience"]): row
            for row in csv_rows(seeds / "governance_releases.csv")
        },
        steps={
            row["step_code"]: row
            for row in csv_rows(seeds / "governance_responsibilities.csv")
        },
        indicators={code: tuple(sorted(names)) for code, names in counted.items()},
        decisions=tuple(csv_rows(seeds / "governance_decisions.csv")),
    )


def licence_of(export: Export, governance: Governance) -> Licence:
    """The licence of a file, which config.meta.export may say in other words."""
    datasets = [
        governance.datasets[code]
        for code in export.datasets
        if code in governance.datasets
    ]
    strict = [row for row in datasets if row.get("licence_class") != OPEN]
    decisions = [
        governance.releases[row["dataset_code"], export.audience]
        for row in strict
        if (row["dataset_code"], export.audience) in governance.releases
    ]
    owed = [row.get("attribution", "") for row in datasets]
    return Licence(
        title=export.licence or _title(export, strict, decisions),
        decisions=_once(_decision(row, governance) for row in decisions),
        attributions=_once([*owed, *export.attributions]),
        obtained=_once(row.get("obtained_text", "") for row in datasets),
    )


def _title(export: Export, strict: list[Row], decisions: list[Row]) -> str:
    if strict and export.audience == "internal":
        return "; ".join([OWN_USE, *_once(row["licence"] for row in strict)])
    if strict:
        return "; ".join(_once(row["licence"] for row in decisions))
    if export.audience == "internal" and not (export.datasets or export.attributions):
        return OWN_USE
    return OPEN_LICENCE


def _decision(row: Row, governance: Governance) -> str:
    title = governance.datasets[row["dataset_code"]]["dataset_title"]
    return (
        f"{title}: {row['what_text']} released under {row['licence']} by decision of "
        f"{row['decided_by']}, {row['decided_date']}."
    )


def problems_of_release(export: Export, governance: Governance) -> list[str]:
    """Datasets behind a file for others that nobody decided to release figures of."""
    if export.audience == "internal":
        return []
    return [
        f"{export.model}: {export.audience}/{export.file} rests on {code}, which is "
        f"not open ({governance.datasets[code]['licence']}), and "
        "seeds/governance/governance_releases.csv names no decision to release figures "
        "of it. Add the decision, or take the figures out."
        for code in export.datasets
        if code in governance.datasets
        and governance.datasets[code].get("licence_class") != OPEN
        and (code, export.audience) not in governance.releases
    ]


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
