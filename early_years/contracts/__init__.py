"""The input contracts: what each raw dataset must look like, one YAML file a dataset.

The contracts are data. The check of the extracts, what the models know of them and the
pages for suppliers are made from what is loaded here, so that they cannot disagree.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from early_years.environment import PlainError

FOLDER = Path(__file__).resolve().parent
# The same loader in C, where PyYAML was built with it, takes a tenth of the time.
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# The column by which a dataset with rows of single children is known.
CHILD_ID = "child_id"
# The bounds of a day and of a count for which a contract names none of its own.
BOUNDS: dict[str, dict] = {
    "date": {"earliest": "1990-01-01", "latest": "2049-12-31"},
    "published_count": {"minimum": 0, "maximum": 99_999_999},
}


@dataclass(frozen=True)
class AllowedValue:
    """One value that a column may hold, as suppliers write it, and what it means.

    of is the value of the column's within beside which it may stand, or None.
    """

    value: str
    meaning: str
    of: str | None = None


@dataclass(frozen=True)
class Column:
    """One column of an extract; minimum and maximum are inclusive, None is no limit.

    earliest and latest (year-month-day, inclusive) are the bounds of a date.

    What stands in a personal column is never shown, also where it can't be read: an
    identifier or home of a child, the name or home of an adult. In a number that may be
    a symbol a publisher's symbol says why there is none. A time of day has to be later
    than that of the column that later_than names, and a count is never above that of
    the column that part_of names. A file may leave out a column that may_be_absent,
    which is blank then. A choice is made within that of the column that within names:
    both are filled or neither is.
    """

    name: str
    type: str
    required: bool
    description: str
    example: str
    minimum: float | None = None
    maximum: float | None = None
    is_personal: bool = False
    may_be_symbol: bool = False
    later_than: str | None = None
    part_of: str | None = None
    may_be_absent: bool = False
    within: str | None = None
    earliest: str | None = None
    latest: str | None = None
    allowed: tuple[AllowedValue, ...] = ()


@dataclass(frozen=True)
class Contract:
    """One dataset: who publishes and owns it, what a row is, and its columns in order.

    area_fallback is the column that names the area where area_column is blank, or None.
    Rows of periods that start before comparable_from (year-month-day, or None) rest on
    another framework and are rejected. A later release replaces an earlier one council
    by council and period by period; replaces_within (or None) is a column by whose
    values they are parted further, such as editions that stand beside each other. A
    return by ward names in ward_return_of the child-level dataset that it stands in
    for; None elsewhere. Of a dataset that comes_with_tool the seed holds the
    publisher's own rows, which count until a release of it does. licence_class says how
    strict the licence is: open to everyone, a record of the council, or under an
    agreement that forbids publication. attribution is the statement owed to the
    publisher, obtained how its counts came about, coverage of whom it tells.
    """

    name: str
    title: str
    description: str
    grain: str
    publisher: str
    publisher_name: str
    owner_team: str
    owner_mailbox: str
    licence: str
    contains_personal_data: bool
    area_kind: str
    area_column: str
    area_fallback: str | None
    period_type: str
    period_column: str
    comparable_from: str | None
    replaces_within: str | None
    primary_key: tuple[str, ...]
    columns: tuple[Column, ...]
    ward_return_of: str | None = None
    comes_with_tool: bool = False
    owner_telephone: str = ""
    licence_class: str = "agreement"
    attribution: str = ""
    obtained: str = ""
    coverage: str = ""

    @property
    def column_names(self) -> tuple[str, ...]:
        """The columns in the order in which templates show them."""
        return tuple(column.name for column in self.columns)

    @property
    def needed_names(self) -> tuple[str, ...]:
        """The columns that a file has to have."""
        return tuple(one.name for one in self.columns if not one.may_be_absent)

    @property
    def is_child_level(self) -> bool:
        """Whether a row tells of one child; other personal data are of adults."""
        return self.contains_personal_data and CHILD_ID in self.column_names

    @property
    def takes_home_postcodes(self) -> bool:
        """Whether a file may hold home postcodes, to be turned into the area column."""
        return self.is_child_level and self.area_kind == "lsoa_2021"

    @property
    def file_name(self) -> str:
        """The file of seeds/landed that holds the extract."""
        return f"raw_{self.name}.csv"


def load_contracts(folder: Path = FOLDER) -> tuple[Contract, ...]:
    """Read every contract of a folder, ordered by name; the tool's own once a run.

    Raises PlainError with all that is wrong in all of the files.
    """
    return _own_contracts() if folder == FOLDER else _read(folder)


@cache
def _own_contracts() -> tuple[Contract, ...]:
    return _read(FOLDER)


def _read(folder: Path) -> tuple[Contract, ...]:
    contracts, problems = [], []
    for path in sorted(folder.glob("*.yml")):
        found = _load(path.stem, path.read_bytes())
        if isinstance(found, Contract):
            contracts.append(found)
        else:
            problems += [f"{path.name}: {problem}" for problem in found]
    if not contracts and not problems:
        problems = [f"{folder.name}: the folder holds no contract (*.yml)."]
    if problems:
        lines = "\n".join(f"  {problem}" for problem in problems)
        raise PlainError(f"The input contracts cannot be read:\n{lines}")
    return tuple(contracts)


# One landing asks several times, and to judge a contract by its schema takes long.
@cache
def _load(stem: str, content: bytes) -> Contract | list[str]:
    try:
        raw = yaml.load(content.decode("utf-8"), Loader=LOADER)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return [f"is not readable YAML: {' '.join(str(error).split())}"]
    validator = _validator()
    errors = sorted(validator.iter_errors(raw), key=lambda error: list(error.path))
    if errors:
        return [f"{_place(raw, error.path)}{_plain(error)}" for error in errors]
    contract = _contract(raw)
    return _contradictions(contract, stem) or contract


@cache
def _validator() -> Any:
    # Only who reads contracts needs the library and the time to load it.
    from jsonschema import Draft7Validator

    schema = (FOLDER / "contract.schema.json").read_text(encoding="utf-8")
    return Draft7Validator(json.loads(schema))


def _contract(raw: dict) -> Contract:
    columns = []
    for column in raw["columns"]:
        allowed = tuple(AllowedValue(**value) for value in column.get("allowed", ()))
        bounds = BOUNDS.get(column["type"], {})
        columns.append(Column(**{**bounds, **column, "allowed": allowed}))
    return Contract(
        name=raw["name"],
        title=raw["title"],
        description=_line(raw["description"]),
        grain=raw["grain"],
        publisher=raw["publisher"],
        publisher_name=raw["publisher_name"],
        owner_team=raw["owner"]["team"],
        owner_mailbox=raw["owner"]["mailbox"],
        licence=raw["licence"],
        contains_personal_data=raw["contains_personal_data"],
        area_kind=raw["area"]["kind"],
        area_column=raw["area"]["column"],
        area_fallback=raw["area"].get("fallback"),
        period_type=raw["period"]["type"],
        period_column=raw["period"]["column"],
        comparable_from=raw["period"].get("comparable_from"),
        replaces_within=raw.get("replaces_within"),
        primary_key=tuple(raw["primary_key"]),
        columns=tuple(columns),
        ward_return_of=raw.get("ward_return_of"),
        comes_with_tool=raw.get("comes_with_tool", False),
        owner_telephone=raw["owner"]["telephone"],
        licence_class=raw["licence_class"],
        attribution=_line(raw.get("attribution", "")),
        obtained=_line(raw.get("obtained", "")),
        coverage=_line(raw["coverage"]),
    )


def _line(text: str) -> str:
    return " ".join(text.split())


def _contradictions(contract: Contract, stem: str) -> list[str]:
    """What a schema cannot say: names that have to agree with each other."""
    found = []
    names = contract.column_names
    if contract.licence_class == "open" and not contract.attribution:
        found.append("attribution is missing: an open licence asks to name the source.")
    if contract.name != stem:
        found.append(f"name is {contract.name}, but the file is called {stem}.yml.")
    for name in sorted({name for name in names if names.count(name) > 1}):
        found.append(f"column {name} stands twice in columns.")
    pointers = [("area", contract.area_column), ("period", contract.period_column)]
    if contract.area_fallback:
        pointers.append(("area fallback", contract.area_fallback))
    if contract.replaces_within:
        pointers.append(("replaces_within", contract.replaces_within))
    pointers += [("primary_key", name) for name in contract.primary_key]
    for column in contract.columns:
        if column.later_than:
            pointers.append((f"later_than of {column.name}", column.later_than))
        if column.part_of:
            pointers.append((f"part_of of {column.name}", column.part_of))
        if column.within:
            pointers.append((f"within of {column.name}", column.within))
    for part, name in pointers:
        if name not in names:
            found.append(f"{part} names column {name}, which is not among the columns.")
    if "is_synthetic" not in names:
        found.append("column is_synthetic is missing; every row has to say it.")
    for column in contract.columns:
        if column.is_personal and not contract.contains_personal_data:
            found.append(
                f"column {column.name} is personal, but contains_personal_data is "
                "false."
            )
        if column.may_be_absent and column.required:
            found.append(
                f"column {column.name} is required and so can't be absent from a file."
            )
        if {one.of is None for one in column.allowed} - {column.within is None}:
            found.append(
                f"column {column.name}: each allowed value has an of, or none and no "
                "within."
            )
        values = [allowed.value.lower() for allowed in column.allowed]
        for value in sorted({value for value in values if values.count(value) > 1}):
            found.append(f"column {column.name}: value {value} is allowed twice.")
        if values and column.example.lower() not in values:
            found.append(
                f"column {column.name}: the example {column.example} is not an allowed "
                "value."
            )
    return found


def _place(raw: Any, path: Iterable[str | int]) -> str:
    """Where in the file an error stands, by a column's name and not its number."""
    steps = list(path)
    words = []
    for depth, step in enumerate(steps):
        if isinstance(step, str):
            words.append(step)
            continue
        entry = raw
        for earlier in steps[: depth + 1]:
            entry = entry[earlier]
        name = entry.get("name") if isinstance(entry, dict) else None
        words.append(str(name or f"number {step + 1}"))
    return f"{' > '.join(words)}: " if words else ""


def _plain(error: Any) -> str:
    """A schema error in plain English."""
    if error.validator == "required":
        missing = [key for key in error.validator_value if key not in error.instance]
        return f"{', '.join(missing)} is missing."
    if error.validator == "additionalProperties":
        known = error.schema["properties"]
        extra = [str(key) for key in error.instance if key not in known]
        return f"does not know {', '.join(extra)}. Known are: {', '.join(known)}."
    if error.validator == "type" and error.validator_value == "string":
        return f"{error.instance!r} is not text; put it in quotation marks."
    if error.validator == "type":
        return f"{error.instance!r} should be of type {error.validator_value}."
    if error.validator == "enum":
        known = ", ".join(map(str, error.validator_value))
        return f"{error.instance!r} is not known. Known are: {known}."
    if error.validator == "not":
        return "only a column of type choice has allowed values."
    return f"{error.message}."
