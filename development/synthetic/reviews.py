"""ASQ-3 reviews at age two, and the children due one."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from development.synthetic.draws import Stream, choose, logistic, logit, spread
from development.synthetic.places import Children, Places

DOMAINS = (
    "communication",
    "gross_motor",
    "fine_motor",
    "problem_solving",
    "personal_social",
)


@dataclass(frozen=True)
class Quarter:
    """A quarter of a provider's year: what its reviews have to add up to.

    below_count is the children below expected in at least one domain, None to leave it
    to the draw; domain_below_counts is one a domain, None to take the plan's shares.
    """

    start: date
    end: date
    reviews_count: int
    below_count: int | None = None
    domain_below_counts: tuple[int, ...] | None = None


@dataclass(frozen=True)
class Review:
    home: str
    day: date
    age_in_months: int
    results: tuple[str, ...]


def quarters_of(label: int) -> list[tuple[str, date, date]]:
    """The quarters of the provider's year: 2022 runs from April 2021 to March 2022."""
    starts = [date(label - 1, month, 1) for month in (4, 7, 10)] + [date(label, 1, 1)]
    ends = [start - timedelta(days=1) for start in [*starts[1:], date(label, 4, 1)]]
    return [
        (f"{start.year}-Q{(start.month + 2) // 3}", start, end)
        for start, end in zip(starts, ends, strict=True)
    ]


def coverage_by_ward(
    due: np.ndarray,
    share: float,
    plan: dict,
    planted: dict[int, float],
    stream: Stream,
) -> np.ndarray:
    """A share reviewed for each ward that gives `share` over all children due.

    planted is ward position -> a share that stays as it is.
    """
    effect = plan["coverage_spread"] * stream.normals(len(due))
    low, high = -10.0, 10.0
    for _ in range(60):
        middle = (low + high) / 2
        rates = np.clip(logistic(middle + effect), *plan["coverage_limits"])
        for ward, rate in planted.items():
            rates[ward] = rate
        if (rates * due).sum() < share * due.sum():
            low = middle
        else:
            high = middle
    return rates


def make_reviews(
    children: Children,
    below_odds: np.ndarray,
    quarters: list[Quarter],
    plan: dict,
    stream: Stream,
) -> list[Review]:
    """Reviews with all five domains completed, as many as the quarters ask for.

    below_odds is each ward's log odds of a result below expected in any domain.
    """
    reviews, first = [], 0
    for quarter in quarters:
        members = np.arange(first, first + quarter.reviews_count)
        first += quarter.reviews_count
        wards = children.wards[members]
        odds = below_odds[wards]
        if quarter.below_count is None:
            below = stream.uniforms(len(members)) < logistic(odds)
        else:
            whole = np.zeros((len(members), 1), dtype=int)
            target = [np.array([quarter.below_count])]
            below = choose(odds, wards, whole, target, stream)
        marks = np.zeros((len(members), len(DOMAINS)), dtype=bool)
        marks[below] = _domains_below(int(below.sum()), quarter, plan, stream)
        results = np.where(marks, "below", "expected")
        days = _weekdays(quarter, stream, len(members))
        ages = _ages(plan, stream, len(members))
        for position, member in enumerate(members):
            reviews.append(
                Review(
                    children.homes[member],
                    days[position],
                    ages[position],
                    tuple(results[position].tolist()),
                )
            )
    return reviews


def make_unfinished_reviews(
    children: Children,
    quarters: list[Quarter],
    nothing_completed: bool,
    plan: dict,
    stream: Stream,
) -> list[Review]:
    """Reviews that lack one or more domains, or all of them."""
    reviews = []
    shares = np.array([plan["domain_below_shares"][domain] for domain in DOMAINS])
    ages = _ages(plan, stream, len(children))
    for child, home in enumerate(children.homes):
        quarter = quarters[child % len(quarters)]
        (day,) = _weekdays(quarter, stream, 1)
        below = stream.uniforms(len(DOMAINS)) < plan["below_any_share"] * shares
        missing = stream.uniforms(len(DOMAINS)) < plan["domain_missing_share"]
        missing[stream.pick(np.ones(len(DOMAINS)), 1)] = True
        missing |= nothing_completed
        results = np.where(
            missing, "not_completed", np.where(below, "below", "expected")
        )
        reviews.append(Review(home, day, ages[child], tuple(results.tolist())))
    return reviews


def review_rows(
    local_authority_code: str,
    label: int,
    reviews: list[Review],
    first_number: int,
    stream: Stream,
) -> list[tuple]:
    """Rows of the contract asq3_reviews, numbered in an order that reveals nothing."""
    return [
        (
            local_authority_code,
            label,
            f"ASQ-{first_number + number:06d}",
            reviews[position].home,
            reviews[position].day.isoformat(),
            reviews[position].age_in_months,
            *reviews[position].results,
            "true",
        )
        for number, position in enumerate(stream.order(len(reviews)))
    ]


def due_rows(places: Places, label: int, due: np.ndarray) -> list[tuple]:
    """Rows of the contract asq3_children_due; due is children by ward."""
    return [
        (places.local_authority_code, label, code, name, int(count), "true")
        for code, name, count in zip(
            places.ward_codes, places.ward_names, due, strict=True
        )
    ]


def below_odds(share: float, effects: np.ndarray) -> np.ndarray:
    """Log odds by ward of a result below expected in any domain."""
    return logit(share) + effects


def _domains_below(
    count: int, quarter: Quarter, plan: dict, stream: Stream
) -> np.ndarray:
    totals = quarter.domain_below_counts
    if totals is None:
        shares = plan["domain_below_shares"]
        totals = tuple(round(count * shares[domain]) for domain in DOMAINS)
    scores = stream.normals(count, len(DOMAINS))
    scores += plan["domains_together"] * stream.normals(count)[:, None]
    return spread(scores, totals)


def _weekdays(quarter: Quarter, stream: Stream, count: int) -> list[date]:
    days = [
        quarter.start + timedelta(days=n)
        for n in range((quarter.end - quarter.start).days + 1)
    ]
    days = [day for day in days if day.weekday() < 5]
    return [days[n] for n in stream.pick(np.ones(len(days)), count)]


def _ages(plan: dict, stream: Stream, count: int) -> list[int]:
    months = list(plan["age_in_months_weights"])
    weights = np.array([plan["age_in_months_weights"][month] for month in months])
    return [months[n] for n in stream.pick(weights, count)]
