"""What a build says at its end, in words, from what the marts hold."""

import duckdb

from early_years.environment import PlainError, Project
from early_years.exporting import Written, open_database

NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)

TOP_WARDS = """
    select
        wards.local_authority_name,
        wards.ward_name,
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
# and is told here, to the person at whose desk the extracts lie.
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
    group by
        dataset_code, local_authority_code, column_name, consequence, reason_code,
        reason_text
    order by
        dataset_code, local_authority_code, column_name, consequence, reason_code
"""


BLOCKED_SOURCES = """
    select
        accounts.dataset_code,
        accounts.local_authority_code,
        accounts.period_code,
        accounts.gate_text,
        accounts.owner_team,
        accounts.owner_mailbox,
    from marts.fct_source_quality as accounts
    where not accounts.is_passed
    order by
        accounts.dataset_code, accounts.local_authority_code, accounts.period_code
"""


def summary(project: Project, written: list[Written]) -> str:
    """The closing text of a build: wards, warnings, wrong rows, where things lie.

    Raises PlainError when the database lacks the marts that it reads.
    """
    try:
        with open_database(project) as database:
            top = database.sql(TOP_WARDS).fetchall()
            councils = [name for (name,) in database.sql(COUNCILS).fetchall()]
            wrong = database.sql(WRONG_ROWS).fetchall()
            blocked = database.sql(BLOCKED_SOURCES).fetchall()
    except duckdb.CatalogException as error:
        raise PlainError(
            "The build left no table for its summary. Run it again from the start "
            f"(clean, then build).\n  {str(error).splitlines()[0]}"
        ) from None
    return "\n".join(
        [
            "",
            *ward_lines(top, councils),
            "",
            *quality_lines(wrong),
            "",
            *blocked_lines(blocked),
            *place_lines(project, written),
        ]
    )


def ward_lines(top: list[tuple[str, str, bool]], councils: list[str]) -> list[str]:
    """One sentence a council on its wards of highest need, and what they rest on.

    top has council, ward and is_synthetic in the order of need.
    """
    lines = []
    for council in councils:
        wards = [ward for place, ward, _ in top if place == council]
        if not wards:
            lines.append(f"{council}: no ward could be scored; see below why.")
        elif len(wards) == 1:
            lines.append(f"{council}: the ward with the highest need is {wards[0]}.")
        else:
            names = f"{', '.join(wards[:-1])} and {wards[-1]}"
            count = in_words(len(wards))
            lines.append(
                f"{council}: the {count} wards with the highest need: {names}."
            )
    if any(is_synthetic for *_, is_synthetic in top):
        lines.append(
            "These scores rest on synthetic, made-up records: they show how the tool "
            "works and say nothing about the real places."
        )
    return lines


def quality_lines(wrong: list[tuple]) -> list[str]:
    """What was wrong with rows of the extracts, one line a kind of mistake."""
    if not wrong:
        return ["Every row of the extracts could be read and used."]
    lines = ["What was wrong with rows of the extracts (nothing was lost):"]
    for dataset, council, column, consequence, count, key, value, reason in wrong:
        where = ", ".join(part for part in (dataset, council, column) if part)
        rows = "1 row" if count == 1 else f"{count:,} rows"
        effect = consequence.replace("_", " ")
        example = f" For example {key}: {value or 'blank'}." if key else ""
        lines.append(f"  - {where}: {rows}, {effect}. {reason}{example}")
    return lines


def blocked_lines(blocked: list[tuple]) -> list[str]:
    """Which sources are not fit for use, and whom to ask; their indicators say so."""
    if not blocked:
        return []
    lines = ["Sources that block the indicators that need them, and only those:"]
    for dataset, council, period, reason, team, mailbox in blocked:
        lines.append(
            f"  - {dataset}, {council}, {period}: {reason} Ask: {team} ({mailbox})."
        )
    return [*lines, ""]


def place_lines(project: Project, written: list[Written]) -> list[str]:
    """Where the database and the exports lie, from the root."""
    count = sum(line.is_written for line in written)
    lines = [
        f"Database: {project.relative(project.database)}",
        f"Exports:  {project.relative(project.exports)} (written: {count}, listed in "
        "files.csv)",
    ]
    for line in written:
        if not line.is_written:
            lines.append(
                f"  {line.audience}/{line.file} was not written: {line.reason}."
            )
    return lines


def in_words(number: int) -> str:
    """A small number as a word: 6 is six; from thirteen on, the digits."""
    return NUMBERS[number] if number < len(NUMBERS) else str(number)
