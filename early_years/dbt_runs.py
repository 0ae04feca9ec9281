"""Running dbt, and saying in plain words what failed."""

import json
import shutil
import sys
from collections.abc import Callable, Sequence
from itertools import takewhile
from pathlib import Path

from early_years import console, disk
from early_years.environment import PlainError, Project, run_script, watch_module

FAILED = ("error", "fail", "runtime error")

# What data can change: unit tests and tests tagged static test code and fixed files
# alone, and pytest runs them; of exposures dbt builds nothing.
BUILD = (
    *("build", "--exclude-resource-type", "unit_test", "exposure"),
    *("--exclude", "tag:static"),
)
# The exit code of a program that Ctrl-C ended.
STOPPED = 130


def run_dbt(project: Project, *arguments: str) -> None:
    """Run a dbt command; the progress of the verb at work moves with it.

    Raises PlainError naming what failed and where to look.
    """
    # A folder that was deleted is no reason for a traceback.
    project.database.parent.mkdir(parents=True, exist_ok=True)
    if _is_in_target(project):
        # Logs quote rows of what failed; those of a refresh lie in its own folder.
        for name in ("logs", "target"):
            disk.private_folder(project.root / name)
    _forget_another_folder(project)
    # Left from an earlier run, the results would blame what did not fail now.
    project.run_results.unlink(missing_ok=True)
    # The seeds of raw extracts have no part in a build that reads the store.
    home = ("--target", "store", "--exclude", "path:seeds/landed")
    words = (*arguments, *(home if project.reads_store else ()))
    console.begin(console.READING)
    exit_code, said = _run(project, words)
    parse = project.manifest.with_name("partial_parse.msgpack")
    if exit_code and not project.run_results.exists() and parse.exists():
        # dbt stumbles over files that went since it last read the project. If that was
        # not what it stumbled over, it says the same again.
        parse.unlink()
        exit_code, said = _run(project, words)
    if exit_code:
        raise PlainError(failure_text(project, arguments[0], said))


def _run(project: Project, words: tuple[str, ...]) -> tuple[int, list[str]]:
    """Run dbt; return its exit code and what it complained of, unless that is shown."""
    said: list[str] = []
    if console.is_verbose:
        exit_code = run_script(project, "dbt", *words)
    else:
        exit_code = watch_module(
            project, "early_years.dbt_process", *words, seen=_seen(said)
        )
    if exit_code == STOPPED:
        raise KeyboardInterrupt
    return exit_code, said


def _seen(said: list[str]) -> Callable[[str], None]:
    """What is done with a line of dbt_process; said takes what went wrong."""
    is_building = False

    def seen(line: str) -> None:
        nonlocal is_building
        try:
            told = json.loads(line)
        except ValueError:
            told = {"error": line.rstrip()}
        if "total" in told:
            if not is_building:
                console.begin(console.BUILDING)
                is_building = True
            console.move(told["done"], told["total"])
        elif "warning" in told:
            print(f"dbt warns: {' '.join(told['warning'].split())}", flush=True)
        elif told.get("error"):
            said.append(told["error"])

    return seen


def steps_line(project: Project, more: str = "logs/dbt.log says more") -> str:
    """How many steps the last run of dbt took, and which found something suspicious.

    more is where to read on about those.
    """
    results = _read(project.run_results)["results"]
    warned = [
        result["unique_id"].split(".")[2]
        for result in results
        if result["status"] == "warn"
    ]
    line = f"{len(results)} steps of dbt, none failed"
    if warned:
        line += f", suspicious: {', '.join(sorted(warned))} ({more})"
    return line


def _forget_another_folder(project: Project) -> None:
    """Drop dbt's memory of the parse when it was made in another folder.

    dbt compares seeds over 1 MB by path alone: a project copied with its target folder
    would go on loading the extracts of the one that it was copied from.
    """
    if not project.manifest.exists():
        return
    nodes = _read(project.manifest)["nodes"].values()
    roots = {node["root_path"] for node in nodes if node.get("root_path")}
    if roots - {str(project.root)}:
        project.manifest.with_name("partial_parse.msgpack").unlink(missing_ok=True)


def failure_text(project: Project, command: str, said: Sequence[str] = ()) -> str:
    """What failed in the last dbt run: name, description, message, file of the SQL.

    said is what dbt itself complained of, for a run that built nothing.
    """
    if not project.run_results.exists():
        return "\n".join(
            [
                f"dbt {command} stopped before it built anything. If another program "
                "holds the database open, close it. What dbt said:",
                *(f"  {line}" for text in said for line in text.splitlines()),
            ]
        )
    results = _read(project.run_results)["results"]
    manifest = _read(project.manifest)
    nodes = manifest["nodes"] | manifest.get("unit_tests", {})
    failed = [result for result in results if result["status"] in FAILED]
    skipped = sum(result["status"] == "skipped" for result in results)
    lines = [f"dbt {command} failed: {len(failed)} of {len(results)} steps."]
    for result in failed:
        node = nodes.get(result["unique_id"], {})
        name = node.get("name", result["unique_id"])
        kind = node.get("resource_type", "step").replace("_", " ")
        lines.append(f"  - {kind} {name}")
        details = (node.get("description"), result.get("message"))
        lines += [f"      {' '.join(text.split())}" for text in details if text]
        lines += [f"      {line}" for line in _header(node)]
        if result.get("compiled_code") and node.get("compiled_path"):
            lines.append(f"      Its SQL: {node['compiled_path']}")
            if node["resource_type"] == "test" and _is_in_target(project):
                target = " --target store" if project.reads_store else ""
                show = f"show --select {name} --output json{target}"
                lines.append(f"      Its rows: {_dbt(project)} {show}")
    if skipped:
        lines.append(f"  Skipped behind them: {skipped}.")
    lines.append(f"All results: {project.relative(project.run_results)}")
    if command == "build" and _is_in_target(project):
        lines.append("Files and pages are still those of the build before.")
    return "\n".join(lines)


def _header(node: dict) -> list[str]:
    """The comment that a data test begins with: what it checks, and what to do."""
    if node.get("resource_type") != "test":
        return []
    lines = node.get("raw_code", "").splitlines()
    comment = takewhile(lambda line: line.startswith("-- "), lines)
    return [line[3:] for line in comment if not line.startswith("-- depends_on")]


def _dbt(project: Project) -> str:
    """The program that shows rows, as it is called from the project's folder."""
    found = shutil.which("dbt", path=str(Path(sys.executable).parent))
    if found and Path(found).is_relative_to(project.root):
        return project.relative(Path(found))
    return "dbt"


def _is_in_target(project: Project) -> bool:
    """Whether dbt works in the folder and on the database that dbt alone would take."""
    return project.manifest.is_relative_to(project.root / "target")


def _read(path: Path) -> dict:
    return json.loads(path.read_text(encoding="utf-8"))
