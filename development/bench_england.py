"""What more councils cost: CPU seconds by group of models, peak memory, rows.

Each number of councils is made as a landing store (england.py), brought together as a
refresh does it, and the SQL of the project runs on it straight in DuckDB, seeds
included and contracts left out, in a process of its own. Of a few councils the same
nodes are built by dbt too, and the draws are taken in pandas and numpy
(bench_pandas.py).
"""

import json
import math
import multiprocessing
import os
import shutil
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb

from development.bench import LEFT_BEHIND, cpu_seconds, node_sql
from development.bench_pandas import Beside, beside
from development.england import make_england
from early_years.environment import PlainError, Project, run_script
from early_years.landing.releases import write_current

# One, and as many as England has, with two between them that show what grows.
NUMBERS = (1, 10, 50, 333)
CHILD_DATASETS = ("asq3_reviews", "early_education_headcount", "eyfsp_results")
COMPILE = (
    *("--quiet", "compile", "--target", "store"),
    *("--select", "resource_type:model"),
)
# DuckDB's limit of what it holds itself; what is beyond goes to the disk. With what
# lies outside the limit the process stays below 4 GiB.
MEMORY = "3500MiB"
BUILD = (
    *("--quiet", "build", "--target", "store"),
    *("--resource-type", "seed", "--resource-type", "model"),
    *("--exclude", "path:seeds/landed"),
)
# More councils than these are neither built by dbt nor drawn in pandas: it takes long.
MOST_BY_DBT, MOST_IN_PANDAS = 10, 10
# What grows faster than its rows by this power is named, if it takes long enough.
STEEPEST, SHORTEST_SECONDS = 1.1, 1.0


@dataclass(frozen=True)
class Cost:
    """What some councils cost in CPU seconds: made, brought together, and each node."""

    councils: int
    child_rows: int
    landed_rows: int
    making: float
    gathering: float
    nodes: dict[str, float]
    peak_mib: int
    by_dbt: float | None = None
    drawn: Beside | None = None

    @property
    def total(self) -> float:
        return sum(self.nodes.values())


def run(project: Project, numbers: list[int]) -> None:
    """Measure and print. Raises PlainError if the models can't be compiled."""
    with tempfile.TemporaryDirectory() as name:
        copy = Project(Path(name) / "project", reads_store=True)
        shutil.copytree(project.root, copy.root, ignore=LEFT_BEHIND)
        copy.database.parent.mkdir(parents=True)
        print("== Reading the models", flush=True)
        if run_script(copy, "dbt", *COMPILE):
            raise PlainError("The models can't be compiled for the landing store.")
        costs = []
        for number in sorted(numbers):
            print(f"== Councils: {number}", flush=True)
            costs.append(_measured(copy, number))
            # Many councils take long: what is known by now is said before.
            print("\n".join(["", *table(costs), ""]), flush=True)
    drawn = [
        f"Councils: {cost.councils}. {cost.drawn.line}" for cost in costs if cost.drawn
    ]
    print("\n".join([*steep(costs), *drawn]))


def table(costs: list[Cost]) -> list[str]:
    """A table in Markdown, a column for each number of councils."""
    rows = {
        "rows of children": [f"{cost.child_rows:,}" for cost in costs],
        "rows landed": [f"{cost.landed_rows:,}" for cost in costs],
        "making them": [f"{cost.making:.1f}" for cost in costs],
        "bringing releases together": [f"{cost.gathering:.1f}" for cost in costs],
    }
    by_group = [_by_group(cost.nodes) for cost in costs]
    for group in sorted(by_group[-1], key=lambda name: -by_group[-1][name]):
        rows[group] = [f"{seconds[group]:.1f}" for seconds in by_group]
    rows["all models and seeds"] = [f"{cost.total:.1f}" for cost in costs]
    rows["a thousand rows of children"] = [
        f"{1000 * cost.total / cost.child_rows:.3f}" for cost in costs
    ]
    rows["the same by dbt"] = [_figure(cost.by_dbt) for cost in costs]
    rows["dbt : straight"] = [
        _figure(cost.by_dbt and cost.by_dbt / cost.total, 2) for cost in costs
    ]
    rows["peak memory, MiB"] = [f"{cost.peak_mib:,}" for cost in costs]
    return [
        f"| CPU seconds | {' | '.join(str(cost.councils) for cost in costs)} |",
        f"|---|{'---:|' * len(costs)}",
        *(f"| {name} | {' | '.join(cells)} |" for name, cells in rows.items()),
    ]


def _figure(number: float | None, digits: int = 1) -> str:
    return "" if number is None else f"{number:.{digits}f}"


def steep(costs: list[Cost]) -> list[str]:
    """A line for each node that grows faster than the children, by the last two."""
    if len(costs) < 2:
        return []
    before, after = costs[-2:]
    grown = math.log(after.child_rows / before.child_rows)
    lines = []
    for name, seconds in sorted(after.nodes.items(), key=lambda node: -node[1]):
        power = math.log(seconds / max(before.nodes[name], 0.001)) / grown
        if seconds >= SHORTEST_SECONDS and power > STEEPEST:
            short = name.split(".")[-1]
            lines.append(f"{short} grows by the power {power:.2f}: {seconds:.1f} s")
    return lines or ["Nothing that takes a second grows faster than its rows."]


def _by_group(nodes: dict[str, float]) -> dict[str, float]:
    seconds: dict[str, float] = defaultdict(float)
    for name, spent in nodes.items():
        kind, _, node = name.split(".")
        # int_need__ward_scores is of the group need, and fct_sites of the marts.
        folder = node.removeprefix("int_").split("__")[0]
        group = folder if node.startswith("int_") else node.split("_")[0]
        seconds["seeds" if kind == "seed" else group] += spent
    return seconds


def _measured(copy: Project, number: int) -> Cost:
    data = copy.root / "data"
    for name in ("england", "landing", "current"):
        shutil.rmtree(data / name, ignore_errors=True)
    start = time.process_time()
    made = make_england(data / "england", number)
    making = time.process_time() - start
    made.landing.rename(data / "landing")
    for path in made.reference.iterdir():
        shutil.copyfile(path, copy.root / "seeds" / "reference" / path.name)
    start = time.process_time()
    rows = write_current(copy, data / "current")
    gathering = time.process_time() - start
    # In a process of its own, whose memory is the models' alone. dbt writes the
    # manifest again.
    manifest = copy.manifest.read_text(encoding="utf-8")
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        nodes, peak, drawn = pool.apply(run_straight, (copy, number <= MOST_IN_PANDAS))
    by_dbt = None
    if number <= MOST_BY_DBT:
        by_dbt = cpu_seconds(lambda: run_script(copy, "dbt", *BUILD))
        copy.manifest.write_text(manifest, encoding="utf-8", newline="\n")
        copy.database.unlink()
    children = sum(rows[dataset] for dataset in CHILD_DATASETS)
    return Cost(
        number,
        children,
        sum(rows.values()),
        making,
        gathering,
        nodes,
        peak,
        by_dbt,
        drawn,
    )


def run_straight(
    copy: Project, in_pandas: bool
) -> tuple[dict[str, float], int, Beside | None]:
    """CPU seconds by node of the compiled SQL of a project, and the peak in MiB.

    in_pandas: then also take the draws in pandas and numpy.
    """
    os.chdir(copy.root)
    manifest = copy.manifest.read_text(encoding="utf-8")
    nodes = {
        name: node
        for name, node in json.loads(manifest)["nodes"].items()
        if node["resource_type"] in ("seed", "model")
        and not node["original_file_path"].startswith("seeds/landed")
    }
    parents = {
        name: sorted(set(node["depends_on"].get("nodes", ())) & set(nodes))
        for name, node in sorted(nodes.items())
    }
    seconds = {}
    with tempfile.TemporaryDirectory() as folder:
        # Views name the database, so it has to have the name of the project's.
        database = duckdb.connect(
            str(Path(folder) / copy.database.name),
            config={
                "threads": 1,
                "checkpoint_threshold": "4GB",
                "memory_limit": MEMORY,
                "temp_directory": folder,
            },
        )
        database.execute("set enable_progress_bar = false")
        for schema in sorted({node["schema"] for node in nodes.values()}):
            database.execute(f'create schema if not exists "{schema}"')
        for name in TopologicalSorter(parents).static_order():
            node = nodes[name]
            if node["config"]["materialized"] == "ephemeral":
                continue
            sql = node_sql(node, node.get("compiled_code"), copy)
            start = time.process_time()
            database.execute(sql)
            seconds[name] = time.process_time() - start
        # Windows has none, and reads the rest of this file in tests.
        import resource

        kibibytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        drawn = None
        if in_pandas:
            drawn = beside(database, seconds["model.early_years.int_need__drawn_ranks"])
        database.close()
    return seconds, kibibytes // 1024, drawn
