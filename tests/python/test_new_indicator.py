"""An indicator that a council brings: rows of seeds make it one like the others."""

import csv
import re

import pandas as pd
import pytest
from projects import ProjectCopy, copy_built, copy_project
from report.reports import Elsewhere, Exports

from early_years.report.write import write_report

CODE = "toddlers_seen"
LABEL = "Toddlers seen at a family hub"
NEW = (CODE, "--label", LABEL, "--first-period", "2022-Q3", "--higher-is-better")
SEEDS = ("indicators", "indicator_sources", "indicator_breakdowns")
SEEDS += ("indicator_uncertainty", "profile_figures")
DATASET = "area_indicator_counts"
QUARTERS = ("2022-Q3", "2022-Q4", "2023-Q1")
COUNCIL = "E08000025"
WEIGHT = 0.25
LOW, HIGH = 10, 20
WARD = f"area_type = 'ward' and indicator_code = '{CODE}'"
SHOWN = f"from marts.fct_area_indicators where {WARD} and period_code = '2023-Q1'"


def counts(wards: list[str]) -> list[dict[str, str]]:
    """Counts of each ward and quarter; two wards stand far from the others."""
    rows = []
    for later, quarter in enumerate(QUARTERS):
        for at, ward in enumerate(wards):
            rate = {LOW: 0.05, HIGH: 0.7}.get(at, 0.3)
            seen = round(rate * (80 + at)) + at % 4 + later
            rows.append(row(quarter, ward, str(seen), str(80 + at)))
    return rows


def row(period: str, ward: str, seen: str, of: str, **others: str) -> dict[str, str]:
    told = {"local_authority_code": COUNCIL, "indicator_code": CODE, "period": period}
    told |= {"area_code": ward, "numerator_count": seen, "denominator_count": of}
    return told | {"source": "Hubs", "is_synthetic": "true"} | others


def land_counts(copy: ProjectCopy) -> None:
    """Counts of all wards, with one of everything that may be wrong among them."""
    wards = copy.seed("reference/ref_wards")
    wards = wards[wards["local_authority_code"] == COUNCIL]["ward_code"].tolist()
    rows = counts(wards)
    by_key = {(one["period"], one["area_code"]): one for one in rows}
    by_key["2023-Q1", wards[0]]["numerator_count"] = "c"
    by_key["2023-Q1", wards[1]]["status"] = "suppressed"
    by_key["2022-Q3", wards[2]]["numerator_count"] = "999"
    rows += [
        row("2022-Q4", wards[3], "1", "2"),
        row("2023", wards[4], "1", "2"),
        row("FYE 2024", wards[4], "1", "2"),
        row("2023-Q1", wards[5], "1", "2", indicator_code="toddlers_sen"),
        row("2023-Q1", wards[5], "1", "2", indicator_code="gld_below"),
        row("2023-Q1", wards[5], "1", "2", breakdown_topic="sex"),
        row("2023-Q1", "E05999999", "3", "9"),
    ]
    path = copy.root / f"seeds/landed/raw_{DATASET}.csv"
    with path.open(encoding="utf-8", newline="") as lines:
        columns = next(csv.reader(lines))
    with path.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture(scope="module")
def grown(built, tmp_path_factory):
    """The built project with one more scored indicator, without a line of SQL."""
    copy = copy_built(built, tmp_path_factory.mktemp("grown") / "project")
    outcome = copy.verb("new-indicator", *NEW)
    assert outcome.exit_code == 0, outcome.text
    for name in SEEDS:
        path = copy.root / f"seeds/policy/policy_{name}.csv"
        text = path.read_text(encoding="utf-8").replace("FILL IN", "Said")
        path.write_text(text, encoding="utf-8", newline="\n")
    with copy.changed_seed("policy/policy_indicators") as rows:
        columns = ["domain_code", "indicator_weight"]
        rows.loc[rows["indicator_code"] == CODE, columns] = ("outcomes", str(WEIGHT))
    land_counts(copy)
    # Tests of data run too: a new indicator must not break what holds for all.
    changed = [f"policy_{name}+" for name in SEEDS]
    changed.append(f"raw_{DATASET}+")
    copy.dbt("build", "--select", *changed, "--exclude-resource-type", "unit_test")
    outcome = copy.verb("export")
    assert outcome.exit_code == 0, outcome.text
    return copy


def test_a_seed_that_lost_its_commas_is_named_and_nothing_is_written(tmp_path):
    copy = copy_project(tmp_path / "project")
    places = [copy.root / f"seeds/policy/policy_{name}.csv" for name in SEEDS]
    broken = copy.root / "seeds/policy/policy_indicator_sources.csv"
    broken.write_bytes(broken.read_bytes().replace(b",", b";"))
    before = [place.read_bytes() for place in places]
    outcome = copy.verb("new-indicator", *NEW)
    assert outcome.exit_code == 1
    assert "policy_indicator_sources.csv has no column" in outcome.text
    assert [place.read_bytes() for place in places] == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("asq_below", *NEW[1:]), "There is an indicator or a figure asq_below"),
        (("Toddlers-Seen", *NEW[1:]), "Toddlers-Seen cannot be a code"),
        ((*NEW[:4], "2022"), "2022 is no period. Write 2023-Q1"),
        ((CODE, "--label", " ", *NEW[3:]), "The indicator needs a label"),
    ],
)
def test_what_stands_in_the_way_is_told_and_nothing_is_written(
    tmp_path, arguments, said
):
    copy = copy_project(tmp_path / "project")
    places = [copy.root / f"seeds/policy/policy_{name}.csv" for name in SEEDS]
    before = [place.read_bytes() for place in places]
    outcome = copy.verb("new-indicator", *arguments)
    assert outcome.exit_code == 1 and said in outcome.text
    assert [place.read_bytes() for place in places] == before


def test_every_ward_has_it_with_limits_and_beside_the_city(grown):
    figures = grown.frame(SHOWN).set_index("ward_code")
    assert len(figures) == 69
    known = figures[figures["value_status"] == "observed"]
    assert len(known) == 67 and known["need_rank"].min() == 1
    assert (known["lower_95"] < known["value"]).all()
    assert (known["value"] < known["upper_95"]).all()
    assert known["comparator_value"].nunique() == 1
    assert known["comparison_code"].str.contains("better").sum() == 1
    assert known["comparison_code"].str.contains("worse").sum() == 1
    assert known["denominator_source"].eq("Hubs").all()
    assert known["caution"].ne("").all()


def test_it_has_a_trend(grown):
    figures = grown.frame(SHOWN)
    changes = figures[figures["change_status"] == "observed"]
    assert len(changes) == 67 and (changes["previous_period_code"] == "2022-Q4").all()
    assert changes["trend_text"].str.startswith("January to March 2023").any()


def test_what_came_hidden_is_hidden_and_what_is_wrong_is_told(grown):
    hidden = grown.frame(f"{SHOWN} and value_status = 'suppressed'")
    assert len(hidden) == 2
    assert hidden[["numerator_count", "value", "need_rank"]].isna().all(axis=None)
    found = grown.frame(
        "select reason_code, consequence, found_value from "
        f"intermediate.int_quality__findings where dataset_code = '{DATASET}'"
    )
    told = dict(zip(found["reason_code"], found["consequence"], strict=True))
    assert told == {
        "above_the_whole": "rejected",
        "repeated_key": "rejected",
        "unknown_period": "rejected",
        "area_unknown": "address_unusable",
        "indicator_unknown": "not_shown",
        "period_of_other_kind": "not_shown",
        "breakdown_unknown": "not_shown",
    }
    unknown = found[found["reason_code"] == "indicator_unknown"]
    assert sorted(unknown["found_value"]) == ["gld_below", "toddlers_sen"]


def test_it_stands_in_both_profiles(grown):
    order = "order by ward_code"
    long = grown.frame(
        f"from marts.fct_ward_profile_figures where figure_code = '{CODE}' {order}"
    )
    wide = grown.frame(f"from marts.rpt_ward_profile {order}")
    assert len(long) == 69 and set(long["period_code"]) == {"2023-Q1"}
    for part in ("value", "lower_95", "upper_95", "numerator_count"):
        pd.testing.assert_series_equal(
            wide[f"{CODE}_{part}"], long[part], check_names=False
        )
    assert (wide[f"{CODE}_status"] == long["value_status"]).all()


def test_a_ward_s_page_shows_it(grown, tmp_path):
    few = Exports.few(grown.exports, tmp_path / "exports")
    write_report(Elsewhere(grown.root, home=tmp_path), "professional")
    assert few.folder == tmp_path / "exports"
    pages = (tmp_path / "report" / "professional" / "wards").glob("*.html")
    for text in (page.read_text(encoding="utf-8") for page in pages):
        assert len(re.findall(f"<h3>{LABEL}</h3>", text)) == 2


def test_outside_it_is_protected_and_what_is_not_public_does_not_leave(grown):
    inside = grown.frame(SHOWN).set_index("ward_code")
    columns = {"numerator_count": "Int64"}
    rows = pd.read_csv(
        grown.exports / "partner" / "indicators" / "ward_indicators.csv", dtype=columns
    )
    rows = rows[(rows["indicator_code"] == CODE) & (rows["period_code"] == "2023-Q1")]
    rows = rows.set_index("ward_code")
    assert rows["value_status"].value_counts()["suppressed"] == 2
    assert rows[rows["value_status"] == "suppressed"]["value"].isna().all()
    both = rows["numerator_count"].dropna().astype(int)
    exact = inside.loc[both.index, "numerator_count"].astype(int)
    assert (both != exact).any() and (both - exact).abs().max() < 10
    public = pd.read_csv(
        grown.exports / "public" / "indicators" / "ward_indicators.csv"
    )
    assert CODE not in set(public["indicator_code"])


def test_the_other_indicators_stay_as_they_were(built, grown):
    query = f"from marts.fct_area_indicators where measure_code != '{CODE}' "
    query += "order by all"
    pd.testing.assert_frame_equal(grown.frame(query), built.frame(query))


def test_its_weight_takes_part_in_the_score(built, grown):
    scores = grown.frame("from marts.fct_ward_need_scores").set_index("ward_code")
    parts = grown.frame("from marts.fct_ward_indicator_scores")
    scored = parts[parts["indicator_code"] == CODE]
    assert scored["contribution_score"].notna().sum() == 67
    added_up = parts.groupby("ward_code")["contribution_score"].sum()
    difference = added_up.astype(float) - scores["need_score"].astype(float)
    assert difference.abs().max() < 1e-5
    before = built.frame("from marts.fct_ward_need_scores").set_index("ward_code")
    assert not scores["need_score"].equals(before["need_score"])
    weights = grown.frame(
        "select indicator_code, score_weight_rate from marts.dim_indicator "
        "where domain_code = 'outcomes'"
    ).set_index("indicator_code")["score_weight_rate"]
    share = WEIGHT / (0.5 + 0.5 + WEIGHT)
    assert float(weights[CODE]) == pytest.approx(0.5 * share, abs=1e-6)
