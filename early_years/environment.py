"""Where the project's files lie, how its tools are started, how it says no."""

import os
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

# The file with the key by which identifiers of children are made anew.
KEY_FILE = "EARLY_YEARS_PSEUDONYM_KEY_FILE"


class PlainError(Exception):
    """Something the user can put right; its message is all they see."""


@dataclass(frozen=True)
class Project:
    """The paths of a project, all below its root.

    reads_store: whether it is built from the landing store, into a database of its own,
    and not from the seeds.
    """

    root: Path
    reads_store: bool = False

    @property
    def landed(self) -> Path:
        return self.root / "seeds" / "landed"

    @property
    def database(self) -> Path:
        home = self.root / "data"
        return (home / "store" if self.reads_store else home) / "early_years.duckdb"

    @property
    def exports(self) -> Path:
        return self.root / "data" / "exports"

    @property
    def report(self) -> Path:
        """Where the pages lie: beside the exports, which they are written from."""
        return self.exports.parent / "report"

    @property
    def state(self) -> Path:
        """Where the manifest of the last build is kept, for dbt's --state."""
        return self.database.parent / "state"

    @property
    def manifest(self) -> Path:
        return self.root / "target" / "manifest.json"

    @property
    def run_results(self) -> Path:
        return self.root / "target" / "run_results.json"

    @property
    def variables(self) -> dict[str, str]:
        """What the tools are told by the environment of where they are to work."""
        return {}

    def relative(self, path: Path) -> str:
        """A path as people write it: from the root, with forward slashes."""
        return path.relative_to(self.root).as_posix()


def here() -> Project:
    """The project that this package belongs to."""
    return Project(Path(__file__).resolve().parent.parent)


def run_tool(project: Project, module: str, *arguments: str) -> int:
    """Run a Python tool in the project's root and return its exit code.

    The tool is started as `python -m MODULE`, so that it is the pinned one whatever
    stands on the PATH. Its lines go straight to the screen.
    """
    return _call(project, [sys.executable, "-m", module, *arguments])


def watch_module(
    project: Project, module: str, *arguments: str, seen: Callable[[str], None]
) -> int:
    """Run a Python tool as run_tool does, but hand each line that it writes to seen."""
    with subprocess.Popen(
        [sys.executable, "-m", module, *arguments],
        cwd=project.root,
        env=tool_environment(project),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        try:
            for line in process.stdout or ():
                seen(line)
        except KeyboardInterrupt:
            # Ctrl-C reaches the tool as well, which closes what it has open.
            process.wait()
            raise
    return process.returncode


def run_script(project: Project, name: str, *arguments: str) -> int:
    """Run a tool that cannot be started as a module; else the same as run_tool."""
    script = shutil.which(name, path=sysconfig.get_path("scripts"))
    if script is None:
        raise PlainError(f"{name} is not installed in the environment of this Python.")
    return _call(project, [script, *arguments])


def _call(project: Project, command: list[str]) -> int:
    sys.stdout.flush()
    return subprocess.call(command, cwd=project.root, env=tool_environment(project))


def tool_environment(project: Project) -> dict[str, str]:
    """The environment variables of a tool: dbt reads this project and no other."""
    secret = ""
    if project.reads_store:
        # Only a build from the store needs its libraries and the time to load them.
        from early_years.landing.noise import record_secret

        secret = record_secret(project)
    plain = {} if sys.stdout.isatty() else {"DBT_USE_COLORS": "false"}
    return (
        os.environ
        | plain
        | project.variables
        | {
            "DBT_PROJECT_DIR": str(project.root),
            "DBT_PROFILES_DIR": str(project.root),
            "PYTHONUTF8": "1",
            "EARLY_YEARS_RECORD_KEY": secret,
        }
    )
