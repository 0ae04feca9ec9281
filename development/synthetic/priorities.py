"""The wards on which services say they focus."""

from development.synthetic.places import Places


def priority_rows(places: Places, plan: dict) -> list[tuple]:
    """Rows of the contract service_priorities, as the plan lists them.

    ended gives a ward's own last day, for a focus that is over although the list that
    it stands in is not. A service without to_date has set no end.
    """
    names = dict(zip(places.ward_codes, places.ward_names, strict=True))
    return [
        (
            places.local_authority_code,
            plan["quarter"],
            service_code,
            service["name"],
            ward_code,
            names[ward_code],
            service["from_date"],
            service.get("ended", {}).get(ward_code, service.get("to_date", "")),
            service["basis"],
            "true",
        )
        for service_code, service in plan["services"].items()
        for ward_code in service["wards"]
    ]
