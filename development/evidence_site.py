"""The Evidence project of exports/evidence, built strictly from the exports at hand."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from early_years.environment import PlainError, Project

SITE = Path("exports") / "evidence"
LEFT_OUT = shutil.ignore_patterns(".evidence", "build", "node_modules", "static")
STEPS = (
    ("install", "--no-audit", "--no-fund", "--no-package-lock"),
    ("run", "sources"),
    ("run", "build"),
)


def build_site(project: Project) -> list[str]:
    """Install, read and build the site in a folder of its own; say what was built.

    Raises PlainError without npm or exports, and if a step fails.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise PlainError("npm is not installed. Evidence needs Node 20 and npm.")
    if not (project.exports / "public").is_dir():
        raise PlainError("There are no exports to show yet. Run the build first.")
    variables = os.environ | {
        "EVIDENCE_VAR__exports": str(project.exports),
        "SEND_ANONYMOUS_USAGE_STATS": "no",
    }
    with tempfile.TemporaryDirectory() as home:
        site = Path(home) / "site"
        shutil.copytree(project.root / SITE, site, ignore=LEFT_OUT)
        for step in STEPS:
            if subprocess.call([npm, *step], cwd=site, env=variables):
                raise PlainError(f"npm {' '.join(step)} failed; its lines are above.")
        return _built(site / "build")


def _built(folder: Path) -> list[str]:
    pages = list(folder.rglob("index.html"))
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    return [f"Built: {len(pages)} pages, {size / 1e6:.0f} MB."]
