"""The words of a file: what each column holds, in the YAML's words and by its name."""

import re
from dataclasses import dataclass

import duckdb

from early_years.exporting.manifest import Column, Export

# A value of policy within a description, such as {top_k}, or {low_coverage_rate %}.
PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)( %)?\}")
SETTINGS = re.compile(r"policy_[a-z]+_settings")
# Longer lists of values stand in the dimension alone.
LISTED_VALUES = 30
LABEL_ENDINGS = ("_label", "_text")

COUNT, SHARE = "count", "share, 0 to 1"
# The promises of names: how a column ends -> its unit.
UNITS = {
    "_count": COUNT,
    "_rate": SHARE,
    "_rank": "rank, 1 is most need",
    "_date": "date",
    "_metres": "metres",
    "_kilometres": "kilometres",
    "_minutes": "minutes",
    "_months": "months",
    "latitude": "degrees",
    "longitude": "degrees",
}
# A number of these names is in the unit that column value_unit of its row names.
UNIT_COLUMN = "value_unit"
IN_ITS_COLUMN = f"as in {UNIT_COLUMN}"
IN_VALUE_UNIT = re.compile(r"(\w+_)?(value|(lower|upper)_(95|998))")
RATE_DECIMALS = 6
FIRST_WORDS = {"is": "Whether it is", "has": "Whether it has"}
WORDS = {
    "95": "95 % limit",
    "998": "99.8 % limit",
    "asq": "ASQ-3",
    "gld": "GLD",
    "lsoa": "LSOA",
    "urn": "URN",
}


@dataclass(frozen=True)
class Described:
    """A column in the words of a dictionary; values maps a code to what it means.

    adds_over names the columns of the key over which its rows may be added up.
    """

    name: str
    label: str
    data_type: str
    unit: str
    decimals: int | None
    meaning: str
    values: dict[str, str]
    is_required: bool
    is_key: bool
    adds_over: tuple[str, ...] = ()


def policy_words(database: duckdb.DuckDBPyConnection, manifest: dict) -> dict:
    """The settings of policy by code, for the placeholders of descriptions."""
    parts = [
        "select setting_code, cast(setting_value as varchar) "
        f'from "{node["schema"]}"."{node["alias"]}"'
        for node in manifest["nodes"].values()
        if node["resource_type"] == "seed" and SETTINGS.fullmatch(node["name"])
    ]
    return dict(database.sql(" union all ".join(parts)).fetchall()) if parts else {}


def unknown_words(export: Export, settings: dict) -> list[str]:
    """Placeholders of its descriptions that no setting of policy fills."""
    texts = [column.description for column in export.columns.values()]
    return sorted(
        {
            found[1]
            for text in [export.description, *texts]
            for found in PLACEHOLDER.finditer(text)
            if found[1] not in settings
        }
    )


def filled(text: str, settings: dict) -> str:
    """A description with the values of policy in the place of its placeholders."""

    def value(found: re.Match) -> str:
        number = float(settings[found[1]])
        return f"{number * 100:g} %" if found[2] else f"{number:g}"

    return PLACEHOLDER.sub(value, text)


def values_of_dimensions(
    database: duckdb.DuckDBPyConnection, manifest: dict, exports: list[Export]
) -> dict[str, dict[str, str]]:
    """dimension.column -> its codes and what each means, where they are few."""
    nodes = {
        node["name"]: node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model"
    }
    wanted = {
        (key.dimension, key.dimension_columns[0])
        for export in exports
        for key in export.foreign_keys
        if len(key.columns) == 1 and key.dimension in nodes
    }
    found = {}
    for dimension, code in sorted(wanted):
        node = nodes[dimension]
        stem = code.removesuffix("_code")
        labels = [f"{stem}{ending}" for ending in LABEL_ENDINGS]
        label = next((name for name in labels if name in node["columns"]), None)
        if label is None:
            continue
        relation = f'"{node["schema"]}"."{node["alias"]}"'
        sql = f'select "{code}", "{label}" from {relation} order by "{code}"'
        try:
            rows = database.sql(f"{sql} limit {LISTED_VALUES + 1}").fetchall()
        except duckdb.CatalogException:
            continue
        if len(rows) <= LISTED_VALUES:
            found[f"{dimension}.{code}"] = dict(rows)
    return found


def described(
    export: Export,
    types: dict[str, str],
    settings: dict,
    dimension_values: dict[str, dict[str, str]],
) -> list[Described]:
    """The columns of a file in its order; types has DuckDB's type of each."""
    targets = {
        key.columns[0]: f"{key.dimension}.{key.dimension_columns[0]}"
        for key in export.foreign_keys
        if len(key.columns) == 1
    }
    found = []
    for name, data_type in types.items():
        column = export.columns[name]
        unit = column.meta.get("unit") or unit_of(name, data_type)
        if unit == IN_ITS_COLUMN and UNIT_COLUMN not in types:
            unit = "as the meaning says"
        meanings = dimension_values.get(targets.get(name, ""), {})
        found.append(
            Described(
                name=name,
                label=column.meta.get("label") or label_of(name),
                data_type=data_type.lower(),
                unit=unit,
                decimals=_decimals(column, data_type),
                meaning=filled(column.description, settings),
                values=_values(column, meanings),
                is_required=column.is_required,
                is_key=name in export.key,
                adds_over=tuple(column.meta.get("adds_over", ())),
            )
        )
    return found


def label_of(name: str) -> str:
    """A column's name in words: ward_code is Ward code."""
    words = [WORDS.get(word, word) for word in name.split("_")]
    if words[0] in FIRST_WORDS:
        words[0] = FIRST_WORDS[words[0]]
    text = " ".join(words)
    return text[0].upper() + text[1:]


def unit_of(name: str, data_type: str) -> str:
    """What the name of a column promises of its unit; blank where it has none."""
    if data_type in ("INTEGER", "DOUBLE") and IN_VALUE_UNIT.fullmatch(name):
        return IN_ITS_COLUMN
    if data_type in ("VARCHAR", "BOOLEAN"):
        return ""
    return next((unit for end, unit in UNITS.items() if name.endswith(end)), "")


def _decimals(column: Column, data_type: str) -> int | None:
    if "decimals" in column.meta:
        return column.meta["decimals"]
    if data_type == "INTEGER":
        return 0
    is_rate = column.name.endswith("_rate")
    return RATE_DECIMALS if data_type == "DOUBLE" and is_rate else None


def _values(column: Column, meanings: dict[str, str]) -> dict[str, str]:
    said = column.meta.get("allowed_values")
    if isinstance(said, dict):
        return {str(value): str(meaning) for value, meaning in said.items()}
    listed = said or column.checked_values or meanings
    return {str(value): meanings.get(value) or "" for value in listed}


def values_in_words(values: dict[str, str]) -> str:
    """Allowed values in one cell: code = what it means, one after the other."""
    return "; ".join(
        f"{value} = {meaning}" if meaning else value
        for value, meaning in values.items()
    )
