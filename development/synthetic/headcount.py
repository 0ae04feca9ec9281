"""Funded early education: the headcount of a term, and the children eligible."""

from dataclasses import dataclass

import numpy as np

from development.synthetic.draws import Stream, choose, logistic
from development.synthetic.places import Children, Places

AGES = (2, 3, 4)


@dataclass(frozen=True)
class Settings:
    """The schools and other settings of each ward."""

    schools: tuple[tuple[str, ...], ...]
    others: tuple[tuple[str, ...], ...]


def make_settings(places: Places, plan: dict, stream: Stream) -> Settings:
    """As many settings for each ward as the plan says, numbered in shuffled order."""
    schools, others = plan["schools_a_ward"], plan["other_settings_a_ward"]
    order = stream.order(places.ward_count * (schools + others))
    names = [f"SET-{number + 1:04d}" for number in order]
    by_ward = [
        names[ward * (schools + others) : (ward + 1) * (schools + others)]
        for ward in range(places.ward_count)
    ]
    return Settings(
        tuple(tuple(of_ward[:schools]) for of_ward in by_ward),
        tuple(tuple(of_ward[schools:]) for of_ward in by_ward),
    )


def choose_take_up(
    eligible: np.ndarray, odds: np.ndarray, taking_up: int | None, stream: Stream
) -> np.ndarray:
    """Children taking up by ward, drawn child by child from those eligible.

    odds is each ward's log odds of taking up. taking_up ties the sum; None leaves it to
    the draw.
    """
    wards = np.repeat(np.arange(len(eligible)), eligible)
    if taking_up is None:
        chosen = stream.uniforms(len(wards)) < logistic(odds[wards])
    else:
        whole = np.zeros((len(wards), 1), dtype=int)
        target = [np.array([taking_up])]
        chosen = choose(odds[wards], wards, whole, target, stream)
    return np.bincount(wards[chosen], minlength=len(eligible))


def headcount_rows(
    places: Places,
    settings: Settings,
    term: str,
    children_by_age: dict[int, Children],
    first_number: int,
    plan: dict,
    stream: Stream,
) -> list[tuple]:
    """Rows of the contract early_education_headcount: one a child and entitlement."""
    everyone = [
        (age, ward, home)
        for age, children in children_by_age.items()
        for ward, home in zip(children.wards.tolist(), children.homes, strict=True)
    ]
    uniforms = stream.uniforms(len(everyone), 9)
    order = stream.order(len(everyone))
    send = stream.uniforms(len(everyone))
    rows = []
    for number, child in enumerate(order):
        age, ward, home = everyone[child]
        draws = uniforms[child]
        reception = age == 4 and draws[0] < plan["reception_share"]
        school = reception or draws[1] < plan["school_nursery_share"][age]
        source = "school_census" if school else "early_years_census"
        if not school and draws[2] < plan["termly_headcount_share"]:
            source = "termly_headcount"
        of_ward = (settings.schools if school else settings.others)[
            _setting_ward(places, ward, draws[3], plan)
        ]
        stretched = not school and draws[4] < plan["stretched_share"]
        premium = (
            age > 2
            and not reception
            and draws[5] < _premium_share(places.deprivation[ward], plan)
        )
        start = (places.local_authority_code, term, f"EEE-{first_number + number:06d}")
        setting = of_ward[int(draws[6] * len(of_ward))]
        end = (
            "yes" if stretched else "no",
            source,
            "yes" if reception else "no",
            "yes" if premium else "no",
            "yes" if send[child] < plan["send_share"][age] else "no",
            "true",
        )
        hours = _hours(stretched, draws[7], plan)
        basis = "additional_support" if age == 2 else "universal"
        rows.append((*start, home, age, basis, setting, hours, *end))
        working = plan["working_parents_share"] * np.exp(
            -plan["working_parents_deprivation"] * places.deprivation[ward]
        )
        if age > 2 and not reception and draws[8] < working:
            hours = plan["stretched_hours"] if stretched else plan["full_hours"]
            rows.append((*start, home, age, "working_parents", setting, hours, *end))
    return rows


def _setting_ward(places: Places, ward: int, draw: float, plan: dict) -> int:
    """The ward of the setting: mostly the child's own, else one of the nearest."""
    near = places.near_wards[ward]
    home_share = plan["own_ward_share"]
    if draw < home_share:
        return ward
    return int(near[int((draw - home_share) / (1 - home_share) * len(near))])


def _premium_share(deprivation: float, plan: dict) -> float:
    share = plan["pupil_premium_share"]
    odds = share / (1 - share) * np.exp(plan["pupil_premium_deprivation"] * deprivation)
    return odds / (1 + odds)


def _hours(stretched: bool, draw: float, plan: dict) -> float:
    if stretched:
        return plan["stretched_hours"]
    part = draw < plan["part_hours_share"]
    return plan["part_hours"] if part else plan["full_hours"]


def eligible_rows(
    places: Places,
    term: str,
    eligible_by_age: dict[int, np.ndarray],
    edition: str,
    plan: dict,
) -> list[tuple]:
    """Rows of the contract early_education_eligible_children, rolled on to the term."""
    first_day = f"{term.partition('-')[0]}-01-01"
    return [
        (
            places.local_authority_code,
            term,
            code,
            name,
            age,
            int(count),
            plan["denominator_sources"][age],
            edition,
            plan["estimate_bases"][age],
            first_day,
            "lsoa_best_fit",
            "true",
        )
        for age, counts in eligible_by_age.items()
        for code, name, count in zip(
            places.ward_codes, places.ward_names, counts, strict=True
        )
    ]
