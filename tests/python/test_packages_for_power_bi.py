"""The Power BI project: TMDL that parses, and names only what is there."""

import json
import re
from dataclasses import dataclass, field

import duckdb
import package_toys
import pytest

from early_years.exporting import write_exports
from early_years.exporting.governed import Governance
from early_years.exporting.packages.powerbi import joins

OBJECT = re.compile(
    r"(ref table|table|column|measure|partition|expression|relationship|annotation"
    r"|model|database)\b(?: ('[^']+'|[\w.-]+))?(?: = (.*))?"
)
PROPERTY = re.compile(r"(\w+)(?:: ?(.*)| =)?")


@dataclass
class Thing:
    """An object of TMDL: its properties, and the objects within it."""

    kind: str
    name: str
    value: str
    told: str = ""
    properties: dict = field(default_factory=dict)
    within: list = field(default_factory=list)

    def all(self, kind):
        return [thing for thing in self.within if thing.kind == kind]


def parsed(text: str) -> list[Thing]:
    """The objects of a TMDL file. Raises ValueError for a line out of its place."""
    top: list[Thing] = []
    open_things: list[tuple[int, Thing]] = []
    told, expression = "", None
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        depth = len(line) - len(line.lstrip("\t"))
        words = line.strip()
        if line[depth] == " ":
            raise ValueError(f"line {number} is indented by blanks")
        if expression is not None:
            if depth > expression[0]:
                expression[1].append(words)
                continue
            expression = None
        if words.startswith("///"):
            told = words
            continue
        while open_things and open_things[-1][0] >= depth:
            open_things.pop()
        if depth != (open_things[-1][0] + 1 if open_things else 0):
            raise ValueError(f"line {number} is indented too far")
        found = OBJECT.fullmatch(words)
        if found and not (depth and open_things[-1][1].kind == "block"):
            thing = Thing(found[1], (found[2] or "").strip("'"), found[3] or "", told)
            (open_things[-1][1].within if open_things else top).append(thing)
            open_things.append((depth, thing))
        else:
            found = PROPERTY.fullmatch(words)
            if not found or not open_things:
                raise ValueError(f"line {number} is neither object nor property")
            owner = open_things[-1][1]
            if words.endswith(" ="):
                lines: list[str] = []
                expression = (depth, lines)
                owner.properties[found[1]] = lines
            else:
                owner.properties[found[1]] = found[2]
                open_things.append((depth, Thing("block", found[1], "")))
        told = ""
    return top


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    home = tmp_path_factory.mktemp("exports")
    with package_toys.database() as database:
        write_exports(database, package_toys.manifest(database), Governance(), home)
    return home / "public"


def model_of(folder):
    (definition,) = folder.glob("packages/power-bi/*.SemanticModel/definition")
    return {
        path.relative_to(definition).as_posix(): parsed(path.read_text("utf-8"))
        for path in sorted(definition.rglob("*.tmdl"))
    }


def check_project(folder):
    """Tables, columns, joins, measures and files of a project are there."""
    model = model_of(folder)
    tables = {
        name: thing
        for path, things in model.items()
        for thing in things
        if (name := thing.name) and thing.kind == "table" and path.startswith("tables/")
    }
    refs = [t.name for t in model["model.tmdl"] if t.kind == "ref table"]
    assert sorted(refs) == sorted(tables)
    columns = {}
    for name, table in tables.items():
        (partition,) = table.all("partition")
        source = " ".join(partition.properties["source"])
        found = re.search(r'File\.Contents\(Folder & "\\([^"]+)"\)', source)
        path = folder / found[1].replace("\\", "/")
        there = duckdb.read_parquet(str(path), connection=duckdb.connect()).columns
        assert [one.properties["sourceColumn"] for one in table.all("column")] == there
        assert {one.properties["summarizeBy"] for one in table.all("column")} == {
            "none"
        }
        assert all(one.told for one in table.all("column")) and table.told
        columns[name] = set(there)
    for join in model["relationships.tmdl"]:
        for end in ("fromColumn", "toColumn"):
            table, _, column = join.properties[end].partition(".")
            assert column in columns[table]
    measures = [one for table in tables.values() for one in table.all("measure")]
    names = [one.name for one in measures]
    assert len(set(names)) == len(names)
    for measure in measures:
        assert measure.value.count("(") == measure.value.count(")")
        for table, column in re.findall(r"(\w+)\[(\w+)\]", measure.value):
            assert column in columns[table]
        for name in re.findall(r"(?<!\w)\[([^\]]+)\]", measure.value):
            assert name in names
    (parameter,) = model["expressions.tmdl"]
    assert parameter.name == "Folder" and "IsParameterQuery=true" in parameter.value
    return tables


def test_a_project_names_what_is_there(folder):
    tables = check_project(folder)
    assert len(tables) == len(package_toys.FILES)
    home = folder / "packages" / "power-bi"
    (start,) = home.glob("*.pbip")
    (artifact,) = json.loads(start.read_text("utf-8"))["artifacts"]
    report = home / artifact["report"]["path"]
    settings = json.loads((report / "definition.pbir").read_text("utf-8"))
    model = report / settings["datasetReference"]["byPath"]["path"]
    assert (model / "definition.pbism").is_file()
    assert json.loads((report / "report.json").read_text("utf-8"))["sections"]


def test_a_measure_adds_over_what_the_yaml_names_and_nothing_else(folder):
    table = check_project(folder)["indicators_ward_indicators"]
    sums = {one.name: one.value for one in table.all("measure")}
    assert set(sums) == {
        *("numerator in indicators_ward_indicators",),
        *("denominator in indicators_ward_indicators",),
        *("share in indicators_ward_indicators",),
    }
    numerator = sums["numerator in indicators_ward_indicators"]
    single = set(re.findall(r"HASONEVALUE\(\w+\[(\w+)\]\)", numerator))
    assert single == {
        *("indicator_code", "breakdown_topic", "breakdown_category", "period_code")
    }
    assert "COUNTBLANK(indicators_ward_indicators[numerator_count]) = 0" in numerator


def resource(name, key, **joined):
    return {
        "name": name,
        "path": f"x/{name}.csv",
        "schema": {
            "primaryKey": [key],
            "foreignKeys": [
                {"fields": [column], "reference": {"resource": home, "fields": [to]}}
                for column, (home, to) in joined.items()
            ],
        },
    }


def test_a_second_way_to_a_table_is_not_active():
    council = resource("council", "council")
    ward = resource("ward", "ward", council=("council", "council"))
    figure = resource(
        *("figure", "figure"),
        ward=("ward", "ward"),
        council=("council", "council"),
        neighbour=("ward", "ward"),
        part=("ward", "half_of_a_key"),
    )
    assert [(join[1], join[4]) for join in joins([council, ward, figure])] == [
        *(("council", True), ("ward", True), ("council", False), ("neighbour", False))
    ]
    # Also where the longer way is found second.
    assert [(join[1], join[4]) for join in joins([figure, ward, council])] == [
        *(("ward", True), ("council", True), ("neighbour", False), ("council", False))
    ]


@pytest.mark.parametrize(
    "text",
    [
        "table a\n\t\tcolumn b\n",
        "table a\n    column b\n",
        "table a\n\n\tnothing of ours here\n",
        "\tcolumn b\n",
    ],
)
def test_the_parser_refuses_lines_out_of_place(text):
    with pytest.raises(ValueError, match="line"):
        parsed(text)


@pytest.mark.parametrize("audience", ["internal", "partner", "public"])
def test_the_projects_of_the_example_name_what_is_there(built, audience):
    check_project(built.exports / audience)
