"""A council as the generator sees it: its wards, their people, and who lives near."""

from dataclasses import dataclass

import numpy as np

from development.synthetic.draws import Stream

# Well formed, but no such area exists: what a mistyped address looks like.
UNKNOWN_LSOA = "E01999999"


@dataclass(frozen=True)
class Places:
    """The wards of one council in order of their codes, and LSOAs in and near them.

    points are LSOAs x (latitude, longitude); people_by_age is wards x single years of
    age; deprivation has mean 0 and standard deviation 1 over the wards as drawn (higher
    is poorer); ethnic_shares is category -> wards; other_language_share is wards;
    nearness is wards x LSOAs of other councils; near_wards are, for each ward, itself
    and the nearest others.
    """

    local_authority_code: str
    ward_codes: tuple[str, ...]
    ward_names: tuple[str, ...]
    lsoa_codes: tuple[tuple[str, ...], ...]
    lsoa_people: tuple[np.ndarray, ...]
    lsoa_points: tuple[np.ndarray, ...]
    people_by_age: np.ndarray
    deprivation: np.ndarray
    ethnic_shares: dict[str, np.ndarray]
    other_language_share: np.ndarray
    outside_codes: tuple[str, ...]
    outside_points: np.ndarray
    nearness: np.ndarray
    near_wards: np.ndarray

    @property
    def ward_count(self) -> int:
        return len(self.ward_codes)

    def people(self, ages: list[int]) -> np.ndarray:
        """Residents of the ages by ward."""
        return self.people_by_age[:, ages].sum(axis=1)


@dataclass(frozen=True)
class Children:
    """Children in shuffled order: the ward they live in, and the LSOA as recorded.

    For a child who lives elsewhere, wards holds the ward where the child is taught; for
    an unusable address, the true ward, which no file shows.
    """

    wards: np.ndarray
    homes: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.wards)


def settle_children(
    places: Places,
    in_ward: np.ndarray,
    elsewhere: int,
    unusable: int,
    unknown: int,
    stream: Stream,
) -> Children:
    """Give every child a home.

    in_ward counts the children of each ward; elsewhere live in other councils, nearer
    ones likelier; unusable addresses are blank, but for as many codes that exist
    nowhere as unknown says.
    """
    wards, homes = [], []
    for ward, count in enumerate(in_ward):
        found = stream.pick(places.lsoa_people[ward], count)
        wards += [ward] * count
        homes += [places.lsoa_codes[ward][lsoa] for lsoa in found]
    pull = (places.nearness * np.asarray(in_ward)[:, None]).ravel()
    for pair in stream.pick(pull, elsewhere):
        ward, lsoa = divmod(int(pair), len(places.outside_codes))
        wards.append(ward)
        homes.append(places.outside_codes[lsoa])
    wards += stream.pick(np.asarray(in_ward, dtype=float), unusable).tolist()
    homes += [UNKNOWN_LSOA if n < unknown else "" for n in range(unusable)]
    order = stream.order(len(wards))
    return Children(np.array(wards, dtype=int)[order], tuple(homes[n] for n in order))


def kilometres(
    points: np.ndarray, others: np.ndarray, kilometres_a_degree: float = 111.2
) -> np.ndarray:
    """Distances between (latitude, longitude) points, on a plane: fine for one city."""
    narrowing = np.cos(np.radians(points[:, 0].mean()))
    north = points[:, None, 0] - others[None, :, 0]
    east = (points[:, None, 1] - others[None, :, 1]) * narrowing
    return kilometres_a_degree * np.sqrt(north**2 + east**2)


def standardised(values: np.ndarray) -> np.ndarray:
    """The values with mean 0 and standard deviation 1."""
    return (values - values.mean()) / values.std()
