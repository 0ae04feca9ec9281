"""Templates: empty, filled in and landed, and the same bytes each time."""

import openpyxl
import pytest
from landing_files import (
    CHILDREN,
    CONTRACTS,
    DATASET,
    make_rows,
    parquet_rows,
    project,
)

from early_years.landing.addresses import HOME_POSTCODE
from early_years.landing.templates import write_template

__all__ = ["project"]


def test_a_csv_is_the_header_alone(project):
    code, said = project.say("template", DATASET)
    path = project.root / "data" / "templates" / f"{DATASET}.csv"
    assert code == 0 and said == f"Written: data/templates/{path.name}\n"
    header = ",".join(CONTRACTS[DATASET].column_names)
    assert path.read_bytes() == f"{header}\n".encode()
    assert "a header and no rows" in project.refuse(path)


def test_nothing_is_written_over(project):
    path = project.root.parent / "mine.csv"
    path.write_text("mine", encoding="utf-8")
    code, said = project.say("template", DATASET, "--out", path)
    assert code == 1 and "mine.csv exists" in said
    assert path.read_text(encoding="utf-8") == "mine"


def test_an_unknown_dataset_and_a_wrong_ending_are_told(project):
    code, said = project.say("template", "eyfsp_result")
    assert code == 1 and f"Did you mean {CHILDREN}?" in said
    code, said = project.say("template", DATASET, "--xlsx", "--out", "rows.csv")
    assert code == 1 and "has to end with .xlsx" in said


@pytest.mark.parametrize("dataset", CONTRACTS)
def test_a_workbook_explains_its_columns(project, dataset):
    path = write_template(project, dataset, xlsx=True)
    contract = CONTRACTS[dataset]
    book = openpyxl.load_workbook(path)
    rows, notes, values = book.worksheets
    assert rows.title == "rows" and rows.max_row == 1
    assert tuple(cell.value for cell in rows[1]) == contract.column_names
    for column in contract.column_names:
        place = contract.column_names.index(column) + 1
        letter = openpyxl.utils.get_column_letter(place)
        assert rows.column_dimensions[letter].number_format == "@"
    told = {
        row[0]: row[1:] for row in notes.iter_rows(min_row=5, values_only=True) if row
    }
    assert (told.pop(HOME_POSTCODE, None) is not None) is contract.takes_home_postcodes
    assert tuple(told) == contract.column_names
    lists = {
        str(one.sqref).partition("2:")[0]: one.formula1
        for one in rows.data_validations.dataValidation
    }
    for place, column in enumerate(contract.columns, start=1):
        assert told[column.name][0].startswith(column.description)
        letter = openpyxl.utils.get_column_letter(place)
        assert (letter in lists) == bool(column.allowed)
        if column.allowed:
            cells = values[lists[letter].replace("values!", "").replace("$", "")]
            found = [cell.value for (cell,) in cells]
            assert found == [one.value for one in column.allowed]


def test_a_workbook_is_filled_in_and_landed(project):
    path = project.root.parent / "filled.xlsx"
    write_template(project, DATASET, out=path)
    book = openpyxl.load_workbook(path)
    for row in make_rows():
        book["rows"].append(list(row.values()))
    book.save(path)
    project.land(path)
    folder = project.root / "data" / "landing" / DATASET / f"{DATASET}-0001"
    expected = [(*row.values(), f"{DATASET}-0001") for row in make_rows()]
    assert parquet_rows(folder / "rows.parquet") == expected


def test_a_workbook_is_the_same_bytes_each_time(project):
    one = write_template(project, CHILDREN, project.root.parent / "one.xlsx")
    two = write_template(project, CHILDREN, project.root.parent / "two.xlsx")
    assert one.read_bytes() == two.read_bytes()
    assert b"dcterms" not in one.read_bytes()
