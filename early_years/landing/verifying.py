"""Whether the landing store and its log are as they were written."""

from early_years.contracts import load_contracts
from early_years.environment import Project
from early_years.landing import audit_log
from early_years.landing.releases import (
    Release,
    landing_folder,
    load_releases,
    sha256_of,
)
from early_years.landing.store import AUDIT, audit_lines, key_of
from early_years.publishing.places import published_home


def verify(project: Project) -> tuple[list[str], int]:
    """What is wrong with log and releases, and how many releases were looked at.

    Raises PlainError where the record of a release cannot be read.
    """
    homes = (landing_folder(project), published_home(project))
    problems = [
        f"{project.relative(log)}: {problem}"
        for log in (home / AUDIT for home in homes)
        for problem in audit_log.problems_of(log)
    ]
    releases = [
        release
        for contract in load_contracts()
        for release in load_releases(project, contract.name)
    ]
    for release in releases:
        problems += _problems_of_rows(release)
    return [*problems, *_untold(project, releases)], len(releases)


def _problems_of_rows(release: Release) -> list[str]:
    path = release.rows_path
    if path is None:
        return []
    try:
        if sha256_of(path) == release.record["rows_sha256"]:
            return []
    except OSError:
        pass
    return [f"{release.release_id}: its rows are not those that were landed."]


def _untold(project: Project, releases: list[Release]) -> list[str]:
    """Which releases the log does not tell of, and of which it tells that are gone."""
    try:
        lines = audit_log.lines_of(landing_folder(project) / AUDIT)
    except ValueError:
        return []
    told = {key_of(line) for line in lines}
    problems = [
        f"{release.release_id}: the log does not tell that it was {line['what']}."
        for release in releases
        for line in audit_lines(release.record)
        if key_of(line) not in told
    ]
    known = {release.release_id for release in releases}
    gone = {line["release_id"] for line in lines if line.get("release_id")} - known
    problems += [f"{one}: the log tells of it; it is gone." for one in sorted(gone)]
    return problems
