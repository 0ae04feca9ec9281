"""Files about the files: whom to call for each column, and what decides on what.

They are made from the manifest and the seeds of governance and policy when the others
are written, put into temporary tables, and leave as any other file does. Partners and
everyone get the rows of their own files.
"""

from dataclasses import dataclass
from fnmatch import fnmatchcase

import duckdb

from early_years.exporting.dictionaries import values_in_words
from early_years.exporting.governed import Governance
from early_years.exporting.manifest import (
    AUDIENCES,
    IS_SYNTHETIC,
    NOT_MADE_UP,
    Column,
    Export,
)
from early_years.exporting.owners import Owner, Owners

Row = dict[str, str]
ABOUT_FILES = "governance_datasets", "governance_responsibilities"
# Partners find the policy in the public files.
NOT_FOR = "partner"
FILE = {
    "audience": "Whom the file is for: internal, partner or public.",
    "file": "The file, as folder and name.",
    "title": "Display title of the file.",
}
CALL = {
    "contact_team": "Team that answers for it.",
    "contact_mailbox": "Where to write to.",
    "contact_telephone": "Whom to ring.",
}


@dataclass(frozen=True)
class _Made:
    """A file about files: its words, key, and what each of its columns holds."""

    name: str
    title: str
    description: str
    key: tuple[str, ...]
    columns: dict[str, str]
    tables: tuple[str, ...] = ABOUT_FILES


COLUMN_OWNERS = _Made(
    "column_owners",
    "Whom to call about a column",
    "One row per column of a file and what it rests on: a dataset, or a table of "
    "policy or reference. Key: audience, file, column_name, source_code. The public is "
    "given the team that answers questions, whatever the source.",
    ("audience", "file", "column_name", "source_code"),
    {
        **{name: FILE[name] for name in ("audience", "file")},
        "column_name": "Name of the column.",
        "source_kind": "dataset, or table for a table of policy or reference.",
        "source_code": "Code of the dataset, or name of the table.",
        "source_title": "Display name of the dataset or table.",
        **CALL,
    },
)
DATASET_FILES = _Made(
    "dataset_files",
    "Who receives what of a dataset",
    "One row per dataset and file that holds figures of it: the recipients of a "
    "dataset by file. Key: dataset_code, audience, file.",
    ("dataset_code", "audience", "file"),
    {
        "dataset_code": "Code of the dataset.",
        "dataset_title": "Display name of the dataset.",
        **FILE,
        "licence": "Under what the file may be used.",
    },
)
DECISIONS = _Made(
    "decisions",
    "Which decision a file serves",
    "One row per decision and file that it can rest on: use case, decision, file. Key: "
    "decision_code, audience, file.",
    ("decision_code", "audience", "file"),
    {
        "decision_code": "Code of the decision.",
        "use_case_label": "What the tool is for here.",
        "decision_text": "What is decided.",
        **FILE,
        **CALL,
    },
    ("governance_decisions", "governance_responsibilities"),
)
POLICY = _Made(
    "policy",
    "Policy with its reasons",
    "One row per row of policy: a weight, band, threshold or text, why it is so and "
    "since when. Key: policy_code, row_number_text.",
    ("policy_code", "row_number_text"),
    {
        "policy_code": "Table of policy: a file of seeds/policy.",
        "row_number_text": "Place of the row in its table, from 0001 on.",
        "values_text": "What the row says, column by column.",
        "reason": "Why it is so; blank where the row says it in other columns.",
        "decided_date": "Day on which it was decided, year-month-day.",
    },
    ("policy_cautions",),
)
NAMES = tuple(made.name for made in (COLUMN_OWNERS, DATASET_FILES, DECISIONS, POLICY))


def shapes() -> list[Export]:
    """The files about files of all audiences, as what may leave is asked for."""
    return [
        _shape(made, audience)
        for audience in AUDIENCES
        for made in (COLUMN_OWNERS, DATASET_FILES, DECISIONS, POLICY)
        if not (made is POLICY and audience == NOT_FOR)
    ]


def files_about_files(
    database: duckdb.DuckDBPyConnection,
    manifest: dict,
    exports: list[Export],
    governance: Governance,
    licences: dict[tuple[str, str], str],
    not_supplied: frozenset[str] = frozenset(),
) -> tuple[list[Export], list[str]]:
    """The files about files, and what is wrong: who can't be called, what serves none.

    licences is by audience and file. not_supplied are datasets that nobody receives:
    whoever answers for them is called all the same.
    """
    owners = Owners(manifest, governance)
    found, problems = [], []
    if not owners.front_door.is_whole:
        problems.append(
            f"governance_responsibilities: step {owners.front_door.code} needs a team, "
            "a mailbox and a telephone: everyone outside is sent there."
        )
    policy = _policy_rows(database, manifest)
    for audience in AUDIENCES:
        own = [one for one in exports if audience in (one.audience, "internal")]
        rows_of = [
            (DATASET_FILES, _dataset_rows(own, governance, licences, not_supplied)),
            (DECISIONS, _decision_rows(own, governance, owners, audience)),
        ]
        if audience != NOT_FOR:
            rows_of.append((POLICY, policy))
        made = [_export(database, one, audience, rows) for one, rows in rows_of]
        shape = _shape(COLUMN_OWNERS, audience)
        mine = [one for one in (*made, shape) if one.audience == audience]
        rows = []
        for export in (*own, *mine):
            for column in export.columns:
                called = owners.of(export, column)
                if not called or not all(one.is_whole for one in called):
                    problems.append(
                        f"{export.model}: nobody to call for column {column}. Name its "
                        "datasets in config.meta.datasets of the column, and the team "
                        "in the contract."
                    )
                rows += [
                    _owner_row(export, column, one, owners, audience) for one in called
                ]
        found += [*made, _export(database, COLUMN_OWNERS, audience, rows)]
        problems += [
            f"{one.model}: no row of seeds/governance/governance_decisions.csv names "
            f"{one.audience}/{one.file}. Say which decision it serves."
            for one in (*own, *mine)
            if one.audience == audience
            and not any(_serves(row, one) for row in governance.decisions)
        ]
    return found, problems


def _dataset_rows(
    exports: list[Export],
    governance: Governance,
    licences: dict[tuple[str, str], str],
    not_supplied: frozenset[str],
) -> list[Row]:
    return [
        {
            "dataset_code": code,
            "dataset_title": governance.datasets[code]["dataset_title"],
            "audience": one.audience,
            "file": one.file,
            "title": one.title,
            "licence": licences[one.audience, one.file],
        }
        for one in exports
        for code in one.datasets
        if code in governance.datasets and code not in not_supplied
    ]


def _decision_rows(
    exports: list[Export], governance: Governance, owners: Owners, audience: str
) -> list[Row]:
    return [
        {
            "decision_code": row["decision_code"],
            "use_case_label": row["use_case_label"],
            "decision_text": row["decision_text"],
            "audience": one.audience,
            "file": one.file,
            "title": one.title,
        }
        | _call(owners.of_step(row["step_code"]), owners, audience)
        for row in governance.decisions
        for one in exports
        if _serves(row, one)
    ]


def _serves(decision: Row, export: Export) -> bool:
    return export.audience in decision["audiences"].split() and any(
        fnmatchcase(export.file, pattern) for pattern in decision["files"].split()
    )


def _owner_row(
    export: Export, column: str, owner: Owner, owners: Owners, audience: str
) -> Row:
    return {
        "audience": export.audience,
        "file": export.file,
        "column_name": column,
        "source_kind": owner.kind,
        "source_code": owner.code,
        "source_title": owner.title,
    } | _call(owner, owners, audience)


def _call(owner: Owner, owners: Owners, audience: str) -> Row:
    """Whom to call; everyone is given the one team that answers questions."""
    called = owners.front_door if audience == "public" else owner
    return {
        "contact_team": called.team,
        "contact_mailbox": called.mailbox,
        "contact_telephone": called.telephone,
    }


def _policy_rows(database: duckdb.DuckDBPyConnection, manifest: dict) -> list[Row]:
    seeds = sorted(
        (node["name"], f'"{node["schema"]}"."{node["alias"]}"')
        for node in manifest["nodes"].values()
        if node["resource_type"] == "seed" and node["name"].startswith("policy_")
    )
    found = []
    for name, relation in seeds:
        table = database.sql(f"from {relation} order by all")
        for number, cells in enumerate(table.fetchall(), 1):
            row = {
                column: "" if cell is None else _plain(cell)
                for column, cell in zip(table.columns, cells, strict=True)
            }
            words = {
                column: cell
                for column, cell in row.items()
                if cell and column not in ("reason", "decided_date")
            }
            found.append(
                {
                    "policy_code": name,
                    "row_number_text": f"{number:04d}",
                    "values_text": values_in_words(words),
                    "reason": row.get("reason", ""),
                    "decided_date": row.get("decided_date", ""),
                }
            )
    return found


def _plain(cell: object) -> str:
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _shape(made: _Made, audience: str) -> Export:
    columns = {
        name: Column(name, "string", words) for name, words in made.columns.items()
    }
    columns[IS_SYNTHETIC.name] = IS_SYNTHETIC
    return Export(
        model=made.name,
        audience=audience,
        file=f"reference/{made.name}",
        relation=f'"temp"."{audience}_{made.name}"',
        title=made.title,
        description=made.description,
        licence="",
        key=made.key,
        without_rows="no rows: nothing is laid down",
        columns=columns,
        foreign_keys=(),
        datasets=(),
        tables=made.tables,
    )


def _export(
    database: duckdb.DuckDBPyConnection, made: _Made, audience: str, rows: list[Row]
) -> Export:
    """Put rows into a temporary table and return the file that it becomes."""
    export = _shape(made, audience)
    names = list(made.columns)
    parts = ", ".join(f"unnest(cast(${name} as varchar[])) as {name}" for name in names)
    database.execute(
        f"create or replace temp table {audience}_{made.name} as "
        f"select *, {NOT_MADE_UP} from (select {parts})",
        {name: [row[name] or None for row in rows] for name in names},
    )
    return export
