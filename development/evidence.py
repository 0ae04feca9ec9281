"""How far the ranks can be trusted: what they claim against a need that is known.

Cities are made up whose true need is known: the score at policy's weights on the rates
that their children were drawn from, at the true denominators; the denominators in the
data are wrong by as much as policy has it of a ward of their size. They are built as
councils of one build, in a temporary folder, and the ranks that the models claim are
compared with the true ones. The same code and policy print the same tables; times stand
last.
"""

import math
import shutil
import tempfile
import time
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from development.bench import LEFT_BEHIND
from development.synthetic import CitySpec, generate_cities
from development.synthetic.files import read_seed
from early_years.contracts import load_contracts
from early_years.environment import PlainError, Project, run_script

WARDS, CHILDREN_PER_COHORT, LSOAS_PER_WARD = 69, 15_000, 2
# Seeds that a city brings with it, besides its extracts.
CITY_SEEDS = (
    "reference/ref_local_authorities",
    "reference/ref_wards",
    "reference/ref_lsoa_2021",
    "reference/ref_lsoa_2011",
    "expectations/expect_totals",
    "expectations/expect_area_counts",
    "expectations/expect_settings",
)
WITHOUT_TESTS = ("--exclude-resource-type", "test", "unit_test")

CLAIMS = """
    select claims.*, truth.true_rank
    from marts.fct_ward_need_scores as claims
    inner join truth on claims.ward_code = truth.ward_code
"""
COVERAGE = f"""
    select
        count(*) as wards,
        avg(cast(true_rank between rank_low and rank_high as integer)) as coverage,
        avg(rank_high - rank_low + 1) as mean_places,
        max(rank_interval_rate) as claimed
    from ({CLAIMS})
"""
# The verdict's width is a tenth, or two and a half standard errors of the true share.
RELIABILITY = f"""
    with tenths as (
        select
            least(cast(floor(top_k_probability_rate * 10) as integer), 9) as tenth,
            count(*) as wards,
            avg(top_k_probability_rate) as claimed,
            avg(cast(true_rank <= top_k_count as integer)) as true_share
        from ({CLAIMS})
        group by 1
    )
    select
        *,
        greatest(0.1, 2.5 * sqrt(true_share * (1 - true_share) / wards)) as width,
    from tenths
    order by tenth
"""
ROBUSTNESS = """
    select
        variant_label,
        mean_absolute_rank_change,
        largest_rank_change,
        coalesce(entering_ward_names, '-') as entering,
        coalesce(leaving_ward_names, '-') as leaving,
    from marts.fct_robustness_variants
    order by local_authority_code, variant_code
"""


def run(project: Project, cities: int) -> None:
    """Build, compare and print. Raises PlainError if a build fails."""
    times: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        claimed = build_cities(project, Path(folder), cities, times)
        usual = _copy(project, Path(folder) / "default")
        start = time.perf_counter()
        _dbt(usual, "build", "--select", "+fct_robustness_variants", *WITHOUT_TESTS)
        times["build of the default city"] = time.perf_counter() - start
        lines = [*claimed, "", *robustness_lines(usual)]
    print("\n".join(lines))
    print("\nSeconds, of this machine and of this run:")
    for what, seconds in times.items():
        print(f"  {what}: {seconds:.0f}")


def build_cities(
    project: Project, folder: Path, cities: int, times: dict[str, float]
) -> list[str]:
    """The lines of the calibration on that many cities; adds seconds to times."""
    if not 1 <= cities <= 199:
        raise PlainError("From 1 to 199 cities can be made up.")
    built = _copy(project, folder / "cities")
    start = time.perf_counter()
    print(f"Making up {cities} cities of {WARDS} wards", flush=True)
    truth = _make_cities(built, folder, cities)
    times["making up the cities"] = time.perf_counter() - start
    start = time.perf_counter()
    print("Building them as the councils of one build", flush=True)
    home = ("--target", "store", "--exclude", "path:seeds/landed", *WITHOUT_TESTS)
    _dbt(built, "build", "--select", "+fct_ward_need_scores", *home)
    times["building them"] = time.perf_counter() - start
    return calibration_lines(built.database, truth)


def _copy(project: Project, root: Path) -> Project:
    shutil.copytree(project.root, root, ignore=LEFT_BEHIND)
    copy = Project(root, reads_store=root.name == "cities")
    copy.database.parent.mkdir(parents=True)
    return copy


def _dbt(copy: Project, *arguments: str) -> None:
    if run_script(copy, "dbt", "--quiet", *arguments):
        raise PlainError("The build fails here; see: python -m early_years build")


def _make_cities(built: Project, folder: Path, cities: int) -> pd.DataFrame:
    """Write the extracts of all cities where a build from the store reads them.

    Returns a row a ward with true_rank. Cities are made one after the other, so that
    one alone has to fit into memory.
    """
    seeds = built.root / "seeds"
    rates: dict[str, dict[str, dict[str, float]]] = {}
    for number in range(1, cities + 1):
        spec = CitySpec(
            f"E08900{number:03d}",
            f"City {number:03d}",
            seed=number,
            wards=WARDS,
            lsoas_per_ward=LSOAS_PER_WARD,
            children_per_cohort=CHILDREN_PER_COHORT,
            denominator_error=_denominator_error(seeds),
        )
        truths = generate_cities([spec], folder / "made" / f"{number:03d}")
        rates |= {spec.local_authority_code: truths[spec.local_authority_code].rates}
    made = (folder / "made").as_posix()
    current = built.root / "data" / "current"
    current.mkdir()
    with duckdb.connect(config={"threads": 1}) as database:
        for contract in load_contracts():
            target = (current / f"{contract.name}.parquet").as_posix()
            database.execute(
                f"copy (select *, 'made up' as release_id from read_csv("
                f"'{made}/*/landed/{contract.file_name}', all_varchar = true, "
                f"header = true)) to '{target}' (format parquet)"
            )
        for name in CITY_SEEDS:
            database.execute(
                f"copy (select * from read_csv('{made}/*/{name}.csv', "
                "all_varchar = true, header = true)) "
                f"to '{(seeds / name).as_posix()}.csv' (format csv, header)"
            )
    shutil.rmtree(folder / "made")
    return true_ranks(rates, seeds)


def _denominator_error(seeds: Path) -> float:
    """Policy's largest error for a ward of average size, of estimates that say nothing
    of themselves, as the cities' do; these have one for all denominators."""
    rows = read_seed(seeds / "policy" / "policy_denominator_errors.csv")
    children = CHILDREN_PER_COHORT / WARDS
    return max(
        math.sqrt(
            float(row["shared_deviation"]) ** 2
            + float(row["own_deviation"]) ** 2
            + float(row["own_variance_per_child"]) / children
        )
        for row in rows
        if row["estimate_base"] == "not_recorded"
    )


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


def calibration_lines(path: Path, truth: pd.DataFrame) -> list[str]:
    """Coverage of the intervals and reliability of the probabilities, with verdicts."""
    with duckdb.connect(str(path), read_only=True) as database:
        database.register("truth", truth)
        [(wards, coverage, places, claimed)] = database.sql(COVERAGE).fetchall()
        tenths = database.sql(RELIABILITY).fetchall()
    holds = "holds" if 0.85 <= coverage <= 0.95 else "FAILS"
    lines = [
        f"Calibration on {wards:,} wards whose true rank is known",
        "",
        f"The {float(claimed):.0%} interval holds the true rank in {coverage:.1%} of "
        f"wards (to be 85 % to 95 %: {holds}); it is {places:.1f} places wide on "
        "average.",
        "",
        "Probability of the first k: claimed, and how many of them truly are",
        f"  {'tenth':<12}{'wards':>8}{'claimed':>10}{'true':>10}{'width':>10}  verdict",
    ]
    for tenth, count, claim, true, width in tenths:
        verdict = "few wards" if count < 30 else "holds"
        if count >= 30 and abs(claim - true) > width:
            verdict = "FAILS"
        band = f"{tenth / 10:.1f} to {(tenth + 1) / 10:.1f}"
        lines.append(
            f"  {band:<12}{count:>8,}{claim:>10.3f}{true:>10.3f}{width:>10.3f}  "
            f"{verdict}"
        )
    return lines


def robustness_lines(built: Project) -> list[str]:
    """What the order of the default city's wards depends on, a line per variant."""
    with duckdb.connect(str(built.database), read_only=True) as database:
        variants = database.sql(ROBUSTNESS).fetchall()
    lines = ["Robustness of the default city: places moved on average and at most"]
    for label, mean, most, entering, leaving in variants:
        lines += [
            f"  {label:<58}{mean:>6.1f}{most:>5}",
            f"      enter: {entering}  leave: {leaving}",
        ]
    return lines
