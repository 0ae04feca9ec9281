"""When settings and services are open."""

import numpy as np

from development.synthetic.draws import Stream


def hours_rows(
    local_authority_code: str,
    month: str,
    opened: list[tuple[str, str]],
    known_share: float,
    plan: dict,
    stream: Stream,
) -> list[tuple]:
    """Rows of the contract setting_hours for (number, kind) of settings or services.

    Of what is not known there is no row. plan is that of settings.
    """
    hours, rows = plan["hours"], []
    for number, kind in opened:
        known, saturday = stream.uniforms(2)
        patterns = hours["patterns"][kind]
        weights = np.array([pattern[0] for pattern in patterns], dtype=float)
        _, weeks, opens_at, closes_at = patterns[stream.pick(weights, 1)[0]]
        weekdays = hours["weekdays"]
        days = np.sort(stream.order(len(weekdays))[: hours["days"].get(kind)])
        if known >= known_share:
            continue
        start = (local_authority_code, month, number)
        rows += [
            (*start, weekdays[day], weeks, opens_at, closes_at, "true") for day in days
        ]
        if saturday < hours["saturday_share"]:
            rows.append((*start, "saturday", weeks, *hours["saturday"], "true"))
    return rows
