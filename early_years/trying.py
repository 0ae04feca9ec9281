"""Building what changed since the last build, and saying what moved by it.

What changed is found by dbt against the manifest of the last build, and built into the
database of that build. The files are written to a folder of their own; data/exports
stays as the last build left it.
"""

import hashlib
import json
import shutil
from pathlib import Path

from early_years import console
from early_years.dbt_runs import BUILD, run_dbt, steps_line
from early_years.differences import count_shared, differences, in_words
from early_years.environment import PlainError, Project
from early_years.exporting import export_project
from early_years.policy_checks import refuse_bad_policy

FOLDER = "try"
# Of a seed larger than this dbt does not see that it has changed.
LARGE = 1024 * 1024
LARGE_SEEDS = "large_seeds.json"
# What earlier tries built: what they read may have been put back since.
TRIED = "tried.json"
# There from the begin of a build to its end.
BUILDING = "building"
# Only the tests whose models were all built, and none that looks at every model.
OF_WHAT_IS_BUILT = ("--indirect-selection", "cautious", "--exclude", "tag:whole")


def begin_build(project: Project) -> None:
    """Note that a build is at work in the database, until keep_state is called."""
    project.state.mkdir(parents=True, exist_ok=True)
    (project.state / BUILDING).touch()


def refuse_half_built(project: Project) -> None:
    """Raise PlainError where the last build failed or was stopped."""
    if (project.state / BUILDING).exists():
        raise PlainError(
            "The last build did not end: the database holds parts of two. Run the "
            "build again."
        )


def refuse_no_build(project: Project) -> None:
    """Raise PlainError where the database is not what one build left."""
    refuse_half_built(project)
    if tries := tried(project):
        raise PlainError(
            f"The database holds what was tried since the last build: {len(tries)} "
            "seeds and models. Run the build; it writes the files of the whole."
        )


def keep_state(project: Project) -> None:
    """Remember the manifest of a build that went well, for the next try."""
    project.state.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(project.manifest, project.state / project.manifest.name)
    text = json.dumps(_large_seeds(project), indent=2) + "\n"
    (project.state / LARGE_SEEDS).write_text(text, encoding="utf-8", newline="\n")
    for name in (TRIED, BUILDING):
        (project.state / name).unlink(missing_ok=True)


def tried(project: Project) -> list[str]:
    """Names of the seeds and models that tries have built since the last build."""
    path = project.state / TRIED
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []


def _remember(project: Project) -> None:
    names = sorted({*tried(project), *_built(project)})
    text = json.dumps(names, indent=2) + "\n"
    (project.state / TRIED).write_text(text, encoding="utf-8", newline="\n")


def _large_seeds(project: Project) -> dict[str, str]:
    """Name of each seed that is too large for dbt -> the digest of its content."""
    paths = sorted((project.root / "seeds").rglob("*.csv"))
    return {path.stem: _digest(path) for path in paths if path.stat().st_size > LARGE}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _changed(project: Project) -> tuple[str, ...]:
    """What selects all that changed since the last build, and what rests on it."""
    known = json.loads((project.state / LARGE_SEEDS).read_text(encoding="utf-8"))
    seeds = () if project.reads_store else _large_seeds(project).items()
    large = (f"{name}+" for name, digest in seeds if known.get(name) != digest)
    return ("state:modified+", *large, *tried(project))


def try_changes(project: Project, select: str | None) -> list[str]:
    """Build what changed, or a model and what rests on it; return what moved.

    Raises PlainError when nothing was built yet or the last build did not end, no model
    has that name, or policy holds what is not allowed.
    """
    refuse_half_built(project)
    state = project.state / project.manifest.name
    if not (state.exists() and project.database.exists()):
        raise PlainError("There is no build to change yet. Run the build first.")
    refuse_bad_policy(project)
    what = (f"{select}+",) if select else _changed(project)
    with console.progress((console.READING, console.BUILDING, console.WRITING)):
        try:
            run_dbt(
                project,
                *BUILD,
                *("--select", *what, "--state", project.relative(project.state)),
                *OF_WHAT_IS_BUILT,
            )
        finally:
            # Also of a try that failed half-way or was stopped.
            _remember(project)
        built = _built(project)
        if not built and select:
            raise PlainError(f"There is no model, seed or source called {select}.")
        if not built:
            return ["Nothing has changed since the last build."]
        console.begin(console.WRITING)
        folder = project.root / "data" / FOLDER
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        export_project(project, folder, only=built)
    found = differences(project.exports, folder, only_new=True)
    return [
        f"Built: {', '.join(sorted(built)[:8])}{' ...' if len(built) > 8 else ''}",
        f"{steps_line(project)}.",
        "Left out: unit tests, static tests, and tests that also read what was not "
        "built.\nThey run in a build and in make test.",
        "",
        f"Against {project.relative(project.exports)}:",
        *in_words(found, count_shared(project.exports, folder)),
        "",
        f"The files: {project.relative(folder)}. To keep them, run the build.",
    ]


def _built(project: Project) -> frozenset[str]:
    """The names of the seeds and models that the last run of dbt built."""
    if not project.run_results.exists():
        return frozenset()
    results = json.loads(project.run_results.read_text(encoding="utf-8"))["results"]
    parts = (result["unique_id"].split(".") for result in results)
    return frozenset(part[2] for part in parts if part[0] in ("model", "seed"))
