"""The report of the shared build, and small exports to change."""

import pytest
from reports import Exports, Report

from early_years.report.figures import is_true


@pytest.fixture(scope="session")
def report(built) -> Report:
    """The professional report as the build of the example left it."""
    return Report(built.report / "professional", built.exports)


@pytest.fixture
def exports(built, tmp_path) -> Exports:
    """A copy of the exports with few wards, to be changed and reported on."""
    return Exports.few(built.exports, tmp_path / "data" / "exports")


@pytest.fixture(scope="session")
def sample(report) -> dict[str, str]:
    """A page of each type and state: what it is -> its address."""
    figures = report.figures()
    values = figures.rows("indicators/area_indicators")
    above = next(
        row["ward_code"]
        for row in values
        if row["ward_code"] and is_true(row, "is_above_denominator")
    )
    usual = next(row["ward_code"] for row in figures.rows("need/ward_need_scores"))
    names = ("index", "compare", "services", "places", "beside", "robust", "changes")
    audiences = ("commissioner", "health-visitor", "provider")
    return {
        **{name: f"{name}.html" for name in (*names, "data", "method")},
        **{name: f"briefs/{name}.html" for name in audiences},
        "ward": f"wards/{usual}.html",
        "ward above the eligible": f"wards/{above}.html",
        "brief": f"briefs/{usual}.html",
    }
