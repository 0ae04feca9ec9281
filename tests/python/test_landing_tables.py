"""Tables as people send them: titles, notes, totals, merged cells, other programs."""

import io
import zipfile
from xml.sax.saxutils import escape

import openpyxl
import pytest
from landing_files import (
    BIRMINGHAM,
    CHILDREN,
    DATASET,
    make_rows,
    parquet_rows,
    project,
    put,
    xlsx_bytes,
    zip_bytes,
)

from early_years.contracts import load_contracts
from early_years.landing import beside, opening, tidying, workbooks

__all__ = ["project"]
CONTRACTS = {contract.name: contract for contract in load_contracts()}
HEADER = ["local_authority_code", "quarter", "ward_code", "ward_name", "children_count"]
NAMES = ["Acocks Green", "Aston", "Moseley", "Weoley & Selly Oak"]
ROWS = [
    [BIRMINGHAM, "2023-Q1", f"E0501{number:04d}", name, str(number + 20)]
    for number, name in enumerate(NAMES)
]
TOTAL = str(sum(int(row[-1]) for row in ROWS))
WARDS = frozenset(map(beside.key, NAMES))


def lines_of(rows):
    return list(enumerate(rows, start=1))


def left_out(rows, dataset=DATASET, header=HEADER, areas=WARDS):
    """What is left out of rows below a header, by the line of it."""
    columns = beside.columns_of(header, CONTRACTS[dataset], areas)
    return beside.found(lines_of(rows), columns, {len(rows)})


def landed(project, content, name="extract.xlsx", dataset=DATASET):
    """The names and counts that were landed, and what was said."""
    said = project.land(put(project, content, name), dataset=dataset)
    folder = project.root / "data" / "landing" / dataset / f"{dataset}-0001"
    rows = parquet_rows(folder / "rows.parquet")
    return [(row[3], row[4]) for row in rows], said


EXPECTED = [(row[3], row[4]) for row in ROWS]


def merged_bytes(rows, *ranges):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for one in ranges:
        book.active.merge_cells(one)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def ods_bytes(rows):
    """Rows as the smallest OpenDocument workbook that programs write."""
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    cells = "".join(
        "<table:table-row>"
        + "".join(
            "<table:table-cell/>"
            if value is None
            else f'<table:table-cell office:value-type="string"><text:p>'
            f"{escape(value)}</text:p></table:table-cell>"
            for value in row
        )
        + "</table:table-row>"
        for row in [
            [(one or None) and one.replace("&", "&amp;") for one in r] for r in rows
        ]
    )
    content = (
        f'<office:document-content xmlns:office="{office}" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body>'
        f'<office:spreadsheet><table:table table:name="Q1">{cells}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:'
        f'manifest:1.0"><manifest:file-entry manifest:full-path="/" '
        f'manifest:media-type="{kind}"/></manifest:manifest>'
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)
    return made.getvalue()


# Totals and notes


@pytest.mark.parametrize(
    "row",
    [
        [BIRMINGHAM, "2023-Q1", None, "Total", TOTAL],
        [BIRMINGHAM, "2023-Q1", None, "Birmingham total", "9999"],
        [BIRMINGHAM, "2023-Q1", BIRMINGHAM, "All wards", "*"],
        ["TOTAL:", None, None, None, TOTAL],
        [None, "Grand total", None, None, None],
        [None, None, None, None, TOTAL],
        [BIRMINGHAM, None, None, "Birmingham", TOTAL],
        [None, None, None, "", "=SUM(E2:E5)"],
        [None, None, "Total", "Total for the city", TOTAL],
    ],
)
def test_a_total_is_left_out(row):
    assert left_out([*ROWS, row]) == {5: "total row"}


@pytest.mark.parametrize(
    "row",
    [
        # A ward with a code or a known name is one, whatever its number.
        [BIRMINGHAM, "2023-Q1", "E05011999", "Total", TOTAL],
        [BIRMINGHAM, "2023-Q1", None, "weoley and selly oak", TOTAL],
        [BIRMINGHAM, "2023-Q1", None, "All Saints", "7"],
        # Children of no ward are no total as long as they are not the sum.
        [BIRMINGHAM, "2023-Q1", None, None, "7"],
        [BIRMINGHAM, "2023-Q1", None, "Outside Birmingham", "7"],
        [None, None, None, "Aston", None],
        [None, None, None, "Somewhere out of the city", None],
        [BIRMINGHAM],
        ["Over", None, None, None, "7"],
    ],
)
def test_a_row_that_may_be_one_stays(row):
    assert left_out([*ROWS, row]) == {}


def test_a_total_on_top_and_sums_of_parts_are_left_out():
    part = [BIRMINGHAM, "2023-Q1", None, "East", TOTAL]
    other = [[*row[:3], f"{row[3]} x", "3"] for row in ROWS]
    second = [BIRMINGHAM, "2023-Q1", None, "West", "12"]
    rows = [["All", None, None, None, "98"], *ROWS, part, *other, second]
    assert left_out(rows) == {1: "total row", 6: "total row", 11: "total row"}
    top = [[BIRMINGHAM, "2023-Q1", None, "Birmingham", TOTAL], *ROWS]
    assert left_out(top) == {1: "total row"}


def test_two_numbers_and_their_sum_are_three_rows():
    rows = [[None, None, None, None, number] for number in ("1", "2", "3")]
    assert left_out(rows) == {}


@pytest.mark.parametrize(
    ("counts", "name"),
    [
        (["1", "2", "3", "6"], "Elsewhere"),
        (["1", "2", "3", "6"], "Out of city"),
        (["0", "0", "5", "5"], "Bournville Grn"),
        (["0", "5", "5", "10"], "Bournville Grn"),
    ],
)
def test_a_row_that_only_happens_to_be_a_sum_stays(counts, name):
    names = [*NAMES[:3], name]
    rows = [
        [BIRMINGHAM, "2023-Q1", None, *one] for one in zip(names, counts, strict=True)
    ]
    assert left_out(rows) == {}


def test_a_row_of_one_quarter_is_no_sum_of_those_of_another():
    rows = [[BIRMINGHAM, "2023-Q1", None, name, "5"] for name in NAMES[:3]]
    misspelt = [BIRMINGHAM, "2023-Q2", None, "Weoley and Sely Oak", "15"]
    assert left_out([*rows, misspelt]) == {}
    totals = [[BIRMINGHAM, "2023-Q1", None, "Birmingham", "15"], [None] * 4 + ["15"]]
    assert left_out([*rows, totals[0], *rows[:1], totals[1]]) == {4: "total row"}
    second = [[row[0], "2023-Q2", *row[2:4], "7"] for row in rows]
    east = [BIRMINGHAM, "2023-Q2", None, "East", "21"]
    whole = [None] * 4 + ["36"]
    found = left_out([*rows, totals[0], *second, east, whole])
    assert found == {4: "total row", 8: "total row", 9: "total row"}


def test_a_published_total_of_a_breakdown_is_a_row():
    (row,) = make_rows("published_eyfsp_results", count=1)
    row |= {"breakdown_topic": "total", "area_code": BIRMINGHAM}
    header = list(row)
    assert left_out([list(row.values())], "published_eyfsp_results", header) == {}


def test_a_place_of_a_setting_is_never_a_sum():
    rows = make_rows("council_settings", count=4, places_count="4")
    for number, row in enumerate(rows):
        row["setting_id"] = f"S{number}"
    rows[3]["places_count"] = "12"
    table = [list(row.values()) for row in rows]
    assert left_out(table, "council_settings", list(rows[0])) == {}


def test_a_total_of_children_has_no_child():
    rows = make_rows(CHILDREN, count=3)
    rows[1] |= {"child_id": "", "home_lsoa_2021_code": "", "sex": "Total"}
    rows[2] |= {"home_lsoa_2021_code": "", "sex": "all"}
    table = [list(row.values()) for row in rows]
    assert left_out(table, CHILDREN, list(rows[0])) == {2: "total row"}


@pytest.mark.parametrize(
    "row",
    [
        ["Note: counts below 5 are suppressed", None, None, None, None],
        ["Source: P1E return, Housing Options"],
        [None, "* suppressed", None, None, None],
        ["*", "fewer than five children"],
        ["Source:", "Housing Options, Birmingham City Council", None, None, None],
        ["© Crown copyright", None, None, None, None],
        ["Figures rounded to five", None, None, None, None],
    ],
)
def test_a_note_is_left_out(row):
    assert left_out([*ROWS, row]) == {5: "note"}


# The header


def known(name):
    return name in HEADER


@pytest.mark.parametrize("above", [0, 1, 2, 12, 39])
def test_the_header_is_found_within_the_first_forty_rows(above):
    rows = [*[[f"Title {number}", ""] for number in range(above)], HEADER, *ROWS]
    table = tidying.tidied("", lines_of(rows), known)
    assert (table.header, table.header_line) == (HEADER, above + 1)
    assert [row for _, row in table.rows] == ROWS
    told = f"line {above + 1} was read as the header"
    assert [told in notice for notice in table.notices] == [True] * bool(above)


def test_a_header_further_down_is_not_looked_for():
    rows = [*[["Title"] for _ in range(40)], HEADER, *ROWS]
    assert tidying.tidied("", lines_of(rows), known).header == ["Title"]


def test_a_group_above_the_header_is_a_title_or_a_part_of_the_name():
    def is_named(name):
        return name in ("Ward", "Children under 5", "Children all")

    groups = [["", "Children", ""], ["Ward", "under 5", "all"], ["Aston", "1", "2"]]
    table = tidying.tidied("", lines_of(groups), is_named)
    assert table.header == ["Ward", "Children under 5", "Children all"]
    below = [["Ward", "Children", ""], ["", "under 5", "all"], ["Aston", "1", "2"]]
    assert tidying.tidied("", lines_of(below), is_named).header == table.header


def test_columns_without_name_and_value_and_blank_rows_are_left_out():
    rows = [["a", "", "b", ""], ["1", "", "2", "", ""], ["", " ", ""], ["3", "", "4"]]
    table = tidying.tidied("", lines_of(rows), lambda name: name in {"a", "b"})
    assert table.header == ["a", "b"]
    assert table.rows == [(2, ["1", "2"]), (4, ["3", "4"])]
    assert table.notices == ["1 blank row (line 3) left out."]


# What is landed


def test_titles_groups_notes_and_totals_are_told_and_left_out(project):
    table = [
        ["Children in temporary accommodation"],
        ["Area", None, "Ward", None, "Households"],
        HEADER,
        *ROWS,
        [],
        [BIRMINGHAM, "2023-Q1", None, "Total", TOTAL],
        ["Note: counts below 5 are suppressed"],
    ]
    rows, said = landed(project, xlsx_bytes(table))
    assert rows == EXPECTED
    assert "line 3 was read as the header" in said
    assert "1 total row (line 9), 1 note (line 10) left out" in said.replace(
        "1 note (line 10), 1 total row (line 9)",
        "1 total row (line 9), 1 note (line 10)",
    )


def test_a_formula_of_a_total_is_left_out_and_any_other_refused(project):
    table = [HEADER, *ROWS, [None, None, None, "Total", "=SUM(E2:E5)"]]
    assert landed(project, xlsx_bytes(table))[0] == EXPECTED
    table[2] = [*ROWS[1][:4], "=E2+1"]
    said = project.refuse(put(project, xlsx_bytes(table), "extract.xlsx"))
    assert "cell E3 holds a formula" in said and "E6" not in said


def test_a_merged_cell_holds_its_value_in_each_row(project):
    bare = [[None, None, *row[2:]] for row in ROWS[1:]]
    table = [HEADER, ROWS[0], *bare, ["Note: merged"]]
    content = merged_bytes(table, "A2:A5", "B2:B5", "A6:E6")
    rows, said = landed(project, content)
    assert rows == EXPECTED
    assert f"{BIRMINGHAM}, 2023-Q1" in said and "1 note (line 6)" in said


def test_a_count_that_two_wards_share_is_refused(project):
    table = [HEADER, ROWS[0], [*ROWS[1][:4], None], *ROWS[2:]]
    content = merged_bytes(table, "E2:E3")
    said = project.refuse(put(project, content, "extract.xlsx"))
    assert "cell E3 is merged with the cell above, so its count is of several" in said
    assert said.count("  - ") == 1


@pytest.mark.parametrize("number", ["2", "4"])
def test_a_workbook_with_two_rows_of_one_number_is_refused(project, number):
    with zipfile.ZipFile(io.BytesIO(xlsx_bytes([HEADER, *ROWS]))) as book:
        files = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    assert b'<row r="5"' in files[sheet]
    files[sheet] = files[sheet].replace(b'<row r="5"', f'<row r="{number}"'.encode())
    said = project.refuse(put(project, zip_bytes(files), "extract.xlsx"))
    assert "the workbook is damaged or cut short" in said


def test_cells_merged_over_and_over_are_refused():
    sheet = workbooks.Sheet("s", lines_of([["a"], *[["b"]] * 9]))
    with pytest.raises(workbooks.DamagedWorkbook):
        workbooks._even(sheet, [(1, 0, 1_048_576)] * 3)


def test_sheets_that_fit_are_all_read_and_named(project):
    second = [[row[0], "2023-Q2", *row[2:]] for row in ROWS]
    content = xlsx_bytes([["Cover"]], [HEADER, *ROWS], [["Q2"], HEADER, *second])
    rows, said = landed(project, content)
    assert rows == EXPECTED * 2
    assert "read from sheets Sheet 2, Sheet 3." in said
    assert "sheet Sheet 1 is no table of it and left out" in said


def test_sheets_with_the_same_rows_are_a_question(project):
    content = xlsx_bytes([HEADER, *ROWS], [HEADER, *ROWS[:1]])
    said = project.refuse(put(project, content, "extract.xlsx"))
    assert "sheets Sheet 1 and Sheet 2 both have a row of the same" in said
    assert said.count("  - ") == 1


def test_an_open_document_is_read(project):
    table = [["Title"], HEADER, *ROWS, [None, None, None, "Total", TOTAL]]
    rows, said = landed(project, ods_bytes(table), "extract.ods")
    assert rows == EXPECTED and "1 total row (line 7)" in said


def test_a_workbook_without_a_table_of_it_says_one_thing(project):
    table = [["Title"], ["Ward", "Number"], *[["Aston", "5", "6"]] * 70]
    said = project.refuse(put(project, xlsx_bytes(table), "extract.xlsx"))
    assert said.count("  - ") == 1
    assert "no header was found in the first 40 lines. One of them has" in said
    assert "a mapping says so once" in said and "is_synthetic" not in said


def test_notices_on_one_of_several_files_name_it(project):
    tables = [[["Title"], HEADER, ROWS[0]], [HEADER, ROWS[1]]]
    paths = [
        put(project, xlsx_bytes(table), f"{number}.xlsx")
        for number, table in enumerate(tables)
    ]
    notice = "Notice: 0.xlsx: line 2 was read as the header"
    assert notice in project.land(*paths, "--check")
    assert notice in project.land(*paths)


def test_what_a_file_need_not_have_is_not_said_to_be_in_it(project):
    header = ["local_authority_code", "quarter", "ward_name", "children_count"]
    table = [header[1:], ["2023-Q1", "Aston", "5"]]
    said = project.refuse(put(project, xlsx_bytes(table), "extract.xlsx"))
    assert f"column {header[0]} is missing" in said
    assert f"The file has {', '.join(header[1:])}. Add" in said


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (b"<html><body><table></table></body></html>", "a web page (HTML)"),
        (b"\xef\xbb\xbf \n<!DOCTYPE HTML><p>", "a web page (HTML)"),
        ("<html>".encode("utf-16"), "a web page (HTML)"),
        (b"MIME-Version: 1.0\nX", "a web page (MHTML)"),
        (b'<?xml version="1.0"?><Workbook/>', "XML, as Excel 2003 wrote it"),
    ],
)
def test_what_calls_itself_a_workbook_is_named_at_once(project, content, called):
    said = project.refuse(put(project, content, "extract.xls"))
    assert said.count("  - ") == 1
    assert f"the file is {called}, whatever its name ends with: open it in" in said


@pytest.mark.parametrize("sign", [";", "\t", ",", "|"])
def test_the_separator_that_excel_is_told_is_heeded(project, sign):
    lines = [sign.join(one) for one in [HEADER, *ROWS]]
    content = "\r\n".join([f"sep={sign}", *lines]).encode("utf-8-sig")
    rows, _ = landed(project, content, "extract.csv")
    assert rows == EXPECTED


def test_trailing_commas_are_no_columns(project):
    lines = [",".join(one) + ",," for one in [HEADER, *ROWS]] + [",,,,,,"]
    rows, said = landed(project, "\n".join(lines).encode(), "extract.csv")
    assert rows == EXPECTED and "1 blank row (line 6) left out" in said


def test_lines_keep_their_numbers_below_a_separator():
    assert list(opening.numbered_rows("sep=;\na;b\n1;2\n")) == [
        (2, ["a", "b"]),
        (3, ["1", "2"]),
    ]


def test_a_file_that_does_not_say_whether_it_is_made_up_is_real(project):
    landed(project, xlsx_bytes([HEADER, *ROWS]))
    folder = project.root / "data" / "landing" / DATASET / f"{DATASET}-0001"
    assert {row[5] for row in parquet_rows(folder / "rows.parquet")} == {"false"}


def test_a_merged_cell_of_an_open_document_holds_its_value_in_each_row(project):
    bare = [[None, None, *row[2:]] for row in ROWS[1:]]
    whole = archived(ods_bytes([HEADER, ROWS[0], *bare]))
    xml = whole["content.xml"].decode()
    for value in ROWS[0][:2]:
        before, after = xml.split(f"<text:p>{value}<", 1)
        cell, rest = before.rsplit("<table:table-cell", 1)
        spans = f'<table:table-cell table:number-rows-spanned="{len(ROWS)}"'
        xml = f"{cell}{spans}{rest}<text:p>{value}<{after}"
    content = zip_bytes(whole | {"content.xml": xml.encode()})
    rows, _ = landed(project, content, "extract.ods")
    assert rows == EXPECTED


def archived(content):
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: book.read(name) for name in book.namelist()}
