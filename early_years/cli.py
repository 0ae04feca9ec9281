"""The verbs of `python -m early_years`, run inside the project's environment."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from early_years import bench as benchmark
from early_years import contract_files, exporting, gates
from early_years.checks import check_project
from early_years.dbt_runs import run_dbt
from early_years.environment import PlainError, here
from early_years.summary import summary
from early_years.verbs import VERBS

app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def run(arguments: list[str]) -> int:
    """Run one verb and return its exit code; what the user can mend is told plainly."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a sign shows another instead of ending the build.
        stream.reconfigure(errors="replace")
    try:
        app(arguments, prog_name="python -m early_years")
    except PlainError as error:
        sys.stdout.flush()
        print(error, file=sys.stderr)
        return 1
    except SystemExit as ending:
        return int(ending.code or 0)
    return 0


@app.command(help=VERBS["build"])
def build() -> None:
    _check()
    _build()


@app.command(help=VERBS["test"])
def test() -> None:
    gates.run_steps(here(), gates.LINT)
    _check()
    _build()
    gates.run_steps(here(), (gates.PYTEST,))


@app.command(help=VERBS["lint"])
def lint() -> None:
    gates.run_steps(here(), gates.LINT)


@app.command(help=VERBS["check"])
def check() -> None:
    _check()


@app.command(help=VERBS["export"])
def export() -> None:
    project = here()
    written = exporting.export_project(project)
    for line in written:
        said = f"{line.rows:,} rows" if line.is_written else f"left out: {line.reason}"
        print(f"{line.audience}/{line.file}: {said}")
    print(f"Written to {project.relative(project.exports)}.")


@app.command(help=VERBS["generate"])
def generate(
    out: Annotated[
        Path | None, typer.Option(help="Folder for the files; default seeds/landed.")
    ] = None,
    scale: Annotated[
        float, typer.Option(help="1 is as many children as the city has.")
    ] = 1.0,
    years: Annotated[
        int | None, typer.Option(help="How many years; default as published.")
    ] = None,
) -> None:
    # Only this verb needs the generator and the time to load it.
    from early_years.synthetic import generate_birmingham

    project = here()
    folder = out or project.landed
    folder.mkdir(parents=True, exist_ok=True)
    generate_birmingham(project=project.root, out=folder, scale=scale, years=years)
    print(f"The synthetic extracts were written to {folder.as_posix()}.")


@app.command(help=VERBS["contracts"])
def contracts() -> None:
    for relative in contract_files.write_generated_files(here()):
        print(f"Written: {relative}")


@app.command(help=VERBS["bench"])
def bench() -> None:
    benchmark.run(here())


def _check() -> None:
    print("== Checking the extracts against their contracts", flush=True)
    report = check_project(here())
    text = "\n".join(report.lines())
    if report.is_refused:
        raise PlainError(text)
    print(text)


def _build() -> None:
    project = here()
    print("== Building with dbt", flush=True)
    run_dbt(project, "build")
    print("== Writing the exports", flush=True)
    written = exporting.export_project(project)
    print(summary(project, written))
