"""An action that does nothing is not said to have helped, in made-up cities."""

from pathlib import Path

import pytest

from development.actions import WORLDS, calibration

ROOT = Path(__file__).resolve().parents[2]
HALF = "wards differ half as much"
TRIED = tuple(world for world in WORLDS if world.label == HALF or world == WORLDS[0])


@pytest.fixture(scope="module")
def by_world():
    return calibration(ROOT, cities=250, worlds=TRIED).set_index("world")


@pytest.mark.parametrize("world", [world.label for world in TRIED])
def test_a_placebo_is_not_said_to_help_though_rates_improve(by_world, world):
    assert by_world.fell[world] > 0.95
    assert by_world.helped[world] <= 0.05
    assert by_world.helped[world] + by_world.harmed[world] <= 0.08


@pytest.mark.parametrize("world", [world.label for world in TRIED])
def test_an_effect_is_found_at_the_power_of_policy(by_world, world):
    assert 0.72 <= by_world.found[world] <= 0.92


def test_without_regression_to_the_mean_a_placebo_helps(monkeypatch):
    """The test can fail: expect of a ward what it showed before."""
    read = Path.read_text

    def forgetful(path: Path, *arguments, **named) -> str:
        text = read(path, *arguments, **named)
        if path.name == "effects_of_actions.sql":
            slope = "fits.shrunk_slope * (rates.shrunk_rate - fits.mean_shrunk_rate)"
            assert slope in text
            return text.replace(slope, "(rates.before_rate - fits.mean_shrunk_rate)")
        return text

    monkeypatch.setattr(Path, "read_text", forgetful)
    assert calibration(ROOT, cities=100, worlds=TRIED).helped.max() > 0.2
