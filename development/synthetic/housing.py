"""Children in temporary accommodation."""

import numpy as np

from development.synthetic.draws import Stream, apportion
from development.synthetic.places import Places


def accommodation_rows(
    places: Places, totals: dict[str, int], plan: dict, stream: Stream
) -> list[tuple]:
    """Rows of the contract temporary_accommodation for quarter -> children in all.

    Poor wards have more, and some far more: placements follow where rooms are to be
    had. Small cells arrive as 'c', as the housing team would send them.
    """
    weights = places.people(list(range(places.people_by_age.shape[1]))) * np.exp(
        plan["deprivation"] * places.deprivation
        + plan["spread"] * stream.normals(places.ward_count)
    )
    rows = []
    for quarter, total in totals.items():
        noise = np.exp(plan["quarterly_spread"] * stream.normals(places.ward_count))
        for code, name, count in zip(
            places.ward_codes,
            places.ward_names,
            apportion(total, weights * noise),
            strict=True,
        ):
            shown = "c" if 0 < count < plan["suppressed_below"] else int(count)
            rows.append(
                (places.local_authority_code, quarter, code, name, shown, "true")
            )
    return rows
