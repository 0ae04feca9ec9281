"""A database that somebody has open stays theirs; the next build replaces it."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from early_years.beside import beside_readers
from early_years.environment import Project

READER = """
import sys, duckdb
database = duckdb.connect(sys.argv[1], read_only=True)
for _ in sys.stdin:
    print(database.execute("select number from numbers").fetchone()[0], flush=True)
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    made.database.parent.mkdir()
    _write(made.database, 1)
    return made


@pytest.fixture
def reader(project: Project) -> Iterator[subprocess.Popen]:
    """Another program that has the database open, and answers lines with a number."""
    with subprocess.Popen(
        [sys.executable, "-c", READER, str(project.database)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert _read(process) == 1
        yield process
        process.terminate()


def test_a_build_goes_on_beside_a_reader(project, reader):
    with beside_readers(project) as built:
        assert built.database != project.database
        assert built.variables["EARLY_YEARS_DATABASE"] == str(built.database)
        _write(built.database, 2)
        assert _read(reader) == 1
    assert _read(reader) == 1
    assert _number(project.database) == 2
    assert not built.database.parent.exists()


def test_a_build_that_fails_leaves_the_database_that_was(project, reader):
    with pytest.raises(ValueError, match="failed"), beside_readers(project) as built:
        _write(built.database, 2)
        raise ValueError("failed")
    assert _number(project.database) == 1
    assert not built.database.parent.exists()


def test_without_a_reader_the_database_is_built_where_it_lies(project):
    with beside_readers(project) as built:
        assert built is project


def test_the_first_build_has_nothing_to_build_beside(tmp_path):
    project = Project(tmp_path)
    with beside_readers(project) as built:
        assert built is project


def _write(path: Path, number: int) -> None:
    with duckdb.connect(str(path)) as database:
        database.execute(
            "create or replace table numbers as select ? as number", [number]
        )


def _number(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as database:
        return database.execute("select number from numbers").fetchall()[0][0]


def _read(process: subprocess.Popen) -> int:
    assert process.stdin and process.stdout
    process.stdin.write("\n")
    process.stdin.flush()
    return int(process.stdout.readline())
