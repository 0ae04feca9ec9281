"""Actions of the log that nothing can follow are told as they land."""

import pytest
from landing_files import csv_bytes, make_rows, project, put

from early_years.environment import here
from early_years.landing.unshown import POLICY

__all__ = ["project"]
INDICATORS = POLICY / "policy_indicators.csv"


@pytest.fixture
def logs(project):
    """A project that knows the indicators of policy."""
    place = project.root / INDICATORS
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes((here().root / INDICATORS).read_bytes())
    return project


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"indicator_code": "asq_bellow"}, "(asq_bellow): no indicator has this code"),
        ({"indicator_code": "Mary, 3"}, "(no code): no indicator has this code"),
        (
            {"action_date": "2021-09-01", "result_from_date": "2021-04-01"},
            "(2021-04-01 before 2021-09-01): result_from_date lies before action_date",
        ),
        ({"action_date": "2021-04-01", "result_from_date": "2021-04-01"}, ""),
        ({"result_from_date": ""}, ""),
    ],
)
def test_what_cannot_be_followed_is_told_and_landed(logs, values, said):
    path = put(logs, csv_bytes(make_rows("actions", 1, **values)))
    for check in (["--check"], []):
        told_then = logs.land(path, *check, dataset="actions")
        if said:
            assert said in told_then
        else:
            assert "indicator has" not in told_then and "before" not in told_then
        assert "Mary" not in told_then
