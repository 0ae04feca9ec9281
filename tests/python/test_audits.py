"""The audits: the founding document's questions, each with an answer that holds."""

import re
from datetime import date

import duckdb
import pandas as pd
import pytest
from test_portable_sql import complaint

from early_years.environment import here

ROOT = here().root
AUDITS = sorted((ROOT / "analyses").glob("*.sql"))
FIELDS = ("Question", "Answer", "Rows", "Periods", "Date", "Caution")
REF = re.compile(r"\{\{ ref\('(\w+)'\) \}\}")
# Enough to read at a glance.
MOST_ROWS = 12


def header(text: str) -> dict[str, list[str]]:
    """Field -> its lines, of the comment on top of an audit."""
    found = {}
    for line in text.splitlines():
        if not line.startswith("-- "):
            break
        field, _, rest = line.removeprefix("-- ").partition(": ")
        if line.startswith("--   "):
            found[next(reversed(found))].append(line.removeprefix("--   "))
        else:
            found[field.removesuffix(":")] = [rest] if rest else []
    return found


def words(lines: list[str]) -> str:
    return " ".join(lines)


def as_text(value: object) -> str:
    """A value as the header of an audit writes it."""
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def rows_of(built, text: str) -> list[str]:
    """The rows that an audit's query gives, as its header writes them."""
    with duckdb.connect(str(built.database), read_only=True) as database:
        rows = database.execute(REF.sub(r"marts.\1", text)).fetchall()
    return [", ".join(as_text(value) for value in row) for row in rows]


def figures_not_in_rows(answer: str, rows: list[str]) -> list[str]:
    """Figures of an answer in words that none of the rows holds."""
    cells = {cell for row in rows for cell in row.split(", ")}
    known = set()
    for cell in sorted(cells, key=len, reverse=True):
        number = pd.to_numeric(cell, errors="coerce")
        if pd.isna(number):
            answer = answer.replace(cell, "")
        else:
            share = 100 * abs(number)
            known |= {f"{number:,.0f}", f"{share:.0f}", f"{share:.1f}"}
    figures = re.findall(r"\d+(?:,\d{3})*(?:\.\d+)?", answer)
    return [figure for figure in figures if figure not in known]


@pytest.fixture(params=AUDITS, ids=lambda path: path.stem)
def audit(request) -> str:
    return request.param.read_text(encoding="utf-8")


def test_an_audit_says_what_was_asked_found_and_to_beware_of(audit):
    found = header(audit)
    assert tuple(found) == FIELDS
    assert all(found.values())
    assert words(found["Question"]).rstrip(")").endswith(("?", "."))
    assert date.fromisoformat(words(found["Date"]))
    # In the words of policy, and no others.
    caution = words(found["Caution"])
    policy = pd.read_csv(ROOT / "seeds" / "policy" / "policy_cautions.csv")
    for text in policy["caution_text"]:
        caution = caution.replace(text, "")
    assert caution.strip() == ""


def test_an_audit_reads_marts_alone_and_spark_could_too(audit):
    models = REF.findall(audit)
    assert models
    for name in models:
        assert list((ROOT / "models" / "marts").glob(f"*/{name}.sql")), name
    sql = REF.sub(r"marts.\1", audit)
    assert "{" not in sql
    assert complaint(sql) is None
    assert re.search(r"^order by ", sql, re.MULTILINE)


def test_the_answer_of_an_audit_holds(audit, built):
    found = header(audit)
    rows = rows_of(built, audit)
    assert 0 < len(rows) <= MOST_ROWS
    assert rows == found["Rows"]
    assert figures_not_in_rows(words(found["Answer"]), rows) == []


def test_an_answer_that_does_not_hold_is_found(built):
    (path,) = [path for path in AUDITS if path.stem == "audit_free_school_meals"]
    text = path.read_text(encoding="utf-8")
    rows = rows_of(built, text)
    assert header(text.replace(", 2209, ", ", 2210, "))["Rows"] != rows
    assert figures_not_in_rows("2,209 of 4,937, or 44.7 % in 2021/22", rows) == []
    assert figures_not_in_rows("2,210 of 4,937, or 45.7 %", rows) == ["2,210", "45.7"]
