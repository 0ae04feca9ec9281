"""The need score's draws once more in pandas and in numpy, to be held beside the SQL.

pandas takes the steps of the macros drawn_rates and need_scores row by row of the same
tables, from the digests that start a sequence of numbers on, so its ranks are those of
int_need__drawn_ranks. numpy draws numbers of its own and ranks matrices, council by
council: what the arithmetic costs where nobody can look into a step.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import md5

import duckdb
import numpy as np
import pandas as pd

RATES = "intermediate.int_need__shrunk_rates"
METHODS = "intermediate.int_need__scenario_methods"
JUMPS = "intermediate.int_policy__whole_numbers"
RANKS = "intermediate.int_need__drawn_ranks"
# Each of two seeds takes so many hexadecimal digits of a digest.
DIGITS = 13
# Modulus and multiplier of the parts of the macro combined_generator.
PARTS = ((2147483563, 40014), (2147483399, 40692))
WARD = ["local_authority_code", "ward_code"]
RANKED = ["noise_code", *WARD, "need_rank"]


@dataclass(frozen=True)
class Beside:
    """CPU seconds of the same draws and ranks, and how many ranks are not the same."""

    sql: float
    pandas: float
    numpy: float
    ranks: int
    differing: int

    @property
    def line(self) -> str:
        """It in one line."""
        return (
            f"{self.ranks:,} drawn ranks take {self.sql:.1f} CPU seconds in SQL, "
            f"{self.pandas:.1f} in pandas ({self.pandas / self.sql:.1f} times as "
            f"long, {self.differing} ranks differ) and {self.numpy:.1f} in numpy (SQL "
            f"takes {self.sql / self.numpy:.1f} times as long)."
        )


def beside(database: duckdb.DuckDBPyConnection, sql: float) -> Beside:
    """Take the draws of a database in pandas and numpy; sql: what they took there."""
    rates = database.sql(f"from {RATES} where has_too_few_children is not true").df()
    methods = database.sql(f"from {METHODS} where scenario_kind = 'draw'").df()
    jumps = database.sql(f"from {JUMPS} order by whole_number").df()
    weights = ["indicator_weight", "domain_weight", "minimum_domain_weight_rate"]
    methods = methods.astype(dict.fromkeys(weights, float))
    ranks, pandas = _timed(lambda: drawn_ranks(rates, methods, jumps))
    _, numpy = _timed(lambda: counts_of_matrices(rates, methods))
    known = database.sql(f"from {RANKS}").df()
    both = known.merge(ranks, on=RANKED, how="outer", suffixes=("", "_again")).fillna(0)
    moved = (both["draws_count"] - both["draws_count_again"]).abs().sum()
    # A draw that moves a ward leaves one rank for another.
    return Beside(sql, pandas, numpy, int(known["draws_count"].sum()), int(moved // 2))


def _timed(step: Callable[[], object]) -> tuple[pd.DataFrame, float]:
    start = time.process_time()
    result = step()
    return result, time.process_time() - start  # type: ignore[return-value]


def drawn_ranks(
    rates: pd.DataFrame, methods: pd.DataFrame, jumps: pd.DataFrame
) -> pd.DataFrame:
    """How often each ward is drawn to each rank, as SQL has it.

    rates: rows of RATES with enough children; methods: those of METHODS that are draws;
    jumps: rows of JUMPS in their order.
    """
    drawn = _drawn_rates(rates, jumps[1 : methods["draw_number"].max() + 1])
    parts = _scored(drawn, ["rates_number", "local_authority_code", "part_code"])
    rows = parts.merge(methods, on=["rates_number", "part_code"])
    rows["weight"] = rows["indicator_weight"] * rows["weight_factor"]
    domains = _means(rows, ["scenario_number", *WARD, "domain_code"], 9)
    domain_methods = methods.groupby(["scenario_number", "domain_code"]).agg(
        full_weight=("indicator_weight", "sum"),
        weight=("domain_weight", "max"),
        factor=("domain_weight_factor", "max"),
        exponential_constant=("exponential_constant", "max"),
        least=("minimum_domain_weight_rate", "max"),
    )
    domain_methods["weight"] *= domain_methods["factor"]
    rows = domains.merge(
        domain_methods.reset_index(), on=["scenario_number", "domain_code"]
    )
    rows = rows[rows["indicator_weight"] / rows["full_weight"] >= rows["least"]]
    group = ["scenario_number", "local_authority_code", "domain_code"]
    rows = _scored(rows, group, constant="exponential_constant")
    wards = _means(rows, ["scenario_number", *WARD], 6)
    wards = wards[wards["parts_count"] == methods["domain_code"].nunique()]
    wards["need_rank"] = (
        wards.groupby(["scenario_number", "local_authority_code"])["rate"]
        .rank(method="min", ascending=False)
        .astype(int)
    )
    scenarios = methods[["scenario_number", "scenario_code"]].drop_duplicates()
    wards = wards.merge(scenarios, on="scenario_number")
    wards = wards.rename(columns={"scenario_code": "noise_code"})
    return wards.groupby(RANKED).size().rename("draws_count").reset_index()


def _drawn_rates(rates: pd.DataFrame, jumps: pd.DataFrame) -> pd.DataFrame:
    own = _seeds(rates["ward_code"] + "/" + rates["indicator_code"])
    groups = "/" + rates["ward_factor_group"]
    shared = _seeds(rates["ward_code"] + "/shared" + groups.fillna(""))
    share = rates["shared_variance_rate"].fillna(0.0)
    direction = np.where(rates["counted_children"] == "remainder", 1.0, -1.0)
    variance = rates["posterior_variance"]
    rates = rates.assign(
        own_deviation=np.sqrt(variance * (1 - share)),
        shared_deviation=direction * np.sqrt(variance * share),
        row=np.arange(len(rates)),
    )
    draws = len(jumps)
    rows = rates.loc[rates.index.repeat(draws)].reset_index(drop=True)
    rows["rates_number"] = np.tile(jumps["whole_number"], len(rates))
    steps = np.tile(jumps[["first_jump", "second_jump"]].to_numpy(), (len(rates), 1))
    rows["shared"] = 0.0
    some = rows["shared_deviation"] != 0
    rows.loc[some, "shared"] = _normal(shared[rows["row"]][some], steps[some])
    logit = (
        rows["shrunk_logit"]
        + rows["own_deviation"] * _normal(own[rows["row"]], steps)
        + rows["shared_deviation"] * rows["shared"]
    )
    rows["rate"] = (1 / (1 + np.exp(-logit))).round(9)
    return rows.rename(columns={"indicator_code": "part_code"})[
        ["rates_number", *WARD, "part_code", "rate"]
    ]


def _seeds(keys: pd.Series) -> np.ndarray:
    """Of each key the states in which the two parts of the generator start."""
    digests = [md5(key.encode(), usedforsecurity=False).hexdigest() for key in keys]
    return np.column_stack(
        [
            _seed([digest[at * DIGITS : (at + 1) * DIGITS] for digest in digests], part)
            for at, part in enumerate(PARTS)
        ]
    )


def _seed(digits: list[str], part: tuple[int, int]) -> np.ndarray:
    uniform = (np.array([int(text, 16) for text in digits]) + 0.5) / 16.0**DIGITS
    return 1 + np.floor((part[0] - 1) * uniform).astype(np.int64)


def _normal(seeds: np.ndarray, jumps: np.ndarray) -> np.ndarray:
    """A normal number of each row, from the two numbers of its draw."""
    states = [seeds[:, at] * jumps[:, at] % part[0] for at, part in enumerate(PARTS)]
    following = [
        state * part[1] % part[0] for state, part in zip(states, PARTS, strict=True)
    ]
    radius = np.sqrt(-2 * np.log(_uniform(*states)))
    return radius * np.cos(2 * np.pi * _uniform(*following))


def _uniform(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    modulus = PARTS[0][0]
    return ((first - second + modulus - 2) % (modulus - 1) + 1) / modulus


def _scored(rows: pd.DataFrame, group: list[str], constant: str = "") -> pd.DataFrame:
    """Rows with the score of their rate's rank; parts get theirs with the methods."""
    groups = rows.groupby(group)["rate"]
    areas = groups.transform("size")
    share = (areas - groups.rank(method="min", ascending=False) + 1) / areas
    rows = rows.assign(share=share)
    return rows.assign(score=_transformed(rows, constant)) if constant else rows


def _transformed(rows: pd.DataFrame, constant: str) -> pd.Series:
    scale = rows[constant].astype(float)
    score = -scale * np.log(1 - rows["share"] * (1 - np.exp(-100 / scale)))
    return score.round(9)


def _means(rows: pd.DataFrame, group: list[str], digits: int) -> pd.DataFrame:
    """The weighted mean of the scores of each group, as rate."""
    if "score" not in rows:
        rows = rows.assign(score=_transformed(rows, "exponential_constant"))
    if "indicator_weight" not in rows:
        rows = rows.assign(indicator_weight=rows["weight"])
    rows = rows.assign(weighted=rows["weight"] * rows["score"])
    sums = rows.groupby(group).agg(
        weighted=("weighted", "sum"),
        weight=("weight", "sum"),
        indicator_weight=("indicator_weight", "sum"),
        parts_count=("weight", "size"),
    )
    sums["rate"] = (sums["weighted"] / sums["weight"]).round(digits)
    return sums[["rate", "indicator_weight", "parts_count"]].reset_index()


def counts_of_matrices(rates: pd.DataFrame, methods: pd.DataFrame) -> list[np.ndarray]:
    """How often wards are drawn to ranks, by numpy alone.

    Wards have all parts or none here, ties are broken and the numbers are numpy's own.
    """
    generator = np.random.default_rng(0)
    draws = int(methods["draw_number"].max())
    constant = float(methods["exponential_constant"].iloc[0])
    parts = methods[["part_code", "domain_code", "indicator_weight"]].drop_duplicates()
    # By so much the weights of each kind of draw go up and down.
    spreads = methods.groupby("scenario_code")["weight_factor"].max() - 1
    counts = []
    for _, council in rates.groupby("local_authority_code"):
        logits, deviations, shares = (
            council.pivot(index="ward_code", columns="indicator_code", values=name)[
                parts["part_code"]
            ].to_numpy(dtype=float)
            for name in ("shrunk_logit", "posterior_variance", "shared_variance_rate")
        )
        shares = np.nan_to_num(shares)
        shape = (draws, *logits.shape)
        noise = np.sqrt(1 - shares) * generator.standard_normal(shape)
        noise += np.sqrt(shares) * generator.standard_normal((*shape[:2], 1))
        drawn = 1 / (1 + np.exp(-(logits + np.sqrt(deviations) * noise)))
        scores = _matrix_scores(np.nan_to_num(drawn), constant)
        for spread in spreads:
            score = np.zeros(shape[:2])
            for _, domain in parts.groupby("domain_code"):
                at = parts["domain_code"].isin(domain["domain_code"]).to_numpy()
                uneven = 1 + spread * (2 * generator.random((draws, 1, at.sum())) - 1)
                weight = domain["indicator_weight"].to_numpy(dtype=float) * uneven
                mean = (scores[:, :, at] * weight).sum(axis=2) / weight.sum(axis=2)
                factor = 1 + spread * (2 * generator.random((draws, 1)) - 1)
                score += factor * _matrix_scores(mean, constant)
            wards = score.shape[1]
            cells = np.arange(wards) * wards + _matrix_ranks(score) - 1
            counts.append(np.bincount(cells.ravel(), minlength=wards * wards))
    return counts


def _matrix_ranks(values: np.ndarray) -> np.ndarray:
    return np.argsort(np.argsort(-values, axis=1), axis=1) + 1


def _matrix_scores(values: np.ndarray, constant: float) -> np.ndarray:
    areas = values.shape[1]
    share = (areas - _matrix_ranks(values) + 1) / areas
    return -constant * np.log(1 - share * (1 - np.exp(-100 / constant)))
