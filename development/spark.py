"""The models on Apache Spark, and whether each table says what DuckDB's says.

`python -m development spark` builds the example, or a part of it, with the packages of
requirements-spark.txt and compares each table with that of the last build: as many
rows, keys and text equal, numbers within a billionth of themselves.
"""

import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from early_years.environment import PlainError, Project, here, tool_environment
from early_years.exporting.on_spark import HOME, tables_of_spark

ENVIRONMENT = ".venv-spark"
PYTHON = "EARLY_YEARS_SPARK_PYTHON"
NEARLY = 1e-9
TABLES = (
    "select count(*) from information_schema.tables "
    "where table_schema = '{schema}' and table_name = '{table}'"
)
NUMBERS = ("DOUBLE", "FLOAT", "DECIMAL")
# The example has few rows and hundreds of plans: what Spark prepares for millions of
# rows, code compiled for each plan first of all, would take most of the time.
SMALL = {
    "spark.log.level": "ERROR",
    "spark.sql.adaptive.enabled": "false",
    "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    "spark.sql.codegen.wholeStage": "false",
    "spark.sql.leafNodeDefaultParallelism": "1",
    "spark.ui.showConsoleProgress": "false",
}


@dataclass(frozen=True)
class Comparison:
    """What was compared: by schema how many are equal, and by table what differs.

    alone are tables that DuckDB has not, since it inlines what Spark keeps.
    """

    by_schema: Counter[str]
    differences: dict[str, str]
    alone: list[str]

    @property
    def equal(self) -> int:
        return self.by_schema.total()


def why_not() -> str:
    """Why Spark can't be started here; blank where it can."""
    if shutil.which("java") is None:
        return "Java is not installed: Spark needs 17 or newer"
    if not spark_python().exists():
        return f"no environment with requirements-spark.txt: {ENVIRONMENT} or {PYTHON}"
    return ""


def spark_python() -> Path:
    """The Python that has dbt-spark, whether or not it exists."""
    own = here().root / ENVIRONMENT / "bin" / "python"
    return Path(os.environ.get(PYTHON) or own)


def build_on_spark(project: Project, *select: str) -> None:
    """Build the selected nodes into data/spark, all where none is named.

    The catalogue is kept in memory: all that is read has to be among them. Raises
    PlainError with what dbt said at the end.
    """
    if reason := why_not():
        raise PlainError(f"Spark was not run: {reason}.")
    home = project.root / HOME
    shutil.rmtree(home, ignore_errors=True)
    (home / "conf").mkdir(parents=True)
    (home / "conf" / "spark-defaults.conf").write_text(
        "".join(f"{name} {value}\n" for name, value in SMALL.items()), encoding="utf-8"
    )
    chosen = ("--select", *select) if select else ()
    words = (
        *("build", "--target", "spark_store" if project.reads_store else "spark"),
        *("--exclude-resource-type", "unit_test"),
        # Not the tests that also read what is not built.
        *("--indirect-selection", "cautious"),
    )
    done = subprocess.run(
        [
            *(str(spark_python()), "-m", "dbt.cli.main", *words, *chosen),
            *("--target-path", str(HOME / "target"), "--log-path", str(HOME / "logs")),
        ],
        cwd=project.root,
        env=tool_environment(project)
        | {
            "EARLY_YEARS_SPARK_CATALOGUE": "in-memory",
            "SPARK_CONF_DIR": str(home / "conf"),
            "SPARK_LOCAL_IP": "127.0.0.1",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode:
        tail = "\n".join(done.stdout.splitlines()[-40:])
        raise PlainError(f"The build on Spark failed. Its last lines:\n{tail}")


def compare(project: Project) -> Comparison:
    """Compare each table that Spark wrote with DuckDB's table of that name."""
    equal: Counter[str] = Counter()
    differences, alone = {}, []
    with duckdb.connect(str(project.database), read_only=True) as database:
        # Views of the landing store name files as they lie from the root on.
        database.execute("set file_search_path = ?", [str(project.root)])
        for (schema, table), folder in tables_of_spark(project).items():
            name = f"{schema}.{table}"
            theirs = f"read_parquet('{folder}/*.parquet')"
            if not _one(database, TABLES.format(schema=schema, table=table)):
                alone.append(name)
            elif told := difference(database, name, theirs):
                differences[name] = told
            else:
                equal[schema] += 1
    return Comparison(equal, differences, alone)


def difference(database: duckdb.DuckDBPyConnection, ours: str, theirs: str) -> str:
    """What tells the rows of two relations apart; blank where nothing does.

    Rows are paired in the order of all that has to be equal, and then of the numbers.
    """
    columns = _columns(database, ours)
    if list(columns) != list(_columns(database, theirs)):
        return "other columns"
    numbers = [name for name, type in columns.items() if type.startswith(NUMBERS)]
    exact = [name for name in columns if name not in numbers]
    told = []
    if exact and _one(database, _unequal(exact, ours, theirs)):
        alone = [x for x in exact if _one(database, _unequal([x], ours, theirs))]
        told.append(f"other rows of {', '.join(alone or exact)}")
    order = ", ".join([*map(_quoted, exact), *(_rounded(name) for name in numbers)])
    for name in numbers:
        if far := _one(database, _far(_quoted(name), order, ours, theirs)):
            told.append(f"{far} numbers of {name}")
    if _one(database, f"select count(*) from {ours}") != _one(
        database, f"select count(*) from {theirs}"
    ):
        told.append("more or fewer rows")
    return "; ".join(told)


def report(result: Comparison) -> str:
    """What was found, a line per table that differs."""
    lines = [f"{name}: {told}" for name, told in result.differences.items()]
    counts = ", ".join(
        f"{count} {schema}" for schema, count in sorted(result.by_schema.items())
    )
    summary = f"{result.equal} tables equal ({counts}), {len(lines)} different"
    alone = ", ".join(result.alone)
    alone_line = [f"Not compared, since DuckDB has no such table: {alone}"]
    return "\n".join([*lines, *(alone_line if alone else []), summary])


def _columns(database: duckdb.DuckDBPyConnection, relation: str) -> dict[str, str]:
    rows = database.execute(f"describe select * from {relation}").fetchall()
    return {name: type for name, type, *_ in rows}


def _unequal(columns: Iterable[str], ours: str, theirs: str) -> str:
    names = ", ".join(map(_quoted, columns))
    one, other = (f"select {names} from {relation}" for relation in (ours, theirs))
    return (
        f"select count(*) from (({one} except all {other}) "
        f"union all ({other} except all {one}))"
    )


def _far(name: str, order: str, ours: str, theirs: str) -> str:
    one, other = (
        f"(select cast({name} as double) as x, row_number() over (order by {order}) "
        f"as n from {relation})"
        for relation in (ours, theirs)
    )
    return (
        f"select count(*) from {one} one join {other} other using (n) "
        "where one.x is distinct from other.x and not coalesce("
        f"abs(one.x - other.x) <= {NEARLY} * greatest(abs(one.x), abs(other.x)), false)"
    )


def _rounded(name: str) -> str:
    return f"round(cast({_quoted(name)} as double), 6)"


def _quoted(name: str) -> str:
    return f'"{name}"'


def _one(database: duckdb.DuckDBPyConnection, sql: str) -> int:
    row = database.execute(sql).fetchone()
    return row[0] if row else 0
