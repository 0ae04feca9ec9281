"""A council's own headings and values become the contract's, or it says why not."""

import hashlib
import json

import openpyxl
import pytest
from landing_files import (
    BIRMINGHAM,
    CHILDREN,
    CONTRACTS,
    DATASET,
    LEEDS,
    csv_bytes,
    make_rows,
    parquet_rows,
    project,
    put,
    xlsx_bytes,
)

from early_years.landing import mappings

__all__ = ["project"]
HEADER = "kind,contract_column,in_the_file,in_the_contract\n"
OWN_ROWS = [
    {"Period": "Q1 23/24", "Ward": "Castle Vale", "Code ": "E05011118", "U5s": "5"},
    {"Period": "q1  23/24", "Ward": "Sheldon", "Code ": "E05011119", "U5s": "unknown"},
]
OWN_MAPPING = f"""{HEADER}column,quarter,period,
column,ward_name,Ward,
column,ward_code,code,
column,children_count,U5s,
value,quarter,Q1 23/24,2023-Q2
value,children_count,Unknown,
constant,local_authority_code,,{BIRMINGHAM}
constant,is_synthetic,,FALSE
"""


def put_mapping(project, text=OWN_MAPPING, name="ours.csv"):
    return put(project, text.encode("utf-8"), name)


def put_own(project, rows=OWN_ROWS, name="housing.csv"):
    return put(project, csv_bytes(rows), name)


def stored(project, number=1, dataset=DATASET):
    """The rows of a release by the contract's columns, and its record."""
    release_id = f"{dataset}-{number:04d}"
    folder = project.root / "data" / "landing" / dataset / release_id
    names = CONTRACTS[dataset].column_names
    rows = parquet_rows(folder / "rows.parquet")
    record = json.loads((folder / "release.json").read_text(encoding="utf-8"))
    return [dict(zip(names, row[:-1], strict=True)) for row in rows], record


# What a mapping does


def test_headings_values_and_constants_become_the_contracts(project):
    mapping = put_mapping(project)
    said = project.land(put_own(project), "--anyway", "--mapping", mapping)
    rows, record = stored(project)
    assert rows == [
        {
            "local_authority_code": BIRMINGHAM,
            "quarter": "2023-Q2",
            "ward_code": ward_code,
            "ward_name": ward_name,
            "children_count": count,
            "is_synthetic": "FALSE",
        }
        for ward_code, ward_name, count in (
            ("E05011118", "Castle Vale", "5"),
            ("E05011119", "Sheldon", None),
        )
    ]
    assert record["mapping_name"] == "ours.csv"
    digest = hashlib.sha256(mapping.read_bytes()).hexdigest()
    assert record["mapping_sha256"] == digest
    assert "Notice: The mapping ours.csv was used." in said


def test_a_constant_of_a_column_that_the_file_has_is_reported(project):
    rows = [row | {"local_authority_code": LEEDS} for row in OWN_ROWS]
    said = project.land(
        put_own(project, rows), "--anyway", "--mapping", put_mapping(project)
    )
    assert "column local_authority_code: the file has it" in said
    assert "and not what the mapping says" in said


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_the_mapping_of_the_folder_is_used_by_itself(project, ending):
    folder = project.root / mappings.FOLDER
    folder.mkdir(parents=True)
    content = OWN_MAPPING.encode("utf-8")
    if ending == "xlsx":
        content = xlsx_bytes([line.split(",") for line in OWN_MAPPING.splitlines()])
    (folder / f"{DATASET}.{ending}").write_bytes(content)
    project.land(put_own(project), "--anyway")
    assert stored(project)[1]["mapping_name"] == f"{DATASET}.{ending}"
    (folder / f"{DATASET}.txt").write_bytes(content)
    (folder / f"{DATASET}.csv").write_bytes(content)
    (folder / f"{DATASET}.xlsx").write_bytes(content)
    assert "Keep one, or name it" in project.refuse(put_own(project))


def test_a_workbook_is_mapped_as_well(project):
    table = [list(OWN_ROWS[0]), *[list(row.values()) for row in OWN_ROWS]]
    path = put(project, xlsx_bytes([["Notes"]], table), "housing.xlsx")
    project.land(path, "--anyway", "--mapping", put_mapping(project))
    assert [row["ward_name"] for row in stored(project)[0]] == [
        "Castle Vale",
        "Sheldon",
    ]


def test_a_file_in_the_contracts_columns_needs_no_heading(project):
    rows = make_rows()
    project.land(put_own(project, rows), "--mapping", put_mapping(project))
    assert stored(project)[0] == rows


def test_the_same_file_with_another_mapping_is_a_new_release(project):
    path, mapping = put_own(project), put_mapping(project)
    project.land(path, "--anyway", "--mapping", mapping)
    again = project.land(path, "--anyway", "--mapping", mapping)
    assert "already landed" in again
    other = put_mapping(project, OWN_MAPPING.replace("2023-Q2", "2023-Q3"), "new.csv")
    assert "landed as" in project.land(path, "--anyway", "--mapping", other)
    assert stored(project, 2)[0][0]["quarter"] == "2023-Q3"


def test_what_neither_mapping_nor_contract_knows_is_counted_and_masked(project):
    rows = make_rows(CHILDREN, count=4, sex="F")
    rows[0]["sex"] = rows[1]["sex"] = "Not stated"
    rows[2]["first_language"] = "Urdu"
    mapping = put_mapping(project, f"{HEADER}value,sex,f,female\n")
    own = put_own(project, rows)
    said = project.land(own, "--anyway", "--mapping", mapping, dataset=CHILDREN)
    assert [row["sex"] for row in stored(project, dataset=CHILDREN)[0]] == [
        *("not shown", "not shown", "female", "female")
    ]
    assert "column sex holds what the contract does not list in 2 rows (row 2, 3)" in (
        said
    )
    assert "column first_language holds what the contract does not list in 1 row" in (
        said
    )
    assert "Not stated" not in said and "Urdu" not in said


@pytest.mark.parametrize(
    ("written", "text", "day"),
    [
        ("dd/mm/yyyy", "17/05/2021", "2021-05-17"),
        ("dd/mm/yyyy", "7/5/2021", "2021-05-07"),
        ("dd/mm/yyyy", "17/05/2021 00:00", "2021-05-17"),
        ("mm/dd/yyyy", "05/17/2021", "2021-05-17"),
        ("yyyymmdd", "20210517", "2021-05-17"),
        ("dd.mm.yyyy", "17.05.2021", "2021-05-17"),
        ("dd.mm.yyyy", "17/05/2021", "17/05/2021"),
        ("dd/mm/yyyy", "31/02/2021", "31/02/2021"),
        ("dd/mm/yyyy", "2021-05-17", "2021-05-17"),
    ],
)
def test_a_day_is_read_as_it_is_written(written, text, day):
    assert mappings.iso_date(text, written) == day


def test_dates_are_turned_round_and_the_unreadable_counted():
    contract = CONTRACTS["asq3_reviews"]
    mapping = mappings.Mapping("m", "", {}, {}, {"review_date": "dd/mm/yyyy"}, {})
    header = list(contract.column_names)
    (row,) = make_rows(contract.name, count=1)
    rows = [list((row | {"review_date": day}).values()) for day in ("1/2/2021", "May")]
    rows = mapping.translated(header, rows)
    assert [row[header.index("review_date")] for row in rows] == ["2021-02-01", "May"]
    assert (
        "review_date: 1 values are no days written dd/mm/yyyy"
        in (mapping.notices(rows, contract)[1])
    )


# What it says of the shape of a file

NAMES_ONLY = f"""{HEADER}column,ward_name,Ward,
constant,local_authority_code,,{BIRMINGHAM}
absent,ward_code,yes,
"""


def land_shape(project, content, text, name="housing.csv"):
    said = project.land(
        put(project, content, name), "--mapping", put_mapping(project, text)
    )
    rows, _ = stored(project)
    return [
        (row["ward_name"], row["quarter"], row["children_count"]) for row in rows
    ], said


def test_the_name_of_a_ward_is_enough(project):
    text = NAMES_ONLY + "constant,quarter,,Q4 2022/23\ncolumn,children_count,Number,\n"
    content = xlsx_bytes([["Q3"], ["Ward", "Number"], ["Aston", 5], ["Moseley", "<5"]])
    rows, said = land_shape(project, content, text, "housing.xlsx")
    assert rows == [("Aston", "2023-Q1", "5"), ("Moseley", "2023-Q1", "<5")]
    assert {row["ward_code"] for row in stored(project)[0]} == {None}
    assert 'column quarter of 2 rows was read: "Q4 2022/23" as 2023-Q1' in said


def test_without_a_word_the_name_is_enough_too_unless_a_code_looks_like_it(project):
    text = NAMES_ONLY.replace("absent,ward_code,yes,\n", "")
    text += "constant,quarter,,2023-Q1\ncolumn,children_count,Number,\n"
    _, said = land_shape(project, b"Ward,Number\nAston,5\n", text)
    assert "it has no ward_code; ward_name is used." in said
    path = put(project, b"Ward,Number,Ward Code\nAston,5,E05011121\n", "other.csv")
    said = project.refuse(path, "--mapping", put_mapping(project, text))
    assert "column ward_code is missing. The file has Ward Code, which looks" in said
    assert "a row of kind column in the mapping ours.csv says so once" in said


EVERY_QUARTER = "period_column,children_count,*,\n"
WIDE = b"""Children in temporary accommodation
Ward,2022-Q2,Q3 2022,Apr-Jun 2023,2023-Q4,Notes
Aston,5,6,7,,a
Moseley,c,16,8,,
Total,20,22,15,,
"""
WIDE_ROWS = [
    *(("Aston", "2022-Q2", "5"), ("Aston", "2022-Q3", "6"), ("Aston", "2023-Q2", "7")),
    ("Moseley", "2022-Q2", "c"),
    *(("Moseley", "2022-Q3", "16"), ("Moseley", "2023-Q2", "8")),
]


def test_columns_that_are_periods_become_rows(project):
    rows, said = land_shape(project, WIDE, NAMES_ONLY + EVERY_QUARTER)
    assert rows == WIDE_ROWS
    assert "1 total row (line 5) left out" in said
    assert "column Notes is not in the contract" in said


def test_single_columns_are_periods_with_a_name_of_their_own(project):
    lines = ["2022-Q2,", "Q3 2022,", "Apr-Jun 2023,2023-Q2", "2023-Q4,Q4 2023"]
    text = NAMES_ONLY + "".join(
        f"period_column,children_count,{line}\n" for line in lines
    )
    assert land_shape(project, WIDE, text)[0] == WIDE_ROWS


def test_two_columns_of_the_same_period_are_a_question(project):
    content = b"Ward,2023-Q1,Q1 2023,2023-Q2,Q2 2023\nAston,5,9,7,\n"
    mapping = put_mapping(project, NAMES_ONLY + EVERY_QUARTER)
    said = project.refuse(put(project, content), "--mapping", mapping)
    assert "columns 2023-Q1 and Q1 2023 both hold children_count of 2023-Q1." in said
    assert "2023-Q2" not in said


def test_a_header_and_rows_are_named_by_their_lines_and_values(project):
    text = NAMES_ONLY + (
        "constant,quarter,,2023-Q1\ncolumn,children_count,Number,\nheader_line,,3,\n"
        'leave_out,,"5, 8-9",\nleave_out,ward_name,out of city,\n'
        "leave_out,ward_name,Birchfield,\n"
    )
    content = (
        b"Ward,Number\nold,1\nWard,Number\nAston,5\nCheck,1\nOut of  City,2\n"
        b"Moseley,6\nx,1\ny,2\nBirchfield Ward,9\n"
    )
    rows, said = land_shape(project, content, text)
    assert rows == [("Aston", "2023-Q1", "5"), ("Moseley", "2023-Q1", "6")]
    assert "5 rows of the mapping (lines 5, 6, 8, 9, 10) left out" in said


def test_an_example_says_what_a_period_means(project):
    text = NAMES_ONLY + (
        "column,quarter,Q,\ncolumn,children_count,N,\n"
        "period_form,quarter,Q1 2023,2023-Q2\n"
    )
    rows, _ = land_shape(project, b"Ward,Q,N\nAston,Q4 2023,5\n", text)
    assert rows == [("Aston", "2024-Q1", "5")]


# What is wrong with a mapping


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "its first line has to name kind, contract_column,"),
        ("kind,contract_colum\n", "contract_column, in_the_file, in_the_contract is m"),
        ("colum,quarter,Period,", 'no kind "colum". Did you mean column?'),
        ("column,quater,Period,", 'no contract_column "quater". Did you mean quarter?'),
        ("column,colour,Period,", 'no contract_column "colour". Known are: local_au'),
        ("column,home_postcode,P,", 'no contract_column "home_postcode". Known are'),
        (
            "column,quarter,A,\ncolumn,quarter,B,",
            "row 3: quarter has another column in a row above. Keep one.",
        ),
        (
            "column,quarter,A,\ncolumn,ward_name,a,",
            'the heading "a" is given to quarter and ward_name. Keep one.',
        ),
        (
            "column,quarter,A,\nconstant,quarter,,2023-Q1",
            "quarter has both a heading and a constant. Keep one.",
        ),
        (
            "value,is_synthetic,no,fals",
            'row 2: there is no value of is_synthetic "fals". Did you mean false?',
        ),
        (
            "value,quarter,Q1,2023-Q1\nvalue,quarter, q1,2023-Q2",
            'row 3: quarter has another value "q1" in a row above. Keep one.',
        ),
        ("absent,quarter,yes,", "row 2: quarter has to be filled in. Give it a"),
        ("absent,ward_code,no,", 'absent is said by yes, not by "no".'),
        (
            "absent,ward_code,yes,\ncolumn,ward_code,Code,",
            "ward_code has both a heading and a row that it is absent",
        ),
        ("header_line,,four,", '"four" is no number of a line, such as 4.'),
        ("leave_out,,the last,", '"the last" names no lines, such as 3, 70-73.'),
        ("period_column,children_count,Spring,", '"Spring" is no quarter. Say which'),
        ("period_form,quarter,Q1 2023,2021-Q1", 'no way to write "2021-Q1" of quarter'),
        ("date_format,quarter,dd/mm/yyyy,", '"dd/mm/yyyy" is no way to write quarter'),
        ('column,"quarter,Period,', "a quotation mark is not closed"),
    ],
)
def test_a_mapping_that_cannot_be_used_is_told(project, text, told):
    lines = text if not text or text.startswith("kind") else HEADER + text
    mapping = put_mapping(project, lines)
    said = project.refuse(put_own(project), "--mapping", mapping)
    assert said.startswith(f"REFUSED: the mapping ours.csv of {DATASET}")
    assert told in said


@pytest.mark.parametrize(
    "written", ["dd/mm/yy", "d/m/yyyy", "dd/mm-yyyy", "dd/dd/yyyy"]
)
def test_a_way_to_write_days_that_is_not_known_is_told(project, written):
    contract = CONTRACTS["asq3_reviews"]
    path = put_mapping(project, f"{HEADER}date_format,review_date,{written},\n")
    with pytest.raises(mappings.PlainError, match="made of dd, mm and yyyy"):
        mappings.find_mapping(project, contract, path)


def test_a_mapping_that_is_not_there_is_told(project):
    said = project.refuse(put_own(project), "--mapping", "nowhere.csv")
    assert "The mapping nowhere.csv cannot be read" in said


# What is wrong with a file beside its mapping


@pytest.mark.parametrize(
    ("rename", "told"),
    [
        (
            {"Ward": "Wards"},
            'from "Ward", which the file does not have. It has "Wards"',
        ),
        ({"Ward": "X"}, 'from "Ward", which the file does not have. It has Period, X,'),
        (
            {"Ward": "quarter"},
            'takes quarter from "period", but the file has a column quarter as well',
        ),
        ({"Ward": " CODE"}, 'from "code", which stands 2 times in the header'),
        (
            {"Ward": "W", "Period": "P", "Code ": "C", "U5s": "U"},
            "none of the headings of the mapping ours.csv stands there.",
        ),
    ],
)
def test_headings_that_do_not_fit_are_told(project, rename, told):
    rows = [{rename.get(name, name): row[name] for name in row} for row in OWN_ROWS]
    mapping = put_mapping(project)
    assert told in project.refuse(put_own(project, rows), "--mapping", mapping)


def test_semicolons_are_named_also_with_a_mapping(project):
    path = put(project, b"Period;Ward;Code;U5s\n1;2;3;4\n")
    said = project.refuse(path, "--mapping", put_mapping(project))
    assert "separated by semicolons" in said


# The empty mapping


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_an_empty_mapping_has_all_columns_and_values_and_says_nothing(project, ending):
    options = ["--xlsx"] if ending == ".xlsx" else []
    code, said = project.say("template", CHILDREN, "--mapping", *options)
    path = project.root / "data" / "templates" / f"{CHILDREN}_mapping{ending}"
    assert code == 0 and said == f"Written: data/templates/{path.name}\n"
    contract = CONTRACTS[CHILDREN]
    mapping = mappings.find_mapping(project, contract, path)
    assert not any((mapping.headings, mapping.constants, mapping.date_formats))
    assert not any(mapping.values.values())
    if ending == ".csv":
        text = path.read_text(encoding="utf-8-sig")
        for column in (*contract.column_names[:-1], "home_postcode"):
            assert f"column,{column},,," in text
        assert "is_synthetic" not in text
        for row in ("period_form,academic_year", "absent,home_lsoa", "header_line,,,"):
            assert f"\n{row}" in text
        assert "value,sex,,female,Girls" in text
    else:
        assert openpyxl.load_workbook(path).active["A1"].value == "kind"
    assert project.say("template", CHILDREN, "--mapping", *options)[0] == 1
