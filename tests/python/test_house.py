"""The house keeps its bars, and a broken one is said."""

import json
from collections import Counter
from dataclasses import replace

import pytest

from development.house import FOLDERS, PUBLIC_WARDS, REVIEWS, House
from early_years.environment import here


@pytest.fixture(scope="module")
def house(built):
    manifest = json.loads(built.manifest.read_text(encoding="utf-8"))
    return House.read(manifest, built.root)


def test_the_bars_hold(house):
    assert house.broken_bars() == []


def test_every_folder_is_named_in_the_order_of_the_rules(house):
    rules = (here().root / "dbt-bouncer.yml").read_text(encoding="utf-8")
    places = [rules.index(f"^models/intermediate/{folder}/") for folder in FOLDERS]
    assert places == sorted(places)
    assert set(house.folders.values()) == set(FOLDERS)


TOY = House(
    parents={
        REVIEWS: (),
        "int_linked__a": (REVIEWS,),
        "int_need__b": ("int_linked__a", REVIEWS),
        PUBLIC_WARDS: ("int_need__b",),
    },
    folders={"int_linked__a": "linked", "int_need__b": "need"},
    nodes=Counter(model=4),
    yaml=(9, "a.yml"),
)


def test_a_house_of_four_models():
    steps = [*TOY.parents]
    assert TOY.chain() == steps
    assert TOY.path(REVIEWS, PUBLIC_WARDS) == steps
    assert TOY.readings() == {("need", "linked"): 1}
    assert TOY.broken_bars() == []
    assert "  need (1): linked 1" in TOY.lines()


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"nodes": Counter(model=421)}, "421 nodes in a refresh"),
        ({"grainless": ("int_need__b",)}, "no grain: int_need__b"),
        ({"folders": {"int_linked__a": "attic"}}, "a folder without a place: attic"),
        (
            {"folders": {"int_linked__a": "need", "int_need__b": "linked"}},
            "linked reads need, which lies below it",
        ),
        (
            {"parents": TOY.parents | {PUBLIC_WARDS: ()}},
            "no review reaches the public wards",
        ),
    ],
)
def test_a_broken_bar_is_said(changed, said):
    assert replace(TOY, **changed).broken_bars() == [said]


def test_a_chain_that_is_too_long_is_said():
    steps = [
        REVIEWS,
        *map(str, range(18)),
        PUBLIC_WARDS,
        "x",
    ]
    parents = dict(zip(steps, [(), *((step,) for step in steps)], strict=False))
    found = replace(TOY, parents=parents, folders={}).broken_bars()
    assert found == ["21 models deep", "20 models to a ward"]
