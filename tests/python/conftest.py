"""What several test files share: the default project, built once for all workers."""

import os
from pathlib import Path

import pytest
from builds import Build, build_once, builds_home
from projects import Outcome, ProjectCopy, copy_project


@pytest.fixture(scope="session")
def builds(tmp_path_factory) -> Path:
    """The folder in which the workers of this run share their builds."""
    is_worker = "PYTEST_XDIST_WORKER" in os.environ
    return builds_home(tmp_path_factory.getbasetemp(), is_worker)


@pytest.fixture(scope="session")
def built_with_words(builds) -> tuple[ProjectCopy, Outcome]:
    """The default project after its first build, and what the build said."""

    def make(root: Path) -> Build:
        copy = copy_project(root)
        return copy, copy.verb("build")

    copy, outcome = build_once(builds, "default", make)
    assert outcome.exit_code == 0, outcome.text
    return copy, outcome


@pytest.fixture(scope="session")
def built(built_with_words) -> ProjectCopy:
    """The default project, built. Tests read it and change copies of it alone."""
    return built_with_words[0]
