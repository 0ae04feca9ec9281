"""Whom to call about a column of a file: by the datasets or tables that it rests on."""

from dataclasses import dataclass

from early_years.exporting.governed import Governance
from early_years.exporting.manifest import Export
from early_years.exporting.sources import Sources, sources_of

# The step whose team answers what a figure means, whoever asks.
FRONT_DOOR = "explain_figures"
# Words of policy that stand on rows of every file.
WORDS_OF_POLICY = {"claim_level": "policy_claims"}
CAUTIONS = ("caution", "caution_codes")
DISPLAYED = ("_label", "_name", "_text")


@dataclass(frozen=True)
class Owner:
    """A dataset or table of ours, and the team that answers for it."""

    kind: str
    code: str
    title: str
    team: str
    mailbox: str
    telephone: str

    @property
    def called(self) -> str:
        """Team, mailbox and telephone in one line; blank where nobody is named."""
        return ", ".join(filter(None, (self.team, self.mailbox, self.telephone)))

    @property
    def is_whole(self) -> bool:
        """Whether somebody can be called."""
        return bool(self.team and self.mailbox and self.telephone)


class Owners:
    """Whom to call, by the graph of a manifest and the seeds of governance."""

    def __init__(self, manifest: dict, governance: Governance) -> None:
        self._governance = governance
        self._manifest = manifest
        self._models = {
            node["name"]: node
            for node in manifest["nodes"].values()
            if node["resource_type"] == "model"
        }
        self._seeds = {
            node["name"]: node
            for node in manifest["nodes"].values()
            if node["resource_type"] == "seed"
        }
        self._known: dict[str, Sources] = {}

    @property
    def front_door(self) -> Owner:
        """The team that answers questions about any figure."""
        return self.of_step(FRONT_DOOR)

    def of_step(self, code: str) -> Owner:
        """The team of a step of the process; blank where nobody has it."""
        step = self._governance.steps.get(code, {})
        return self._owner("step", code, step.get("step_label", ""), step)

    def of(self, export: Export, column: str) -> list[Owner]:
        """Whom to call about a column: one for each dataset or table behind it."""
        sources = self._sources(export, column)
        return [self._of_dataset(code) for code in sources.datasets] + [
            self._of_table(name) for name in sources.tables
        ]

    def _sources(self, export: Export, column: str) -> Sources:
        """What the figures of a column rest on.

        The column's own meta says it; else a word of policy, the table that has the key
        of a dimension, the indicator or the part of the file in its name, the mart that
        it is taken from, and where none of these is known what the file rests on.
        """
        said = export.columns[column].meta.get("datasets")
        if said:
            return Sources(tuple(said), ())
        if column in WORDS_OF_POLICY:
            return Sources((), (WORDS_OF_POLICY[column],))
        if column.endswith(CAUTIONS):
            return Sources((), ("policy_cautions",))
        return (
            self._of_dimension(export, column)
            or self._of_indicator(export, column)
            or _of_part(export, column)
            or self._of_mart(export, column)
            or _held(export.rest, export)
            or Sources((), export.tables)
        )

    def _of_dimension(self, export: Export, column: str) -> Sources | None:
        codes = {column}
        for ending in DISPLAYED:
            if column.endswith(ending):
                codes.add(f"{column.removesuffix(ending)}_code")
        for key in export.foreign_keys:
            for name, target in zip(key.columns, key.dimension_columns, strict=True):
                home = self._home(key.dimension, target)
                if name in codes or any(self._has(one, column) for one in home.tables):
                    return home
        return None

    def _has(self, table: str, column: str) -> bool:
        return column in self._seeds[table]["config"].get("column_types", {})

    def _home(self, dimension: str, column: str) -> Sources:
        """The seed that has the key of a dimension, or what the dimension rests on."""
        node = self._models[dimension]
        parents = [name.split(".")[-1] for name in node["depends_on"]["nodes"]]
        tables = tuple(
            name
            for name in sorted(set(parents) & set(self._seeds))
            if self._has(name, column)
        )
        return Sources((), tables[:1]) if tables else self._of_model(dimension)

    def _of_indicator(self, export: Export, column: str) -> Sources | None:
        """The indicator that a column of a wide file is named after."""
        codes = self._governance.indicators
        found = [code for code in codes if column.startswith(f"{code}_")]
        if not found:
            return None
        datasets = self._governance.indicators[max(found, key=len)]
        return _held(Sources(datasets, ()), export)

    def _of_mart(self, export: Export, column: str) -> Sources | None:
        """The one mart that the file's model reads a column of this name from."""
        node = self._models.get(export.model, {"depends_on": {"nodes": []}})
        parents = [name.split(".")[-1] for name in node["depends_on"]["nodes"]]
        marts = [
            name
            for name in parents
            if column in self._models.get(name, {}).get("columns", {})
            and name.startswith(("fct_", "rpt_"))
        ]
        if len(marts) != 1:
            return None
        return _held(self._of_model(marts[0]), export)

    def _of_model(self, name: str) -> Sources:
        if name not in self._known:
            self._known[name] = sources_of(
                self._models[name]["unique_id"], self._manifest
            )
        found = self._known[name]
        return Sources(found.datasets, () if found.datasets else found.tables)

    def _of_dataset(self, code: str) -> Owner:
        row = self._governance.datasets.get(code, {})
        words = {
            "responsible_team": row.get("owner_team", ""),
            "responsible_mailbox": row.get("owner_mailbox", ""),
            "responsible_telephone": row.get("owner_telephone", ""),
        }
        return self._owner("dataset", code, row.get("dataset_title", ""), words)

    def _of_table(self, name: str) -> Owner:
        meta = self._seeds.get(name, {}).get("config", {}).get("meta", {})
        step = self._governance.steps.get(meta.get("step_code", ""), {})
        kind, _, subject = name.partition("_")
        title = f"{kind.capitalize()}: {subject.replace('_', ' ')}"
        return self._owner("table", name, title, step)

    @staticmethod
    def _owner(kind: str, code: str, title: str, row: dict[str, str]) -> Owner:
        return Owner(
            kind,
            code,
            title,
            row.get("responsible_team", ""),
            row.get("responsible_mailbox", ""),
            row.get("responsible_telephone", ""),
        )


def _of_part(export: Export, column: str) -> Sources | None:
    """What the YAML says of columns with a word in their names."""
    for word, sources in export.parts:
        if word in column:
            return _held(sources, export)
    return None


def _held(sources: Sources, export: Export) -> Sources | None:
    """The datasets of them that the file rests on; None where there are none."""
    held = tuple(code for code in sources.datasets if code in export.datasets)
    return Sources(held, ()) if held else None
