"""Random draws that come out the same on every machine, and exact counts from them.

Only uniform numbers are taken from numpy's generator: its other distributions may
change between releases. What is made of them here stays put for one seed.
"""

from collections.abc import Sequence

import numpy as np


class Stream:
    """A stream of random numbers of its own, distinguished by whole numbers."""

    def __init__(self, *key: int):
        bits = np.random.PCG64(np.random.SeedSequence(list(key)))
        self._generator = np.random.Generator(bits)

    def uniforms(self, *shape: int) -> np.ndarray:
        """Numbers from 0 up to but not 1."""
        return self._generator.random(shape)

    def normals(self, *shape: int) -> np.ndarray:
        """Standard normal numbers, by Box and Muller."""
        radius = np.sqrt(-2 * np.log(1 - self.uniforms(*shape)))
        return radius * np.cos(2 * np.pi * self.uniforms(*shape))

    def order(self, count: int) -> np.ndarray:
        """The positions 0 to count - 1, shuffled."""
        return np.argsort(self.uniforms(count), kind="stable")

    def pick(self, weights: np.ndarray, count: int) -> np.ndarray:
        """Positions in weights, each as likely as its weight, with replacement."""
        edges = np.cumsum(weights)
        found = np.searchsorted(edges, self.uniforms(count) * edges[-1], side="right")
        return np.minimum(found, len(edges) - 1)


def logistic(value: np.ndarray) -> np.ndarray:
    """The share whose log odds are value."""
    return 1 / (1 + np.exp(-value))


def logit(share: float | np.ndarray) -> np.ndarray:
    """The log odds of a share between 0 and 1."""
    return np.log(share / (1 - share))


def largest(scores: np.ndarray, count: int) -> np.ndarray:
    """True for the count highest scores."""
    chosen = np.zeros(len(scores), dtype=bool)
    chosen[np.argsort(-scores, kind="stable")[:count]] = True
    return chosen


def apportion(
    total: int,
    weights: Sequence[float] | np.ndarray,
    ceilings: Sequence[int] | np.ndarray | None = None,
) -> np.ndarray:
    """Whole numbers in proportion to the weights that sum to total (Hamilton's method).

    No part exceeds its ceiling. Raises ValueError where the ceilings leave no room.
    """
    wanted = np.asarray(weights, dtype=float)
    room = np.full(len(wanted), total) if ceilings is None else np.asarray(ceilings)
    if room.sum() < total:
        raise ValueError(
            f"{total} cannot be shared out under ceilings of {room.sum()}."
        )
    exact = total * wanted / wanted.sum()
    parts = np.minimum(np.floor(exact).astype(int), room)
    while parts.sum() < total:
        short = np.where(parts < room, exact - parts, -np.inf)
        parts += largest(short, min(total - parts.sum(), (parts < room).sum()))
    return parts


def assign(weights: np.ndarray, totals: np.ndarray, stream: Stream) -> np.ndarray:
    """A category for each child, likely by its weights, with exact totals.

    weights is children x categories. Children are served in random order, and what is
    left of each category steers the odds, so that the last child takes the last place.
    """
    count = len(weights)
    price = np.ones(len(totals))
    for _ in range(40):
        share = weights * price
        share /= share.sum(axis=1, keepdims=True)
        price *= totals / np.maximum(share.sum(axis=0), 1e-12)
    left = [float(total) for total in totals]
    full = [max(float(total), 1.0) for total in totals]
    labels = np.empty(count, dtype=int)
    uniforms = stream.uniforms(count)
    for child in stream.order(count):
        odds = [
            part * rest / whole
            for part, rest, whole in zip(share[child], left, full, strict=True)
        ]
        if sum(odds) == 0:
            odds = left
        mark = uniforms[child] * sum(odds)
        category = 0
        while category < len(odds) - 1 and mark >= odds[category]:
            mark -= odds[category]
            category += 1
        while left[category] == 0:
            category -= 1
        labels[child] = category
        left[category] -= 1
    return labels


def choose(
    offsets: np.ndarray,
    wards: np.ndarray,
    labels: np.ndarray,
    targets: Sequence[np.ndarray],
    stream: Stream,
) -> np.ndarray:
    """Choose children so that every published margin is met exactly.

    offsets is each child's log odds apart from the topics, labels is children x topics,
    targets[t][c] how many are to be chosen in category c of topic t. The odds are raked
    to the margins; the draw is then put right by swaps between children who are alike
    in all other topics and, where there are such, in their ward.
    Raises ValueError where the margins cannot be met at once.
    """
    odds = offsets + _raked_shifts(offsets, labels, targets)
    uniforms = np.maximum(stream.uniforms(len(offsets)), 1e-12)
    score = odds - logit(uniforms)
    chosen = largest(score, int(targets[0].sum()))
    for _ in range(20):
        settled = True
        for topic, target in enumerate(targets):
            settled &= _settle(chosen, score, wards, labels, topic, target)
        if settled:
            return chosen
    raise ValueError("The published margins cannot be met at once.")


def _raked_shifts(
    offsets: np.ndarray, labels: np.ndarray, targets: Sequence[np.ndarray]
) -> np.ndarray:
    total = np.zeros(len(offsets))
    for _ in range(60):
        for topic, target in enumerate(targets):
            label = labels[:, topic]
            size = np.bincount(label, minlength=len(target))
            fitted = np.bincount(
                label, logistic(offsets + total), minlength=len(target)
            )
            total += (_bounded_logit(target, size) - _bounded_logit(fitted, size))[
                label
            ]
    return total


def _bounded_logit(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    share = np.clip(part / np.maximum(whole, 1), 1e-9, 1 - 1e-9)
    return logit(share)


def _settle(
    chosen: np.ndarray,
    score: np.ndarray,
    wards: np.ndarray,
    labels: np.ndarray,
    topic: int,
    target: np.ndarray,
) -> bool:
    """Swap until the topic's margin holds; True where nothing had to be swapped."""
    label = labels[:, topic]
    others = np.delete(labels, topic, axis=1)
    alike = np.unique(others, axis=0, return_inverse=True)[1].reshape(-1)
    neighbours = alike * (wards.max() + 1) + wards
    swapped = False
    while True:
        surplus = np.bincount(label[chosen], minlength=len(target)) - target
        if not surplus.any():
            return not swapped
        leaving = np.flatnonzero(chosen & (label == surplus.argmax()))
        joining = np.flatnonzero(~chosen & (label == surplus.argmin()))
        leaving = leaving[np.argsort(score[leaving], kind="stable")]
        joining = joining[np.argsort(-score[joining], kind="stable")]
        if not len(leaving) or not len(joining):
            raise ValueError(
                "A published margin asks for more children than there are."
            )
        for key in (neighbours, alike, np.zeros(len(alike), dtype=int)):
            matched = np.flatnonzero(np.isin(key[leaving], key[joining]))
            if len(matched):
                out = leaving[matched[0]]
                break
        chosen[out] = False
        chosen[joining[np.flatnonzero(key[joining] == key[out])[0]]] = True
        swapped = True


def spread(scores: np.ndarray, totals: Sequence[int]) -> np.ndarray:
    """True for exactly totals[k] rows of column k, and at least once in every row.

    The highest scores of each column are taken first; a row left without any takes the
    place of the lowest score of a row that has several.
    Raises ValueError where the totals are too few for the rows.
    """
    marks = np.column_stack(
        [largest(scores[:, k], total) for k, total in enumerate(totals)]
    )
    rank = np.argsort(np.argsort(-scores, axis=0, kind="stable"), axis=0, kind="stable")
    for row in np.flatnonzero(~marks.any(axis=1)):
        for column in np.argsort(rank[row] - np.asarray(totals), kind="stable"):
            several = np.flatnonzero(marks[:, column] & (marks.sum(axis=1) > 1))
            if len(several):
                marks[several[np.argmin(scores[several, column])], column] = False
                marks[row, column] = True
                break
        else:
            raise ValueError(f"{sum(totals)} marks are too few for {len(marks)} rows.")
    return marks
