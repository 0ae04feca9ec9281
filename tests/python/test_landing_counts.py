"""Counts of an indicator of one's own, landed: what is read, refused, told and kept."""

import pytest
from landing_files import CONTRACTS, csv_bytes, make_rows, project, put
from test_landing_store import current

from early_years.environment import here

__all__ = ["project"]
DATASET = "area_indicator_counts"
CODE = "toddlers_seen"
INDICATOR, PERIOD, NUMERATOR = (
    CONTRACTS[DATASET].column_names.index(name)
    for name in ("indicator_code", "period", "numerator_count")
)
POLICY = {
    "policy_indicators": "indicator_code,period_type\ntoddlers_seen,quarter\n",
    "policy_indicator_sources": "indicator_code,dataset_code\n"
    f"toddlers_seen,{DATASET}\ngld_below,eyfsp_results\n",
    "policy_indicator_breakdowns": "indicator_code,breakdown_topic\n"
    "toddlers_seen,total\ntoddlers_seen,sex\n",
}


@pytest.fixture(autouse=True)
def policy(project):
    folder = project.root / "seeds" / "policy"
    for name, text in POLICY.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="\n")
    place = "seeds/reference/ref_breakdowns.csv"
    (project.root / place).write_bytes((here().root / place).read_bytes())


def rows(count=30, **values):
    return make_rows(DATASET, count, **({"indicator_code": CODE} | values))


def land(project, found):
    return project.land(put(project, csv_bytes(found)), dataset=DATASET)


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"indicator_code": "toddlers_sen"}, "(toddlers_sen): No row of policy takes"),
        ({"indicator_code": "gld_below"}, "(gld_below): No row of policy takes"),
        (
            {"period": "2023/24"},
            "(toddlers_seen, 2023/24): The indicator's period_type",
        ),
        (
            {"breakdown_topic": "sex", "breakdown_category": "girls"},
            "(toddlers_seen, sex / girls): The indicator has no such group",
        ),
        (
            {"breakdown_topic": "free_school_meals", "breakdown_category": "eligible"},
            "(toddlers_seen, free_school_meals / eligible): The indicator has no such",
        ),
    ],
)
def test_what_no_row_of_policy_takes_is_told_and_kept(project, values, told):
    found = rows()
    found[2] |= values
    said = land(project, found)
    assert f"row 4 {told}" in said
    assert len(current(project, DATASET)) == 30


def test_what_policy_takes_is_landed_without_a_word(project):
    found = rows(period="Q1 2023")
    found[0] |= {"breakdown_topic": "sex", "breakdown_category": "female"}
    found[1] |= {"numerator_count": "c"}
    found[2] |= {"numerator_count": "", "denominator_count": "", "status": "suppressed"}
    said = land(project, found)
    assert "is shown" not in said and "shows it" not in said
    assert {one[PERIOD] for one in current(project, DATASET)} == {"2023-Q1"}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({"numerator_count": "169"}, 'row 4 ("169"): The number of children counted'),
        ({"period": "2023"}, 'row 4 ("2023"): No period is known by this name'),
        ({"numerator_count": "some"}, 'row 4 ("some"): The value is neither'),
        ({"area_code": "E05010001"}, "The same key comes more than once"),
    ],
)
def test_what_cannot_be_read_is_refused_by_row(project, values, told):
    found = rows(4)
    found[2] |= values
    path = put(project, csv_bytes(found))
    said = project.refuse(path, dataset=DATASET)
    assert told in said


def test_one_indicator_does_not_replace_another(project):
    land(project, rows())
    land(project, rows(indicator_code="toddlers_fed"))
    land(project, rows(numerator_count="7"))
    found = current(project, DATASET)
    told = {(one[INDICATOR], one[NUMERATOR]) for one in found}
    assert told == {(CODE, "7"), ("toddlers_fed", "31")} and len(found) == 60
