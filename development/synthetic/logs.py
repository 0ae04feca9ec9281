"""What a council decided and did, made up: the log that follow-up is read from."""

from development.synthetic.places import Places


def log_rows(places: Places, plan: dict) -> dict[str, list[tuple]]:
    """Rows of the contracts decisions and actions, as the plan lists them."""
    council = places.local_authority_code
    names = dict(zip(places.ward_codes, places.ward_names, strict=True))
    decisions = [
        (
            council,
            decision["quarter"],
            code,
            decision["kind"],
            decision["text"],
            decision["by"],
            decision["decided"],
            decision["entered"],
            "true",
        )
        for code, decision in plan["decisions"].items()
    ]
    actions = [
        (
            council,
            action["quarter"],
            code,
            action["decision"],
            ward_code,
            names[ward_code],
            action["text"],
            action["from_date"],
            action["indicator"],
            action.get("result_from", ""),
            action["entered"],
            "true",
        )
        for code, action in plan["actions"].items()
        for ward_code in action["wards"]
    ]
    return {"decisions": decisions, "actions": actions}
