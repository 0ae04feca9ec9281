"""How far each ward lies above or below the city, before any child is drawn."""

import numpy as np

from development.synthetic.draws import Stream
from development.synthetic.places import Places

INDICATORS = ("asq_below", "gld_below", "eee2_gap", "eee3_gap", "eee4_gap")


def ward_effects(
    places: Places,
    plan: dict,
    planted: dict[int, dict[str, float]],
    stream: Stream,
) -> dict[str, np.ndarray]:
    """Indicator -> log odds of need by ward, 0 for the city.

    A part of its own, one that all indicators of a ward have in common, and a tie to
    deprivation; planted (ward position -> indicator -> log odds) replaces the draw.
    """
    common = np.sqrt(plan["common_share"]) * stream.normals(places.ward_count)
    effects = {}
    for indicator in INDICATORS:
        own = np.sqrt(1 - plan["common_share"]) * stream.normals(places.ward_count)
        effect = plan["spread"] * (common + own)
        effect += plan["deprivation"][indicator] * places.deprivation
        for ward, planned in planted.items():
            effect[ward] = planned[indicator]
        effects[indicator] = effect
    return effects
