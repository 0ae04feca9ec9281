"""Which models become files, and what the YAML says of them and their columns."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from early_years.environment import PlainError
from early_years.exporting.sources import Sources, sources_of

AUDIENCES = ("internal", "partner", "public")
COLUMN_NAME = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
FILE_NAME = re.compile(r"[a-z][a-z0-9_]*/[a-z][a-z0-9_]*")
CHECKED_VALUES = re.compile(r"(\w+) in \((.*)\)", re.DOTALL)
META_KEYS = ("title", "key")
NO_ROWS = "no rows: nothing was supplied for it, or there is nothing to tell"

# What a seed of ours lacks that every file has: its rows are words, of nobody.
NOT_MADE_UP = "false as is_synthetic"

# Beside the CSV of a file: its folder and ending.
CSV = ("", ".csv")
PARQUET = ("parquet", ".parquet")
DICTIONARY = ("about", "_columns.csv")
SIDECAR = ("about", ".json")


@dataclass(frozen=True)
class Key:
    """Columns that join to the columns of a dimension, which is a model's name."""

    columns: tuple[str, ...]
    dimension: str
    dimension_columns: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """A column as the YAML has it; meta holds what config.meta says of it."""

    name: str
    data_type: str = ""
    description: str = ""
    is_required: bool = False
    checked_values: tuple[str, ...] = ()
    meta: dict = field(default_factory=dict)


IS_SYNTHETIC = Column(
    "is_synthetic", "boolean", "Whether the row is made up; never so here.", True
)


@dataclass(frozen=True)
class Export:
    """One model or seed that becomes a file, as the manifest describes it.

    file is <subject>/<name>, the path below its audience; key orders the rows;
    foreign_keys says by which columns it joins to which dimension; without_rows is what
    files.csv says when there are none. datasets and tables are what its figures rest
    on, attributions what is owed for tables of reference. parts are words in names of
    columns that rest on something of their own, and rest is what the others do. licence
    is blank where that of its sources holds.
    """

    model: str
    audience: str
    file: str
    relation: str
    title: str
    description: str
    licence: str
    key: tuple[str, ...]
    without_rows: str
    columns: dict[str, Column]
    foreign_keys: tuple[Key, ...]
    datasets: tuple[str, ...]
    tables: tuple[str, ...] = ()
    attributions: tuple[str, ...] = ()
    parts: tuple[tuple[str, Sources], ...] = ()
    rest: Sources = Sources((), ())

    @property
    def subject(self) -> str:
        """The folder of the file."""
        return self.file.rpartition("/")[0]

    @property
    def name(self) -> str:
        return self.file.rpartition("/")[2]

    def path(self, folder: Path, place: tuple[str, str] = CSV) -> Path:
        """Where one of its files lies in the folder of all exports."""
        beside, ending = place
        return folder / self.audience / self.subject / beside / f"{self.name}{ending}"


def exports_of(manifest: dict) -> list[Export]:
    """The models and seeds that become files, ordered by audience and file.

    What stands in config.meta.export.editions is a file of those audiences as well, of
    the columns that are listed there for each. Raises PlainError when config.meta does
    not say enough, or names a file twice.
    """
    exports: list[Export] = []
    problems = []
    dimensions = _dimensions(manifest)
    for node in manifest["nodes"].values():
        if node["resource_type"] not in ("model", "seed"):
            continue
        said = _said_of_export(node)
        if said is None:
            continue
        wrong = _wrong_in_meta(said)
        problems += [f"{node['name']}: {sentence}" for sentence in wrong]
        if not wrong:
            export = _export(node, said, manifest, dimensions)
            exports.append(export)
            exports += _editions(export, said.get("editions", {}))
    names = Counter((export.audience, export.file) for export in exports)
    problems += [
        f"{audience}/{file}: {count} models are to become this file."
        for (audience, file), count in names.items()
        if count > 1
    ]
    if problems:
        raise PlainError("No export was written:\n  - " + "\n  - ".join(problems))
    return sorted(exports, key=lambda export: (export.audience, export.file))


def _said_of_export(node: dict) -> dict | None:
    """What config.meta says of the file that a model becomes; None for no file."""
    meta = node.get("config", {}).get("meta", {})
    if "export" not in meta:
        return None
    return {"without_rows": meta.get("without_rows")} | meta["export"]


def _wrong_in_meta(said: dict) -> list[str]:
    wrong = []
    if said.get("audience") not in AUDIENCES:
        wrong.append(
            f"config.meta.export names the audience {said.get('audience')}; "
            f"audiences are {', '.join(AUDIENCES)}."
        )
    editions = said.get("editions", {})
    wrong += [
        f"config.meta.export.editions names {name}; "
        f"audiences are {', '.join(AUDIENCES)}."
        for name in editions
        if name not in AUDIENCES
    ]
    file = str(said.get("file"))
    if not FILE_NAME.fullmatch(file):
        wrong.append(
            f"config.meta.export names the file {file}; a file is called "
            "<subject>/<name> in lower_snake_case."
        )
    missing = [key for key in META_KEYS if not said.get(key)]
    if missing:
        wrong.append(f"config.meta.export has to say {', '.join(missing)}.")
    return wrong


def _export(node: dict, said: dict, manifest: dict, dimensions: dict) -> Export:
    columns = {name: _column(column) for name, column in node["columns"].items()}
    relation = f'"{node["schema"]}"."{node["alias"]}"'
    if node["resource_type"] == "seed" and IS_SYNTHETIC.name not in columns:
        relation = f"(select *, {NOT_MADE_UP} from {relation})"
        columns[IS_SYNTHETIC.name] = IS_SYNTHETIC
    left = said.get("leaves_out", [])
    sources = sources_of(node["unique_id"], manifest, left)
    parts, homes, rest = said.get("parts", {}), {}, sources
    if parts:
        homes = {key.split(".")[-1]: key for key in manifest["nodes"]}
        rest = sources_of(node["unique_id"], manifest, [*left, *parts.values()])
    return Export(
        model=node["name"],
        audience=said["audience"],
        file=said["file"],
        relation=relation,
        title=said["title"],
        description=_line(node["description"]),
        licence=said.get("licence") or "",
        key=tuple(said["key"]),
        without_rows=said.get("without_rows") or NO_ROWS,
        columns=columns,
        foreign_keys=_foreign_keys(node["name"], columns, dimensions),
        datasets=sources.datasets,
        tables=sources.tables,
        attributions=_attributions(node, sources, manifest),
        parts=tuple(
            (word, sources_of(homes[model], manifest, left))
            for word, model in parts.items()
        ),
        rest=rest,
    )


def _editions(export: Export, editions: dict[str, list | dict]) -> list[Export]:
    """The file again for other audiences, each with the columns that it may see.

    An edition is a list of columns, or says with columns and file what is not as in the
    first: a file that goes whole, and under its own name, has to say nothing.
    """
    found = []
    for audience, told in editions.items():
        said: dict = {"columns": told} if isinstance(told, list) else told
        names = said.get("columns", list(export.columns))
        seen = {name: one for name, one in export.columns.items() if name in names}
        listed = ", ".join(f'"{name}"' for name in names)
        keys = [key for key in export.foreign_keys if set(key.columns) <= set(names)]
        found.append(
            replace(
                export,
                audience=audience,
                file=said.get("file", export.file),
                columns=seen,
                relation=f"(select {listed} from {export.relation})",
                foreign_keys=tuple(keys),
            )
        )
    return found


def _attributions(node: dict, sources: Sources, manifest: dict) -> tuple[str, ...]:
    """What is owed to the publishers of the tables of reference behind a file."""
    names = {*sources.tables, node["name"]}
    owed = {
        _line(seed["config"]["meta"]["attribution"])
        for seed in manifest["nodes"].values()
        if seed["resource_type"] == "seed"
        and seed["name"] in names
        and seed.get("config", {}).get("meta", {}).get("attribution")
    }
    return tuple(sorted(owed))


def _column(column: dict) -> Column:
    rules = column.get("constraints", [])
    checks = [
        CHECKED_VALUES.fullmatch(" ".join(rule["expression"].split()))
        for rule in rules
        if rule["type"] == "check" and rule.get("expression")
    ]
    values = [
        tuple(re.findall(r"'([^']*)'", check[2]))
        for check in checks
        if check and check[1] == column["name"]
    ]
    return Column(
        name=column["name"],
        data_type=column.get("data_type") or "",
        description=_line(column["description"]),
        is_required=any(rule["type"] == "not_null" for rule in rules),
        checked_values=values[0] if values else (),
        meta=column.get("config", {}).get("meta", {}),
    )


def _dimensions(manifest: dict) -> dict[str, tuple[str, ...]]:
    """Each dimension and the columns of its primary key, in the order of names."""
    dimensions = {}
    for node in manifest["nodes"].values():
        if node["resource_type"] == "model" and node["name"].startswith("dim_"):
            rules = node.get("constraints", [])
            keys = [rule["columns"] for rule in rules if rule["type"] == "primary_key"]
            if keys:
                dimensions[node["name"]] = tuple(keys[0])
    return dict(sorted(dimensions.items()))


def _foreign_keys(
    model: str, columns: dict[str, Column], dimensions: dict[str, tuple[str, ...]]
) -> tuple[Key, ...]:
    """The same keys as the macro foreign_keys: by name, but for what the YAML says."""
    said = {
        name: column.meta["foreign_key"]
        for name, column in columns.items()
        if "foreign_key" in column.meta
    }
    keys = []
    for name, target in said.items():
        if target:
            dimension, _, dimension_column = target.partition(".")
            keys.append(Key((name,), dimension, (dimension_column,)))
    for dimension, names in dimensions.items():
        if dimension != model and set(names) <= set(columns) - set(said):
            keys.append(Key(names, dimension, names))
    return tuple(keys)


def _line(text: str) -> str:
    return " ".join(text.split())
