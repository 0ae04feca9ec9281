"""Ofsted's register: providers of a month that add up to what is published of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from development.synthetic.draws import Stream, apportion
from development.synthetic.names import Names
from development.synthetic.sites import Directory, Site

REDACTED = "REDACTED"
REPORT_CARD = (
    "inclusion",
    "curriculum_and_teaching",
    "achievement",
    "behaviour_attitudes_and_routines",
    "welfare_and_wellbeing",
    "leadership_and_governance",
)


@dataclass(frozen=True)
class Cell:
    """Providers alike, as published together.

    ward is the position of their ground in the directory, None where Ofsted withholds
    name and address, as it does of homes.
    """

    ward: int | None
    provider_type: str
    provider_subtype: str
    is_on_early_years_register: bool
    settings_count: int
    places_count: int


@dataclass(frozen=True)
class Judgement:
    """What the last inspection found, as published; blank where there was none."""

    day: str = ""
    overall: str = ""
    safeguarding: str = ""
    report_card: tuple[str, ...] = ("",) * len(REPORT_CARD)
    childcare_day: str = ""
    childcare: str = ""


@dataclass(frozen=True)
class Provider:
    urn: str
    name: str
    cell: Cell
    combination: str
    places_count: int
    site: Site | None
    judgement: Judgement


def make_providers(
    cells: Sequence[Cell],
    month_end: date,
    urn_start: str,
    directory: Directory,
    names: Names,
    plan: dict,
    stream: Stream,
) -> list[Provider]:
    """Providers of which each cell has as many, with as many places, as it says.

    plan is that of settings. URNs are urn_start and a number, shuffled, so that they
    tell nothing.
    """
    total = sum(cell.settings_count for cell in cells)
    numbers = iter(stream.order(total).tolist())
    providers = []
    for cell in cells:
        spread = plan["home_places_spread" if cell.ward is None else "places_spread"]
        sizes = np.exp(spread * stream.normals(cell.settings_count))
        for places_count in apportion(cell.places_count, sizes).tolist():
            is_withheld = cell.ward is None
            providers.append(
                Provider(
                    f"{urn_start}{next(numbers) + 1:04d}",
                    REDACTED if is_withheld else names.name(cell.provider_subtype),
                    cell,
                    _combination(cell, plan["register"], stream),
                    places_count,
                    None if cell.ward is None else directory.place(cell.ward),
                    _judgement(cell, month_end, plan["register"], stream),
                )
            )
    return providers


def inspected_since(
    providers: list[Provider], month_end: date, plan: dict, stream: Stream
) -> list[Provider]:
    """The same providers at a later month's end, some of them with a report card.

    The older grade stands beside the card, and beside both what the Childcare Register
    found, sooner or later, as Ofsted publishes it. plan is that of settings.
    """
    cards = plan["register"]["report_cards"]
    later = []
    for provider in providers:
        before = provider.judgement
        is_due = stream.uniforms(1)[0] < cards["share"]
        if is_due and before.overall in cards["judgements"]:
            card = _report_card(before.overall, month_end, cards, stream)
            provider = replace(
                provider, judgement=replace(card, overall=before.overall)
            )
        later.append(provider)
    return [_with_childcare(one, month_end, plan["register"], stream) for one in later]


def register_rows(
    local_authority_code: str, month: str, providers: list[Provider], plan: dict
) -> list[tuple]:
    """Rows of the contract settings_register; plan is that of settings."""
    return [
        (
            local_authority_code,
            month,
            provider.urn,
            provider.name,
            provider.cell.provider_type,
            provider.cell.provider_subtype,
            plan["register"]["status"],
            provider.combination,
            "yes" if provider.cell.is_on_early_years_register else "no",
            provider.site.postcode if provider.site else "",
            provider.places_count,
            "no" if provider.site else "yes",
            provider.judgement.day,
            provider.judgement.overall,
            provider.judgement.safeguarding,
            *provider.judgement.report_card,
            provider.judgement.childcare_day,
            provider.judgement.childcare,
            "true",
        )
        for provider in providers
    ]


def _combination(cell: Cell, plan: dict, stream: Stream) -> str:
    weights = plan["combinations"]["yes" if cell.is_on_early_years_register else "no"]
    return _picked(weights, stream)


def _judgement(cell: Cell, month_end: date, plan: dict, stream: Stream) -> Judgement:
    if not cell.is_on_early_years_register:
        return Judgement()
    judgements = plan["judgements"]
    # A home is judged as homes are, whatever its subtype.
    is_home = cell.provider_type != "Childcare on non-domestic premises"
    kind = "other" if is_home else cell.provider_subtype
    overall = _picked(judgements[kind], stream)
    cards = plan["report_cards"]
    if month_end >= cards["from"] and stream.uniforms(1)[0] < cards["share"]:
        return _report_card(overall, month_end, cards, stream)
    last = min(month_end, cards["from"] - timedelta(days=1))
    day = _weekday(plan["graded_from"], last, stream)
    if overall == "none":
        return Judgement()
    safeguarding = ""
    if overall.isdigit() and day >= plan["safeguarding_from"]:
        safeguarding = "No" if overall in plan["safeguarding_not_met"] else "Yes"
    return Judgement(day.isoformat(), overall, safeguarding)


def _report_card(
    overall: str, month_end: date, cards: dict, stream: Stream
) -> Judgement:
    """A report card, better where the grade would have been; none for the ungraded."""
    weights = cards["judgements"].get(overall)
    if weights is None:
        return Judgement()
    return Judgement(
        _weekday(cards["from"], month_end, stream).isoformat(),
        "",
        "No" if overall in cards["safeguarding_not_met"] else "Yes",
        tuple(_picked(weights, stream) for _ in REPORT_CARD),
    )


def _with_childcare(
    provider: Provider, month_end: date, plan: dict, stream: Stream
) -> Provider:
    """The provider, inspected for the Childcare Register too if it is on it and due."""
    childcare = plan["childcare_register"]
    is_due = stream.uniforms(1)[0] < childcare["share"]
    if not is_due or provider.combination not in childcare["combinations"]:
        return provider
    found = replace(
        provider.judgement,
        childcare_day=_weekday(childcare["from"], month_end, stream).isoformat(),
        childcare=_picked(childcare["judgements"], stream),
    )
    return replace(provider, judgement=found)


def _weekday(first: date, last: date, stream: Stream) -> date:
    """A day from first to last; a weekend's goes back to its Friday."""
    days = (last - first).days
    day = first + timedelta(days=int(stream.uniforms(1)[0] * (days + 1)))
    return day - timedelta(days=max(0, day.weekday() - 4))


def _picked(weights: dict[str, float], stream: Stream) -> str:
    (found,) = stream.pick(np.array(list(weights.values()), dtype=float), 1)
    return list(weights)[found]
