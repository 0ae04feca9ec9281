"""The truth of the laboratory: made-up children of one school year, and their lives."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from development.synthetic.draws import Stream, logistic, logit

PLAN = Path(__file__).with_name("children.yml")
SEXES = ("F", "M")
# Where a child lives at birth, at two and at five.
STAGES = 3
# A postcode that ends in two of these is nobody's, and no area is called ZL.
POSTCODE_LETTERS = "CIKMOV"
DAYS_OF_A_YEAR = 365


def read_plan() -> dict:
    """children.yml as it stands."""
    return yaml.safe_load(PLAN.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Ward:
    """A ward of the invented city, and its small areas from 0 on in the whole city."""

    code: str
    name: str
    deprivation: float
    areas: range


class City:
    """The wards of the invented city, and what lies where in it."""

    def __init__(self, plan: dict):
        self._areas_a_ward = plan["small_areas_a_ward"]
        self._postcodes_an_area = plan["postcodes_a_small_area"]
        self._plans = plan["wards"]

    @cached_property
    def wards(self) -> tuple[Ward, ...]:
        """In the order of the plan."""
        size = self._areas_a_ward
        return tuple(
            Ward(
                f"MADEUP{number:02}",
                name,
                ward["deprivation"],
                range(number * size, (number + 1) * size),
            )
            for number, (name, ward) in enumerate(self._plans.items())
        )

    @property
    def children(self) -> list[int]:
        """Of each ward."""
        return [ward["children"] for ward in self._plans.values()]

    @property
    def ethnic_shares(self) -> list[list[float]]:
        """Of each ward, in the order of the plan's groups."""
        return [ward["shares"] for ward in self._plans.values()]

    def address(self, area: int, uniform: float) -> int:
        """One of the postcodes of a small area, as a number in the whole city."""
        return area * self._postcodes_an_area + int(uniform * self._postcodes_an_area)

    def area(self, address: int) -> int:
        """The small area of an address."""
        return address // self._postcodes_an_area

    def ward(self, address: int) -> Ward:
        """The ward of an address."""
        return self.wards[self.area(address) // self._areas_a_ward]

    def small_area_code(self, address: int) -> str:
        """In the form of no code that is real."""
        return f"MADEUP-AREA-{self.area(address):03}"

    def postcode(self, address: int) -> str:
        """Well formed, and nobody's."""
        ward = self.area(address) // self._areas_a_ward
        rest, first = divmod(
            address % (self._areas_a_ward * self._postcodes_an_area), 10
        )
        letters = len(POSTCODE_LETTERS)
        second, third = divmod(rest, letters)
        return (
            f"ZL{ward + 1} {first}{POSTCODE_LETTERS[second]}{POSTCODE_LETTERS[third]}"
        )


def made_up_children(plan: dict) -> pd.DataFrame:
    """The truth: one row per child.

    address_0 to address_2 are where it lives at birth, at two and at five;
    family_name_late is its family name at five; lives_here_from and lives_here_to are
    stages, 0 to 2.
    """
    city, truth = City(plan), plan["truth"]
    draw = _Draws(plan["seed"], sum(city.children))
    # A twin is the child after its sibling, whose family and home it shares.
    is_twin = draw.share(truth["twin_share"])
    is_twin[0] = False
    is_twin[1:] &= ~is_twin[:-1]
    family = np.cumsum(~is_twin) - 1
    first = np.flatnonzero(~is_twin)[family]
    ward = np.repeat(np.arange(len(city.wards)), city.children)[first]
    deprivation = np.array([one.deprivation for one in city.wards])[ward]
    group = draw.one_of(np.array(city.ethnic_shares)[ward])[first]
    sex = draw.one_of(np.full((len(ward), 2), 0.5))
    days = (draw.uniforms() * DAYS_OF_A_YEAR).astype(int)[first]
    addresses = _addresses(city, draw, ward, deprivation, truth)[first]
    eligible = draw.odds(
        truth["eligible_at_two"] + truth["eligible_deprivation"] * deprivation
    )[first]
    groups = plan["ethnic_groups"]
    attends_group = np.array([truth["attends_ethnic_group"][code] for code in groups])
    late = draw.share(truth["arrives_late_share"])[first]
    early = draw.share(truth["leaves_early_share"])[first] & ~late
    attended = eligible & ~late
    attended &= draw.odds(
        truth["attends_if_eligible"]
        + truth["attends_deprivation"] * deprivation
        + attends_group[group]
    )
    good_level = draw.odds(
        truth["good_level"]
        + truth["good_level_deprivation"] * deprivation
        + truth["good_level_eligible"] * eligible
        + truth["good_level_attended"] * attended
    )
    given, family_names, later_names = _names(plan, draw, group, sex, is_twin)
    changes = draw.share(truth["changes_family_name_share"])[first]
    born_from = pd.Timestamp(plan["born_from"])
    return pd.DataFrame(
        {
            "child_number": np.arange(len(ward)),
            "family_number": family,
            "has_twin": is_twin | np.append(is_twin[1:], False),
            "ethnic_group": np.array(groups)[group],
            "sex": np.array(SEXES)[sex],
            "given_name": given,
            "family_name": family_names[first],
            "family_name_late": np.where(changes, later_names, family_names)[first],
            "date_of_birth": [_plain(born_from, day) for day in days],
            **{f"address_{stage}": addresses[:, stage] for stage in range(STAGES)},
            "deprivation": deprivation,
            "is_eligible_at_two": eligible,
            "lives_here_from": np.where(late, 2, 0),
            "lives_here_to": np.where(early, 1, 2),
            "has_attended_at_two": attended,
            "is_at_gld": good_level,
        }
    )


class _Draws:
    """Draws for each child, each from a stream of its own."""

    def __init__(self, seed: int, count: int):
        self._seed, self._count, self._drawn = seed, count, 0

    def stream(self) -> Stream:
        self._drawn += 1
        return Stream(self._seed, self._drawn)

    def uniforms(self) -> np.ndarray:
        return self.stream().uniforms(self._count)

    def share(self, share: float) -> np.ndarray:
        return self.uniforms() < share

    def odds(self, log_odds: np.ndarray) -> np.ndarray:
        return self.uniforms() < logistic(log_odds)

    def one_of(self, weights: np.ndarray) -> np.ndarray:
        """A column of weights for each child, likely by the weights of its row."""
        edges = np.cumsum(weights, axis=1)
        marks = self.uniforms()[:, None] * edges[:, -1:]
        return np.minimum((marks >= edges).sum(axis=1), weights.shape[1] - 1)


def _plain(first: pd.Timestamp, day: int) -> date:
    return (first + pd.Timedelta(days=int(day))).date()


def _addresses(
    city: City, draw: _Draws, ward: np.ndarray, deprivation: np.ndarray, truth: dict
) -> np.ndarray:
    """Children x stages: where each lives at birth, at two and at five."""
    odds = logit(truth["moves_share"]) + truth["moves_deprivation"] * deprivation
    found = [_homes(city, draw, ward)]
    for _ in range(1, STAGES):
        moves, stays = draw.odds(odds), draw.share(truth["moves_within_ward_share"])
        elsewhere = draw.stream().pick(np.array(city.children), len(ward))
        ward = np.where(moves & ~stays, elsewhere, ward)
        found.append(np.where(moves, _homes(city, draw, ward), found[-1]))
    return np.column_stack(found)


def _homes(city: City, draw: _Draws, ward: np.ndarray) -> np.ndarray:
    """An address in the ward of each child."""
    areas, places = draw.uniforms(), draw.uniforms()
    return np.array(
        [
            city.address(
                city.wards[one].areas[int(area * len(city.wards[one].areas))], place
            )
            for one, area, place in zip(ward, areas, places, strict=True)
        ]
    )


def _names(
    plan: dict, draw: _Draws, group: np.ndarray, sex: np.ndarray, is_twin: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For each child a given name, a family name, and one that it may come to have."""
    names = plan["names"]
    given, family = (_pool(names[kind], draw.stream()) for kind in ("given", "family"))
    size = names["given_a_sex"]
    chosen = draw.one_of(np.tile(_steep(size, names["steepness"]), (len(sex), 1)))
    # No two twins have one name.
    twins = np.flatnonzero(is_twin)
    chosen[twins] = (chosen[twins - 1] + 1 + chosen[twins] % (size - 1)) % size
    given_names = given[sex * size + chosen]
    pools = [names["family_by_group"][code] for code in plan["ethnic_groups"]]
    starts = np.cumsum([0, *pools[:-1]])
    weights = np.zeros((len(pools), max(pools)))
    for number, pool in enumerate(pools):
        weights[number, :pool] = _steep(pool, names["steepness"])
    now, later = (
        # Groups share some names: a pool ends where the list of names does.
        family[(starts[group] + draw.one_of(weights[group])) % len(family)]
        for _ in range(2)
    )
    return given_names, now, later


def _pool(syllables: list[str], stream: Stream) -> np.ndarray:
    """Every name that a syllable from each list makes, shuffled."""
    starts, middles, ends = (part.split() for part in syllables)
    found = [
        f"{start}{middle}{end}".capitalize()
        for start in starts
        for middle in middles
        for end in ends
    ]
    return np.array(found)[stream.order(len(found))]


def _steep(size: int, steepness: float) -> np.ndarray:
    """Weights of names: the second is rarer than the first, and so on."""
    return np.arange(1, size + 1) ** -steepness
