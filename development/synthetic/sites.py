"""Where settings and services lie: points in LSOAs, postcodes that can't be real."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from development.synthetic.draws import Stream
from development.synthetic.places import Places, kilometres

METRES_A_DEGREE = 111_200


@dataclass(frozen=True)
class Site:
    """A place with a postcode of its own."""

    postcode: str
    lsoa_code: str
    ward_code: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Ground:
    """What sites may lie in: a ward, or what is near it, and its postal district.

    points is LSOAs x (latitude, longitude); people is LSOAs.
    """

    ward_code: str
    district: str
    lsoa_codes: tuple[str, ...]
    people: np.ndarray
    points: np.ndarray


def ward_grounds(places: Places, districts: dict[str, str]) -> list[Ground]:
    """The grounds of a council's wards; districts is ward code -> postal district."""
    return [
        Ground(
            code,
            districts[code],
            places.lsoa_codes[ward],
            places.lsoa_people[ward],
            places.lsoa_points[ward],
        )
        for ward, code in enumerate(places.ward_codes)
    ]


class Directory:
    """Postcodes: one in the middle of each LSOA, and one for each place asked for."""

    def __init__(
        self, grounds: list[Ground], around: np.ndarray, plan: dict, stream: Stream
    ) -> None:
        """around is the LSOAs' points of other councils; plan is that of settings."""
        self.grounds = grounds
        self._points = np.vstack([*(ground.points for ground in grounds), around])
        self._metres = plan["site_metres"]
        self._stream = stream
        self._endings = {
            ground.district: _endings(plan["postcode_letters"]) for ground in grounds
        }
        self._sites = [
            self._site(ground, lsoa, ground.points[lsoa])
            for ground in grounds
            for lsoa in range(len(ground.lsoa_codes))
        ]

    def place(self, position: int) -> Site:
        """A site in a ground, more often where more people live.

        It is nearer to the middle of its own LSOA than to that of any other.
        Raises ValueError where a district has no postcode left.
        """
        ground = self.grounds[position]
        (lsoa,) = self._stream.pick(ground.people, 1)
        centre = ground.points[lsoa]
        far, turn = self._stream.uniforms(2)
        metres = self._metres * np.sqrt(far)
        way = np.array([np.sin(2 * np.pi * turn), np.cos(2 * np.pi * turn)])
        stretch = np.array([1, 1 / np.cos(np.radians(centre[0]))])
        while True:
            point = centre + metres / METRES_A_DEGREE * way * stretch
            distances = kilometres(point[None, :], self._points)[0]
            nearest = self._points[distances.argmin()]
            if np.array_equal(nearest, centre):
                break
            metres /= 2
        self._sites.append(self._site(ground, lsoa, point))
        return self._sites[-1]

    def rows(self, month: str) -> list[tuple]:
        """Rows of the contract postcodes."""
        return [
            (
                month,
                site.postcode,
                site.lsoa_code,
                site.ward_code,
                f"{site.latitude:.6f}",
                f"{site.longitude:.6f}",
                "no",
                "true",
            )
            for site in self._sites
        ]

    def _site(self, ground: Ground, lsoa: int, point: np.ndarray) -> Site:
        ending = next(self._endings[ground.district], None)
        if ending is None:
            raise ValueError(f"The district {ground.district} has no postcode left.")
        return Site(
            f"{ground.district} {ending}",
            ground.lsoa_codes[lsoa],
            ground.ward_code,
            round(float(point[0]), 6),
            round(float(point[1]), 6),
        )


def _endings(letters: str) -> Iterator[str]:
    return iter(
        f"{n}{one}{two}" for n in range(10) for one in letters for two in letters
    )
