"""Which tables have to be built anew when some councils have sent something.

What hangs on their rows is found in dbt's manifest. Of it a table with a column of the
council is built for these councils alone, unless it looks across councils: its model
says so and why (config.meta.looks_across_councils), or it rests on a table that is
built for all. Everything else that hangs on their rows is built for all.
"""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from graphlib import TopologicalSorter

COUNCIL = "local_authority_code"
ACROSS, READ_WHOLE = "looks_across_councils", "read_of_all_councils"
# What hangs on it may change with each publication, whoever sent something.
OF_PUBLICATION = "macro.early_years.previous_publication_rows"
# Where a dataset is read from (macros/landed_rows.sql), and which of its files count.
HOMES = ("landing_store.{}", "raw_{}")
RELEASES = "releases"


@dataclass(frozen=True)
class Lineage:
    """What dbt knows of seeds and models, and the columns that their tables have."""

    nodes: dict[str, dict]
    columns: dict[str, frozenset[str]]

    def changed(
        self, datasets: Collection[str], same: Collection[str] = ()
    ) -> "Changed":
        """What hangs on the rows of some datasets, or on what a publication brings.

        Nothing hangs on what is the same, though it was built anew.
        """
        sent = {home.format(one) for one in (*datasets, RELEASES) for home in HOMES}
        alone: set[str] = set()
        for_all: set[str] = set()
        for name in self.in_order():
            node = self.nodes[name]
            parents = self._parents(name)
            if OF_PUBLICATION in node["depends_on"].get("macros", ()):
                for_all.add(name)
            elif name in same or not (
                parents & (alone | for_all) or self._reads(name) & sent
            ):
                continue
            elif parents & for_all or not self._is_by_council(name):
                for_all.add(name)
            else:
                alone.add(name)
        return Changed(self, datasets, frozenset(alone), frozenset(for_all))

    def is_kept(self, name: str) -> bool:
        """Whether it is a table or view of the database."""
        return self.nodes[name]["config"]["materialized"] != "ephemeral"

    def is_view(self, name: str) -> bool:
        """Whether it holds no rows of its own."""
        return self.nodes[name]["config"]["materialized"] == "view"

    def table(self, name: str) -> str:
        """Its schema and name, as SQL has them."""
        node = self.nodes[name]
        return f'"{node["schema"]}"."{node["alias"]}"'

    def has_council(self, name: str) -> bool:
        """Whether its rows say whose they are."""
        return COUNCIL in self.columns.get(self.nodes[name]["alias"], frozenset())

    def looks_across(self, name: str) -> bool:
        """Whether what it says of a council rests on rows of others."""
        return ACROSS in self.nodes[name]["config"].get("meta", {})

    def is_read_whole(self, name: str) -> bool:
        """Whether what is built for some councils reads its rows of all."""
        node = self.nodes[name]
        return (
            node["resource_type"] == "seed"
            or not self.has_council(name)
            or not {ACROSS, READ_WHOLE}.isdisjoint(node["config"].get("meta", {}))
        )

    def read_by(self, names: Collection[str]) -> set[str]:
        """What some models read besides each other, through what is not kept."""
        found: set[str] = set()
        left = list(names)
        while left:
            for parent in self._parents(left.pop()) - found - set(names):
                found.add(parent)
                if self.is_view(parent) or not self.is_kept(parent):
                    left.append(parent)
        return {name for name in found if self.is_kept(name)}

    def in_order(self) -> list[str]:
        """All of them, each behind what it reads."""
        graph = {name: self._parents(name) for name in sorted(self.nodes)}
        return list(TopologicalSorter(graph).static_order())

    def _is_by_council(self, name: str) -> bool:
        if self.looks_across(name):
            return False
        return self.has_council(name) or not self.is_kept(name)

    def _reads(self, name: str) -> set[str]:
        """What it reads itself, without its kind and project."""
        named = self.nodes[name]["depends_on"].get("nodes", ())
        return {parent.split(".", maxsplit=2)[-1] for parent in named}

    def _parents(self, name: str) -> set[str]:
        return set(self.nodes[name]["depends_on"].get("nodes", ())) & set(self.nodes)


@dataclass(frozen=True)
class Changed:
    """What has to be built anew: alone for the councils that sent, or for all."""

    lineage: Lineage
    datasets: Collection[str]
    alone: frozenset[str]
    for_all: frozenset[str]

    @property
    def exchanged(self) -> list[str]:
        """The tables in which rows of these councils take the place of their old."""
        kept = filter(self.lineage.is_kept, self.alone)
        return sorted(name for name in kept if not self.lineage.is_view(name))

    @property
    def read(self) -> list[str]:
        """The tables that are read to build those, and that are not built anew."""
        read = self.lineage.read_by(self.alone)
        return sorted(name for name in read if not self.lineage.is_view(name))

    def built_alone(self) -> list[str]:
        """The names by which dbt is told what to build for these councils."""
        views = filter(self.lineage.is_view, self.lineage.read_by(self.alone))
        return self._names({*self.alone, *views})

    def built_for_all(self, same: Collection[str] = ()) -> list[str]:
        """The names by which dbt is told what to build for all.

        same are tables that came out as they were: nothing hangs on them.
        """
        changed = self.lineage.changed(self.datasets, same)
        return self._names(self.for_all & (changed.alone | changed.for_all))

    def _names(self, names: Collection[str]) -> list[str]:
        nodes = self.lineage.nodes
        return sorted(
            nodes[name]["name"] for name in names if self.lineage.is_kept(name)
        )


def lineage_of(manifest: dict, columns: Collection[tuple[str, str]]) -> Lineage:
    """What a manifest knows; columns are of the database, each with its table."""
    nodes = {
        name: node
        for name, node in manifest["nodes"].items()
        if node["resource_type"] in ("seed", "model")
    }
    by_table: dict[str, set[str]] = defaultdict(set)
    for table, column in columns:
        by_table[table].add(column)
    return Lineage(nodes, {name: frozenset(held) for name, held in by_table.items()})
