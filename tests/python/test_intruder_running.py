"""The verb and the gate: what they print and refuse, how often guesses are right."""

from dataclasses import replace

import duckdb
import numpy as np
import pandas as pd
import pytest
from intruder_files import COUNCIL, FIGURES, GLD, HOUSED, PERIOD, WARDS, City, make_city

from early_years.environment import PlainError, Project, here
from early_years.intruder import running
from early_years.intruder.cell import Cell
from early_years.intruder.cells import Seen
from early_years.intruder.guessing import guessed
from early_years.intruder.likelihoods import likelihoods
from early_years.intruder.results import result_of
from early_years.intruder.rules import KEYS, read_rules

PROTECTED, ROUNDED = "protected", "rounded"


@pytest.fixture
def city(tmp_path, monkeypatch) -> City:
    made = make_city(tmp_path / "project")
    monkeypatch.setattr(running, "read_allowed", lambda project: made.allowed())
    return made


def write_truth(city: City) -> None:
    """A built database with the true counts of wards."""
    rows: dict[tuple, dict] = {}
    for (indicator, topic, category, part, ward), count in city.truth.items():
        row = rows.setdefault((indicator, topic, category, ward), {})
        row.update(local_authority_code=COUNCIL, period_code=PERIOD)
        row.update(area_type="ward", area_code=ward, edition_group="computed")
        row.update(indicator_code=indicator, breakdown_topic=topic)
        row.update({"breakdown_category": category, f"{part}_count": count})
    figures = pd.DataFrame(list(rows.values()))
    with duckdb.connect(str(Project(city.root).database)) as database:
        database.execute("create schema marts")
        database.register("figures", figures)
        database.execute("create table marts.fct_area_indicators as from figures")


def test_the_verb_says_how_wide_bounds_are_and_how_often_guesses_are_right(city):
    city.write()
    write_truth(city)
    found = running.audit_folder(Project(city.root), str(city.exports))
    said = "\n".join(found.lines())
    assert "the narrowest leaves" in said and "values open" in said
    assert "Totals guessed exactly from linked tables" in said
    assert "sex: " in said and said.endswith("Nothing is given away.")


def test_a_publication_that_gives_a_count_away_is_refused(city):
    project = Project(city.root)
    city.write()
    lines = running.refuse_leaks(project, "0002", project.database)
    assert lines[-1] == "Nothing is given away."
    kept = result_of(city.exports)
    assert kept and kept["findings"] == 0 and kept["lines"] == lines[:-1]
    city.row(f"public/{FIGURES}", ward_code=WARDS[0]).update(
        value_status="observed", protection_code=""
    )
    city.write()
    assert result_of(city.exports) is None
    with pytest.raises(PlainError, match="REFUSED") as refused:
        running.refuse_leaks(project, "0002", project.database)
    said = str(refused.value)
    assert f"ward {WARDS[0]}" in said and f"public/{FIGURES}" in said


def test_guesses_that_are_right_too_often_are_found(city):
    """Whoever shows the truth as if it were protected is found by those who know it."""
    for (indicator, topic, category, part, ward), count in city.truth.items():
        wanted = {"indicator_code": indicator, "breakdown_topic": topic}
        wanted |= {"breakdown_category": category, "ward_code": ward}

        def change(row, part=part, count=count):
            row.update({f"{part}_count": str(count), "figure_text": "", "value": ""})

        city.change(FIGURES, change, **wanted)
    city.write()
    write_truth(city)
    found = running.audit_folder(Project(city.root), str(city.exports))
    assert {one.kind for one in found.findings} == {"guesses"}
    assert found.guesses and found.guesses.linked[0] == 1


def test_counts_of_one_kind_that_leave_as_they_are_are_found(city):
    """Of one indicator alone: all totals together are still guessed seldom enough."""
    for (indicator, topic, category, part, ward), count in city.truth.items():
        if indicator == GLD and topic != "total":
            wanted = {"indicator_code": indicator, "breakdown_topic": topic}
            wanted |= {"breakdown_category": category, "ward_code": ward}

            def change(row, part=part, count=count):
                row.update({f"{part}_count": str(count), "figure_text": ""})
                row["value"] = ""

            city.change(FIGURES, change, **wanted)
    city.write()
    write_truth(city)
    found = running.audit_folder(Project(city.root), str(city.exports))
    words = [one.words for one in found.findings]
    assert any("gld_below, ward" in one and "shown as they are" in one for one in words)


def one_seen(rule: str, shown: int) -> tuple[Cell, Seen]:
    cell = Cell(COUNCIL, HOUSED, PERIOD, "numerator", "ward", WARDS[0])
    return cell, Seen(cell, (0, 0), rule, 5, "public/x", shown)


@pytest.mark.parametrize(
    ("rule", "count", "shown", "share"),
    [
        # 17 is shown as 15 and 18 as 20: the one child tells that there were 17.
        (ROUNDED, 17, 15, 1.0),
        (ROUNDED, 16, 15, 0.0),
        # Only -5 and then +5 leave one count: one key range of eleven.
        (PROTECTED, 30, 25, 24 / 256),
        (PROTECTED, 30, 30, 0.0),
        ("exact", 30, 30, 1.0),
    ],
)
def test_what_one_late_child_gives_away(city, rule, count, shown, share):
    rules = read_rules(city.root)
    cell, seen = one_seen(rule, shown)
    late = guessed([seen], {cell: count}, rules).late
    assert late[1] == 1 and late[0] == pytest.approx(share, abs=2 / 256)


def test_a_total_is_told_by_all_that_is_shown_of_its_categories(city):
    """The total says 30, two sexes 13 and 20: of 25 to 35 it is 33 by 11 of 82."""
    rules = read_rules(city.root)
    total = Cell(COUNCIL, GLD, PERIOD, "numerator", "ward", WARDS[0])
    shown = [Seen(total, (0, 0), PROTECTED, 5, "public/x", 30)]
    for category, count in (("female", 13), ("male", 20)):
        part = total._replace(topic="sex", category=category)
        shown.append(Seen(part, (0, 0), PROTECTED, 5, "public/x", count))
    truth = {one.cell: 33 for one in shown}
    found = guessed(shown, truth, rules)
    assert found.linked == (1.0, 1) and found.narrowest == 11
    assert found.sure == pytest.approx(11 / 82, abs=0.005)
    assert found.alone == {"total": (0.0, 1), "sex": (0.0, 2)}
    # Of a topic with a category that is not shown nothing is added up.
    hidden = [*shown[:2], replace(shown[2], shown=None)]
    assert guessed(hidden, truth, rules).keyed[1] == 0


@pytest.mark.parametrize("keys_add_up", [True, False])
def test_noises_that_go_together_are_found(keys_add_up):
    """Of made-up wards, with the noise of policy: the odds say which keys add up."""
    rules = read_rules(here().root)
    draw = np.random.default_rng(2026)
    odds = 1.0
    for _ in range(30):
        count = int(draw.integers(60, 300))
        key = int(draw.integers(KEYS))
        topics = [
            shown_parts(count, key, parts, rules, draw, keys_add_up)
            for parts in (2, 2, 3, 3)
        ]
        shown = count + int(rules.noise_by_key(count)[key])
        keyed, free = (
            likelihoods(shown, topics, rules, adding) for adding in (True, False)
        )
        assert free.shares[count - free.first] > 0
        if keys_add_up:
            assert keyed.shares[count - keyed.first] > 0
        odds *= keyed.evidence / free.evidence
    most = rules.settings["intruder_odds_cap_ratio"]
    assert odds > most if keys_add_up else odds < most


def shown_parts(count, key, parts, rules, draw, keys_add_up) -> list[int]:
    """What is shown of so many categories that add up to a count, and their keys."""
    counts = draw.multinomial(count, [1 / parts] * parts)
    keys = draw.integers(KEYS, size=parts)
    if keys_add_up:
        keys[-1] = (key - keys[:-1].sum()) % KEYS
    noises = [rules.noise_by_key(int(n))[k] for n, k in zip(counts, keys, strict=True)]
    return (counts + noises).tolist()
