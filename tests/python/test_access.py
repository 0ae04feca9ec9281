"""Distances to places agree with a geodesic, and the grid misses none within reach."""

import numpy as np
import pytest
from geographiclib.geodesic import Geodesic

PAIRS = """
    select
        pairs.distance_metres, lsoas.latitude, lsoas.longitude,
        reached.latitude as reached_latitude, reached.longitude as reached_longitude
    from intermediate.int_access__pairs as pairs
    inner join intermediate.int_access__points as lsoas
        on lsoas.point_kind = 'lsoa' and pairs.lsoa_2021_code = lsoas.point_code
    inner join intermediate.int_access__points as reached
        on pairs.point_kind = reached.point_kind
        and pairs.local_authority_code = reached.local_authority_code
        and pairs.point_code = reached.point_code
    order by pairs.lsoa_2021_code, reached.point_kind, reached.point_code
"""


@pytest.fixture(scope="module")
def pairs(built):
    """One row per LSOA and what lies within the largest catchment, with both points."""
    rows = built.frame(PAIRS)
    assert len(rows) > 10_000
    return rows


def test_distances_agree_with_a_geodesic(pairs):
    # Every thirtieth: all directions, from door to door up to the largest catchment. A
    # distance is given to the millimetre, so the shortest are left to the unit tests.
    sample = pairs[pairs["distance_metres"] > 10].iloc[::30]
    geodesics = np.array(
        [
            Geodesic.WGS84.Inverse(*points, Geodesic.DISTANCE)["s12"]
            for points in sample.drop(columns="distance_metres").to_numpy()
        ]
    )
    assert sample["distance_metres"].max() > 3000
    assert (abs(sample["distance_metres"] / geodesics - 1) < 0.0001).all()


def test_the_grid_finds_all_within_the_largest_catchment(built, pairs):
    points = built.frame("from intermediate.int_access__points order by all")
    radius = built.frame("select max(radius_metres) from policy.policy_catchments")
    distances = _distances(points[points["point_kind"] == "lsoa"], points)
    within = distances.round(3) <= radius.iloc[0, 0]
    assert within.sum() == len(pairs)


def _distances(from_points, to_points) -> np.ndarray:
    """Metres from each point to each other along WGS84, for short distances."""
    spheroid = Geodesic.WGS84
    from_latitude, from_longitude, to_latitude, to_longitude = (
        np.radians(points[name].to_numpy()[shape])
        for points, shape in ((from_points, np.s_[:, None]), (to_points, np.s_[None]))
        for name in ("latitude", "longitude")
    )
    middle = (from_latitude + to_latitude) / 2
    squared = spheroid.f * (2 - spheroid.f)
    curve = np.sqrt(1 - squared * np.sin(middle) ** 2)
    north = spheroid.a * (1 - squared) / curve**3 * (to_latitude - from_latitude)
    east = spheroid.a / curve * np.cos(middle) * (to_longitude - from_longitude)
    return np.hypot(north, east)
