"""The layouts of publishers' tables: files of layouts/, loaded and judged.

layout.schema.json explains every key. A new layout is a new file.
"""

import itertools
import json
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml
from jsonschema import Draft7Validator

from early_years.contracts import LOADER, Contract, load_contracts
from early_years.environment import PlainError, here
from early_years.readers.areas import load_kinds

FOLDER = Path(__file__).resolve().parent / "layouts"
NUMBER = "{number}"
# Stands for any word in a line of words, and for that word in what it means.
ANY = "*"
# Publishers and programs write the same header with either of these.
SAME_SIGNS = str.maketrans("’‘ʼ–—‑‐", "'" * 3 + "-" * 4)

# The headers that together make a value; several are added up.
Parts = tuple[str, ...]
# The ways in which the header of a value is written, best first.
Ways = tuple[Parts, ...]


@dataclass(frozen=True)
class Words:
    """Published words of one or more headers and what they are in the contract.

    meanings has the contract's values by the published words, both in the order of
    columns and headers; a word may be ANY. left_out has the words of rows that are
    left out on purpose. Rows with other words are left out too, and counted as lost.
    """

    headers: tuple[tuple[str, ...], ...]
    columns: tuple[str, ...]
    meanings: dict[tuple[str, ...], tuple[str, ...]]
    left_out: frozenset[tuple[str, ...]]

    def meaning(self, published: list[str]) -> tuple[str, ...] | None:
        """The contract's values for published words, None where they are not known."""
        key = tuple(map(word, published))
        if key in self.meanings:
            return self.meanings[key]
        for pattern, values in self.meanings.items():
            if ANY in pattern and _fits(pattern, key):
                free = [
                    own for one, own in zip(pattern, key, strict=True) if one == ANY
                ]
                code = "_".join(free).replace(" ", "_")
                return tuple(code if value == ANY else value for value in values)
        return None

    def is_left_out(self, published: list[str]) -> bool:
        """Whether rows with these words are left out on purpose."""
        key = tuple(map(word, published))
        return any(_fits(pattern, key) for pattern in self.left_out)


def _fits(pattern: tuple[str, ...], key: tuple[str, ...]) -> bool:
    return all(
        one == own or (one == ANY and own)
        for one, own in zip(pattern, key, strict=True)
    )


@dataclass(frozen=True)
class Last:
    """Several events of a row, such as inspections, of which the last one counts.

    groups has the headers of each event by the columns that they fill, among them that
    of its date; beside names columns that the event before it fills where the last has
    none such.
    """

    date: str
    groups: tuple[dict[str, tuple[str, ...]], ...]
    beside: tuple[str, ...]

    @property
    def columns(self) -> dict[str, str]:
        """The columns that any event fills, each with its first header."""
        return {
            column: headers[0]
            for group in reversed(self.groups)
            for column, headers in group.items()
        }


@dataclass(frozen=True)
class Layout:
    """One file of layouts/.

    columns has the ways to find each column of a row. Where one row of the table makes
    several, entries has them by category, each with its own columns; else it is empty.
    is_series is whether the table need hold only some of the entries.
    """

    name: str
    title: str
    dataset: str
    refused: str | None
    area: dict
    needed_headers: tuple[str, ...]
    header_noise: tuple[str, ...]
    columns: dict[str, Ways]
    filled: dict[str, tuple[str, ...]]
    category_column: str | None
    entries: dict[str, dict[str, Ways]]
    is_series: bool
    words: tuple[Words, ...]
    area_total: dict
    total: dict[str, str]
    marks: dict[str, dict]
    blank_words: dict[str, list[str]]
    blank_cells: frozenset[str]
    last: Last | None
    hundredfold: tuple[str, ...]
    rounded: tuple[str, ...]
    optional: tuple[str, ...]
    constants: dict[str, str]
    period: dict
    unwanted: dict[str, str]
    afterwards: str | None
    streamed: dict

    def plain(self, header: str | None) -> str:
        """A header without noise, capitals and odd blanks and signs, to be compared."""
        text = " ".join((header or "").translate(SAME_SIGNS).split()).lower()
        for noise in self.header_noise:
            # One that is cut short has only the beginning of its noise.
            if noise.endswith("..."):
                text = text.partition(noise.removesuffix("...").lower())[0]
            text = text.replace(noise.lower(), "")
        return " ".join(text.split()).replace(" :", ":")

    @property
    def made_columns(self) -> set[str]:
        """The columns of the contract that the layout fills."""
        made = {self.area["column"], *self.constants, *self.columns, *self.filled}
        made |= set(self.last.columns) if self.last else set()
        made |= {*self.marks, self.period.get("column"), self.category_column}
        made |= {column for words in self.words for column in words.columns}
        made |= {column for entry in self.entries.values() for column in entry}
        return made - {None}

    def may_lack(self, category: str | None, column: str) -> bool:
        """Whether the table may come without a column, or without a category."""
        return column in self.optional or category in self.optional


@cache
def load_layouts(folder: Path = FOLDER) -> tuple[Layout, ...]:
    """Every layout of a folder by name. Raises PlainError with all that is wrong."""
    schema = json.loads((FOLDER / "layout.schema.json").read_text(encoding="utf-8"))
    checker = Draft7Validator.FORMAT_CHECKER
    validator = Draft7Validator(schema, format_checker=checker)
    contracts = {contract.name: contract for contract in load_contracts()}
    layouts, problems = [], []
    for path in sorted(folder.glob("*.yml")):
        try:
            raw = yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
            raw = _with_words(raw, folder)
        except (yaml.YAMLError, OSError, UnicodeDecodeError) as error:
            reason = " ".join(str(error).split())
            problems.append(f"{path.name}: is not readable YAML: {reason}")
            continue
        errors = sorted(validator.iter_errors(raw), key=lambda error: str(error.path))
        for wrong in errors:
            place = " > ".join(str(step) for step in wrong.path)
            problems.append(f"{path.name}: {place or 'the file'}: {_told(wrong)}")
        if not errors:
            layout = _layout(path.stem, raw)
            wrong = _contradictions(layout, contracts.get(layout.dataset))
            wrong += _two_meanings(raw)
            problems += [f"{path.name}: {text}" for text in wrong]
            layouts.append(layout)
    if problems:
        lines = "\n".join(f"  {problem}" for problem in problems)
        raise PlainError(f"The publishers' layouts cannot be read:\n{lines}")
    return tuple(layouts)


@lru_cache(maxsize=10_000)
def word(text: str | None) -> str:
    """A published word without capitals, blanks, strokes and dashes, to be compared.

    "Mixed/multiple ethnic groups" and "Mixed / Multiple ethnic groups" are one word.
    """
    plain = unicodedata.normalize("NFKC", text or "").casefold().replace("&", " and ")
    return " ".join(re.findall(r"[^\W_]+", plain))


def _told(error: Any) -> str:
    """A schema error in plain English."""
    if error.validator in ("oneOf", "anyOf"):
        either = [
            name for one in error.validator_value for name in one.get("required", [])
        ]
        return f"needs one of {', '.join(either)}." if either else "is no text or list."
    if error.validator == "additionalProperties":
        return f"does not know something: {error.message}."
    return f"{error.message}."


def _layout(name: str, raw: dict) -> Layout:
    unpivot = raw.get("unpivot", {})
    return Layout(
        name=name,
        title=raw["title"],
        dataset=raw["dataset"],
        refused=raw.get("refused"),
        area=raw["area"],
        needed_headers=tuple(raw.get("needed_headers", ())),
        header_noise=tuple(raw.get("header_noise", ())),
        columns={
            column: _ways(ways) for column, ways in raw.get("columns", {}).items()
        },
        filled={key: tuple(names) for key, names in raw.get("filled", {}).items()},
        category_column=unpivot.get("category_column"),
        entries=_entries(unpivot),
        is_series=unpivot.get("numbers", {}).get("is_series", False),
        words=tuple(_words(group) for group in raw.get("words", ())),
        area_total=raw.get("area_total", {}),
        total=raw.get("total", {}),
        marks=raw.get("marks", {}),
        blank_words=raw.get("blank_words", {}),
        blank_cells=frozenset(raw.get("blank_cells", ())),
        last=_last(raw["last"]) if "last" in raw else None,
        hundredfold=tuple(raw.get("hundredfold", ())),
        rounded=tuple(raw.get("rounded", ())),
        optional=tuple(raw.get("optional", ())),
        constants=raw["constants"],
        period=raw.get("period", {}),
        unwanted=raw.get("unwanted", {}),
        afterwards=raw.get("afterwards"),
        streamed=raw.get("streamed", {}),
    )


def _last(told: dict) -> Last:
    groups = [{key: tuple(names) for key, names in one.items()} for one in told["of"]]
    return Last(told["date"], tuple(groups), tuple(told.get("beside", ())))


def _entries(unpivot: dict) -> dict[str, dict[str, Ways]]:
    value_column = unpivot.get("value_column")
    if "numbers" not in unpivot:
        return {
            code: {
                column: _ways(ways)
                for column, ways in (
                    {value_column: headers} if value_column else headers
                ).items()
            }
            for code, headers in unpivot.get("categories", {}).items()
        }
    numbers = unpivot["numbers"]
    columns = numbers.get("columns") or {value_column: numbers["headers"]}
    return {
        numbers.get("written", NUMBER).replace(NUMBER, str(number)): {
            column: _ways(ways, number) for column, ways in columns.items()
        }
        for number in range(numbers["first"], numbers["last"] + 1)
    }


def _ways(ways: list, number: int | str = NUMBER) -> Ways:
    return tuple(
        tuple(
            part.replace(NUMBER, str(number))
            for part in ([way] if isinstance(way, str) else way)
        )
        for way in ways
    )


def _words(group: dict) -> Words:
    headers = [[one] if isinstance(one, str) else one for one in group["headers"]]
    return Words(
        headers=tuple(map(tuple, headers)),
        columns=tuple(group.get("columns", ())),
        meanings=dict(_meanings(group, len(headers))),
        left_out=frozenset(
            tuple(map(_pattern, line)) for line in group.get("left_out", ())
        ),
    )


def _meanings(group: dict, width: int) -> Iterator[tuple[tuple, tuple]]:
    """Words and values of a group, whatever the editions that have them."""
    meanings = group["meanings"]
    if isinstance(meanings, dict):
        meanings = [line for lines in meanings.values() for line in lines]
    for line in [*group.get("more", ()), *meanings]:
        ways = [[one] if isinstance(one, str) else one for one in line[:width]]
        for words in itertools.product(*ways):
            yield tuple(map(_pattern, words)), tuple(line[width:])


def _pattern(text: str) -> str:
    return ANY if text == ANY else word(text)


def _with_words(raw: dict, folder: Path) -> dict:
    """A layout with the words of other files in their places.

    Raises OSError and YAMLError where there is none, or it cannot be read.
    """
    for group in raw.get("words", ()):
        if isinstance(group.get("meanings"), str):
            path = folder / "words" / f"{group['meanings']}.yml"
            group |= yaml.load(path.read_text(encoding="utf-8"), Loader=LOADER)
    return raw


def _two_meanings(raw: dict) -> list[str]:
    """Words of a layout that mean two things, as sentences."""
    found = []
    for group in raw.get("words", ()):
        seen: dict[tuple, tuple] = {}
        for words, values in _meanings(group, len(group["headers"])):
            if seen.setdefault(words, values) != values:
                found.append(f'"{", ".join(words)}" means two things.')
    return found


def _contradictions(layout: Layout, contract: Contract | None) -> list[str]:
    """What the schema cannot say: that layout and contract agree."""
    if contract is None:
        return [f"there is no dataset {layout.dataset}."]
    columns = {column.name: column for column in contract.columns}
    found = []
    kinds = load_kinds(here().root / "seeds" / "reference")
    if layout.area["kind"] not in kinds:
        found.append(
            f"there is no kind of area {layout.area['kind']}; there are "
            f"{', '.join(sorted(kinds))}."
        )
    if layout.period and not re.compile(layout.period["pattern"]).groups:
        found.append("the pattern of the period has no group in brackets.")
    found += [
        f"{contract.name} has no column {name}."
        for name in sorted(layout.made_columns - set(columns))
    ]
    found += [
        f"nothing fills {name}, which {contract.name} requires."
        for name, column in columns.items()
        if column.required and name not in layout.made_columns and not layout.refused
    ]
    for name, values in _choices(layout).items():
        allowed = (
            {one.value for one in columns[name].allowed} if name in columns else {}
        )
        found += [
            f"{contract.name} knows no category {value} of {name}."
            for value in values
            if allowed and value not in (*allowed, ANY)
        ]
    for words in layout.words:
        width = len(words.columns)
        if any(len(values) != width for values in words.meanings.values()):
            names = ", ".join("/".join(names) for names in words.headers)
            found.append(f"a line of the words of {names} is too short or too long.")
    return found


def _choices(layout: Layout) -> dict[str, list[str]]:
    """The values that a layout itself writes, by column."""
    written = {name: [value] for name, value in layout.constants.items()}
    if layout.category_column:
        written[layout.category_column] = list(layout.entries)
    for words in layout.words:
        for place, column in enumerate(words.columns):
            values = [line[place] for line in words.meanings.values() if line[place:]]
            written[column] = written.get(column, []) + values
    return written
