"""A Power BI project of an audience: its tables, how they join, and what may be added.

A .pbip opens in Power BI Desktop; the semantic model is TMDL, text that git compares.
It reads the Parquet files of a folder that a parameter names. No column adds itself up:
a measure adds a count where the YAML says over which columns its rows may be added
(config.meta.adds_over), and is blank where a row is missing or another column of the
key has more than one value.
"""

import json
from uuid import NAMESPACE_URL, uuid5

from early_years.exporting.packages.dcat import parquet_of
from early_years.exporting.tables import as_json

FOLDER = "packages/power-bi"
DATA_TYPES = {
    "boolean": "boolean",
    "date": "dateTime",
    "integer": "int64",
    "number": "double",
    "string": "string",
}
SHARE_FORMAT, COUNT_FORMAT = "0.0%;-0.0%;0.0%", "#,0"
SHARE = "share, 0 to 1"
# The three columns of every figure.
NUMERATOR, DENOMINATOR, UNIT = "numerator_count", "denominator_count", "value_unit"
SCHEMAS = "https://developer.microsoft.com/json-schemas/fabric"


def project(package: dict) -> dict[str, bytes]:
    """Path -> content of each file of the project of a Data Package."""
    name = package["name"]
    tables = [one for one in package["resources"] if "schema" in one]
    model, report = f"{name}.SemanticModel", f"{name}.Report"
    texts = {
        "database.tmdl": "database\n\tcompatibilityLevel: 1600\n",
        "model.tmdl": _model(tables),
        "expressions.tmdl": _folder(package),
        "relationships.tmdl": _relationships(tables),
    } | {f"tables/{table_name(one)}.tmdl": _table(one) for one in tables}
    settings = {
        f"{name}.pbip": {
            "$schema": f"{SCHEMAS}/pbip/pbipProperties/1.0.0/schema.json",
            "version": "1.0",
            "artifacts": [{"report": {"path": report}}],
            "settings": {"enableAutoRecovery": True},
        },
        f"{model}/definition.pbism": {"version": "4.0", "settings": {}},
        f"{report}/definition.pbir": {
            "version": "4.0",
            "datasetReference": {"byPath": {"path": f"../{model}"}},
        },
        f"{report}/report.json": _empty_report(),
    }
    files = {path: as_json(value) for path, value in settings.items()}
    files |= {
        f"{model}/definition/{path}": text.encode() for path, text in texts.items()
    }
    return {f"{FOLDER}/{path}": content for path, content in files.items()}


def table_name(resource: dict) -> str:
    """A table's name: subject and file, as in need_wards."""
    return resource["path"].removesuffix(".csv").replace("/", "_")


def joins(tables: list[dict]) -> list[tuple[str, str, str, str, bool]]:
    """From table and column, to table and column, and whether the join is active.

    Power BI joins by one column, to a column that is a whole key, and takes one way
    from a table to another: a second way is there and not active.
    """
    by_name = {one["name"]: one for one in tables}
    ways: dict[str, set[str]] = {one["name"]: set() for one in tables}
    found = []
    for one in tables:
        for key in one["schema"]["foreignKeys"]:
            home = by_name[key["reference"]["resource"]]
            columns, others = key["fields"], key["reference"]["fields"]
            if len(columns) != 1 or home["schema"]["primaryKey"] != others:
                continue
            is_active = _is_only_way(ways, home["name"], one["name"])
            if is_active:
                ways[home["name"]].add(one["name"])
            ends = (table_name(one), columns[0], table_name(home), others[0])
            found.append((*ends, is_active))
    return found


def _is_only_way(ways: dict[str, set[str]], home: str, other: str) -> bool:
    """Whether no table would reach another by two ways, were home joined to other."""
    above = {name for name in ways if home in _reached(ways, name)}
    below = _reached(ways, other)
    return not any(_reached(ways, name) & below for name in above)


def _reached(ways: dict[str, set[str]], start: str) -> set[str]:
    """The table itself and all that it filters."""
    found, waiting = set(), [start]
    while waiting:
        current = waiting.pop()
        if current not in found:
            found.add(current)
            waiting += ways[current]
    return found


def _model(tables: list[dict]) -> str:
    order = json.dumps(["Folder", *map(table_name, tables)])
    lines = [
        "model Model",
        "\tculture: en-GB",
        "\tdefaultPowerBIDataSourceVersion: powerBI_V3",
        "\tsourceQueryCulture: en-GB",
        "\tdataAccessOptions",
        "\t\tlegacyRedirects",
        "\t\treturnErrorValuesAsNull",
        "",
        "annotation __PBI_TimeIntelligenceEnabled = 0",
        "",
        f"annotation PBI_QueryOrder = {order}",
        "",
        *(f"ref table {table_name(one)}" for one in tables),
    ]
    return "\n".join(lines) + "\n"


def _folder(package: dict) -> str:
    """The parameter that says where the files lie, to be set when the project opens."""
    meta = 'meta [IsParameterQuery=true, Type="Text", IsParameterQueryRequired=true]'
    return (
        f"/// The folder that holds datapackage.json of {package['name']}, "
        "as Windows shows it, without a \\ at its end.\n"
        f'expression Folder = "set the folder of these files" {meta}\n\n'
        "\tannotation PBI_ResultType = Text\n"
    )


def _relationships(tables: list[dict]) -> str:
    blocks = []
    for table, column, home, home_column, is_active in joins(tables):
        ends = f"{table}.{column}/{home}.{home_column}"
        block = [
            f"relationship {uuid5(NAMESPACE_URL, f'early-years/{ends}')}",
            *([] if is_active else ["\tisActive: false"]),
            f"\tfromColumn: {table}.{column}",
            f"\ttoColumn: {home}.{home_column}",
        ]
        blocks.append("\n".join(block) + "\n")
    return "\n".join(blocks)


def _table(resource: dict) -> str:
    name = table_name(resource)
    path = parquet_of(resource["path"]).replace("/", "\\")
    blocks = [
        *_measures(name, resource["schema"]),
        *(_column(field) for field in resource["schema"]["fields"]),
        [
            f"\tpartition {name} = m",
            "\t\tmode: import",
            "\t\tsource =",
            "\t\t\t\tlet",
            f'\t\t\t\t\tSource = Parquet.Document(File.Contents(Folder & "\\{path}"))',
            "\t\t\t\tin",
            "\t\t\t\t\tSource",
        ],
        ["\tannotation PBI_ResultType = Table"],
    ]
    told = " ".join([resource["description"], *resource["attributions"]])
    head = f"/// {told}\ntable {name}\n"
    return head + "".join("\n" + "\n".join(block) + "\n" for block in blocks)


def _column(field: dict) -> list[str]:
    lines = [
        f"\t/// {field['description']}",
        f"\tcolumn {field['name']}",
        f"\t\tdataType: {DATA_TYPES[field['type']]}",
    ]
    if field.get("unit") == SHARE:
        lines.append(f"\t\tformatString: {SHARE_FORMAT}")
    elif field["type"] == "integer":
        lines.append(f"\t\tformatString: {COUNT_FORMAT}")
    elif field["type"] == "date":
        lines.append("\t\tformatString: Short Date")
    return [*lines, "\t\tsummarizeBy: none", f"\t\tsourceColumn: {field['name']}"]


def _measures(table: str, schema: dict) -> list[list[str]]:
    """A sum of each count that may be added, and the share of two of them."""
    sums = {
        field["name"]: _sum(table, field, schema["primaryKey"])
        for field in schema["fields"]
        if field.get("adds_over")
    }
    names = {field["name"] for field in schema["fields"]}
    blocks = list(sums.values())
    if {NUMERATOR, DENOMINATOR} <= set(sums) and UNIT in names:
        parts = [f"[{_measure_name(table, name)}]" for name in (NUMERATOR, DENOMINATOR)]
        blocks.append(
            [
                "\t/// Share of the counts that are added, where figures are shares.",
                f"\tmeasure '{_measure_name(table, 'share')}' = "
                f'IF(SELECTEDVALUE({table}[{UNIT}]) = "rate" && '
                f"NOT ISBLANK({parts[0]}), DIVIDE({parts[0]}, {parts[1]}))",
                f"\t\tformatString: {SHARE_FORMAT}",
            ]
        )
    return blocks


def _sum(table: str, field: dict, key: list[str]) -> list[str]:
    """The measure that adds a count, and is blank where adding would mislead."""
    column = f"{table}[{field['name']}]"
    single = [name for name in key if name not in field["adds_over"]]
    conditions = [f"HASONEVALUE({table}[{name}])" for name in single]
    conditions.append(f"COUNTBLANK({column}) = 0")
    over = ", ".join(field["adds_over"])
    return [
        f"\t/// {field['title']}, added over {over}; blank where one is not known, "
        f"or where {', '.join(single) or 'nothing'} has more than one value.",
        f"\tmeasure '{_measure_name(table, field['name'])}' = "
        f"IF({' && '.join(conditions)}, SUM({column}))",
        f"\t\tformatString: {COUNT_FORMAT}",
    ]


def _measure_name(table: str, name: str) -> str:
    """A measure's name, which no other table's measure has."""
    return f"{name.removesuffix('_count').replace('_', ' ')} in {table}"


def _empty_report() -> dict:
    """A report of one empty page: visuals are the analyst's."""
    page = {
        "name": "page1",
        "displayName": "Start here",
        "displayOption": 1,
        "ordinal": 0,
        "width": 1280,
        "height": 720,
        "filters": "[]",
        "config": "{}",
        "visualContainers": [],
    }
    return {
        "config": json.dumps({"version": "5.43", "activeSectionIndex": 0}),
        "layoutOptimization": 0,
        "resourcePackages": [],
        "sections": [page],
    }
