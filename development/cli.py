"""The verbs of `python -m development`, run inside the project's environment.

Each loads what it needs when it is run: scikit-learn and the generator take seconds.
"""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from development.verbs import PROGRAM, VERBS
from early_years import gates
from early_years.cli import run_app
from early_years.environment import here
from early_years.landing.home import at_hand

FAULTS: gates.Step = (
    "Kills, full disks and damaged files",
    gates.tool("pytest", "tests/faults"),
)
COVERAGE: gates.Step = (
    "Lines that tests run",
    gates.tool("pytest", "--cov", *gates.IN_PARALLEL),
)
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def run(arguments: list[str]) -> int:
    """Run one verb and return its exit code."""
    return run_app(app, PROGRAM.command, arguments)


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
    from development.synthetic import generate_birmingham

    project = here()
    folder = out or project.landed
    folder.mkdir(parents=True, exist_ok=True)
    generate_birmingham(project=project.root, out=folder, scale=scale, years=years)
    print(f"The synthetic extracts were written to {folder.as_posix()}.")


@app.command(help=VERBS["perturbation"])
def perturbation() -> None:
    from development.perturbation import SEED, write

    print(f"{write(here())} rows of noise were written to {SEED}.")


@app.command(help=VERBS["protection"])
def protection() -> None:
    from development.protection import report

    print(report(here()))


@app.command(help=VERBS["targets"])
def targets() -> None:
    from development.targets import report

    print(report(here()))


@app.command(help=VERBS["linkage"])
def linkage() -> None:
    from development.linkage.report import print_laboratory

    print_laboratory(here())


@app.command(help=VERBS["actions"])
def actions() -> None:
    from development.actions import report

    print(report(here()))


@app.command(help=VERBS["populations"])
def populations(
    by_msoa: Annotated[
        Path, typer.Argument(help="Census 2021, MSOAs by single year of age (TS007).")
    ],
    by_lsoa: Annotated[
        Path, typer.Argument(help="Census 2021, LSOAs by broad ages (TS007A).")
    ],
    by_council: Annotated[
        Path, typer.Argument(help="ONS mid-year, councils by single year of age.")
    ],
    day: Annotated[
        datetime, typer.Option(formats=["%Y-%m-%d"], help="Day of the council totals.")
    ],
) -> None:
    from development.populations import write_populations

    rows = write_populations(here(), by_msoa, by_lsoa, by_council, day.date())
    print(f"Written: seeds/landed/raw_population_estimates.csv: {rows:,} rows.")


@app.command("fit-segments", help=VERBS["fit-segments"])
def fit_segments(
    council: Annotated[
        str, typer.Option(help="Code of the council, where the build has several.")
    ] = "",
) -> None:
    from development import segments

    print("\n".join(segments.fit_segments(at_hand(here()), council)))


@app.command(help=VERBS["shapes"])
def shapes(
    boundaries: Annotated[Path, typer.Argument(help="GeoJSON of ward boundaries.")],
    edition: Annotated[
        str, typer.Option(help="Edition of the boundaries, as published.")
    ],
    copyright_year: Annotated[int, typer.Option(help="Year of the copyright notice.")],
    source: Annotated[
        str, typer.Option(help="Who published them.")
    ] = "Office for National Statistics",
    licence: Annotated[
        str, typer.Option(help="Licence that allows to publish them again.")
    ] = "Open Government Licence v3.0",
    decided: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Default today.")
    ] = None,
) -> None:
    from development.shapes import Edition, make_shapes

    day = (decided or datetime.now()).date()
    chosen = Edition(source, edition, licence, copyright_year, day)
    print("\n".join(make_shapes(here(), boundaries, chosen)))


@app.command(help=VERBS["house"])
def house() -> None:
    from development.house import print_house

    if not print_house(here()):
        raise typer.Exit(1)


@app.command(help=VERBS["england"])
def england(
    folder: Annotated[Path, typer.Argument(help="An empty or new folder.")],
    councils: Annotated[
        int, typer.Option(help="How many councils; default as many as England has.")
    ] = 333,
) -> None:
    from development.england import make_england

    made = make_england(folder, councils)
    print(f"{councils} councils: {made.landing.as_posix()} is their landing store,")
    print(f"{made.reference.as_posix()} has the seeds of their areas.")


@app.command(help=VERBS["bench"])
def bench(
    first_command: Annotated[
        bool,
        typer.Option("--first-command", help="Also from a fresh clone: minutes long."),
    ] = False,
    ratios: Annotated[
        bool,
        typer.Option(help="A build beside what it may cost, before the table."),
    ] = True,
    councils: Annotated[
        list[int] | None,
        typer.Option(
            help="So many made-up councils in the table; again for another column, "
            "and 0 for no table. Default 1, 10, 50 and 333, which take half an hour."
        ),
    ] = None,
) -> None:
    from development import bench, bench_england

    numbers = [number for number in councils or bench_england.NUMBERS if number]
    if ratios:
        bench.run(here(), first_command)
    if numbers:
        bench_england.run(here(), numbers)


@app.command(help=VERBS["spark"])
def spark(
    select: Annotated[
        list[str] | None,
        typer.Argument(help="What to build, as dbt selects; all where none is named."),
    ] = None,
) -> None:
    from development.spark import build_on_spark, compare, report

    build_on_spark(here(), *(select or ()))
    result = compare(here())
    print(report(result))
    if result.differences:
        raise typer.Exit(1)


@app.command(help=VERBS["doubt"])
def doubt() -> None:
    from development.doubt import run as print_doubt

    print_doubt(here())


@app.command(help=VERBS["evidence"])
def evidence(
    cities: Annotated[
        int | None,
        typer.Option(help="How many made-up cities of each world; default as quoted."),
    ] = None,
) -> None:
    from development.evidence import run as print_evidence

    print_evidence(here(), cities)


@app.command("evidence-site", help=VERBS["evidence-site"])
def evidence_site() -> None:
    from development.evidence_site import build_site

    print("\n".join(build_site(here())))


@app.command(help=VERBS["coverage"])
def coverage() -> None:
    gates.run_steps(here(), (COVERAGE,))


@app.command(help=VERBS["faults"])
def faults() -> None:
    gates.run_steps(here(), (FAULTS,))
