"""How often a chance to meet a target comes true, in councils that are made up.

The chance of fct_target_progress is worked out by the same macros on made-up series of
councils whose last year is known too: of those told 75 to 85 in 100, how many met it?
"""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import jinja2
import numpy as np
import pandas as pd

from early_years.environment import Project

YEARS_KNOWN, YEARS_LEFT = 4, 3
MEASURES = "seeds/policy/policy_compared_measures.csv"
SETTINGS = "seeds/policy/policy_comparison_settings.csv"


@dataclass(frozen=True)
class World:
    """Councils whose rates move by a drift of their own and by a shock each year.

    shock (of what stays) and swing (of what the next year takes back) are standard
    deviations in units of policy's; children are those of a year.
    """

    label: str
    children: int = 8_000
    shock: float = 1.0
    swing: float = 0.0
    drift_spread: float = 0.008


AS_POLICY = World("as policy has it")
WORLDS = (
    AS_POLICY,
    replace(AS_POLICY, label="councils of 1,500 children", children=1_500),
    replace(AS_POLICY, label="shocks of half the size", shock=0.5),
    replace(AS_POLICY, label="shocks half as large again", shock=1.5),
    replace(AS_POLICY, label="half of a shock swings back", shock=0.7, swing=0.5),
    replace(AS_POLICY, label="all councils drift alike", drift_spread=0.0),
)


@dataclass(frozen=True)
class Policy:
    """What policy says of the yearly shock of a good level of development."""

    shock: float
    prior_years: int

    @classmethod
    def read(cls, root: Path) -> "Policy":
        """As the seeds have it."""
        measures = pd.read_csv(root / MEASURES)
        chosen = (measures.measure_code == "gld") & (
            measures.breakdown_topic == "total"
        )
        settings = pd.read_csv(root / SETTINGS, index_col="setting_code").setting_value
        return cls(
            float(measures.yearly_shock_rate[chosen].iloc[0]),
            int(settings["target_prior_years"]),
        )


def made_up_series(
    world: World, policy: Policy, councils: int, seed: int
) -> pd.DataFrame:
    """Rates of the known years, rate_0 the first; reached in the target's; a target."""
    rng = np.random.default_rng(seed)
    years = YEARS_KNOWN + YEARS_LEFT
    drift = rng.normal(0.008, world.drift_spread, councils)[:, None]
    steps = drift + rng.normal(0, world.shock * policy.shock, (councils, years - 1))
    start = rng.normal(0.62, 0.03, councils)[:, None]
    levels = np.concatenate([start, start + np.cumsum(steps, axis=1)], axis=1)
    levels += rng.normal(0, world.swing * policy.shock, levels.shape)
    seen = rng.binomial(world.children, np.clip(levels, 0.01, 0.99)) / world.children
    known = {f"rate_{year}": seen[:, year] for year in range(YEARS_KNOWN)}
    target = seen[:, YEARS_KNOWN - 1] + rng.uniform(-0.06, 0.10, councils)
    return pd.DataFrame(
        {**known, "reached": seen[:, -1], "target": target, "children": world.children}
    )


def chances(series: pd.DataFrame, policy: Policy, root: Path) -> np.ndarray:
    """The chance of each row, by the macros of int_targets__progress."""
    steps = [f"rate_{year} - rate_{year - 1}" for year in range(1, YEARS_KNOWN)]
    changes = ", ".join(steps)
    query = f"""
        with changes as (
            select
                *,
                rate_{YEARS_KNOWN - 1} as rate,
                list_avg([{changes}]) as mean_change,
                {len(steps)} * list_var_pop([{changes}]) as squared_changes
            from series
        ),
        variances as (
            select
                *,
                {_sql(root, "variance_of_a_rate", "rate", "children")} as rate_variance
            from changes
        ),
        shocks as (
            select *, {
        _sql(
            root,
            "yearly_shock_variance",
            str(policy.shock),
            str(policy.prior_years),
            "squared_changes",
            str(len(steps)),
            "rate_variance",
        )
    } as shock_variance
            from variances
        ),
        scores as (
            select *, (rate + {YEARS_LEFT} * mean_change - target) / {
        _sql(
            root,
            "forecast_deviation",
            "shock_variance",
            "rate_variance",
            str(YEARS_LEFT),
            str(len(steps)),
        )
    } as score
            from shocks
        ),
        normal_scores as (
            select {
        _sql(
            root, "normal_score_of_t", "score", str(policy.prior_years + len(steps) - 1)
        )
    } as normal_score
            from scores
        )
        select case
            when normal_score >= 0
                then 1 - {_sql(root, "two_sided_p_value", "normal_score")} / 2
            else {_sql(root, "two_sided_p_value", "normal_score")} / 2
        end as chance
        from normal_scores
    """
    with duckdb.connect() as connection:
        connection.register("series", series)
        return connection.sql(query).df()["chance"].to_numpy()


def calibration(root: Path, councils: int) -> pd.DataFrame:
    """Per world: councils told 75 to 85 in 100, their mean, the share that met."""
    rows, policy = [], Policy.read(root)
    for number, world in enumerate(WORLDS):
        series = made_up_series(world, policy, councils, number)
        told = chances(series, policy, root)
        chosen = (told >= 0.75) & (told <= 0.85)
        met = (series["reached"] >= series["target"]).to_numpy()
        rows.append(
            {
                "world": world.label,
                "councils": int(chosen.sum()),
                "told": told[chosen].mean(),
                "met": met[chosen].mean(),
            }
        )
    return pd.DataFrame(rows)


def report(project: Project, councils: int = 60_000) -> str:
    """The table of docs/method.md."""
    lines = [
        "| world | councils told 75 to 85 in 100 | told | met |",
        "|---|---|---|---|",
    ]
    for row in calibration(project.root, councils).itertuples():
        lines.append(
            f"| {row.world} | {row.councils:,} | {row.told:.0%} | {row.met:.0%} |"
        )
    return "\n".join(lines)


def _sql(root: Path, macro: str, *arguments: str) -> str:
    """A macro of the project with these arguments, as SQL."""
    source = (root / "macros" / f"{macro}.sql").read_text(encoding="utf-8")
    call = f"{{{{ {macro}({', '.join(map(repr, arguments))}) }}}}"
    return jinja2.Environment().from_string(f"{source}{call}").render()
