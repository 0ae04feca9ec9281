"""dbt in a process of its own that tells what happens, one line of JSON each.

It is started as `python -m early_years.dbt_process ARGUMENTS`, with dbt's own
arguments, and ends with dbt's own exit code. In a process of its own, dbt can neither
hold the database open nor take the verb that started it along when it is killed.
"""

import gc
import json
import sys
from typing import Any

from dbt.cli.main import dbtRunner, dbtRunnerResult
from dbt_common.events.base_types import EventLevel

# Of one node, or said once more at the end: the results name both.
OF_NODES = {
    *("RunResultWarning", "RunResultWarningMessage", "RunResultError"),
    *("RunResultErrorNoMessage", "RunResultFailure", "CheckNodeTestFailure"),
    *("CatchableExceptionOnRun", "EndOfRunSummary", "SQLCompiledPath", "StatsLine"),
}
# The verbs look themselves at what was selected, and at seeds that dbt does not read.
LOOKED_AT = {
    *("NoNodesForSelectionCriteria", "NothingToDo", "SeedExceedsLimitSamePath"),
    *("SeedExceedsLimitAndPathChanged", "SeedExceedsLimitChecksumChanged"),
}
STOPPED = 130


def main(arguments: list[str]) -> int:
    """Run dbt and return its exit code."""
    # dbt makes millions of objects that live until its end. To look again and again for
    # some that could be freed takes a fifth of its time.
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    result = _build(arguments) if arguments[0] == "build" else _invoke(arguments)
    if isinstance(result.exception, KeyboardInterrupt):
        return STOPPED
    if result.success:
        return 0
    if result.exception is None:
        return 1
    _say(error=str(result.exception))
    return 2


def _build(arguments: list[str]) -> dbtRunnerResult:
    """Read the project and build it, the manifest written once.

    A build on its own writes it twice, before the first node and after the last.
    """
    at = arguments.index("--target") if "--target" in arguments else len(arguments)
    read = _invoke(["--no-write-json", "parse", *arguments[at : at + 2]])
    if not read.success:
        return read
    # Which node waits for which test, worked out by the faster of dbt's two ways.
    return _invoke([*arguments, "--use-fast-test-edges"], read.result)


def _invoke(arguments: list[str], manifest: Any = None) -> dbtRunnerResult:
    quiet = ("--log-level", "none", "--no-use-colors")
    return dbtRunner(manifest, callbacks=[_tell]).invoke([*quiet, *arguments])


def _tell(event: Any) -> None:
    name = event.info.name
    if name == "LogStartLine":
        _say(done=event.data.index - 1, total=event.data.total)
    elif name not in OF_NODES | LOOKED_AT and event.info.level in (
        EventLevel.WARN,
        EventLevel.ERROR,
    ):
        kind = "warning" if event.info.level == EventLevel.WARN else "error"
        _say(**{kind: event.info.msg})


def _say(**line: object) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
