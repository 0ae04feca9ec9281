"""Wards are drawn so that they fit together, and the seeds hold such drawings."""

import json
from datetime import date

import pandas as pd
import pytest
import shapely
from shapely.geometry import box, mapping, shape

from development.hexagons import fit_hexagons
from development.shapes import Edition, make_shapes, simplified, svg_path, touching
from early_years.environment import PlainError, Project, here

EDITION = Edition("A publisher", "2022", "A licence", 2022, date(2026, 1, 2))
# Three wards in a row, a hundredth of a degree each, on the equator.
ROW = {f"E0500000{n}": box(n / 100, 0, (n + 1) / 100, 0.01) for n in range(3)}


def seed(name):
    return pd.read_csv(here().root / f"seeds/reference/ref_ward_{name}.csv", dtype=str)


@pytest.fixture
def project(tmp_path):
    """A project that knows the three wards and has drawn none."""
    folder = tmp_path / "seeds" / "reference"
    folder.mkdir(parents=True)
    lines = [f"{code},Ward {code[-1]}" for code in ROW]
    text = "\n".join(["ward_code,ward_name", *lines, ""])
    (folder / "ref_wards.csv").write_text(text, encoding="utf-8")
    return Project(tmp_path)


def geojson(path, outlines):
    features = [
        {"type": "Feature", "properties": {"WD22CD": code}, "geometry": mapping(line)}
        for code, line in outlines.items()
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    path.write_text(text, encoding="utf-8")
    return path


def test_the_seeds_hold_every_ward_once_and_they_fit_together():
    wards = pd.read_csv(here().root / "seeds/reference/ref_wards.csv")
    shapes = seed("shapes")
    assert list(shapes["ward_code"]) == sorted(wards["ward_code"])
    outlines = [shape(json.loads(text)) for text in shapes["boundary_geojson"]]
    assert shapely.coverage_is_valid(outlines)
    assert shapes["attribution"].str.contains("© Crown copyright").all()


def test_every_hexagon_is_one_wards_and_so_is_its_short_name():
    hexagons = seed("hexagons")
    assert set(hexagons["ward_code"]) == set(seed("shapes")["ward_code"])
    assert not hexagons.duplicated(["hexagon_column", "hexagon_row"]).any()
    assert hexagons["short_name"].is_unique
    assert hexagons["short_name"].str.fullmatch(r"\w{2,4}").all()


def test_neighbours_are_neighbours_both_ways():
    pairs = seed("neighbours")[["ward_code", "neighbour_ward_code"]]
    both = set(pairs.itertuples(index=False, name=None))
    assert both == {(other, ward) for ward, other in both}


def test_neighbours_share_a_border_and_its_length_is_told():
    rows = touching(simplified(ROW))
    first, second, third = ROW
    assert list(zip(rows["ward_code"], rows["neighbour_ward_code"], strict=True)) == [
        (first, second),
        (second, first),
        (second, third),
        (third, second),
    ]
    # A hundredth of a degree of latitude.
    assert set(rows["shared_border_metres"]) == {1110}


def test_the_path_is_what_the_points_are():
    assert svg_path(box(1, 2, 4, 6)) == "M4 2l0 4-3 0 0-4z"


def test_wards_that_overlap_are_refused():
    overlapping = ROW | {"E05000001": box(0.005, 0, 0.02, 0.01)}
    with pytest.raises(PlainError, match="as sent, overlap"):
        simplified(overlapping)


def test_a_ward_that_would_change_too_much_is_refused():
    # A sliver of one unit and a half in a canvas of 700 becomes one or two.
    sliver = {"E05000008": box(0.03, 0, 0.0300652, 0.01)}
    with pytest.raises(PlainError, match=r"at most 3% is allowed"):
        simplified(ROW | sliver)


def test_hexagons_keep_a_row_in_its_order():
    centres = {code: (line.centroid.x, line.centroid.y) for code, line in ROW.items()}
    pairs = pd.DataFrame([("E05000000", "E05000001"), ("E05000001", "E05000002")])
    layout = fit_hexagons(centres, pairs, sum(line.area for line in ROW.values()))
    assert list(layout.rows["hexagon_column"]) == [0, 1, 2]
    assert layout.neighbours_kept == layout.order_kept == 1


def test_made_again_it_keeps_short_names_and_the_wards_of_others(project, tmp_path):
    told = make_shapes(project, geojson(tmp_path / "all.geojson", ROW), EDITION)
    assert told[-1] == "ref_ward_hexagons.csv lacks a short name: Ward 2."
    path = project.root / "seeds/reference/ref_ward_hexagons.csv"
    rows = pd.read_csv(path, dtype=str)
    rows["short_name"] = ["One", "Two", "Thr"]
    rows.to_csv(path, index=False)
    two = dict(list(ROW.items())[:2])
    told = make_shapes(project, geojson(tmp_path / "two.geojson", two), EDITION)
    assert len(told) == 2
    kept = pd.read_csv(path, dtype=str)
    assert list(kept["short_name"]) == ["One", "Two", "Thr"]
    shapes = pd.read_csv(project.root / "seeds/reference/ref_ward_shapes.csv")
    assert list(shapes["ward_code"]) == list(ROW)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("ward,x", "is no GeoJSON"),
        ('{"features": []}', "is no GeoJSON"),
    ],
)
def test_what_is_no_geojson_is_refused(project, tmp_path, content, said):
    path = tmp_path / "b.geojson"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(PlainError, match=said):
        make_shapes(project, path, EDITION)


def test_a_file_without_our_wards_is_refused(project, tmp_path):
    path = geojson(tmp_path / "b.geojson", {"E05999999": box(0, 0, 1, 1)})
    with pytest.raises(PlainError, match="holds no ward"):
        make_shapes(project, path, EDITION)
