"""A small project with a landing store, and miniature files to land in it."""

import csv
import io
import os
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import openpyxl
import pytest
from projects import write_key

from early_years import cli
from early_years.contracts import load_contracts
from early_years.environment import Project, here
from early_years.governance import RUNNING
from early_years.landing import judging, limits, noise, pseudonyms
from early_years.landing.agreements import PLACE

SEEDS = (
    *(judging.REFERENCE / f"{name}.csv" for name in judging.JOINED),
    *(judging.REASONS, judging.THRESHOLDS, RUNNING, noise.SOURCES),
)
CONTRACTS = {contract.name: contract for contract in load_contracts()}
DATASET = "temporary_accommodation"
CHILDREN = "eyfsp_results"
BIRMINGHAM, LEEDS = "E08000025", "E08000035"
AGREEMENT = (
    "dataset_code,agreement_title,lawful_basis,from_date,to_date,reason\n"
    f"{CHILDREN},Return (example),Public task,2020-01-01,2030-12-31,Needed\n"
)


@dataclass(frozen=True)
class LandingProject(Project):
    """A project of agreements and a store, with the verbs that people type.

    say runs a verb with its arguments; it returns the exit code and all that was said.
    """

    say: Callable[..., tuple[int, str]] = None

    def land(self, *arguments: object, dataset: str = DATASET) -> str:
        """Land files and return what was said. Raises AssertionError on refusal."""
        code, said = self.say("land", dataset, *arguments, "--by", "Ana")
        assert code == 0, said
        return said

    def refuse(self, *arguments: object, dataset: str = DATASET) -> str:
        """Try to land files that are refused; return why. Nothing may be stored."""
        before = self.stored()
        code, said = self.say("land", dataset, *arguments, "--by", "Ana")
        assert code == 1, said
        assert "Traceback" not in said
        assert self.stored() == before
        return said

    def stored(self) -> list[str]:
        """Every file of the store but its lock, by its path."""
        store = self.root / "data" / "landing"
        paths = (path for path in store.rglob("*") if path.name != ".lock")
        return sorted(path.relative_to(store).as_posix() for path in paths)


@pytest.fixture
def project(tmp_path, monkeypatch, capsys) -> LandingProject:
    """An empty store, an agreement and a key outside the project."""

    def say(*arguments):
        capsys.readouterr()
        code = cli.run([str(argument) for argument in arguments])
        said = capsys.readouterr()
        return code, said.out + said.err

    project = LandingProject(tmp_path / "project", say=say)
    (project.root / PLACE).parent.mkdir(parents=True)
    take_seeds(project)
    (project.root / PLACE).write_text(AGREEMENT, encoding="utf-8", newline="\n")
    key = write_key(tmp_path / "key.txt")
    monkeypatch.setenv(pseudonyms.KEY_FILE, str(key))
    monkeypatch.setattr(cli, "here", lambda: project)
    return project


def set_limits(project: Project, **values: int) -> None:
    """Give a project the tool's own limits, some of them lowered."""
    with (here().root / limits.PLACE).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        row["value"] = values.get(row["limit_code"], row["value"])
    (project.root / limits.PLACE).write_bytes(csv_bytes(rows))


def take_seeds(project: Project) -> None:
    """Give a project what rows are judged by; Leeds is served there too."""
    for place in SEEDS:
        text = (here().root / place).read_text(encoding="utf-8")
        (project.root / place).parent.mkdir(parents=True, exist_ok=True)
        (project.root / place).write_text(text, encoding="utf-8", newline="\n")
    with (project.root / SEEDS[1]).open("a", encoding="utf-8", newline="\n") as seed:
        seed.write(f"{LEEDS},Leeds,E12000003,Yorkshire and The Humber,true\n")


def make_rows(dataset: str = DATASET, count: int = 2, **values: str) -> list[dict]:
    """Rows of the contract's examples with other values; their keys differ."""
    contract = CONTRACTS[dataset]
    rows = []
    for number in range(1, count + 1):
        row = {column.name: column.example for column in contract.columns}
        # A return is of all children where it says no group of them.
        row |= {
            column.name: ""
            for column in contract.columns
            if column.name.startswith("breakdown_") and not column.required
        }
        if "child_id" in row:
            row["child_id"] = f"EYP-{number:06d}"
        ward = contract.area_column if contract.area_kind == "ward" else "ward_code"
        if ward in row:
            row[ward] = f"E0501{number:04d}"
        rows.append(row | values)
    return rows


def csv_bytes(rows: list[dict]) -> bytes:
    """Rows as CSV in UTF-8."""
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")


def xlsx_bytes(*sheets: list[list]) -> bytes:
    """Sheets, each a list of rows, as a workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet {number}")
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def zip_bytes(files: dict[str, bytes]) -> bytes:
    """Files by name as a zip."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in files.items():
            archive.writestr(name, part)
    return content.getvalue()


def put(project: Project, content: bytes, name: str = "extract.csv") -> Path:
    """Write a file beside the project, where a supplier's file would lie."""
    path = project.root.parent / name
    path.write_bytes(content)
    return path


def put_rows(project: Project, name: str = "extract.csv", **values) -> Path:
    """Write a CSV of make_rows beside the project."""
    return put(project, csv_bytes(make_rows(**values)), name)


def parquet_rows(path: Path) -> list[tuple]:
    """All rows of a Parquet file in their order."""
    with duckdb.connect() as database:
        return database.execute("from read_parquet(?)", [os.fspath(path)]).fetchall()
