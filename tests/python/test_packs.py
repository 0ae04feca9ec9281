"""The packs hold what policy asks of the files, and say what is not held."""

import csv
import shutil
import zipfile

import duckdb
import openpyxl
import pytest

from early_years.environment import PlainError, Project, here
from early_years.exporting.packs import FOLDER, FOR_WHOM, MADE_UP, POLICY, write_packs

COUNCIL = "E08000025"
COLUMNS = (
    *("pack_code", "pack_label", "section_order", "section_label", "question_text"),
    *("table_order", "table_title", "file", "shown_columns", "row_filters"),
    *("ordered_columns", "order_text", "most_rows", "period_column"),
    *("denominator_text", "not_held_text", "reason", "decided_date"),
)
HELD = {
    **{"pack_code": "toy", "pack_label": "Toy", "section_order": "1"},
    **{"section_label": "What", "question_text": "What is it?", "table_order": "1"},
    **{"table_title": "Fees", "file": "reference/settings", "row_filters": "fees=*"},
    **{"shown_columns": "name=Setting; fees; places", "ordered_columns": "name"},
    **{"order_text": "by name", "most_rows": ""},
    **{"period_column": "period_label", "denominator_text": "Settings that told it"},
    **{"not_held_text": "fees in the list.", "reason": "Toy.", "decided_date": ""},
}
LATER = {"table_order": "2", "table_title": "Vacancies", "row_filters": "places=9"}
NONE = {"table_order": "3", "table_title": "Clubs", "file": "", "not_held_text": "Gap."}


def write_csv(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def toy(tmp_path):
    """A project with a file of settings and a pack of three tables."""
    project = Project(tmp_path)
    write_csv(tmp_path / POLICY, [HELD, HELD | LATER, HELD | NONE])
    internal = project.exports / "internal"
    council = {"local_authority_code": COUNCIL, "local_authority_name": "Toytown"}
    write_csv(internal / "reference" / "releases.csv", [council])
    write_csv(
        internal / "reference" / "cautions.csv",
        [{"caution_code": "listed", "caution_text": "As the lists say."}],
    )
    (internal / "reference" / "parquet").mkdir()
    duckdb.sql(
        f"""
        copy (
            select *, '{COUNCIL}' as local_authority_code, 'January' as period_label,
                true as is_synthetic, 'listed' as caution_codes
            from (values
                ('Oak', '=cmd|"/c calc"!A1', 4), ('Ash', '£6 | an hour', 5),
                ('Elm', null, 6)
            ) as settings (name, fees, places)
            union all
            select 'Elsewhere', 'free', 1, 'E08000026', 'March', false, 'listed'
        ) to '{internal}/reference/parquet/settings.parquet' (format parquet)
        """
    )
    return project


def texts_of(sheet):
    return [[cell.value for cell in row if cell.value is not None] for row in sheet]


def test_a_table_says_period_whole_and_care_and_runs_nothing(toy):
    book, text = write_packs(toy)
    assert [book.name, text.name] == [f"toy_{COUNCIL}.xlsx", f"toy_{COUNCIL}.md"]
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["contents", "1.1", "1.2", "1.3"]
    assert texts_of(sheets["1.1"]) == [
        ["1.1 Fees"],
        [FOR_WHOM],
        [MADE_UP],
        ["Period: January"],
        ["Of: Settings that told it"],
        ["Care: As the lists say."],
        ["Setting", "fees", "places"],
        ["Ash", "£6 | an hour", 5],
        ["Oak", '=cmd|"/c calc"!A1', 4],
    ]
    assert sheets["1.1"].freeze_panes == "A8"
    assert sheets["1.1"].auto_filter.ref == "A7:C9"
    assert sheets["1.1"]["B9"].data_type == "s" and sheets["1.1"]["B9"].quotePrefix
    assert "### 1.1 Fees" in text.read_text("utf-8")
    assert "| Ash | £6 \\| an hour | 5 |" in text.read_text("utf-8")


def test_a_head_without_data_says_so_and_what_would_fill_it(toy):
    book, text = write_packs(toy)
    sheets = openpyxl.load_workbook(book)
    assert "Not held. fees in the list." in text.read_text("utf-8")
    for name, said in (("1.2", "fees in the list."), ("1.3", "Gap.")):
        assert texts_of(sheets[name])[1:3] == [[FOR_WHOM], [f"Not held. {said}"]]
    held = [row[6] for row in sheets["contents"].iter_rows(min_row=4, values_only=True)]
    assert held == ["held", "not held", "not held"]


def test_rows_without_a_figure_hold_nothing(toy):
    shown = {"file": "reference/empty", "shown_columns": "name; value"}
    write_csv(toy.root / POLICY, [HELD | shown | {"row_filters": ""}])
    home = toy.exports / "internal" / "reference" / "parquet"
    duckdb.sql(
        f"""
        copy (
            select 'Oak' as name, cast(null as double) as value, 'May' as period_label
        ) to '{home}/empty.parquet' (format parquet)
        """
    )
    book, _ = write_packs(toy)
    assert texts_of(openpyxl.load_workbook(book)["1.1"])[2] == [
        "Not held. fees in the list."
    ]


SHARES = {
    **{"file": "need/shares", "row_filters": "day=newest kind=ward|area count=>0"},
    "shown_columns": "ward=Ward; kind=Kind; value=Share; gap_value=Gap, points; "
    "count; is_late=Late; day=Day; nothing=Never",
    **{"ordered_columns": "-value", "order_text": "the highest first"},
    **{"most_rows": "2", "period_column": "day"},
}


@pytest.fixture
def shares(toy):
    """The toy with a file of shares, of which a pack shows the newest two."""
    write_csv(toy.root / POLICY, [HELD | SHARES])
    internal = toy.exports / "internal" / "need"
    (internal / "parquet").mkdir(parents=True)
    units = {"value": "as in value_unit", "gap_value": "as in value_unit"}
    lines = [{"column_name": n, "label": n, "unit": u} for n, u in units.items()]
    write_csv(internal / "about" / "shares_columns.csv", lines)
    duckdb.sql(
        f"""
        copy (
            select *, 'rate' as value_unit, cast(null as varchar) as nothing,
                false as is_late
            from (values
                ('Oak', 'ward', 0.380038e0, -0.0668e0, 1921, date '2023-03-01'),
                ('Ash', 'ward', 0.5, 0.1, 7, date '2023-03-01'),
                ('Elm', 'area', 0.2, 0.0, 8, date '2023-03-01'),
                ('Fir', 'ward', 0.9, 0.1, 0, date '2023-03-01'),
                ('Yew', 'city', 0.9, 0.1, 9, date '2023-03-01'),
                ('Old', 'ward', 0.9, 0.1, 9, date '2022-03-01')
            ) as wards (ward, kind, value, gap_value, count, day)
        ) to '{internal}/parquet/shares.parquet' (format parquet)
        """
    )
    return toy


def test_a_table_is_read_by_people(shares):
    book, text = write_packs(shares)
    said = text.read_text("utf-8")
    assert "- Period: 1 March 2023\n" in said and "- Late: no\n" in said
    assert (
        "- Shown: 2 of 3 rows, the highest first. The file "
        "internal/need/shares has 1 more." in said
    )
    assert said[said.index("| Ward") :].splitlines()[:4] == [
        "| Ward | Kind | Share | Gap, points | count |",
        "| --- | --- | ---: | ---: | ---: |",
        "| Ash | ward | 50.0 % | 10.0 | 7 |",
        "| Oak | ward | 38.0 % | −6.7 | 1,921 |",
    ]


def test_figures_of_a_workbook_stay_numbers(shares):
    book, _ = write_packs(shares)
    *_, row = openpyxl.load_workbook(book)["1.1"].iter_rows()
    assert [cell.value for cell in row] == ["Oak", "ward", 0.380038, -6.68, 1921]
    assert [cell.number_format for cell in row[2:]] == ["0.0\\ %", "#,##0.0", "#,##0"]


def test_the_same_files_give_the_same_bytes(toy):
    first = [path.read_bytes() for path in write_packs(toy)]
    assert [path.read_bytes() for path in write_packs(toy)] == first


def test_a_column_that_a_file_lacks_is_told(toy):
    write_csv(toy.root / POLICY, [HELD | {"shown_columns": "name; price"}])
    with pytest.raises(PlainError, match=r"toy 1\.1 names price, which reference/set"):
        write_packs(toy)


def test_without_files_there_is_no_pack(tmp_path):
    shutil.copytree(here().root / POLICY.parent, tmp_path / POLICY.parent)
    assert write_packs(Project(tmp_path)) == []


def test_every_table_of_the_example_is_complete(built, tmp_path):
    exports = tmp_path / "exports"
    shutil.copytree(built.exports / "internal", exports / "internal")
    files = write_packs(built, exports)
    assert {path.parent.relative_to(exports) for path in files} == {
        FOLDER / "plan",
        FOLDER / "sufficiency",
    }
    with (built.root / POLICY).open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert all(row["not_held_text"] for row in rows)
    for path in files:
        if path.suffix != ".xlsx":
            continue
        assert zipfile.is_zipfile(path)
        sheets = openpyxl.load_workbook(path, read_only=True)
        own = [row for row in rows if row["pack_code"] == path.parent.name]
        assert len(sheets.sheetnames) == len(own) + 1
        held = 0
        for name in sheets.sheetnames[1:]:
            top = [
                row[0] for row in sheets[name].iter_rows(max_row=12, values_only=True)
            ]
            assert top[1] == FOR_WHOM
            if str(top[2]).startswith("Not held. "):
                continue
            held += 1
            for word in ("Period: ", "Of: ", "Care: "):
                said = [line for line in top if str(line).startswith(word)]
                assert said and "not told" not in said[0], (path.name, name, word)
        assert held > len(own) / 2
