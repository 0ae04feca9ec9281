"""What is said of a ward of three children, and of a second publication.

The example holds neither: each is planted in a copy of its database, and the project's
own SQL goes on from there.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from development.remaking import compiled_model, compiled_steps
from early_years.environment import Project

# Fewer draws than published: an interval of ranks moves by a place or none.
DRAWS = 150
FEW = 3
FIGURES = "intermediate.int_indicators__ward_values"
LATER = "asq_below"
# A ward with as many children in each figure, half of them in need, in the place of
# the one that stands highest.
SMALL_WARD = f"""
    update {FIGURES}
    set
        signed_numerator_count = 2,
        numerator_count = 2,
        denominator_count = {FEW},
        indicator_value = 2 / {FEW}
    where ward_code = ?
"""
# As before the newest period of one indicator came.
FIRST = [
    f"""
    create table shown as
    select period_code
    from intermediate.int_indicators__shown_periods
    where indicator_code = '{LATER}'
    """,
    f"""
    create table earlier as
    select max(period_code) as period_code
    from {FIGURES}
    where
        indicator_code = '{LATER}' and breakdown_topic = 'total'
        and value_status = 'observed'
        and period_code < (select period_code from shown)
    """,
]
SHOW = f"""
    update {FIGURES}
    set is_score_period = period_code = (select period_code from {{0}})
    where indicator_code = '{LATER}';
    update intermediate.int_indicators__shown_periods
    set period_code = (select period_code from {{0}})
    where indicator_code = '{LATER}'
"""
# What a publication archives, as staging reads it.
ARCHIVED = {
    "ward_figures": f"""
        select * from intermediate.int_need__rank_change_ward_figures
        where
            indicator_code != '{LATER}'
            or period_code <= (select period_code from earlier)
    """,
    "methods": "from intermediate.int_need__rank_change_methods",
    "scores": """
        select local_authority_code, ward_code, need_rank, rank_low, rank_high
        from intermediate.int_need__ward_scores
        inner join intermediate.int_need__ward_ranks
            using (local_authority_code, ward_code)
        where is_reported
    """,
}
CHANGES = """
    select distinct
        ward_code, rank_from, rank_to, rank_low, rank_high, indicator_code,
        is_more_than_chance, change_text
    from ({})
    where rank_from != rank_to
"""


@contextmanager
def copied(project: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a copy of the built database that may be changed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copy.duckdb"
        shutil.copyfile(project.database, path)
        with duckdb.connect() as database:
            database.execute(f"attach '{path.as_posix()}' as early_years")
            database.execute("use early_years")
            database.execute(
                "update policy.policy_need_settings set setting_value = ? "
                "where setting_code = 'rank_draws_count'",
                [DRAWS],
            )
            yield database


def _remake(database: duckdb.DuckDBPyConnection, project: Project, *names: str) -> None:
    """Make models of need anew, and what they are made of, each once."""
    done = set[str]()
    for name in names:
        for step in compiled_steps(project, f"int_need__{name}"):
            if step not in done:
                database.execute(step)
                done.add(step)


def small_ward_row(project: Project) -> tuple[str, str]:
    """What becomes of the ward in most need when it has three children."""
    with copied(project) as database:
        [(ward, rank)] = database.sql(
            "select ward_code, need_rank from intermediate.int_need__ward_scores "
            "order by need_rank, ward_code limit 1"
        ).fetchall()
        database.execute(SMALL_WARD, [ward])
        _remake(database, project, "ward_ranks", "ward_scores")
        [(now, reason, ranks)] = database.execute(
            "select need_rank, unranked_reason_code, "
            "(select count(*) from intermediate.int_need__ward_ranks "
            "where ward_code = scores.ward_code) "
            "from intermediate.int_need__ward_scores as scores where ward_code = ?",
            [ward],
        ).fetchall()
    said = "no rank, band or interval" if now is None and not ranks else f"rank {now}"
    return (
        f"The ward of rank {rank}, with {FEW} children in each figure",
        f"{said}: {reason}",
    )


def moved_rows(project: Project) -> list[tuple[str, str]]:
    """How ranks that moved between two publications are explained."""
    with copied(project) as database:
        for step in FIRST:
            database.execute(step)
        database.execute(SHOW.format("earlier"))
        wanted = ("rank_change_ward_figures", "rank_change_methods", "ward_ranks")
        _remake(database, project, *wanted, "ward_scores")
        for name, rows in ARCHIVED.items():
            relation = f"staging.stg_publishing__previous_{name}"
            database.execute(f"create table kept_{name} as from {relation} limit 0")
            database.execute(
                f"insert into kept_{name} by name "
                f"select *, '0001' as publication_code from ({rows})"
            )
            database.execute(f"drop view {relation}")
            database.execute(f"create table {relation} as from kept_{name}")
        database.execute(SHOW.format("shown"))
        _remake(database, project, *wanted, "rank_change_parts")
        sql = compiled_model(project, "fct_ward_rank_changes").rstrip().rstrip(";")
        moved = database.sql(CHANGES.format(sql)).df()
    kept = moved["rank_from"].between(moved["rank_low"], moved["rank_high"])
    told = moved["change_text"].str.contains("This is not more than chance")
    return [
        (
            f"Wards that a later period of {LATER} moved: told which indicator, and no "
            "cause",
            f"{len(moved)}: {moved['indicator_code'].notna().sum()}, "
            f"{moved['change_text'].str.contains('cannot be taken apart').sum()}",
        ),
        (
            "Of these the old rank lies within the new interval; said to be no more "
            "than chance",
            f"{kept.sum()}, {(kept & told).sum()}",
        ),
    ]
