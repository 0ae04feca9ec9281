"""What was done about feedback stands where its row says, in CHANGELOG.md."""

import csv

from early_years.environment import here

ROOT = here().root
FEEDBACK = ROOT / "seeds" / "governance" / "governance_feedback.csv"


def sections(text):
    """Release -> its headings: lines without a mark, before a list of changes."""
    found = {}
    for part in text.split("\n## ")[1:]:
        release, *lines = part.splitlines()
        found[release.split()[0]] = {
            line for line in lines if line and line[0] not in " -#"
        }
    return found


def test_feedback_names_releases_and_headings_that_are_there():
    known = sections((ROOT / "CHANGELOG.md").read_text(encoding="utf-8"))
    with FEEDBACK.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows
    for row in rows:
        assert row["release_code"] in known, row
        done = row["answer_status"] == "done"
        assert done == bool(row["answered_release_code"]), row
        if done:
            headings = known[row["answered_release_code"]]
            assert row["changelog_section"] in headings, row
        assert row["answer_text"] or row["answer_status"] == "open", row
