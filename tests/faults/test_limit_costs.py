"""What it costs to refuse a file that was made to fill memory or time, in real sizes.

Prints a line per file: seconds of clock, processor included, and the largest process.
"""

import io
import json
import subprocess
import sys
import time
import zipfile

import duckdb
import pytest
from landing_files import CONTRACTS, DATASET, csv_bytes, make_rows, project, xlsx_bytes

from early_years.environment import here
from early_years.landing.limits import limits_of

__all__ = ["project"]
HEADER = list(CONTRACTS[DATASET].column_names)
MEGABYTE = 1024 * 1024
# In a process of its own, whose children are this landing and its reader alone.
LAND = """
import json, resource, subprocess, sys
code = '''
import sys
from pathlib import Path
from early_years.environment import PlainError, Project
from early_years.landing.taking import land
try:
    land(Project(Path(sys.argv[1])), sys.argv[2], [Path(sys.argv[3])], by="Ana")
except PlainError as refused:
    sys.exit(str(refused))
'''
done = subprocess.run([sys.executable, "-c", code, *sys.argv[1:]], stderr=-1, text=True)
largest = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024
print(json.dumps([done.returncode, done.stderr, largest]))
"""


def nothing_parquet(path):
    """Four million rows in which nothing stands."""
    values = ", ".join(f"null::varchar as {name}" for name in HEADER)
    duckdb.sql(f"copy (select {values} from range(4_000_000)) to '{path}'")


def far_cells(path):
    """A sheet of 4,000 rows with one cell each, in the last column of Excel."""
    rows = "".join(
        f'<row r="{row}"><c r="XFD{row}"><v>1</v></c></row>' for row in range(2, 4002)
    )
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )
    whole = zipfile.ZipFile(io.BytesIO(xlsx_bytes([HEADER])))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name in whole.namelist():
            is_sheet = name == "xl/worksheets/sheet1.xml"
            made.writestr(name, sheet if is_sheet else whole.read(name))


def many_members(path):
    """A zip of a hundred small returns."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for number in range(100):
            made.writestr(f"{number}.csv", csv_bytes(make_rows()))


def bomb(path):
    """A zip of one file of a gigabyte that says nothing."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made,
        made.open("a.csv", "w", force_zip64=True) as member,
    ):
        for _ in range(1024):
            member.write(b"01" * (MEGABYTE // 2))


def many_rows(path):
    """A table of two million rows."""
    row = csv_bytes(make_rows(count=1)).splitlines(keepends=True)
    with path.open("wb") as file:
        file.write(row[0])
        for _ in range(200):
            file.write(row[1] * 10_000)


@pytest.mark.parametrize(
    ("make", "name", "limit"),
    [
        (nothing_parquet, "nothing.parquet", "rows"),
        (far_cells, "far.xlsx", "columns"),
        (many_members, "many.zip", "zip_members"),
        (bomb, "bomb.zip", "unpacked_ratio"),
        (many_rows, "rows.csv", "rows"),
    ],
)
def test_a_file_is_refused_within_the_limits(
    project, tmp_path, capsys, make, name, limit
):
    path = tmp_path / name
    make(path)
    # Those that are shipped, as a council has them.
    limits = limits_of(here())
    seeds = project.root / "seeds" / "governance"
    shipped = here().root / "seeds" / "governance" / "governance_limits.csv"
    (seeds / shipped.name).write_bytes(shipped.read_bytes())
    began = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", LAND, str(project.root), DATASET, str(path)],
        capture_output=True,
        check=True,
        text=True,
        cwd=here().root,
    )
    took = time.monotonic() - began
    code, said, largest = json.loads(done.stdout)
    with capsys.disabled():
        print(
            f"\n{name} ({path.stat().st_size / MEGABYTE:,.2f} MB, limit of {limit}): "
            f"refused in {took:.1f} s, largest process {largest / MEGABYTE:,.0f} MB"
        )
    assert code == 1 and said.startswith("REFUSED"), said
    assert f"{getattr(limits, limit):,}" in said
    assert largest < limits.memory_megabytes * MEGABYTE
