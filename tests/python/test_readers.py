"""Landing the tables of publishers as they publish them, in miniatures by hand."""

import shutil

import pytest
from landing_files import CONTRACTS, project, put, xlsx_bytes, zip_bytes
from reader_files import as_csv, city, landed, rows_of

from early_years.environment import PlainError
from early_years.landing.interpreting import read_files
from early_years.readers import engine, layouts

__all__ = ["city", "project"]

TS021_QUERY = """\
TS021 - Ethnic group,,,,,,,,,,,,
ONS Crown Copyright Reserved [from Nomis on 25 June 2024],,,,,,,,,,,,
Population :,All usual residents,,,,,,,,,,,
Units      :,Persons,,,,,,,,,,,
Date       :,2021,,,,,,,,,,,
,,,,,,,,,,,,
2021 super output area - lower layer,Total: All usual residents,%,\
"Asian, Asian British or Asian Welsh",%,\
"Black, Black British, Black Welsh, Caribbean or African",%,\
Mixed or Multiple ethnic groups,%,White,%,Other ethnic group,%
,,,,,,,,,,,,
E01011954 : Hartlepool 001A,2284,100,19,0.8,0,0,6,0.3,2248,98.4,11,0.5
W01000001 : Isle of Anglesey 001A,100,100,0,0,0,0,0,0,100,100,0,0
E01008882 : Birmingham 066A,"1,700",100,967,56.9,100,5.9,80,4.7,503,29.6,50,2.9
E01008881 : Birmingham 067A,1742,100,800,45.9,139,8,86,4.9,629,36.1,88,5.1
,,,,,,,,,,,,
,"In order to protect against disclosure of personal information, records",,,,,,,,,,,
,have been swapped between different geographic areas.,,,,,,,,,,,
"""
ETHNIC_GROUPS = [
    ("E01008881", {"total": "1742", "asian": "800", "black": "139", "mixed": "86"}),
    ("E01008881", {"white": "629", "other": "88"}),
    ("E01008882", {"total": "1700", "asian": "967", "black": "100", "mixed": "80"}),
    ("E01008882", {"white": "503", "other": "50"}),
]
TS021_BULK = """\
date,geography,geography code,Ethnic group: Total: All usual residents,\
"Ethnic group: Asian, Asian British or Asian Welsh",\
"Ethnic group: Asian, Asian British or Asian Welsh: Bangladeshi",\
"Ethnic group: Black, Black British, Black Welsh, Caribbean or African",\
Ethnic group: Mixed or Multiple ethnic groups,Ethnic group: White,\
"Ethnic group: White: Roma",Ethnic group: Other ethnic group,\
Ethnic group: Other ethnic group: Arab
2021,Birmingham 067A,E01008881,1742,800,12,139,86,629,3,88,7
2021,Birmingham 066A,E01008882,1700,967,34,100,80,503,0,50,1
"""
TS030_BULK = """\
date,geography,geography code,Religion: Total: All usual residents,\
Religion: No religion,Religion: Christian,Religion: Buddhist,Religion: Hindu,\
Religion: Jewish,Religion: Muslim,Religion: Sikh,Religion: Other religion,\
Religion: Not answered
2021,Birmingham 067A,E01008881,45,1,2,3,4,5,6,7,8,9
"""
DIMENSIONS = ("not deprived in any dimension", "deprived in one dimension")
DIMENSIONS += tuple(
    f"deprived in {word} dimensions" for word in ("two", "three", "four")
)
TS011_BULK = (
    "date,geography,geography code,"
    "Household deprivation: Total: All households; measures: Value,"
    + ",".join(
        f"Household deprivation: Household is {one}; measures: Value"
        for one in DIMENSIONS
    )
    + "\n2021,Birmingham 067A,E01008881,15,1,2,3,4,5\n"
)
MAIN = "Main language is not English (English or Welsh in Wales)"
TS029_PARTS = (
    "Main language is English (English or Welsh in Wales)",
    MAIN,
    *(f"{MAIN}: Can speak English {how}" for how in ("very well", "well")),
    *(f"{MAIN}: Cannot speak English{how}" for how in (" well", "")),
)
TS029_BULK = (
    "date,geography,geography code,Proficiency in English language: Total: All usual "
    "residents aged 3 years and over,"
    + ",".join(f"Proficiency in English language: {part}" for part in TS029_PARTS)
    + "\n2021,Birmingham 001,E02001893,6300,6037,262,141,83,34,4\n"
)
TS029_WITHOUT_TOTAL = (
    f"msoa21_code,msoa21_name,{','.join(TS029_PARTS)}\n"
    "E02001893,Birmingham 001,6037.0,262.0,141.0,83.0,34.0,4.0\n"
)
IMD, IDACI = "Index of Multiple Deprivation (IMD)", "Income Deprivation Affecting "
IDACI += "Children Index (IDACI)"
RANK, DECILE = "(where 1 is most deprived)", "(where 1 is most deprived 10% of LSOAs)"
IOD_2025 = [
    *("LSOA code (2021)", "LSOA name (2021)"),
    *("Local Authority District code (2024)", f"{IMD} Score"),
    *(f"{IMD} Rank {RANK}", f"{IMD} Decile {DECILE}"),
    *(f"{IDACI} Rank {RANK}", f"{IDACI} Decile {DECILE}"),
]
IOD_2025_ROW = ["E01008881", "Birmingham 067A", "E08000025", 43.5, 3696, 2, 2840, 1]
IOD_2019 = [
    *("LSOA code (2011)", "LSOA name (2011)"),
    *("Local Authority District code (2019)", f"{IMD} Rank", f"{IMD} Decile"),
]
IOD_2019_ROW = ["E01008881", "Birmingham 067A", "E08000025", "3,924", "2"]
AGES = [str(age) for age in range(91)]
PERSONS = [
    ["Mid-2020: All persons by lower layer super output area"],
    ["Contents"],
    [],
    ["LSOA Code", "LSOA Name", "LA Code (2021 boundaries)", "All Ages", *range(91)],
    ["E01008881", "Birmingham 067A", "E08000025", 4095, *range(91)],
    ["E01010185", "Solihull 009A", "E08000029", 4095, *range(91)],
    ["Source: Office for National Statistics"],
]


def by_category(rows):
    return {row[-3]: row[-2] for row in rows}


# Nomis


@pytest.mark.parametrize(
    "content",
    [
        TS021_QUERY.encode("utf-8"),
        b"\xef\xbb\xbf" + TS021_QUERY.replace("\n", "\r\n").encode("utf-8"),
        TS021_QUERY.replace(" : ", "\u00a0: ").encode("cp1252"),
        TS021_BULK.encode("utf-8"),
    ],
    ids=["query", "query with mark and CRLF", "query of Windows", "bulk"],
)
def test_ethnic_groups_come_out_the_same(city, content):
    city.land(put(city, content), dataset="census_ethnic_groups")
    rows, record = landed(city, "census_ethnic_groups")
    assert rows == sorted(
        ("2021", area, category, count, "false")
        for area, counts in ETHNIC_GROUPS
        for category, count in counts.items()
    )
    assert record["layout"] == "nomis_ts021"
    assert record["rows"] == 12
    assert record["periods"] == ["2021"]
    assert not record["is_synthetic"]


def test_rows_of_other_areas_are_counted(city):
    said = city.land(put(city, TS021_QUERY.encode()), dataset="census_ethnic_groups")
    assert "it was read as Nomis TS021, ethnic group." in said
    assert "2 rows of areas outside the served councils were left out." in said
    assert "Hartlepool" not in said


def test_a_bulk_download_lies_in_a_zip(city):
    content = zip_bytes(
        {
            "__MACOSX/._census2021-ts030-lsoa.csv": b"\0",
            "census2021-ts030-lsoa.csv": TS030_BULK.encode(),
            "census2021-ts030-msoa.csv": TS030_BULK.replace(
                "E01008881", "E02001893"
            ).encode(),
        }
    )
    said = city.land(put(city, content, "ts030.zip"), dataset="census_religions")
    assert "1 of 2 areas of the served councils are not in the file." in said
    assert "ts030.zip/census2021-ts030-msoa.csv is by other areas and was left" in said
    rows, record = landed(city, "census_religions")
    codes = ("no_religion", "christian", "buddhist", "hindu", "jewish", "muslim")
    codes += ("sikh", "other", "not_answered")
    expected = {code: str(number) for number, code in enumerate(codes, start=1)}
    assert by_category(rows) == expected | {"total": "45"}
    assert record["layout"] == "nomis_ts030"


def test_measures_behind_the_headers_are_no_matter(city):
    dataset = "census_household_deprivation"
    city.land(put(city, TS011_BULK.encode()), dataset=dataset)
    rows, _ = landed(city, dataset)
    codes = ("none", "one", "two", "three", "four")
    expected = {code: str(number) for number, code in enumerate(codes, start=1)}
    assert by_category(rows) == expected | {"total": "15"}


@pytest.mark.parametrize(
    ("text", "total"), [(TS029_BULK, "6300"), (TS029_WITHOUT_TOTAL, "6299")]
)
def test_the_total_of_a_table_without_one_is_that_of_its_parts(city, text, total):
    dataset = "census_english_proficiency"
    city.land(put(city, text.encode()), dataset=dataset)
    rows, _ = landed(city, dataset)
    assert by_category(rows) == {
        "total": total,
        "english_main_language": "6037",
        "very_well": "141",
        "well": "83",
        "not_well": "34",
        "cannot": "4",
    }


@pytest.mark.parametrize("symbol", ["-", "..", "[x]"])
def test_symbols_stay_as_they_were_published(city, symbol):
    text = TS029_WITHOUT_TOTAL.replace("262.0", symbol).replace("34.0", symbol)
    city.land(put(city, text.encode()), dataset="census_english_proficiency")
    counts = by_category(landed(city, "census_english_proficiency")[0])
    assert (counts["total"], counts["not_well"]) == (symbol, symbol)


# Deprivation


def test_deprivation_of_2025_in_a_workbook_with_notes_and_title_rows(city):
    notes = [["Indices of Deprivation 2025"], ["=1+1"]]
    table = [["File 3"], [], IOD_2025, IOD_2025_ROW, ["Crown copyright"]]
    path = put(city, xlsx_bytes(notes, table), "File_3.xlsx")
    city.land(path, dataset="deprivation_indices")
    rows, record = landed(city, "deprivation_indices")
    expected = ("2025", None, "E01008881", "3696", "2", "2840", "1", "false")
    assert rows == [expected]
    assert record["layout"] == "mhclg_iod_2025"


def test_deprivation_of_2019_lacks_the_index_of_children(city):
    path = put(city, as_csv(IOD_2019, IOD_2019_ROW))
    said = city.land(path, dataset="deprivation_indices")
    rows, _ = landed(city, "deprivation_indices")
    assert rows == [("2019", "E01008881", None, "3924", "2", None, None, "false")]
    assert "no idaci_rank and no idaci_decile; they are left blank." in said


def test_deprivation_of_2015_is_not_taken_for_2019(city):
    header = [name.replace("code (2019)", "code (2013)") for name in IOD_2019]
    said = city.refuse(
        put(city, as_csv(header, IOD_2019_ROW)), dataset="deprivation_indices"
    )
    assert "no header was found in the first 40 lines" in said


@pytest.mark.parametrize("name", ["imd2025_lsoa21.csv", "IMD_2025.csv"])
def test_the_name_of_a_repacked_index_tells_the_edition(city, name):
    content = b"lsoa21_code,IMD_decile,IMD_rank\nE01008881,2.0,3696.0\n"
    city.land(put(city, content, name), dataset="deprivation_indices")
    rows, _ = landed(city, "deprivation_indices")
    assert rows == [("2025", None, "E01008881", "3696", "2", None, None, "false")]


def test_a_repacked_index_of_no_edition_is_refused(city):
    content = b"lsoa21_code,IMD_decile,IMD_rank\nE01008881,2.0,3696.0\n"
    said = city.refuse(put(city, content), dataset="deprivation_indices")
    assert "it does not say its edition" in said


# Population


def test_population_is_read_from_the_sheet_of_persons(city):
    males = [["Mid-2020: Males"], *PERSONS[1:4], ["E01008881", "", "", *[1] * 92]]
    content = xlsx_bytes([["Contents"]], males, PERSONS)
    said = city.land(put(city, content, "ons.xlsx"), dataset="population_estimates")
    rows, record = landed(city, "population_estimates")
    assert {row[3]: row[4] for row in rows} == {str(age): str(age) for age in range(19)}
    assert {row[:3] for row in rows} == {("mid-2020", "E01008881", None)}
    assert record["layout"] == "ons_mid_year_lsoa_2011"
    assert "1 rows of areas outside" in said


def test_a_table_of_one_sex_is_refused(city):
    content = xlsx_bytes([["Mid-2020: Females"], *PERSONS[1:]])
    said = city.refuse(put(city, content), dataset="population_estimates")
    assert "it holds one sex. Land the table of persons." in said


def test_both_sexes_are_added_and_every_year_is_read(city):
    sexes = [f"F{age}" for age in AGES] + [f"M{age}" for age in AGES]
    header = ["LAD 2021 Code", "LSOA 2021 Code", "Total", *sexes]
    row = ["E08000025", "E01008881", 8190, *range(91), *range(91)]
    sheets = [[[f"Mid-{year} estimates"], header, row] for year in (2021, 2022)]
    path = put(city, xlsx_bytes(*sheets), "ons.xlsx")
    city.land(path, dataset="population_estimates")
    rows, record = landed(city, "population_estimates")
    assert record["periods"] == ["mid-2021", "mid-2022"]
    assert len(rows) == 2 * 19
    resting_on = (None, None, "census_2021", None)
    assert ("mid-2022", None, "E01008881", "18", "36", *resting_on, "false") in rows


def test_a_year_that_stands_twice_is_refused(city):
    path = put(city, xlsx_bytes(PERSONS, PERSONS), "ons.xlsx")
    said = city.refuse(path, dataset="population_estimates")
    assert "sheet Sheet 2: sheet Sheet 1 holds the same table. Keep one." in said


# What is refused


def test_the_layout_of_another_dataset_is_named(city):
    said = city.refuse(put(city, TS030_BULK.encode()), dataset="census_ethnic_groups")
    assert "the file looks like census_religions (Nomis TS030, religion)." in said


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("Religion: Sikh", "Religion: Sikhs", 'is called "Sikh" there'),
        ("Religion: Sikh", "Religion: Hindu", "the column for sikh is missing"),
        ("Religion: Other religion", "Religion: Sikh", "the column for other is"),
        ("2021,B", "2021,x,B", "line 2 has the code of its area in another column."),
        (",8,9", ",8,9,10", "line 2 has 14 values, the header has 13."),
        (",8,9", "", "line 2 has 11 values, the header has 13."),
        (",8,9", ",8,9.5", '9.5 under "Religion: Not answered" is no whole number'),
        ("date,", "Religion: Sikh,", 'column "sikh" stands twice'),
        ("E01008881", "E05011118", "no row has the code of an LSOA of 2021"),
        ("E01008881", "E01011954", "none of its 1 rows is of an LSOA of 2021 in"),
    ],
)
def test_a_table_that_is_not_whole_is_refused(city, old, new, told):
    path = put(city, TS030_BULK.replace(old, new).encode())
    assert told in city.refuse(path, dataset="census_religions")


def test_a_formula_in_the_table_is_refused(city):
    table = [IOD_2025, [*IOD_2025_ROW[:4], "=1+1", *IOD_2025_ROW[5:]]]
    path = put(city, xlsx_bytes(table), "File_3.xlsx")
    said = city.refuse(path, dataset="deprivation_indices")
    assert "sheet Sheet 1: cell E2 holds a formula." in said


def test_totals_among_the_areas_are_left_out(city):
    text = TS030_BULK + "2021,Birmingham,E08000025,45,1,2,3,4,5,6,7,8,9\n"
    said = city.land(put(city, text.encode()), dataset="census_religions")
    assert "1 rows without the code of an LSOA of 2021 were left out" in said
    assert "the first in line 3." in said
    assert len(landed(city, "census_religions")[0]) == 10


# Layouts are data


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("title:", "titel:", "'title' is a required property"),
        ("dataset: census_religions", "dataset: faiths", "no dataset faiths"),
        ("    sikh: [Sikh]", "    sikhs: [Sikh]", "knows no category sikhs"),
        ("people_count", "people", "nothing fills people_count"),
        (
            "kind: lsoa_2021",
            "kind: parish",
            "no kind of area parish; there are any_local",
        ),
        ("unpivot:", "turn:", "needs one of unpivot, columns"),
        ("    sikh: [Sikh]", "    sikh: [1]", "is no text or list"),
        ("title:", "title: [", "is not readable YAML"),
    ],
)
def test_a_broken_layout_is_told(tmp_path, old, new, told):
    text = (layouts.FOLDER / "nomis_ts030.yml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "nomis_ts030.yml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")
    with pytest.raises(PlainError) as error:
        layouts.load_layouts(tmp_path)
    assert "nomis_ts030.yml: " in str(error.value)
    assert told in str(error.value)


def test_a_layout_is_added_by_adding_a_file(city, tmp_path, monkeypatch):
    folder = shutil.copytree(layouts.FOLDER, tmp_path / "layouts")
    text = (folder / "nomis_ts030.yml").read_text(encoding="utf-8")
    text = text.replace("geography code", "zone").replace("[Sikh]", "[Sikhs]")
    (folder / "another_ts030.yml").write_text(text, encoding="utf-8", newline="\n")
    monkeypatch.setattr(engine, "load_layouts", lambda: layouts.load_layouts(folder))
    table = TS030_BULK.replace("geography code", "zone").replace("Sikh", "Sikhs")
    contract, reference = (
        CONTRACTS["census_religions"],
        city.root / "seeds" / "reference",
    )
    path = put(city, table.encode())
    # In this process, since the one that reads files from outside knows no patches.
    extracts, problems = read_files([path], contract, tmp_path, reference)
    assert problems == []
    assert [extract.layout for extract in extracts] == ["another_ts030"]


# The newest editions

IOD = "LSOA code (2021),LSOA name (2021),Local Authority District code (2024),Local "
IOD += "Authority District name (2024)"
MOST = "(where 1 is most deprived)"
TENTH = "(where 1 is most deprived 10% of LSOAs)"
IMD = f"Index of Multiple Deprivation (IMD) Rank {MOST},"
IMD += f"Index of Multiple Deprivation (IMD) Decile {TENTH}"
IDACI = f"Income Deprivation Affecting Children Index (IDACI) Rank {MOST},"
IDACI += f"Income Deprivation Affecting Children Index (IDACI) Decile {TENTH}"
DOMAINS = f"Income Rank {MOST},Income Decile {TENTH}"


@pytest.mark.parametrize(
    ("columns", "values", "idaci"),
    [
        (IMD, "3696,2", (None, None)),
        (f"{IMD},{DOMAINS}", "3696,2,2652,1", (None, None)),
        (f"{IMD},{IDACI}", "3696,2,2840,1", ("2840", "1")),
        # Of file 7, whose headers end after 64 signs.
        (
            ",".join(one[:64] for one in f"{IMD},{DOMAINS},{IDACI}".split(",")),
            "3696,2,2652,1,2840,1",
            ("2840", "1"),
        ),
    ],
    ids=["file 1", "file 2", "file 3", "file 7, cut"],
)
def test_files_of_the_indices_of_2025(city, columns, values, idaci):
    text = f"{IOD},{columns}\nE01008881,Birmingham 067A,E08000025,Birmingham,{values}\n"
    city.land(put(city, text.encode()), dataset="deprivation_indices")
    names = ("edition", "imd_rank", "imd_decile", "idaci_rank", "idaci_decile")
    found = rows_of(city, "deprivation_indices", *names)
    assert found == [("2025", "3696", "2", *idaci)]


def test_populations_of_several_years_are_a_sheet_each(city):
    ages = [f"{sex}{age}" for sex in "FM" for age in range(91)]
    header = ["LAD 2023 Code", "LAD 2023 Name", "LSOA 2021 Code", "LSOA 2021 Name"]
    row = ["E08000025", "Birmingham", "E01008881", "Birmingham 067A", 182]
    sheets = {
        f"Mid-{year} LSOA 2021": [
            [f"Mid-{year}: Lower layer Super Output Areas, males and females by age"],
            ["This worksheet contains one table."],
            ["Source: Office for National Statistics"],
            [*header, "Total", *ages],
            [*row, *[1] * 182],
        ]
        for year in (2022, 2024)
    }
    path = put(city, xlsx_bytes(*sheets.values()), "sapelsoasyoa20222024.xlsx")
    city.land(path, dataset="population_estimates")
    names = ("reference_year", "lsoa_2021_code", "people_count")
    expected = {(f"mid-{year}", "E01008881", "2") for year in (2022, 2024)}
    assert set(rows_of(city, "population_estimates", *names)) == expected


def test_populations_from_nomis_are_a_row_an_age(city):
    text = "DATE_NAME,GEOGRAPHY_CODE,GENDER_NAME,C_AGE_NAME,OBS_VALUE\n"
    text += "".join(
        f"2024,E01008881,{sex},{age},{count}\n"
        for sex, age, count in (
            ("Total", "Aged under 1 year", 9),
            ("Total", "Age 4", 8),
            ("Total", "All ages", 999),
            ("Male", "Age 4", 5),
        )
    )
    city.land(put(city, text.encode()), dataset="population_estimates")
    names = ("reference_year", "age", "people_count")
    found = rows_of(city, "population_estimates", *names)
    assert found == [("mid-2024", "0", "9"), ("mid-2024", "4", "8")]
