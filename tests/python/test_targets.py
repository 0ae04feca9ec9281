"""The chance to meet a target holds in councils that are made up."""

from pathlib import Path

import pytest

from development.targets import WORLDS, calibration

ROOT = Path(__file__).resolve().parents[2]
# The worlds in which policy's deviation is right, or too small: where years move less
# than it says, more councils get there than were told so.
HELD = {"as policy has it", "councils of 1,500 children", "all councils drift alike"}
LARGER = "shocks half as large again"


@pytest.fixture(scope="module")
def by_world():
    return calibration(ROOT, councils=40_000).set_index("world")


@pytest.mark.parametrize("world", sorted(HELD))
def test_of_those_told_80_in_100_as_many_meet_it(by_world, world):
    assert by_world.councils[world] > 2_000
    assert 0.75 <= by_world.met[world] <= 0.85


def test_where_years_move_more_hardly_fewer_meet_it(by_world):
    assert 0.72 <= by_world.met[LARGER] <= 0.85


def test_where_years_move_less_no_fewer_meet_it(by_world):
    others = {world.label for world in WORLDS} - HELD - {LARGER}
    assert others and (by_world.met[list(others)] >= 0.80).all()


def test_a_forecast_of_one_year_alone_is_told_too_surely(monkeypatch):
    """The test can fail: forget that shocks add up over the years to come."""
    read = Path.read_text

    def forgetful(path: Path, *arguments, **named) -> str:
        text = read(path, *arguments, **named)
        if path.name == "forecast_deviation.sql":
            return text.replace(
                "{{ shock_variance }} * {{ years }}", "{{ shock_variance }}"
            )
        return text

    monkeypatch.setattr(Path, "read_text", forgetful)
    assert calibration(ROOT, councils=40_000).met.iloc[0] < 0.75
