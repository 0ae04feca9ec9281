"""What a build costs, beside what it may cost: the bars of the project.

Everything is measured in one run on one machine, in CPU seconds of the commands that
people run, and said as ratios: figures of one machine say nothing about another. The
example is built by this version and by the one that the bars were set against, and its
SQL is run straight in DuckDB. Then one mart and one weight are changed and tried,
beside a dbt project of one model. Nothing fails when a bar is missed; it is said.
"""

import json
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from development.bench_cities import CITIES, SETTINGS, make_ten_cities
from early_years.bootstrap import OWN_ENVIRONMENT
from early_years.contracts import load_contracts
from early_years.dbt_runs import BUILD
from early_years.environment import (
    KEY_FILE,
    PlainError,
    Project,
    run_script,
    run_tool,
    tool_environment,
    watch_module,
)
from early_years.exporting import export_project
from early_years.trying import keep_state

# The commit before the house was put in order, which the bars speak of.
BEFORE = "af5999b"
DBT = "early_years.dbt_process"
TERMS = "early_education_headcount"
ACCESS = (
    *("int_context__latest_mid_years", "path:models/intermediate/access"),
    *("fct_lsoa_access", "fct_ward_access"),
)
CHANGED_MART = Path("models/marts/need/fct_ward_need_scores.sql")
CHANGED_POLICY = Path("seeds/policy/policy_domains.csv")
STAGES = ("seeds", "models", "tests")
LEFT_BEHIND = shutil.ignore_patterns(
    ".git", ".venv*", "data", "dbt_packages", "logs", "node_modules", "target"
)
ONE_MODEL = {
    "dbt_project.yml": "name: one\nprofile: one\nflags: {send_anonymous_usage_stats: "
    "false}\n",
    "profiles.yml": "one: {target: here, outputs: {here: {type: duckdb, path: "
    "one.duckdb, threads: 1}}}\n",
    "models/one.sql": "{{ config(materialized='table') }}\nselect 1 as one\n",
}


@dataclass(frozen=True)
class Bar:
    """A measure, and the most that it may be."""

    what: str
    measured: float
    most: float
    unit: str = ""

    def line(self) -> str:
        """It in one line, with a word on whether the bar is met."""
        verdict = "met" if self.measured <= self.most else "MISSED"
        figures = f"{self.measured:>8.2f}{self.unit} (at most {self.most:g})"
        return f"{self.what:<58}{figures}  {verdict}"


def run(project: Project, first_command: bool = False) -> None:
    """Measure and print. Raises PlainError if the project can't be built.

    first_command: also what it takes from a fresh clone to the first build, installing
    included; of both versions that is several minutes.
    """
    os.environ[OWN_ENVIRONMENT] = "1"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        copy = Project(folder / "project")
        shutil.copytree(project.root, copy.root, ignore=LEFT_BEHIND)
        copy.database.parent.mkdir()
        _say("dbt's part of a build")
        build = cpu_seconds(
            lambda: watch_module(copy, DBT, *BUILD, seen=lambda _: None)
        )
        nodes = _nodes(copy)
        _say("The same SQL straight in DuckDB")
        stages = _straight(copy)
        straight = sum(stages.values())
        _say("The files of the exports")
        files = cpu_seconds(lambda: not export_project(copy))
        keep_state(copy)
        bars = [
            Bar("a build : the same SQL straight", build / straight, 4),
            Bar("steps of a refresh", nodes.total(), 400),
        ]
        before = _version_before(project, folder)
        if before:
            _say(f"dbt build of {BEFORE}")
            old = cpu_seconds(lambda: _dbt(before, "build"))
            bars.insert(0, Bar(f"a build : dbt build of {BEFORE}", build / old, 0.4))
        _say("One change, tried")
        bars += _changes(copy, folder)
        _say(f"Access to places over {CITIES} cities")
        access = _access_over_cities(copy, folder)
        _say("Everything landed and published, then one more term")
        whole, term = _landed_and_published(copy, folder)
        if first_command and before:
            _say("The first command from a fresh clone, of both versions")
            bars += _first_commands(project, before, folder)
    counts = ", ".join(f"{nodes[stage]} {stage}" for stage in STAGES)
    print(f"\nCPU seconds: dbt's part of a build {build:.1f} ({counts}), the same SQL")
    shares = ", ".join(f"{stage} {stages[stage]:.1f}" for stage in STAGES)
    print(f"straight {straight:.1f} ({shares}), the files {files:.1f}.")
    print(f"{access}\nLanding and publishing everything takes {whole:.1f} s of clock,")
    print(f"one more term {term:.1f} s: {term / whole:.2f} times as long.\n")
    print("\n".join(bar.line() for bar in bars))


def _say(step: str) -> None:
    print(f"== {step}", flush=True)


def cpu_seconds(step: Callable[[], int | None]) -> float:
    """CPU seconds of a step and the programs that it starts. Raises if it fails."""
    start = os.times()
    if step():
        raise PlainError("The build fails here; see: python -m early_years build")
    end = os.times()
    # User and system time, of this process and its children.
    return sum(end[:4]) - sum(start[:4])


def _dbt(copy: Project, *arguments: str) -> int:
    return run_script(copy, "dbt", "--quiet", *arguments)


def _nodes(copy: Project) -> Counter[str]:
    results = _read(copy.run_results)["results"]
    return Counter(_stage(result["unique_id"]) for result in results)


def _straight(copy: Project) -> dict[str, float]:
    """CPU seconds by stage of the SQL of the last build, run without dbt.

    Contracts are dbt's own, and no part of it.
    """
    nodes = _read(copy.manifest)["nodes"]
    results = _read(copy.run_results)["results"]
    seconds: dict[str, float] = defaultdict(float)
    with tempfile.TemporaryDirectory() as folder:
        # Views name the database, so it has to have the name of the project's.
        database = duckdb.connect(
            str(Path(folder) / copy.database.name),
            config={"threads": 1, "checkpoint_threshold": "4GB"},
        )
        for schema in sorted({nodes[name]["schema"] for name in nodes}):
            database.execute(f'create schema if not exists "{schema}"')
        for result in results:
            node = nodes.get(result["unique_id"])
            if node is None:
                continue
            sql = node_sql(node, result["compiled_code"], copy)
            start = time.process_time()
            database.execute(sql).fetchall()
            seconds[_stage(result["unique_id"])] += time.process_time() - start
        database.close()
    return seconds


def _version_before(project: Project, folder: Path) -> Project | None:
    """The files of the version that the bars speak of; None where git lacks it."""
    archive = folder / "before.tar"
    command = ["git", "archive", "--format=tar", f"--output={archive}", BEFORE]
    try:
        subprocess.run(command, cwd=project.root, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        print(f"{BEFORE} is not in this clone, so nothing is compared with it.")
        return None
    before = Project(folder / "before")
    shutil.unpack_archive(archive, before.root, filter="data")
    return before


def _changes(copy: Project, folder: Path) -> list[Bar]:
    """A changed mart and a changed weight to their files, by one model's cost."""
    one = Project(folder / "one")
    for name, text in ONE_MODEL.items():
        path = one.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    _dbt(one, "parse")
    alone = cpu_seconds(lambda: _dbt(one, "build"))
    bars = []
    changes = (
        ("one changed mart to its file : one model alone", CHANGED_MART, _with_blank),
        (
            "one changed weight to its files : one model alone",
            CHANGED_POLICY,
            _with_other_weights,
        ),
    )
    for what, file, changed in changes:
        path = copy.root / file
        text = path.read_text(encoding="utf-8")
        path.write_text(changed(text), encoding="utf-8", newline="\n")
        tried = cpu_seconds(lambda: run_tool(copy, "early_years", "try"))
        path.write_text(text, encoding="utf-8", newline="\n")
        bars.append(Bar(what, tried / alone, 2))
    return bars


def _with_blank(sql: str) -> str:
    return f"{sql}\n-- Changed.\n"


def _with_other_weights(rows: str) -> str:
    return rows.replace(",0.5,", ",0.55,", 1).replace(",0.5,", ",0.45,", 1)


def _first_command(copy: Project) -> tuple[float, float]:
    environment = tool_environment(copy)
    environment.pop(OWN_ENVIRONMENT, None)
    (copy.root / "data").mkdir(exist_ok=True)
    base: str = sys._base_executable  # type: ignore[attr-defined]
    command = [base, "-m", "early_years", "build"]
    began = time.monotonic()
    cpu = cpu_seconds(
        lambda: subprocess.call(
            command, cwd=copy.root, env=environment, stdout=subprocess.DEVNULL
        )
    )
    return cpu, time.monotonic() - began


def _first_commands(project: Project, before: Project, folder: Path) -> list[Bar]:
    """CPU and clock of a fresh clone's first build, by those of the version before."""
    now = Project(folder / "now")
    shutil.copytree(project.root, now.root, ignore=LEFT_BEHIND)
    shutil.rmtree(before.root / "data", ignore_errors=True)
    shutil.rmtree(before.root / "target", ignore_errors=True)
    cpu, clock = _first_command(now)
    old_cpu, old_clock = _first_command(before)
    return [
        Bar(f"first command, CPU : that of {BEFORE}", cpu / old_cpu, 0.5),
        Bar(f"first command, clock : that of {BEFORE}", clock / old_clock, 0.5),
    ]


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
            sql = node_sql(nodes[result["unique_id"]], result["compiled_code"], copy)
            database.execute(sql.replace("create ", "create or replace ", 1))
        alone = time.perf_counter() - start
        areas = database.sql(
            "select count(*) from reference.ref_small_areas "
            "where area_kind = 'lsoa_2021'"
        )
        [(small_areas,)] = areas.fetchall()
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
    key.chmod(0o600)
    os.environ[KEY_FILE] = str(key)
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


def node_sql(node: dict, compiled: str | None, copy: Project) -> str:
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
    kind = unique_id.split(".")[0]
    return {"model": "models", "seed": "seeds"}.get(kind, "tests")


def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))
