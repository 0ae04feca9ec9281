"""Settings, their hours and funded places, services and postcodes of one council."""

import calendar
from collections.abc import Callable
from datetime import date

import numpy as np

from early_years.synthetic.council_list import list_rows, make_list
from early_years.synthetic.draws import Stream
from early_years.synthetic.funding import funded_rows
from early_years.synthetic.headcount import Settings
from early_years.synthetic.hours import hours_rows
from early_years.synthetic.names import Names
from early_years.synthetic.places import Places
from early_years.synthetic.register import Cell, make_providers, register_rows
from early_years.synthetic.services import make_services, service_rows
from early_years.synthetic.sites import Directory, ward_grounds

# Each part draws from a stream of its own.
PARTS = ("sites", "names", "register", "list", "known", "funded", "hours", "services")


def make_provision(
    places: Places,
    numbered: Settings,
    cells: list[Cell],
    urn_start: str,
    plan: dict,
    stream: Callable[[int], Stream],
) -> dict[str, list[tuple]]:
    """Dataset -> rows of the six datasets about settings and services.

    numbered is what the headcount calls the settings; cells is what the register has
    to add up to. plan has the sections settings and provision; stream gives the stream
    of a part.
    """
    code, months, settings = (
        places.local_authority_code,
        plan["provision"],
        plan["settings"],
    )
    draws = {part: stream(position) for position, part in enumerate(PARTS)}
    grounds = ward_grounds(places, months["districts"])
    directory = Directory(grounds, places.outside_points, settings, draws["sites"])
    names = Names(settings["names"], draws["names"])
    providers = make_providers(
        cells,
        _last_day(months["register_month"]),
        f"{urn_start}0",
        directory,
        names,
        settings,
        draws["register"],
    )
    listed = make_list(
        places,
        numbered,
        providers,
        directory,
        names,
        f"{urn_start}9",
        settings,
        draws["list"],
    )
    services = make_services(
        places, listed, directory, names, settings, draws["services"]
    )
    free_shares = np.full(places.ward_count, settings["funded"]["free_share"])
    month = months["list_month"]
    known = settings["hours"]["known_shares"]
    return {
        "settings_register": register_rows(
            code, months["register_month"], providers, settings
        ),
        "council_settings": list_rows(code, month, listed, settings, draws["known"]),
        "funded_places": funded_rows(
            code, month, listed, free_shares, settings, draws["funded"]
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


def _last_day(month: str) -> date:
    year, number = (int(part) for part in month.split("-"))
    return date(year, number, calendar.monthrange(year, number)[1])
