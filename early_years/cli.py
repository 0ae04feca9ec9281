"""The verbs of `python -m early_years`, run inside the project's environment."""

import getpass
import io
import sys
import time
import webbrowser
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from early_years import console, contract_files, disk, exporting, gates
from early_years.beside import beside_readers
from early_years.checks import check_project
from early_years.dbt_runs import BUILD, STOPPED, run_dbt, steps_line
from early_years.environment import PlainError, Project, here
from early_years.landing import leftovers
from early_years.landing.home import at_hand, take_current
from early_years.policy_checks import refuse_bad_policy
from early_years.summary import summary
from early_years.trying import (
    begin_build,
    keep_state,
    refuse_no_build,
    try_changes,
)
from early_years.verbs import PROGRAM, VERBS

VERBOSE = typer.Option(
    "--verbose", help="Show dbt's own lines, and a row of each kind of mistake."
)
# What they write is handed out or belongs to the code, and holds nobody's rows.
HANDED_OUT = frozenset(
    {"contracts", "lint", "new-council", "new-indicator", "template", "test"}
)
STOPPED_WORDS = "Stopped. The same command starts again."
CHECKED_AS_LANDED = (
    "Policy and reference hold what they may. A build takes what was landed, which was "
    "checked as it came (python -m early_years releases lists it), and none of "
    "seeds/landed."
)
# What DuckDB says of a query that Ctrl-C ended.
INTERRUPTED = "Query interrupted"
app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)


def run(arguments: list[str]) -> int:
    """Run one verb and return its exit code; what a killed run left goes first."""
    if not HANDED_OUT & set(arguments[:1]):
        disk.RIGHTS.keep_private()
    leftovers.sweep(here())
    return run_app(app, PROGRAM.command, arguments)


def run_app(commands: typer.Typer, name: str, arguments: list[str]) -> int:
    """Run one of some commands; what the user can put right is said plainly."""
    for stream in (sys.stdout, sys.stderr):
        # A console that lacks a sign shows another instead of ending the build.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    try:
        commands(arguments, prog_name=name)
    except PlainError as error:
        sys.stdout.flush()
        print(error, file=sys.stderr)
        return 1
    except SystemExit as ending:
        if ending.code == STOPPED:
            print(STOPPED_WORDS, file=sys.stderr)
        return int(ending.code or 0)
    except RuntimeError as error:
        if str(error) != INTERRUPTED:
            raise
        print(STOPPED_WORDS, file=sys.stderr)
        return STOPPED
    return 0


@app.command(help=VERBS["build"])
def build(
    as_of: Annotated[
        str | None,
        typer.Option(help="Build from what had been landed by this day, if any."),
    ] = None,
    verbose: Annotated[bool, VERBOSE] = False,
) -> None:
    console.is_verbose = verbose
    _build(_day(as_of, "--as-of") if as_of else None)


@app.command("try", help=VERBS["try"])
def try_(
    select: Annotated[
        str | None,
        typer.Option(
            "--select", "-s", help="A model or seed, built with all that rests on it."
        ),
    ] = None,
    verbose: Annotated[bool, VERBOSE] = False,
) -> None:
    console.is_verbose = verbose
    print("\n".join(try_changes(at_hand(here()), select)))


@app.command(help=VERBS["compare"])
def compare(
    old: Annotated[
        str, typer.Argument(help="A folder of exports, or a publication, as in 0001.")
    ],
    new: Annotated[str, typer.Argument(help="The other; default data/exports.")] = (
        "data/exports"
    ),
    fail_if_different: Annotated[
        bool, typer.Option("--fail-if-different", help="End with 1 if anything moved.")
    ] = False,
) -> None:
    from early_years import differences

    before = differences.exports_folder(here(), old)
    after = differences.exports_folder(here(), new)
    found = differences.differences(before, after)
    files = differences.count_shared(before, after)
    print("\n".join(differences.in_words(found, files)))
    if found and fail_if_different:
        raise typer.Exit(1)


@app.command(help=VERBS["test"])
def test() -> None:
    gates.run_steps(here(), (*gates.LINT, gates.PYTEST))


@app.command(help=VERBS["lint"])
def lint() -> None:
    gates.run_steps(here(), gates.LINT)


@app.command(help=VERBS["check"])
def check() -> None:
    _check()


@app.command(help=VERBS["export"])
def export(
    is_on_spark: Annotated[
        bool,
        typer.Option("--spark", help="Of what Spark built, into data/spark/exports."),
    ] = False,
) -> None:
    project = at_hand(here())
    if is_on_spark:
        from early_years.exporting.on_spark import view_tables

        project = view_tables(project)
    else:
        refuse_no_build(project)
    written = exporting.export_project(project)
    _write_beside(project)
    for line in written:
        said = f"{line.rows:,} rows" if line.is_written else f"left out: {line.reason}"
        print(f"{line.audience}/{line.file}: {said}")
    print(f"Written to {project.relative(project.exports)}.")


@app.command(help=VERBS["report"])
def report(
    edition: Annotated[
        str, typer.Option(help="professional, public or both.")
    ] = "both",
    is_opened: Annotated[
        bool, typer.Option("--open", help="Open the first page in a browser.")
    ] = False,
) -> None:
    # Only the verbs that write pages need the time to load what draws them.
    from early_years.report.write import front_lines, write_report

    project = at_hand(here())
    pages = write_report(project, edition)
    print("\n".join(front_lines(project, pages)))
    if is_opened and pages:
        webbrowser.open(pages[0].as_uri())


@app.command("audit-disclosure", help=VERBS["audit-disclosure"])
def audit_disclosure(
    which: Annotated[
        str, typer.Argument(help="A folder of exports, or a publication, as in 0001.")
    ] = "data/exports",
) -> None:
    # Only this verb and a publication need the solver and the time to load it.
    from early_years.differences import exports_folder
    from early_years.governance_pack import write_pack
    from early_years.intruder.running import audit_folder

    project = at_hand(here())
    began = time.monotonic()
    found = audit_folder(project, which)
    if exports_folder(project, which).resolve() == project.exports.resolve():
        # Its documents tell what was found.
        write_pack(project)
    took = console.duration(time.monotonic() - began)
    print("\n".join([*found.lines(), "", f"Took {took}."]))
    if found.findings:
        raise typer.Exit(1)


@app.command(help=VERBS["land"])
def land(
    dataset: Annotated[str, typer.Argument(help="Name of the dataset's contract.")],
    files: Annotated[
        list[Path],
        typer.Argument(
            help="CSV, workbooks (.xlsx, .xlsb, .xls, .ods), Parquet, or zips of them."
        ),
    ],
    received: Annotated[
        str | None, typer.Option(help="Day received, year-month-day; default today.")
    ] = None,
    by: Annotated[
        str | None, typer.Option(help="Who lands it; default your user name.")
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(help="What your headings mean; default in data/mappings."),
    ] = None,
    check_only: Annotated[
        bool, typer.Option("--check", help="Judge the files, and land nothing.")
    ] = False,
    anyway: Annotated[
        bool, typer.Option("--anyway", help="Land rows that cannot be read as well.")
    ] = False,
    replaces: Annotated[
        list[str] | None,
        typer.Option(help="A release that these files stand for; may be repeated."),
    ] = None,
    adds: Annotated[
        str | None,
        typer.Option(help="A release of which these files are a further part."),
    ] = None,
    report: Annotated[
        Path | None,
        typer.Option(help="Write the file here (.xlsx) with the cells marked."),
    ] = None,
) -> None:
    # Only the verbs of the landing store need its libraries and the time to load them.
    from early_years.landing.replacing import Consent
    from early_years.landing.taking import land as land_files

    day = _day(received, "--received") if received else None
    landing = land_files(
        here(),
        dataset,
        files,
        by=by or _user(),
        received=day,
        mapping=mapping,
        consent=Consent(anyway, frozenset(replaces or ()), adds),
        is_check=check_only,
        report=report,
    )
    print("\n".join(landing.lines))


@app.command("check-reference", help=VERBS["check-reference"])
def check_reference(
    folder: Annotated[Path, typer.Argument(help="Folder of published files.")],
) -> None:
    from early_years.landing.check_reference import check_folder

    if not check_folder(here(), folder):
        raise typer.Exit(1)


@app.command(help=VERBS["releases"])
def releases(
    dataset: Annotated[
        str | None, typer.Argument(help="One dataset; default all.")
    ] = None,
    verify: Annotated[
        bool,
        typer.Option("--verify", help="Whether rows and log are as they were written."),
    ] = False,
) -> None:
    from early_years.landing import listing, verifying

    if not verify:
        listing.print_releases(here(), dataset)
        return
    problems, count = verifying.verify(here())
    if problems:
        raise PlainError("\n".join(["The store is not as it was written:", *problems]))
    releases = f"{count:,} release{'' if count == 1 else 's'}"
    print(f"{releases} and the log are as they were written.")


@app.command(help=VERBS["refresh"])
def refresh(
    as_of: Annotated[
        str | None,
        typer.Option(help="Publish from what had been landed by this day, if any."),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Publish even if nothing has changed.")
    ] = False,
    anyway: Annotated[
        bool,
        typer.Option("--anyway", help="Publish though most is gone or the key new."),
    ] = False,
    whole: Annotated[
        bool, typer.Option("--whole", help="Build all councils, whoever sent.")
    ] = False,
    by: Annotated[
        str | None, typer.Option(help="Who publishes it; default your user name.")
    ] = None,
    verbose: Annotated[bool, VERBOSE] = False,
) -> None:
    from early_years.publishing.refresh import refresh as publish

    console.is_verbose = verbose
    day = _day(as_of, "--as-of") if as_of else None
    lines = publish(
        here(),
        by=by or _user(),
        as_of=day,
        again=again,
        anyway=anyway,
        whole=whole,
    )
    print("\n".join(lines))


@app.command("publish", help=VERBS["publish"])
def publish_(
    name: Annotated[str, typer.Argument(help="The publication, as in 0001.")],
    by: Annotated[
        str | None, typer.Option(help="Who does it; default your user name.")
    ] = None,
) -> None:
    from early_years.publishing.choosing import publish

    print("\n".join(publish(here(), name, by=by or _user())))


@app.command(help=VERBS["freshness"])
def freshness(
    as_of: Annotated[
        str | None, typer.Option(help="The day to compare with; default today.")
    ] = None,
) -> None:
    from early_years.freshness import tell_freshness

    tell_freshness(here(), _day(as_of, "--as-of") if as_of else date.today())


@app.command("new-year", help=VERBS["new-year"])
def new_year(
    year: Annotated[
        str | None, typer.Argument(help="A school year, 2025/26; default this one.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(help="The day to compare with; default today.")
    ] = None,
) -> None:
    from early_years.new_year import tell_new_year

    tell_new_year(here(), year, _day(as_of, "--as-of") if as_of else date.today())


@app.command("new-council", help=VERBS["new-council"])
def new_council(
    code: Annotated[str, typer.Argument(help="Its GSS code, as E08000029.")],
    alone: Annotated[
        bool, typer.Option("--alone", help="Serve no other council any longer.")
    ] = False,
) -> None:
    from early_years.new_council import fill_council

    print("\n".join(fill_council(here(), code.strip().upper(), alone)))


@app.command(help=VERBS["watch"])
def watch(
    inbox: Annotated[Path, typer.Argument(help="The folder; made if it is not there.")],
    once: Annotated[
        bool, typer.Option("--once", help="Do what is there, and end: for schedulers.")
    ] = False,
    by: Annotated[
        str | None, typer.Option(help="Who lands it; default your user name.")
    ] = None,
) -> None:
    from early_years.inbox.watching import watch as watch_inbox

    is_well = watch_inbox(here(), inbox, by=by or _user(), once=once)
    # A watch that was stopped has told of each failure as it came.
    if once and not is_well:
        raise typer.Exit(1)


@app.command(help=VERBS["purge"])
def purge(
    dataset: Annotated[
        str | None, typer.Argument(help="Name of the dataset's contract.")
    ] = None,
    expired: Annotated[
        bool, typer.Option("--expired", help="What is older than policy keeps.")
    ] = False,
    release: Annotated[
        str | None, typer.Option(help="A release, all rows of which are erased.")
    ] = None,
    child: Annotated[
        Path | None,
        typer.Option(help="A file of children's identifiers, one of them a line."),
    ] = None,
    everywhere: Annotated[
        bool, typer.Option("--everywhere", help="From all datasets with children.")
    ] = False,
    inbox: Annotated[
        Path | None, typer.Option(help="The inbox whose originals go as well.")
    ] = None,
    reason: Annotated[
        str | None, typer.Option(help="Why, for the record; without names.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would go, and change nothing.")
    ] = False,
    by: Annotated[
        str | None, typer.Option(help="Who purges; default your user name.")
    ] = None,
) -> None:
    from early_years import purging

    if [expired, bool(release), bool(child)].count(True) != 1:
        raise PlainError("Say one of --expired, --release and --child.")
    if bool(dataset) == (expired or everywhere) or (everywhere and not child):
        raise PlainError(
            "A release or child is purged from the DATASET that you name, or a child "
            "--everywhere; what has expired is purged from all."
        )
    if release and not (reason or "").strip():
        raise PlainError("Say why the release is purged: --reason TEXT.")
    work = purging.Purge(
        here(), by or _user(), reason or purging.OPTED_OUT, is_dry=dry_run
    )
    if expired:
        lines = purging.purge_expired(work, inbox)
    elif release and dataset:
        lines = purging.purge_release(work, dataset, release)
    elif child:
        names = [dataset] if dataset else purging.child_level_datasets()
        lines = purging.purge_children(work, names, child, inbox)
    print("\n".join(lines))


@app.command(help=VERBS["template"])
def template(
    dataset: Annotated[str, typer.Argument(help="Name of the dataset's contract.")],
    out: Annotated[
        Path | None, typer.Option(help="The file; default in data/templates.")
    ] = None,
    xlsx: Annotated[
        bool, typer.Option("--xlsx", help="A workbook with notes and drop-downs.")
    ] = False,
    mapping: Annotated[
        bool, typer.Option("--mapping", help="For what your own headings mean.")
    ] = False,
) -> None:
    from early_years.landing.templates import write_mapping_template, write_template

    project = here()
    write = write_mapping_template if mapping else write_template
    path = write(project, dataset, out, xlsx)
    print(f"Written: {path.as_posix() if out else project.relative(path)}")


@app.command("new-indicator", help=VERBS["new-indicator"])
def new_indicator(
    code: Annotated[
        str,
        typer.Argument(help="Its code, in small letters, as in breastfed_at_6_weeks."),
    ],
    label: Annotated[str, typer.Option(help="What people read in its place.")],
    first_period: Annotated[
        str,
        typer.Option(help="The first that is shown, as its files write it: 2023-Q1."),
    ],
    higher_is_better: Annotated[
        bool, typer.Option("--higher-is-better", help="A high share is good.")
    ] = False,
) -> None:
    from early_years.new_indicator import write_new_indicator

    lines = write_new_indicator(here(), code, label, first_period, higher_is_better)
    print("\n".join(lines))


@app.command(help=VERBS["contracts"])
def contracts() -> None:
    for relative in contract_files.write_generated_files(here()):
        print(f"Written: {relative}")


def _check() -> None:
    console.begin(console.CHECKING)
    refuse_bad_policy(here())
    if at_hand(here()).reads_store:
        print(CHECKED_AS_LANDED)
        return
    report = check_project(here())
    text = "\n".join(report.lines())
    if report.is_refused:
        raise PlainError(text)
    print(text)


def _build(as_of: date | None) -> None:
    from early_years.landing.noise import refuse_known_noise
    from early_years.report.write import front_lines, write_report

    project = at_hand(here())
    if as_of and not project.reads_store:
        raise PlainError("Nothing has been landed yet, so --as-of has no meaning.")
    began = time.monotonic()
    home = console.TAKING if project.reads_store else console.CHECKING
    with console.progress((home, *console.BUILD_STEPS)):
        with beside_readers(project) as built:
            if project.reads_store:
                console.begin(home)
                refuse_bad_policy(project)
                print("\n".join(take_current(built, as_of)), flush=True)
            else:
                _check()
                refuse_known_noise(project, project.landed)
            begin_build(project)
            run_dbt(built, *BUILD)
        console.begin(console.WRITING)
        written = exporting.export_project(project)
        _write_beside(project)
        keep_state(project)
        console.begin(console.REPORTING)
        pages = write_report(project)
    took = console.duration(time.monotonic() - began)
    closing = ["", f"Took {took}: {steps_line(project)}."]
    fronts = front_lines(project, pages)
    print("\n".join([*summary(project, written), *closing, *fronts]))


def _write_beside(project: Project) -> None:
    """Write what is made from the exports: three packs, and the BI database."""
    from early_years.exporting.bi import write_bi_database
    from early_years.exporting.packs import write_packs
    from early_years.governance_pack import write_pack

    write_pack(project)
    write_packs(project)
    write_bi_database(project)


def _day(text: str, option: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PlainError(
            f"{option} {text} is not a date. Write year-month-day, as in 2024-03-31."
        ) from None


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        raise PlainError("Say who lands the file: --by NAME.") from None
