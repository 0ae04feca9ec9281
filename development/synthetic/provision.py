"""Settings, their hours and funded places, services and postcodes of one council."""

import calendar
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from development.synthetic.council_list import Listed, list_rows, make_list
from development.synthetic.draws import Stream
from development.synthetic.funding import funded_rows
from development.synthetic.headcount import Settings
from development.synthetic.hours import hours_rows
from development.synthetic.names import Names
from development.synthetic.places import Places
from development.synthetic.register import (
    Cell,
    Provider,
    inspected_since,
    make_providers,
    register_rows,
)
from development.synthetic.services import make_services, service_rows
from development.synthetic.sites import Directory, Ground, ward_grounds

# Each part draws from a stream of its own.
PARTS = (
    *("sites", "names", "register", "list", "known", "funded", "hours", "services"),
    "inspections",
)


@dataclass(frozen=True)
class Supply:
    """What is fixed before a setting is drawn.

    cells is what the register has to add up to. factors is wards: the supply beside the
    usual, which makes schools larger or smaller; free_shares is wards: how many of the
    funded places are free. neighbours are cells of councils around, by council, and
    outside their LSOAs as one more ground after those of the wards; without settings of
    theirs there is none.
    """

    cells: list[Cell]
    factors: np.ndarray
    free_shares: np.ndarray
    neighbours: tuple[Cell, ...] = ()
    outside: Ground | None = None
    outside_council: str = ""


@dataclass(frozen=True)
class Provision:
    """Dataset -> rows of the six datasets, and the council's list behind them."""

    landed: dict[str, list[tuple]]
    listed: list[Listed]


def usual_supply(cells: list[Cell], places: Places, plan: dict) -> Supply:
    """Cells as they are, and every ward like the others."""
    free_share = plan["settings"]["funded"]["free_share"]
    wards = np.ones(places.ward_count)
    return Supply(cells, wards, free_share * wards)


def make_provision(
    places: Places,
    numbered: Settings,
    supply: Supply,
    urn_start: str,
    plan: dict,
    stream: Callable[[int], Stream],
) -> Provision:
    """Settings and services of one council.

    numbered is what the headcount calls the settings. plan has the sections settings
    and provision; stream gives the stream of a part.
    """
    code, months = places.local_authority_code, plan["provision"]
    settings = plan["settings"]
    draws = {part: stream(position) for position, part in enumerate(PARTS)}
    grounds = ward_grounds(places, months["districts"])
    around = places.outside_points
    if supply.outside:
        grounds, around = [*grounds, supply.outside], around[:0]
    directory = Directory(grounds, around, settings, draws["sites"])
    names = Names(settings["names"], draws["names"])
    providers = make_providers(
        [*supply.cells, *supply.neighbours],
        _last_day(months["register_month"]),
        f"{urn_start}0",
        directory,
        names,
        settings,
        draws["register"],
    )
    own = sum(cell.settings_count for cell in supply.cells)
    listed = make_list(
        places,
        numbered,
        providers[:own],
        supply.factors,
        directory,
        names,
        f"{urn_start}9",
        settings,
        draws["list"],
    )
    services = make_services(
        places, listed, directory, names, settings, draws["services"]
    )
    month = months["list_month"]
    known = settings["hours"]["known_shares"]
    register_month = months["register_month"]
    landed = {
        "settings_register": [
            *register_rows(code, register_month, providers[:own], settings),
            *register_rows(
                supply.outside_council, register_month, providers[own:], settings
            ),
            *_later_rows(code, providers[:own], plan, draws["inspections"]),
        ],
        "council_settings": list_rows(
            code, month, listed, months["phone_start"], settings, draws["known"]
        ),
        "funded_places": funded_rows(
            code, month, listed, supply.free_shares, settings, draws["funded"]
        ),
        "setting_hours": [
            *hours_rows(
                code,
                month,
                [(one.setting_id, one.pattern) for one in listed],
                known["settings"],
                settings,
                draws["hours"],
            ),
            *hours_rows(
                code,
                month,
                [(one.service_id, one.service_type) for one in services],
                known["services"],
                settings,
                draws["hours"],
            ),
        ],
        "early_years_services": service_rows(
            code, month, services, months["phone_start"], settings, draws["services"]
        ),
        "postcodes": directory.rows(months["directory_month"]),
    }
    return Provision(landed, listed)


def _later_rows(
    code: str, providers: list[Provider], plan: dict, stream: Stream
) -> list[tuple]:
    """The register of a later month, where the plan has one, with report cards."""
    month = plan["provision"].get("later_register_month")
    if month is None:
        return []
    settings = plan["settings"]
    later = inspected_since(providers, _last_day(month), settings, stream)
    return register_rows(code, month, later, settings)


def _last_day(month: str) -> date:
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])
