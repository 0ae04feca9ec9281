"""The table of noise by which counts leave the council (policy_perturbation).

Cell-key perturbation as ONS did it for Census 2021: a count and the key of its cell, 0
to 255, decide what is added to it. Here the table is made: of all distributions with
mean zero, the variance and the bound of policy, and no count of 1 or 2 afterwards, the
one that tells an intruder least (maximum entropy; Giessing 2016, and R's ptable).
"""

import csv
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from early_years.environment import PlainError, Project

KEYS = 256
SEED = "seeds/policy/policy_perturbation.csv"
SETTINGS = "seeds/policy/policy_disclosure_settings.csv"
SMALLEST_SHOWN = 3
COLUMNS = (
    "count_from",
    "count_to",
    "key_from",
    "key_to",
    "noise_count",
    "reason",
    "decided_date",
)

Row = dict[str, int | str]


def noise_values(count: int, bound: int) -> np.ndarray:
    """What may be added to a count: within the bound, giving 0 or no less than 3."""
    values = np.arange(-bound, bound + 1)
    return values[(count + values == 0) | (count + values >= SMALLEST_SHOWN)]


def shares(values: np.ndarray, variance: float) -> np.ndarray:
    """Probabilities of greatest entropy with mean zero and that variance.

    Raises PlainError where no distribution on these values has them.
    """
    scaled = np.stack([values, values**2 - variance]).astype(float)

    def dual(weights: np.ndarray) -> float:
        return float(np.logaddexp.reduce(weights @ scaled))

    found = minimize(dual, np.zeros(2), method="BFGS", options={"gtol": 1e-10})
    logs = found.x @ scaled
    given = np.exp(logs - np.logaddexp.reduce(logs))
    if abs(given @ values) > 1e-4 or abs(given @ values**2 - variance) > 1e-3:
        raise PlainError(
            f"No noise between {values.min()} and {values.max()} has mean zero and "
            f"variance {variance}: raise perturbation_bound_count in {SETTINGS}."
        )
    return given


def keys_by_value(values: np.ndarray, given: np.ndarray) -> np.ndarray:
    """How many of the 256 keys stand for each value: mean exactly zero."""
    counts = np.floor(given * KEYS).astype(int)
    rest = given * KEYS - counts
    counts[np.argsort(-rest, kind="stable")[: KEYS - counts.sum()]] += 1
    while (lean := int(counts @ values)) != 0:
        # Move one key from a value to another that takes the mean nearer to zero, where
        # the shares suffer least.
        moves = [
            (abs(lean + step), cost, here, there)
            for here in range(len(values))
            for there in range(len(values))
            if counts[here] > 0
            and abs(lean + (step := int(values[there] - values[here]))) < abs(lean)
            and (cost := float(given[here] - given[there])) is not None
        ]
        _, _, here, there = min(moves)
        counts[here] -= 1
        counts[there] += 1
    return counts


def noise(count: int, bound: int, variance: float) -> list[tuple[int, int]]:
    """What is added to a count, each value with its number of keys.

    256 keys take the variance down a little: it is aimed at from above.
    """
    values = noise_values(count, bound)
    aim = variance
    while True:
        keys = keys_by_value(values, shares(values, aim))
        if keys @ values**2 >= variance * KEYS:
            return [(int(v), int(k)) for v, k in zip(values, keys, strict=True) if k]
        aim += 0.05


def table(bound: int, variance: float, reason: str, decided_date: str) -> list[Row]:
    """The rows of policy_perturbation: each small count alone, then all larger ones."""
    rows: list[Row] = []
    last = bound + SMALLEST_SHOWN
    for count in range(1, last + 1):
        key = 0
        for value, keys in noise(count, bound, variance):
            rows.append(
                {
                    "count_from": count,
                    "count_to": "" if count == last else count,
                    "key_from": key,
                    "key_to": key + keys - 1,
                    "noise_count": value,
                    "reason": reason,
                    "decided_date": decided_date,
                }
            )
            key += keys
    return rows


def settings(path: Path) -> dict[str, dict[str, str]]:
    """The rows of a seed of settings by their code."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row["setting_code"]: row for row in csv.DictReader(file)}


def write(project: Project) -> int:
    """Make the seed anew from the bound and variance of policy; return its rows."""
    given = settings(project.root / SETTINGS)
    bound, variance = (
        given[f"perturbation_{name}"] for name in ("bound_count", "variance")
    )
    rows = table(
        int(bound["setting_value"]),
        float(variance["setting_value"]),
        "Maximum entropy for the bound and variance of policy_disclosure_settings.",
        variance["decided_date"],
    )
    with (project.root / SEED).open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return len(rows)
