"""The house in numbers: how deep its models lie and which folder reads which.

`python -m development house` reads target/manifest.json, of any dbt parse or build. It
fails where a bar is broken: the chain of models, the way of a review to the
public wards, the nodes that a refresh executes, a folder that reads one below it, or an
intermediate without a grain.
"""

import json
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from early_years.environment import PlainError, Project

MOST_DEEP, MOST_REVIEW_STEPS, MOST_NODES = 20, 19, 400
REVIEWS, PUBLIC_WARDS = "stg_health_visiting__asq3_reviews", "export_public__wards"
# What reads staging, in the order in which each folder may read those before it.
FOLDERS = (
    *("policy", "geography", "linked", "counted", "context", "indicators", "need"),
    *("settings", "provision", "access", "benchmarks", "similar_wards"),
    *("targets", "actions", "associations", "entitlements", "outreach"),
    *("disclosure", "quality"),
)


@dataclass(frozen=True)
class House:
    """The models of a manifest: parents is model -> the models that it reads.

    folders is model -> its folder of intermediate, if it lies in one; grainless are
    those of them that do not say what one row is. nodes counts by kind what a refresh
    executes; yaml is the longest file of properties and its lines.
    """

    parents: dict[str, tuple[str, ...]]
    folders: dict[str, str]
    nodes: Counter
    yaml: tuple[int, str]
    grainless: tuple[str, ...] = ()

    @classmethod
    def read(cls, manifest: dict, root: Path) -> "House":
        """The house of a manifest, with the files of properties under root."""
        nodes = manifest["nodes"]
        models = {
            key: node for key, node in nodes.items() if node["resource_type"] == "model"
        }
        parents = {
            node["name"]: tuple(
                models[key]["name"]
                for key in node["depends_on"]["nodes"]
                if key in models
            )
            for node in models.values()
        }
        folders, grainless = {}, []
        for node in models.values():
            layer, folder, *_ = Path(node["original_file_path"]).parts[1:]
            if layer == "intermediate":
                folders[node["name"]] = folder
                if "grain" not in node["config"]["meta"]:
                    grainless.append(node["name"])
        executed = Counter(
            node["resource_type"] for node in nodes.values() if _is_executed(node)
        )
        longest = max(
            (len(path.read_text(encoding="utf-8").splitlines()), path.name)
            for path in (root / "models").rglob("*.yml")
        )
        return cls(parents, folders, executed, longest, tuple(sorted(grainless)))

    @cached_property
    def depths(self) -> dict[str, int]:
        """Model -> the models of the longest chain that ends with it."""
        found: dict[str, int] = {}

        def depth(model: str) -> int:
            if model not in found:
                above = (depth(parent) for parent in self.parents[model])
                found[model] = 1 + max(above, default=0)
            return found[model]

        for model in self.parents:
            depth(model)
        return found

    def chain(self) -> list[str]:
        """The longest chain of models, first to last."""
        steps = [max(self.depths, key=self.depths.__getitem__)]
        while parents := self.parents[steps[0]]:
            steps.insert(0, max(parents, key=self.depths.__getitem__))
        return steps

    def path(self, first: str, last: str) -> list[str]:
        """The longest way from one model to another; empty where there is none."""
        ways = {first: [first]}
        for model in sorted(self.parents, key=self.depths.__getitem__):
            known = [ways[parent] for parent in self.parents[model] if parent in ways]
            if known:
                ways[model] = [*max(known, key=len), model]
        return ways.get(last, [])

    def readings(self) -> Counter:
        """(reading folder, folder that it reads) -> how many models it reads there."""
        read = {
            (self.folders[model], parent)
            for model, parents in self.parents.items()
            if model in self.folders
            for parent in parents
            if parent in self.folders
        }
        return Counter((folder, self.folders[parent]) for folder, parent in read)

    def broken_bars(self) -> list[str]:
        """What does not hold, in one line each."""
        place = {folder: order for order, folder in enumerate(FOLDERS)}
        unknown = sorted(set(self.folders.values()) - set(FOLDERS))
        downwards = [
            f"{reader} reads {read}, which lies below it"
            for reader, read in self.readings()
            if reader in place and read in place and place[read] > place[reader]
        ]
        review = len(self.path(REVIEWS, PUBLIC_WARDS))
        depth, nodes = max(self.depths.values()), self.nodes.total()
        return [
            *(f"a folder without a place: {folder}" for folder in unknown),
            *sorted(downwards),
            *([f"{depth} models deep"] if depth > MOST_DEEP else []),
            *(["no review reaches the public wards"] if not review else []),
            *([f"{review} models to a ward"] if review > MOST_REVIEW_STEPS else []),
            *([f"{nodes} nodes in a refresh"] if nodes > MOST_NODES else []),
            *(f"no grain: {model}" for model in self.grainless),
        ]

    def lines(self) -> list[str]:
        """What a person reads."""
        chain, review = self.chain(), self.path(REVIEWS, PUBLIC_WARDS)
        return [
            f"Depth: {len(chain)} models, at most {MOST_DEEP}.",
            f"  {' > '.join(chain)}",
            f"A review to the public wards: {len(review)} models, at most "
            f"{MOST_REVIEW_STEPS}.",
            f"  {' > '.join(review)}",
            f"Models: {len(self.parents)}, {self.nodes['model']} of them executed.",
            f"Nodes of a refresh: {self.nodes.total()}, at most {MOST_NODES}: "
            + ", ".join(f"{count} {kind}s" for kind, count in self.nodes.items())
            + ".",
            f"Intermediates that say what one row is: "
            f"{len(self.folders) - len(self.grainless)} of {len(self.folders)}.",
            f"Longest properties: {self.yaml[1]}, {self.yaml[0]:,} lines.",
            "Folders of intermediate, and the models that each reads of those above:",
            *self._matrix(),
        ]

    def _matrix(self) -> list[str]:
        readings, found = self.readings(), []
        for folder in FOLDERS:
            read = (
                f"{other} {readings[folder, other]}"
                for other in FOLDERS
                if other != folder and readings[folder, other]
            )
            models = list(self.folders.values()).count(folder)
            found.append(f"  {folder} ({models}): {', '.join(read) or 'none'}")
        return found


def _is_executed(node: dict) -> bool:
    """Whether a refresh runs a node: no ephemeral model, and no test of fixed rows."""
    if node["resource_type"] not in ("model", "seed", "test"):
        return False
    config = node["config"]
    return config["materialized"] != "ephemeral" and "static" not in config["tags"]


def print_house(project: Project) -> bool:
    """Print the house of the last manifest; whether all bars hold.

    Raises PlainError where dbt has left no manifest.
    """
    if not project.manifest.exists():
        raise PlainError(
            "There is no target/manifest.json yet: run dbt parse or a build first."
        )
    manifest = json.loads(project.manifest.read_text(encoding="utf-8"))
    house = House.read(manifest, project.root)
    broken = house.broken_bars()
    print("\n".join(house.lines()))
    print("\n".join(f"BROKEN: {line}" for line in broken) or "All bars hold.")
    return not broken
