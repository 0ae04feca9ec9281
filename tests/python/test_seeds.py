"""What holds for the seeds as files."""

import tomllib

import yaml

from early_years.environment import here

MOST_BYTES = 14_500_000


def test_all_seeds_together_stay_small_enough_for_a_repository():
    sizes = [path.stat().st_size for path in (here().root / "seeds").rglob("*.csv")]
    assert len(sizes) > 30 and sum(sizes) < MOST_BYTES


def test_every_seed_ends_its_lines_the_same_way():
    seeds = (here().root / "seeds").rglob("*.csv")
    assert [path.name for path in seeds if b"\r" in path.read_bytes()] == []


def test_a_release_says_the_version_of_the_project():
    project = yaml.safe_load((here().root / "dbt_project.yml").read_text("utf-8"))
    tools = tomllib.loads((here().root / "pyproject.toml").read_text("utf-8"))
    assert project["vars"]["software_version"] == project["version"]
    assert project["version"] == tools["project"]["version"]
