"""What protection costs a share of a ward, and what it shows, beside rounding to 5."""

from pathlib import Path

import duckdb

from early_years.environment import PlainError, Project

# Beside cell_key: counts rounded to the nearest five, pairs of 1 to 7 children hidden
# one by one (what could be had by subtraction would have to be hidden besides).
QUERY = """
    with

    settings as (
        select
            max(setting_value) filter (
                where setting_code = 'suppress_up_to_count'
            ) as few,
            max(setting_value) filter (
                where setting_code = 'rounding_base_count'
            ) as base
        from policy.policy_disclosure_settings
    ),

    figures as (
        select
            exact.breakdown_topic_label as topic,
            exact.breakdown_topic,
            exact.numerator_count / exact.denominator_count as share,
            outside.numerator_count / outside.denominator_count as protected,
            case
                when not (
                    exact.numerator_count between 1 and few
                    or exact.denominator_count between 1 and few
                    or exact.denominator_count - exact.numerator_count
                    between 1 and few
                )
                    then
                        floor(exact.numerator_count / base + 0.5)
                        / floor(exact.denominator_count / base + 0.5)
            end as rounded
        from marts.fct_protected_indicators as outside
        inner join marts.fct_area_indicators as exact using (
            area_type, area_code, indicator_code, period_code, breakdown_topic,
            breakdown_category
        )
        cross join settings
        where
            outside.audience = 'partner'
            and outside.area_type = 'ward'
            and outside.protection_code = 'cell_key'
            and exact.denominator_count > 0
            and exact.numerator_count is not null
    )

    select
        topic,
        count(*) as cells,
        100 * median(abs(protected - share)) as protected_points,
        100 * median(abs(rounded - share)) as rounded_points,
        count(protected) / count(*) as protected_shown,
        count(rounded) / count(*) as rounded_shown
    from figures
    group by topic, breakdown_topic
    order by breakdown_topic = 'total' desc, breakdown_topic
"""


def lines(database_path: Path) -> list[str]:
    """The table, as docs/method.md has it."""
    with duckdb.connect(str(database_path), read_only=True) as database:
        rows = database.sql(QUERY).fetchall()
    return [
        "| breakdown | cells | median error, cell key | rounded to 5 "
        "| shown, cell key | rounded to 5 |",
        "|---|--:|--:|--:|--:|--:|",
        *(
            f"| {topic} | {cells} | {ours:.2f} | {rounded:.2f} "
            f"| {shown:.0%} | {kept:.0%} |"
            for topic, cells, ours, rounded, shown, kept in rows
        ),
    ]


def report(project: Project) -> str:
    """The same for a built project. Raises PlainError where nothing was built."""
    if not project.database.exists():
        raise PlainError("Nothing is built here: run python -m early_years build.")
    return "\n".join(lines(project.database))
