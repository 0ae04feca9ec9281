"""What a build says at its end, in words, from what the marts hold."""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from pathlib import PurePosixPath

import duckdb

from early_years import console
from early_years.environment import PlainError, Project
from early_years.exporting import Written, open_database
from early_years.exporting.bi import bi_database
from early_years.landing.open_data import RELEASE

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

TOP_WARDS = """
    select
        wards.local_authority_name,
        wards.ward_name,
        scores.need_rank,
        scores.rank_low,
        scores.rank_high,
        scores.top_k_probability_rate,
        scores.is_synthetic,
    from marts.fct_ward_need_scores as scores
    inner join marts.dim_ward as wards on scores.ward_code = wards.ward_code
    where scores.is_in_top_k
    order by wards.local_authority_name, scores.need_rank, wards.ward_name
"""

COUNCILS = """
    select distinct local_authority_name from marts.dim_ward
    order by local_authority_name
"""

# Marts hold counts alone; the row to look for stands in the private table behind them,
# and is reported here, to the person at whose desk the extracts lie.
WRONG_ROWS = """
    select
        dataset_code,
        coalesce(local_authority_code, '') as local_authority_code,
        coalesce(column_name, '') as column_name,
        consequence,
        count(*) as row_count,
        coalesce(min(row_key), '') as example_key,
        coalesce(min_by(coalesce(found_value, ''), row_key), '') as example_value,
        reason_text,
    from intermediate.int_quality__findings
    where consequence != 'not_shown'
    group by
        dataset_code, local_authority_code, column_name, consequence, reason_code,
        reason_text
    order by
        dataset_code, local_authority_code, column_name, consequence, reason_code
"""


# Each names the row of policy to change.
UNSHOWN_PERIODS = """
    select
        dataset_code,
        local_authority_code,
        period_code,
        string_agg(column_name, ', ' order by column_name) as indicator_codes,
        reason_text,
    from intermediate.int_quality__findings
    where consequence = 'not_shown'
    group by
        dataset_code, local_authority_code, period_code, reason_code, reason_text
    order by dataset_code, local_authority_code, period_code, reason_code
"""

BLOCKED_SOURCES = """
    select
        accounts.dataset_code,
        accounts.local_authority_code,
        accounts.period_code,
        accounts.gate_text,
        accounts.owner_team,
        accounts.owner_mailbox,
        accounts.landed_rows_count > 0 as is_landed,
    from marts.fct_source_quality as accounts
    where not accounts.is_passed
    order by
        accounts.dataset_code, accounts.local_authority_code, accounts.period_code
"""


# What nobody landed and is real: it stays until a release takes its place.
OPEN_DATA = """
    select
        quality.dataset_code,
        string_agg(distinct periods.period_label, ', ' order by periods.period_label),
    from marts.fct_source_quality as quality
    left join marts.dim_period as periods on quality.period_code = periods.period_code
    where quality.release_code = ?
    group by quality.dataset_code
    order by quality.dataset_code
"""


# What to open first, and why: the names of files.
FIRST = {
    "ward_need_scores": "the list of all wards",
    "ward_profile": "everything about one ward",
}
MORE_ABOUT_ROWS = "data_quality"
MORE_ABOUT_SOURCES = "source_quality"
# So many of a kind have a line each; more have one line, and the file that says more.
FEW = 3
ALL_USED = "Every row of the extracts could be read and used."


def summary(project: Project, written: list[Written]) -> list[str]:
    """The closing lines of a build: wards, warnings, wrong rows, where things lie.

    Raises PlainError when the database lacks the marts that it reads.
    """
    exports = project.relative(project.exports)
    return [
        *found_lines(project, written, exports),
        "",
        f"Database: {project.relative(project.database)} (holds rows of children)",
        f"For BI tools: {project.relative(bi_database(project))} (holds none)",
        *place_lines(written, exports),
    ]


def found_lines(project: Project, written: list[Written], exports: str) -> list[str]:
    """What a build found: the wards of highest need, wrong rows, blocked sources.

    exports is the folder of the files, as people will find it. Raises PlainError when
    the database lacks the marts that it reads.
    """
    try:
        with open_database(project) as database:
            top = [TopWard(*row) for row in database.sql(TOP_WARDS).fetchall()]
            councils = [name for (name,) in database.sql(COUNCILS).fetchall()]
            wrong = database.sql(WRONG_ROWS).fetchall()
            unshown = database.sql(UNSHOWN_PERIODS).fetchall()
            blocked = database.sql(BLOCKED_SOURCES).fetchall()
            open_data = database.execute(OPEN_DATA, [RELEASE]).fetchall()
    except duckdb.CatalogException as error:
        raise PlainError(
            "The build left no table for its summary. Run it again from the start "
            f"(clean, then build).\n  {str(error).splitlines()[0]}"
        ) from None
    more = file_place(written, exports, MORE_ABOUT_ROWS)
    quality = every_mistake(wrong) if console.is_verbose else quality_lines(wrong, more)
    parts = (
        ward_lines(top, councils),
        quality,
        open_data_lines(open_data),
        unshown_lines(unshown),
        blocked_lines(blocked, file_place(written, exports, MORE_ABOUT_SOURCES)),
        used_lines(wrong, unshown, blocked),
    )
    return [line for part in parts if part for line in ("", *part)]


@dataclass(frozen=True)
class TopWard:
    """A ward among those of highest need, and how sure that is."""

    council: str
    ward: str
    rank: int
    rank_low: int | None
    rank_high: int | None
    chance: float | None
    is_synthetic: bool

    def cells(self) -> tuple[str, str, str, str]:
        """Its cells in the table that people read."""
        likely = "" if self.rank_low is None else f"{self.rank_low} to {self.rank_high}"
        chance = "" if self.chance is None else f"{_whole_percent(self.chance)} %"
        return str(self.rank), self.ward, likely, chance


def _whole_percent(share: float) -> int:
    """Half a per cent goes up, as in SQL, whose sentences say the same chance."""
    percent = 100 * Decimal(str(share))
    return int(percent.quantize(Decimal(1), ROUND_HALF_UP))


def ward_lines(top: list[TopWard], councils: list[str]) -> list[str]:
    """A small table per council of its wards of highest need, in the order of top."""
    lines = []
    for council in councils:
        wards = [ward for ward in top if ward.council == council]
        if not wards:
            lines.append(f"{council}: no ward could be scored; see below why.")
            continue
        count = in_words(len(wards))
        if len(wards) == 1:
            lines.append(f"{council}: the ward with the highest need:")
        else:
            lines.append(f"{council}: the {count} wards with the highest need:")
        among = "the first" if len(wards) == 1 else f"among the {count}"
        heads = ("rank", "ward", "likely ranks", f"chance of being {among}")
        lines += table_lines(heads, [ward.cells() for ward in wards])
    if top:
        lines.append(
            "Likely ranks and chances: how far chance and errors in the data could "
            "move\na ward (docs/method.md)."
        )
    if any(ward.is_synthetic for ward in top):
        lines.append(
            "These scores rest on synthetic, made-up records: they show how the tool\n"
            "works and say nothing about the real places."
        )
    return lines


def table_lines(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """Cells below their heads; the second column is text, the others are numbers."""
    widths = [max(map(len, cells)) for cells in zip(heads, *rows, strict=True)]

    def line(cells: tuple[str, ...]) -> str:
        texts = (
            text.ljust(width) if column == 1 else text.rjust(width)
            for column, (text, width) in enumerate(zip(cells, widths, strict=True))
        )
        return f"  {'  '.join(texts)}".rstrip()

    return [line(heads), *map(line, rows)]


def quality_lines(wrong: list[tuple], more: str | None) -> list[str]:
    """What was wrong with rows of the extracts, one line per dataset."""
    if not wrong:
        return []
    lines = ["What was wrong with rows of the extracts (nothing was lost):"]
    for dataset in dict.fromkeys(row[0] for row in wrong):
        mistakes = [row for row in wrong if row[0] == dataset]
        rows: Counter[str] = Counter()
        for _, _, _, consequence, count, *_ in mistakes:
            rows[consequence.replace("_", " ")] += count
        counts = ", ".join(f"{count:,} {effect}" for effect, count in rows.items())
        most = max(mistakes, key=lambda row: row[4])
        often = "" if len(mistakes) == 1 else "Most often: "
        reason = most[-1].split(". ")[0].rstrip(".")
        lines.append(f"  - {dataset}: {counts}. {often}{_column(most)}{reason}.")
    if more:
        lines.append(f"Each kind of mistake: {more}")
    lines.append("A row of each kind: the same command with --verbose.")
    return lines


def _column(mistake: tuple) -> str:
    return f"{mistake[2]}: " if mistake[2] else ""


def every_mistake(wrong: list[tuple]) -> list[str]:
    """What was wrong with rows of the extracts, one line per kind of mistake."""
    if not wrong:
        return []
    lines = ["What was wrong with rows of the extracts (nothing was lost):"]
    for dataset, council, column, consequence, count, key, value, reason in wrong:
        where = ", ".join(part for part in (dataset, council, column) if part)
        rows = "1 row" if count == 1 else f"{count:,} rows"
        effect = consequence.replace("_", " ")
        example = f" For example {key}: {value or 'blank'}." if key else ""
        lines.append(f"  - {where}: {rows}, {effect}. {reason}{example}")
    return lines


def open_data_lines(open_data: list[tuple]) -> list[str]:
    """Which sources are the open data that come with the tool, and their editions."""
    if not open_data:
        return []
    return [
        "From the open data that come with the tool, until you land a release of each:",
        *(f"  - {dataset}: {periods}" for dataset, periods in open_data),
    ]


def unshown_lines(unshown: list[tuple]) -> list[str]:
    """Which landed periods policy leaves out, and which of its rows to change."""
    if not unshown:
        return []
    lines = ["Landed, and left out of what is shown now, until policy is changed:"]
    for dataset, council, period, indicators, reason in unshown:
        lines.append(f"  - {dataset}, {council}, {period} ({indicators}): {reason}")
    return lines


def used_lines(
    wrong: list[tuple], unshown: list[tuple], blocked: list[tuple]
) -> list[str]:
    """That every row was used, where no row, period or landed source was left out."""
    is_landed = any(is_landed for *_, is_landed in blocked)
    return [] if wrong or unshown or is_landed else [ALL_USED]


def blocked_lines(blocked: list[tuple], more: str | None) -> list[str]:
    """Which sources are not fit for use, and whom to ask; their indicators say so.

    What was not landed is named in one line where there is much of it; more is the file
    that says whom to ask then.
    """
    if not blocked:
        return []
    lines = ["Sources that block the indicators that need them, and only those:"]
    missing = [source for source in blocked if not source[-1]]
    is_short = len(missing) > FEW and more and not console.is_verbose
    for source in blocked:
        dataset, council, period, reason, team, mailbox, is_landed = source
        if is_landed or not is_short:
            lines.append(
                f"  - {dataset}, {council}, {period}: {reason} Ask: {team} ({mailbox})."
            )
    if is_short:
        names = ", ".join(dict.fromkeys(source[0] for source in missing))
        lines.append(f"  - Not supplied: {names}. Periods, and whom to ask: {more}")
    return lines


def place_lines(written: list[Written], exports: str) -> list[str]:
    """Where the exports lie and which to open first; exports is their folder."""
    count = sum(line.is_written for line in written)
    listed = f"{count} tables; files.csv of each folder lists them"
    lines = [f"Exports:  {exports} ({listed})"]
    missing = [line for line in written if not line.is_written]
    if len(missing) > FEW and not console.is_verbose:
        lines.append(f"  {len(missing)} tables were not written; files.csv says why.")
    else:
        lines += [
            f"  {line.audience}/{line.file} was not written: {line.reason}."
            for line in missing
        ]
    for name, why in FIRST.items():
        place = file_place(written, exports, name)
        if place:
            lines.append(f"Open first: {place} ({why})")
    return lines


def file_place(written: list[Written], exports: str, name: str) -> str | None:
    """Where the internal file of a name lies; None if it was not made."""
    for line in written:
        is_it = PurePosixPath(line.file).name == name and line.is_written
        if is_it and line.audience == "internal":
            return f"{exports}/internal/{line.file}.csv"
    return None


def in_words(number: int) -> str:
    """A small number as a word: 6 is six; from thirteen on, the digits."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
