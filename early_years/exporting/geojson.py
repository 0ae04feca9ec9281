"""The wards of a council as GeoJSON: what everyone may know, drawn by any map.

No figure is made here: the properties are cells of the public tables, and of several
periods of a figure the newest.
"""

import json
from typing import Any

from early_years.exporting.tables import Table

FILE = "wards.geojson"
# The tables that it is made of, and what it says of each figure.
SHAPES, WARDS, FIGURES = (
    "reference/ward_shapes",
    "need/wards",
    "indicators/ward_indicators",
)
ALL_CHILDREN = "total"
TOLD_OF_FIGURES = ("value", "value_status", "comparison_label", "period_label")
# Points stand in the geometry.
NOT_TOLD = ("latitude", "longitude")


def wards_as_geojson(tables: dict[str, Table]) -> bytes | None:
    """The wards with a shape and what the public tables say of them.

    tables: the public tables by file. None where no ward has a shape.
    """
    outlines = {
        row["ward_code"]: row["boundary_geojson"]
        for row in _rows(tables.get(SHAPES))
        if row["boundary_geojson"]
    }
    figures = _newest_figures(tables.get(FIGURES))
    features = [
        {
            "type": "Feature",
            "id": ward["ward_code"],
            "properties": {
                name: value for name, value in ward.items() if name not in NOT_TOLD
            }
            | figures.get(ward["ward_code"], {}),
            "geometry": json.loads(outlines[ward["ward_code"]]),
        }
        for ward in _rows(tables.get(WARDS))
        if ward["ward_code"] in outlines
    ]
    if not features:
        return None
    # A line per ward: a change of one is seen as one.
    lines = ",\n".join(
        json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
        for feature in features
    )
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _newest_figures(table: Table | None) -> dict[str, dict[str, Any]]:
    """By ward, what is told of the newest period of each of its figures.

    Of a figure that is broken down, the one of all children.
    """
    newest: dict[str, dict[str, Any]] = {}
    rows = sorted(
        _rows(table), key=lambda row: (row["indicator_code"], row["period_end_date"])
    )
    for row in rows:
        if row.get("breakdown_topic", ALL_CHILDREN) != ALL_CHILDREN:
            continue
        newest.setdefault(row["ward_code"], {}).update(
            {f"{row['indicator_code']}_{name}": row[name] for name in TOLD_OF_FIGURES}
        )
    return newest


def _rows(table: Table | None) -> list[dict[str, Any]]:
    if table is None:
        return []
    return [dict(zip(table.columns, row, strict=True)) for row in table.rows]
