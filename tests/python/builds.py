"""Builds that several files of tests share: each is made once, whoever needs it first.

The workers of a run share its temporary folder; the first that asks for a build makes
it and the others wait. Tests read what a build left and change copies of it alone.
"""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from filelock import FileLock
from projects import Outcome, ProjectCopy, copied_files

from early_years.environment import here

# Who runs one file again and again names a folder here, in which builds are kept under
# a digest of everything that they are made of.
KEPT = "EARLY_YEARS_TEST_BUILDS"
HELPERS = ("builds.py", "conftest.py", "projects.py")

Build = tuple[ProjectCopy, Outcome]


def builds_home(base: Path, is_worker: bool) -> Path:
    """The folder of builds, of a run with that folder for temporary files."""
    if kept := os.environ.get(KEPT):
        return Path(kept) / _digest()
    # Each worker has a folder of its own in that of the run.
    return (base.parent if is_worker else base) / "builds"


def build_once(home: Path, name: str, make: Callable[[Path], Build]) -> Build:
    """What make left of the project of that name, and what its build said."""
    home.mkdir(parents=True, exist_ok=True)
    root, said = home / name / "project", home / name / "said.txt"
    with FileLock(home / f"{name}.lock"):
        if not said.exists():
            root.parent.mkdir()
            _, outcome = make(root)
            said.write_text(f"{outcome.exit_code}\n{outcome.text}", encoding="utf-8")
    exit_code, _, text = said.read_text(encoding="utf-8").partition("\n")
    return ProjectCopy(root), Outcome(int(exit_code), text)


def _digest() -> str:
    """A digest of all files that a build can be made of."""
    found = hashlib.sha256()
    tests = Path(__file__).parent
    for path in [*copied_files(), *(tests / name for name in HELPERS)]:
        found.update(path.relative_to(here().root).as_posix().encode())
        found.update(hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()[:16]
