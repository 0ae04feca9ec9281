"""Build anew beside what readers read, and publish it only when all of it passed."""

import json
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import duckdb
from filelock import FileLock, Timeout

from early_years import console, disk
from early_years.dbt_runs import BUILD, run_dbt, steps_line
from early_years.environment import PlainError, Project
from early_years.exporting import Written, export_project
from early_years.exporting.packs import write_packs
from early_years.governance_pack import write_pack
from early_years.intruder.running import refuse_leaks
from early_years.landing.home import at_hand
from early_years.landing.leftovers import HELD, LOOKED_INTO
from early_years.landing.noise import refuse_other_noise
from early_years.publishing.apart import build_part
from early_years.publishing.audit import complete_audit
from early_years.publishing.comparing import change_lines, take_previous
from early_years.publishing.councils import Part, part_to_build
from early_years.publishing.going_back import forget_going_back, refuse_to_undo
from early_years.publishing.inputs import Inputs, take_inputs
from early_years.publishing.keeping import keep_counts, remove_old
from early_years.publishing.kept import keep as keep_build
from early_years.publishing.losing import lost_figures, lost_inputs, refuse_losses
from early_years.publishing.places import (
    EXPORTS,
    Building,
    keep_parse,
    mend_pointer,
    new_building,
    next_publication,
    point_to,
    published_folder,
    published_home,
    put_in_place,
)
from early_years.publishing.publication import read_record, write_publication
from early_years.report.write import front_lines, write_report
from early_years.summary import found_lines, place_lines

LOCK = ".lock"
# The log of a refresh goes with the folder that it was built in.
MORE = "build says more, in logs/dbt.log"


def refresh(
    project: Project,
    *,
    by: str,
    as_of: date | None = None,
    again: bool = False,
    anyway: bool = False,
    whole: bool = False,
) -> list[str]:
    """Build from the home at hand and publish; return lines to print.

    Publishes nothing when neither inputs nor policy nor code have changed since the
    last publication, unless again; nor, unless anyway, when most of the last one would
    be lost, its noise was made with another key, or somebody took readers back to an
    earlier one. as_of is the day up to which landed files count. Where only some of
    several councils sent something since, they alone are built, unless whole. Raises
    PlainError when anything fails; then readers go on reading what they read.
    """
    began = time.monotonic()
    steps = (console.TAKING, *console.BUILD_STEPS, console.PUBLISHING)
    with alone(project), console.progress(steps):
        mended = mend_pointer(project)
        complete_audit(project)
        keep = keep_counts(project)
        if not anyway:
            refuse_to_undo(project)
        with _building(project) as building:
            console.begin(console.TAKING)
            inputs = take_inputs(building, as_of)
            last = published_folder(project)
            if last and not again and inputs.are_of(read_record(last)):
                return [
                    *mended,
                    f"Nothing new since publication {last.name}: inputs, policy and "
                    "code are the same. To publish once more, add --again.",
                ]
            if last and not anyway:
                refuse_losses(lost_inputs(project, inputs, last), last)
                before = read_record(last).get("noise_mark")
                refuse_other_noise(inputs.noise_mark, before, last.name)
            compared_with = take_previous(building, last, inputs)
            part = _part(building, inputs, whole)
            written, pages = _build(building, part)
            name = next_publication(project)
            exports = project.relative(published_home(project) / name / EXPORTS)
            said = found_lines(building, written, exports)
            changes = change_lines(building.database)
            console.begin(console.PUBLISHING)
            write_publication(building, name, inputs, written, by, compared_with)
            # Not even --anyway lets out what is protected.
            audited = refuse_leaks(building, name, building.database)
            # Its documents tell what was found.
            write_pack(building)
            write_packs(building)
            if not anyway:
                made = building.publication
                refuse_losses(lost_figures(project, made, last), last)
            folder = _published(building, name)
            forget_going_back(project)
            kept = _kept(building, inputs)
            took = console.duration(time.monotonic() - began)
            return [
                *mended,
                *said,
                *changes,
                "",
                f"Published: {project.relative(folder)}",
                *place_lines(written, exports),
                *audited,
                *_tidy(project, keep),
                *kept,
                "",
                *_part_line(part),
                f"Took {took}: {steps_line(building, MORE)}.",
                *front_lines(
                    project,
                    [folder / page.relative_to(building.publication) for page in pages],
                ),
            ]


@contextmanager
def alone(project: Project) -> Iterator[None]:
    """Be the one refresh at work, and say plainly what failed and what stands."""
    home = published_home(project)
    try:
        home.mkdir(parents=True, exist_ok=True)
        disk.RIGHTS.let_read(home)
        with FileLock(home / LOCK, timeout=0):
            yield
    except Timeout:
        raise PlainError(
            "Another refresh is at work. Wait for it to end, and start again if you "
            "still need to. Nothing was changed."
        ) from None
    except PlainError as error:
        raise PlainError(f"{error}\n{_standing(project)}") from None
    except (OSError, duckdb.Error) as error:
        reason = getattr(error, "strerror", None) or str(error).splitlines()[0]
        raise PlainError(
            f"The refresh could not write its files: {reason}. Is the disk full? Call "
            f"whoever looks after this machine.\n{_standing(project)}"
        ) from None


@contextmanager
def _building(project: Project) -> Iterator[Building]:
    """A folder to build in, removed at the end unless someone has to look into it."""
    building = new_building(at_hand(project))
    is_looked_into = False
    try:
        # Whoever runs next removes what nobody holds: it may have rows of children.
        with FileLock(building.folder / HELD):
            yield building
    except PlainError:
        is_looked_into = True
        (building.folder / LOOKED_INTO).touch()
        raise
    finally:
        if not is_looked_into:
            shutil.rmtree(building.folder, ignore_errors=True)


def _published(building: Building, name: str) -> Path:
    folder = put_in_place(building, building.publication, name)
    try:
        point_to(folder)
    finally:
        # A publication that nobody was ever shown is none.
        if published_folder(building) != folder:
            disk.rename(folder, building.publication)
    return folder


def _standing(project: Project) -> str:
    current = published_folder(project)
    if current is None:
        return "Nothing was published, and nothing had been before."
    return (
        "Nothing was published. Readers go on reading publication "
        f"{current.name} ({project.relative(current)})."
    )


def _part(building: Building, inputs: Inputs, whole: bool) -> Part | str | None:
    """The councils that are built alone, or why all are; None from seeds."""
    if not building.reads_store:
        return None
    return "--whole says so" if whole else part_to_build(building, inputs)


def _part_line(part: Part | str | None) -> list[str]:
    if isinstance(part, Part):
        return [part.line]
    return [f"Built all councils: {part}."] if part else []


def _kept(building: Building, inputs: Inputs) -> list[str]:
    """Keep the build for the next refresh; what cannot be kept is built anew."""
    try:
        keep_build(building, inputs)
    except (OSError, duckdb.Error):
        return ["Notice: this build is not kept; the next refresh builds all councils."]
    return []


def _build(
    building: Building, part: Part | str | None
) -> tuple[list[Written], list[Path]]:
    """Build, and write files and report; return the files and the first pages."""
    try:
        if isinstance(part, Part):
            build_part(building, part)
        else:
            run_dbt(building, *BUILD)
        keep_parse(building)
        console.begin(console.WRITING)
        written = export_project(building)
        console.begin(console.REPORTING)
        return written, write_report(building)
    except PlainError as error:
        raise PlainError("\n".join([str(error), *_whom_to_call(building)])) from None


def _whom_to_call(building: Building) -> list[str]:
    """The owners of the project's groups, as far as dbt came to know them."""
    if not building.manifest.exists():
        return []
    manifest = json.loads(building.manifest.read_text(encoding="utf-8"))
    owners = [group["owner"] for group in manifest["groups"].values()]
    return sorted(f"Call: {owner['name']} ({owner['email']})." for owner in owners)


def _tidy(project: Project, keep: tuple[int, int]) -> list[str]:
    """What follows a publication and cannot undo it; what fails is done next time."""
    lines = []
    if not complete_audit(project):
        lines.append("Notice: the audit log is held; the next refresh writes its line.")
    held = remove_old(project, *keep)
    if held:
        lines.append(
            f"Notice: {', '.join(held)} should go, but another program has it open."
        )
    return lines
