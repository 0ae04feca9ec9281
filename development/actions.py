"""How often an action is said to have helped, in cities that are made up.

The wards that look worst are chosen for an action that does nothing, and for one whose
effect is known. What fct_action_follow_up would say of each is worked out by the same
macros: how many of the first are said to have helped, how many of the second are found?
"""

from dataclasses import dataclass, replace
from pathlib import Path

import duckdb
import jinja2
import numpy as np
import pandas as pd

from early_years.environment import Project

SETTINGS = "seeds/policy/policy_comparison_settings.csv"
NEED_SETTINGS = "seeds/policy/policy_need_settings.csv"
QUANTILES = "seeds/reference/ref_student_t_quantiles.csv"
MACROS = (
    *("floored_count", "empirical_logit", "share_of_log_odds", "shrunk_rates"),
    *("variance_of_a_rate", "yearly_shock_variance", "upper_normal_quantile"),
    *("equal_keys", "prefixed_columns", "effects_of_actions"),
)


@dataclass(frozen=True)
class World:
    """Cities of wards whose children are below a level, more in some than in others.

    Deviations are of log odds: spread between wards, half of it by who lives there;
    shock of what a year adds to a ward and leaves there; swing of what it takes back;
    drift of the whole city, and drift_by_context more in wards of more need.
    """

    label: str
    wards: int = 69
    in_action: int = 6
    children: int = 219
    spread: float = 0.35
    shock: float = 0.08
    swing: float = 0.0
    drift: float = -0.1
    drift_by_context: float = 0.0


USUAL = World("as Birmingham, the six worst wards")
WORLDS = (
    USUAL,
    replace(USUAL, label="the worst ward alone", in_action=1),
    replace(USUAL, label="the twenty worst wards", in_action=20),
    replace(USUAL, label="wards of 60 children", children=60),
    replace(USUAL, label="wards hardly differ", spread=0.08),
    replace(USUAL, label="wards differ half as much", spread=0.17),
    replace(USUAL, label="years leave nothing behind", shock=0.0),
    replace(USUAL, label="years swing back", shock=0.0, swing=0.15),
    replace(USUAL, label="wards of more need gain more", drift_by_context=-0.15),
    replace(USUAL, label="20 wards, the three worst", wards=20, in_action=3),
)


def made_up_cities(
    world: World, cities: int, seed: int, effect: np.ndarray | float = 0.0
) -> pd.DataFrame:
    """Counts of each ward before and after; effect is taken off the rates of the worst.

    The same seed gives the same cities with another effect.
    """
    rng = np.random.default_rng(seed)
    shape = (cities, world.wards)
    children = np.maximum(world.children * rng.lognormal(0, 0.35, shape), 15)
    context = rng.normal(0, 1, shape)
    level = -0.5 + world.spread * np.sqrt(0.5) * (context + rng.normal(0, 1, shape))
    then = level + world.swing * rng.normal(0, 1, shape)
    moved = world.drift + world.drift_by_context * context
    now = level + moved + world.shock * rng.normal(0, 1, shape)
    now += world.swing * rng.normal(0, 1, shape)
    before_children = rng.poisson(children) + 5
    after_children = rng.poisson(children) + 5
    before = rng.binomial(before_children, _share(then))
    order = np.argsort(-before / before_children, axis=1)
    in_action = np.argsort(order, axis=1) < world.in_action
    lowered = _share(now) - np.where(in_action, np.reshape(effect, (-1, 1)), 0)
    after = rng.binomial(after_children, np.clip(lowered, 0.001, 0.999))
    city, ward = np.indices(shape)
    columns = {
        "city": city,
        "ward_code": ward,
        "context": context,
        "is_in_action": in_action,
        "signed_numerator_count": before,
        "denominator_count": before_children,
        "after_rate": after / after_children,
        "after_children": after_children,
    }
    return pd.DataFrame({name: values.ravel() for name, values in columns.items()})


def followed(counts: pd.DataFrame, root: Path) -> pd.DataFrame:
    """Per city what the action's wards together come to, as in fct_action_follow_up.

    change and left with its limits lower and upper, and smallest, the effect that is
    found by policy's power.
    """
    settings = _settings(root, SETTINGS)
    need = _settings(root, NEED_SETTINGS)
    query = f"""
        with counts as (
            select
                *,
                {need["shrinkage_continuity"]} as shrinkage_continuity,
                {need["minimum_between_rate"]} as minimum_between_rate,
                'numerator' as counted_children,
                0.0 as shared_deviation,
                0.0 as denominator_deviation
            from cities
        ),
        {_rendered(root, "shrunk_rates('counts', ['city'])")},
        shrunk as (
            select
                city, ward_code, context, is_in_action, after_rate, after_children,
                observed_rate as before_rate,
                strictly_shrunk_rate as shrunk_rate,
                strict_ward_trust * own_variance as posterior_variance
            from shrunk_rates
        ),
        ordered as (
            select
                own.city, own.ward_code, own.is_in_action,
                other.ward_code as matched_ward_code,
                other.is_in_action as is_busy,
                other.shrunk_rate,
                row_number() over (
                    partition by own.city, own.ward_code
                    order by abs(own.context - other.context)
                ) as nearest_order
            from shrunk as own
            inner join shrunk as other
                on own.city = other.city and own.ward_code != other.ward_code
        ),
        likes as (
            select city, ward_code, avg(shrunk_rate) as like_rate
            from ordered
            where nearest_order <= {settings["nearest_wards_count"]}
            group by city, ward_code
        ),
        rates as (
            select
                shrunk.*,
                not shrunk.is_in_action as is_free,
                likes.like_rate,
                {settings["action_shock_rate"]} as shock_rate,
                {settings["action_slope_deviation"]} as slope_deviation,
                {settings["target_prior_years"]:.0f} as prior_count
            from shrunk
            inner join likes
                on shrunk.city = likes.city and shrunk.ward_code = likes.ward_code
        ),
        pairs as (
            select
                city, ward_code, matched_ward_code,
                {settings["nearest_wards_count"]} as matched_count
            from ordered
            where is_in_action and not is_busy
            qualify row_number() over (
                partition by city, ward_code order by nearest_order
            ) <= {settings["nearest_wards_count"]}
        ),
        shares as (
            select
                city, 'all' as area_code, ward_code,
                after_children / sum(after_children) over (partition by city)
                    as share_rate
            from rates
            where is_in_action
        ),
        {_rendered(root, "effects_of_actions('rates', 'pairs', 'shares', ['city'])")}
        select
            effects.city,
            own_after_rate - own_before_rate as change,
            left_rate as left,
            left_rate - quantile_95 * left_deviation as lower,
            left_rate + quantile_95 * left_deviation as upper,
            (quantile_95 + {
        _rendered(
            root, f"upper_normal_quantile('{1 - settings['target_power_rate']:.6f}')"
        )
    })
            * left_deviation as smallest
        from effects
        inner join quantiles
            on effects.degrees_of_freedom = quantiles.degrees_of_freedom
        order by effects.city
    """
    with duckdb.connect() as connection:
        connection.register("cities", counts)
        connection.register("quantiles", pd.read_csv(root / QUANTILES))
        return connection.sql(query).df()


def calibration(
    root: Path, cities: int, worlds: tuple[World, ...] = WORLDS
) -> pd.DataFrame:
    """Per world: how the worst wards change with no effect, and what is claimed.

    change and smallest are in points, the others shares of the cities.
    """
    rows = []
    for number, world in enumerate(worlds):
        nothing = followed(made_up_cities(world, cities, number), root)
        planted = nothing["smallest"].to_numpy()
        something = followed(made_up_cities(world, cities, number, planted), root)
        rows.append(
            {
                "world": world.label,
                "cities": len(nothing),
                "change": 100 * nothing["change"].mean(),
                "fell": (nothing["change"] < 0).mean(),
                "left": nothing["left"].mean(),
                "helped": (nothing["upper"] < 0).mean(),
                "harmed": (nothing["lower"] > 0).mean(),
                "smallest": 100 * planted.mean(),
                "found": (something["upper"] < 0).mean(),
            }
        )
    return pd.DataFrame(rows)


def report(project: Project, cities: int = 1_000) -> str:
    """The table of docs/method.md."""
    lines = [
        "| world | worst wards change, in points | said to have helped "
        "| to have harmed | smallest effect seen | found |",
        "|---|---|---|---|---|---|",
    ]
    for row in calibration(project.root, cities).itertuples():
        lines.append(
            f"| {row.world} | {row.change:.1f} | {row.helped:.1%} "
            f"| {row.harmed:.1%} | {row.smallest:.1f} | {row.found:.0%} |"
        )
    return "\n".join(lines)


def _share(log_odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-log_odds))


def _settings(root: Path, path: str) -> dict[str, float]:
    seed = pd.read_csv(root / path, index_col="setting_code")
    return {str(code): float(value) for code, value in seed.setting_value.items()}


def _rendered(root: Path, call: str) -> str:
    """A call of the project's macros, as SQL."""
    sources = [
        (root / "macros" / f"{name}.sql").read_text(encoding="utf-8") for name in MACROS
    ]
    text = "".join(sources) + "{{ " + call + " }}"
    return jinja2.Environment().from_string(text).render().strip()
