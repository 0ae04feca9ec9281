"""The bounds of counts are those that trying every number gives."""

import itertools
import random

import pytest

from early_years.intruder import bounds
from early_years.intruder.bounds import ContradictionError, Sum
from early_years.intruder.cell import MOST, Cell
from early_years.intruder.relations import sums_of


def cell(name: str) -> Cell:
    return Cell("E1", "gld_below", "2021/22", "numerator", "ward", name)


def equal(total: str, *parts: str, rest: int = 0) -> Sum:
    weights = ((1, cell(total)), *((-1, cell(part)) for part in parts))
    return Sum(weights, 0, rest, f"{total} is the sum of {', '.join(parts)}")


def test_a_sum_narrows_all_its_terms():
    known = {cell("all"): (20, 22), cell("a"): (15, 30), cell("b"): (3, 9)}
    found = bounds.narrowed(known, [equal("all", "a", "b")])
    assert found == {cell("all"): (20, 22), cell("a"): (15, 19), cell("b"): (3, 7)}


def test_a_cell_that_is_not_shown_may_be_any_count():
    found = bounds.narrowed({cell("all"): (7, 7)}, [equal("all", "a", "b")])
    assert found[cell("a")] == (0, 7)
    apart = bounds.narrowed({cell("all"): (7, 9)}, [equal("all", "a", rest=MOST)])
    assert apart[cell("a")] == (0, 9)


def test_what_fits_no_number_is_said():
    known = {cell("all"): (5, 5), cell("a"): (6, 9)}
    with pytest.raises(ContradictionError) as error:
        bounds.narrowed(known, [equal("all", "a")])
    assert error.value.args[0].source == "all is the sum of a"


def test_sums_that_share_a_cell_are_one_component():
    sums = [equal("all", "a", "b"), equal("other", "c"), equal("a", "d")]
    groups = bounds.components(sums)
    assert sorted(len(group) for group in groups) == [1, 2]
    assert not any(map(bounds.has_circle, groups))
    assert bounds.has_circle([equal("all", "a", "b"), equal("whole", "a", "b")])


def everything(known, sums) -> dict[Cell, tuple[int, int]]:
    """The least and most of each cell over all numbers that fit."""
    cells = list(known)
    fitting = []
    for numbers in itertools.product(*(range(a, b + 1) for a, b in known.values())):
        value = dict(zip(cells, numbers, strict=True))
        if all(
            one.low
            <= sum(weight * value[term] for weight, term in one.weights)
            <= one.high
            for one in sums
        ):
            fitting.append(numbers)
    columns = list(zip(*fitting, strict=True))
    return {
        one: (min(column), max(column))
        for one, column in zip(cells, columns, strict=True)
    }


@pytest.mark.parametrize("seed", range(12))
def test_bounds_are_those_of_trying_every_number(seed):
    """Two tables of the same children: their sums hang together in a circle."""
    chance = random.Random(seed)
    truth = {name: chance.randint(0, 6) for name in "abcd"}
    truth |= {"ab": truth["a"] + truth["b"], "cd": truth["c"] + truth["d"]}
    truth |= {"ac": truth["a"] + truth["c"], "bd": truth["b"] + truth["d"]}
    known = {}
    for name, count in truth.items():
        low = max(0, count - chance.randint(0, 2))
        known[cell(name)] = (low, count + chance.randint(0, 2))
    sums = [
        *(equal("ab", "a", "b"), equal("cd", "c", "d")),
        *(equal("ac", "a", "c"), equal("bd", "b", "d")),
    ]
    wanted = everything(known, sums)
    narrow = bounds.narrowed(known, sums)
    assert all(low <= wanted[one][0] for one, (low, _) in narrow.items())
    needs = dict.fromkeys(known, MOST)
    assert bounds.solved(sums, narrow, needs) == wanted


def test_one_solution_serves_many_cells(monkeypatch):
    """A city's wards are not solved one by one: that would take minutes."""
    solves = []

    def counted(*arguments, **named):
        solves.append(1)
        return solve(*arguments, **named)

    solve = bounds.milp
    monkeypatch.setattr(bounds, "milp", counted)
    wards = [f"ward {number}" for number in range(60)]
    cells = {cell(ward): (95, 105) for ward in wards}
    cells |= {
        cell(ward)._replace(topic="sex", category=category): (45, 55)
        for ward in wards
        for category in ("female", "male")
    }
    for area_type, areas in (("locality", ["North"]), ("local_authority", ["E1"])):
        for area in areas:
            whole = cell(area)._replace(area_type=area_type)
            cells[whole] = (5995, 6005)
            for category in ("female", "male"):
                cells[whole._replace(topic="sex", category=category)] = (2995, 3005)
    nesting = {
        (kind, area): [("ward", ward) for ward in wards]
        for kind, area in (("locality", "North"), ("local_authority", "E1"))
    }
    sums = sums_of(cells, nesting, {})
    found = bounds.solved(sums, bounds.narrowed(cells, sums), dict.fromkeys(cells, 5))
    assert found == {} and len(solves) < len(cells) / 4
