"""Worlds whose true need is known, each breaking one thing that the draws assume.

A city of a world has the wards, sizes and council rates of the example's city. What its
data say is made at the level of counts, as the indicators' models would count it, so
that the project's own SQL can go on from there.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy import stats

from development.synthetic.draws import Stream, logistic, logit

# How wards differ: the spread of their log odds, and how much of it their indicators
# share, as in the made-up extracts.
SPREAD, COMMON_SHARE = 0.26, 0.2
SEEN, AGE_TWO = "asq_below", "eee2_gap"
COLUMNS = [
    "local_authority_code",
    "ward_code",
    "example_ward_code",
    "indicator_code",
    "signed_numerator_count",
    "denominator_count",
    "children_due_count",
]


@dataclass(frozen=True)
class World:
    """One thing that is so in all cities of a world.

    shared_error and own_error are standard deviations of the logarithm of an estimated
    denominator: the part that all ages of a ward share, and each age's own; without
    either they are those of policy. two_error replaces both at age two. design_effect
    is how many times chance moves counts more than children one by one; tails are the
    degrees of freedom of Student's t for the spread between wards (0: normal).
    seen_rates are the shares of children in need and of others who are seen at two,
    and seen_slope how much less the log odds of being seen are for a unit of the ward's
    own log odds of need. tie is the slope of need on deprivation; planted are the log
    odds put upon wards, one ward each, in place of their draw.
    """

    code: str
    label: str
    shared_error: float | None = None
    own_error: float | None = None
    two_error: float | None = None
    design_effect: float = 1.0
    tails: int = 0
    seen_rates: tuple[float, float] | None = None
    seen_slope: float = 0.0
    tie: float = 0.06
    planted: tuple[float, ...] = ()
    # So many that no share of the table has a standard error of two points.
    cities: int = 480


@dataclass(frozen=True)
class Example:
    """What worlds take from the built example.

    figures: one row per ward and scored indicator with denominator_count, council_rate,
    counted_children, and what policy says of the denominator (shared_deviation,
    denominator_deviation, ward_factor_group); deprivation: by ward, in standard
    deviations, in the order of the wards.
    """

    figures: pd.DataFrame
    deprivation: pd.Series


@dataclass(frozen=True)
class Counts:
    """The rows of a world (COLUMNS), and its truth.

    rates is council -> ward -> indicator -> true share in need; planted is (ward,
    log odds put upon it).
    """

    rows: pd.DataFrame
    rates: dict[str, dict[str, dict[str, float]]]
    planted: list[tuple[str, float]]


def make_counts(world: World, example: Example, cities: int, seed: int) -> Counts:
    """The counts of that many cities of a world; the same seed gives the same ones."""
    stream = Stream(20261128, seed)
    wards = list(example.deprivation.index)
    codes = [f"{world.code}-{number:03d}" for number in range(1, cities + 1)]
    names = np.array([[f"{code}-{ward}" for ward in wards] for code in codes])
    common = _spread(world, stream, cities, len(wards))
    places = stream.uniforms(cities, len(wards)).argsort(axis=1)
    shared: dict[str, np.ndarray] = {}
    frames, rates = [], {}
    for code, given in example.figures.groupby("indicator_code"):
        indicator = str(code)
        given = given.set_index("ward_code").loc[wards]
        own = _spread(world, stream, cities, len(wards))
        effects = SPREAD * (
            np.sqrt(COMMON_SHARE) * common + np.sqrt(1 - COMMON_SHARE) * own
        )
        for position, planted in enumerate(world.planted):
            effects[np.arange(cities), places[:, position]] = planted
        effects = effects + world.tie * example.deprivation.to_numpy()
        need = logistic(logit(given["council_rate"].to_numpy()) + effects)
        true_count = np.broadcast_to(
            given["denominator_count"].to_numpy().astype(int), need.shape
        )
        due = np.full(need.shape, np.nan)
        if indicator == SEEN and world.seen_rates:
            due, true_count, events = _seen(world, true_count, need, effects, stream)
            said = true_count
        else:
            events = _counted(world, true_count, need, stream)
            factor = _factor(world, indicator, given, need.shape, shared, stream)
            said = np.maximum(np.round(true_count * factor), 1).astype(int)
            if given["counted_children"].iloc[0] == "remainder":
                events = said - (true_count - events)
        rates[indicator] = need
        columns = [
            np.repeat(codes, len(wards)),
            names.ravel(),
            np.tile(wards, cities),
            np.full(need.size, indicator),
            events.ravel(),
            said.ravel(),
            due.ravel(),
        ]
        frames.append(pd.DataFrame(dict(zip(COLUMNS, columns, strict=True))))
    return Counts(
        rows=pd.concat(frames, ignore_index=True),
        rates={
            code: {
                names[city, ward]: {
                    indicator: float(found[city, ward])
                    for indicator, found in rates.items()
                }
                for ward in range(len(wards))
            }
            for city, code in enumerate(codes)
        },
        planted=[
            (names[city, places[city, position]], planted)
            for city in range(cities)
            for position, planted in enumerate(world.planted)
        ],
    )


def _spread(world: World, stream: Stream, *shape: int) -> np.ndarray:
    """Draws of mean 0 and variance 1, with tails as heavy as the world has them."""
    if not world.tails:
        return stream.normals(*shape)
    heavy = stats.t.ppf(np.clip(stream.uniforms(*shape), 1e-6, 1 - 1e-6), world.tails)
    return heavy / np.sqrt(world.tails / (world.tails - 2))


def _binomial(
    number: np.ndarray, share: np.ndarray, stream: Stream, *shape: int
) -> np.ndarray:
    return stats.binom.ppf(stream.uniforms(*shape), number, share).astype(int)


def _counted(
    world: World, number: np.ndarray, need: np.ndarray, stream: Stream
) -> np.ndarray:
    """Children in need, drawn one by one or in groups that are alike."""
    share = need
    if world.design_effect > 1:
        alike = (number - 1) / (world.design_effect - 1) - 1
        uniforms = np.clip(stream.uniforms(*need.shape), 1e-9, 1 - 1e-9)
        share = stats.beta.ppf(uniforms, need * alike, (1 - need) * alike)
    return _binomial(number, share, stream, *need.shape)


def _seen(
    world: World,
    number: np.ndarray,
    need: np.ndarray,
    effects: np.ndarray,
    stream: Stream,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Children due, seen, and seen in need, where need goes with not being seen."""
    assert world.seen_rates is not None
    due = np.round(number / np.mean(world.seen_rates)).astype(int)
    in_need = _binomial(due, need, stream, *need.shape)
    seen = [
        _binomial(
            part,
            logistic(logit(rate) - world.seen_slope * effects),
            stream,
            *need.shape,
        )
        for part, rate in zip((in_need, due - in_need), world.seen_rates, strict=True)
    ]
    return due, np.maximum(seen[0] + seen[1], 1), seen[0]


def _factor(
    world: World,
    indicator: str,
    given: pd.DataFrame,
    shape: tuple[int, ...],
    shared: dict[str, np.ndarray],
    stream: Stream,
) -> np.ndarray:
    """What the denominator in the data is of the true one; 1 where it is counted.

    shared keeps the draws that the ages of a ward have in common, by group.
    """
    total = given["denominator_deviation"].fillna(0).to_numpy(dtype=float)
    if not total.any():
        return np.ones(shape)
    common = given["shared_deviation"].fillna(0).to_numpy(dtype=float)
    group = str(given["ward_factor_group"].iloc[0])
    if world.shared_error is not None or world.own_error is not None:
        common = np.full(total.shape, world.shared_error or 0.0)
        total = np.hypot(common, world.own_error or 0.0)
        group = "all"
    if world.two_error is not None and indicator == AGE_TWO:
        common, total = np.zeros(total.shape), np.full(total.shape, world.two_error)
    if group not in shared:
        shared[group] = stream.normals(*shape)
    own = np.sqrt(np.maximum(total**2 - common**2, 0))
    noise = common * shared[group] + own * stream.normals(*shape)
    return np.exp(noise - total**2 / 2)


WORLDS = (
    World("as_assumed", "As assumed"),
    World(
        "error_05",
        "Ward error 5 %, each age by itself: less than measured",
        own_error=0.05,
    ),
    World("error_10", "Ward error 10 %, each age by itself", own_error=0.10),
    World(
        "error_15",
        "Ward error 15 %, each age by itself: more than measured",
        own_error=0.15,
    ),
    World("shared_10", "Ward error 10 %, the same for all ages", shared_error=0.10),
    World("two_worse", "Age two worse (15 %)", two_error=0.15),
    World(
        "schools",
        "Children alike in schools (design effect 2)",
        design_effect=2,
        cities=600,
    ),
    World("heavy_tails", "Heavy tails between wards (Student's t, 3)", tails=3),
    World(
        "seen_less",
        "Children in need seen less often at two (65 % and 80 %, less in needy wards)",
        seen_rates=(0.65, 0.80),
        seen_slope=0.5,
    ),
)
