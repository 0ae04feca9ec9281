"""How far claims can be trusted: what they say of made-up worlds whose truth is known.

Worlds are made at the level of counts (worlds.py) as councils of one build, and the
project's own SQL goes on from there to ranks and findings. The tables are printed, and
written where docs/method.md and the README quote them. The same code and policy give
the same tables.
"""

import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from development.bench import LEFT_BEHIND
from development.remaking import compiled_steps
from development.synthetic.files import read_seed
from development.worlds import WORLDS, Counts, Example, World, make_counts
from development.writing import table_lines, write_block
from early_years.environment import PlainError, Project, run_script

WITHOUT_TESTS = ("--exclude-resource-type", "test", "unit_test")
CITIES_AT_ONCE = 40
# Fewer draws than published: the share of a thousand is no surer for a table.
DRAWS = 150
# Log odds put upon a better and a worse ward of each city, of cities with a tie.
PLANTED, TIE, PLANTED_CITIES = (0.6, 1.0, 1.6), 0.25, 30
# Between these shares in per cent an interval of 90 % keeps its promise.
LEAST, MOST = 85, 95
BANDS = ((0.7, 1.01), (0.3, 0.7), (0.1, 0.3), (0.0, 0.1))

FIGURES = """
    select
        ward_values.ward_code,
        ward_values.indicator_code,
        ward_values.denominator_count,
        ward_values.counted_children,
        ward_values.shared_deviation,
        ward_values.denominator_deviation,
        ward_values.ward_factor_group,
        sum(ward_values.numerator_count) over council
        / sum(ward_values.denominator_count) over council as council_rate,
    from example.figures as ward_values
    window council as (partition by ward_values.indicator_code)
    order by all
"""
DEPRIVATION = """
    select ward_code, cast(counted_count as double) / total_count as share
    from example.context
    where topic_code = 'worst_decile' and category_code = 'idaci'
    order by ward_code
"""
SETTLE = """
    create schema if not exists example;
    create or replace table example.figures as
    select ward_values.*
    from intermediate.int_indicators__ward_values as ward_values
    inner join policy.policy_indicators as indicators using (indicator_code)
    where
        ward_values.is_score_period
        and ward_values.breakdown_topic = 'total'
        and ward_values.value_status = 'observed'
        and indicators.domain_code is not null;
    create or replace table example.context as
    from intermediate.int_context__judged_context;
    delete from policy.policy_scenarios where is_reported is distinct from true;
    update policy.policy_need_settings set setting_value = {draws}
    where setting_code = 'rank_draws_count';
"""
PUT = """
    delete from intermediate.int_indicators__ward_values;
    insert into intermediate.int_indicators__ward_values by name
    select example.* replace (
        made.local_authority_code as local_authority_code,
        made.ward_code as ward_code,
        made.signed_numerator_count as signed_numerator_count,
        greatest(made.signed_numerator_count, 0) as numerator_count,
        made.denominator_count as denominator_count,
        made.children_due_count as children_due_count,
        greatest(made.signed_numerator_count, 0) / made.denominator_count
            as indicator_value,
        made.denominator_count / made.children_due_count as coverage_rate
    )
    from example.figures as example
    inner join made
        on
            example.ward_code = made.example_ward_code
            and example.indicator_code = made.indicator_code;
    delete from intermediate.int_context__judged_context;
    insert into intermediate.int_context__judged_context by name
    select example.* replace (
        made.local_authority_code as local_authority_code,
        made.ward_code as ward_code
    )
    from example.context as example
    inner join (
        select distinct local_authority_code, ward_code, example_ward_code from made
    ) as made
        on example.ward_code = made.example_ward_code;
"""
CLAIMS = """
    select
        local_authority_code, ward_code, rank_low, rank_high,
        cast(top_k_probability_rate as double) as probability
    from intermediate.int_need__ward_ranks
    where is_reported
"""
FINDINGS = """
    select
        findings.ward_code,
        findings.finding_code,
        findings.skill_rate,
        findings.indicator_code,
        indicators.indicator_label,
        least(
            findings.expected_value - findings.named_at_or_below_value,
            findings.named_at_or_above_value - findings.expected_value
        ) as smallest
    from intermediate.int_similar_wards__findings as findings
    inner join policy.policy_indicators as indicators using (indicator_code)
"""


@dataclass(frozen=True)
class Share:
    """A share in per cent, its standard error (over cities), and of how many."""

    percent: float
    error: float
    number: int


@dataclass(frozen=True)
class Tried:
    """What came of the claims in one world.

    bands: for each of BANDS the mean probability claimed (per cent) and the true share.
    """

    world: World
    cities: int
    coverage: Share
    places: float
    bands: list[tuple[float, Share]]


def run(project: Project, cities: int | None = None) -> None:
    """Build, try all worlds, print and write. Raises PlainError if a build fails."""
    start = time.perf_counter()
    with tempfile.TemporaryDirectory() as folder:
        built = build_example(project, Path(folder))
        settle(built)
        found = finding_lines(built)
        table = world_lines(try_worlds(built, cities))
    print("\n".join([*table, "", *found]))
    page = project.root / "docs" / "method.md"
    write_block(page, "evidence", table)
    write_block(page, "findings", found)
    print(
        f"\nSeconds, of this machine and of this run: {time.perf_counter() - start:.0f}"
    )


def build_example(project: Project, folder: Path) -> Project:
    """A scratch copy of the project with the example built as far as worlds need it."""
    copy = Project(folder / "project")
    shutil.copytree(project.root, copy.root, ignore=LEFT_BEHIND)
    copy.database.parent.mkdir(parents=True)
    wanted = ("+int_need__ward_ranks", "+int_similar_wards__findings")
    if run_script(copy, "dbt", "--quiet", "build", "--select", *wanted, *WITHOUT_TESTS):
        raise PlainError("The build fails here; see: python -m early_years build")
    return copy


def settle(built: Project) -> None:
    """Keep the example's figures and context aside, and draw less in a scratch copy."""
    with duckdb.connect(str(built.database)) as database:
        database.execute(SETTLE.format(draws=DRAWS))


def read_example(built: Project) -> Example:
    """What worlds take from the built example."""
    with duckdb.connect(str(built.database), read_only=True) as database:
        figures = database.sql(FIGURES).df()
        shares = database.sql(DEPRIVATION).df().set_index("ward_code")["share"]
    return Example(figures, (shares - shares.mean()) / shares.std(ddof=0))


def try_worlds(built: Project, cities: int | None) -> Iterator[Tried]:
    """Each world in turn, as many at once as the machine has cores."""
    with ProcessPoolExecutor(mp_context=get_context("spawn")) as workers:
        tried = [
            workers.submit(try_world, built, world, cities or world.cities)
            for world in WORLDS
        ]
        for one in tried:
            print(f"Tried: {one.result().world.label}", flush=True)
            yield one.result()


def try_world(built: Project, world: World, cities: int) -> Tried:
    """Claims of that many cities of a world beside its truth."""
    example, found = read_example(built), []
    with in_memory(built) as database:
        for seed, first in enumerate(range(0, cities, CITIES_AT_ONCE)):
            number = min(CITIES_AT_ONCE, cities - first)
            counts = make_counts(world, example, number, seed)
            put_counts(database, built, counts, "int_need__ward_ranks")
            claims = database.sql(CLAIMS).df()
            truth = true_ranks(counts.rates, built.root / "seeds")
            both = claims.merge(truth, on="ward_code", validate="one_to_one")
            found.append(both.assign(city=both["local_authority_code"] + f"/{seed}"))
    return judge(world, pd.concat(found, ignore_index=True), top_k(built))


@contextmanager
def in_memory(built: Project) -> Iterator[duckdb.DuckDBPyConnection]:
    """The built database in memory, where it is changed faster than on a disk."""
    with duckdb.connect(config={"threads": 1}) as database:
        database.execute("set enable_progress_bar = false")
        path = built.database.as_posix()
        database.execute(f"attach '{path}' as built (read_only)")
        database.execute("attach ':memory:' as early_years")
        database.execute("copy from database built to early_years")
        database.execute("detach built; use early_years")
        yield database


def put_counts(
    database: duckdb.DuckDBPyConnection, built: Project, counts: Counts, last: str
) -> None:
    """Put a world's counts in the place of the example's; make models to last anew."""
    database.register("made", counts.rows)
    database.execute(PUT)
    for step in compiled_steps(built, last):
        database.execute(step)


def top_k(project: Project) -> int:
    """How many wards policy lists."""
    rows = read_seed(project.root / "seeds" / "policy" / "policy_ranking_settings.csv")
    [value] = [row for row in rows if row["setting_code"] == "top_k"]
    return int(float(value["setting_value"]))


def judge(world: World, wards: pd.DataFrame, listed: int) -> Tried:
    """Wards have city, rank_low, rank_high, probability and true_rank."""
    inside = wards["true_rank"].between(wards["rank_low"], wards["rank_high"])
    truly = wards["true_rank"] <= listed
    bands = []
    for low, high in BANDS:
        chosen = wards["probability"].between(low, high, inclusive="left")
        claimed = 100 * float(wards["probability"][chosen].mean())
        bands.append((claimed, _share(truly[chosen], wards["city"][chosen])))
    return Tried(
        world,
        wards["city"].nunique(),
        _share(inside, wards["city"]),
        float((wards["rank_high"] - wards["rank_low"] + 1).mean()),
        bands,
    )


def _share(is_so: pd.Series, cities: pd.Series) -> Share:
    """The share of true ones; its error is that of a ratio over cities."""
    if is_so.empty:
        return Share(float("nan"), float("nan"), 0)
    sums = is_so.groupby(cities).agg(["sum", "count"])
    share = sums["sum"].sum() / sums["count"].sum()
    rest = sums["sum"] - share * sums["count"]
    error = np.sqrt((rest**2).sum()) / sums["count"].sum()
    return Share(100 * float(share), 100 * float(error), int(sums["count"].sum()))


def found_shares(
    findings: pd.DataFrame, planted: list[tuple[str, float]]
) -> pd.DataFrame:
    """Per indicator, which share of wards was named.

    better and worse: of wards whose planted log odds are below and above zero, those
    named so; others: of all other wards, those named either way.
    """
    odds = findings["ward_code"].map(dict(planted)).fillna(0)
    code = findings["finding_code"]
    named = pd.DataFrame(
        {
            "better": (code == "better").where(odds < 0),
            "worse": (code == "worse").where(odds > 0),
            "others": code.isin(["better", "worse"]).where(odds == 0),
        }
    ).astype(float)
    return named.groupby(findings["indicator_label"]).mean()


def finding_lines(built: Project) -> list[str]:
    """The table of planted wards that are found, as docs/method.md holds it."""
    example = read_example(built)
    cells = list[pd.Series]()
    with in_memory(built) as database:
        for seed, odds in enumerate(PLANTED):
            world = World("planted", "", tie=TIE, planted=(-odds, odds))
            counts = make_counts(world, example, PLANTED_CITIES, 100 + seed)
            put_counts(database, built, counts, "int_similar_wards__findings")
            findings = database.sql(FINDINGS).df()
            shares = (100 * found_shares(findings, counts.planted)).round(1).astype(str)
            both = shares["better"] + " %, " + shares["worse"] + " %"
            cells.append(both.rename(f"±{odds}: better, worse"))
    # Of the others hardly any is named, whatever was planted: those of the last stand.
    indicators = findings.groupby("indicator_label")
    skill = indicators["skill_rate"].mean().map("{:.2f}".format)
    least = (100 * indicators["smallest"].median()).map("{:.0f} points".format)
    others = shares["others"] + " %"
    table = pd.concat(
        [
            skill.rename("skill"),
            least.rename("smallest difference"),
            *cells,
            others.rename("other wards named"),
        ],
        axis=1,
    )
    return table_lines(
        ["indicator", *table.columns],
        [(label, *row) for label, row in table.iterrows()],
    )


def world_lines(tried: Iterable[Tried]) -> list[str]:
    """The table of worlds, as docs/method.md holds it."""
    lines = [
        "| world | cities | 90 % intervals that hold the true rank | places wide "
        "| P ≥ 0.7: claimed, true | 0.3 to 0.7 | 0.1 to 0.3 | below 0.1 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for row in tried:
        coverage = row.coverage
        verdict = ""
        if coverage.percent < LEAST:
            verdict = ", **too narrow**"
        elif coverage.percent > MOST:
            verdict = ", wider than need be"
        bands = " | ".join(
            f"{claimed:.0f}, {true.percent:.0f} (±{true.error:.1f})"
            for claimed, true in row.bands
        )
        lines.append(
            f"| {row.world.label} | {row.cities} | {coverage.percent:.1f} % "
            f"(±{coverage.error:.1f}){verdict} | {row.places:.0f} | {bands} |"
        )
    return lines


def true_ranks(
    rates: dict[str, dict[str, dict[str, float]]], seeds: Path
) -> pd.DataFrame:
    """Ward_code and true_rank (1 = most need), written apart from the SQL it judges.

    rates is council -> ward -> indicator -> true share in need. Method: the indices of
    deprivation's exponential transform of ranks, weights and constant of policy.
    """
    indicators = pd.DataFrame(read_seed(seeds / "policy" / "policy_indicators.csv"))
    indicators = indicators[indicators["domain_code"] != ""]
    domains = pd.DataFrame(read_seed(seeds / "policy" / "policy_domains.csv"))
    settings = pd.DataFrame(read_seed(seeds / "policy" / "policy_need_settings.csv"))
    constant = float(
        settings.set_index("setting_code")["setting_value"]["exponential_constant"]
    )

    def transformed(values: pd.DataFrame) -> pd.DataFrame:
        share = 1 - (values.rank(ascending=False, method="min") - 1) / len(values)
        return -constant * np.log(1 - share * (1 - np.exp(-100 / constant)))

    found = []
    for by_ward in rates.values():
        scores = transformed(pd.DataFrame.from_dict(by_ward, orient="index"))
        means = pd.DataFrame(
            {
                domain: sum(
                    scores[code] * float(weight)
                    for code, weight in zip(
                        members["indicator_code"],
                        members["indicator_weight"],
                        strict=True,
                    )
                )
                for domain, members in indicators.groupby("domain_code")
            }
        ).round(9)
        parts = transformed(means)
        need = sum(
            parts[domain] * float(weight)
            for domain, weight in zip(
                domains["domain_code"], domains["domain_weight"], strict=True
            )
        ).round(6)
        found.append(need.rank(ascending=False, method="min").astype(int))
    return pd.concat(found).rename_axis("ward_code").rename("true_rank").reset_index()
