"""What doubt changes in the example: the method page quotes what the verb prints."""

import re

import pytest

from development.doubt import doubt_lines
from early_years.environment import PlainError, Project, here


def test_the_method_page_quotes_the_doubt_as_it_is(built):
    """Where this fails figures have changed: python -m development doubt."""
    page = (here().root / "docs" / "method.md").read_text(encoding="utf-8")
    [block] = re.findall(r"<!-- doubt -->\n(.*?)<!-- end", page, re.DOTALL)
    assert block.splitlines() == doubt_lines(built)


def test_without_a_build_it_says_what_to_do(tmp_path):
    with pytest.raises(PlainError, match="run python -m early_years build"):
        doubt_lines(Project(tmp_path))
