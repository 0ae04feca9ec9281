"""Publishers' own tables as rows of a contract.

What is special about a table stands in a file of layouts/, which layout.schema.json
explains; here is what all of them need. A new layout is a new file.
"""

import csv
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

import yaml
from jsonschema import Draft7Validator

from early_years.contracts import Contract, load_contracts
from early_years.environment import PlainError

FOLDER = Path(__file__).resolve().parent / "layouts"
# Title rows end well before this one.
HEADER_WITHIN = 40
# A damaged file may be one row that is as long as itself.
WIDEST = 1000
LINES_NAMED = 5
NUMBER = "{number}"

# Of each kind of area: what it is called, its codes, and where the known ones stand.
KINDS = {
    "lsoa_2011": ("LSOA of 2011", r"[EW]01\d{6}", "ref_lsoa_2011", "lsoa_2011_code"),
    "lsoa_2021": ("LSOA of 2021", r"[EW]01\d{6}", "ref_lsoa_2021", "lsoa_2021_code"),
    "msoa_2021": ("MSOA of 2021", r"[EW]02\d{6}", "ref_lsoa_2021", "msoa_2021_code"),
}
# Programs that know no blank among whole numbers write 2.0; Excel may write 5,181.
WHOLE_NUMBER = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.0*)?")
FRACTION = re.compile(r"\d[\d,]*\.\d+%?|\d+%")

# The headers that together make a value; several are added up.
Parts = tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """The rows of a CSV or of a sheet as they stand, with their numbers from 1."""

    sheet: str
    rows: list[tuple[int, list[str | None]]]


@dataclass(frozen=True)
class Layout:
    """One file of layouts/. fields has the ways to find each category or column.

    value_column is None where the table is not unpivoted: then the fields are columns.
    """

    name: str
    title: str
    dataset: str
    area_column: str
    area_kind: str
    area_headers: tuple[str, ...]
    needed_headers: tuple[str, ...]
    header_noise: tuple[str, ...]
    fields: dict[str, tuple[Parts, ...]]
    optional: tuple[str, ...]
    category_column: str | None
    value_column: str | None
    constants: dict[str, str]
    period: dict[str, str]
    unwanted: dict[str, str]

    def plain(self, header: str | None) -> str:
        """A header without noise, capitals and odd blanks, to be compared."""
        text = " ".join((header or "").split()).lower()
        for noise in self.header_noise:
            text = text.replace(noise.lower(), "")
        return " ".join(text.split()).replace(" :", ":")

    @property
    def columns(self) -> set[str]:
        """The columns of the contract that the layout fills."""
        filled = {self.area_column, *self.constants}
        filled |= {self.period["column"]} if self.period else set()
        if self.value_column is None:
            return filled | set(self.fields)
        return filled | {self.category_column, self.value_column}


@dataclass
class Reading:
    """What a layout made of a file: rows in the contract's columns, or problems.

    sheets names the sheets that were read; has_other_areas is whether no row is of the
    kind of area that the contract asks for, as in most tables of a bulk download.
    """

    layout: str = ""
    sheets: list[str] = field(default_factory=list)
    has_other_areas: bool = False
    rows: list[list[str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


@dataclass
class _Match:
    """Where a layout's columns stand in a table; missing names those that don't."""

    layout: Layout
    table: Table
    header_at: int
    area_place: int
    places: dict[str, list[int]]
    missing: list[str]
    repeated: list[str]

    @property
    def header(self) -> list[str]:
        header = [value or "" for value in self.table.rows[self.header_at][1]]
        while header and not header[-1].strip():
            header.pop()
        return header

    @property
    def titles(self) -> list[str]:
        """The sheet's name and all texts above the header."""
        above = self.table.rows[: self.header_at]
        return [self.table.sheet, *(text for _, row in above for text in row if text)]


@dataclass
class _Counts:
    """What was met on the way: known areas, rows of others, rows of no such area."""

    seen: set[str] = field(default_factory=set)
    elsewhere: int = 0
    no_area: list[int] = field(default_factory=list)


def load_layouts(folder: Path = FOLDER) -> list[Layout]:
    """Every layout of a folder by name. Raises PlainError with all that is wrong."""
    schema = json.loads((FOLDER / "layout.schema.json").read_text(encoding="utf-8"))
    checker = Draft7Validator.FORMAT_CHECKER
    validator = Draft7Validator(schema, format_checker=checker)
    contracts = {contract.name: contract for contract in load_contracts()}
    layouts, problems = [], []
    for path in sorted(folder.glob("*.yml")):
        try:
            raw = yaml.safe_load(path.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            reason = " ".join(str(error).split())
            problems.append(f"{path.name}: is not readable YAML: {reason}")
            continue
        errors = sorted(validator.iter_errors(raw), key=lambda error: str(error.path))
        for error in errors:
            place = " > ".join(str(step) for step in error.path)
            problems.append(f"{path.name}: {place or 'the file'}: {_told(error)}")
        if not errors:
            layout = _layout(path.stem, raw)
            wrong = _contradictions(layout, contracts.get(layout.dataset))
            problems += [f"{path.name}: {text}" for text in wrong]
            layouts.append(layout)
    if problems:
        lines = "\n".join(f"  {problem}" for problem in problems)
        raise PlainError(f"The publishers' layouts cannot be read:\n{lines}")
    return layouts


def read_tables(
    tables: list[Table], file_name: str, contract: Contract, reference: Path
) -> Reading | None:
    """The tables of a file by the layout that they have, None when none is known.

    reference is the folder of ref_local_authorities, ref_lsoa_2011 and ref_lsoa_2021;
    rows of areas outside the served councils are left out and counted in a notice.
    """
    layouts = load_layouts()
    layouts.sort(key=lambda layout: layout.dataset != contract.name)
    found = [
        match
        for layout in layouts
        for table in tables
        if (match := _match(layout, table))
    ]
    whole = [match for match in found if not match.missing]
    if not whole:
        near = [match for match in found if match.layout.dataset == contract.name]
        return Reading(problems=_nearly(near[0])) if near else None
    layout = whole[0].layout
    if layout.dataset != contract.name:
        return Reading(
            problems=[
                f"these are not the columns of {contract.name}: the file looks like "
                f"{layout.dataset} ({layout.title}). Land it under that name."
            ]
        )
    matches = [match for match in whole if match.layout is layout]
    wanted = [match for match in matches if not _is_unwanted(match, file_name)]
    if not wanted:
        reason = layout.unwanted["reason"]
        return Reading(problems=[f"the file looks like {layout.title}, but {reason}"])
    return _read(wanted, file_name, contract, reference)


def datasets_of(tables: list[Table]) -> set[str]:
    """The datasets of the layouts that tables have in full."""
    return {
        layout.dataset
        for layout in load_layouts()
        for table in tables
        if (match := _match(layout, table)) and not match.missing
    }


def _told(error) -> str:
    """A schema error in plain English."""
    if error.validator == "oneOf":
        either = [
            name for one in error.validator_value for name in one.get("required", [])
        ]
        return f"needs one of {', '.join(either)}." if either else "is no text or list."
    if error.validator == "additionalProperties":
        return f"does not know something: {error.message}."
    return f"{error.message}."


def _layout(name: str, raw: dict) -> Layout:
    unpivot = raw.get("unpivot", {})
    if "numbers" in unpivot:
        numbers = unpivot["numbers"]
        ways = {
            str(number): numbers["headers"]
            for number in range(numbers["first"], numbers["last"] + 1)
        }
    else:
        ways = unpivot.get("categories") or raw.get("columns", {})
    return Layout(
        name=name,
        title=raw["title"],
        dataset=raw["dataset"],
        area_column=raw["area"]["column"],
        area_kind=raw["area"]["kind"],
        area_headers=tuple(raw["area"]["headers"]),
        needed_headers=tuple(raw.get("needed_headers", ())),
        header_noise=tuple(raw.get("header_noise", ())),
        fields={
            code: tuple(
                tuple(
                    part.replace(NUMBER, code)
                    for part in ([way] if isinstance(way, str) else way)
                )
                for way in headers
            )
            for code, headers in ways.items()
        },
        optional=tuple(raw.get("optional", ())),
        category_column=unpivot.get("category_column"),
        value_column=unpivot.get("value_column"),
        constants=raw["constants"],
        period=raw.get("period", {}),
        unwanted=raw.get("unwanted", {}),
    )


def _contradictions(layout: Layout, contract: Contract | None) -> list[str]:
    """What the schema cannot say: that layout and contract agree."""
    if contract is None:
        return [f"there is no dataset {layout.dataset}."]
    columns = {column.name: column for column in contract.columns}
    found = []
    if layout.period and not re.compile(layout.period["pattern"]).groups:
        found.append("the pattern of the period has no group in brackets.")
    found += [
        f"{contract.name} has no column {name}."
        for name in sorted(layout.columns - set(columns))
    ]
    found += [
        f"nothing fills {name}, which {contract.name} requires."
        for name, column in columns.items()
        if column.required and name not in layout.columns
    ]
    if layout.category_column in columns:
        allowed = [one.value for one in columns[layout.category_column].allowed]
        found += [
            f"{contract.name} knows no category {code}."
            for code in layout.fields
            if allowed and code not in allowed
        ]
    return found


def _match(layout: Layout, table: Table) -> _Match | None:
    """The header row that fits best, if it names areas and half of what is needed."""
    required = [code for code in layout.fields if code not in layout.optional]
    best = None
    for at, (_, row) in enumerate(table.rows[:HEADER_WITHIN]):
        if len(row) > WIDEST:
            continue
        match = _match_row(layout, table, at, [layout.plain(value) for value in row])
        if match and (best is None or len(match.missing) < len(best.missing)):
            best = match
    return best if best and len(best.missing) * 2 <= len(required) else None


def _match_row(
    layout: Layout, table: Table, at: int, header: list[str]
) -> _Match | None:
    areas = [name for name in map(layout.plain, layout.area_headers) if name in header]
    needed = map(layout.plain, layout.needed_headers)
    if not areas or any(name not in header for name in needed):
        return None
    places, missing, names = {}, [], {areas[0]}
    for code, ways in layout.fields.items():
        plain_ways = [[layout.plain(part) for part in way] for way in ways]
        way = next((way for way in plain_ways if set(way) <= set(header)), None)
        if way:
            places[code] = [header.index(part) for part in way]
            names |= set(way)
        elif code not in layout.optional:
            missing.append(code)
    repeated = sorted(name for name in names if header.count(name) > 1)
    area_place = header.index(areas[0])
    return _Match(layout, table, at, area_place, places, missing, repeated)


def _nearly(match: _Match) -> list[str]:
    layout = match.layout
    problems = []
    for code in match.missing[:LINES_NAMED]:
        called = " and ".join(f'"{part}"' for part in layout.fields[code][0])
        problems.append(
            f"the file looks like {layout.title}, but the column for {code} is "
            f"missing, which is called {called} there. Download the whole table."
        )
    if len(match.missing) > LINES_NAMED:
        problems.append(f"{len(match.missing) - LINES_NAMED} more are missing.")
    return problems


def _is_unwanted(match: _Match, file_name: str) -> bool:
    if not match.layout.unwanted:
        return False
    pattern = re.compile(match.layout.unwanted["pattern"], re.IGNORECASE)
    return any(pattern.search(text) for text in [*match.titles, file_name])


def _read(
    matches: list[_Match], file_name: str, contract: Contract, reference: Path
) -> Reading:
    layout = matches[0].layout
    known = _known_areas(reference, layout.area_kind)
    reading, counts, sheets = Reading(layout=layout.name), _Counts(), {}
    for match in matches:
        found = _period(match, file_name)
        if isinstance(found, str):
            problems = [found]
        elif (period := tuple(found.values())) in sheets:
            problems = [f"sheet {sheets[period]} holds the same table. Keep one."]
        else:
            sheets[period] = match.table.sheet
            problems = _read_table(match, found, contract, known, reading, counts)
        sheet = f"sheet {match.table.sheet}: " if match.table.sheet else ""
        reading.problems += [f"{sheet}{problem}" for problem in problems]
    reading.sheets = [match.table.sheet for match in matches]
    if not reading.problems and not reading.rows:
        reading.has_other_areas = not counts.elsewhere
        reading.problems = [_no_rows(layout, counts)]
    reading.notices = _notices(layout, counts, known)
    blank = [name for name in layout.optional if name not in matches[0].places]
    if blank:
        reading.notices.append(
            f"the file has no {' and no '.join(blank)}; they are left blank."
        )
    return reading


def _known_areas(reference: Path, kind: str) -> set[str]:
    """The codes of a kind of area in the councils that are served."""
    _, _, seed, column = KINDS[kind]
    served = {
        row["local_authority_code"]
        for row in _seed(reference, "ref_local_authorities")
        if row["is_served"] == "true"
    }
    areas = _seed(reference, seed)
    return {row[column] for row in areas if row["local_authority_code"] in served} - {
        ""
    }


def _seed(reference: Path, name: str) -> list[dict[str, str]]:
    path = reference / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _period(match: _Match, file_name: str) -> dict[str, str] | str:
    """The period column and its value where the table tells it, or what is wrong."""
    period = match.layout.period
    if not period:
        return {}
    pattern = re.compile(period["pattern"], re.IGNORECASE)
    for text in [*match.titles, file_name]:
        if told := pattern.search(text):
            return {period["column"]: period["written"].format(told[1])}
    return (
        f"it does not say its {period['column']}. Write it into the file's name, such "
        f"as {period['example']}."
    )


def _read_table(
    match: _Match,
    period: dict[str, str],
    contract: Contract,
    known: set[str],
    reading: Reading,
    counts: _Counts,
) -> list[str]:
    """Add a table's rows to the reading; return what is wrong with the table."""
    if match.repeated:
        return [f'column "{name}" stands twice. Keep one.' for name in match.repeated]
    layout, width = match.layout, len(match.header)
    code_at_start = re.compile(rf"\s*({KINDS[layout.area_kind][1]})(?!\w)")
    fixed, wrong = layout.constants | period, []
    for line, row in match.table.rows[match.header_at + 1 :]:
        cell = row[match.area_place] if match.area_place < len(row) else None
        code = code_at_start.match(cell or "")
        if code is None:
            if any(code_at_start.match(value or "") for value in row):
                wrong.append(
                    f"line {line} has the code of its area in another column. A value "
                    "that holds a comma needs quotation marks."
                )
            # Notes below a table fill one cell of a row.
            elif cell and sum(bool(value) for value in row) > 1:
                counts.no_area.append(line)
            continue
        if code[1] not in known:
            counts.elsewhere += 1
            continue
        counts.seen.add(code[1])
        if len(row) < width or any((value or "").strip() for value in row[width:]):
            wrong.append(f"line {line} has {len(row)} values, the header has {width}.")
            continue
        values = {
            field_code: _added([row[place] for place in places])
            for field_code, places in match.places.items()
        }
        wrong += [
            f'line {line}: {value} under "{match.header[match.places[name][0]]}" is no '
            "whole number. Are these percentages? Download the numbers."
            for name, value in values.items()
            if FRACTION.fullmatch(value)
        ]
        one = fixed | {layout.area_column: code[1]}
        reading.rows += [
            [made.get(column, "") for column in contract.column_names]
            for made in _made(layout, one, values)
        ]
    more = len(wrong) - LINES_NAMED
    return wrong[:LINES_NAMED] + ([f"{more} more are like that."] if more > 0 else [])


def _made(layout: Layout, one: dict, values: dict[str, str]) -> list[dict[str, str]]:
    if layout.value_column is None:
        return [one | values]
    return [
        one | {layout.category_column: code, layout.value_column: value}
        for code, value in values.items()
    ]


def _added(cells: list[str | None]) -> str:
    """The sum of whole numbers; a symbol or blank among them stays as published."""
    texts = [(cell or "").strip() for cell in cells]
    numbers = [WHOLE_NUMBER.fullmatch(text) for text in texts]
    for text, number in zip(texts, numbers, strict=True):
        if number is None:
            return text
    return str(sum(int(number[1].replace(",", "")) for number in numbers))


def _no_rows(layout: Layout, counts: _Counts) -> str:
    kind = KINDS[layout.area_kind][0]
    if counts.elsewhere:
        return (
            f"the file looks like {layout.title}, but none of its "
            f"{counts.elsewhere:,} rows is of an {kind} in the served councils."
        )
    return (
        f"the file looks like {layout.title}, but no row has the code of an {kind}. "
        "Download the table by that area."
    )


def _notices(layout: Layout, counts: _Counts, known: set[str]) -> list[str]:
    kind = KINDS[layout.area_kind][0]
    lines = [f"it was read as {layout.title}."]
    if counts.elsewhere:
        lines.append(
            f"{counts.elsewhere:,} rows of areas outside the served councils were left "
            "out."
        )
    if counts.no_area:
        lines.append(
            f"{len(counts.no_area):,} rows without the code of an {kind} were left "
            f"out, the first in line {counts.no_area[0]:,}."
        )
    if missing := len(known - counts.seen):
        lines.append(
            f"{missing:,} of {len(known):,} areas of the served councils are not in "
            "the file."
        )
    return lines
