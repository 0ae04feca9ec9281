"""The directory of services for families: clinics, stay and play, and others."""

from dataclasses import dataclass

import numpy as np

from development.synthetic.council_list import Listed
from development.synthetic.draws import Stream
from development.synthetic.names import Names
from development.synthetic.places import Places
from development.synthetic.sites import Directory, Site


@dataclass(frozen=True)
class Service:
    service_id: str
    service_type: str
    name: str
    venue: str
    site: Site


def make_services(
    places: Places,
    listed: list[Listed],
    directory: Directory,
    names: Names,
    plan: dict,
    stream: Stream,
) -> list[Service]:
    """Services in the plan's numbers, unevenly over the wards.

    Those of a children's centre are held where the council's list has it. plan is that
    of settings.
    """
    centres = [one for one in listed if one.setting_type == "childrens_centre"]
    found = [(one.setting_type, one.name, one.name, one.site) for one in centres]
    for service_type, a_ward in plan["services"]["a_ward"].items():
        blur = plan["services"]["spread"] * stream.normals(places.ward_count)
        wards = stream.pick(np.exp(blur), round(a_ward * places.ward_count))
        for ward in wards.tolist():
            venue = names.name("venue")
            words = " ".join(venue.split()[:2])
            name = f"{words} {plan['services']['names'][service_type]}"
            found.append((service_type, name, venue, directory.place(ward)))
    order = stream.order(len(found))
    return [
        Service(f"SVC-{number + 1:04d}", *found[position])
        for number, position in enumerate(order)
    ]


def service_rows(
    local_authority_code: str,
    month: str,
    services: list[Service],
    phone_start: str,
    plan: dict,
    stream: Stream,
) -> list[tuple]:
    """Rows of the contract early_years_services; plan is that of settings.

    phone_start and three digits are numbers that Ofcom keeps for drama.
    """
    shares = plan["services"]
    known = stream.uniforms(len(services)) < shares["place_known_share"]
    rows = []
    for number, (service, has_place) in enumerate(zip(services, known, strict=True)):
        site = service.site
        number_text = service.service_id.lower()
        rows.append(
            (
                local_authority_code,
                month,
                service.service_id,
                service.service_type,
                service.name,
                service.venue if has_place else "",
                site.postcode if has_place else "",
                f"{site.latitude:.6f}" if has_place else "",
                f"{site.longitude:.6f}" if has_place else "",
                f"{phone_start}{(shares['first_phone'] + number) % 1000:03d}",
                shares["mailbox"].format(number=number_text),
                shares["website"].format(number=number_text),
                "true",
            )
        )
    return rows
