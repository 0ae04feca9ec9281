"""How long a build takes, and how much of it dbt itself costs.

The project is copied to a temporary folder and built there twice with its data and
twice with `--empty`, in turns and each time into a fresh database; the better run of
each counts. The SQL that dbt compiled is then run straight in DuckDB. Access to places
is worked out over ten cities, by dbt and straight. Last, everything is landed and
published from nothing, and then a file of one more term. It only prints: figures of one
machine say nothing about another.
"""

import json
import os
import secrets
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

import duckdb
import pandas as pd

from early_years.bench_cities import CITIES, SETTINGS, make_ten_cities
from early_years.bootstrap import OWN_ENVIRONMENT
from early_years.contracts import load_contracts
from early_years.environment import PlainError, Project, run_script, run_tool
from early_years.exporting import export_project
from early_years.landing.pseudonyms import KEY_FILE

ROUNDS = 2
TERMS = "early_education_headcount"
ACCESS = (
    *("int_context__latest_mid_years", "path:models/intermediate/access"),
    *("fct_lsoa_access", "fct_ward_access"),
)
STAGES = ("seeds", "models", "exports", "tests")
WENT_WELL = ("success", "pass", "warn", "no-op")
LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv", "data", "dbt_packages", "logs", "node_modules", "target"
)


def run(project: Project) -> None:
    """Measure the project and print the table. Raises PlainError if it can't build."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Project(Path(folder) / "project")
        shutil.copytree(project.root, copy.root, ignore=LEFT_BEHIND)
        copy.database.parent.mkdir()
        # Both ways then start from the same parse.
        _dbt(copy, "parse")
        full, empty, files = [], [], []
        for turn in range(1, ROUNDS + 1):
            print(f"Round {turn} of {ROUNDS}: dbt build --empty", flush=True)
            empty.append(_timed_build(copy, "--empty"))
            print(f"Round {turn} of {ROUNDS}: dbt build", flush=True)
            full.append(_timed_build(copy))
            if full[-1]["failed"]:
                raise PlainError(
                    "The build fails here; see: python -m early_years build"
                )
            start = time.perf_counter()
            export_project(copy)
            files.append(time.perf_counter() - start)
        print("The same SQL straight in DuckDB", flush=True)
        straight = _straight(copy)
        print(f"Access to places over {CITIES} cities", flush=True)
        access = _access_over_cities(copy, Path(folder))
        print("Everything landed and published, then one more term", flush=True)
        from_nothing, one_term = _landed_and_published(copy, Path(folder))
    best_full = min(full, key=lambda build: build["total"])
    best_empty = min(empty, key=lambda build: build["total"])
    print("\n".join(_table(best_full, best_empty, straight, min(files))))
    print(access)
    print(
        f"\nLanding and publishing everything from nothing takes {from_nothing:.1f} s, "
        f"one more term {one_term:.1f} s: {one_term / from_nothing:.2f} times as long."
    )


def _dbt(copy: Project, *arguments: str) -> int:
    return run_script(copy, "dbt", "--quiet", *arguments)


def _timed_build(copy: Project, *options: str) -> dict:
    """Build into a fresh database; seconds by stage and in total, nodes by stage."""
    for path in copy.database.parent.glob("*.duckdb*"):
        path.unlink()
    start = time.perf_counter()
    _dbt(copy, "build", *options)
    total = time.perf_counter() - start
    results = _read(copy.run_results)["results"]
    seconds, nodes = Counter(), Counter()
    for result in results:
        if result["status"] == "no-op":
            continue
        stage = _stage(result["unique_id"])
        seconds[stage] += result["execution_time"]
        nodes[stage] += 1
    failed = sum(result["status"] not in WENT_WELL for result in results)
    return {"total": total, "seconds": seconds, "nodes": nodes, "failed": failed}


def _straight(copy: Project) -> dict[str, float]:
    """Seconds by stage of the SQL of the last full build, run without dbt.

    Contracts and unit tests are dbt's own, and no part of it.
    """
    nodes = _read(copy.manifest)["nodes"]
    results = _read(copy.run_results)["results"]
    seconds = Counter()
    with tempfile.TemporaryDirectory() as folder:
        # Views name the database, so it has to have the name of the project's.
        database = duckdb.connect(
            str(Path(folder) / copy.database.name), config={"threads": 1}
        )
        for schema in sorted({nodes[name]["schema"] for name in nodes}):
            database.execute(f'create schema if not exists "{schema}"')
        for result in results:
            node = nodes.get(result["unique_id"])
            if node is None:
                continue
            sql = _sql(node, result["compiled_code"], copy)
            start = time.perf_counter()
            database.execute(sql).fetchall()
            seconds[_stage(result["unique_id"])] += time.perf_counter() - start
        database.close()
    return seconds


def _access_over_cities(copy: Project, folder: Path) -> str:
    """What to print of access over ten cities: by dbt, and the same SQL straight.

    The copy's database is that of ten cities from here on.
    """
    make_ten_cities(copy.database)
    straight = folder / "cities" / copy.database.name
    straight.parent.mkdir()
    shutil.copyfile(copy.database, straight)
    start = time.perf_counter()
    if _dbt(copy, "run", "--select", *ACCESS):
        raise PlainError("The models of access fail over ten cities.")
    by_dbt = time.perf_counter() - start
    results = _read(copy.run_results)["results"]
    nodes = _read(copy.manifest)["nodes"]
    in_nodes = sum(result["execution_time"] for result in results)
    with duckdb.connect(str(straight), config={"threads": 1}) as database:
        start = time.perf_counter()
        for result in results:
            sql = _sql(nodes[result["unique_id"]], result["compiled_code"], copy)
            database.execute(sql.replace("create ", "create or replace ", 1))
        alone = time.perf_counter() - start
        areas = database.sql("select count(*) from reference.ref_lsoa_2021")
        small_areas = areas.fetchone()[0]
    return (
        f"\nAccess over {CITIES} cities ({small_areas:,} small areas, {SETTINGS:,} "
        f"settings) takes {by_dbt:.1f} s with dbt's start, {in_nodes:.1f} s in its "
        f"{len(results)} nodes; the same SQL straight takes {alone:.1f} s: dbt takes "
        f"{by_dbt / alone:.2f} times as long."
    )


def _landed_and_published(copy: Project, folder: Path) -> tuple[float, float]:
    """Seconds to land and publish every extract, and then a file of one more term."""
    key = folder / "key"
    key.write_text(secrets.token_hex(32), encoding="utf-8")
    os.environ |= {KEY_FILE: str(key), OWN_ENVIRONMENT: "1"}
    extracts = {
        contract.name: copy.landed / f"raw_{contract.name}.csv"
        for contract in load_contracts()
    }
    rows = pd.read_csv(extracts[TERMS], dtype="str", keep_default_na=False)
    last, following = _last_term_and_next(copy, set(rows["term"]))
    term = folder / "one_more_term.csv"
    rows[rows["term"] == last].assign(term=following).to_csv(term, index=False)
    filled = {name: path for name, path in extracts.items() if _has_rows(path)}
    return _timed_release(copy, filled), _timed_release(copy, {TERMS: term})


def _has_rows(path: Path) -> bool:
    with path.open(encoding="utf-8") as lines:
        return sum(1 for _, _ in zip(lines, range(2), strict=False)) == 2


def _last_term_and_next(copy: Project, known: set[str]) -> tuple[str, str]:
    periods = copy.root / "seeds" / "reference" / "ref_periods.csv"
    rows = pd.read_csv(periods, dtype="str", keep_default_na=False)
    terms = rows[rows["period_type"] == "term"].sort_values("start_date")
    labels = list(terms["supplier_label"])
    last = max(labels.index(term) for term in known)
    return labels[last], labels[last + 1]


def _timed_release(copy: Project, files: dict[str, Path]) -> float:
    start = time.perf_counter()
    for dataset, path in files.items():
        _verb(copy, "land", dataset, str(path), "--by", "bench")
    _verb(copy, "refresh", "--by", "bench")
    return time.perf_counter() - start


def _verb(copy: Project, *arguments: str) -> None:
    if run_tool(copy, "early_years", *arguments):
        raise PlainError(f"Failed here: python -m early_years {' '.join(arguments)}")


def _sql(node: dict, compiled: str | None, copy: Project) -> str:
    if node["resource_type"] == "seed":
        place = (copy.root / node["original_file_path"]).as_posix().replace("'", "''")
        casts = ", ".join(
            f'cast("{column}" as {data_type}) as "{column}"'
            for column, data_type in node["config"]["column_types"].items()
        )
        typed = f"* replace ({casts})" if casts else "*"
        return (
            f"create table {node['relation_name']} as select {typed} "
            f"from read_csv('{place}', header = true, all_varchar = true)"
        )
    if node["resource_type"] == "test":
        return f"select count(*) from ({compiled}\n)"
    kind = "view" if node["config"]["materialized"] == "view" else "table"
    return f"create {kind} {node['relation_name']} as {compiled}"


def _stage(unique_id: str) -> str:
    kind, _, name = unique_id.split(".")[:3]
    if kind == "model":
        return "exports" if name.startswith("export_") else "models"
    return "seeds" if kind == "seed" else "tests"


def _table(
    full: dict, empty: dict, straight: dict[str, float], files: float
) -> list[str]:
    """The printed table, from the best builds; times in seconds of wall clock."""
    nodes = full["nodes"]
    counts = ", ".join(f"{nodes[stage]} {stage}" for stage in STAGES)
    lines = [
        "",
        f"Nodes: {nodes.total()} ({counts})",
        "",
        f"{'seconds':<22}{'build':>10}{'--empty':>10}{'straight':>10}",
    ]
    for stage in STAGES:
        times = (full["seconds"][stage], empty["seconds"][stage], straight[stage])
        lines.append(f"{stage:<22}" + "".join(f"{value:>10.2f}" for value in times))
    own = [build["total"] - build["seconds"].total() for build in (full, empty)]
    lines += [
        f"{'dbt around the nodes':<22}{own[0]:>10.2f}{own[1]:>10.2f}{'':>10}",
        f"{'total':<22}{full['total']:>10.2f}{empty['total']:>10.2f}"
        f"{straight.total():>10.2f}",
        f"{'files of the exports':<22}{files:>10.2f}",
        "",
        f"A build takes {full['total'] / empty['total']:.2f} times as long as --empty.",
        "Straight is the same SQL in DuckDB alone, without contracts and unit tests.",
    ]
    if empty["failed"]:
        lines.append(
            f"{empty['failed']} nodes of --empty failed, warned or were skipped, so "
            "its time may be too short."
        )
    return lines


def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))
