"""Each thing that the check of policy refuses, on a small seed of policy.

And every column of the real ones says what it may hold."""

from pathlib import Path

import pytest
import yaml

from early_years import cli, dbt_runs, trying
from early_years.contracts import LOADER
from early_years.environment import PlainError, Project, here
from early_years.policy_checks import (
    PolicyCheck,
    described_seeds,
    policy_problems,
    refuse_bad_policy,
)
from early_years.policy_values import FORMS
from early_years.publishing import inputs
from early_years.publishing.places import Building

YAML = """\
seeds:
  - name: policy_things
    config:
      meta: {grain: [thing_code]}
      column_types:
        thing_code: string
        kind: string
        period_code: string
        weight: double
        thing_order: integer
        is_public: boolean
        opens: string
        site: string
        reason: string
        decided_date: date
    columns:
      - {name: thing_code, config: {meta: {form: code}}}
      - {name: kind, config: {meta: {allowed: [big, small], each_has_a_row: true}}}
      - name: period_code
        config:
          meta:
            codes_of: ref_periods.period_code
            where: {period_type: term}
            also: [any]
            may_be_blank: true
      - {name: weight, config: {meta: {from: 0, to: 1}}}
      - {name: thing_order, config: {meta: {from: 1}}}
      - {name: opens, config: {meta: {form: time, may_be_blank: true}}}
      - {name: site, config: {meta: {form: web_address, may_be_blank: true}}}
      - {name: reason, config: {meta: {form: text}}}
  - name: policy_numbers
    config:
      meta: {grain: [setting_code]}
      column_types: {setting_code: string, setting_value: double}
    columns:
      - name: setting_code
        config: {meta: {allowed: [top_k, share], each_has_a_row: true}}
      - name: setting_value
        config:
          meta:
            by: setting_code
            values:
              top_k: {from: 1, to: 99, whole: true}
              share: {from: 0, to: 1}
"""
THINGS = """\
thing_code,kind,period_code,weight,thing_order,is_public,opens,site,reason,decided_date
one,big,2023-spring,0.5,1,true,09:00,https://council.example,"Asked, often.",2026-11-22
two,small,,1,2,FALSE,,,Why not?,2026-11-22
"""
NUMBERS = "setting_code,setting_value\ntop_k,6\nshare,0.25\n"
PERIODS = "period_code,period_type\n2023-spring,term\n2022,provider_year\n"
WHERE = "seeds/policy/policy_things.csv"


@pytest.fixture
def project(tmp_path):
    """A project with two seeds of policy and one of reference, and nothing wrong."""
    for relative, text in (
        ("policy/_policy__seeds.yml", YAML),
        ("policy/policy_things.csv", THINGS),
        ("policy/policy_numbers.csv", NUMBERS),
        ("reference/ref_periods.csv", PERIODS),
    ):
        path = tmp_path / "seeds" / relative
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return Project(tmp_path)


def _change(project, old, new, name="policy_things"):
    path = project.root / "seeds" / "policy" / f"{name}.csv"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8", newline="\n")


def test_seeds_elsewhere_are_judged_by_what_they_say(project):
    folder = project.root / "seeds" / "reference"
    columns = "period_code: string\n        period_type: string\n"
    text = (
        "seeds:\n  - name: ref_periods\n    config:\n"
        "      meta: {grain: [period_code]}\n"
        f"      column_types:\n        {columns}"
    )
    (folder / "_reference__seeds.yml").write_text(text, encoding="utf-8")
    (folder / "ref_others.csv").write_text("a\n1\n", encoding="utf-8")
    assert policy_problems(project) == []
    text += "    columns:\n"
    text += "      - {name: period_type, config: {meta: {allowed: [term]}}}\n"
    (folder / "_reference__seeds.yml").write_text(text, encoding="utf-8")
    assert policy_problems(project) == []
    text += "      - {name: period_code, config: {meta: {form: code}}}\n"
    (folder / "_reference__seeds.yml").write_text(text, encoding="utf-8")
    (problem,) = policy_problems(project)
    assert problem.startswith("seeds/reference/ref_periods.csv, row 3 (2022), column")


def test_words_of_users_hold_no_number_of_a_person(project):
    described = project.root / "seeds" / "policy" / "_policy__seeds.yml"
    text = described.read_text(encoding="utf-8")
    form = "- {name: reason, config: {meta: {form: text"
    assert form in text
    described.write_text(text.replace(form, f"{form}_of_nobody"), encoding="utf-8")
    assert policy_problems(project) == []
    _change(project, "Why not?", "Ring Mary on 0121 496 0102")
    (problem,) = policy_problems(project)
    assert "column reason: what looks like a person's number" in problem
    assert "Mary" not in problem and "496" not in problem
    _change(project, "Ring Mary on 0121 496 0102", "")
    (problem,) = policy_problems(project)
    assert "reason: blank. Allowed: words without a telephone number" in problem


def test_yaml_that_cannot_be_read_is_named(project):
    folder = project.root / "seeds" / "policy"
    (folder / "_bad__seeds.yml").write_text("seeds:\n  - name: [x\n", encoding="utf-8")
    with pytest.raises(PlainError, match=r"seeds/policy/_bad__seeds.yml, line 3: the"):
        policy_problems(project)


def test_what_is_allowed_is_not_refused(project):
    assert policy_problems(project) == []
    _change(project, "2023-spring", "any")
    assert policy_problems(project) == []
    refuse_bad_policy(project)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "one,big",
            "one,huge",
            ', row 2 (one), column kind: "huge" is not allowed. Allowed: big, small. '
            "It may not be blank.",
        ),
        (
            "2023-spring",
            "2022",
            ', row 2 (one), column period_code: "2022" is not allowed. Allowed: any, '
            "2023-spring (column ref_periods.period_code). It may be blank.",
        ),
        (
            "0.5",
            "1.5",
            ', row 2 (one), column weight: "1.5" is not allowed. Allowed: a number '
            "from 0 to 1. It may not be blank.",
        ),
        (
            "0.5",
            "half",
            ', row 2 (one), column weight: "half" is not allowed. Allowed: a number '
            "from 0 to 1. It may not be blank.",
        ),
        (
            ",1,true",
            ",1.0,true",
            ', row 2 (one), column thing_order: "1.0" is not allowed. Allowed: a whole '
            "number of 1 or more. It may not be blank.",
        ),
        (
            "true",
            "yes",
            ', row 2 (one), column is_public: "yes" is not allowed. Allowed: true, '
            "false. It may not be blank.",
        ),
        (
            "09:00",
            "9am",
            ', row 2 (one), column opens: "9am" is not allowed. Allowed: a time of two '
            "digits each: 09:00. It may be blank.",
        ),
        (
            "https://council",
            "council",
            ', row 2 (one), column site: "council.example" is not allowed. '
            "Allowed: an address that begins with https://. It may be blank.",
        ),
        (
            "two,",
            "two?,",
            ', row 3, column thing_code: "two?" is not allowed. Allowed: a code: '
            "letters, digits, and single underscores or hyphens between them. It may "
            "not be blank.",
        ),
        (
            '"Asked, often."',
            "FILL IN: why",
            ', row 2 (one), column reason: "FILL IN: why" is to be filled in. Allowed: '
            "words. It may not be blank.",
        ),
        (
            '"Asked, often."',
            "",
            ", row 2 (one), column reason: blank. Allowed: words. It may not be blank.",
        ),
        (
            "Why not?,2026-11-22",
            "Why not?,",
            ", row 3 (two), column decided_date: blank. Allowed: a day written "
            "year-month-day, as in 2026-11-22. It may not be blank.",
        ),
        (
            "Why not?,2026-11-22",
            "Why not?,22/11/2026",
            ', row 3 (two), column decided_date: "22/11/2026" is not allowed. Allowed: '
            "a day written year-month-day, as in 2026-11-22. It may not be blank.",
        ),
        (
            "Why not?,2026-11-22",
            "Why not?,2026-02-30",
            ', row 3 (two), column decided_date: "2026-02-30" is not allowed. Allowed: '
            "a day written year-month-day, as in 2026-11-22. It may not be blank.",
        ),
        (
            "Why not?,2026-11-22",
            "Why not?,20261122",
            ', row 3 (two), column decided_date: "20261122" is not allowed. Allowed: '
            "a day written year-month-day, as in 2026-11-22. It may not be blank.",
        ),
        (
            "two,small",
            "one,small",
            ", row 3: thing_code one stands in row 2 already. Keep one of them.",
        ),
        ("two,small", "two,big", ": no row has small in column kind. Add it."),
        (
            ",reason,",
            ",resaon,",
            ": column reason is missing. The file has resaon, which looks like it. "
            "Rename it to reason.",
        ),
        (
            ",kind,",
            ",kind,kind,",
            ": column kind stands 2 times. Keep one.",
        ),
        (
            "Why not?,",
            "Why, then?,",
            ", row 3: 11 values, and the header has 10. A value that holds a comma "
            "needs quotation marks.",
        ),
        (
            "Why not?",
            '"Why not?',
            ": line 3: a quotation mark is opened and not closed, or stands alone "
            "within a value. Double it within a value, or remove it.",
        ),
    ],
)
def test_what_is_wrong_is_answered_with_its_place(project, old, new, said):
    _change(project, old, new)
    assert WHERE + said in policy_problems(project)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("6", "6.5", '"6.5" is not allowed. Allowed: a whole number from 1 to 99.'),
        ("6", "0", '"0" is not allowed. Allowed: a whole number from 1 to 99.'),
        ("0.25", "2", '"2" is not allowed. Allowed: a number from 0 to 1.'),
        ("0.25", "nan", '"nan" is not allowed. Allowed: a number from 0 to 1.'),
        ("0.25", "", "blank. Allowed: a number from 0 to 1."),
    ],
)
def test_each_setting_has_a_range_of_its_own(project, old, new, said):
    _change(project, old, new, "policy_numbers")
    (problem,) = policy_problems(project)
    assert said in problem and "column setting_value" in problem


def test_a_value_that_goes_only_with_others(project):
    yaml_file = project.root / "seeds" / "policy" / "_policy__seeds.yml"
    rule = "allowed: [big, small], only_with: {small: {weight: ['1', '2']}},"
    text = yaml_file.read_text(encoding="utf-8")
    yaml_file.write_text(text.replace("allowed: [big, small],", rule), encoding="utf-8")
    assert policy_problems(project) == []
    _change(project, "two,small,,1,2", "two,small,,0.5,2")
    assert policy_problems(project) == [
        f'{WHERE}, row 3 (two), column kind: "small" is not allowed. Allowed: small '
        "only with 1 or 2 in column weight. It may not be blank."
    ]


def test_a_setting_that_nobody_knows_or_that_is_gone(project):
    _change(project, "top_k", "top_n", "policy_numbers")
    first, second = policy_problems(project)
    assert '"top_n" is not allowed. Allowed: top_k, share.' in first
    assert second.endswith(": no row has top_k in column setting_code. Add it.")


def test_an_unknown_column(project):
    _change(project, "setting_value", "setting_value,note", "policy_numbers")
    for old, new in (("6", "6,"), ("0.25", "0.25,")):
        _change(project, old, new, "policy_numbers")
    (problem,) = policy_problems(project)
    assert ": column note is not known." in problem
    assert problem.endswith("Known: setting_code, setting_value.")


def test_files_without_yaml_and_yaml_without_files(project):
    folder = project.root / "seeds" / "policy"
    (folder / "policy_numbers.csv").rename(folder / "policy_figures.csv")
    stranger, missing = policy_problems(project)
    assert "policy_figures.csv: no YAML of this folder describes" in stranger
    assert missing.endswith("policy_numbers.csv: the file is missing. Put it back.")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "the file is empty"),
        ("setting_code,setting_value\ntop_k,½\n".encode("cp1252"), "is not UTF-8"),
        (b"setting_code;setting_value\ntop_k;6\n", "are separated by semicolons"),
    ],
)
def test_a_file_that_cannot_be_read(project, content, said):
    path = project.root / "seeds" / "policy" / "policy_numbers.csv"
    path.write_bytes(content)
    (problem,) = policy_problems(project)
    assert said in problem


def test_a_mark_of_excel_and_blank_lines_do_no_harm(project):
    path = project.root / "seeds" / "policy" / "policy_numbers.csv"
    path.write_bytes(b"\xef\xbb\xbf" + NUMBERS.replace("\n", "\r\n\r\n").encode())
    assert policy_problems(project) == []


def test_the_same_mistake_in_every_row_is_told_a_few_times(project):
    rows = "".join(f"n{n},big,,2,1,true,,,Why.,2026-11-22\n" for n in range(20))
    _change(project, "two,", f"{rows}two,")
    problems = policy_problems(project)
    assert len(problems) == 6
    assert problems[-1] == f"{WHERE}, column weight: 15 more rows like it."


def test_the_refusal_says_that_nothing_was_built(project):
    _change(project, "0.5", "1.5")
    with pytest.raises(PlainError) as refusal:
        refuse_bad_policy(project)
    first, second = str(refusal.value).splitlines()
    assert first == (
        "REFUSED: 1 problem in policy. Nothing was built and nothing was changed."
    )
    assert second.startswith(f"  - {WHERE}, row 2 (one)")


def test_neither_try_nor_refresh_reaches_dbt_with_it(project, monkeypatch):
    monkeypatch.setattr(dbt_runs, "run_dbt", lambda *_: pytest.fail("dbt was run"))
    _change(project, "0.5", "1.5")
    for path in (project.state / project.manifest.name, project.database):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    with pytest.raises(PlainError, match="REFUSED: 1 problem in policy"):
        trying.try_changes(project, None)
    building = Building(project.root, folder=project.root / "building")
    with pytest.raises(PlainError, match="REFUSED: 1 problem in policy"):
        inputs.take_inputs(building, None)


@pytest.mark.parametrize("reads_store", [False, True])
@pytest.mark.parametrize("verb", ["check", "build"])
def test_neither_check_nor_build_goes_on_with_it(
    project, monkeypatch, capsys, verb, reads_store
):
    read = Project(project.root, reads_store)
    monkeypatch.setattr(cli, "here", lambda: project)
    monkeypatch.setattr(cli, "at_hand", lambda _: read)
    for name in ("run_dbt", "take_current", "check_project"):
        monkeypatch.setattr(cli, name, lambda *_, name=name: pytest.fail(name))
    _change(project, "0.5", "1.5")
    assert cli.run([verb]) == 1
    assert "REFUSED: 1 problem in policy" in capsys.readouterr().err


def test_every_column_of_policy_says_what_it_may_hold():
    folder = here().root / "seeds" / "policy"
    check = PolicyCheck(here())
    for seed in described_seeds(folder).values():
        assert {"reason", "decided_date"} <= set(seed.columns), seed.name
        assert set(seed.grain) <= set(seed.columns), seed.name
        for column in seed.columns.values():
            where = f"{seed.name}.{column.name}"
            if "codes_of" in column.meta:
                assert check.codes(column.meta), where
            elif column.type == "string":
                says = {"allowed", "form"} & set(column.meta)
                assert len(says) == 1, where
                assert column.meta.get("form", "text") in FORMS, where
            elif column.type in ("double", "integer"):
                assert {"from", "by"} & set(column.meta), where


def test_every_column_of_policy_is_described():
    for path in (here().root / "seeds" / "policy").glob("*.yml"):
        for seed in yaml.load(path.read_text(encoding="utf-8"), LOADER)["seeds"]:
            said = {c["name"]: c.get("description", "") for c in seed["columns"]}
            assert list(said) == list(seed["config"]["column_types"]), seed["name"]
            short = [name for name, words in said.items() if len(words.split()) < 3]
            assert short == [], seed["name"]


def test_the_files_of_policy_hold_what_they_may():
    assert policy_problems(here()) == []


def test_no_yaml_of_policy_is_too_long_to_read():
    paths = list(Path(here().root, "seeds", "policy").glob("*.yml"))
    assert all(len(path.read_text().splitlines()) <= 1500 for path in paths)
