"""Letting readers read another publication: the verb publish."""

from early_years.environment import PlainError, Project
from early_years.publishing.audit import complete_audit, tell
from early_years.publishing.going_back import (
    earlier,
    forget_going_back,
    note_going_back,
)
from early_years.publishing.keeping import newest_of
from early_years.publishing.places import point_to, published_folder
from early_years.publishing.publication import read_record
from early_years.publishing.refresh import alone


def publish(project: Project, name: str, *, by: str) -> list[str]:
    """Point readers to a publication; return lines to print.

    Where it is not the newest one, no refresh undoes that without --anyway. Raises
    PlainError where there is no such publication, or it is not whole.
    """
    with alone(project):
        folder = earlier(project, name)
        if read_record(folder).get("publication") != name:
            raise PlainError(
                f"Publication {name} is damaged: its release.json cannot be read. "
                "Restore it from the backup."
            )
        before = published_folder(project)
        if before == folder:
            return [f"Readers read publication {name} already. Nothing was changed."]
        complete_audit(project)
        line = note_going_back(project, name, by)
        point_to(folder)
        is_newest = newest_of(project) == folder
        if is_newest:
            forget_going_back(project)
        is_told = tell(project, line)
    lines = [f"Readers read publication {name} now ({project.relative(folder)})."]
    if not is_newest:
        lines.append("The next refresh publishes nothing unless you add --anyway.")
    if not is_told:
        lines.append("Notice: the audit log is held; it does not tell of this.")
    return lines
