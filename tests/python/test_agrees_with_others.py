"""Agrees with others: the SQL of the project gives the cases that peers publish."""

from itertools import product
from math import ceil, floor
from pathlib import Path

import duckdb
import jinja2
import pytest
from geographiclib.geodesic import Geodesic

MACROS = Path(__file__).resolve().parents[2] / "macros"
Z = "1.959964"


def called(macro, *arguments):
    """The SQL of a macro of the project with these arguments."""
    source = (MACROS / f"{macro}.sql").read_text(encoding="utf-8")
    call = f"{{{{ {macro}({', '.join(map(repr, arguments))}) }}}}"
    return jinja2.Environment().from_string(f"{source}{call}").render()


def worked_out(macro, *arguments, relation=""):
    """What DuckDB gives for a macro of the project with these arguments, in SQL."""
    with duckdb.connect() as database:
        query = f"select {called(macro, *arguments)} {relation}"
        return database.sql(query).fetchone()[0]


@pytest.mark.parametrize(
    ("events", "children", "lower", "upper"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_limits_are_those_of_newcombe(events, children, lower, upper):
    """Newcombe 1998, Statistics in Medicine 17:857, table I, method 3."""
    for side, expected in (("lower", lower), ("upper", upper)):
        limit = worked_out("wilson_limit", str(events), str(children), Z, side)
        assert round(float(limit), 4) == expected


@pytest.mark.parametrize(
    ("first", "second", "lower", "upper"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0),
    ],
)
def test_limits_of_a_difference_are_those_of_newcombe(first, second, lower, upper):
    """Newcombe 1998, Statistics in Medicine 17:873, table II, method 10."""
    rates = [str(events / of) for events, of in (first, second)]
    wilson = {
        (place, side): str(worked_out("wilson_limit", str(events), str(of), Z, side))
        for place, (events, of) in enumerate((first, second))
        for side in ("lower", "upper")
    }
    for side, other, expected in (
        ("lower", "upper", lower),
        ("upper", "lower", upper),
    ):
        limit = worked_out(
            "difference_limit",
            *(rates[0], wilson[0, side], rates[1], wilson[1, other], side),
        )
        assert float(limit) == pytest.approx(expected, abs=0.00006)


@pytest.mark.parametrize(
    ("ranks", "parts"), list(product((1, 7, 10, 23, 69), (3, 5, 10)))
)
def test_quantiles_are_those_of_ohid(ranks, parts):
    """PHEindicatormethods, phe_quantile; its rank 1 is our rank 1."""
    arguments = ("rank", str(ranks), "before", "part", str(parts))
    query = f"""
        select rank, part
        from range(1, {ranks} + 1) as ranked (rank)
        cross join
            (select part, part - 1 as before from range(1, {parts} + 1) as cut (part))
        where {called("is_in_quantile", *arguments)}
        order by rank, part
    """
    of_ohid = [
        floor((parts + 1) - ceil(((ranks + 1) - rank) * parts / ranks))
        for rank in range(1, ranks + 1)
    ]
    with duckdb.connect() as database:
        ours = database.sql(query).fetchall()
    assert ours == list(enumerate(of_ohid, 1))


def test_distances_are_those_of_a_geodesic():
    for latitude, bearing in product((50, 52.5, 58), (0, 45, 90, 200)):
        there = Geodesic.WGS84.Direct(latitude, -1.9, bearing, 20_000)
        constants = (
            "from (select 6378137.0 as earth_equatorial_radius_metres, "
            "298.257223563 as earth_inverse_flattening) as constants"
        )
        points = (latitude, -1.9, there["lat2"], there["lon2"])
        metres = worked_out(
            "distance_metres", *map(str, points), "constants", relation=constants
        )
        assert metres == pytest.approx(20_000, rel=0.00001)
