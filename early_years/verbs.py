"""The verbs of `python -m early_years`, said once for the list and for the commands."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Program:
    """What `python -m MODULE` can do: its verbs, each with what it does.

    developing are the verbs that need the packages of requirements-dev.txt.
    """

    module: str
    about: str
    verbs: dict[str, str]
    developing: frozenset[str]

    @property
    def command(self) -> str:
        """How people start it."""
        return f"python -m {self.module}"

    def usage(self) -> str:
        """The text of its --help."""
        width = max(map(len, self.verbs))
        lines = [
            self.about,
            "",
            f"Use: {self.command} VERB    (or: make VERB, if it needs nothing more)",
            "",
            *(f"  {verb:<{width}}  {purpose}" for verb, purpose in self.verbs.items()),
            "",
            f"{self.command} VERB --help shows the options of a verb.",
            "The first verb that needs them installs the tools into .venv, once.",
        ]
        return "\n".join(lines)


VERBS = {
    "build": "Check the extracts, build everything with dbt, write files and report.",
    "try": "Build what changed since the last build, and say what moved by it.",
    "compare": "Say what moved between two folders of exports, or two publications.",
    "test": "Run everything that must hold: lint, then pytest with builds of its own.",
    "lint": "Look for mistakes in the text of SQL, YAML and Python without building.",
    "check": "Compare policy and the extracts with what they may hold.",
    "export": "Write the files of data/exports again from the database as it is.",
    "report": "Write the pages of data/report again from the exports as they are.",
    "audit-disclosure": "Attack the files that leave; fail if a hidden count is found.",
    "land": "Take in files that a supplier sent: read, judge and keep them.",
    "check-reference": "Read a folder of published files without landing any of them.",
    "releases": "List the files that were landed, and which of them count.",
    "refresh": "Build anew and publish it in one step, once all of it passed.",
    "publish": "Let readers read an earlier publication again, by its name.",
    "new-year": "Say which files of a school year are expected, and which came.",
    "freshness": "Compare each source with the calendar of arrivals; fail if too late.",
    "watch": "Land and publish what is put into a folder, as it arrives.",
    "purge": "Erase what is not kept any longer, a release, or a child's rows.",
    "template": "Write an empty CSV or workbook for a supplier to fill in.",
    "new-indicator": "Write the rows of policy of a new indicator to fill in.",
    "new-council": "Fill the areas of another council from what was landed.",
    "contracts": "Write the files that are made from contracts and policy.",
    "clean": "Remove what was built: databases, exports, dbt's target and logs.",
}
PROGRAM = Program(
    "early_years",
    "Early years: where need is highest, from raw extracts to ward scores.",
    VERBS,
    frozenset({"test", "lint"}),
)
