"""What families said, by ward: how many, and what they agreed to."""

from collections import Counter

import numpy as np

from development.synthetic.draws import Stream
from development.synthetic.places import Places


def voice_rows(places: Places, plan: dict, stream: Stream) -> list[tuple]:
    """Rows of the contract family_voice: few wards are heard, and few families of each.

    wards of the plan is how many wards are heard in each quarter, and rows how many
    rows each of them has at most; the same answer twice in a ward is one row.
    """
    found: Counter[tuple] = Counter()
    for quarter in plan["quarters"]:
        for ward in stream.order(places.ward_count)[: plan["wards"]]:
            for _ in range(1 + int(stream.uniforms(1)[0] * plan["rows"])):
                answers = (
                    _picked(plan[part], stream)
                    for part in ("themes", "groups", "sources", "consents")
                )
                drawn = -plan["families"] * np.log(1 - stream.uniforms(1)[0])
                found[quarter, ward, *answers] += 1 + int(drawn)
    return [
        (
            places.local_authority_code,
            quarter,
            places.ward_codes[ward],
            places.ward_names[ward],
            theme,
            group,
            source,
            families,
            consent,
            "true",
        )
        for (quarter, ward, theme, group, source, consent), families in found.items()
    ]


def _picked(weights: dict[str, float], stream: Stream) -> str:
    names = list(weights)
    return names[stream.pick(np.array(list(weights.values())), 1)[0]]
