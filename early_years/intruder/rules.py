"""The open policy of disclosure, as an intruder reads it: what a shown count leaves."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np

from early_years.contracts import load_contracts
from early_years.csv_rows import rows_if_any
from early_years.intruder.cell import MOST, Interval

SETTINGS = Path("seeds") / "policy" / "policy_disclosure_settings.csv"
PERTURBATION = Path("seeds") / "policy" / "policy_perturbation.csv"
SOURCES = Path("seeds") / "policy" / "policy_indicator_sources.csv"
UNCERTAINTY = Path("seeds") / "policy" / "policy_indicator_uncertainty.csv"
KEYS = 256


@dataclass(frozen=True)
class Noise:
    """One row of the perturbation table: what some keys add to some counts."""

    count_from: int
    count_to: int
    key_from: int
    key_to: int
    noise: int


@dataclass(frozen=True)
class Rules:
    """What policy says of figures that leave.

    open_denominators are the indicators whose denominator anyone may know; remainders
    those whose numerator is what a protected count leaves of a protected denominator;
    parts those whose numerator is never above their denominator.
    """

    settings: dict[str, float]
    noises: tuple[Noise, ...] = ()
    open_denominators: frozenset[str] = frozenset()
    remainders: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()
    _reached: dict[int, Interval] = field(default_factory=dict, compare=False)
    _by_count: dict[int, dict[int, float]] = field(default_factory=dict, compare=False)
    _by_key: dict[int, np.ndarray] = field(default_factory=dict, compare=False)

    @property
    def minimum_width(self) -> int:
        """How many values each protected count has to leave open."""
        return int(self.settings["intruder_minimum_width_count"])

    @property
    def hidden_up_to(self) -> int:
        return int(self.settings["suppress_up_to_count"])

    def needed(self, status: str) -> int:
        """How many values a count of that status has to leave open."""
        return self.hidden_up_to if status == "suppressed" else self.minimum_width

    def rounded(self, shown: int) -> Interval:
        """The counts that round to the one shown."""
        base = int(self.settings["rounding_base_count"])
        return max(0, shown - base // 2), shown + (base - 1) // 2

    def protected(self, shown: int) -> Interval:
        """The least and most count from which the perturbation table reaches this."""
        if shown not in self._reached:
            found = [
                count
                for count in range(max(0, shown - self.most_noise), self._top(shown))
                if self.chance(count, shown)
            ]
            self._reached[shown] = (min(found), max(found)) if found else (shown, shown)
        return self._reached[shown]

    def chance(self, count: int, shown: int) -> float:
        """The share of keys with which a count is shown as another."""
        return self._chances(count).get(shown - count, 0.0)

    def noise_by_key(self, count: int) -> np.ndarray:
        """What is added to a count, by the place of its cell in the table of noise."""
        if count not in self._by_key:
            found = np.zeros(KEYS, dtype=int)
            for one in self.noises:
                if one.count_from <= count <= one.count_to:
                    found[one.key_from : one.key_to + 1] = one.noise
            self._by_key[count] = found
        return self._by_key[count]

    @cached_property
    def most_noise(self) -> int:
        return max((abs(one.noise) for one in self.noises), default=0)

    def remainder(self, shown: int) -> Interval:
        """What a difference of two protected counts leaves of the true one."""
        return max(0, shown - 2 * self.most_noise), shown + 2 * self.most_noise

    def _top(self, shown: int) -> int:
        return shown + self.most_noise + 1

    def _chances(self, count: int) -> dict[int, float]:
        if count not in self._by_count:
            added, keys = np.unique(self.noise_by_key(count), return_counts=True)
            shares = (keys / KEYS).tolist()
            self._by_count[count] = dict(zip(added.tolist(), shares, strict=True))
        return self._by_count[count]


def read_rules(root: Path) -> Rules:
    """The rules of the project in a folder."""
    sources = rows_if_any(root / SOURCES)
    opened = {one.name for one in load_contracts() if one.comes_with_tool}
    remainders = {
        row["indicator_code"]
        for row in rows_if_any(root / UNCERTAINTY)
        if row.get("counted_children") == "remainder"
    }
    return Rules(
        settings={
            row["setting_code"]: float(row["setting_value"])
            for row in rows_if_any(root / SETTINGS)
        },
        noises=tuple(_noise(row) for row in rows_if_any(root / PERTURBATION)),
        open_denominators=frozenset(
            row["indicator_code"]
            for row in sources
            if row["measures"] == "denominator" and row["dataset_code"] in opened
        ),
        remainders=frozenset(remainders),
        parts=frozenset(
            {row["indicator_code"] for row in sources if row["measures"] == "both"}
            | remainders
        ),
    )


def _noise(row: dict[str, str]) -> Noise:
    return Noise(
        int(row["count_from"]),
        int(row["count_to"] or MOST),
        int(row["key_from"]),
        int(row["key_to"]),
        int(row["noise_count"]),
    )
