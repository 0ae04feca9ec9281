"""EYFSP results at age five."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from development.synthetic.draws import (
    Stream,
    apportion,
    assign,
    choose,
    largest,
    logistic,
    logit,
    spread,
)
from development.synthetic.files import read_seed
from development.synthetic.places import Children, Places

SEXES = ("female", "male")
TOPICS = (
    "term_of_birth",
    "free_school_meals",
    "first_language",
    "sen_provision",
    "ethnic_group",
)


@dataclass(frozen=True)
class Margin:
    """Children of one sex by category of one topic, the same order throughout."""

    categories: tuple[str, ...]
    children: np.ndarray
    gld: np.ndarray
    all_goals: np.ndarray


@dataclass(frozen=True)
class ResultTargets:
    """What the results of a council add up to.

    margins is sex -> topic -> Margin; area_met_counts is area -> children with every
    goal of the area expected; missing_goal_counts is sex -> goals not expected, over
    all children.
    """

    margins: dict[str, dict[str, Margin]]
    area_met_counts: dict[str, int]
    missing_goal_counts: dict[str, int]

    def children(self, sex: str) -> int:
        return int(self.margins[sex][TOPICS[0]].children.sum())


# Sex -> topic -> categories, and children by category.
TopicCounts = dict[str, dict[str, tuple[tuple[str, ...], np.ndarray]]]


@dataclass(frozen=True)
class Goal:
    code: str
    area: str
    is_in_gld: bool


@dataclass(frozen=True)
class Pupils:
    """Children with their characteristics: one array of labels a topic."""

    sex: np.ndarray
    labels: dict[str, np.ndarray]


def read_goals(seeds: Path) -> list[Goal]:
    """The early learning goals of the reference seed, in order of their numbers."""
    rows = read_seed(seeds / "reference" / "ref_early_learning_goals.csv")
    rows.sort(key=lambda row: int(row["goal_number"]))
    return [
        Goal(row["goal_code"], row["area_code"], row["is_in_gld"] == "true")
        for row in rows
    ]


def scaled_targets(targets: ResultTargets, scale: float) -> ResultTargets:
    """The targets of a city `scale` times the size, still whole and consistent."""
    margins = {
        sex: _scaled_margins(targets.margins[sex], scale) for sex in targets.margins
    }
    before = sum(targets.children(sex) for sex in SEXES)
    after = ResultTargets(margins, {}, {})
    factor = sum(after.children(sex) for sex in SEXES) / before
    return ResultTargets(
        margins,
        {area: round(met * factor) for area, met in targets.area_met_counts.items()},
        {
            sex: round(missing * after.children(sex) / targets.children(sex))
            for sex, missing in targets.missing_goal_counts.items()
        },
    )


def _scaled_margins(margins: dict[str, Margin], scale: float) -> dict[str, Margin]:
    found = {}
    for topic, margin in margins.items():
        children = apportion(round(margin.children.sum() * scale), margin.children)
        gld = apportion(round(margin.gld.sum() * scale), margin.gld, children)
        all_goals = apportion(
            round(margin.all_goals.sum() * scale), margin.all_goals, gld
        )
        found[topic] = Margin(margin.categories, children, gld, all_goals)
    return found


def draw_pupils(
    places: Places,
    children: Children,
    counts: TopicCounts,
    plan: dict,
    stream: Stream,
) -> Pupils:
    """Give every child a sex and characteristics that suit its ward, in exact numbers.

    Free school meals follow the
    ward's deprivation, ethnic group and first language its census; the other topics do
    not depend on where a child lives.
    """
    sizes = [int(counts[sex][TOPICS[0]][1].sum()) for sex in SEXES]
    sex = np.repeat(SEXES, sizes)
    labels = {topic: np.empty(len(children), dtype="<U12") for topic in TOPICS}
    for each in SEXES:
        members = np.flatnonzero(sex == each)
        wards = children.wards[members]
        groups = None
        for topic in reversed(TOPICS):
            categories, totals = counts[each][topic]
            weights = _weights(places, topic, categories, wards, groups, plan)
            found = np.array(categories)[assign(weights, totals, stream)]
            labels[topic][members] = found
            if topic == "ethnic_group":
                groups = found
    return Pupils(sex, labels)


def _weights(
    places: Places,
    topic: str,
    categories: tuple[str, ...],
    wards: np.ndarray,
    groups: np.ndarray | None,
    plan: dict,
) -> np.ndarray:
    weights = np.ones((len(wards), len(categories)))
    for position, category in enumerate(categories):
        if topic == "ethnic_group" and category in places.ethnic_shares:
            weights[:, position] = places.ethnic_shares[category][wards]
        elif topic == "ethnic_group":
            weights[:, position] = plan["unclassified_share"]
        elif topic == "first_language" and groups is not None:
            weights[:, position] = _language_weights(
                category, places.other_language_share[wards], groups, plan
            )
        elif topic == "free_school_meals" and category == "eligible":
            tie = plan["free_school_meals_deprivation"]
            weights[:, position] = np.exp(tie * places.deprivation[wards])
    return weights


def _language_weights(
    category: str, other_share: np.ndarray, groups: np.ndarray, plan: dict
) -> np.ndarray:
    if category == "unclassified":
        extra = plan["language_unclassified_with_ethnic_group"]
        return plan["unclassified_share"] * np.where(groups == category, extra, 1)
    factors = plan["other_language_odds"]
    odds = np.array([factors[group] for group in groups])
    other = logistic(logit(other_share) + np.log(odds))
    return other if category == "other" else 1 - other


def choose_good_level(
    children: Children,
    pupils: Pupils,
    odds: np.ndarray,
    margins: dict[str, dict[str, Margin]],
    stream: Stream,
) -> tuple[np.ndarray, np.ndarray]:
    """Who reaches a good level of development, and who of them all the goals.

    odds is each child's log odds of a good level as far as the ward decides it. Girls
    and boys are separate populations, each tied to every margin.
    """
    gld = np.zeros(len(children), dtype=bool)
    all_goals = np.zeros(len(children), dtype=bool)
    for sex in SEXES:
        members = np.flatnonzero(pupils.sex == sex)
        by_topic = margins[sex]
        labels = np.column_stack(
            [
                _positions(by_topic[topic].categories, pupils.labels[topic][members])
                for topic in TOPICS
            ]
        )
        wards = children.wards[members]
        targets = [by_topic[topic].gld for topic in TOPICS]
        found = choose(odds[members], wards, labels, targets, stream)
        gld[members] = found
        targets = [by_topic[topic].gld - by_topic[topic].all_goals for topic in TOPICS]
        short = choose(
            np.zeros(found.sum()), wards[found], labels[found], targets, stream
        )
        all_goals[members[found][~short]] = True
    return gld, all_goals


def _positions(categories: Sequence[str], values: np.ndarray) -> np.ndarray:
    return np.array([categories.index(value) for value in values.tolist()])


def spell_out_goals(
    pupils: Pupils,
    gld: np.ndarray,
    all_goals: np.ndarray,
    area_below_counts: dict[str, int],
    missing_goal_counts: dict[str, int] | None,
    goals: list[Goal],
    plan: dict,
    stream: Stream,
) -> np.ndarray:
    """Children x goals of 'expected', 'emerging' or 'A', agreeing with all totals.

    A child has a good level exactly where every goal of the five areas is expected; an
    area is met where all its goals are. area_below_counts and missing_goal_counts (by
    sex) are exact; None takes the plan's share of the goals that may be missing. A few
    children with the greatest needs are exempt (A) in every goal.
    """
    severity = stream.normals(len(gld))
    for provision, extra in plan["severity_of_sen_provision"].items():
        severity[pupils.labels["sen_provision"] == provision] += extra
    below = _areas_below(
        gld, all_goals, area_below_counts, severity, goals, plan, stream
    )
    missing = _goals_missing(
        pupils.sex, below, missing_goal_counts, severity, goals, plan, stream
    )
    levels = np.where(missing, "emerging", "expected")
    exempt = round(len(gld) * plan["exempt_share"])
    ready = missing.all(axis=1) * (1 + severity - severity.min())
    levels[largest(ready, min(exempt, int((ready > 0).sum())))] = "A"
    return levels


def _areas_below(
    gld: np.ndarray,
    all_goals: np.ndarray,
    counts: dict[str, int],
    severity: np.ndarray,
    goals: list[Goal],
    plan: dict,
    stream: Stream,
) -> dict[str, np.ndarray]:
    """Area -> children with a goal of the area missing."""
    in_gld = sorted({goal.area for goal in goals if goal.is_in_gld})
    others = sorted({goal.area for goal in goals} - set(in_gld))
    rest = np.flatnonzero(~gld)
    together = plan["areas_together"] * severity[rest]
    below = {area: np.zeros(len(gld), dtype=bool) for area in in_gld + others}
    scores = stream.normals(len(rest), len(in_gld)) + together[:, None]
    marks = spread(scores, [counts[area] for area in in_gld])
    for position, area in enumerate(in_gld):
        below[area][rest] = marks[:, position]
    # A good level without all goals: what is missing lies in the areas outside it.
    nearly = np.flatnonzero(gld & ~all_goals)
    totals = [round(plan["other_area_below_share"] * len(nearly)) for _ in others]
    marks = spread(stream.normals(len(nearly), len(others)), totals)
    for position, area in enumerate(others):
        below[area][nearly] = marks[:, position]
        left = counts[area] - int(marks[:, position].sum())
        below[area][rest] = largest(together + stream.normals(len(rest)), left)
    return below


def _goals_missing(
    sexes: np.ndarray,
    below: dict[str, np.ndarray],
    totals: dict[str, int] | None,
    severity: np.ndarray,
    goals: list[Goal],
    plan: dict,
    stream: Stream,
) -> np.ndarray:
    """Children x goals; in every area below, its weakest goal is missing."""
    areas = np.column_stack([below[goal.area] for goal in goals])
    hardness = np.array([plan["goal_hardness"].get(goal.code, 0.0) for goal in goals])
    scores = stream.normals(*areas.shape) + hardness
    missing = np.zeros(areas.shape, dtype=bool)
    for area in below:
        columns = [n for n, goal in enumerate(goals) if goal.area == area]
        weakest = np.array(columns)[scores[:, columns].argmax(axis=1)]
        rows = np.flatnonzero(below[area])
        missing[rows, weakest[rows]] = True
    scores += plan["goals_together"] * severity[:, None]
    for sex in SEXES:
        members = np.flatnonzero(sexes == sex)
        more = areas[members] & ~missing[members]
        ranked = np.where(more, scores[members], -np.inf).ravel()
        if totals is None:
            wanted = round(plan["goal_missing_share"] * more.sum())
        else:
            wanted = totals[sex] - int(missing[members].sum())
        if not 0 <= wanted <= more.sum():
            raise ValueError(f"The missing goals of the sex {sex} do not fit.")
        missing[members] |= largest(ranked, wanted).reshape(more.shape)
    return missing


def result_rows(
    local_authority_code: str,
    academic_year: str,
    children: Children,
    pupils: Pupils,
    levels: np.ndarray,
    first_number: int,
    stream: Stream,
) -> list[tuple]:
    """Rows of the contract eyfsp_results, numbered in an order that reveals nothing."""
    return [
        (
            local_authority_code,
            academic_year,
            f"EYP-{first_number + number:06d}",
            children.homes[child],
            pupils.sex[child],
            *(pupils.labels[topic][child] for topic in TOPICS),
            *levels[child].tolist(),
            "true",
        )
        for number, child in enumerate(stream.order(len(children)))
    ]
