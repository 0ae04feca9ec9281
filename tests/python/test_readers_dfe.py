"""Landing DfE's tables of any edition, in miniatures."""

import pytest
from landing_files import csv_bytes, make_rows, project, put, xlsx_bytes, zip_bytes
from reader_files import EYFSP_2022, FIGURES, city, rows_of

__all__ = ["city", "project"]

DFE_AREAS = "time_period,time_identifier,geographic_level,country_code,country_name,"
DFE_AREAS += "region_code,region_name,old_la_code,new_la_code,la_name"
ENGLAND = "Reporting year,National,E92000001,England,,,,,"
BIRMINGHAM = "Reporting year,Local authority,E92000001,England,E12000005,West Midlands,"
BIRMINGHAM += "330,E08000025,Birmingham"


def table(headers, *rows):
    return ("\n".join([f"{DFE_AREAS},{headers}", *rows]) + "\n").encode()


EYFSP_2025 = """\
time_period,time_identifier,geographic_level,country_code,country_name,region_code,\
region_name,new_la_code,la_name,lad_code,lad_name,breakdown_topic,breakdown,sex,\
children_count,elgs_expected_average,all_elgs_expected_children_count,\
all_elgs_expected_children_percent,gld_children_count,gld_children_percent
202425,Academic year,National,E92000001,England,,,,,,,Total,Total,Female,300,14.1,\
200,66.7,210,70
202425,Academic year,Local authority district,E92000001,England,E12000005,\
West Midlands,E08000025,Birmingham,E08000025,Birmingham,Total,Total,Female,9,14,6,66,6,\
66
"""
EYFSP = "published_eyfsp_results"
EYFSP_NAMES = ("area_code", "area_level", "measure_code", "breakdown_category", "sex")


def test_results_of_2022_are_read_by_group(city):
    said = city.land(put(city, EYFSP_2022.encode()), dataset=EYFSP)
    found = rows_of(city, EYFSP, "academic_year", *EYFSP_NAMES[2:], *FIGURES)
    assert found == [
        ("2021/22", "all_goals", "eligible", "female", "1471", "2430", "60.5"),
        ("2021/22", "all_goals", "total", "total", "9149", "15083", "60.7"),
        ("2021/22", "average_goals", "eligible", "female", None, "2430", "13.1"),
        ("2021/22", "average_goals", "total", "total", None, "15083", "13.400000"),
        ("2021/22", "gld", "eligible", "female", "c", "2430", "z"),
        ("2021/22", "gld", "total", "total", "9453", "15083", "62.700000"),
    ]
    assert '1 with "SEN provision, All SEN" under characteristic' in said


def test_results_of_2025_have_other_headers(city):
    said = city.land(put(city, EYFSP_2025.encode()), dataset=EYFSP)
    found = rows_of(city, EYFSP, "academic_year", "area_name", *EYFSP_NAMES, *FIGURES)
    where = ("2024/25", "England", "E92000001", "country")
    assert found == [
        (*where, "all_goals", "total", "female", "200", "300", "66.7"),
        (*where, "average_goals", "total", "female", None, "300", "14.1"),
        (*where, "gld", "total", "female", "210", "300", "70"),
    ]
    assert '1 with "Local authority district" under geographic_level' in said


EYFSP_LATER = "lad_code,lad_name,breakdown_topic,breakdown,sex"
EYFSP_2024 = f"{EYFSP_LATER},children_number,average_elgs,elg_number,elg_percentage,"
EYFSP_2024 += "comm_lang_lit_number,comm_lang_lit_percentage,gld_number,gld_percentage"
NATION = "Academic year,National,E92000001,England,,,,,"


def results(*groups):
    """A table of 2023/24 in which each group has one child."""
    rows = [f"202324,{NATION},,,{one},9,14.1,6,66.2,6,66.2,6,66.2" for one in groups]
    return table(EYFSP_2024, *rows)


@pytest.mark.parametrize(
    ("words", "topic", "category"),
    [
        ("Ethnic group: major,Mixed / Multiple ethnic groups", "ethnic_group", "mixed"),
        ("Ethnic group: major,Mixed/multiple ethnic groups", "ethnic_group", "mixed"),
        ("ETHNICITY MAJOR,Asian - Asian  British", "ethnic_group", "asian"),
        ("Ethnicity major,Asian or Asian British", "ethnic_group", "asian"),
        (
            "Ethnicity minor,White - Gypsy/Roma",
            "ethnic_group_minor",
            "white_gypsy_roma",
        ),
        (
            "SEN primary need,Hearing impairment",
            "sen_primary_need",
            "hearing_impairment",
        ),
        ("FSM status,Known to be eligible", "free_school_meals", "eligible"),
        ("FSM eligibility,Not FSM eligible", "free_school_meals", "not_eligible"),
        ("First language,Unknown", "first_language", "unclassified"),
        ("SEN provision,No identified SEN", "sen_provision", "none"),
        ("Term of birth,Autumn–born", "term_of_birth", "autumn"),
    ],
)
def test_words_are_those_of_any_edition(city, words, topic, category):
    city.land(put(city, results(f"{words},Female")), dataset=EYFSP)
    found = rows_of(city, EYFSP, "breakdown_topic", "breakdown_category", "sex")
    assert set(found) == {(topic, category, "female")}


@pytest.mark.parametrize(
    ("groups", "named"),
    [
        # A breakdown that no edition had.
        (("Total,Total,Total", "Month of birth,May,Total"), '"Month of birth" under'),
        # Its unknown alone would be left.
        (
            ("Ethnicity major,Unknown,Total", "Ethnicity major,Purple,Total"),
            '"Ethnicity major" under breakdown_topic would be lost: the words "Purple"',
        ),
        (("Total,Total,Total", "Total,Total,Filles"), "all of sex would be lost"),
    ],
)
def test_a_table_that_would_lose_a_breakdown_is_refused(city, groups, named):
    said = city.refuse(put(city, results(*groups)), dataset=EYFSP)
    assert named in said
    assert "readers/layouts/dfe_eyfsp.yml" in said


def test_one_group_that_is_lost_is_told(city):
    groups = ("Ethnicity major,White,Total", "Ethnicity major,Purple,Total")
    said = city.land(put(city, results(*groups)), dataset=EYFSP)
    assert '1 with "Ethnicity major, Purple" under breakdown_topic, breakdown' in said


def test_a_notice_tells_of_every_word(city):
    words = [f"Creed of the island number {number}" for number in range(60)]
    text = "lsoa21_code,total_residents,religion,n\nE01008881,9,Sikh,4\n"
    text += "".join(f"E01008881,9,{word},4\n" for word in words)
    said = city.land(put(city, text.encode()), dataset="census_religions")
    assert [word for word in words if f'1 with "{word}"' not in said] == []


def test_goals_are_read_by_area_and_group(city):
    columns = "lad_code,lad_name,area_of_learning,early_learning_goal,breakdown_topic,"
    columns += "breakdown,children_count,emerging_children_count,"
    columns += "emerging_children_percent,expected_children_count,"
    columns += "expected_children_percent"
    every = "All early learning goals"
    content = table(
        columns,
        f"202425,{NATION},,,All prime areas,{every},Total,Total,9,3,33.3,6,66.7",
        f"202425,{NATION},,,Literacy,{every},Sex,Female,9,4,44.4,5,55.6",
        f"202425,{NATION},,,Literacy,Writing,FSM eligibility,FSM eligible,9,5,5,4,44.4",
    )
    city.land(put(city, content), dataset=EYFSP)
    names = ("measure_code", "breakdown_topic", "breakdown_category", "sex")
    assert rows_of(city, EYFSP, *names, *FIGURES) == [
        ("eyfsp_area_lit", "total", "total", "female", "5", "9", "55.6"),
        (
            "eyfsp_goal_lit_e10",
            "free_school_meals",
            "eligible",
            "total",
            "4",
            "9",
            "44.4",
        ),
        ("eyfsp_prime_areas", "total", "total", "total", "6", "9", "66.7"),
    ]


SOCIAL_CARE = "social_care_group,t_pupils,avg_elgs,t_elg,pt_elg,t_comm_lang_lit,"
SOCIAL_CARE += "pt_comm_lang_lit,t_gld,pt_gld"


def test_children_in_need_are_read_at_council_level(city):
    content = table(
        SOCIAL_CARE,
        f"202324,{BIRMINGHAM},CIN at any point,590,11,240,40.6,260,43.7,250,41.9",
        f"202324,{BIRMINGHAM},CLA 12 months at 31 March,c,11,c,c,c,c,c,c",
    )
    city.land(put(city, content), dataset=EYFSP)
    names = ("breakdown_topic", "breakdown_category", "measure_code")
    found = rows_of(city, EYFSP, *names, *FIGURES)
    assert ("social_care", "cin_at_any_point", "gld", "250", "590", "41.9") in found
    assert ("social_care", "cla_12_months_at_31_march", "gld", "c", "c", "c") in found


def test_children_in_need_by_placement_are_refused(city):
    content = table(
        f"sen_provision,ethnicity_major,placement,poc_length,{SOCIAL_CARE}",
        f"202324,{NATION},All pupils,All pupils,Foster,All,CLA,9,11,4,4,4,4,4,4",
    )
    said = city.refuse(put(city, content), dataset=EYFSP)
    assert "Land the table by local authority" in said


def test_a_zip_of_a_release_is_taken_whole(city):
    pupils = f"lad_code,lad_name,idaci_decile,sex,{EYFSP_2024.partition('sex,')[2]}"
    others = {
        "data/3_headline_measures_by_idaci.csv": table(pupils),
        "data/5_teachers.csv": table("teachers_count", f"202324,{NATION},7"),
        "data-guidance/data-guidance.txt": b"Coverage",
        "data/1_headline.meta.csv": b"col_name,col_type,label\n",
        "supporting-files/Notes.csv": b"Note,Text\n1,Of children\n",
    }
    files = others | {
        "data/1_headline.csv": results("Total,Total,Total"),
        "data/4_children_in_need.csv": table(
            SOCIAL_CARE, f"202324,{NATION},CIN,9,11,4,44,4,44,4,44"
        ),
    }
    path = put(city, zip_bytes(files), "release.zip")
    said = city.land(path, dataset=EYFSP)
    assert said.count("it was read as DfE early years foundation stage profile") == 2
    for name in others:
        is_table = name in list(others)[:2]
        what = "another table" if is_table else "guidance"
        assert f"release.zip/{name} is {what} and was left out." in said


def test_a_renamed_column_is_no_other_table_of_a_zip(city):
    renamed = results("Total,Total,Total").replace(b"gld_number", b"gld_pupils")
    files = {"data/1.csv": renamed, "data/2.csv": results("Total,Total,Total")}
    said = city.refuse(put(city, zip_bytes(files), "a.zip"), dataset=EYFSP)
    assert "the column for gld numerator_count is missing" in said


def test_results_before_2022_are_not_comparable(city):
    text = EYFSP_2022.replace("202122", "201819")
    said = city.refuse(put(city, text.encode()), dataset=EYFSP)
    assert "it holds 2018/19, which is not comparable" in said
    assert "the series begins with that year" in said


def test_results_of_the_earlier_framework_are_known_by_their_headers(city):
    text = "time_period,old_la_code,new_la_code,la_name,gender,number_of_children,"
    text += "point_score,gld_number,gld_percent\n201819,330,E08000025,Birmingham,Total,"
    said = city.refuse(put(city, f"{text}9,300,6,66.7\n".encode()), dataset=EYFSP)
    assert "it rests on the framework before 2021/22 and is not comparable." in said


def test_children_assessed_before_2022_are_not_comparable(city):
    rows = make_rows("eyfsp_results", academic_year="2018/19")
    said = city.refuse(put(city, csv_bytes(rows)), dataset="eyfsp_results")
    assert "it holds 2018/19, which is not comparable" in said


def test_a_renamed_column_is_named_with_what_looks_like_it(city):
    text = EYFSP_2022.replace("gld_number", "gld_numbers")
    said = city.refuse(put(city, text.encode()), dataset=EYFSP)
    assert 'called "gld_number" there. The file has "gld_numbers", which looks' in said


TAKE_UP = "published_early_education_take_up"
TAKE_UP_2023 = table(
    "entitlement_type,age,number_children,number_eligible_children,"
    "percentage_eligible_children",
    f"2023,{BIRMINGHAM},15-hour entitlement,2-year-olds,4039,6352,63.6",
    f"2023,{ENGLAND},15-hour entitlement,3 and 4-year-olds,100,u,u",
    f"2023,{ENGLAND},15-hour entitlement,Total,100,u,u",
    f"2025,{ENGLAND},Families receiving additional support,2-year-olds,7,10,70",
    f"2025,{ENGLAND},Working parents,9 to 11 months old,7,:,low",
    f"2025,{ENGLAND},Universal,Total,9,10,90",
)


def test_take_up_is_read_by_entitlement_and_age(city):
    said = city.land(put(city, TAKE_UP_2023), dataset=TAKE_UP)
    assert rows_of(city, TAKE_UP, "term", "area_code", "measure_code", *FIGURES) == [
        ("2023-spring", "E08000025", "eee2", "4039", "6352", "63.6"),
        ("2023-spring", "E92000001", "eee3_4", "100", "u", "u"),
        ("2025-spring", "E92000001", "eee2", "7", "10", "70"),
        ("2025-spring", "E92000001", "eee3_4", "9", "10", "90"),
        ("2025-spring", "E92000001", "wpe_9_11_months", "7", ":", "low"),
    ]
    assert '1 with "15-hour entitlement, Total" under entitlement_type, age' in said


def test_take_up_of_2026_estimates_who_is_eligible(city):
    content = table(
        "entitlement_type,age,registered_children_count,eligible_children_count,"
        "registered_eligible_children_percent",
        f"2026,{ENGLAND},Early learning for 2-year-olds,Total,85629,119598.00,71.5",
        f"2026,{ENGLAND},Early learning for 2-year-olds,2 years,85629,119598.00,71.6",
        f"2026,{ENGLAND},Universal,Total,1127056,1250185.175436,90.151125",
        f"2026,{ENGLAND},Universal,4 years,591836,639757.968833,92.509360",
        f"2026,{ENGLAND},Working parents,1 year,210825,278000.000000,76",
    )
    said = city.land(put(city, content), dataset=TAKE_UP)
    assert rows_of(city, TAKE_UP, "term", "measure_code", *FIGURES) == [
        ("2026-spring", "eee2", "85629", "119598", "71.6"),
        ("2026-spring", "eee3_4", "1127056", "1250185", "90.151125"),
        ("2026-spring", "eee4", "591836", "639758", "92.509360"),
        ("2026-spring", "wpe_1", "210825", "278000", "76"),
    ]
    assert "2 values of denominator_count are estimates with fractions" in said


def test_two_words_for_one_group_are_one_row(city):
    content = table(
        "entitlement_type,age,number_children,number_eligible_children,"
        "percentage_eligible_children",
        f"2025,{ENGLAND},Universal,Total,9,10,90",
        f"2025,{ENGLAND},Universal,3 and 4-year-olds,9,10,90",
    )
    said = city.land(put(city, content), dataset=TAKE_UP)
    assert rows_of(city, TAKE_UP, "measure_code") == [("eee3_4",)]
    assert "1 rows that repeat others were left out." in said


GROUPED = ("measure_code", "breakdown_topic", "breakdown_category", "numerator_count")


def test_take_up_by_provider_tells_reception_and_nursery_apart(city):
    content = table(
        "entitlement_type,provider_type_group,provider_type,year_group,age,"
        "registered_children_count,providers_count",
        f"2026,{BIRMINGHAM},Universal,Total,Total,Total,4 years,9000,700",
        f"2026,{BIRMINGHAM},Universal,Total,Total,Reception,4 years,7000,300",
        f"2026,{BIRMINGHAM},Universal,State-funded schools,Total,Total,4 years,8000,3",
        f"2026,{BIRMINGHAM},Universal,State-funded schools,Primary,Total,4 years,6,3",
        f"2026,{BIRMINGHAM},Universal,State-funded schools,Primary,Nursery,4 years,5,3",
    )
    said = city.land(put(city, content), dataset=TAKE_UP)
    assert rows_of(city, TAKE_UP, *GROUPED) == [
        ("eee4", "provider_group", "state_funded_schools", "8000"),
        ("eee4", "provider_type", "state_funded_schools_primary", "6"),
        ("eee4", "total", "total", "9000"),
        ("eee4", "year_group", "reception", "7000"),
    ]
    assert '1 with "State-funded schools, Primary, Nursery" under provider_ty' in said


def test_headline_figures_tell_reception_and_nursery_apart(city):
    columns = "registered_children_count,registered_children_nursery_count,"
    columns += "registered_children_reception_count,eligible_children_count,"
    columns += "eligible_children_nursery_count,registered_eligible_children_percent,"
    columns += "registered_eligible_children_nursery_percent"
    content = table(
        f"entitlement_type,age,{columns}",
        f"2026,{ENGLAND},Universal,4 years,590,100,490,640.5,120.2,92.5,83.2",
        f"2011,{ENGLAND},Universal,4 years,590,100,490,640,120,92.5,83.2",
    )
    city.land(put(city, content), dataset=TAKE_UP)
    assert rows_of(city, TAKE_UP, "breakdown_category", *FIGURES) == [
        ("nursery", "100", "120", "83.2"),
        ("reception", "490", None, None),
        ("total", "590", "641", "92.5"),
    ]


def test_two_year_olds_are_read_by_what_they_qualify_by(city):
    content = table(
        "entitlement_type,age,basis_for_funding,registered_children_count,"
        "registered_children_percent",
        f"2026,{ENGLAND},Early learning for 2-year-olds,2 years,Total,85630,100",
        f"2026,{ENGLAND},Early learning for 2-year-olds,2 years,Multiple reasons,480,1",
    )
    city.land(put(city, content), dataset=TAKE_UP)
    assert rows_of(city, TAKE_UP, *GROUPED) == [
        ("eee2", "basis_for_funding", "multiple_reasons", "480"),
        ("eee2", "basis_for_funding", "total", "85630"),
    ]


def neighbours(name):
    numbers = [cell for rank in range(1, 11) for cell in (f"SN{rank}", "SNP")]
    values = [cell for rank in range(1, 11) for cell in (800 + rank, f"Close {rank}")]
    header = ["LA num", "LA Name", "LA number", "GOInd", "GOReg", *numbers]
    row = [330, "Birmingham", 330, 8, "West Midlands", *values]
    return xlsx_bytes([["A", "B", *range(3, 26)], [*range(1, 26)], header, row]), name


def test_neighbours_are_a_row_each(city):
    path = put(city, *neighbours("statistical_neighbours_may_2025.xlsx"))
    city.land(path, dataset="statistical_neighbours")
    names = ("model_version", "neighbour_rank", "neighbour_number", "closeness")
    found = rows_of(city, "statistical_neighbours", "local_authority_number", *names)
    assert len(found) == 10
    assert ("330", "2025", "10", "810", "Close 10") in found


def test_neighbours_of_no_model_are_refused(city):
    said = city.refuse(
        put(city, *neighbours("n.xlsx")), dataset="statistical_neighbours"
    )
    assert "into the file's name, such as statistical_neighbours_2025.xlsx." in said
