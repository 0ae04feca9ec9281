"""Each caution is given where its condition holds, and nowhere else.

The rules stand in macros/*_caution_rules.sql. For each subject and each of its codes
with a condition, caution_cases.yml has a case on either side:

    ward_indicators:
      low_coverage:
        yes: {figures.coverage_rate: 0.79, figures.low_coverage_rate: 0.8}
        no: {figures.coverage_rate: 0.8, figures.low_coverage_rate: 0.8}

A case names every column that the condition reads, as alias.column. A side may have a
list of cases. A case under `no` may come to null, which gives no caution either.
"""

import re
from pathlib import Path

import duckdb
import jinja2
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
CASES = yaml.safe_load(
    (ROOT / "tests" / "python" / "caution_cases.yml").read_text(encoding="utf-8")
)
SIDES = {True: "yes", False: "no"}  # as YAML reads them
CODE = re.compile(r"[a-z][a-z0-9_]*")


class Returned(Exception):
    """What a macro of dbt hands back by return()."""


def _return(value: object) -> None:
    raise Returned(value)


def _macros(*names: str) -> dict[str, object]:
    """What the macros of those files give, read as dbt reads them. The last may call
    the ones before it."""
    surroundings = jinja2.Environment(extensions=["jinja2.ext.do"])
    surroundings.globals["return"] = _return
    given = {}
    for name in names:
        source = (ROOT / "macros" / f"{name}.sql").read_text(encoding="utf-8")
        macro = getattr(surroundings.from_string(source).module, name)
        try:
            given[name] = macro()
        except Returned as returned:
            (given[name],) = returned.args
        surroundings.globals[name] = lambda value=given[name]: value
    return given


def _caution_rules() -> dict[str, list[tuple]]:
    parts = sorted(path.stem for path in ROOT.glob("macros/*_caution_rules.sql"))
    return _macros(*parts, "caution_rules")["caution_rules"]


RULES = _caution_rules()


def conditions() -> list[tuple[str, str, str]]:
    """Subject, code and condition of each rule that not every row carries."""
    return [
        (subject, rule[0], rule[1])
        for subject, rules in RULES.items()
        for rule in rules
        if len(rule) == 2 and rule[1] is not True
    ]


def holds(condition: str, case: dict) -> bool | None:
    """What DuckDB says of a condition where the columns have a case's values."""
    aliases: dict[str, dict] = {}
    for column, value in case.items():
        alias, _, name = column.partition(".")
        aliases.setdefault(alias, {})[name] = value
    values, structs = [], []
    for alias, columns in aliases.items():
        fields = ", ".join(f"'{name}': ?" for name in columns)
        structs.append(f"{{{fields}}} as {alias}")
        values.extend(columns.values())
    query = f"select ({condition}) from (select {', '.join(structs)})"
    (answer,) = duckdb.execute(query, values).fetchone()
    return answer


def complaint(condition: str, sides: dict) -> str | None:
    """Why the cases of a condition do not show that it is right, or None."""
    if set(sides) != set(SIDES) or not all(sides.values()):
        return "needs at least one case under yes and one under no"
    for side, words in SIDES.items():
        for case in sides[side] if isinstance(sides[side], list) else [sides[side]]:
            try:
                answer = holds(condition, case)
            except duckdb.Error as error:
                return f"{case} does not fit {condition!r}: {error}"
            if bool(answer) is not side:
                return f"{condition!r} is {answer} where {case}; expected {words}"
    return None


@pytest.mark.parametrize("subject, code, condition", conditions())
def test_a_caution_is_given_on_its_side_alone(subject, code, condition):
    sides = CASES.get(subject, {}).get(code)
    assert sides, f"caution_cases.yml has no cases for {subject}: {code}"
    assert complaint(condition, sides) is None


def test_every_case_belongs_to_a_rule():
    known = {(subject, code) for subject, code, _ in conditions()}
    cases = {(subject, code) for subject, codes in CASES.items() for code in codes}
    assert cases <= known


def test_every_rule_names_a_known_caution():
    known = set(_macros("known_cautions")["known_cautions"])
    codes = {
        rule[0] for rules in RULES.values() for rule in rules if CODE.fullmatch(rule[0])
    }
    assert codes
    assert codes <= known


@pytest.mark.parametrize("subject, code, condition", conditions())
def test_an_inverted_condition_fails(subject, code, condition):
    assert complaint(f"not ({condition})", CASES[subject][code])
