"""What `check` refuses in ref_area_changes, and a change of each kind that it takes."""

import pytest

from early_years.area_changes import change_problems
from early_years.environment import Project

HEADER = (
    "area_kind,former_area_code,former_area_name,area_code,change_kind,from_date,source"
)
FILES = {
    "ref_wards": "ward_code,ward_name\nW1,One\nW2,Two\n",
    "ref_local_authorities": (
        "local_authority_code,local_authority_name,is_served\n"
        "C1,Served,true\nC9,Compared with,false\n"
    ),
}
GOOD = (
    "ward,O1,Old One,W1,merged",
    "ward,O2,Old Two,W1,merged",
    "ward,O3,Old Three,W1,split",
    "ward,O3,Old Three,W2,split",
    "ward,O4,Old Four,W2,recoded",
    "local_authority,C9,District,C1,merged",
)


@pytest.fixture
def problems(tmp_path):
    folder = tmp_path / "seeds" / "reference"
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")

    def of(*rows: str) -> list[str]:
        text = "\n".join([HEADER, *(f"{row},2022-10-01,ONS" for row in rows)])
        # As Excel saves it.
        path = folder / "ref_area_changes.csv"
        path.write_text(f"{text}\n", encoding="utf-8-sig")
        return change_problems(Project(tmp_path))

    return of


def test_a_change_of_each_kind_is_taken(problems):
    assert problems(*GOOD) == []


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("ward,O5,Old,W3,recoded", "area_code W3 does not stand in seeds/reference/"),
        ("ward,O5,Old,O1,recoded", "area_code O1 is itself a former area."),
        ("ward,O5,Old,O5,recoded", "area_code O5 is itself a former area."),
        ("ward,W2,Two,W1,merged", "it is also an area of today, in seeds/reference/"),
        ("ward,O5,Old,W1,split", "the change is split, in 1 row."),
        ("ward,O4,Old,W1,recoded", "the change is recoded, in 2 rows."),
        ("ward,O3,Old,W1,merged", "its rows differ in change_kind or from_date."),
        ("ward,O5,Old,C1,merged", "area_code C1 does not stand in seeds/reference/"),
        ("local_authority,C1,Served,C9,merged", "it is also an area of today, in"),
    ],
)
def test_a_change_that_leads_nowhere_is_refused(problems, row, told):
    found = problems(*GOOD, row)
    assert found
    former = row.split(",")[1]
    place = f"seeds/reference/ref_area_changes.csv, row {len(GOOD) + 2} ({former}): "
    assert any(problem.startswith(place + told) for problem in found), found


def test_a_project_without_changes_has_no_problem(tmp_path):
    assert change_problems(Project(tmp_path)) == []
