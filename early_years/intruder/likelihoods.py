"""What counts shown together say of a total: how likely each number is of all.

A total is shown with noise, and so is each category of each of its topics; categories
add up to it. Where keys of cells added up too, modulo the size of the open table of
noise, a total's noise and its categories' would go together, and would say more.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from early_years.intruder.rules import KEYS, Rules

# What Fourier's transform leaves of a zero.
ROUNDING = 1e-9


@dataclass(frozen=True)
class Likelihoods:
    """How likely what is shown is under each count from first on."""

    first: int
    shares: np.ndarray

    @property
    def best(self) -> tuple[int | None, float]:
        """The likeliest count and how sure one is of it; none where nothing fits.

        Of several that are as likely it is the middle one.
        """
        if not self.evidence:
            return None, 0.0
        likeliest = np.flatnonzero(self.shares > (1 - ROUNDING) * self.shares.max())
        place = int(likeliest[len(likeliest) // 2])
        return self.first + place, float(self.shares[place]) / self.evidence

    @property
    def width(self) -> int:
        """How many counts are possible."""
        return int((self.shares > 0).sum())

    @property
    def evidence(self) -> float:
        """How likely what is shown is under all counts together."""
        return float(self.shares.sum())


def likelihoods(
    total: int, topics: Sequence[Sequence[int]], rules: Rules, keys_add_up: bool
) -> Likelihoods:
    """How likely what is shown of a total and of its topics is, by its count.

    topics has the numbers shown of all categories of each. keys_add_up: as if the keys
    of cells did, by which the table of noise is read.
    """
    first, found = _alone(total, rules, keys_add_up)
    for shown in topics:
        alone = [_alone(one, rules, keys_add_up) for one in shown]
        least, summed = sum(low for low, _ in alone), _added([one for _, one in alone])
        for place in range(found.shape[0]):
            at = first + place - least
            found[place] *= summed[at] if 0 <= at < summed.shape[0] else 0
    return Likelihoods(first, found.mean(axis=1))


def _alone(shown: int, rules: Rules, keys_add_up: bool) -> tuple[int, np.ndarray]:
    """The least count that may be shown so, and how likely that is by count and key.

    Without keys that add up there is one column: the share of keys.
    """
    low, high = rules.protected(shown)
    counts = range(low, high + 1)
    added = np.array([rules.noise_by_key(count) for count in counts])
    by_key = (added + np.array(counts)[:, None] == shown).astype(float)
    if keys_add_up and not low:
        # A cell without records has the key of none.
        by_key[0] = 0
        by_key[0, 0] = KEYS if not shown else 0
    return low, by_key if keys_add_up else by_key.mean(axis=1, keepdims=True)


def _added(counts: list[np.ndarray]) -> np.ndarray:
    """The likelihoods of a sum of counts; their keys go round at the table's end."""
    keys = counts[0].shape[1]
    size = sum(one.shape[0] - 1 for one in counts) + 1
    spectrum = math.prod(
        np.fft.rfft2(one, s=(keys, size), axes=(1, 0)) for one in counts
    )
    found = np.fft.irfft2(spectrum, s=(keys, size), axes=(1, 0))
    found /= keys ** (len(counts) - 1)
    found[found < ROUNDING * found.max()] = 0
    return found
