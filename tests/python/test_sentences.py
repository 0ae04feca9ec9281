"""The sentences of policy: short, without words of statistics, and all filled in."""

import csv
import re

import pytest

from early_years.environment import here

MOST_WORDS = 30
NOT_SAID = re.compile(r"significan|confidence interval|deprived ward|p-value", re.I)
BRACES = re.compile(r"{(\w+)}")


def templates() -> dict[str, str]:
    """Code of each sentence -> its template."""
    path = here().root / "seeds/policy/policy_sentences.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        return {
            row["sentence_code"]: row["template_text"] for row in csv.DictReader(lines)
        }


def filled_names() -> set[str]:
    """The names that models and macros with sentences fill in."""
    root = here().root
    texts = [
        path.read_text(encoding="utf-8")
        for folder in ("models", "macros")
        for path in (root / folder).rglob("*.sql")
    ]
    filling = [text for text in texts if "policy_sentences" in text]
    return {name for text in filling for name in re.findall(r"'(\w+)': ", text)}


@pytest.mark.parametrize(("code", "template"), templates().items())
def test_a_sentence_is_short_and_plain(code, template):
    for sentence in re.split(r"(?<=[.?])\s", template):
        assert len(sentence.split()) <= MOST_WORDS, sentence
    assert not NOT_SAID.search(template)


def test_every_name_in_braces_is_filled_in():
    names = {name for text in templates().values() for name in BRACES.findall(text)}
    assert len(names) > 10 and names <= filled_names()
