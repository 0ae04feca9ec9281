"""Why a rank changed: each cause lands in its own part, and the parts make the whole.

The SQL is what dbt compiled in the default build, run on small cities of this file.
What it has to give is worked out here once more, in Python and by all orders.
"""

from dataclasses import dataclass, replace
from itertools import permutations
from math import exp, log

import duckdb
import pandas as pd
import pytest

from early_years.environment import here

# In the order in which one reads the other.
MODELS = (
    *("method_versions", "compared_wards", "score_periods", "figure_pairs"),
    *("ward_states", "ranks", "parts"),
)
STEM = "int_need__rank_change_"
PERIOD, DATA, DENOMINATOR = "new_period", "revised_data", "changed_denominator"
METHOD, OTHERS = "changed_method", "other_wards"
# No ward's denominator is doubted.
COUNTED_DENOMINATORS = pd.DataFrame(
    {
        "ward_code": ["none"],
        "indicator_code": ["none"],
        "counted_children": ["numerator"],
        "shared_deviation": [0.0],
        "denominator_deviation": [0.0],
    }
)
CAUSES = (PERIOD, DATA, DENOMINATOR, METHOD, OTHERS)

# Six wards, two indicators that pull apart: children counted of 200.
REVIEWS = {"W1": 30, "W2": 40, "W3": 50, "W4": 60, "W5": 70, "W6": 80}
GAPS = {"W1": 65, "W2": 85, "W3": 45, "W4": 75, "W5": 35, "W6": 55}


@dataclass(frozen=True)
class Side:
    """One publication: (indicator, period) -> ward -> (counted, of how many)."""

    figures: dict[tuple[str, str], dict[str, tuple[int, int]]]
    weights: dict[str, float]
    period: str = "1"
    edition: str = "first"
    releases: str | None = None
    boundaries: tuple[str, ...] = ()
    constant: float = 23.0

    def with_figure(self, key, ward, counted, of=200):
        """The same with another figure of one ward."""
        changed = self.figures[key] | {ward: (counted, of)}
        return replace(self, figures=self.figures | {key: changed})

    def ranks(self, chosen=None):
        """The need rank of each ward, by the formulas of the score."""
        chosen = chosen or {
            indicator: self.figures[indicator, self.period]
            for indicator in self.weights
        }
        scores = dict.fromkeys(REVIEWS, 0.0)
        for indicator, weight in self.weights.items():
            for ward, score in self.scores(shrunk(chosen[indicator])).items():
                # A domain of one indicator: ranked and transformed twice.
                scores[ward] += weight * score
        return places({ward: round(score, 6) for ward, score in scores.items()})

    def scores(self, values):
        """Rank, transformed; ranked and transformed again as a domain of one."""
        for _ in range(2):
            ranks = places(values)
            share = {
                w: (len(ranks) - rank + 1) / len(ranks) for w, rank in ranks.items()
            }
            end = 1 - exp(-100 / self.constant)
            values = {
                ward: round(-self.constant * log(1 - part * end), 9)
                for ward, part in share.items()
            }
        return values


def places(values):
    """1 for the highest; ties share the smallest."""
    return {
        ward: 1 + sum(other > value for other in values.values())
        for ward, value in values.items()
    }


def shrunk(figures):
    """Rates drawn toward the city's (empirical logit, Scottish indices of 2003)."""

    def logit(events, children):
        return log((events + 0.5) / (children - events + 0.5))

    city = logit(*map(sum, zip(*figures.values(), strict=True)))
    logits = {ward: logit(*figure) for ward, figure in figures.items()}
    between = sum((one - city) ** 2 for one in logits.values()) / (len(figures) - 1)
    rates = {}
    for ward, (events, of) in figures.items():
        own = (of + 1) * (of + 2) / (of * (events + 1) * (of - events + 1))
        trust = between / (between + own)
        rates[ward] = 1 / (1 + exp(-(trust * logits[ward] + (1 - trust) * city)))
    return {ward: round(rate, 9) for ward, rate in rates.items()}


def city(**changes):
    """The first publication of six wards; changes are fields of Side."""
    figures = {
        ("asq_below", "1"): {ward: (count, 200) for ward, count in REVIEWS.items()},
        ("eee3_gap", "1"): {ward: (count, 200) for ward, count in GAPS.items()},
    }
    return Side(figures, {"asq_below": 0.5, "eee3_gap": 0.5}, **changes)


def figure_rows(side):
    """Its figures, and beside them those of a council that is ranked by itself."""
    rows = pd.DataFrame(
        {
            "local_authority_code": "E1",
            "ward_code": ward,
            "indicator_code": indicator,
            "period_code": period,
            "boundary_code": "new" if ward in side.boundaries else "old",
            "denominator_source": "council",
            "denominator_edition": side.edition,
            "release_codes": side.releases,
            "is_gap": indicator == "eee3_gap",
            "value_status": "observed",
            "numerator_count": counted,
            "denominator_count": of,
            "is_synthetic": True,
            "publication_code": "0001",
        }
        for (indicator, period), wards in side.figures.items()
        for ward, (counted, of) in wards.items()
    )
    neighbours = rows.assign(
        local_authority_code="E2",
        ward_code="X" + rows["ward_code"],
        numerator_count=rows["numerator_count"] * 2,
    )
    return pd.concat([rows, neighbours], ignore_index=True)


def method_rows(side):
    """Its method, and the same of the council that is ranked by itself."""
    return pd.DataFrame(
        {
            "local_authority_code": council,
            "indicator_code": indicator,
            "domain_code": indicator,
            "indicator_weight": 1.0,
            "domain_weight": weight,
            "score_period_code": side.period,
            "exponential_constant": side.constant,
            "shrinkage_continuity": 0.5,
            "minimum_domain_weight_rate": 0.5,
            "minimum_ranked_children_count": 60,
        }
        for indicator, weight in side.weights.items()
        for council in ("E1", "E2")
    )


def rank_rows(ranks):
    rows = [
        {"local_authority_code": "E1", "ward_code": ward, "need_rank": rank}
        for ward, rank in ranks.items()
    ]
    return pd.DataFrame(rows).assign(
        publication_code="0001",
        ranked_wards_count=len(rows),
        is_synthetic=True,
        rank_low=1,
        rank_high=len(rows),
    )


@pytest.fixture(scope="module")
def parts(built):
    """A function of two publications: ward -> cause -> its part, without the zeros."""
    folder = built.root / "target" / "compiled" / "early_years" / "models"
    folder = folder / "intermediate" / "need"
    compiled = {
        name: (folder / f"{STEM}{name}.sql").read_text(encoding="utf-8")
        for name in MODELS
    }
    seeds = here().root / "seeds"
    causes = pd.read_csv(seeds / "reference" / "ref_rank_change_causes.csv")
    indicators = pd.read_csv(seeds / "policy" / "policy_indicators.csv")

    def split(old, new, ranks_from=None):
        tables = {
            "staging.stg_publishing__previous_ward_figures": figure_rows(old),
            "staging.stg_publishing__previous_methods": method_rows(old),
            "staging.stg_publishing__previous_scores": rank_rows(
                ranks_from or old.ranks()
            ),
            "intermediate.int_need__rank_change_ward_figures": figure_rows(new).drop(
                columns="publication_code"
            ),
            "intermediate.int_need__rank_change_methods": method_rows(new),
            "intermediate.int_need__ward_scores": rank_rows(new.ranks()),
            "intermediate.int_policy__need_settings": pd.DataFrame(
                {"minimum_between_rate": [0.1]}
            ),
            "intermediate.int_need__shrunk_rates": COUNTED_DENOMINATORS,
            "intermediate.int_policy__whole_numbers": pd.DataFrame(
                {"whole_number": range(100)}
            ),
            "policy.policy_indicators": indicators,
            "reference.ref_rank_change_causes": causes,
        }
        with duckdb.connect() as database:
            database.execute("attach ':memory:' as early_years; use early_years")
            for schema in ("staging", "intermediate", "policy", "reference"):
                database.execute(f"create schema {schema}")
            for name, rows in tables.items():
                database.register("rows", rows)
                database.execute(f"create table {name} as from rows")
            for name, sql in compiled.items():
                database.execute(f"create table intermediate.{STEM}{name} as {sql}")
            found = database.sql(
                "select ward_code, cause_code, rank_change_count "
                "from intermediate.int_need__rank_change_parts"
            ).fetchall()
        changes = {ward: dict.fromkeys(CAUSES) for ward in REVIEWS}
        for ward, cause, places in found:
            changes[ward][cause] = places
        for ward, changed in changes.items():
            whole = new.ranks()[ward] - (ranks_from or old.ranks())[ward]
            assert sum(changed.values()) == pytest.approx(whole, abs=1e-9)
        return {
            ward: {cause: part for cause, part in changed.items() if part != 0}
            for ward, changed in changes.items()
        }

    return split


def assert_own(found, old, new, cause):
    """W1 changed by the cause alone; where the others changed, it was by W1's."""
    whole = {ward: new.ranks()[ward] - rank for ward, rank in old.ranks().items()}
    assert whole["W1"] != 0
    assert any(whole[ward] for ward in whole if ward != "W1")
    for ward, change in whole.items():
        expected = {cause if ward == "W1" else OTHERS: change} if change else {}
        assert found[ward] == expected


def test_nothing_new_moves_nothing(parts):
    assert parts(city(), city()) == {ward: {} for ward in REVIEWS}


def test_a_new_period_is_a_new_period(parts):
    old = city()
    later = {(code, "2"): wards for (code, _), wards in old.figures.items()}
    new = replace(old, period="2", figures=old.figures | later)
    new = new.with_figure(("asq_below", "2"), "W1", 75)
    assert_own(parts(old, new), old, new, PERIOD)


def test_other_figures_of_the_same_period_are_revised_data(parts):
    new = city().with_figure(("asq_below", "1"), "W1", 75)
    assert_own(parts(city(), new), city(), new, DATA)


def test_other_figures_of_the_same_releases_are_a_changed_method(parts):
    old = city(releases="r1")
    new = old.with_figure(("asq_below", "1"), "W1", 75)
    found = parts(old, new)
    assert found["W1"] == {METHOD: new.ranks()["W1"] - old.ranks()["W1"]}
    assert {cause for causes in found.values() for cause in causes} == {METHOD}


def test_another_edition_of_the_denominator_is_a_changed_denominator(parts):
    """The same 135 children take up; 65 of 200 do not, or 105 of 240."""
    new = city(edition="second").with_figure(("eee3_gap", "1"), "W1", 105, of=240)
    assert_own(parts(city(), new), city(), new, DENOMINATOR)


def test_another_boundary_is_a_changed_boundary(parts):
    new = city(boundaries=("W1",)).with_figure(("asq_below", "1"), "W1", 75, of=190)
    assert_own(parts(city(), new), city(), new, DENOMINATOR)


def test_another_weight_is_a_changed_method_for_every_ward(parts):
    old = city()
    new = replace(old, weights={"asq_below": 0.9, "eee3_gap": 0.1})
    whole = {ward: new.ranks()[ward] - rank for ward, rank in old.ranks().items()}
    assert any(whole.values())
    assert parts(old, new) == {
        ward: {METHOD: change} if change else {} for ward, change in whole.items()
    }


def test_what_code_alone_changes_is_method(parts):
    published = city().ranks() | {"W1": city().ranks()["W1"] + 1}
    found = parts(city(), city(), ranks_from=published)
    assert found == {ward: {} for ward in REVIEWS} | {"W1": {METHOD: -1}}


def test_two_causes_split_as_by_hand(parts):
    """W1's reviews are revised from 6th to 2nd; the weight goes from gaps to reviews.

    By gaps alone W1 is 3rd whatever its reviews; by reviews alone 6th, or 2nd once they
    are revised. The revision adds 0 before the weight changes and -4 after it: -2. The
    weight adds 3 before the revision and -1 after it: 1. Together -1, from 3rd to 2nd.
    """
    old = replace(city(), weights={"asq_below": 0.0, "eee3_gap": 1.0})
    new = replace(old, weights={"asq_below": 1.0, "eee3_gap": 0.0})
    new = new.with_figure(("asq_below", "1"), "W1", 75)
    assert (old.ranks()["W1"], new.ranks()["W1"]) == (3, 2)
    assert parts(old, new)["W1"] == {DATA: -2, METHOD: 1}


def test_three_causes_split_as_by_every_order(parts):
    """W1's data are revised, W6's too, and the weights change: by all six orders."""
    old = city()
    new = replace(old, weights={"asq_below": 0.8, "eee3_gap": 0.2})
    new = new.with_figure(("asq_below", "1"), "W1", 75)
    new = new.with_figure(("asq_below", "1"), "W6", 10)

    def rank(ward, switched):
        """The ward's rank with some causes new; the others' figures are one cause."""
        method = new if METHOD in switched else old
        chosen = {
            indicator: {
                each: (new if side in switched else old).figures[indicator, "1"][each]
                for each in REVIEWS
                for side in [DATA if each == ward else OTHERS]
            }
            for indicator in old.weights
        }
        return method.ranks(chosen)[ward]

    found = parts(old, new)
    for ward in REVIEWS:
        expected = dict.fromkeys((DATA, METHOD, OTHERS), 0.0)
        for order in permutations(expected):
            for number, cause in enumerate(order):
                before, after = set(order[:number]), set(order[: number + 1])
                expected[cause] += (rank(ward, after) - rank(ward, before)) / 6
        given = {cause: found[ward].get(cause, 0.0) for cause in expected}
        assert given == pytest.approx(expected, abs=1e-9)
    assert len(found["W1"]) == 3
