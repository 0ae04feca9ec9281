"""The council's list of settings, with the numbers that the headcount knows them by."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count

import numpy as np

from development.synthetic.draws import Stream, apportion, largest
from development.synthetic.headcount import Settings
from development.synthetic.names import Names
from development.synthetic.places import Places
from development.synthetic.register import Provider
from development.synthetic.sites import Directory, Site

# Ages and weeks of a kind that takes no children.
UNTOLD = ("", "", "")


@dataclass(frozen=True)
class Listed:
    """A setting of the list. pattern is the kind by which its hours are known."""

    setting_id: str
    urn: str
    name: str
    setting_type: str
    pattern: str
    ward: int
    site: Site
    places_count: int
    may_be_named: bool


def make_list(
    places: Places,
    numbered: Settings,
    providers: list[Provider],
    factors: np.ndarray,
    directory: Directory,
    names: Names,
    urn_start: str,
    plan: dict,
    stream: Stream,
) -> list[Listed]:
    """Schools, nurseries, childminders and children's centres of the wards.

    The headcount numbers as many settings in every ward. Its schools are the list's;
    its other settings are a nursery school, where the ward has one, then those of the
    register, then childminders. What the headcount has no number for goes on after its
    last: it had no funded child. URNs of schools are urn_start and a number. factors
    is wards: how large schools and childminders are beside the usual; a ward below 1
    has no nursery school. plan is that of settings.
    """
    known = len([one for of_ward in _all_ids(numbered) for one in of_ward])
    new_ids = (f"SET-{number:04d}" for number in count(known + 1))
    urns = (f"{urn_start}{number:04d}" for number in count(1))
    # Homes in the register are withheld, but the council knows them by their URN.
    homes = iter(
        [
            provider
            for provider in providers
            if provider.cell.provider_type == "Childminder"
            and provider.cell.is_on_early_years_register
        ]
    )
    nursery_schools = _wards_with("nursery_schools_share", places, plan, stream)
    nursery_schools &= factors >= 1
    centres = _wards_with("childrens_centres_share", places, plan, stream)
    by_ward = _registered(providers, plan)
    listed = []
    for ward in range(places.ward_count):
        others = iter(numbered.others[ward])
        if nursery_schools[ward]:
            listed.append(
                Listed(
                    _next(others, new_ids),
                    next(urns),
                    names.name("maintained_nursery_school"),
                    "maintained_nursery_school",
                    "maintained_nursery_school",
                    ward,
                    directory.place(ward),
                    _size(plan["list"]["nursery_school_places"], plan, stream),
                    True,
                )
            )
        listed += [
            Listed(
                _next(others, new_ids),
                provider.urn,
                provider.name,
                "private_voluntary_independent",
                provider.cell.provider_subtype,
                ward,
                provider.site,
                provider.places_count,
                True,
            )
            for provider in by_ward.get(ward, ())
            if provider.site
        ]
        listed += [
            _childminder(
                setting_id, ward, factors[ward], homes, directory, names, plan, stream
            )
            for setting_id in others
        ]
        if centres[ward]:
            listed.append(
                Listed(
                    next(new_ids),
                    "",
                    names.name("childrens_centre"),
                    "childrens_centre",
                    "childrens_centre",
                    ward,
                    directory.place(ward),
                    0,
                    True,
                )
            )
    share = plan["list"]["school_places_share"]
    rest = sum(setting.places_count for setting in listed)
    return listed + _schools(
        numbered,
        round(share / (1 - share) * rest),
        factors,
        urns,
        directory,
        names,
        plan,
        stream,
    )


def list_rows(
    local_authority_code: str,
    month: str,
    listed: list[Listed],
    phone_start: str,
    plan: dict,
    stream: Stream,
) -> list[tuple]:
    """Rows of the contract council_settings; plan is that of settings.

    phone_start and three digits are numbers that Ofcom keeps for drama.

    Here and there the council doesn't know the places, the postcode or the point; one
    of the last two it always knows. Fees, SEND, languages, vacancies and days of
    opening and closing stay blank.
    """
    shares, rows = plan["list"], []
    known = stream.uniforms(len(listed), 3)
    for number, (setting, draws) in enumerate(zip(listed, known, strict=True)):
        has_postcode = draws[1] < shares["postcode_known_share"]
        has_point = not has_postcode or draws[2] < shares["point_known_share"]
        # A children's centre is no setting with places: none are told.
        has_places = (
            setting.setting_type != "childrens_centre"
            and draws[0] < shares["places_known_share"]
        )
        rows.append(
            (
                local_authority_code,
                month,
                setting.setting_id,
                setting.urn,
                setting.name,
                setting.setting_type,
                setting.site.postcode if has_postcode else "",
                f"{setting.site.latitude:.6f}" if has_point else "",
                f"{setting.site.longitude:.6f}" if has_point else "",
                setting.places_count if has_places else "",
                "yes" if setting.may_be_named else "no",
                f"{phone_start}{(shares['first_phone'] + number) % 1000:03d}"
                if number % shares["phone_unknown_every"]
                else "",
                f"https://settings.example/{setting.setting_id.lower()}"
                if number % shares["website_every"] == 0
                else "",
                f"{setting.setting_id.lower()}@settings.example"
                if number % shares["phone_unknown_every"]
                else "",
                *shares["ages_and_weeks"].get(setting.pattern, UNTOLD),
                *("", "", "", "", "", ""),
                "true",
            )
        )
    return rows


def _all_ids(numbered: Settings) -> list[tuple[str, ...]]:
    return [*numbered.schools, *numbered.others]


def _next(known: Iterator[str], new: Iterator[str]) -> str:
    """The ward's next number in the headcount, or a new one where there is none."""
    found = next(known, None)
    return next(new) if found is None else found


def _wards_with(what: str, places: Places, plan: dict, stream: Stream) -> np.ndarray:
    scores = plan["list"]["deprivation_pull"] * places.deprivation
    scores = scores + stream.normals(places.ward_count)
    return largest(scores, round(plan["list"][what] * places.ward_count))


def _registered(providers: list[Provider], plan: dict) -> dict[int, list[Provider]]:
    """Ward -> the settings in the register that the council lists."""
    found: dict[int, list[Provider]] = {}
    for provider in providers:
        cell = provider.cell
        is_listed = cell.provider_subtype in plan["list"]["subtypes"]
        if cell.ward is not None and cell.is_on_early_years_register and is_listed:
            found.setdefault(cell.ward, []).append(provider)
    return found


def _childminder(
    setting_id: str,
    ward: int,
    factor: float,
    homes: Iterator[Provider],
    directory: Directory,
    names: Names,
    plan: dict,
    stream: Stream,
) -> Listed:
    shares = plan["list"]
    has_urn, is_named = stream.uniforms(2) < [
        shares["childminder_urn_share"],
        shares["childminder_named_share"],
    ]
    home = next(homes, None) if has_urn and factor >= 1 else None
    return Listed(
        setting_id,
        home.urn if home else "",
        names.name("childminder"),
        "childminder",
        "childminder",
        ward,
        directory.place(ward),
        home.places_count
        if home
        else round(min(1, factor) * shares["childminder_places"]),
        bool(is_named),
    )


def _size(mean: int, plan: dict, stream: Stream) -> int:
    return round(
        mean * float(np.exp(plan["home_places_spread"] * stream.normals(1)[0]))
    )


def _schools(
    numbered: Settings,
    total: int,
    factors: np.ndarray,
    urns: Iterator[str],
    directory: Directory,
    names: Names,
    plan: dict,
    stream: Stream,
) -> list[Listed]:
    ids = [
        (ward, setting_id)
        for ward, of_ward in enumerate(numbered.schools)
        for setting_id in of_ward
    ]
    sizes = np.exp(plan["home_places_spread"] * stream.normals(len(ids)))
    sizes = sizes * factors[[ward for ward, _ in ids]]
    return [
        Listed(
            setting_id,
            next(urns),
            names.name("school_nursery"),
            "school_nursery",
            "school_nursery",
            ward,
            directory.place(ward),
            places_count,
            True,
        )
        for (ward, setting_id), places_count in zip(
            ids, apportion(total, sizes).tolist(), strict=True
        )
    ]
