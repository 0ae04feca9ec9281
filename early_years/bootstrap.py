"""From a bare Python to the project's own environment. Standard library only.

The environment is `.venv`, made of requirements.txt. The first verb that only those who
develop the tool use adds the rest, requirements-dev.txt. A stamp for each records the
Python and the requirements that it was made of; it is written last, so that an
interrupted install is done again. uv installs in a third of pip's time; where it can't
be had, or can't reach the index that pip reaches, pip does the work.
"""

import difflib
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
from importlib import import_module
from pathlib import Path

from early_years.cleaning import clean
from early_years.verbs import Program

# Set to any text, it says: use the Python that I started, and install nothing.
OWN_ENVIRONMENT = "EARLY_YEARS_OWN_ENVIRONMENT"

RUNTIME = "requirements.txt"
DEVELOPER = "requirements-dev.txt"
INSTALLER = "requirements-uv.txt"
HASHED = ("--no-deps", "--require-hashes", "-r")


class InstallError(Exception):
    """The environment could not be made; the message says what to do."""


def main(program: Program, arguments: list[str], root: str) -> int:
    """Run a verb of a program inside the right environment and return its exit code."""
    project = Path(root)
    if not arguments or arguments[0] in ("-h", "--help", "help"):
        print(program.usage())
        return 0
    verb = arguments[0]
    if verb not in program.verbs:
        near = difflib.get_close_matches(verb, program.verbs, n=1)
        hint = f" Did you mean {near[0]}?" if near else ""
        print(f"There is no verb {verb}.{hint}\n\n{program.usage()}", file=sys.stderr)
        return 2
    if verb == "clean" and len(arguments) > 1:
        print(f"clean: {program.verbs['clean']} It has no options.")
        return 0
    if verb == "clean":
        removed = clean(project)
        print(f"Removed: {', '.join(removed)}." if removed else "Nothing to remove.")
        return 0
    try:
        is_own = bool(os.environ.get(OWN_ENVIRONMENT))
        if not is_own and inside_environment(project) and not is_current(project):
            # A running environment can't be made anew from within.
            raise InstallError(
                "The environment .venv is older than requirements.txt. Leave it "
                "(deactivate) and start again; it is then made anew."
            )
        needs_more = not is_own and verb in program.developing
        if not is_own and not inside_environment(project) and not is_current(project):
            make_environment(project)
        if needs_more and not is_current(project, DEVELOPER):
            add_developer_packages(project)
        if is_own or inside_environment(project):
            return import_module(f"{program.module}.cli").run(arguments)
        command = [str(environment_python(project)), "-m", program.module, *arguments]
        return subprocess.call(command, cwd=project)
    except InstallError as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130


def environment_python(project: Path) -> Path:
    """The path of the Python in `.venv`, whether or not it exists."""
    if os.name == "nt":
        return project / ".venv" / "Scripts" / "python.exe"
    return project / ".venv" / "bin" / "python"


def inside_environment(project: Path) -> bool:
    """Whether the running Python is the one of `.venv`."""
    return Path(sys.prefix).resolve() == (project / ".venv").resolve()


def stamp_text(project: Path, lock: str = RUNTIME) -> str:
    """What the environment has to be made of: Python, platform and requirements."""
    requirements = (project / lock).read_bytes()
    # A checkout with Windows line ends holds the same requirements.
    digest = hashlib.sha256(requirements.replace(b"\r\n", b"\n")).hexdigest()
    return f"python {platform.python_version()} {sys.platform}\nrequirements {digest}\n"


def stamp_path(project: Path, lock: str = RUNTIME) -> Path:
    """Where the stamp of a lock lies."""
    return project / ".venv" / f"early_years_{Path(lock).stem}_stamp.txt"


def is_current(project: Path, lock: str = RUNTIME) -> bool:
    """Whether `.venv` was finished with this Python and the requirements of a lock."""
    stamp = stamp_path(project, lock)
    return (
        environment_python(project).exists()
        and stamp.exists()
        and stamp.read_text(encoding="utf-8") == stamp_text(project, lock)
    )


def make_environment(project: Path) -> None:
    """Make `.venv` anew from requirements.txt, and write its stamp at the end.

    Raises InstallError with what to do when a step fails.
    """
    if importlib.util.find_spec("ensurepip") is None:
        raise InstallError(
            "This Python cannot make a virtual environment: its venv package is "
            "missing.\nInstall it (Debian, Ubuntu: apt install python3-venv) and start "
            "again."
        )
    if (project / ".venv").exists():
        print("The environment .venv is unfinished or out of date: making it again.")
    else:
        print("Making the environment .venv (needed once).")
    shutil.rmtree(project / ".venv", ignore_errors=True)
    _run([sys.executable, "-m", "venv", ".venv"], project, "making .venv")
    _install(project, RUNTIME)
    print("The environment is ready.", flush=True)


def add_developer_packages(project: Path) -> None:
    """Add the packages of requirements-dev.txt, which the lock of `.venv` is part of.

    Raises InstallError with what to do when a step fails.
    """
    print("Adding what tests and lint need to .venv (needed once).")
    _install(project, DEVELOPER)


def _install(project: Path, lock: str) -> None:
    """Install the packages of a lock into `.venv` and write its stamp at the end."""
    python = str(environment_python(project))
    pip = [python, "-m", "pip", "--disable-pip-version-check"]
    requirements = (project / lock).read_text(encoding="utf-8")
    total = sum("==" in line for line in requirements.splitlines())
    print(f"Installing up to {total} packages; this takes up to a minute.", flush=True)
    if not _installed_by_uv(project, lock, python, pip):
        _run(
            [*pip, "--no-input", "install", *HASHED, lock],
            project,
            f"installing the packages of {lock}",
            show=("Collecting ", "Installing "),
        )
    _run([*pip, "check"], project, "checking the installed packages")
    stamp_path(project, lock).write_text(
        stamp_text(project, lock), encoding="utf-8", newline="\n"
    )


def _installed_by_uv(project: Path, lock: str, python: str, pip: list[str]) -> bool:
    """Whether uv could be had and has installed the packages of a lock."""
    uv = [python, "-m", "uv", "pip", "install", "--python", python]
    try:
        _run([*pip, "--no-input", "install", *HASHED, INSTALLER], project, "adding uv")
        # Without bytecode each start of dbt would take two seconds more.
        _run([*uv, "--compile-bytecode", *HASHED, lock], project, "installing")
    except InstallError:
        return False
    return True


def _run(
    command: list[str], project: Path, doing: str, show: tuple[str, ...] = ()
) -> None:
    """Run a command, printing the lines that start as `show` says."""
    said = []
    with subprocess.Popen(
        command,
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            said.append(line.rstrip())
            if show and line.startswith(show):
                print("  " + line.split(" (from")[0].rstrip()[:78], flush=True)
    if process.returncode:
        tail = "\n".join("  " + line for line in said[-12:])
        raise InstallError(
            f"{doing[0].upper()}{doing[1:]} failed. The last lines were:\n{tail}\n"
            "Check the connection to the package index (pip's own settings apply) and "
            "start again; what is unfinished is made anew."
        )
