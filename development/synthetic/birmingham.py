"""The synthetic extracts of Birmingham, tied to the published totals."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from development.synthetic import headcount, results, reviews
from development.synthetic.draws import Stream, apportion
from development.synthetic.effects import ward_effects
from development.synthetic.files import joined_plan, write_extracts
from development.synthetic.housing import accommodation_rows
from development.synthetic.logs import log_rows
from development.synthetic.places import Children, settle_children
from development.synthetic.priorities import priority_rows
from development.synthetic.provision import make_provision, usual_supply
from development.synthetic.published import (
    PublishedFigures,
    result_targets,
    review_quarters,
)
from development.synthetic.real_places import read_places, read_register_cells
from development.synthetic.voices import voice_rows
from early_years.environment import PlainError

# Each part draws from a stream of its own, so that a change in one leaves the others.
EFFECTS, REVIEWS, RESULTS, HEADCOUNT = range(4)
SETTINGS, ACCOMMODATION, PROVISION, VOICES = range(4, 8)

# A smaller city leaves wards without a child eligible at two.
SMALLEST_SCALE = 0.05


def generate_birmingham(
    project: Path, out: Path, scale: float = 1.0, years: int | None = None
) -> None:
    """Write the synthetic extracts of Birmingham into out (a seeds/landed folder).

    project is the root that holds seeds/reference, seeds/expectations and the census,
    population and published extracts of seeds/landed, which are read. scale multiplies
    every number of children, and of nothing else; at 1 all published totals are met
    exactly. years is how many consecutive years each dataset about children covers,
    None for three of reviews and one of the others. Fewer than that leaves the latest;
    more go on after it, each year anew with the latest totals. Settings and services
    are of one month each.
    Raises PlainError where a seed or a published figure is missing, and for a scale
    below 0.05 or fewer years than one.
    """
    if scale < SMALLEST_SCALE:
        raise PlainError(
            f"The scale is {scale}; it has to be {SMALLEST_SCALE} or more."
        )
    if years is not None and years < 1:
        raise PlainError(f"The number of years is {years}; it has to be 1 or more.")
    plan = joined_plan("birmingham")
    maker = _Birmingham(project, plan, scale)
    last = plan["last_year"]
    for extracts in (
        maker.make_reviews(_years(last["reviews"], 3, years)),
        maker.make_results(_years(last["results"], 1, years)),
        maker.make_headcount(_years(last["headcount"], 1, years)),
        maker.make_accommodation(_years(last["accommodation"], 1, years)),
        maker.make_priorities(),
        maker.make_voices(),
        maker.make_logs(),
        maker.make_provision(),
    ):
        write_extracts(out, extracts)


def _years(last: int, planned: int, years: int | None) -> range:
    """The years of a dataset whose planned years end with last."""
    count = planned if years is None else years
    first = last - min(count, planned) + 1
    return range(first, first + count)


class _Birmingham:
    """What the datasets share: places, plan, effects and published figures."""

    def __init__(self, project: Path, plan: dict, scale: float):
        self.project = project
        self.plan = plan
        self.scale = scale
        self.places = read_places(project, plan)
        self.figures = PublishedFigures(project, plan["local_authority_code"])
        self.goals = results.read_goals(project / "seeds")
        self.effects = ward_effects(
            self.places,
            plan["ward_effects"],
            self.planted("effects"),
            self.stream(EFFECTS),
        )

    def stream(self, part: int, year: int = 0) -> Stream:
        return Stream(self.plan["seed"], part, year)

    def planted(self, what: str) -> dict[int, Any]:
        """What the plan fixes for single wards, by the ward's position."""
        return {
            self.places.ward_codes.index(code): ward[what]
            for code, ward in self.plan["planted"].items()
            if what in ward
        }

    def scaled(self, count: int) -> int:
        return round(count * self.scale)

    def settle(
        self,
        weights: np.ndarray,
        total: int,
        homes: dict,
        stream: Stream,
        ceilings: np.ndarray | None = None,
    ) -> Children:
        """Children of a dataset by ward, some of them elsewhere or without address."""
        elsewhere = round(total * homes["elsewhere"])
        unusable = round(total * homes["unusable"])
        in_ward = apportion(total - elsewhere - unusable, weights, ceilings)
        unknown = self.plan["homes"]["unknown_codes"]
        return settle_children(
            self.places, in_ward, elsewhere, unusable, unknown, stream
        )

    def sizes(self, ages: list[int], stream: Stream) -> np.ndarray:
        """Ward weights: residents of the ages, blurred."""
        blur = self.plan["size_spread"] * stream.normals(self.places.ward_count)
        return self.places.people(ages) * np.exp(blur)

    def make_reviews(self, years: range) -> dict[str, list[tuple]]:
        """Dataset -> rows: the reviews, and the children due one."""
        rows, due_rows = list[tuple](), list[tuple]()
        for year in years:
            found, due = self._reviews_of(year, len(rows) + 1)
            rows += found
            due_rows += due
        return {"asq3_reviews": rows, "asq3_children_due": due_rows}

    def _reviews_of(self, year: int, first_number: int) -> tuple[list, list]:
        plan, stream = self.plan["reviews"], self.stream(REVIEWS, year)
        quarters, coverage, extra = self._review_plan(year)
        total = sum(quarter.reviews_count for quarter in quarters)
        ages = self.plan["ages_mid_2020"]["reviews"]
        due = apportion(
            round(total / coverage), self.sizes(ages.get(year, ages["later"]), stream)
        )
        covered = reviews.coverage_by_ward(
            due, coverage, plan, self.planted("coverage"), stream
        )
        children = self.settle(
            due * covered, total, self.plan["homes"]["reviews"], stream, due
        )
        effects = self.effects["asq_below"]
        drift = self.plan["yearly_drift"] * stream.normals(self.places.ward_count)
        if year in self.plan["earlier_reviews"]:
            effects = effects + drift
        odds = reviews.below_odds(plan["below_any_share"], effects)
        found = reviews.make_reviews(children, odds, quarters, plan, stream)
        unfinished = self.settle(
            due, extra["unfinished"], self.plan["homes"]["reviews"], stream
        )
        found += reviews.make_unfinished_reviews(
            unfinished, quarters, extra["nothing_completed"], plan, stream
        )
        code = self.places.local_authority_code
        rows = reviews.review_rows(code, year, found, first_number, stream)
        return rows, reviews.due_rows(self.places, year, due)

    def _review_plan(self, year: int) -> tuple[list[reviews.Quarter], float, dict]:
        """Quarters, coverage and unfinished reviews of a year."""
        last = self.plan["last_year"]["reviews"]
        if year in self.plan["earlier_reviews"]:
            plan = self.plan["earlier_reviews"][year]
            quarters = [
                reviews.Quarter(start, end, count, round(count * plan["below_share"]))
                for (_, start, end), count in zip(
                    reviews.quarters_of(year), plan["quarters"], strict=True
                )
            ]
            coverage = plan["coverage"]
        else:
            plan = self.plan["published_reviews"]
            quarters = [
                replace(quarter, start=start, end=end)
                for quarter, (_, start, end) in zip(
                    review_quarters(last, plan["quarters"]),
                    reviews.quarters_of(year),
                    strict=True,
                )
            ]
            coverage = plan["coverage"]
        quarters = [self._scaled_quarter(quarter) for quarter in quarters]
        extra = {
            "unfinished": self.scaled(plan["unfinished"]),
            "nothing_completed": plan["nothing_completed"],
        }
        return quarters, coverage, extra

    def _scaled_quarter(self, quarter: reviews.Quarter) -> reviews.Quarter:
        domains = quarter.domain_below_counts
        below = self.scaled(quarter.below_count or 0)
        return replace(
            quarter,
            reviews_count=self.scaled(quarter.reviews_count),
            below_count=below,
            domain_below_counts=domains
            and tuple(min(self.scaled(domain), below) for domain in domains),
        )

    def make_results(self, years: range) -> dict[str, list[tuple]]:
        """Dataset -> rows; years are those in which the academic years end."""
        plan = self.plan["results"]
        last = self.plan["last_year"]["results"]
        areas = sorted({goal.area for goal in self.goals})
        published = result_targets(
            self.figures, _academic_year(last), areas, plan["average_goals_offset"]
        )
        targets = results.scaled_targets(published, self.scale)
        counts = {
            sex: {
                topic: (margin.categories, margin.children)
                for topic, margin in targets.margins[sex].items()
            }
            for sex in results.SEXES
        }
        total = sum(targets.children(sex) for sex in results.SEXES)
        rows: list[tuple] = []
        for year in years:
            stream = self.stream(RESULTS, year)
            sizes = self.sizes(self.plan["ages_mid_2020"]["results"], stream)
            children = self.settle(sizes, total, self.plan["homes"]["results"], stream)
            pupils = results.draw_pupils(self.places, children, counts, plan, stream)
            odds = -self.effects["gld_below"][children.wards]
            gld, all_goals = results.choose_good_level(
                children, pupils, odds, targets.margins, stream
            )
            below = {area: total - met for area, met in targets.area_met_counts.items()}
            levels = results.spell_out_goals(
                pupils,
                gld,
                all_goals,
                below,
                targets.missing_goal_counts,
                self.goals,
                plan,
                stream,
            )
            rows += results.result_rows(
                self.places.local_authority_code,
                _academic_year(year),
                children,
                pupils,
                levels,
                len(rows) + 1,
                stream,
            )
        return {"eyfsp_results": rows}

    def make_headcount(self, years: range) -> dict[str, list[tuple]]:
        """Dataset -> rows: the headcount, and the children eligible."""
        plan = self.plan["headcount"]
        settings = headcount.make_settings(self.places, plan, self.stream(SETTINGS))
        last = self.plan["last_year"]["headcount"]
        rows, eligible_rows, first = [], [], 1
        for year in years:
            stream = self.stream(HEADCOUNT, year)
            term = f"{year}-spring"
            children_by_age, eligible_by_age = {}, {}
            for age in headcount.AGES:
                taking_up, eligible = self.figures.counts(f"eee{age}", f"{last}-spring")
                children_by_age[age], eligible_by_age[age] = self._take_up(
                    age, self.scaled(taking_up), self.scaled(eligible), stream
                )
            rows += headcount.headcount_rows(
                self.places, settings, term, children_by_age, first, plan, stream
            )
            first += sum(len(children) for children in children_by_age.values())
            edition = plan["denominator_edition"]
            eligible_rows += headcount.eligible_rows(
                self.places, term, eligible_by_age, edition, plan
            )
        return {
            "early_education_headcount": rows,
            "early_education_eligible_children": eligible_rows,
        }

    def _take_up(
        self, age: int, taking_up: int, eligible: int, stream: Stream
    ) -> tuple[Children, np.ndarray]:
        """Children taking up at one age, and the estimate of those eligible by ward."""
        plan = self.plan["headcount"]
        weights = self.sizes(self.plan["ages_mid_2020"]["headcount"][age], stream)
        if age == 2:
            weights = weights * np.exp(
                plan["eligible_at_two_deprivation"] * self.places.deprivation
            )
        true_eligible = apportion(eligible, weights)
        found = np.exp(
            plan["denominator_error"] * stream.normals(self.places.ward_count)
        )
        for ward, shares in self.planted("estimate_shares").items():
            found[ward] = shares.get(age, found[ward])
        ones = np.ones(self.places.ward_count, dtype=int)
        estimate = ones + apportion(
            eligible - self.places.ward_count, true_eligible * found
        )
        homes = self.plan["homes"]["headcount"]
        elsewhere = round(taking_up * homes["elsewhere"])
        unusable = round(taking_up * homes["unusable"])
        in_ward = headcount.choose_take_up(
            true_eligible,
            -self.effects[f"eee{age}_gap"],
            taking_up - elsewhere - unusable,
            stream,
        )
        unknown = self.plan["homes"]["unknown_codes"]
        children = settle_children(
            self.places, in_ward, elsewhere, unusable, unknown, stream
        )
        return children, estimate

    def make_accommodation(self, years: range) -> dict[str, list[tuple]]:
        """Dataset -> rows: the four quarters that end in March of each year."""
        plan = self.plan["accommodation"]
        totals = {}
        for year in years:
            for (code, _, _), total in zip(
                reviews.quarters_of(year), plan["children"], strict=True
            ):
                totals[code] = self.scaled(total)
        stream = self.stream(ACCOMMODATION)
        rows = accommodation_rows(self.places, totals, plan, stream)
        return {"temporary_accommodation": rows}

    def make_priorities(self) -> dict[str, list[tuple]]:
        """Dataset -> rows: the services' lists of one quarter, whatever the years."""
        rows = priority_rows(self.places, self.plan["service_priorities"])
        return {"service_priorities": rows}

    def make_voices(self) -> dict[str, list[tuple]]:
        """Dataset -> rows: what families said in the plan's quarters."""
        rows = voice_rows(self.places, self.plan["family_voice"], self.stream(VOICES))
        return {"family_voice": rows}

    def make_logs(self) -> dict[str, list[tuple]]:
        """Datasets -> rows: what was decided and done, whatever the years."""
        return log_rows(self.places, self.plan["log"])

    def make_provision(self) -> dict[str, list[tuple]]:
        """Dataset -> rows: settings and services of one month each."""
        numbered = headcount.make_settings(
            self.places, self.plan["headcount"], self.stream(SETTINGS)
        )
        cells = read_register_cells(
            self.project, self.places, self.plan["provision"]["register_month"]
        )
        provision = make_provision(
            self.places,
            numbered,
            usual_supply(cells, self.places, self.plan),
            "SYN000",
            self.plan,
            lambda part: self.stream(PROVISION, part),
        )
        return provision.landed


def _academic_year(end: int) -> str:
    return f"{end - 1}/{end % 100:02d}"
