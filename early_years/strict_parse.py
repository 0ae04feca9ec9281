"""A parse of the dbt project that reports every misspelt key.

dbt ships JSON schemas of its YAML files and checks them for the warehouses it names;
DuckDB is not among them, so `contracts:` for `contract:` would pass in silence and
switch a contract off. Here DuckDB is added to the names, and every warning counts as a
mistake.

It runs in a process of its own (python -m early_years.strict_parse), because it changes
dbt itself.
"""

import re
import sys
from typing import Any

from dbt.cli.main import dbtRunner
from dbt.jsonschemas import jsonschemas
from dbt_common.events.base_types import EventLevel

from early_years.environment import Project, here

# All of them are wanted at once, so none may stop the parse.
COLLECT = '{"error": []}'
# The sum of deprecations repeats what each of them says.
SUMMARIES = {"DeprecationsSummary"}


def findings(project: Project) -> list[str]:
    """Parse the project from scratch and return what dbt warns of or refuses.

    Changes dbt for the rest of the process; the manifest is written as by `dbt parse`.
    """
    jsonschemas._JSONSCHEMA_SUPPORTED_ADAPTERS.add("duckdb")
    found = []

    def collect(event: Any) -> None:
        is_warning = event.info.level in (EventLevel.WARN, EventLevel.ERROR)
        if is_warning and event.info.name not in SUMMARIES:
            found.append(_plain(event.info.msg))

    root = str(project.root)
    result = dbtRunner(callbacks=[collect]).invoke(
        [
            *("--log-level", "none", "--no-use-colors", "--no-partial-parse"),
            *("--show-all-deprecations", "--warn-error-options", COLLECT),
            *("parse", "--project-dir", root, "--profiles-dir", root),
        ]
    )
    if not result.success and not found:
        found.append(_plain(str(result.exception)))
    return sorted(set(found))


def _plain(message: str) -> str:
    """A message on one line, without the labels that dbt puts in front."""
    labels = r"^(\[WARNING\])?(\[\w+\])?:? ?(Deprecated functionality )?"
    return re.sub(labels, "", " ".join(message.split()))


def main() -> int:
    """Print the findings; 1 when there are any."""
    found = findings(here())
    for finding in found:
        print(f"  - {finding}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
