"""Publishers' own tables as rows of a contract.

What is special about a table stands in a file of layouts/; here is what all of them
need. What cannot be data is a small module a publisher, named in AFTERWARDS.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from early_years.contracts import Contract
from early_years.readers import cells, handed_out, ohid, ons, telling
from early_years.readers.areas import Areas, load_areas
from early_years.readers.layouts import load_layouts, word
from early_years.readers.matching import LINES_NAMED, Match, Table, match, nearly
from early_years.readers.telling import Counts

# What is done to the rows of a layout that names it; see there for why.
AFTERWARDS = {
    "one_ward_each": ons.one_ward_each,
    "places_alone": ons.places_alone,
    "quarters_to_years": ohid.quarters_to_years,
}


@dataclass
class Reading:
    """What a layout made of a file: rows in the contract's columns, or problems.

    sheets names the sheets that were read; beside says what it is, where it is another
    table of what a publisher hands out together: by other areas than the contract's, as
    most tables of a bulk download are, or of other columns than the dataset's layouts.
    """

    layout: str = ""
    sheets: list[str] = field(default_factory=list)
    beside: str = ""
    rows: list[list[str]] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def datasets_of(tables: list[Table], *, nearly: bool) -> list[str]:
    """The datasets whose layouts tables have, best first; nearly, or in full."""
    found = [
        (len(fits.missing), -fits.wanted, layout.dataset)
        for layout in load_layouts()
        for table in tables
        if (fits := match(layout, table)) and (nearly or not fits.missing)
    ]
    return list(dict.fromkeys(dataset for *_, dataset in sorted(found)))


def read_tables(
    tables: list[Table], file_name: str, contract: Contract, reference: Path
) -> Reading | None:
    """The tables of a file by the layout that they have, None when none is known.

    reference is the folder of the seeds with the areas to keep; rows of other areas
    are left out and counted in a notice.
    """
    found = [
        fits
        for layout in load_layouts()
        for table in tables
        if (fits := match(layout, table))
    ]
    found.sort(key=lambda fits: _order(fits, contract))
    whole = [fits for fits in found if not fits.missing]
    if not whole:
        near = [
            fits
            for fits in found
            if fits.layout.dataset == contract.name and not fits.layout.refused
        ]
        near.sort(key=lambda fits: len(fits.missing))
        beside = handed_out.beside(tables)
        if near:
            is_other = near[0].lacks_words
            return Reading(problems=nearly(near[0]), beside=beside if is_other else "")
        return Reading(problems=[handed_out.OTHER], beside=beside) if beside else None
    layout = whole[0].layout
    if layout.dataset != contract.name:
        return Reading(
            problems=[
                f"these are not the columns of {contract.name}: the file looks like "
                f"{layout.dataset} ({layout.title}). Land it under that name."
            ],
            beside=handed_out.beside(tables),
        )
    matches = [fits for fits in whole if fits.layout is layout]
    wanted = [fits for fits in matches if not _is_unwanted(fits, file_name)]
    if layout.refused or not wanted:
        reason = layout.refused or layout.unwanted["reason"]
        return Reading(
            problems=[f"the file looks like {layout.title}, but {reason}"],
            beside=handed_out.beside(tables),
        )
    return _read(wanted, file_name, contract, reference)


def _order(fits: Match, contract: Contract) -> tuple[bool, bool, int]:
    """Layouts of this dataset first, what is refused first, and what asks for most.

    The layout that asks for most headers knows the table best.
    """
    layout = fits.layout
    asked = fits.wanted + len(layout.needed_headers)
    return layout.dataset != contract.name, not layout.refused, -asked


def too_early(contract: Contract, periods: set[str]) -> str | None:
    """Why periods are not comparable where all of them are, else None."""
    if not contract.comparable_from or contract.period_type != "academic_year":
        return None
    first = int(contract.comparable_from[:4])
    years = {re.fullmatch(r"(20\d\d)/\d\d", period or "") for period in periods}
    if not years or any(year is None or int(year[1]) >= first for year in years):
        return None
    return (
        f"it holds {', '.join(sorted(periods))}, which is not comparable: results "
        f"before {first}/{(first + 1) % 100} rest on another framework, and the series "
        "begins with that year."
    )


def _is_unwanted(fits: Match, file_name: str) -> bool:
    if not fits.layout.unwanted:
        return False
    pattern = re.compile(fits.layout.unwanted["pattern"], re.IGNORECASE)
    return any(pattern.search(text) for text in [*fits.titles, file_name])


def _read(
    matches: list[Match], file_name: str, contract: Contract, reference: Path
) -> Reading:
    layout = matches[0].layout
    areas = load_areas(reference, layout.area["kind"])
    reading, counts = Reading(layout=layout.name), Counts()
    sheets: dict[tuple[str, ...], str] = {}
    for fits in matches:
        found = _period(fits, file_name)
        if isinstance(found, str):
            problems = [found]
        elif (period := tuple(found.values())) in sheets:
            problems = [f"sheet {sheets[period]} holds the same table. Keep one."]
        else:
            sheets[period] = fits.table.sheet
            problems = _TableReader(fits, found, contract, areas, counts).read(reading)
        sheet = f"sheet {fits.table.sheet}: " if fits.table.sheet else ""
        reading.problems += [f"{sheet}{problem}" for problem in problems]
    reading.sheets = [fits.table.sheet for fits in matches]
    if not reading.problems and not reading.rows:
        if not (counts.elsewhere or counts.other_words):
            reading.beside = "by other areas"
        reading.problems = telling.no_rows(layout, areas, counts)
    reading.problems += telling.lost_breakdowns(layout, counts)
    reading.notices = telling.notices(matches[0], areas, counts)
    once = list(dict.fromkeys(map(tuple, reading.rows)))
    if repeated := len(reading.rows) - len(once):
        reading.notices.append(f"{repeated:,} rows that repeat others were left out.")
        reading.rows = [list(row) for row in once]
    if layout.afterwards and not reading.problems:
        AFTERWARDS[layout.afterwards](reading, contract)
    place = contract.column_names.index(contract.period_column)
    if early := too_early(contract, {row[place] for row in reading.rows}):
        reading.problems.append(early)
    return reading


def _period(fits: Match, file_name: str) -> dict[str, str] | str:
    """The period column and its value where the table tells it, or what is wrong."""
    told = fits.layout.period
    if not told or told.get("headers"):
        return {}
    for text in [*fits.titles, *fits.header, file_name]:
        if period := cells.period(text, told):
            return {told["column"]: period}
    return (
        f"it does not say its {told['column']}. Write it into the file's name, such "
        f"as {told['example']}."
    )


class _TableReader:
    """The rows of one table, made row by row."""

    def __init__(
        self,
        fits: Match,
        period: dict[str, str],
        contract: Contract,
        areas: Areas,
        counts: Counts,
    ) -> None:
        self.fits, self.layout, self.header = fits, fits.layout, fits.header
        self.contract, self.areas, self.counts = contract, areas, counts
        self.types = {column.name: column.type for column in contract.columns}
        self.fixed = self.layout.constants | period
        self.wrong: list[str] = []
        # A long table has the same words in thousands of rows.
        self.known_words: dict[tuple, tuple[str, ...] | None] = {}

    def read(self, reading: Reading) -> list[str]:
        """Add the rows to the reading; return what is wrong with the table."""
        if self.fits.repeated:
            return [
                f'column "{name}" stands twice. Keep one.'
                for name in self.fits.repeated
            ]
        names = self.contract.column_names
        for line, row in self.fits.table.rows[self.fits.header_at + 1 :]:
            for made in self._made(line, row):
                reading.rows.append([made.get(column, "") for column in names])
        more = len(self.wrong) - LINES_NAMED
        told = [f"{more} more are like that."] if more > 0 else []
        return self.wrong[:LINES_NAMED] + told

    def _made(self, line: int, row: list[str | None]) -> Iterator[dict[str, str]]:
        if blank := self.layout.blank_cells:
            row = ["" if (cell or "").strip() in blank else cell for cell in row]
        code = self._area(line, row)
        if code is None or not self._is_whole(line, row):
            return
        if self.layout.total and code == self.layout.total["code"]:
            self._add_up(row, self.counts.totals)
            return
        self._add_up(row, self.counts.sums)
        if not self._is_kept(row, code):
            self.counts.elsewhere += 1
            return
        words = self._meanings(row)
        if words is None or self._has_no_period(row):
            return
        self.counts.seen.add(code)
        one = self.fixed | words | {self.layout.area["column"]: code}
        one |= self._row_period(line, row) | self._shared(row) | self._last(row)
        one |= self._values(line, row, self.fits.places[None])
        yield from self._area_total(line, row, one)
        if not self.layout.entries:
            yield self._without_blank_words(one)
        for category, places in self.fits.places.items():
            if category is not None:
                values = self._values(line, row, places)
                made = one | values | {self.layout.category_column: category}
                yield self._without_blank_words(made)

    def _area(self, line: int, row: list[str | None]) -> str | None:
        filled = [row[place] for place in self.fits.area if place < len(row)]
        codes = [self.areas.code(cell) for cell in filled]
        code = next((code for code in codes if code), None)
        if code is None:
            if self.areas.is_elsewhere_in(row):
                self.wrong.append(
                    f"line {line} has the code of its area in another column. A value "
                    "that holds a comma needs quotation marks."
                )
            # Notes below a table fill one cell of a row.
            elif any(filled) and sum(bool(value) for value in row) > 1:
                self._count_other(line)
        return code

    def _count_other(self, line: int) -> None:
        """Count a row without a known code; a name that is not known is elsewhere."""
        if self.areas.codes_by_name:
            self.counts.elsewhere += 1
        else:
            self.counts.no_area.append(line)

    def _is_kept(self, row: list[str | None], code: str) -> bool:
        if self.fits.council:
            return any(row[place] in self.areas.served for place in self.fits.council)
        return self.areas.known is None or code in self.areas.known

    def _is_whole(self, line: int, row: list[str | None]) -> bool:
        width = len(self.header)
        if len(row) < width or any((value or "").strip() for value in row[width:]):
            self.wrong.append(
                f"line {line} has {len(row)} values, the header has {width}."
            )
            return False
        return True

    def _add_up(self, row: list[str | None], sums: dict[str, int]) -> None:
        """Where the table has a row for the whole, what the other rows add up to."""
        if not self.layout.total:
            return
        for places in self.fits.places.values():
            for column, at in places.items():
                if self.types[column] in cells.COUNTS:
                    number = cells.written([row[place] for place in at], "whole_number")
                    name = " ".join(self.header[at[0]].split())
                    sums[name] = sums.get(name, 0)
                    sums[name] += int(number) if number.isdigit() else 0

    def _meanings(self, row: list[str | None]) -> dict[str, str] | None:
        """What the words of a row are in the contract; None where it is left out."""
        values: dict[str, str] = {}
        for words, places in zip(self.layout.words, self.fits.words, strict=True):
            published = [row[place] or "" for place in places]
            key = words.columns, *published
            if key not in self.known_words:
                self.known_words[key] = words.meaning(published)
            meaning, called = self.known_words[key], self._called(places)
            if meaning is None:
                self.counts.count_other(words, called, published)
                return None
            self.counts.count_known(words, called, published, meaning)
            values |= zip(words.columns, meaning, strict=True)
        return values

    def _called(self, places: list[int]) -> list[str]:
        return [self.header[place] for place in places]

    def _has_no_period(self, row: list[str | None]) -> bool:
        """Whether a word stands for a period with which rows are left out."""
        if not self.fits.period:
            return False
        at = self.fits.period[0]
        text = (row[at] or "").strip()
        is_left_out = text in self.layout.period.get("left_out", ())
        if is_left_out:
            self.counts.other_words[self.header[at], text] += 1
        return is_left_out

    def _row_period(self, line: int, row: list[str | None]) -> dict[str, str]:
        told = self.layout.period
        if not self.fits.period:
            return {}
        text = row[self.fits.period[0]] or ""
        if period := cells.period(text.strip(), told):
            return {told["column"]: period}
        header = self.header[self.fits.period[0]]
        self.wrong.append(
            f'line {line}: "{text}" under "{header}" is no {told["column"]}.'
        )
        return {}

    def _shared(self, row: list[str | None]) -> dict[str, str]:
        values = {}
        for column, places in self.fits.filled.items():
            blank = {"", *self.layout.blank_words.get(column, ())}
            texts = [(row[place] or "").strip() for place in places]
            text = next((text for text in texts if text not in blank), "")
            values[column] = cells.written([text], self.types[column])
        for column, places in self.fits.marks.items():
            mark = self.layout.marks[column]
            is_marked = any(word(row[place]) == word(mark["word"]) for place in places)
            values[column] = mark["then"] if is_marked else mark["otherwise"]
        return values

    def _last(self, row: list[str | None]) -> dict[str, str]:
        """The columns of the last of several events, the first of those of one day."""
        last = self.layout.last
        if not last:
            return {}
        events = [
            {
                column: cells.written([row[place]], self.types[column])
                for column, place in group.items()
            }
            for group in self.fits.last
        ]
        dated = [event for event in events if event[last.date]]
        dated.sort(key=lambda event: event[last.date], reverse=True)
        if not dated:
            return {}
        beside = {
            column: event[column]
            for event in reversed(dated[1:])
            for column in last.beside
            if column in event
        }
        return beside | dated[0]

    def _values(self, line: int, row: list[str | None], places: dict) -> dict[str, str]:
        values = {}
        for column, at in places.items():
            kind = self.types[column]
            is_share = column in self.layout.hundredfold
            text = cells.written([row[place] for place in at], kind, is_share)
            if column in self.layout.rounded and cells.rounded(text) != text:
                self.counts.fractions[column] += 1
                text = cells.rounded(text)
            if kind in cells.COUNTS and cells.FRACTION.fullmatch(text):
                self.wrong.append(
                    f'line {line}: {text} under "{self.header[at[0]]}" is no whole '
                    "number. Are these percentages? Download the numbers."
                )
            values[column] = text
        return values

    def _area_total(
        self, line: int, row: list[str | None], one: dict[str, str]
    ) -> Iterator[dict[str, str]]:
        """The row of an area's total, which a long table repeats in its rows."""
        told = self.layout.area_total
        if not told:
            return
        total = cells.added((row[at] or "").strip() for at in self.fits.area_total)
        key = one[self.layout.area["column"]], *self.fixed.values()
        if key not in self.counts.area_totals:
            self.counts.area_totals[key] = total
            yield one | {
                told["category_column"]: told["category"],
                told["value_column"]: total,
            }
        elif self.counts.area_totals[key] != total:
            self.wrong.append(f"line {line} has another total than its area before.")

    def _without_blank_words(self, made: dict[str, str]) -> dict[str, str]:
        blank = {
            column: ""
            for column, words in self.layout.blank_words.items()
            if made.get(column) in words
        }
        return made | blank
