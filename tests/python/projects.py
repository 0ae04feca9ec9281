"""Copies of the project, in which a test may change, build and break anything."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import msgpack
import pandas as pd

from early_years.bootstrap import OWN_ENVIRONMENT
from early_years.dbt_runs import run_dbt
from early_years.environment import Project, here, tool_environment

# What a clean clone does not hold, and the tests, which a copy never runs.
LEFT_OUT = (".*", "__pycache__", "data", "dbt_packages", "exports", "logs", "target")
PARSE = Path("target") / "partial_parse.msgpack"
KEY = "0123456789abcdef" * 4
WITHOUT_TESTS = ("--exclude-resource-type", "test", "unit_test")


@dataclass(frozen=True)
class Outcome:
    """How a command ended, and all that it said."""

    exit_code: int
    text: str


class ProjectCopy(Project):
    """A copy of the project, with the commands that people run and what they leave."""

    def verb(self, *arguments: str) -> Outcome:
        """Run `python -m early_years VERB` there, with the packages of this Python."""
        return self._run([sys.executable, "-m", "early_years", *arguments])

    def dbt(self, *arguments: str) -> None:
        """Run dbt there as the verbs do. Raises PlainError with what failed."""
        run_dbt(self, *arguments)

    def frame(self, sql: str) -> pd.DataFrame:
        """The rows of a query on its database, which is opened to read only."""
        with duckdb.connect(str(self.database), read_only=True) as database:
            return database.sql(sql).df()

    def marts(self, having: str = "ward_code") -> dict[str, pd.DataFrame]:
        """Every mart with a column of that name, its rows in a fixed order."""
        names = self.frame(
            "select table_name from information_schema.columns where "
            f"table_schema = 'marts' and column_name = '{having}' order by 1"
        )["table_name"]
        return {name: self.frame(f"from marts.{name} order by all") for name in names}

    def seed(self, name: str) -> pd.DataFrame:
        """The rows of seeds/<name>.csv, all text."""
        path = self.root / "seeds" / f"{name}.csv"
        return pd.read_csv(path, dtype=str, keep_default_na=False)

    @contextmanager
    def changed_seed(self, name: str) -> Iterator[pd.DataFrame]:
        """The rows of seeds/<name>.csv; what is changed in place is saved."""
        rows = self.seed(name)
        yield rows
        path = self.root / "seeds" / f"{name}.csv"
        rows.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")

    def raw_rows(self, dataset: str) -> int:
        """How many rows the extract of a dataset holds."""
        return len(self.seed(f"landed/raw_{dataset}"))

    def _run(self, command: list[str]) -> Outcome:
        done = subprocess.run(
            command,
            cwd=self.root,
            env=tool_environment(self) | {OWN_ENVIRONMENT: "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        return Outcome(done.returncode, done.stdout)


def copy_project(to: Path, parsed: ProjectCopy | None = None) -> ProjectCopy:
    """Copy the project as a clean clone has it into a folder that does not exist.

    With parsed, another copy, it has what dbt remembers of that one as well.
    """
    root = here().root
    for path in copied_files():
        copied = to / path.relative_to(root)
        copied.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copied)
    (to / "data").mkdir()
    if parsed:
        take_parse(ProjectCopy(to), parsed)
    return ProjectCopy(to)


def copied_files() -> list[Path]:
    """Every file of the project that a copy has."""
    found = []
    for folder, folders, files in os.walk(root := here().root):
        left_out = LEFT_OUT if Path(folder) == root else ("__pycache__",)
        for names in (folders, files):
            ignored = shutil.ignore_patterns(*left_out)(folder, names)
            names[:] = sorted(set(names) - ignored)
        if Path(folder) == root / "tests":
            folders.remove("python")
        found += [Path(folder) / name for name in files]
    return sorted(found)


def copy_built(built: ProjectCopy, to: Path) -> ProjectCopy:
    """Copy a copy with its database, so that a part of it can be built again."""
    left_out = shutil.ignore_patterns("__pycache__", "logs", "target")
    shutil.copytree(built.root, to, ignore=left_out)
    take_parse(ProjectCopy(to), built)
    return ProjectCopy(to)


def take_parse(copy: ProjectCopy, parsed: ProjectCopy) -> None:
    """Give a copy what dbt remembers of another, so that it reads only what differs.

    To read all of the project takes dbt longer than to build most parts of it. What it
    remembers names the folder from which it loads seeds, which is not the same.
    """
    (copy.root / PARSE).parent.mkdir(exist_ok=True)
    (copy.root / PARSE).write_bytes(_moved((parsed.root / PARSE).read_bytes(), copy))


def move_parse(folder: Path, copy: Project) -> None:
    """The same with what was copied into a folder that dbt of that copy writes to."""
    path = folder / PARSE.name
    path.write_bytes(_moved(path.read_bytes(), copy))
    # By its manifest the project would see that this was made elsewhere.
    path.with_name("manifest.json").unlink()


def _moved(remembered: bytes, copy: Project) -> bytes:
    manifest = msgpack.unpackb(remembered, strict_map_key=False)
    for node in manifest["nodes"].values():
        if node.get("root_path"):
            node["root_path"] = str(copy.root)
    return msgpack.packb(manifest)


def write_key(path: Path) -> Path:
    """Write a key for the identifiers of children, which its owner alone can read."""
    path.write_text(KEY, encoding="utf-8")
    path.chmod(0o600)
    return path
