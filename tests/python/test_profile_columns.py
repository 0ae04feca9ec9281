"""The wide ward profile: its columns are the figures that policy lists."""

import pytest

from early_years import profile_columns
from early_years.environment import Project

HEADER = "figure_code,figure_label,figure_order,source_code\n"
YAML = """models:
  - name: rpt_ward_profile
    columns:
      - name: early_years_residents_count
        data_type: integer
      - name: seen_period_code
        description: Written by hand.
        data_type: string
      - name: gone_value
        data_type: double
      - name: need_score
        data_type: double
"""


@pytest.fixture
def project(tmp_path):
    for place, text in {
        profile_columns.POLICY: f"{HEADER}seen,Toddlers seen,2,indicator\n",
        profile_columns.MODEL: YAML,
    }.items():
        (tmp_path / place).parent.mkdir(parents=True)
        (tmp_path / place).write_text(text, encoding="utf-8")
    return Project(tmp_path)


def names(text):
    return [
        line.split(": ")[1] for line in text.splitlines() if "      - name: " in line
    ]


def test_each_figure_has_the_parts_of_its_table(project):
    place = project.root / profile_columns.POLICY
    place.write_text(
        place.read_text(encoding="utf-8") + "near,Places near,1,access\n",
        encoding="utf-8",
    )
    files = profile_columns.profile_files(project)
    columns = names(files[profile_columns.MODEL])
    near = ["period_code", "denominator_count", "value", "band_label", "status"]
    assert columns[:7] == [
        "early_years_residents_count",
        *(f"near_{part}" for part in [*near, "caution"]),
    ]
    assert columns[7:9] == ["seen_period_code", "seen_numerator_count"]
    assert columns[-1] == "need_score" and len(columns) == 2 + 6 + 8
    assert (
        "'near': ['period_code', 'denominator_count'" in (files[profile_columns.MACRO])
    )


def test_words_of_a_column_stay_and_a_figure_that_is_gone_goes(project):
    text = profile_columns.profile_files(project)[profile_columns.MODEL]
    assert "Written by hand." in text and "gone_value" not in text
    assert "          Number counted: toddlers seen.\n" in text
    assert '            expression: "seen_value >= 0"\n' in text


def test_what_is_written_is_in_date_until_policy_changes(project):
    assert profile_columns.is_out_of_date(project)
    for place, text in profile_columns.profile_files(project).items():
        (project.root / place).parent.mkdir(exist_ok=True)
        (project.root / place).write_text(text, encoding="utf-8")
    assert not profile_columns.is_out_of_date(project)
    place = project.root / profile_columns.POLICY
    place.write_text(HEADER, encoding="utf-8")
    assert profile_columns.is_out_of_date(project)


def test_a_project_without_a_profile_has_nothing_to_write(tmp_path):
    assert profile_columns.profile_files(Project(tmp_path)) == {}
