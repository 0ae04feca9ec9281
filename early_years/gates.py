"""The steps of `lint` and `test`: each prints its name, the first failure ends it."""

from collections.abc import Callable

from early_years.contract_files import out_of_date
from early_years.environment import PlainError, Project, run_script, run_tool

Step = tuple[str, Callable[[Project], int]]

SQL_FOLDERS = ("models", "tests", "analyses", "development")


def tool(module: str, *arguments: str) -> Callable[[Project], int]:
    """What runs a tool of Python in a project, for a step."""
    return lambda project: run_tool(project, module, *arguments)


def _sqlfluff(project: Project) -> int:
    folders = [name for name in SQL_FOLDERS if (project.root / name).is_dir()]
    return run_tool(project, "sqlfluff", "lint", "--processes", "0", *folders)


def _bouncer(project: Project) -> int:
    arguments = ("run", "--config-file", "dbt-bouncer.yml")
    return run_script(project, "dbt-bouncer", *arguments)


def _imports(project: Project) -> int:
    """What a council runs needs no package of ours; and we name what we import."""
    deptry = ("deptry", "--config", "deptry.toml", "--requirements-files")
    runtime = run_tool(project, *deptry, "requirements.in", "early_years")
    # Most of what is ours alone is a command and never imported (DEP002).
    ours = ("requirements-dev.in", "--ignore", "DEP002", "development", "tests/python")
    return run_tool(project, *deptry, *ours) or runtime


def _contracts(project: Project) -> int:
    stale = out_of_date(project)
    for relative in stale:
        print(f"{relative} does not say what contracts and policy say.")
    if stale:
        print("Write it with: python -m early_years contracts")
    return 1 if stale else 0


LINT: tuple[Step, ...] = (
    ("YAML (yamllint)", tool("yamllint", "--strict", ".")),
    ("SQL (sqlfluff)", _sqlfluff),
    ("Python (ruff check)", tool("ruff", "check", ".")),
    ("Python's layout (ruff format)", tool("ruff", "format", "--check", ".")),
    ("Python's types (mypy)", tool("mypy")),
    ("Packages that are imported (deptry)", _imports),
    ("Files made from contracts and policy", _contracts),
    ("Every key of dbt's YAML (strict parse)", tool("early_years.strict_parse")),
    ("Rules of the project (dbt-bouncer)", _bouncer),
)

# A file to each processor at a time, in the order of tests/python/conftest.py: the
# tests of a file share what they make.
IN_PARALLEL = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")
# Its closing line is to be the last of all.
PYTEST: Step = ("Python's tests (pytest)", tool("pytest", *IN_PARALLEL))


def run_steps(project: Project, steps: tuple[Step, ...]) -> None:
    """Run steps in order. Raises PlainError naming the first that fails."""
    for name, step in steps:
        print(f"== {name}", flush=True)
        if step(project):
            raise PlainError(f"Failed: {name}. What to put right stands above.")
