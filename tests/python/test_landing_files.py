"""Reading what suppliers send: each kind of file, and each reason to refuse one."""

import datetime
import io
import struct
import zipfile

import duckdb
import openpyxl
import pytest
from landing_files import (
    BIRMINGHAM,
    CHILDREN,
    CONTRACTS,
    DATASET,
    csv_bytes,
    make_rows,
    parquet_rows,
    project,
    put,
    put_rows,
    set_limits,
    xlsx_bytes,
    zip_bytes,
)

from early_years.landing import workbooks
from early_years.landing.interpreting import read_files
from early_years.landing.limits import MEGABYTE

__all__ = ["project"]
HEADER = list(CONTRACTS[DATASET].column_names)
GOOD = csv_bytes(make_rows())
# A cell that shows the first text which the workbook holds for many.
SHARED = b't="s"><v>0</v>'
TABLE = [HEADER, *[list(row.values()) for row in make_rows()]]


def landed_rows(project, release_id=f"{DATASET}-0001"):
    dataset = release_id.rpartition("-")[0]
    path = project.root / "data" / "landing" / dataset / release_id / "rows.parquet"
    return parquet_rows(path)


def expected_rows(release_id=f"{DATASET}-0001", rows=None):
    rows = rows or make_rows()
    return [(*(value or None for value in row.values()), release_id) for row in rows]


# What is taken


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "with mark"])
def test_csv_is_landed_as_it_stands(project, mark):
    said = project.land(put(project, mark + GOOD))
    assert f"extract.csv: landed as {DATASET}-0001: 2 rows, {BIRMINGHAM}" in said
    assert landed_rows(project) == expected_rows()


def test_columns_in_another_order_are_put_in_order(project):
    rows = [dict(reversed(row.items())) for row in make_rows()]
    project.land(put(project, csv_bytes(rows)))
    assert landed_rows(project) == expected_rows()


def test_a_column_too_many_is_named_and_not_stored(project):
    rows = make_rows(postcode="B1 1AA")
    said = project.land(put(project, csv_bytes(rows)))
    assert "column postcode is not in the contract and was not stored" in said
    assert "B1 1AA" not in said
    assert landed_rows(project) == expected_rows()


def test_a_row_is_known_by_its_place_in_the_sheet(project, tmp_path):
    path = put(project, xlsx_bytes([[], TABLE[0], [], *TABLE[1:]]), "extract.xlsx")
    (extract,), _ = read_files([path], CONTRACTS[DATASET], tmp_path, tmp_path)
    assert extract.lines == (4, 5) and extract.sheet == "Sheet 1"
    assert extract.places == {name: at for at, name in enumerate(HEADER, start=1)}


def test_blank_values_are_missing_values(project):
    project.land(put_rows(project, ward_name=""))
    assert [row[HEADER.index("ward_name")] for row in landed_rows(project)] == [
        None
    ] * 2


def test_rows_that_cannot_be_read_are_landed_as_they_stand(project):
    path = put_rows(project, children_count="many", quarter="Q9")
    assert "2 of 2 rows cannot be read" in project.refuse(path)
    project.land(path, "--anyway")
    assert "Q9" in landed_rows(project)[0]


def test_a_workbook_is_read_from_the_sheet_that_fits(project):
    content = xlsx_bytes([["Notes"], ["Housing team"]], [[], *TABLE])
    project.land(put(project, content, "extract.xlsx"))
    assert landed_rows(project) == expected_rows()


def test_the_kind_of_a_file_is_seen_whatever_its_ending(project):
    project.land(put(project, xlsx_bytes(TABLE), "extract.csv"))
    assert landed_rows(project) == expected_rows()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (118.0, "118"),
        (1.5, "1.5"),
        (7, "7"),
        (True, "true"),
        (False, "false"),
        (datetime.date(2023, 4, 1), "2023-04-01"),
        (datetime.datetime(2023, 4, 1), "2023-04-01"),
        (datetime.datetime(2023, 4, 1, 9, 30), "2023-04-01 09:30:00"),
        ("007", "007"),
        ("", None),
        (None, None),
    ],
)
def test_a_cell_is_written_as_csv_would(value, text):
    assert workbooks.as_text(value) == text


def test_parquet_is_landed_as_text(project):
    path = project.root.parent / "extract.parquet"
    with duckdb.connect() as database:
        database.execute(
            f"copy (select '{BIRMINGHAM}' as local_authority_code, date '2023-05-02' "
            "as quarter, cast(null as varchar) as ward_code, timestamp '2023-04-01' as "
            "ward_name, 118.0::double as children_count, false as is_synthetic) "
            f"to '{path.as_posix()}' (format parquet)"
        )
    project.land(path, "--anyway")
    assert landed_rows(project) == [
        (BIRMINGHAM, "2023-05-02", None, "2023-04-01", "118", "false")
        + (f"{DATASET}-0001",)
    ]


def test_each_file_of_a_zip_is_a_release_and_litter_is_none(project):
    other = csv_bytes(make_rows(quarter="2023-Q2"))
    files = {
        "2023/first.csv": GOOD,
        "2023/second.xlsx": xlsx_bytes(
            [HEADER, *[list(row.values()) for row in make_rows(quarter="2022-Q1")]]
        ),
        "third.csv": other,
        "__MACOSX/2023/._first.csv": b"litter",
        ".DS_Store": b"litter",
    }
    said = project.land(put(project, zip_bytes(files), "extract.zip"))
    assert said.count("landed as") == 3
    assert "extract.zip/2023/first.csv: landed as" in said
    assert landed_rows(project) == expected_rows()
    assert "already landed" in project.land(put(project, GOOD))


def test_a_value_of_a_million_signs_is_kept(project):
    project.land(put_rows(project, ward_name="x" * 1_000_000))
    assert len(landed_rows(project)[0][3]) == 1_000_000


# What is refused


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty, without even a header"),
        (GOOD.splitlines(keepends=True)[0], "a header and no rows"),
        (GOOD.replace(b"quarter", b"Quarter "), 'The file has "Quarter ", which looks'),
        (GOOD.replace(b",ward_name", b""), "column ward_name is missing"),
        (GOOD.replace(b",is_synthetic", b""), "line 2 has 6 values, the header has 5"),
        (GOOD.replace(b"ward_name", b"ward_code"), "column ward_code stands 2 times"),
        (GOOD.replace(b",", b";"), "the columns are separated by semicolons"),
        (GOOD + b"E08000025,2023-Q1\n", "line 4 has 2 values, the header has 6"),
        (GOOD + GOOD, "line 4 repeats the header"),
        (GOOD + b'"open', "a quotation mark is opened and not closed"),
        (GOOD.replace(b"Acocks", b"Ac\0cks"), "line 2: a NUL character"),
        (GOOD.replace(b"Acocks ", b"Acocks\xa0"), "column ward_name, character"),
        (GOOD.decode().encode("utf-16"), "it looks like UTF-16"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "an old Excel workbook (.xls) or one with"),
        (b"x" * 1_000_000, "no header was found in the first 40 lines. One of"),
        (b"quarter," + b"x" * 1_000_000, "column local_authority_code is missing"),
        (b"PAR1" + b"x" * 600, "the Parquet file is damaged or cut short"),
        (b"PK\x03\x04" + b"x" * 600, "the zip is damaged or cut short"),
        (csv_bytes(make_rows(CHILDREN)), f"the file looks like {CHILDREN}"),
        (
            csv_bytes(make_rows("census_religions")),
            "looks like census_ethnic_groups or census_religions",
        ),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_file_that_is_wrong_as_a_whole_is_refused(project, content, said):
    told = project.refuse(put(project, content))
    assert f"REFUSED: {DATASET} cannot be landed. Nothing was written." in told
    assert f"  - extract.csv: {said}" in told or said in told
    assert all(len(line) < 700 and line.isprintable() for line in told.splitlines())


def test_a_column_of_another_name_can_be_mapped(project):
    told = project.refuse(put(project, GOOD.replace(b"children_count", b"How many")))
    assert f"template {DATASET} --mapping --xlsx" in told
    assert "--mapping" not in project.refuse(put(project, b""))


def test_one_wrong_file_refuses_all_of_them(project):
    good, wrong = put(project, GOOD, "good.csv"), put(project, b"", "wrong.csv")
    told = project.refuse(good, wrong, project.root / "none.csv", project.root)
    assert "wrong.csv: the file is empty" in told
    assert "none.csv: there is no such file" in told
    assert "project: the file cannot be read" in told
    assert "good.csv" not in told


def test_an_unknown_dataset_gets_a_suggestion_and_the_list(project):
    told = project.refuse(put(project, GOOD), dataset="temporary_acomodation")
    assert f"Did you mean {DATASET}?" in told
    assert all(name in told for name in CONTRACTS)


def test_signs_that_steer_a_screen_are_not_shown(project):
    told = project.refuse(put(project, b"\x1b[31mred,two\n1,2\n"))
    assert "\x1b" not in told


def test_a_file_that_is_too_large_is_refused(project):
    set_limits(project, file_megabytes=1)
    said = project.refuse(put(project, GOOD + b" " * 1024 * 1024))
    assert "up to 1 MB are taken" in said


@pytest.mark.parametrize(
    ("sheet", "said"),
    [
        ([HEADER, ["E", "Q", "=1+1", None, "=A2", "true"]], "cell C2 holds a formula"),
        ([HEADER, *[["=A1"] * 6] * 3], "13 more cells are like that"),
        ([HEADER, ["a", "b", "c", "d", "1", "true", "x"]], "cell G2 stands under no"),
        ([HEADER[1:], ["b", "c", "d", "1", "true"]], "local_authority_code is missing"),
        ([HEADER, *TABLE], "line 2 repeats the header"),
        ([HEADER], "a header and no rows"),
        ([], "the workbook is empty"),
    ],
    ids=["formula", "formulas", "beyond", "missing", "repeated", "no rows", "empty"],
)
def test_a_workbook_is_refused(project, sheet, said):
    assert said in project.refuse(put(project, xlsx_bytes(sheet), "extract.xlsx"))


def test_text_that_starts_like_a_formula_is_text(project):
    content = xlsx_bytes(TABLE)
    path = put(project, content, "extract.xlsx")
    book = openpyxl.load_workbook(path)
    book.active["D2"] = "=not a formula"
    book.active["D2"].data_type = "s"
    book.save(path)
    project.land(path)
    assert landed_rows(project)[0][3] == "=not a formula"


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9])
def test_a_truncated_workbook_is_refused(project, share):
    content = xlsx_bytes(TABLE)
    told = project.refuse(put(project, content[: int(len(content) * share)]))
    assert "damaged or cut short" in told


def test_a_workbook_with_broken_parts_is_refused(project):
    files = {"xl/workbook.xml": b"<not xml", "[Content_Types].xml": b"<"}
    told = project.refuse(put(project, zip_bytes(files), "extract.xlsx"))
    assert "the workbook is damaged" in told


def test_a_small_parquet_of_endless_rows_is_refused(project):
    path = project.root.parent / "extract.parquet"
    values = ", ".join(f"repeat('x', 99) as {name}" for name in HEADER)
    with duckdb.connect() as database:
        database.execute(
            f"copy (select {values} from range(400000)) to '{path.as_posix()}' "
            "(format parquet)"
        )
    assert path.stat().st_size < MEGABYTE
    assert "the file unpacks to more than 200 MB" in project.refuse(path)


def test_a_workbook_that_repeats_one_text_is_refused(project):
    content = xlsx_bytes([HEADER, *[["repeated"] * 6] * 20])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    types, sheet = "[Content_Types].xml", "xl/worksheets/sheet1.xml"
    files[types] = files[types].replace(
        b"</Types>",
        b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
        b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
        b"</Types>",
    )
    files["xl/sharedStrings.xml"] = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        b"<si><t>%s</t></si></sst>" % (b"x" * 30_000)
    )
    files[sheet] = files[sheet].replace(
        b't="inlineStr"><is><t>repeated</t></is>', SHARED
    )
    set_limits(project, unpacked_megabytes=3, unpacked_ratio=1000)
    content = zip_bytes(files)
    told = project.refuse(put(project, content, "extract.xlsx"))
    assert "the file unpacks to more than 3 MB" in told


def test_a_workbook_with_entities_that_multiply_is_refused(project):
    entities = "".join(
        f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12)
    )
    bomb = f'<!DOCTYPE w [<!ENTITY e0 "ha">{entities}]><workbook>&e11;</workbook>'
    parts = {"[Content_Types].xml": bomb, "xl/workbook.xml": bomb}
    told = project.refuse(put(project, zip_bytes(parts), "extract.xlsx"))
    assert "the workbook is damaged" in told


@pytest.mark.parametrize("cut", [0.5, 0.95])
def test_a_truncated_parquet_is_refused(project, cut):
    project.land(put(project, GOOD))
    folder = project.root / "data" / "landing" / DATASET / f"{DATASET}-0001"
    content = (folder / "rows.parquet").read_bytes()
    told = project.refuse(put(project, content[: int(len(content) * cut)], "e.parquet"))
    assert "the Parquet file is damaged or cut short" in told


# Zips


def encrypted(content: bytes) -> bytes:
    """The same zip with the mark of encryption on its first file."""
    changed = bytearray(content)
    struct.pack_into("<H", changed, content.index(b"PK\x01\x02") + 8, 1)
    return bytes(changed)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (zip_bytes({"../../out.csv": GOOD}), "leads out of it"),
        (zip_bytes({"/etc/out.csv": GOOD}), "leads out of it"),
        (zip_bytes({"..\\out.csv": GOOD}), "leads out of it"),
        (zip_bytes({"C:\\out.csv": GOOD}), "leads out of it"),
        (zip_bytes({"bomb.csv": b"0" * 3_000_000}), "more than 200 times its size"),
        (zip_bytes({"in.zip": zip_bytes({"a.csv": GOOD})}), "a zip within the zip"),
        (zip_bytes({"__MACOSX/._a.csv": b"x"}), "the zip holds no file"),
        (zip_bytes({}), "the zip holds no file"),
        (encrypted(zip_bytes({"a.csv": GOOD})), "the zip is encrypted"),
        (zip_bytes({"a.csv": GOOD})[:-30], "the zip is damaged"),
        (zip_bytes({"a.csv": b""}), "extract.zip/a.csv: the file is empty"),
        (zip_bytes({"xl/workbook.xml": b"0" * 3_000_000}), "200 times its size"),
    ],
    ids=[
        *("parent", "absolute", "backslash", "drive", "bomb", "nested", "litter"),
        *("empty", "encrypted", "truncated", "empty file", "workbook"),
    ],
)
def test_a_zip_with_a_trap_is_refused(project, content, said):
    assert said in project.refuse(put(project, content, "extract.zip"))


def test_a_zip_that_unpacks_to_too_much_is_refused(project):
    set_limits(project, unpacked_megabytes=1)
    files = {f"{number}.csv": GOOD + b" " * 20_000 for number in range(60)}
    told = project.refuse(put(project, zip_bytes(files), "extract.zip"))
    assert "up to 1 MB" in told


def test_a_damaged_file_of_a_zip_is_refused(project):
    content = bytearray(zip_bytes({"a.csv": GOOD}))
    content[60] ^= 0xFF
    told = project.refuse(put(project, bytes(content), "extract.zip"))
    assert "a.csv in the zip is damaged" in told


# Damage of any kind


def parquet_bytes(folder):
    path = folder / "whole.parquet"
    with duckdb.connect() as database:
        values = ", ".join(f"'x' as {name}" for name in HEADER)
        database.execute(f"copy (select {values}) to '{path}' (format parquet)")
    return path.read_bytes()


@pytest.mark.parametrize("kind", ["zip", "workbook", "parquet"])
def test_no_damaged_byte_ends_in_a_traceback(tmp_path, kind):
    content = {
        "zip": lambda: zip_bytes({"a.csv": GOOD, "b.csv": GOOD}),
        "workbook": lambda: xlsx_bytes(TABLE),
        "parquet": lambda: parquet_bytes(tmp_path),
    }[kind]()
    path = tmp_path / "extract"
    # Sixty places all over the file.
    for place in range(0, len(content), len(content) // 60):
        damaged = bytearray(content)
        damaged[place] ^= 0xFF
        path.write_bytes(damaged)
        extracts, problems = read_files([path], CONTRACTS[DATASET], tmp_path, tmp_path)
        assert extracts or problems
