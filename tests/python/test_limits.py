"""A file that would fill memory, disk or time is refused, and the next is taken."""

import io
import os
import re
import subprocess
import sys
import time
import zipfile

import duckdb
import pytest
from landing_files import (
    CONTRACTS,
    DATASET,
    csv_bytes,
    make_rows,
    project,
    put,
    put_rows,
    set_limits,
    xlsx_bytes,
    zip_bytes,
)

from early_years import contracts
from early_years.environment import PlainError, here
from early_years.landing import isolation, leftovers, limits, shapes, store, taking
from early_years.landing.isolation import ReaderEnded
from early_years.landing.reading_process import largest

__all__ = ["project"]
HEADER = list(CONTRACTS[DATASET].column_names)
GOOD = csv_bytes(make_rows())
# A sheet of which each row has one cell, in the column that is given.
SHEET = """<?xml version="1.0"?><worksheet
xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}
</sheetData></worksheet>"""
NAMED = re.compile(r"up to (\d[\d,]*)")


def parquet(project, rows, columns=HEADER):
    """A small file of so many rows in which nothing stands."""
    path = project.root.parent / "extract.parquet"
    values = ", ".join(f"null::varchar as {name}" for name in columns)
    with duckdb.connect() as database:
        database.execute(
            f"copy (select {values} from range({rows})) to '{path.as_posix()}' "
            "(format parquet)"
        )
    return path


def workbook_with_cell(column, rows=3):
    """A workbook whose second row and those behind have a value in that column."""
    whole = xlsx_bytes([HEADER, *[["x"] * len(HEADER)] * 2])
    cells = "".join(
        f'<row r="{row}"><c r="{column}{row}"><v>1</v></c></row>'
        for row in range(2, rows + 2)
    )
    return replaced(whole, "xl/worksheets/sheet1.xml", SHEET.format(cells))


def replaced(content, name, text):
    """A zip with another text in one of its files."""
    made = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for one in old.namelist():
            new.writestr(one, text if one == name else old.read(one))
    return made.getvalue()


# What is counted before it is read


@pytest.mark.parametrize("kind", ["csv", "xlsx", "parquet"])
@pytest.mark.parametrize(("name", "most"), [("rows", 9), ("cells", 59), ("columns", 5)])
def test_rows_columns_and_cells_have_a_limit(project, kind, name, most):
    rows = make_rows(count=10)
    table = [list(rows[0]), *[list(row.values()) for row in rows]]
    make = {
        "csv": lambda: put(project, csv_bytes(rows)),
        "xlsx": lambda: put(project, xlsx_bytes(table), "extract.xlsx"),
        "parquet": lambda: parquet(project, 10),
    }
    path = make[kind]()
    set_limits(project, **{name: most})
    said = project.refuse(path)
    assert NAMED.search(said)[1] == str(most), said


@pytest.mark.parametrize(
    ("content", "limit", "said"),
    [
        (xlsx_bytes(*[[HEADER]] * 4), {"sheets": 3}, "4 sheets; up to 3"),
        (
            zip_bytes({f"{number}.csv": GOOD for number in range(4)}),
            {"zip_members": 3},
            "4 files; up to 3",
        ),
        (
            zip_bytes({"pad.csv": os.urandom(90_000), "bomb.csv": b"0" * 90_000}),
            {"unpacked_ratio": 20},
            "more than 20 times its size",
        ),
    ],
    ids=["sheets", "members", "ratio of one"],
)
def test_members_and_sheets_have_a_limit(project, content, limit, said):
    set_limits(project, **limit)
    assert said in project.refuse(put(project, content))


def test_a_value_far_to_the_right_is_refused_and_an_empty_cell_there_is_none(project):
    far = workbook_with_cell("XFD")
    assert "16,384 columns" in project.refuse(put(project, far, "far.xlsx"))
    empty = replaced(
        xlsx_bytes([HEADER, *[list(row.values()) for row in make_rows()]]),
        "docProps/app.xml",
        "<Properties/>",
    )
    sheet = zipfile.ZipFile(io.BytesIO(empty)).read("xl/worksheets/sheet1.xml")
    sheet = sheet.replace(b"</row>", b'<c r="XFD1"/></row>', 1)
    path = put(
        project, replaced(empty, "xl/worksheets/sheet1.xml", sheet), "empty.xlsx"
    )
    project.land(path)


def test_a_size_that_a_sheet_tells_of_itself_is_not_believed(project):
    lying = workbook_with_cell("XFD")
    text = zipfile.ZipFile(io.BytesIO(lying)).read("xl/worksheets/sheet1.xml").decode()
    text = text.replace("<sheetData>", '<dimension ref="A1:F3"/><sheetData>')
    path = put(project, replaced(lying, "xl/worksheets/sheet1.xml", text), "lying.xlsx")
    assert "16,384 columns" in project.refuse(path)


def test_a_geojson_or_html_is_no_table_of_commas():
    with limits.using(limits.Limits(*[1] * 11)):
        for content in (b'{"a": [1,2,3]}', b"<html>,,,,</html>"):
            shapes.check(content)
        with pytest.raises(limits.TooMuch):
            shapes.check(b"a,b\n1,2\n")


# Memory and time


class Limited:
    """Limits that are quick to reach."""

    seconds = limits.Limits(*[10**9] * 8, 2048, 0.2, 2)
    memory = limits.Limits(*[10**9] * 8, 64, 60, 2)


def test_a_file_that_fills_the_memory_is_told_and_the_next_is_read(project):
    lines = b"\n".join([b",".join([b"x"] * 6)] * 300_000)
    large = put(project, csv_bytes(make_rows(count=1)) + lines, "large.csv")
    with limits.using(Limited.memory), pytest.raises(ReaderEnded) as told:
        isolation.read_files(
            [large], CONTRACTS[DATASET], project.root.parent, here().root / "seeds"
        )
    assert "more than 64 MB of memory" in str(told.value)
    assert told.value.path == large
    project.land(put(project, GOOD))


def test_a_file_that_is_read_without_end_is_told_and_the_next_is_read(project):
    project.land(put(project, GOOD))
    lines = b"\n".join([b",".join([b"x"] * 6)] * 100_000)
    large = put(project, csv_bytes(make_rows(count=1)) + lines, "large.csv")
    with limits.using(Limited.seconds), pytest.raises(ReaderEnded) as told:
        isolation.read_files(
            [large], CONTRACTS[DATASET], project.root.parent, here().root / "seeds"
        )
    assert "took more than 0.2 seconds" in str(told.value)
    project.land(put_rows(project, count=3))


def test_a_reader_that_dies_is_told_and_started_again(project, monkeypatch):
    path = put(project, GOOD)
    project.land(path)
    first = isolation.READER._process
    first.kill()
    first.wait()
    project.land(put_rows(project, count=3))
    assert isolation.READER._process.pid != first.pid

    def die(request, pipe, protocol):
        isolation.READER._process.kill()
        isolation.READER._process.wait()

    with monkeypatch.context() as patch:
        patch.setattr(isolation.pickle, "dump", die)
        said = project.refuse(put_rows(project, count=4))
    assert "it ended the program that read it" in said
    project.land(put_rows(project, count=5))


def test_a_reader_ends_with_whoever_started_it():
    script = (
        "from early_years.landing.isolation import READER; import os, sys; "
        "print(READER._started().pid, flush=True); sys.stdin.readline(); os._exit(9)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=here().root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as started:
        pid = int(started.stdout.readline())
        assert is_running(pid)
        started.communicate("\n")
    for _ in range(200):
        if not is_running(pid):
            return
        time.sleep(0.05)
    raise AssertionError("The reader runs on.")


def is_running(pid):
    try:
        os.kill(pid, 0)
    except OSError:
        return False
    with open(f"/proc/{pid}/stat", encoding="ascii") as stat:
        return stat.read().rpartition(")")[2].split()[0] != "Z"


if not os.path.isdir("/proc"):
    test_a_reader_ends_with_whoever_started_it = pytest.mark.skip(
        "needs a list of processes"
    )(test_a_reader_ends_with_whoever_started_it)


def test_the_size_of_a_process_is_known():
    assert largest() > 10 * limits.MEGABYTE


def test_nothing_is_read_while_the_store_is_held(project, monkeypatch):
    held = []
    read = isolation.read_files

    def watched(*arguments):
        held.append((project.root / "data" / "landing" / ".incoming").exists())
        return read(*arguments)

    monkeypatch.setattr(isolation, "read_files", watched)
    project.land(put(project, GOOD))
    assert held == [False]


def test_contracts_are_read_once_a_run(monkeypatch):
    contracts.load_contracts()

    def fail(folder):
        raise AssertionError("The contracts are read again.")

    monkeypatch.setattr(contracts, "_read", fail)
    assert contracts.load_contracts()


# Policy


def test_limits_that_cannot_be_read_are_told(project):
    set_limits(project, rows="many")
    with pytest.raises(PlainError, match="governance_limits.csv cannot be read"):
        limits.limits_of(project)
    set_limits(project, rows="")
    with pytest.raises(PlainError, match="has no value for rows"):
        limits.limits_of(project)


def test_what_a_killed_reading_left_is_removed_and_what_is_at_work_stays(project):
    with leftovers.scratch_for_reading(project) as at_work:
        left = at_work.with_name("left")
        left.mkdir()
        (left / "handed_over.parquet").write_bytes(b"a child")
        leftovers.remove_left(at_work.parent)
        assert at_work.is_dir() and not left.exists()
    assert not at_work.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes.")
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_is_refused_at_once(project, make):
    path = project.root.parent / "extract.csv"
    make(path)
    assert "it is no file but a folder, device or pipe" in project.refuse(path)


def test_a_full_disk_while_reading_is_no_fault_of_the_file(project, monkeypatch):
    def fail(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(isolation, "read_files", fail)
    with pytest.raises(store.StoreUnavailable, match="No space left"):
        taking.land(project, DATASET, [put(project, GOOD)], by="Ana")


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps the rights of the folder.")
def test_nobody_else_can_look_into_the_store(project):
    project.land(put(project, GOOD))
    for name in ("landing", "reading"):
        made = project.root / "data" / name
        for path in (made, *made.rglob("*")):
            assert path.stat().st_mode & 0o077 == 0, path


def test_any_verb_removes_what_a_killed_run_left_and_keeps_what_failed(project):
    data = project.root / "data"
    places = {
        "killed": data / "building" / "killed" / "early_years.duckdb",
        "read": data / "reading" / "killed" / "handed_over.parquet",
        "landed": data / "landing" / ".incoming" / "killed" / "rows.parquet",
        "failed": data / "building" / "failed" / "early_years.duckdb",
    }
    for path in places.values():
        path.parent.mkdir(parents=True)
        path.write_bytes(b"a child")
    (places["failed"].parent / leftovers.LOOKED_INTO).touch()
    with leftovers.scratch_for_reading(project) as at_work:
        project.say("releases")
        assert at_work.is_dir()
    assert [name for name, path in places.items() if path.exists()] == ["failed"]
