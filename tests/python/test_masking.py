"""What says who a child is leaves no trace, whatever cell it was typed into."""

import pytest
from landing_files import (
    CHILDREN,
    CONTRACTS,
    csv_bytes,
    make_rows,
    parquet_rows,
    project,
    put,
)

from early_years.landing import identifiers, masking

__all__ = ["project"]
# The example of the NHS data dictionary, made-up UPNs with a right and a wrong letter,
# Ofcom's numbers for drama, and the example of a National Insurance number.
NHS, UPN, WRONG_UPN = "943 476 5919", "X801200000001", "A801200000001"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Smith, John 943 476 5919 1 High Street", "NHS number"),
        ("９４３ ４７６ ５９１９", "NHS number"),
        ("٩٤٣٤٧٦٥٩١٩", "NHS number"),
        ("9.4.3.4.7.6.5.9.1.9", "NHS number"),
        ("943\u200b476\u200b5919", "NHS number"),
        ("NHS9434765919.", "NHS number"),
        ("17/05/2021: 943 476 5919", "NHS number"),
        (f"upn {UPN}", "UPN"),
        ("x8012-0000-0001", "UPN"),
        ("NI QQ 12 34 56 C", "National Insurance number"),
        ("ab-123456-c", "National Insurance number"),
        ("mum: jo.smith@example.org", "e-mail address"),
        ("ＪＯ＠ＥＸＡＭＰＬＥ．ＯＲＧ", "e-mail address"),
        ("+44 7700 900123", "telephone number"),
        ("(0121) 496-0000", "telephone number"),
        ("0044 (0)121 496 0000", "telephone number"),
        ("B35 7PL", "postcode"),
        ("b.35-7 p.l", "postcode"),
        ("Flat 2, Ｂ３５７ＰＬ", "postcode"),
    ],
)
def test_an_identifier_is_found_however_it_is_written(text, kind):
    assert kind in identifiers.kinds_in(text)


@pytest.mark.parametrize(
    "text",
    [
        *("9434765918", "2019-05-01 09:30 12", "01/09/2018 to 31/08/2019", "2021/22"),
        *(WRONG_UPN, "E01008881", "EY123456", "SET-0001", "2023-spring", "27 months"),
        *("ZZ 12 34 56 C", "Room 3 5 below", "not_eligible", "expected", "M6 5 years"),
        *("0.123456789012", "15000000 of 20000000", "at home @ five"),
    ],
)
def test_other_texts_are_left(text):
    assert identifiers.kinds_in(text) == set()


def test_few_other_numbers_are_taken_for_one():
    numbers = [f"{number * 7919 % 10**10:010d}" for number in range(1, 1001)]
    alarms = sum("NHS number" in identifiers.kinds_in(text) for text in numbers)
    # One in eleven has a right check digit by chance.
    assert alarms < 120
    upns = [f"A{number * 7919 % 10**12:012d}" for number in range(1, 1001)]
    assert sum("UPN" in identifiers.kinds_in(text) for text in upns) < 70


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("sex", f"Smith, John {NHS} 1 High Street", "holds what looks like an NHS"),
        ("sex", "Smith, John", "holds what the contract does not list in 1 row"),
        ("com_e01", "see jo@example.org", "holds what looks like an e-mail address"),
        ("academic_year", "2021/22 John", "holds words in place of a period"),
        ("local_authority_code", "Smith", "holds no code of a council"),
        ("ethnic_group", f"white {UPN}", "holds what looks like a UPN"),
        ("home_lsoa_2021_code", "1 High Street", "holds no area code"),
    ],
)
def test_what_a_child_s_row_may_not_hold_is_stored_masked(project, column, value, said):
    rows = make_rows(CHILDREN, count=3)
    rows[1][column] = value
    path = put(project, csv_bytes(rows))
    told = project.land(path, "--anyway", dataset=CHILDREN)
    assert f"column {column} {said}" in told and "(row 3)" in told
    place = list(rows[0]).index(column)
    folder = project.root / "data" / "landing" / CHILDREN / f"{CHILDREN}-0001"
    stored = [row[place] for row in parquet_rows(folder / "rows.parquet")]
    assert stored == [rows[0][column], masking.NOT_SHOWN, rows[2][column]]
    for path in (project.root / "data").rglob("*"):
        if path.is_file():
            assert value.encode() not in path.read_bytes(), path
    assert value not in told and "Smith" not in told


def test_what_the_build_reads_stays_as_it_was_sent():
    contract = CONTRACTS[CHILDREN]
    place = contract.column_names.index
    for column, value in [
        *(("sex", " FEMALE "), ("sex", "\u00a0female"), ("com_e01", "45")),
        *(("academic_year", "Academic year 2021/22"), ("free_school_meals", " ")),
    ]:
        row = [one.example for one in contract.columns]
        row[place(column)] = value
        assert masking.masked([row], contract) == ([row], [])


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("theme", f"cost, says {NHS}"),
        ("theme", "ring 07700 900123"),
        ("consent", "jo.smith@example.org said yes"),
        ("families_count", "2 (0121 496 0000)"),
        ("ward_name", "B7 4BB"),
    ],
)
def test_a_count_that_names_somebody_is_neither_stored_nor_told(project, column, text):
    rows = make_rows("family_voice", 2)
    rows[1] |= {"ward_code": "", column: text}
    said = project.land(
        put(project, csv_bytes(rows)), "--anyway", dataset="family_voice"
    )
    assert text not in said and f"column {column} holds what looks like" in said
    [path] = (project.root / "data" / "landing" / "family_voice").rglob("rows.parquet")
    stored = parquet_rows(path)[1]
    assert masking.NOT_SHOWN in stored and text not in stored


@pytest.mark.parametrize("dataset", ["actions", "decisions"])
def test_a_log_keeps_no_number_of_a_person(dataset):
    contract = CONTRACTS[dataset]
    column = dataset.removesuffix("s") + "_text"
    [place] = [n for n, one in enumerate(contract.columns) if one.name == column]
    row: list[str | None] = [one.example for one in contract.columns]
    assert masking.masked([row], contract) == ([row], [])
    row[place] = "Ring Mary on 0121 496 0102"
    [[masked], [notice]] = masking.masked([row], contract)
    assert masked[place] == masking.NOT_SHOWN
    assert notice.startswith(f"column {column} holds what looks like a telephone")


def test_what_a_count_is_about_stays_to_be_mapped(project):
    rows = make_rows("family_voice", 2)
    rows[1] |= {"theme": "price", "families_count": "12.5"}
    said = project.land(
        put(project, csv_bytes(rows)), "--anyway", dataset="family_voice"
    )
    assert '("price")' in said and '("12.5")' in said
