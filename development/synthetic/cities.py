"""Made-up councils, for tests that need to know the truth behind the extracts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from development.synthetic import headcount, results, reviews
from development.synthetic.draws import Stream, apportion, logistic, logit
from development.synthetic.effects import INDICATORS, ward_effects
from development.synthetic.files import (
    joined_plan,
    read_period_codes,
    write_csv,
    write_extracts,
)
from development.synthetic.housing import accommodation_rows
from development.synthetic.made_up import (
    REFERENCE_COLUMNS,
    council_number,
    make_council,
    nation_of,
)
from development.synthetic.places import Children, Places, settle_children
from development.synthetic.priorities import priority_rows
from development.synthetic.provision import Provision, make_provision
from development.synthetic.register import Cell
from development.synthetic.supply import (
    city_districts,
    city_supply,
    neighbour_population,
)
from early_years.contracts import load_contracts
from early_years.environment import here

COUNCIL, EFFECTS, REVIEWS, RESULTS, HEADCOUNT, ACCOMMODATION, PROVISION = range(7)
OUTCOMES = INDICATORS[:2]
EXPECTATION_COLUMNS = (
    "local_authority_code",
    "indicator_code",
    "period_code",
    "breakdown_topic",
    "breakdown_category",
    "numerator_count",
    "denominator_count",
    "source",
)
REGISTER_COLUMNS = (
    "local_authority_code",
    "period_code",
    "ward_code",
    "provider_type",
    "provider_subtype",
    "is_on_early_years_register",
    "settings_count",
    "places_count",
    "source",
)
SOURCE = "Counted by the generator"
# How the code of an indicator begins -> the dataset that its children are counted in.
COUNTED_IN = {
    "asq": "asq3_reviews",
    "gld": "eyfsp_results",
    "eee": "early_education_headcount",
}


@dataclass(frozen=True)
class CitySpec:
    """One made-up council.

    local_authority_code is from E08900001 to E08900199, or from S12900001 on for one in
    Scotland; no two have the same number. sends are the datasets that it sends, all
    where there are none. planted are the positions of
    the wards (from 0, in order of their codes) whose log odds of need lie
    planted_effect above the city's in every indicator; those of better lie
    better_effect below it, whoever lives there. spread is the standard deviation of the
    other wards' log odds. residents (kind of residents in the plan -> wards) replaces
    who lives in a ward. prioritised are the wards in the list of the plan's service;
    without any, no list was sent. In the wards of desert, and near them, there is
    hardly an early years place; in those of oasis there are far more than children. In
    those of full_but_unused there are many places and take-up lies planted_effect
    lower; in those of few_but_well there are few and outcomes lie better_effect higher.
    With with_neighbour the neighbour's settings and children are landed too.
    denominator_error is the coefficient of variation of
    the published estimates of eligible children around the true numbers.
    """

    local_authority_code: str
    name: str
    seed: int
    wards: int = 30
    lsoas_per_ward: int = 6
    children_per_cohort: int = 3000
    planted: tuple[int, ...] = ()
    planted_effect: float = 0.9
    better: tuple[int, ...] = ()
    better_effect: float = 1.3
    residents: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    prioritised: tuple[int, ...] = ()
    desert: tuple[int, ...] = ()
    oasis: tuple[int, ...] = ()
    full_but_unused: tuple[int, ...] = ()
    few_but_well: tuple[int, ...] = ()
    with_neighbour: bool = False
    spread: float = 0.26
    denominator_error: float = 0.05
    sends: tuple[str, ...] = ()


@dataclass(frozen=True)
class Truth:
    """What the draws of one council started from.

    planted_wards are codes; rates is ward code -> indicator -> true share of children
    in need (asq_below, gld_below, eee2_gap, eee3_gap, eee4_gap), the same every year.
    hidden_homes are (name, postcode) of the childminders in the council's list who may
    not be named; no one but the council may see either.
    """

    planted_wards: tuple[str, ...]
    rates: dict[str, dict[str, float]]
    hidden_homes: tuple[tuple[str, str], ...]


def generate_cities(specs: list[CitySpec], seeds: Path) -> dict[str, Truth]:
    """Write extracts, areas and expectations of made-up councils into a seeds folder.

    All datasets of seeds/landed, four reference seeds and the expectations are
    overwritten with the rows of the councils in specs, and nothing else is touched.
    Datasets that made-up councils don't have are left with their header. A council's
    rows are the same alone and beside others. Each child is a draw of its own from the
    true rate of its ward: no total is tied to anything published.
    Returns council code -> Truth. Raises ValueError for codes that are not made up,
    for the same council twice, and for cities too large for their codes.
    """
    codes = [spec.local_authority_code for spec in specs]
    if len(set(codes)) < len(codes):
        raise ValueError("The same council stands twice in the list.")
    plan = joined_plan("cities")
    cities = [_City(spec, plan) for spec in specs]
    landed = {
        contract.name: [
            row for city in cities for row in city.landed.get(contract.name, ())
        ]
        for contract in load_contracts()
    }
    write_extracts(seeds / "landed", landed)
    for name, columns in REFERENCE_COLUMNS.items():
        rows = [row for city in cities for row in city.council.reference[name]]
        write_csv(seeds / "reference" / f"{name}.csv", columns, rows, [0])
    write_csv(
        seeds / "expectations" / "expect_totals.csv",
        EXPECTATION_COLUMNS,
        [row for city in cities for row in city.expectations],
        [0, 1, 2, 3, 4],
    )
    write_csv(
        seeds / "expectations" / "expect_area_counts.csv",
        ("local_authority_code", "area_kind", "areas_count", "source"),
        [row for spec in specs for row in _area_counts(spec)],
        [0, 1],
    )
    write_csv(
        seeds / "expectations" / "expect_settings.csv",
        REGISTER_COLUMNS,
        [row for city in cities for row in city.registered],
        [0, 1, 2, 3, 4, 5],
    )
    return {city.places.local_authority_code: city.truth for city in cities}


def _area_counts(spec: CitySpec) -> list[tuple]:
    """How many areas a council was asked to have; its LSOAs never changed."""
    lsoas = spec.wards * spec.lsoas_per_ward
    code = spec.local_authority_code
    nation = nation_of(code)
    counts = {nation.former_kind: lsoas, nation.kind: lsoas, "ward": spec.wards}
    return [(code, kind, count, SOURCE) for kind, count in counts.items()]


class _City:
    """One council, with its extracts in landed and its totals in expectations."""

    def __init__(self, spec: CitySpec, plan: dict):
        self.spec = spec
        self.plan = plan
        self.goals = results.read_goals(here().root / "seeds")
        self.council = make_council(
            spec.local_authority_code,
            spec.name,
            spec.wards,
            spec.lsoas_per_ward,
            spec.children_per_cohort,
            spec.residents,
            plan["council"],
            self.stream(COUNCIL),
        )
        self.places: Places = self.council.places
        effects = ward_effects(
            self.places,
            {**plan["ward_effects"], "spread": spec.spread},
            _planted_effects(spec),
            self.stream(EFFECTS),
        )
        self.odds = {
            indicator: logit(plan["need_shares"][indicator]) + effects[indicator]
            for indicator in INDICATORS
        }
        self.period_codes = read_period_codes(here().root)
        self.expectations: list[tuple] = []
        self.landed = {
            **self.council.landed,
            **self._reviews(),
            "eyfsp_results": self._results(),
            **self._headcount(),
            "temporary_accommodation": self._accommodation(),
            "service_priorities": self._priorities(),
        }
        provision = self._provision()
        self.landed |= provision.landed
        if spec.with_neighbour:
            near = neighbour_population(self.places, plan["council"])
            own = self.landed["population_estimates"]
            self.landed["population_estimates"] = [*own, *near]
        self.truth = self._truth(provision)
        self._withhold()

    def _withhold(self) -> None:
        """Take out what the council does not send, and what is expected of it."""
        sends = self.spec.sends or tuple(self.landed)
        self.landed = {name: self.landed[name] for name in self.landed if name in sends}
        self.expectations = [
            row for row in self.expectations if COUNTED_IN[row[1][:3]] in sends
        ]
        if "settings_register" not in sends:
            self.registered.clear()

    def stream(self, part: int, year: int = 0) -> Stream:
        number = council_number(self.spec.local_authority_code)
        return Stream(self.plan["seed"], self.spec.seed, number, part, year)

    def expect(
        self,
        indicator: str,
        period: tuple[str, str],
        numerator: int,
        denominator: int,
        breakdown: tuple[str, str] = ("total", "total"),
    ) -> None:
        """Note a provider-based total: in a ward, elsewhere and without address."""
        self.expectations.append(
            (
                self.places.local_authority_code,
                indicator,
                self.period_codes[period],
                *breakdown,
                int(numerator),
                int(denominator),
                SOURCE,
            )
        )

    def settle(self, in_ward: np.ndarray, dataset: str, stream: Stream) -> Children:
        """Children in a ward, and the usual shares elsewhere and without address."""
        homes = self.plan["homes"]
        shares, total = homes[dataset], int(in_ward.sum())
        return settle_children(
            self.places,
            in_ward,
            round(total * shares["elsewhere"]),
            round(total * shares["unusable"]),
            homes["unknown_codes"],
            stream,
        )

    def _truth(self, provision: Provision) -> Truth:
        rates = {
            code: {
                indicator: float(logistic(self.odds[indicator][ward]))
                for indicator in INDICATORS
            }
            for ward, code in enumerate(self.places.ward_codes)
        }
        planted = tuple(self.places.ward_codes[ward] for ward in self.spec.planted)
        hidden = tuple(
            (setting.name, setting.site.postcode)
            for setting in provision.listed
            if not setting.may_be_named
        )
        return Truth(planted, rates, hidden)

    def _reviews(self) -> dict[str, list[tuple]]:
        plan, shares = self.plan["reviews"], self.plan["shares"]
        code = self.places.local_authority_code
        rows, due_rows = list[tuple](), list[tuple]()
        for year in self.plan["periods"]["review_years"]:
            stream = self.stream(REVIEWS, year)
            due = self.places.people([2]).astype(int)
            covered = reviews.coverage_by_ward(
                due, shares["due_reviewed"], plan, {}, stream
            )
            children = self.settle(
                np.round(due * covered).astype(int), "reviews", stream
            )
            quarters = [
                reviews.Quarter(start, end, int(count))
                for (_, start, end), count in zip(
                    reviews.quarters_of(year),
                    apportion(len(children), [1] * 4),
                    strict=True,
                )
            ]
            odds = self.odds["asq_below"]
            found = reviews.make_reviews(children, odds, quarters, plan, stream)
            below = sum("below" in review.results for review in found)
            self.expect("asq_below", ("provider_year", str(year)), below, len(found))
            unfinished = apportion(
                round(shares["reviews_unfinished"] * len(found)), due
            )
            children = self.settle(unfinished, "reviews", stream)
            found += reviews.make_unfinished_reviews(
                children, quarters, False, plan, stream
            )
            rows += reviews.review_rows(code, year, found, len(rows) + 1, stream)
            due_rows += reviews.due_rows(self.places, year, due)
        return {"asq3_reviews": rows, "asq3_children_due": due_rows}

    def _results(self) -> list[tuple]:
        plan, stream = self.plan["results"], self.stream(RESULTS)
        children = self.settle(self.places.people([3]).astype(int), "results", stream)
        counts = _topic_counts(len(children), plan)
        pupils = results.draw_pupils(self.places, children, counts, plan, stream)
        gld = self._good_level(children, pupils, stream)
        all_goals = gld & (stream.uniforms(len(gld)) < plan["all_goals_share"])
        below = {
            area: round(share * (~gld).sum())
            for area, share in plan["area_below_shares"].items()
        }
        levels = results.spell_out_goals(
            pupils, gld, all_goals, below, None, self.goals, plan, stream
        )
        year = self.plan["periods"]["academic_year"]
        period = ("academic_year", year)
        self.expect("gld_below", period, (~gld).sum(), len(gld))
        topics = {"sex": pupils.sex, **pupils.labels}
        # No indicator is broken down by the term of birth.
        del topics["term_of_birth"]
        for topic, labels in topics.items():
            for category in sorted(set(labels.tolist())):
                members = labels == category
                self.expect(
                    "gld_below",
                    period,
                    (~gld[members]).sum(),
                    members.sum(),
                    (topic, category),
                )
        code = self.places.local_authority_code
        return results.result_rows(code, year, children, pupils, levels, 1, stream)

    def _good_level(
        self, children: Children, pupils: results.Pupils, stream: Stream
    ) -> np.ndarray:
        """A draw a child says how many of a ward; the plan's odds say which of them."""
        reached = stream.uniforms(len(children)) >= logistic(
            self.odds["gld_below"][children.wards]
        )
        scores = logit(np.maximum(stream.uniforms(len(children)), 1e-12))
        for topic, odds in self.plan["results"]["good_level_odds"].items():
            labels = pupils.sex if topic == "sex" else pupils.labels[topic]
            for category, extra in odds.items():
                scores[labels == category] += extra
        gld = np.zeros(len(children), dtype=bool)
        for ward in range(self.places.ward_count):
            members = np.flatnonzero(children.wards == ward)
            ranked = members[np.argsort(-scores[members], kind="stable")]
            gld[ranked[: reached[members].sum()]] = True
        return gld

    def _headcount(self) -> dict[str, list[tuple]]:
        plan, stream = self.plan["headcount"], self.stream(HEADCOUNT)
        term = self.plan["periods"]["term"]
        children_by_age, eligible_by_age = {}, {}
        for age in headcount.AGES:
            eligible = self.places.people([max(0, age - 2)])
            if age == 2:
                eligible = eligible * self.plan["shares"]["eligible_at_two"]
            eligible = np.maximum(np.round(eligible).astype(int), 1)
            taking_up = headcount.choose_take_up(
                eligible, -self.odds[f"eee{age}_gap"], None, stream
            )
            children_by_age[age] = self.settle(taking_up, "headcount", stream)
            error = self.spec.denominator_error * stream.normals(len(eligible))
            estimate = np.maximum(np.round(eligible * (1 + error)).astype(int), 1)
            eligible_by_age[age] = estimate
            taken = len(children_by_age[age])
            self.expect(f"eee{age}_take_up", ("term", term), taken, estimate.sum())
        self.numbered = headcount.make_settings(self.places, plan, stream)
        return {
            "early_education_headcount": headcount.headcount_rows(
                self.places, self.numbered, term, children_by_age, 1, plan, stream
            ),
            "early_education_eligible_children": headcount.eligible_rows(
                self.places, term, eligible_by_age, plan["denominator_edition"], plan
            ),
        }

    def _provision(self) -> Provision:
        number = council_number(self.spec.local_authority_code)
        districts = city_districts(self.places, number)
        supply = city_supply(
            self.places,
            number,
            {
                "desert": self.spec.desert,
                "oasis": self.spec.oasis,
                "full_but_unused": self.spec.full_but_unused,
                "few_but_well": self.spec.few_but_well,
            },
            self.spec.with_neighbour,
            self.plan,
        )
        months = self.plan["provision"] | {"districts": districts}
        self.registered = [
            self._expected_settings(cell, months["register_month"])
            for cell in supply.cells
        ]
        return make_provision(
            self.places,
            self.numbered,
            supply,
            f"SYN{number:03d}",
            self.plan | {"provision": months},
            lambda part: self.stream(PROVISION, part),
        )

    def _expected_settings(self, cell: Cell, month: str) -> tuple:
        """A row of expect_settings."""
        return (
            self.places.local_authority_code,
            self.period_codes["month", month],
            "" if cell.ward is None else self.places.ward_codes[cell.ward],
            cell.provider_type,
            cell.provider_subtype,
            "true" if cell.is_on_early_years_register else "false",
            cell.settings_count,
            cell.places_count,
            SOURCE,
        )

    def _accommodation(self) -> list[tuple]:
        share = self.plan["shares"]["in_accommodation"]
        total = round(share * self.places.people_by_age.sum())
        totals = dict.fromkeys(self.plan["periods"]["accommodation_quarters"], total)
        plan, stream = self.plan["accommodation"], self.stream(ACCOMMODATION)
        return accommodation_rows(self.places, totals, plan, stream)

    def _priorities(self) -> list[tuple]:
        plan = self.plan["service_priorities"]
        wards = [self.places.ward_codes[ward] for ward in self.spec.prioritised]
        services = {
            code: {**service, "wards": wards}
            for code, service in plan["services"].items()
        }
        return priority_rows(self.places, {**plan, "services": services})


def _planted_effects(spec: CitySpec) -> dict[int, dict[str, float]]:
    """Ward -> indicator -> log odds of need, for the wards that are not drawn."""
    kinds = [
        (spec.planted, spec.planted_effect, spec.planted_effect),
        (spec.better, -spec.better_effect, -spec.better_effect),
        (spec.full_but_unused, 0.0, spec.planted_effect),
        (spec.few_but_well, -spec.better_effect, 0.0),
    ]
    return {
        ward: {
            indicator: outcomes if indicator in OUTCOMES else take_up
            for indicator in INDICATORS
        }
        for wards, outcomes, take_up in kinds
        for ward in wards
    }


def _topic_counts(total: int, plan: dict) -> results.TopicCounts:
    """Sex -> topic -> categories and children, in the plan's shares."""
    sizes = apportion(total, list(plan["sex_shares"].values()))
    return {
        sex: {
            topic: (tuple(shares), apportion(int(size), list(shares.values())))
            for topic, shares in plan["topic_shares"].items()
        }
        for sex, size in zip(plan["sex_shares"], sizes, strict=True)
    }
