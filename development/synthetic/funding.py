"""Funded places of the settings in the council's list."""

import numpy as np

from development.synthetic.council_list import Listed
from development.synthetic.draws import Stream, apportion

AGES = ("under_two", "two", "three", "four")


def funded_rows(
    local_authority_code: str,
    month: str,
    listed: list[Listed],
    free_shares: np.ndarray,
    plan: dict,
    stream: Stream,
) -> list[tuple]:
    """Rows of the contract funded_places: one a setting with places and age.

    free_shares is how many of a ward's funded places are free, on average. The funded
    places of a setting are never more than its places, nor are those free more than
    the funded. plan is that of settings.
    """
    shares, rows = plan["funded"], []
    for setting in listed:
        if setting.setting_type not in shares["offers"]:
            continue
        funded = _funded_counts(setting, shares, stream)
        draws = stream.uniforms(len(AGES), 3)
        blur = np.exp(shares["free_spread"] * stream.normals(len(AGES)))
        free = np.minimum(np.round(funded * free_shares[setting.ward] * blur), funded)
        for age, name in enumerate(AGES):
            offers = "yes" if funded[age] else "no"
            count: int | str = ""
            free_count: int | str = ""
            if draws[age, 0] < shares["offer_unknown_share"]:
                offers = "unknown"
            elif not funded[age]:
                count = free_count = 0
            elif draws[age, 1] < shares["count_known_share"]:
                count = int(funded[age])
                if draws[age, 2] < shares["free_known_share"]:
                    free_count = int(free[age])
            start = (local_authority_code, month, setting.setting_id)
            rows.append((*start, name, offers, count, free_count, "true"))
    return rows


def _funded_counts(setting: Listed, shares: dict, stream: Stream) -> np.ndarray:
    """Funded places by age; none for an age at which the setting offers none."""
    offers = shares["offers"][setting.setting_type]
    offered = stream.uniforms(len(AGES)) < [offers[age] for age in AGES]
    low, high = shares["shares"]
    total = round(setting.places_count * (low + (high - low) * stream.uniforms(1)[0]))
    weights = np.array([shares["weights"][age] for age in AGES])
    weights = weights * np.exp(shares["weights_spread"] * stream.normals(len(AGES)))
    if not offered.any():
        return np.zeros(len(AGES), dtype=int)
    # A setting that takes one age alone keeps places for the others.
    total = round(total * (weights * offered).sum() / weights[1:].sum())
    return apportion(min(total, setting.places_count), weights * offered)
