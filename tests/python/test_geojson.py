"""The map for everyone holds what the public tables hold, and nothing else."""

import json
from datetime import date

from early_years.exporting.geojson import FIGURES, SHAPES, WARDS, wards_as_geojson
from early_years.exporting.tables import Table

POINT = '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}'


def table(columns, *rows):
    return Table(tuple(columns.split()), ("VARCHAR",) * len(columns.split()), [*rows])


TABLES = {
    SHAPES: table("ward_code boundary_geojson", ("A", POINT), ("B", None)),
    WARDS: table(
        "ward_code ward_name latitude longitude need_band_label",
        ("A", "Ash", 1.0, 2.0, "High"),
        ("B", "Birch", 1.0, 2.0, None),
    ),
    FIGURES: table(
        "ward_code indicator_code breakdown_topic period_end_date value value_status "
        "comparison_label period_label note",
        ("A", "gld", "total", date(2022, 8, 31), 0.2, "rounded", "Worse", "2022", "x"),
        ("A", "gld", "total", date(2021, 8, 31), 0.1, "rounded", "Better", "2021", "x"),
        ("A", "gld", "sex", date(2022, 8, 31), 0.3, "rounded", "Similar", "2022", "x"),
    ),
}


def test_of_a_figure_that_is_broken_down_the_map_has_the_one_of_all_children():
    figures = table(
        "ward_code indicator_code breakdown_topic period_end_date value value_status "
        "comparison_label period_label",
        ("A", "gld", "total", date(2022, 8, 31), 0.2, "rounded", "Worse", "2022"),
        ("A", "gld", "sex", date(2022, 8, 31), 0.4, "rounded", "Worse", "2022"),
    )
    found = json.loads(wards_as_geojson(TABLES | {FIGURES: figures}) or b"")
    assert found["features"][0]["properties"]["gld_value"] == 0.2


def test_a_ward_with_a_shape_has_its_cells_and_the_newest_figures():
    found = json.loads(wards_as_geojson(TABLES) or b"")
    assert found["type"] == "FeatureCollection"
    [feature] = found["features"]
    assert feature["id"] == "A"
    assert feature["geometry"] == json.loads(POINT)
    assert feature["properties"] == {
        "ward_code": "A",
        "ward_name": "Ash",
        "need_band_label": "High",
        "gld_value": 0.2,
        "gld_value_status": "rounded",
        "gld_comparison_label": "Worse",
        "gld_period_label": "2022",
    }


def test_without_figures_there_is_a_map_and_without_shapes_none():
    without_figures = {name: TABLES[name] for name in (SHAPES, WARDS)}
    assert b'"Ash"' in (wards_as_geojson(without_figures) or b"")
    assert wards_as_geojson({WARDS: TABLES[WARDS]}) is None
