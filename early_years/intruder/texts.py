"""Sentences and cautions: each number in them stands in a cell beside or in policy."""

import csv
import re
from collections.abc import Iterable, Iterator
from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, InvalidOperation
from pathlib import Path

from early_years.intruder.cell import DENOMINATOR
from early_years.intruder.cells import count_column, is_hidden, is_of_counts, rows_of
from early_years.intruder.findings import Finding
from early_years.intruder.reading import Outside, Publication

NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")
# A share that rounds to none, or to all, is told by what it does not reach.
NEARLY = re.compile(r"(less|more) than \d+%", re.IGNORECASE)
POLICY = Path("seeds") / "policy"
# Columns of policy whose words, or values in the place of a word, people read.
WORDS = ("_text", "_label", "_note", "_description", "wording", "setting_value")
# Cautions that a count decides: beside a hidden count they tell of it.
OF_COUNTS = frozenset(
    {
        *("coverage_above_due", "low_coverage", "small_numbers"),
        *("take_up_above_eligible", "few_children"),
    }
)
# What a sentence of a figure may name is in its own row; of a headline in policy too.
SENTENCES = (
    *("value_text", "of_text", "limits_text", "comparator_text", "comparison_text"),
    *("figure_text",),
)
LARGEST = 10**9
CAUTIONS = "caution"
HEADLINES = "headline_text"


def text_findings(publication: Publication, root: Path) -> Iterator[Finding]:
    """Numbers in words that nothing beside them explains."""
    policy = policy_numbers(root)
    for table in publication.tables.values():
        if is_of_counts(table):
            yield from _sentences(table)
            yield from _cautions_of_hidden(table)
        if CAUTIONS in table.rows:
            yield from _cautions(table, policy)
        if HEADLINES in table.rows:
            yield from _headlines(table, policy)


def numbers(text: str) -> set[str]:
    """The numbers of a text, without commas."""
    return {found.replace(",", "") for found in NUMBER.findall(text)}


def policy_numbers(root: Path) -> set[str]:
    """Every number in the words and settings of policy, which are open."""
    found: set[str] = set()
    for path in sorted((root / POLICY).glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                for name, text in row.items():
                    if text and name.endswith(WORDS):
                        found |= numbers(text) | _as_percent(text)
    return found


def _sentences(table: Outside) -> Iterator[Finding]:
    names = [name for name in SENTENCES if name in table.rows]
    for row in rows_of(table):
        beside = _said_beside(row, names)
        for name in names:
            strange = numbers(NEARLY.sub("", row[name])) - beside
            if strange:
                yield Finding(
                    "sentence",
                    table.file,
                    f"{_key(row)}: {name} holds {', '.join(sorted(strange))}, which "
                    "no cell of the row does",
                )


def _cautions_of_hidden(table: Outside) -> Iterator[Finding]:
    for row in rows_of(table):
        # A denominator that is shown is what these cautions are judged by.
        if not is_hidden(row) or row.get(str(count_column(row, DENOMINATOR))):
            continue
        told = set((row.get("caution_codes") or "").split()) & OF_COUNTS
        if told:
            yield Finding(
                "caution",
                table.file,
                f"{_key(row)}: {', '.join(sorted(told))} tells of a hidden count",
            )


def _cautions(table: Outside, policy: set[str]) -> Iterator[Finding]:
    for text in sorted(set(table.rows[CAUTIONS])):
        strange = numbers(text) - policy
        if strange:
            yield Finding(
                "caution",
                table.file,
                f"a caution holds {', '.join(sorted(strange))}, which no caution of "
                "policy does",
            )


def _headlines(table: Outside, policy: set[str]) -> Iterator[Finding]:
    for row in rows_of(table):
        beside = policy | _said_beside(row, [HEADLINES])
        strange = numbers(row[HEADLINES]) - beside
        if strange:
            yield Finding(
                "headline",
                table.file,
                f"{row.get('headline_code')}: it holds {', '.join(sorted(strange))}, "
                "which no cell of the row does",
            )


def _said_beside(row: dict[str, str], without: Iterable[str]) -> set[str]:
    """What a sentence of the row may name: its cells, and its shares in per cent."""
    left_out = {*without, *SENTENCES}
    found: set[str] = set()
    for name, text in row.items():
        if text and name not in left_out:
            found |= numbers(text) | _as_percent(text)
    return found


def _as_percent(text: str) -> set[str]:
    """A share as whole per cent, and what is left of it; other numbers rounded."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return set()
    if abs(number) > LARGEST:
        return set()
    ways = (ROUND_HALF_EVEN, ROUND_HALF_UP)
    values = [100 * number, 100 - 100 * number, number]
    return {
        str(abs(value.quantize(Decimal(1), rounding=way)))
        for value in values
        for way in ways
    }


def _key(row: dict[str, str]) -> str:
    names = (
        *("ward_code", "area_code", "indicator_code", "period_code"),
        *("breakdown_topic", "breakdown_category"),
    )
    return " ".join(row[name] for name in names if row.get(name))
