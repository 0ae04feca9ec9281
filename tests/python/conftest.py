"""What several test files share: builds that are made once for all workers."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from builds import Build, build_once, builds_home
from councils import SMALL, make_cities, serve_instead
from crowd import make_crowd
from projects import Outcome, ProjectCopy, copy_project

from early_years.dbt_runs import run_dbt
from early_years.publishing import refresh as refreshing

# What takes longest comes first, so that no worker ends long after the others; the
# first files make the builds that those behind them share.
LONGEST_FIRST = (
    "test_code_of_dbt.py",
    "test_synthetic.py",
    "test_other_city.py",
    "test_spark.py",
    "test_landing_build.py",
    "test_one_council.py",
    "test_refresh.py",
    "test_new_indicator.py",
    "test_release.py",
    "test_bad_input.py",
    "test_public_places.py",
    "test_planted_city.py",
    "test_register_placed.py",
    "test_home_postcodes.py",
    "test_tests_can_fail.py",
    "test_landing_store.py",
    "test_inbox.py",
)


def pytest_collection_modifyitems(items) -> None:
    """Order the files; within each the tests stay as they stand there."""
    ranks = {name: rank for rank, name in enumerate(LONGEST_FIRST)}
    items.sort(key=lambda item: ranks.get(item.path.name, len(ranks)))


@pytest.fixture(scope="session")
def builds(tmp_path_factory) -> Path:
    """The folder in which the workers of this run share their builds."""
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    return builds_home(tmp_path_factory.getbasetemp(), is_worker)


def _parsed(builds: Path, name: str, *target: str) -> ProjectCopy:
    def make(root: Path) -> Build:
        copy = copy_project(root)
        copy.dbt("parse", *target)
        return copy, Outcome(0, "")

    return build_once(builds, name, make)[0]


@pytest.fixture(scope="session")
def parsed(builds) -> ProjectCopy:
    """A copy that dbt has read: see projects.take_parse."""
    return _parsed(builds, "parsed")


@pytest.fixture(scope="session")
def parsed_for_store(builds) -> ProjectCopy:
    """The same, read for builds from the landing store."""
    return _parsed(builds, "parsed_for_store", "--target", "store")


@pytest.fixture(scope="session")
def built_with_words(builds, parsed) -> tuple[ProjectCopy, Outcome]:
    """The default project after its first build, and what the build said."""

    def make(root: Path) -> Build:
        copy = copy_project(root, parsed)
        return copy, copy.verb("build")

    copy, outcome = build_once(builds, "default", make)
    assert outcome.exit_code == 0, outcome.text
    return copy, outcome


@pytest.fixture(scope="session")
def built(built_with_words) -> ProjectCopy:
    """The default project, built. Tests read it and change copies of it alone."""
    return built_with_words[0]


@pytest.fixture(scope="session")
def cities(builds, parsed) -> tuple[ProjectCopy, Outcome]:
    """The made-up councils in the place of the example's, and what the build said."""
    copy, outcome = build_once(builds, "cities", lambda root: make_cities(root, parsed))
    assert outcome.exit_code == 0, outcome.text
    return copy, outcome


@pytest.fixture(scope="session")
def crowd(builds, parsed, cities) -> tuple[ProjectCopy, Outcome]:
    """The example's council among the made-up ones, not all well, and what was said."""
    copy, outcome = build_once(
        builds, "crowd", lambda root: make_crowd(root, parsed, cities[0])
    )
    assert outcome.exit_code == 0, outcome.text
    return copy, outcome


@dataclass(frozen=True)
class Refreshed:
    """A project after its first refresh: what dbt built for it, and what was said."""

    project: ProjectCopy
    built: Path
    said: str

    @property
    def database(self) -> Path:
        """The database as dbt left it, of which the published one is a part."""
        return self.built / self.project.database.name


@pytest.fixture(scope="session")
def refreshed(builds) -> Refreshed:
    """A small city alone, published. Tests change copies of it alone."""
    built = builds / "refreshed" / "built"

    def make(root: Path) -> Build:
        copy = copy_project(root)
        serve_instead(copy, SMALL)

        def build_and_keep(building, *arguments, **named):
            run_dbt(building, *arguments, **named)
            left_out = shutil.ignore_patterns("publication", "logs", "compiled", "run")
            shutil.copytree(building.folder, built, ignore=left_out)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(refreshing, "run_dbt", build_and_keep)
            said = refreshing.refresh(copy, by="Ana")
        return copy, Outcome(0, "\n".join(said))

    copy, outcome = build_once(builds, "refreshed", make)
    return Refreshed(copy, built, outcome.text)
