"""This year's files of publishers and two returns by ward, put into one folder.

The files are miniatures with the headers, words and symbols of what is published; the
rest of what the tool reads is the open data that come with it.
"""

import pytest
from landing_files import csv_bytes, make_rows, xlsx_bytes, zip_bytes
from projects import copy_project, write_key

from early_years import cli, governance
from early_years.dbt_runs import run_dbt
from early_years.environment import KEY_FILE
from early_years.inbox import watching
from early_years.landing.home import at_hand
from early_years.landing.releases import load_releases

SETTINGS = {"settle_seconds": 0.05, "look_seconds": 1, "retry_seconds": 3600}
COUNCIL = "E08000025"
AREA = "Local authority,E92000001,England,E12000005,West Midlands,330,E08000025,"
AREA += "Birmingham"
AREAS = "time_period,time_identifier,geographic_level,country_code,country_name,"
AREAS += "region_code,region_name,old_la_code,new_la_code,la_name"
EYFSP = f"""\
{AREAS},lad_code,lad_name,breakdown_topic,breakdown,sex,children_count,\
elgs_expected_average,all_elgs_expected_children_count,\
all_elgs_expected_children_percent,gld_children_count,gld_children_percent
202425,Academic year,{AREA},,,Total,Total,Total,15000,13.6,9300,62,9750,65
202425,Academic year,{AREA},,,FSM status,Known to be eligible,Total,4800,12.7,c,z,2500,\
52.1
"""
TAKE_UP = f"""\
{AREAS},entitlement_type,age,registered_children_count,eligible_children_count,\
registered_eligible_children_percent
2026,Reporting year,{AREA},Early learning for 2-year-olds,2 years,4100,6100.00,67.2
2026,Reporting year,{AREA},Universal,4 years,14000,14990.968833,93.4
2026,Reporting year,{AREA},Working parents,1 year,3825,8000.000000,47.8
"""
SKILLS = ("comms", "gms", "fms", "problem_solving", "personal_social", "overall")
ASQ3 = ["la_name", "ONS code"]
for _skill in SKILLS:
    ASQ3 += [f"total_{_skill}", f"n_above_avg_{_skill}", f"p_above_avg_{_skill}"]
QUARTERS = (
    *("April 2024 - June 2024", "July 2024 - September 2024"),
    *("October 2024 - December 2024", "January 2025 - March 2025"),
)
IOD = ["LSOA code (2021)", "LSOA name (2021)", "Local Authority District code (2024)"]
for _index in (
    "Index of Multiple Deprivation (IMD)",
    "Income Deprivation Affecting Children Index (IDACI)",
):
    IOD += [f"{_index} Rank (where 1 is most deprived)"]
    IOD += [f"{_index} Decile (where 1 is most deprived 10% of LSOAs)"]
TITLE = "Childcare provider data as at 31 March 2026"
CARD = "EYR REIF: Most recent: "
JUDGED = ("Inclusion", "Curriculum and teaching", "Achievement")
JUDGED += ("Behaviour, attitudes and establishing routines",)
JUDGED += ("Children's welfare and wellbeing", "Leadership and governance")
REGISTER = {
    "Web link": "Web link",
    "Provider URN": "EY553862",
    "Registration date": "03/11/2017",
    "Provider type": "Childcare on non-domestic premises",
    "Provider subtype": "Full day care",
    "Provider status": "Active",
    "Individual Register combinations": "ALL",
    "Provider Early Years Register Flag": "Y",
    "Registered_Person_Name": "Secret Person",
    "Provider name": "Barmpots",
    "Provider address line 1": "Secret Place",
    "Provider postcode": "ZZ99 3VZ",
    "Telephone Number": "0121 496 0000",
    "Local authority": "Birmingham",
    "Places": "35",
    "EYR OEIF: Most recent: Full inspection date": "02/07/2021",
    "EYR OEIF/CIF: Most recent: Overall effectiveness": "2",
    "Most recent full: Safeguarding is effective?": "Yes",
    "NCOR: Inspection date": "-",
    "NCOR: Overall effectiveness": "-",
    f"{CARD}Inspection date": "14/01/2026",
    f"{CARD}Safeguarding standards met?": "Met",
    **{f"{CARD}{name}": "Strong standard" for name in JUDGED},
}


def published(project):
    """This year's files of publishers, by name."""
    areas = project.seed("reference/ref_small_areas")
    is_ours = areas["local_authority_code"] == COUNCIL
    ours = areas.loc[is_ours & (areas["area_kind"] == "lsoa_2021"), "area_code"]
    deprived = [IOD, *([code, "", COUNCIL, 3696, 2, 2840, 1] for code in ours)]
    reviewed = [dict.fromkeys(ASQ3, "3000") | {"date": quarter} for quarter in QUARTERS]
    for row in reviewed:
        row |= {"la_name": "Birmingham", "ONS code": COUNCIL}
        row |= {f"n_above_avg_{skill}": "2400" for skill in SKILLS}
        row |= {f"p_above_avg_{skill}": "80" for skill in SKILLS}
    zipped = {"data/eyfsp.csv": EYFSP.encode(), "guidance/read_me.txt": b"Guidance"}
    register = f"{TITLE}\n".encode() + csv_bytes([REGISTER])
    return {
        "early-years-foundation-stage-profile-results.zip": zip_bytes(zipped),
        "funded_early_education_2026.csv": TAKE_UP.encode(),
        "ASQ-3 2024 to 2025.csv": csv_bytes(reviewed),
        "File_1_IoD2025.xlsx": xlsx_bytes([["Notes"]], deprived),
        "Childcare_providers_31_March_2026.csv": register,
    }


def returned(project):
    """Two returns of every ward for 2025/26, as workbooks of the council."""
    wards = project.seed("reference/ref_wards")
    wards = wards[wards["local_authority_code"] == COUNCIL]
    found = {}
    for dataset, period in (
        ("eyfsp_ward_results", {"academic_year": "2025/26"}),
        ("asq3_ward_results", {"review_year": "2026"}),
    ):
        sheet = []
        for at, ward in enumerate(wards.itertuples()):
            [row] = make_rows(dataset, 1, ward_code=ward.ward_code, **period)
            row |= {"ward_name": ward.ward_name, "children_assessed_count": 200 + at}
            del row["is_synthetic"]
            sheet = sheet or [list(row)]
            sheet.append(list(row.values()))
        found[f"{dataset} 2025-26.xlsx"] = xlsx_bytes(sheet)
    return found


@pytest.fixture(scope="module")
def this_year(parsed_for_store, tmp_path_factory):
    """A fresh copy with those files put into one folder, taken in and built."""
    folder = tmp_path_factory.mktemp("this_year")
    copy = copy_project(folder / "project", parsed_for_store)
    inbox = folder / "inbox"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(watching, "refresh", lambda *_, **__: [])
        patch.setattr(governance, "inbox_settings", lambda _: SETTINGS)
        inbox.mkdir()
        assert watching.watch(copy, inbox, by="a test", once=True)
        for name, content in (published(copy) | returned(copy)).items():
            (inbox / name).write_bytes(content)
        is_well = watching.watch(copy, inbox, by="a test", once=True)
    refused = [path.read_text("utf-8") for path in inbox.rglob("*.message.txt")]
    assert is_well and not refused, refused
    marts = ("+fct_ward_indicator_scores", "+fct_area_indicators", "+dim_setting")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cli, "here", lambda: copy)
        patch.setattr(cli, "run_dbt", only(*marts))
        patch.setattr(cli.exporting, "export_project", lambda _: [])
        patch.setattr(cli, "_write_beside", lambda _: None)
        patch.setattr("early_years.report.write.write_report", lambda _: [])
        patch.setattr(cli, "summary", lambda *_: "")
        # Returns of wards are no example: noise that leaves needs the council's key.
        key = write_key(folder / "key")
        patch.setenv(KEY_FILE, str(key))
        assert cli.run(["build"]) == 0
    return copy, at_hand(copy)


def only(*marts):
    """dbt's build of some marts and what they need, without their tests."""

    def build(project, *arguments, **named):
        select = ("--select", *marts, "--indirect-selection", "empty")
        run_dbt(project, *arguments, *select, **named)

    return build


def test_each_file_is_known_by_its_columns_and_lands(this_year):
    copy, _ = this_year
    landed = {
        dataset: [release.record["rows"] for release in load_releases(copy, dataset)]
        for dataset in (
            *("published_eyfsp_results", "published_early_education_take_up"),
            *("published_asq3_results", "deprivation_indices", "settings_register"),
            *("eyfsp_ward_results", "asq3_ward_results"),
        )
    }
    assert all(len(rows) == 1 for rows in landed.values()), landed
    assert landed["eyfsp_ward_results"] == landed["asq3_ward_results"] == [69]


def test_the_score_is_of_this_year_without_an_edit(this_year):
    _, home = this_year
    periods = home.frame(
        "select distinct indicator_code, period_code "
        "from marts.fct_ward_indicator_scores where contribution_score is not null"
    )
    assert set(periods.itertuples(index=False, name=None)) == {
        ("gld_below", "2025/26"),
        ("asq_below", "2025-26-asq"),
    }


def test_what_publishers_say_of_this_year_stands_beside_it(this_year):
    _, home = this_year
    said = home.frame(
        "select period_code, breakdown_category, numerator_count, denominator_count "
        "from marts.fct_area_indicators where area_type = 'local_authority' "
        f"and area_code = '{COUNCIL}' and edition_group <> 'computed'"
    )
    assert set(said.itertuples(index=False, name=None)) == {
        ("2024/25", "total", 9750, 15000),
        ("2024/25", "total", 9300, 15000),
        ("2024/25", "eligible", 2500, 4800),
        ("2024-25-asq", "total", 9600, 12000),
        ("2025-26-T2-spring", "total", 4100, 6100),
        ("2025-26-T2-spring", "total", 14000, 14991),
    }
    [setting] = home.frame("from marts.dim_setting").to_dict("records")
    assert (setting["setting_name"], setting["period_code"]) == ("Barmpots", "2026-M03")
