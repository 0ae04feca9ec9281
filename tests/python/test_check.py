"""Each thing that the check refuses or notes, on small files."""

import pytest

from early_years.checks import check_landed
from early_years.contracts import Column, Contract

HEADER = "child_id,review_date,result"
ROWS = "a,2021-05-17,expected\nb,2021-05-18,below\n"


def _contract(name="asq3_reviews"):
    names = HEADER.split(",")
    columns = tuple(Column(column, "text", True, "What.", "x") for column in names)
    return Contract(
        name=name,
        title="Reviews",
        description="Reviews.",
        grain="one row per child",
        publisher="provider",
        publisher_name="Provider",
        owner_team="Team",
        owner_mailbox="team@council.example",
        licence="None",
        contains_personal_data=True,
        area_kind="ward",
        area_column="child_id",
        area_fallback=None,
        period_type="provider_year",
        period_column="review_date",
        comparable_from=None,
        replaces_within=None,
        primary_key=("child_id",),
        columns=columns,
    )


@pytest.fixture
def check(tmp_path):
    """Check a folder with the file of one contract, given as text or bytes."""

    def run(content, file="raw_asq3_reviews.csv"):
        if isinstance(content, str):
            content = content.encode("utf-8")
        (tmp_path / file).write_bytes(content)
        return check_landed(tmp_path, (_contract(),), "seeds/landed")

    return run


def _only_problem(report):
    assert len(report.problems) == 1, report.problems
    where = "asq3_reviews (seeds/landed/raw_asq3_reviews.csv): "
    assert report.problems[0].startswith(where)
    return report.problems[0].removeprefix(where)


@pytest.mark.parametrize(
    "content",
    [
        f"{HEADER}\n{ROWS}",
        f"\ufeff{HEADER}\r\n" + ROWS.replace("\n", "\r\n"),
        f"{HEADER}\n{ROWS}\n\n",
        f'{HEADER}\n"a, or\nb",2021-05-17,"he said ""below"""\nc,2021-05-17,x\n',
        f"result,child_id,review_date\n{ROWS}",
    ],
    ids=["plain", "as Excel saves it", "blank lines", "quoted", "other order"],
)
def test_a_readable_file_passes(check, content):
    report = check(content)
    assert report.problems == [] and report.notices == []
    assert report.row_counts == {"asq3_reviews": 2}
    assert report.lines() == ["Checked 1 datasets with 2 rows: readable."]


def test_a_missing_file_says_what_to_put_there(tmp_path):
    report = check_landed(tmp_path, (_contract(),), "seeds/landed")
    assert "the file is missing. Put the extract there" in _only_problem(report)
    assert HEADER in _only_problem(report)


def test_a_misnamed_file_is_suggested(check):
    report = check(f"{HEADER}\n{ROWS}", "raw_asq_3_reviews.csv")
    assert "Rename it to raw_asq3_reviews.csv" in _only_problem(report)
    assert "raw_asq_3_reviews.csv: no contract describes" in report.notices[0]


@pytest.mark.parametrize("content", ["", "\n\n  "])
def test_an_empty_file_is_refused(check, content):
    assert "the file is empty" in _only_problem(check(content))


@pytest.mark.parametrize("header_end", ["", "\n"])
def test_a_file_with_a_header_alone_is_noted(check, header_end):
    report = check(HEADER + header_end)
    assert report.problems == []
    assert "counts as not supplied" in report.notices[0]


def test_a_wrong_encoding_names_line_and_column(check):
    content = f"{HEADER}\na,2021-05-17,x\nb,2021-05-17,caf\u00e9\n".encode("cp1252")
    problem = _only_problem(check(content))
    assert problem.startswith("line 3, column result, character 17 of the line:")
    assert "Windows-1252, in which the sign there is \u00e9" in problem
    assert "CSV UTF-8" in problem


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_utf_16_is_recognised(check, encoding):
    content = f"{HEADER}\n{ROWS}".encode(encoding)
    assert "looks like UTF-16" in _only_problem(check(content))


def test_a_workbook_is_recognised(check):
    assert "Excel workbook" in _only_problem(check(b"PK\x03\x04\x14\x00"))


def test_a_nul_character_names_its_line(check):
    problem = _only_problem(check(f"{HEADER}\na,2021-05-17,\0\n"))
    assert problem.startswith("line 2: a NUL character")


@pytest.mark.parametrize("found", ["reviewdate", "Review Date", "review_date "])
def test_a_missing_column_names_the_one_that_looks_like_it(check, found):
    report = check(f"child_id,{found},result\n{ROWS}")
    problem = _only_problem(report)
    assert problem.startswith("column review_date is missing. The file has ")
    assert problem.endswith(", which looks like it. Rename it to review_date.")
    assert report.notices == []


def test_a_missing_column_without_a_likeness_lists_what_is_there(check):
    problem = _only_problem(check("child_id,result\na,expected\n"))
    assert "The file has child_id, result. Add the column" in problem


def test_an_extra_column_is_noted_and_the_build_goes_on(check):
    report = check(f"{HEADER},colour\na,2021-05-17,expected,blue\n")
    assert report.problems == []
    assert "column colour is not in the contract" in report.notices[0]


@pytest.mark.parametrize("twice", ["result", "Result"])
def test_a_column_that_stands_twice_is_refused(check, twice):
    report = check(f"{HEADER},{twice}\na,2021-05-17,expected,below\n")
    assert "column result stands 2 times" in _only_problem(report)


def test_a_column_without_a_name_is_refused(check):
    report = check(f"{HEADER},\na,2021-05-17,expected,\n")
    assert "column 4 has no name" in _only_problem(report)


def test_another_separator_is_named(check):
    content = f"{HEADER}\n{ROWS}".replace(",", ";")
    assert "separated by semicolons" in _only_problem(check(content))


def test_a_file_without_a_header_is_refused(check):
    assert "line 1 is not the header" in _only_problem(check(ROWS))


def test_a_repeated_header_names_its_line(check):
    problem = _only_problem(check(f"{HEADER}\n{ROWS}{HEADER}\n{ROWS}"))
    assert problem.startswith("line 4 repeats the header")


def test_rows_of_another_width_name_their_lines(check):
    report = check(f'{HEADER}\n"a\nb",x\na,b,c,d\n')
    first, second = report.problems
    assert "line 2 has 2 values, the header has 3" in first
    assert "line 4 has 4 values, the header has 3" in second
    assert "needs quotation marks" in second


def test_many_rows_of_another_width_are_counted(check):
    report = check(f"{HEADER}\n" + "a,b\n" * 12)
    assert len(report.problems) == 6
    assert "7 more lines" in report.problems[-1]


@pytest.mark.parametrize("row", ['a,"2021,x\nb,c,d\n', 'a,"b"c,d\n'])
def test_a_broken_quotation_names_the_line_where_it_starts(check, row):
    assert "line 3: a quotation mark" in _only_problem(check(f"{HEADER}\na,b,c\n{row}"))


def test_all_problems_of_all_files_stand_in_one_list(tmp_path):
    (tmp_path / "raw_one.csv").write_bytes(b"")
    (tmp_path / "raw_two.csv").write_bytes(b"child_id\na\n")
    contracts = (_contract("one"), _contract("two"), _contract("three"))
    report = check_landed(tmp_path, contracts, "seeds/landed")
    named = [problem.split(" ")[0] for problem in report.problems]
    assert named == ["one", "two", "two", "three"]
    assert report.lines()[0].startswith("REFUSED: 4 problems in the extracts.")
