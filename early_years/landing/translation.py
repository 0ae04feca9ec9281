"""From a council's own columns to those of the contract, as a file is read."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from early_years import checks
from early_years.contracts import Contract
from early_years.landing import addresses, masking, typed
from early_years.landing.mappings import Mapping
from early_years.landing.shaping import Shape, plain
from early_years.readers.matching import HEADER_WITHIN

Rows = list[list[str | None]]
# Rows with their numbers in the file.
Numbered = list[tuple[int, list[str | None]]]
IS_SYNTHETIC, NOT_SYNTHETIC = "is_synthetic", "false"


@dataclass(frozen=True)
class Translation:
    """What a file is read with: its mapping, and the directory of its postcodes.

    Without a directory no column of home postcodes is taken.
    """

    mapping: Mapping | None = None
    directory: addresses.Directory | None = None

    def known(self, contract: Contract) -> Callable[[str], bool]:
        """What says whether a name is one of a column, however it is spelt."""
        names = {*contract.column_names}
        if contract.takes_home_postcodes:
            names.add(addresses.HOME_POSTCODE)
        headings = {
            plain(one)
            for one in (self.mapping.headings.values() if self.mapping else ())
        }

        def is_known(name: str) -> bool:
            spelt = plain(name)
            return (
                spelt in headings
                or spelt.replace(" ", "_") in names
                or self.shape.is_period_heading(name, contract)
            )

        return is_known

    @property
    def shape(self) -> Shape:
        """The shape of the table, as the mapping says it."""
        return self.mapping.shape if self.mapping else Shape()

    def header(
        self, header: list[str], contract: Contract
    ) -> tuple[list[str], list[str]]:
        """The columns that rows() begins from, by the contract's names; problems."""
        names, problems = self._named(header, contract)
        is_known = bool({*names} & {*contract.column_names})
        return [*names, *(_unsaid(names, contract) if is_known else {})], problems

    def _named(
        self, header: list[str], contract: Contract
    ) -> tuple[list[str], list[str]]:
        """The columns that the file has, by the contract's names; problems."""
        names, problems = header, list[str]()
        if self.mapping:
            names, problems = self.mapping.renamed(header)
        if self.directory:
            names = addresses.located_header(names, contract)
        return names, problems

    def judged(
        self, header: list[str], rows: Iterable, contract: Contract
    ) -> tuple[list[str], list[str]]:
        """The problems of the header, and, where it has none, those of the rows.

        rows are (number, values) as they stand in the file.
        """
        report = checks.Report()
        names, problems = self.header(header, contract)
        if problems:
            return problems, []
        unsaid = _unsaid(self._named(header, contract)[0], contract)
        checks.check_header(names, contract, report, HEADER_WITHIN, unsaid)
        if report.is_refused:
            return [*report.problems, *self._hints(header, names, contract)], []
        checks.check_rows(rows, header, contract, report)
        return [], report.problems

    def rows(
        self, header: list[str], numbered: Numbered, contract: Contract
    ) -> "Translated":
        """Rows of the file in the contract's columns, and what is to be told of them.

        Raises PlainError when there are postcodes and no directory to look them up in.
        """
        lines = tuple(line for line, _ in numbered)
        rows = [values for _, values in numbered]
        notices, release_id, names = list[str](), None, header
        if self.mapping:
            names, _ = self.mapping.renamed(header)
            rows = self.mapping.translated(names, rows)
        stands = {name: at for at, name in enumerate(names[: len(header)], start=1)}
        if self.directory and addresses.has_postcodes(names, contract):
            rows, notices = addresses.located_rows(
                names, rows, contract, self.directory
            )
            release_id = self.directory.release_id
            names = addresses.located_header(names, contract)
        if unsaid := _unsaid(names, contract):
            names = [*names, *unsaid]
            rows = [[*row, *unsaid.values()] for row in rows]
        if contract.area_column in unsaid:
            notices.append(
                f"it has no {contract.area_column}; {contract.area_fallback} is used."
            )
        places = [names.index(column) for column in contract.column_names]
        rows = [[row[place] or None for place in places] for row in rows]
        if contract.licence_class != "open" or contract.contains_personal_data:
            rows, masks = masking.masked(rows, contract, lines)
            notices += masks
        choice = self.shape.period_choice
        rows, unread = typed.as_contracted(rows, contract, choice)
        notices += unread
        if self.mapping:
            notices = [*self.mapping.notices(rows, contract), *notices]
        left_out = [name for name in names if name not in contract.column_names]
        stands = {one: stands[one] for one in contract.column_names if one in stands}
        return Translated(
            rows, tuple(left_out), tuple(notices), release_id, lines, stands
        )

    def _hints(
        self, header: list[str], names: list[str], contract: Contract
    ) -> list[str]:
        hints = []
        if self.mapping and not self.mapping.knows(header):
            hints.append(
                f"none of the headings of the mapping {self.mapping.name} stands there."
            )
        if contract.takes_home_postcodes and contract.area_column not in names:
            found = [one for one in header if "postcode" in plain(one).replace(" ", "")]
            hints += [
                f"{one} may hold the postcodes of homes. Rename it to "
                f"{addresses.HOME_POSTCODE}, and {contract.area_column} is looked up; "
                "no postcode is stored."
                for one in found[:1]
            ]
        return hints


def _unsaid(names: list[str], contract: Contract) -> dict[str, str | None]:
    """The columns that a file may leave out, with what every row gets.

    Who sends a file sends real rows. The name of an area is enough, unless another
    column may be that of its code.
    """
    unsaid: dict[str, str | None] = {}
    code, name = contract.area_column, contract.area_fallback
    if code not in names and name in names:
        others = [one.casefold() for one in names if one not in contract.column_names]
        words = (code.partition("_")[0], "code", "gss")
        if not any(word in one for one in others for word in words):
            unsaid[code] = None
    unsaid |= {
        column.name: None
        for column in contract.columns
        if column.may_be_absent and column.name not in names
    }
    if IS_SYNTHETIC not in names:
        unsaid[IS_SYNTHETIC] = NOT_SYNTHETIC
    return unsaid


@dataclass(frozen=True)
class Translated:
    """Rows in the contract's columns; what was left out and is to be told.

    postcode_release is the release of the directory that was used, if one was. lines
    has the number of each row in the file; places the column of the file, from 1 on, in
    which a column of the contract stands.
    """

    rows: Rows
    left_out: tuple[str, ...]
    notices: tuple[str, ...]
    postcode_release: str | None
    lines: tuple[int, ...]
    places: dict[str, int]
