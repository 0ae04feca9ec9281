"""Landing publishers' tables of councils, wards and settings, in miniatures."""

import json

import pytest
from landing_files import (
    project,
    put,
    set_limits,
    xlsx_bytes,
    zip_bytes,
)
from reader_files import FIGURES, POSTCODES, as_csv, city, landed, rows_of

__all__ = ["city", "project"]


# Census tables, repacked

LONG = {
    "census_ethnic_groups": (
        "total_residents,ethnic_group",
        "people_count",
        {"White": "white", "Mixed or Multiple ethnic groups": "mixed"},
    ),
    "census_religions": (
        "total_residents,religion",
        "people_count",
        {"No religion": "no_religion", "Religion not stated": "not_answered"},
    ),
    "census_household_deprivation": (
        "total_households,deprivation_dimensions",
        "households_count",
        {"Household is deprived in two dimensions": "two"},
    ),
}


@pytest.mark.parametrize("dataset", LONG)
def test_a_long_table_has_its_total_once(city, dataset):
    header, counts, words = LONG[dataset]
    text = f"lsoa21_code,{header},n\n"
    text += "".join(f"E01008881,9,{word},{len(word)}\n" for word in words)
    city.land(put(city, text.encode()), dataset=dataset)
    expected = [(code, str(len(word))) for word, code in words.items()]
    found = rows_of(city, dataset, "category_code", counts)
    assert found == sorted([*expected, ("total", "9")])


def test_a_long_table_of_two_totals_is_refused(city):
    text = "lsoa21_code,total_residents,religion,n\n"
    text += "E01008881,9,Sikh,4\nE01008881,8,Hindu,4\n"
    said = city.refuse(put(city, text.encode()), dataset="census_religions")
    assert "line 3 has another total than its area before." in said


def test_words_that_are_not_known_are_counted(city):
    text = "lsoa21_code,total_residents,religion,n\n"
    text += "E01008881,9,Sikh,4\nE01008881,9,Jedi,4\nE01008882,9,Jedi,4\n"
    said = city.land(put(city, text.encode()), dataset="census_religions")
    assert '2 rows were left out: 2 with "Jedi" under religion.' in said


# Places

LOOKUP = [
    ("lsoa21cd", "wd22cd", "LSOA21NM", "LAD22CD", "WD22NM"),
    ("E01008881", "E05011118", "Birmingham 067A", "E08000025", "Acocks Green"),
    ("E01010185", "E05001284", "Solihull 009A", "E08000029", "Bickenhill"),
    ("E01008881", "E05011118", "Birmingham 067A", "E08000025", "Acocks Green"),
]


def test_a_look_up_is_read_in_any_order_of_columns(city):
    path = put(city, b"\xef\xbb\xbf" + as_csv(*LOOKUP))
    said = city.land(path, dataset="area_lookups")
    names = ("area_kind", "area_code", "ward_vintage", "ward_code")
    expected = [("lsoa_2021", "E01008881", "2022", "E05011118")]
    assert rows_of(city, "area_lookups", *names) == expected
    assert "1 rows that repeat others were left out." in said
    assert "1 rows of areas outside the served councils were left out." in said


def test_a_look_up_of_2011_is_of_another_vintage(city):
    header = ("LSOA11CD", "WD18CD", "LSOA11NM", "LAD18CD", "WD18NM")
    city.land(put(city, as_csv(header, *LOOKUP[1:3])), dataset="area_lookups")
    found = rows_of(city, "area_lookups", "area_kind", "ward_vintage")
    assert found == [("lsoa_2011", "2018")]


def test_a_small_area_in_two_wards_is_refused(city):
    second = ("E01008881", "E05011119", "Birmingham 067A", "E08000025", "Allens Cross")
    said = city.refuse(put(city, as_csv(*LOOKUP, second)), dataset="area_lookups")
    assert "E01008881 lies in E05011118 and E05011119." in said


def boundaries(point, **more):
    shape = {"type": "Polygon", "coordinates": [[point, [0, 1], [1, 1], point]]}
    wards = [("E05011118", "Acocks Green"), ("E05001284", "Bickenhill")]
    features = [
        {"properties": {"WD22CD": code, "WD22NM": name}, "geometry": shape}
        for code, name in wards
    ]
    made = {"type": "FeatureCollection", "features": features, **more}
    return json.dumps(made, indent=1).encode()


def test_boundaries_are_kept_as_compact_text(city):
    path = put(city, boundaries([-1.80926330603013, 52.4]), "wards.geojson")
    city.land(path, dataset="ward_boundaries")
    names = ("ward_code", "ward_vintage", "boundary_geojson")
    shape = '{"type":"Polygon","coordinates":[[[-1.80926330603013,52.4],[0,1],[1,1],'
    shape += "[-1.80926330603013,52.4]]]}"
    expected = [("E05011118", "2022", shape)]
    assert rows_of(city, "ward_boundaries", *names) == expected


@pytest.mark.parametrize(
    "content",
    [
        boundaries([408000.5, 287000.1]),
        boundaries([-1.8, 52.4], crs={"properties": {"name": "EPSG:27700"}}),
    ],
    ids=["metres", "its system"],
)
def test_boundaries_in_metres_are_refused(city, content):
    said = city.refuse(put(city, content, "w.geojson"), dataset="ward_boundaries")
    assert "not longitude and latitude (WGS84)" in said


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (POSTCODES.encode(), "ONSPD_AUG_2025_UK.csv"),
        (
            zip_bytes(
                {
                    "Documents/names.csv": b"WD25CD,WD25NM\n",
                    "Data/ONSPD_AUG_2025_UK.csv": POSTCODES.encode(),
                    "Data/multi_csv/ONSPD_AUG_2025_UK_B.csv": POSTCODES.encode(),
                }
            ),
            "ONSPD_AUG_2025.zip",
        ),
    ],
    ids=["csv", "zip"],
)
def test_postcodes_of_the_city_and_around_it_are_kept(city, content, name):
    said = city.land(put(city, content, name), dataset="postcodes")
    names = ("directory_month", "postcode", "lsoa_2021_code", "latitude")
    assert rows_of(city, "postcodes", *names, "is_terminated") == [
        ("2025-08", "B33 9RB", "E01008881", "52.482365", "no"),
        ("2025-08", "B91 1AA", "E01010185", "52.41", "yes"),
    ]
    assert "1 rows of areas further away were left out." in said


def test_postcodes_are_not_held_to_the_size_of_other_files(city):
    set_limits(city, rows=1, cells=1, columns=1)
    path = put(city, POSTCODES.encode(), "NSPL21_AUG_2024_UK.csv")
    city.land(path, dataset="postcodes")
    assert landed(city, "postcodes")[1]["periods"] == ["2024-08"]


OTHER_POSTCODES = {
    "by LSOA 2011": (
        "pcd,pcd2,pcds,dointr,doterm,oslaua,osward,lsoa11,msoa11,lat,long",
        "B33 9RB,B33  9RB,B33 9RB,198001,,E08000025,E05011118,E01008881,E02,52.4,-1.7",
        "it knows no LSOAs of 2021",
    ),
    "of output areas": (
        "pcd7,pcd8,pcds,dointr,doterm,usertype,oa21cd,lsoa21cd,msoa21cd,ladcd,ladnm",
        "B339RB,B33 9RB,B33 9RB,198001,,0,E0000001,E01008881,E02001893,E08000025,B",
        "it does not say where a postcode lies. Land the ONSPD or the NSPL",
    ),
}


@pytest.mark.parametrize("kind", OTHER_POSTCODES)
@pytest.mark.parametrize("as_zip", [False, True])
def test_a_whole_look_up_of_another_kind_is_told_apart(city, kind, as_zip):
    header, row, told = OTHER_POSTCODES[kind]
    content, name = f"{header}\n{row}\n".encode(), "PCD_AUG25_UK_LU.csv"
    if as_zip:
        content, name = zip_bytes({f"Data/{name}": content}), "PCD_AUG25.zip"
    said = city.refuse(put(city, content, name), dataset="postcodes")
    assert told in said
    assert "Download the whole" not in said


def test_postcodes_that_lie_nowhere_are_left_out_and_told(city):
    text = (
        POSTCODES + "B33 9XX,B33 9XX,198001,,E05011118,99.999999,0.000000,E01008881\n"
    )
    text += "B33 9YY,B33 9YY,198001,,E05011118,,,E01008881\n"
    path = put(city, text.encode(), "NSPL_FEB_2026_UK.csv")
    said = city.land(path, dataset="postcodes")
    assert len(landed(city, "postcodes")[0]) == 2
    assert "2 postcodes without coordinates were left out." in said


def test_postcodes_that_do_not_tell_their_month_say_how(city):
    path = put(city, POSTCODES.encode(), "NSPL.csv")
    said = city.refuse(path, dataset="postcodes")
    assert "it does not say its directory_month" in said
    assert said.count("  - ") == 1


def test_postcodes_that_break_off_are_refused(city):
    text = POSTCODES + "B33 9RC,B33 9RC\n"
    path = put(city, text.encode(), "ONSPD_AUG_2025_UK.csv")
    said = city.refuse(path, dataset="postcodes")
    assert "the file is damaged or cut short" in said


# DWP

POVERTY = """\
"Table 4: Relative low income families, After Housing Costs, Ward",,,,,,,
FYE = Financial Years Ending.,,,,,,,
Local Authority [note 2],Area Code,Ward [note 2],Area Code,"Number of children \n\
FYE 2024","Number of children \nFYE 2025","Percentage of children \nFYE 2024\n(%)
[note 3]","Percentage of children \nFYE 2025\n(%)\n[note 3]"
,,United Kingdom [note 4],K02000001,"5,300","5,210",26.3%,26.0%
Birmingham,E08000025,Alum Rock,E05011118,"5,181","5,107",65.5%,66.0%
Birmingham,E08000025,Allens Cross,E05011119,[low],[x],[low],[x]
Solihull,E08000029,Bickenhill,E05001284,119,102,10.1%,9.9%
,,,,,,,
,,,,,,,
"""


def test_child_poverty_keeps_symbols_and_tells_of_the_total(city):
    said = city.land(put(city, POVERTY.encode()), dataset="child_poverty")
    names = ("ward_code", "financial_year", "children_count", "children_rate_percent")
    assert rows_of(city, "child_poverty", *names) == [
        ("E05011118", "FYE 2024", "5181", "65.5"),
        ("E05011118", "FYE 2025", "5107", "66.0"),
        ("E05011119", "FYE 2024", "[low]", "[low]"),
        ("E05011119", "FYE 2025", "[x]", "[x]"),
    ]
    name = "the publisher's total of \"Number of children FYE"
    assert f'{name} 2024" is 5,300, which is that of its rows.' in said
    assert f'{name} 2025" is 5,210, its rows 5,209.' in said


def test_a_workbook_of_child_poverty_has_shares_of_one(city):
    header = ["Local Authority [note 2]", "Area Code", "Ward [note 2]", "Area Code"]
    header += [
        "Number of children \nFYE 2025",
        "Percentage of children \nFYE 2025\n(%)",
    ]
    row = ["Birmingham", "E08000025", "Alum Rock", "E05011118", 5107, 0.66]
    path = put(city, xlsx_bytes([["After Housing Costs"], header, row]), "t4.xlsx")
    city.land(path, dataset="child_poverty")
    names = ("financial_year", "children_count", "children_rate_percent")
    assert rows_of(city, "child_poverty", *names) == [("FYE 2025", "5107", "66.00")]


def test_child_poverty_before_housing_costs_is_refused(city):
    text = POVERTY.replace("After Housing", "Before Housing")
    said = city.refuse(put(city, text.encode()), dataset="child_poverty")
    assert "not of relative low income after housing costs" in said


# OHID

SKILLS = ("comms", "gms", "fms", "problem_solving", "personal_social", "overall")
ASQ3_HEADER = ["la_name", "ONS code"]
for _skill in SKILLS:
    ASQ3_HEADER += [f"total_{_skill}", f"n_above_avg_{_skill}", f"p_above_avg_{_skill}"]
ASQ3_QUARTERS = (
    "April 2021 - June 2021",
    "July 2021 - September 2021",
    "October 2021 - December 2021",
    "January 2022 - March 2022",
)


def asq3(quarters, **counts):
    rows = [
        [
            "Birmingham",
            "E08000025",
            *[20, counts.get(quarter[:3], 10), 0.5] * 6,
            quarter,
        ]
        for quarter in quarters
    ]
    return as_csv([*ASQ3_HEADER, "date"], *rows)


def test_quarters_are_added_up_to_the_year(city):
    content = asq3([*ASQ3_QUARTERS, "Annual"], Jan=16, Annual=1.5)
    said = city.land(put(city, content), dataset="published_asq3_results")
    found = rows_of(
        city, "published_asq3_results", "review_year", "measure_code", *FIGURES
    )
    assert len(found) == 6
    assert found[0] == ("2022", "asq_all_five", "46", "80", None)
    assert "four quarters were added up to the year to March 2022." in said
    assert '1 with "Annual" under date' in said


def test_a_year_without_a_quarter_is_told(city):
    content = asq3([*ASQ3_QUARTERS[:3], "April 2022 - March 2023"])
    said = city.land(put(city, content), dataset="published_asq3_results")
    found = rows_of(city, "published_asq3_results", "review_year", "published_value")
    assert set(found) == {("2023", "50.0")}
    assert "the quarters that begin in January are missing." in said


def test_symbols_of_a_quarter_are_those_of_the_year(city):
    city.land(
        put(city, asq3(ASQ3_QUARTERS, Jul="DK")), dataset="published_asq3_results"
    )
    found = rows_of(city, "published_asq3_results", "numerator_count")
    assert set(found) == {("DK",)}


SKILLS = ("communication", "gross motor", "fine motor", "problem solving")
SKILLS = (*(f"{one} skills" for one in SKILLS), "personal {}social skills")
REVIEWED = "of children who received a 2 to 2½ year review in the quarter"


def full_titles():
    """The titles of OHID's columns, three a measure, as in its tables."""
    titles = ["ONS code", "Area name"]
    skills = [*SKILLS, "all five areas"]
    for at, skill in enumerate(skills):
        reached = skill if at < 5 else "all five areas of development"
        titles += [
            f"Number {REVIEWED} for whom the ASQ3 {skill.format('')} was completed "
            "(number)",
            f"C6iii: Number {REVIEWED} who were at or above the expected level in "
            f"{reached.format('to ')} (number)",
            f"C6iii: Percentage {REVIEWED} who were at or above the expected level in "
            f"{reached.format('to ')} (%)",
        ]
    return titles


def test_tables_with_full_titles_are_a_sheet_a_quarter(city):
    quarters = ["April 2024 to June 2024", "July 2024 to September 2024"]
    quarters += ["October 2024 to December 2024", "Quarter 4, 2024 to 2025"]
    row = ["E08000025", "Birmingham", *[20, 10, 50.0] * 6]
    sheets = {
        f"Q{number}": [[f"Table {number}: {quarter}"], full_titles(), row]
        for number, quarter in enumerate(quarters, start=1)
    }
    path = put(city, xlsx_bytes(*sheets.values()), "asq3.xlsx")
    city.land(path, dataset="published_asq3_results")
    found = rows_of(
        city, "published_asq3_results", "review_year", "measure_code", *FIGURES
    )
    assert len(found) == 6
    assert ("2025", "asq_personal_social", "40", "80", None) in found


def test_a_whole_year_stands_for_its_quarters(city):
    content = asq3([*ASQ3_QUARTERS, "April 2021 to March 2022"], Jan=16)
    city.land(put(city, content), dataset="published_asq3_results")
    found = rows_of(city, "published_asq3_results", "review_year", "measure_code")
    assert len(found) == len(set(found)) == 6


FINGERTIPS = """\
Indicator ID,Indicator Name,Area Code,Area Name,Area Type,Sex,Category Type,\
Time period,Value,Count,Denominator
1,{all_five},E08000025,Birmingham,Counties & UAs (from Apr 2023),Persons,,2023/24,81.5,\
800,982.5
1,{all_five},E92000001,England,England,Persons,,2023/24,80,8,10
1,{all_five},E92000001,England,England,Persons,County deciles,2023/24,80,8,10
2,Breastfeeding,E92000001,England,England,Persons,,2023/24,80,8,10
"""


def test_profiles_are_read_by_indicator(city):
    all_five = "Child development: percentage of children achieving a good level of "
    all_five += "development at 2 to 2½ years"
    path = put(city, FINGERTIPS.format(all_five=all_five).encode())
    said = city.land(path, dataset="published_asq3_results")
    names = ("area_level", "review_year", "measure_code")
    assert rows_of(city, "published_asq3_results", *names, *FIGURES) == [
        ("country", "2024", "asq_all_five", "8", "10", "80"),
        ("local_authority", "2024", "asq_all_five", "800", "983", "81.5"),
    ]
    assert '1 with "Breastfeeding" under Indicator Name' in said


# Ofsted

REGISTER_2021 = [
    *("Web link", "Provider URN", "Registration date", "Provider type"),
    *("Provider subtype", "Provider status", "Individual Register combinations"),
    *("Provider Early Years Register Flag", "Registered_Person_Name"),
    *("Provider name", "Provider address line 1", "Postcode", "Telephone Number"),
    *("Local authority", "Places", "Most recent full: Inspection date"),
    *("Most recent full: Overall effectiveness", "Safeguarding is effective?"),
    *("NCOR: Inspection date", "NCOR: Overall effectiveness"),
]
PREMISES = "Childcare on non-domestic premises"
NURSERY = ["Web link", "EY553862", "03/11/2017", PREMISES, "Full day care", "Active"]
NURSERY += ["ALL", "Y", "Secret Person", "Barmpots", "Secret Place", "B35 7PL", "0758"]
NURSERY += ["Birmingham", "35", "02/07/2021", "2", "Yes", "", ""]
MINDER = ["Web link", "EY446778", "", "Childminder", "", "Active", "EYR only", "N", ""]
MINDER += ["REDACTED", "REDACTED", "REDACTED", "REDACTED", "Solihull", "6", "", "", "-"]
MINDER += ["21/01/2019", "Met"]
FAR = [*NURSERY[:13], "Hartlepool", *NURSERY[14:]]
REGISTER = ("setting_id", "setting_name", "postcode", "is_on_early_years_register")
JUDGED = ("is_redacted", "inspection_date", "overall_effectiveness", "safeguarding_met")


@pytest.mark.parametrize("titles", [0, 3])
def test_the_register_of_2021_is_read_without_persons(city, titles):
    above = [["Childcare providers as at 31 August 2021"], ["One table."], [" "]]
    content = as_csv(*above[:titles], REGISTER_2021, NURSERY, MINDER, FAR)
    said = city.land(
        put(city, content, "x.csv" if titles else "ofsted_2021-08-31.csv"),
        dataset="settings_register",
    )
    month, names = "2021-08", ("register_month", *REGISTER, *JUDGED)
    redacted = (month, "EY446778", "REDACTED", None, "no", "yes", "2019-01-21", "Met")
    nursery = (month, "EY553862", "Barmpots", "B35 7PL", "yes", "no", "2021-07-02", "2")
    found = rows_of(city, "settings_register", *names)
    assert found == [(*redacted, None), (*nursery, "Yes")]
    assert "Secret" not in str(landed(city, "settings_register")[0])
    assert "1 rows of areas outside the served councils and those around them" in said


def test_the_register_has_report_cards_from_2026(city):
    card = "EYR REIF: Most recent: "
    judged = ("Inclusion", "Curriculum and teaching", "Achievement")
    judged += ("Behaviour, attitudes and establishing routines",)
    judged += ("Children's welfare and wellbeing", "Leadership and governance")
    header = [name.replace("Postcode", "Provider postcode") for name in REGISTER_2021]
    header[15:17] = [
        "EYR OEIF: Most recent: Full inspection date",
        "EYR OEIF/CIF: Most recent: Overall effectiveness",
    ]
    header += [f"{card}Inspection date", f"{card}Safeguarding standards met?"]
    header += [f"{card}{name}" for name in judged]
    row = [*NURSERY, "14/01/2026", "Met", *["Strong standard"] * 6]
    title = ["Childcare provider data as at 31 March 2026"]
    city.land(put(city, as_csv(title, header, row)), dataset="settings_register")
    names = ("register_month", "inspection_date", "safeguarding_met", "achievement")
    found = rows_of(city, "settings_register", *names, "leadership_and_governance")
    assert found == [("2026-03", "2026-01-14", "Met", *["Strong standard"] * 2)]


def test_a_header_that_was_cut_short_is_known_by_its_beginning(city):
    name = f"{CARD}Behaviour, attitudes and establishing routines"
    header = [*REGISTER_2021[:18], f"{CARD}Inspection date", name[:60]]
    row = [*NURSERY[:18], "14/01/2026", "Strong standard"]
    title = ["Childcare provider data as at 31 March 2026"]
    city.land(put(city, as_csv(title, header, row)), dataset="settings_register")
    found = rows_of(city, "settings_register", "behaviour_attitudes_and_routines")
    assert found == [("Strong standard",)]


CARD = "EYR REIF: Most recent: "
KINDS = ("EYR OEIF: Most recent: Full inspection date",)
KINDS += ("EYR OEIF/CIF: Most recent: Overall effectiveness",)
KINDS += ("EYR OEIF: Most recent: Safeguarding is effective?",)
KINDS += ("EYR OEIF NCOR: Most recent: Inspection date",)
KINDS += ("EYR OEIF NCOR: Most recent: Overall effectiveness",)
KINDS += ("CR: Most recent: Inspection date", "CR: Compliance")
KINDS += (f"{CARD}Inspection date", f"{CARD}Inclusion")
CHILDCARE = "childcare_register"
GOOD, STRONG = ("01/03/2024", "2", "Yes"), "Strong standard"


@pytest.mark.parametrize(
    ("inspections", "expected"),
    [
        ((*GOOD, *["-"] * 6), ("2024-03-01", "2", "Yes", None, None, None)),
        # What the Childcare Register found later hides no grade, nor sooner.
        (
            (*GOOD, "-", "-", "02/03/2024", "Not met (with actions)", "-", "-"),
            ("2024-03-01", "2", "Yes", None, "2024-03-02", "Not met (with actions)"),
        ),
        (
            (*GOOD, "01/01/2026", "Met", "02/02/2025", "Not met", "", ""),
            ("2026-01-01", "Met", None, None, "2025-02-02", "Not met"),
        ),
        # Of one day the grade counts.
        (
            (*GOOD, "01/03/2024", "Met", "", "", "", ""),
            ("2024-03-01", "2", "Yes", None, None, None),
        ),
        # An older grade stands beside a card; neither is hidden by the other register.
        (
            (*GOOD, "-", "-", "05/05/2025", "Met", "05/01/2026", STRONG),
            ("2026-01-05", "2", None, STRONG, "2025-05-05", "Met"),
        ),
        (
            (*GOOD, "-", "-", "06/01/2026", "Not met", "05/01/2026", STRONG),
            ("2026-01-05", "2", None, STRONG, "2026-01-06", "Not met"),
        ),
        (
            ("-", "-", "-", "-", "-", "06/01/2026", "Met", "-", "-"),
            (None, None, None, None, "2026-01-06", "Met"),
        ),
        (("-",) * 9, (None,) * 6),
    ],
)
def test_the_last_inspection_of_several_counts(city, inspections, expected):
    header = [*REGISTER_2021[:15], *KINDS]
    title = ["Childcare provider data as at 31 March 2026"]
    content = as_csv(title, header, [*NURSERY[:15], *inspections])
    city.land(put(city, content), dataset="settings_register")
    names = ("inspection_date", "overall_effectiveness", "safeguarding_met")
    names += ("inclusion", f"{CHILDCARE}_inspection_date", f"{CHILDCARE}_outcome")
    assert rows_of(city, "settings_register", *names) == [expected]
