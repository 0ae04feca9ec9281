"""What several test files share: the default project, built once."""

import pytest
from projects import Outcome, ProjectCopy, copy_project


@pytest.fixture(scope="session")
def built_with_words(tmp_path_factory) -> tuple[ProjectCopy, Outcome]:
    """The default project after its first build, and what the build said."""
    copy = copy_project(tmp_path_factory.mktemp("default") / "project")
    outcome = copy.verb("build")
    assert outcome.exit_code == 0, outcome.text
    return copy, outcome


@pytest.fixture(scope="session")
def built(built_with_words) -> ProjectCopy:
    """The default project, built. Tests read it and change copies of it alone."""
    return built_with_words[0]
