"""The verbs of `python -m early_years`, told once for the list and for the commands."""

VERBS = {
    "build": "Check the extracts, build everything with dbt and write the exports.",
    "try": "Build what changed since the last build, and say what moved by it.",
    "compare": "Say what moved between two folders of exports, or two publications.",
    "test": "Run everything that must hold: lint, then pytest with builds of its own.",
    "lint": "Look for mistakes in the text of SQL, YAML and Python without building.",
    "check": "Compare policy and the extracts with what they may hold.",
    "export": "Write the files of data/exports again from the database as it is.",
    "land": "Take in files that a supplier sent: read, judge and keep them.",
    "check-reference": "Read a folder of published files without landing any of them.",
    "releases": "List the files that were landed, and which of them count.",
    "refresh": "Build anew and publish it in one step, once all of it passed.",
    "freshness": "Compare each source with the calendar of arrivals; fail if too late.",
    "watch": "Land and publish what is put into a folder, as it arrives.",
    "purge": "Erase what is not kept any longer, a release, or a child's rows.",
    "template": "Write an empty CSV or workbook for a supplier to fill in.",
    "generate": "Make the synthetic extracts of seeds/landed again.",
    "fit-segments": "Group the wards anew by their residents, for SQL to assign.",
    "new-indicator": "Write the rows, model and test of a new indicator to fill in.",
    "contracts": "Write the seeds and the macro that are made from the contracts.",
    "faults": "Kill, fill and damage at random, again and again: minutes long.",
    "bench": "Measure what a build costs, beside what it may cost.",
    "evidence": "Show how far ranks can be trusted, on made-up cities of known need.",
    "clean": "Remove what was built: databases, exports, dbt's target and logs.",
}

# The verbs that need the packages of requirements-dev.txt.
DEVELOPMENT = frozenset(
    {"test", "lint", "generate", "fit-segments", "faults", "bench", "evidence"}
)


def usage() -> str:
    """The text of `python -m early_years --help`."""
    width = max(map(len, VERBS))
    lines = [
        "Early years: where need is highest, from raw extracts to ward scores.",
        "",
        "Use: python -m early_years VERB    (or: make VERB, if it takes no file)",
        "",
        *(f"  {verb:<{width}}  {purpose}" for verb, purpose in VERBS.items()),
        "",
        "python -m early_years VERB --help shows the options of a verb.",
        "The first verb that needs them installs the tools into .venv, once.",
    ]
    return "\n".join(lines)
