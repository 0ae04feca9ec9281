"""Reading a folder of published files without landing them, to compare the totals."""

import tempfile
from collections import defaultdict
from pathlib import Path

from early_years.contracts import Column, Contract
from early_years.environment import PlainError, Project
from early_years.landing import taking
from early_years.landing.interpreting import Extract
from early_years.landing.isolation import ReaderEnded, recognise
from early_years.landing.opening import Refused, plain
from early_years.readers.areas import load_areas
from early_years.readers.layouts import load_layouts

REFERENCE = Path("seeds", "reference")
# A column with more values than these is a name of something, not a group to add up.
MOST_GROUPS = 40
AREAS = ("area_code", "council_code")
COUNTS = ("whole_number", "published_count")


def check_folder(project: Project, folder: Path) -> bool:
    """Print what every file of a folder is, and its totals for the served councils.

    Every file goes the way that landing takes it, up to where it would be written.
    Returns whether every file is of a known dataset and was read, or refused for a
    reason. Raises PlainError where there is no such folder.
    """
    if not folder.is_dir():
        raise PlainError(f"There is no folder {folder.as_posix()}.")
    served = load_areas(project.root / REFERENCE, "local_authority").served
    extracts, is_known = defaultdict(list), True
    with tempfile.TemporaryDirectory() as scratch:
        for path in sorted(path for path in folder.rglob("*") if path.is_file()):
            name = path.relative_to(folder).as_posix()
            found, lines = _read(project, path, Path(scratch))
            is_known = is_known and found is not None
            for extract in found or ():
                extracts[extract.contract.name].append((name, extract))
            print("\n".join(plain(f"{name}: {line}") for line in lines))
    for dataset in sorted(extracts):
        for name, extract in extracts[dataset]:
            print("\n".join([f"\n{dataset}, {name}", *_totals(extract, served)]))
    return is_known


def _read(
    project: Project, path: Path, scratch: Path
) -> tuple[list[Extract] | None, list[str]]:
    """The extracts of a file and what is to be said; None where it is not known."""
    try:
        try:
            datasets = recognise(path, scratch, nearly=True)
            reason = "no dataset has a layout like it."
        except Refused as refused:
            datasets, reason = [], " ".join(refused.problems)
        # What is too large to be looked at as a whole may be read from disk.
        streamed = [layout.dataset for layout in load_layouts() if layout.streamed]
        refusals: list[str] = []
        for dataset in dict.fromkeys([*datasets, *streamed]):
            arrived, problems = taking.try_out(project, dataset, path)
            if not problems:
                lines = []
                for one in arrived:
                    rows = f"{dataset}, {len(one.extract.rows):,} rows."
                    unread = f"{one.judgement.unread:,} of them cannot be read."
                    told = [rows, unread] if one.judgement.unread else [rows]
                    lines.append(" ".join([*told, *one.extract.notices]))
                return [one.extract for one in arrived], lines
            # The first dataset is the best; that it is not another says nothing more.
            if dataset in datasets and not refusals:
                refusals = [f"{dataset}, refused: {text}" for text in problems]
        return ([], refusals) if refusals else (None, [f"not known: {reason}"])
    except ReaderEnded as ended:
        return None, [str(ended)]
    except Exception as error:
        # One file that cannot be read may not keep the others from being tried.
        return None, [f"failed: {type(error).__name__}: {error}"]


def _totals(extract: Extract, served: frozenset[str]) -> list[str]:
    """Rows and sums of each group of the served councils, a line per group."""
    contract = extract.contract
    place = {name: at for at, name in enumerate(contract.column_names)}
    rows = [row for row in extract.rows if _is_served(row, contract, place, served)]
    counts = [one.name for one in contract.columns if _is_count(one)]
    groups = defaultdict(list)
    by = _group_columns(contract, rows, place, counts)
    for row in rows:
        groups[tuple(row[place[name]] or "" for name in by)].append(row)
    lines = []
    for group in sorted(groups):
        sums = [
            _sum(name, [row[place[name]] for row in groups[group]]) for name in counts
        ]
        told = ", ".join([f"{len(groups[group]):,} rows", *sums])
        lines.append(f"  {' / '.join(group)}: {told}")
    return lines or ["  no row of the served councils"]


def _is_served(
    row: list[str | None], contract: Contract, place: dict, served: frozenset[str]
) -> bool:
    if "local_authority_code" in place:
        return row[place["local_authority_code"]] in served
    if contract.area_kind == "published_area":
        return row[place[contract.area_column]] in served
    return True


def _is_count(column: Column) -> bool:
    """Whether a column can be added up: a rank and a decile cannot."""
    return column.type in COUNTS and column.name.endswith("_count")


def _group_columns(
    contract: Contract, rows: list, place: dict, counts: list[str]
) -> list[str]:
    """The period, and the choices and keys that tell groups from each other."""
    columns = {column.name: column for column in contract.columns}
    wanted = [
        name
        for name, column in columns.items()
        if (column.type == "choice" or name in contract.primary_key)
        and column.type not in (*AREAS, "period")
        and name not in (contract.area_column, "is_synthetic", *counts)
        and 1 < len({row[place[name]] for row in rows}) <= MOST_GROUPS
    ]
    return [contract.period_column, *wanted]


def _sum(name: str, values: list[str | None]) -> str:
    filled = [value for value in values if value]
    plain = [value.replace(",", "") for value in filled]
    numbers = [int(value) for value in plain if value.isdigit()]
    others = len(filled) - len(numbers)
    rest = f" and {others:,} without a number" if others else ""
    return f"{name} {sum(numbers):,}{rest}"
