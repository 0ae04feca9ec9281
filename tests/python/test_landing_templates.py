"""Templates: empty, filled in and landed, and the same bytes each time."""

import openpyxl
import pytest
from landing_files import (
    BIRMINGHAM,
    CHILDREN,
    CONTRACTS,
    DATASET,
    LEEDS,
    make_rows,
    parquet_rows,
    project,
)

from early_years.environment import Project
from early_years.landing.addresses import HOME_POSTCODE
from early_years.landing.templates import write_template

__all__ = ["project"]
COUNCILS = f"""local_authority_code,local_authority_name,is_served
{BIRMINGHAM},Birmingham,true
{LEEDS},Leeds,false
"""
WARDS = f"""ward_code,ward_name,local_authority_code,valid_to_date
E05011118,Acocks Green,{BIRMINGHAM},
E05011121,Aston,{BIRMINGHAM},
E05000001,Old Aston,{BIRMINGHAM},2018-05-02
E05011500,Headingley,{LEEDS},
"""
PERIODS = """period_code,period_type,supplier_label,start_date
2023-Q1,quarter,2023-Q1,2023-01-01
2023-Q2,quarter,2023-Q2,2023-04-01
2020/21,academic_year,2020/21,2020-09-01
2021/22,academic_year,2021/22,2021-09-01
"""


def names_of(dataset):
    names = CONTRACTS[dataset].column_names
    return [name for name in names if name != "is_synthetic"]


@pytest.fixture
def with_reference(project):
    """The project with a council, its wards and some periods."""
    folder = project.root / "seeds" / "reference"
    folder.mkdir(parents=True, exist_ok=True)
    texts = {"local_authorities": COUNCILS, "wards": WARDS, "periods": PERIODS}
    for name, text in texts.items():
        (folder / f"ref_{name}.csv").write_text(text, encoding="utf-8")
    return project


def lists_of(book):
    """What each column of the sheet of rows lists, by the letter of the column."""
    rows, _, values = book.worksheets
    return {
        str(one.sqref).partition("2:")[0]: [
            cell.value
            for (cell,) in values[one.formula1.replace("values!", "").replace("$", "")]
        ]
        for one in rows.data_validations.dataValidation
    }


def test_a_csv_is_the_header_alone(project):
    code, said = project.say("template", DATASET)
    path = project.root / "data" / "templates" / f"{DATASET}.csv"
    assert code == 0 and said == f"Written: data/templates/{path.name}\n"
    header = ",".join(names_of(DATASET))
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
def test_a_workbook_explains_its_columns(tmp_path, dataset):
    project = Project(tmp_path)
    path = write_template(project, dataset, xlsx=True)
    contract = CONTRACTS[dataset]
    book = openpyxl.load_workbook(path)
    rows, notes, values = book.worksheets
    assert rows.title == "rows" and rows.max_row == 1
    names = names_of(dataset)
    assert [cell.value for cell in rows[1]] == names
    for column in names:
        place = names.index(column) + 1
        letter = openpyxl.utils.get_column_letter(place)
        assert rows.column_dimensions[letter].number_format == "@"
    told = {
        row[0]: row[1:] for row in notes.iter_rows(min_row=5, values_only=True) if row
    }
    assert (told.pop(HOME_POSTCODE, None) is not None) is contract.takes_home_postcodes
    assert list(told) == names
    lists = {
        str(one.sqref).partition("2:")[0]: one.formula1
        for one in rows.data_validations.dataValidation
    }
    columns = [column for column in contract.columns if column.name in names]
    for place, column in enumerate(columns, start=1):
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
        book["rows"].append([row[name] for name in names_of(DATASET)])
    book.save(path)
    said = project.land(path)
    # The wards of these rows are made up, which is told, and nothing else is.
    assert said.count("Notice") == 1 and "name no ward of the council" in said
    folder = project.root / "data" / "landing" / DATASET / f"{DATASET}-0001"
    expected = [
        (*row.values(), f"{DATASET}-0001") for row in make_rows(is_synthetic="false")
    ]
    assert parquet_rows(folder / "rows.parquet") == expected


def test_a_workbook_lists_wards_and_periods_and_begins_with_the_council(with_reference):
    path = write_template(with_reference, DATASET, xlsx=True)
    book = openpyxl.load_workbook(path)
    assert lists_of(book) == {
        "A": [BIRMINGHAM],
        "B": ["2023-Q1", "2023-Q2"],
        "C": ["E05011118", "E05011121"],
        "D": ["Acocks Green", "Aston"],
    }
    assert [book["rows"][f"A{number}"].value for number in (2, 501, 502)] == [
        *(BIRMINGHAM, BIRMINGHAM, None)
    ]
    path = write_template(with_reference, CHILDREN, xlsx=True)
    # What rests on another framework is no choice.
    assert lists_of(openpyxl.load_workbook(path))["B"] == ["2021/22"]


def test_rows_that_nobody_filled_in_are_none(with_reference, project):
    path = with_reference.root.parent / "filled.xlsx"
    write_template(with_reference, DATASET, out=path)
    book = openpyxl.load_workbook(path)
    sheet = book["rows"]
    for number, ward in ((2, "Acocks Green"), (3, "Aston")):
        sheet[f"B{number}"], sheet[f"D{number}"] = "2023-Q1", ward
        sheet[f"E{number}"] = number
    book.save(path)
    said = with_reference.land(path)
    assert "2 rows" in said and "Notice" not in said


def test_a_workbook_is_the_same_bytes_each_time(project):
    one = write_template(project, CHILDREN, project.root.parent / "one.xlsx")
    two = write_template(project, CHILDREN, project.root.parent / "two.xlsx")
    assert one.read_bytes() == two.read_bytes()
    assert b"dcterms" not in one.read_bytes()
