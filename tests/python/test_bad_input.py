"""Bad extracts: each mistake has its message, and no row is lost.

One build of many councils: one with many mistakes that are kept or rejected row by
row, one with a source that fails its gate, one with a source that was not supplied.
Each is compared with the council as it is without. What is refused before dbt starts
needs no build.
"""

import re

import pytest
from councils import GATED, WITHOUT_HEADCOUNT, sent_by
from crowd import ACOCKS_GREEN
from planted_places import BIRMINGHAM
from projects import copy_project

from early_years.contracts import load_contracts

HODGE_HILL = "Hodge Hill"
WITHOUT_ROWS = ("early_education_headcount", "ward_boundaries")
TAKE_UP = [f"eee{age}_{kind}" for age in (2, 3, 4) for kind in ("gap", "take_up")]
COUNTS = [
    "in_ward_rows_count",
    "resident_elsewhere_rows_count",
    "address_unusable_rows_count",
    "not_by_ward_rows_count",
    "rejected_rows_count",
]


@pytest.fixture(scope="module")
def mistakes(crowd):
    """A build of extracts with one mistake of each kind, and what it said."""
    return crowd


@pytest.fixture(scope="module")
def gated(crowd):
    """A build in which one row in ten of a council's results can't be read."""
    return crowd


@pytest.fixture(scope="module")
def not_supplied(crowd):
    """A build without a council's headcount, on which a whole domain rests."""
    return crowd


def leave_header(copy, dataset):
    path = copy.landed / f"raw_{dataset}.csv"
    header = path.read_text(encoding="utf-8").splitlines()[0]
    path.write_text(f"{header}\n", encoding="utf-8", newline="\n")


def only_line(text, *parts):
    """The one line of a text that holds all parts."""
    lines = [line for line in text.splitlines() if all(part in line for part in parts)]
    assert len(lines) == 1, f"{parts}: {lines}"
    return lines[0]


def of(council):
    """The condition that a row is of a council, given by its code or its spec."""
    code = getattr(council, "local_authority_code", council)
    return f"local_authority_code = '{code}'"


def counts(copy, council, *indicators):
    """Totals of a council's wards: what was counted, among whom, and the status."""
    listed = ", ".join(f"'{indicator}'" for indicator in indicators)
    return copy.frame(
        "select ward_code, indicator_code, period_code, numerator_count, "
        "denominator_count, value_status from marts.fct_area_indicators "
        f"where {of(council)} and area_type = 'ward' and breakdown_topic = 'total' "
        f"and indicator_code in ({listed}) "
        "order by all"
    )


def assert_nothing_is_lost(copy):
    accounts = copy.frame("from marts.fct_source_quality")
    assert (accounts[COUNTS].sum(axis=1) == accounts["landed_rows_count"]).all()
    landed = accounts.groupby("dataset_code")["landed_rows_count"].sum()
    for contract in load_contracts():
        count = landed.get(contract.name, 0)
        assert count == copy.raw_rows(contract.name), contract.name


# Before dbt starts


@pytest.fixture(scope="module")
def refused(tmp_path_factory):
    """A build of three files that can't be read and two empty, and what it said."""
    copy = copy_project(tmp_path_factory.mktemp("refused") / "project")
    with copy.changed_seed("landed/raw_eyfsp_results") as rows:
        del rows["sex"]
    path = copy.landed / "raw_asq3_children_due.csv"
    text = path.read_text(encoding="utf-8").replace(HODGE_HILL, "Hôdge Hill")
    path.write_bytes(text.encode("cp1252"))
    (copy.landed / "raw_temporary_accommodation.csv").write_bytes(b"")
    for dataset in WITHOUT_ROWS:
        leave_header(copy, dataset)
    return copy, copy.verb("build")


@pytest.mark.parametrize(
    ("dataset", "said"),
    [
        ("eyfsp_results", r"column sex is missing\. .* Add the column"),
        (
            "asq3_children_due",
            r"line \d+, column ward_name, character \d+ of the line: the file is not "
            r"UTF-8; .* Save the file as CSV UTF-8",
        ),
        ("temporary_accommodation", r"the file is empty, .* Put the extract in its"),
    ],
    ids=["missing column", "wrong encoding", "zero-byte file"],
)
def test_a_file_that_cannot_be_read_is_refused(refused, dataset, said):
    _, outcome = refused
    line = only_line(outcome.text, f"  - {dataset} (seeds/landed/raw_{dataset}.csv): ")
    assert re.search(said, line), line


@pytest.mark.parametrize("dataset", WITHOUT_ROWS)
def test_a_file_without_rows_counts_as_not_supplied(refused, dataset):
    _, outcome = refused
    only_line(outcome.text, f"Notice: {dataset}", "counts as not supplied")


def test_a_refused_build_builds_nothing(refused):
    copy, outcome = refused
    assert outcome.exit_code == 1
    assert "REFUSED: 3 problems in the extracts. Nothing was built" in outcome.text
    assert "Traceback" not in outcome.text
    assert not copy.database.exists() and not copy.exports.exists()


# Row by row


def test_a_build_with_mistakes_ends_well(mistakes):
    _, outcome = mistakes
    assert outcome.exit_code == 0, outcome.text
    assert "Birmingham: the six wards with the highest need:" in outcome.text
    assert "Traceback" not in outcome.text


def test_an_extra_column_is_named(mistakes):
    _, outcome = mistakes
    only_line(outcome.text, "Notice: census_religions", "column colour is not in the")


@pytest.mark.parametrize(
    ("dataset", "column", "key", "value", "reason", "consequence"),
    [
        (
            "asq3_reviews",
            "review_date",
            "E08000025 / 2020 / ASQ-000001",
            "31/02/2020",
            "not_a_date",
            "rejected",
        ),
        (
            "asq3_reviews",
            "communication",
            "E08000025 / 2020 / ASQ-000002",
            "42.5",
            "number_where_result_expected",
            "rejected",
        ),
        (
            "eyfsp_results",
            "child_id",
            "E08000025 / 2021/22 / EYP-000004",
            "not shown",
            "repeated_key",
            "rejected",
        ),
        (
            "eyfsp_results",
            "home_lsoa_2021_code",
            "E08000025 / 2021/22 / EYP-000003",
            "not shown",
            "area_unknown",
            "address_unusable",
        ),
        (
            "asq3_children_due",
            "ward_name",
            f"E08000025 / 2022 / {ACOCKS_GREEN}",
            "Acocks Green and Tyseley",
            "ward_renamed",
            "kept",
        ),
        (
            "asq3_reviews",
            "asq_below",
            ACOCKS_GREEN,
            r"\d+ of 10",
            "numerator_above_denominator",
            "kept",
        ),
        (
            "early_education_headcount",
            "eee3_take_up",
            ACOCKS_GREEN,
            r"\d+ of 20",
            "numerator_above_denominator",
            "kept",
        ),
    ],
    ids=[
        "unreadable date",
        "score for a result",
        "duplicate child",
        "unknown LSOA",
        "renamed ward",
        "reviews above those due",
        "take-up above 100 per cent",
    ],
)
def test_a_mistake_is_found_told_and_counted(
    built, mistakes, dataset, column, key, value, reason, consequence
):
    copy, outcome = mistakes
    where = (
        f"where local_authority_code = '{BIRMINGHAM}' "
        f"and dataset_code = '{dataset}' and column_name = '{column}' "
        f"and reason_code = '{reason}'"
    )
    found = copy.frame(f"from intermediate.int_quality__findings {where}")
    found = found[found["row_key"] == key]
    found = found[found["found_value"].str.fullmatch(value)]
    assert len(found) == 1
    assert found["consequence"].tolist() == [consequence]
    is_rejected = copy.frame(
        "from intermediate.int_linked__rows where residence_status = 'rejected' "
        f"and dataset_code = '{dataset}' and reject_column_name = '{column}' "
        f"and reject_reason_code = '{reason}' and row_key = '{key}'"
    )
    assert len(is_rejected) == (1 if consequence == "rejected" else 0)
    totals = [
        project.frame(
            "select coalesce(sum(row_count), 0) as row_count, "
            f"any_value(reason_text) as reason_text from marts.fct_data_quality {where}"
        )
        for project in (built, copy)
    ]
    assert totals[1]["row_count"][0] == totals[0]["row_count"][0] + 1
    line = only_line(
        outcome.text,
        f"  - {dataset}, E08000025, {column}:",
        f"{consequence.replace('_', ' ')}. ",
        totals[1]["reason_text"][0],
    )
    assert re.search(r"For example .+: .+\.", line), line


def test_no_row_is_lost(mistakes):
    assert_nothing_is_lost(mistakes[0])


def test_a_numerator_above_its_denominator_is_flagged_and_kept(mistakes):
    figures = mistakes[0].frame(
        f"from marts.fct_area_indicators where ward_code = '{ACOCKS_GREEN}' "
        "and breakdown_topic = 'total'"
    )
    reviews = figures[
        (figures["indicator_code"] == "asq_below")
        & (figures["period_code"] == "2021-22-asq")
    ].iloc[0]
    assert reviews["children_due_count"] == 10 and reviews["coverage_rate"] > 1
    assert reviews["value_status"] == "observed"
    assert "More children were reviewed than were due" in reviews["caution"]
    take_up = figures[figures["indicator_code"] == "eee3_take_up"].iloc[0]
    assert take_up["denominator_count"] == 20 and take_up["value"] > 1
    assert take_up["is_above_denominator"]
    assert take_up["value_status"] == "above_denominator"
    assert "More children take up than are counted as eligible" in take_up["caution"]
    gap = figures[figures["indicator_code"] == "eee3_gap"].iloc[0]
    assert gap["numerator_count"] == 0 and gap["value"] == 0
    for figure in (take_up, gap):
        assert figure["figure_text"].startswith(
            f"Above the number eligible: {take_up['numerator_count']} children take up "
            "and 20 are counted as eligible. Birmingham: "
        )


def test_such_a_ward_offsets_others_alike_in_value_and_score(mistakes):
    """The council's figure, and the rate that the score draws its wards to, are one."""
    rates = (
        mistakes[0]
        .frame(
            "select scores.indicator_code, scores.council_rate, figures.value, "
            "sum(scores.numerator_count) / sum(scores.denominator_count) as of_floored "
            "from intermediate.int_need__shrunk_rates as scores "
            "inner join marts.fct_area_indicators as figures "
            "using (local_authority_code, indicator_code, period_code) "
            "where figures.area_type = 'local_authority' "
            "and figures.population_basis = 'resident' "
            "and figures.breakdown_topic = 'total' "
            "and local_authority_code = 'E08000025' "
            "group by all"
        )
        .set_index("indicator_code")
    )
    assert len(rates) == 5
    assert rates["council_rate"].tolist() == pytest.approx(rates["value"], abs=1e-6)
    assert rates["of_floored"]["eee3_gap"] > rates["value"]["eee3_gap"] + 1e-4


def test_a_ward_by_name_is_found(built, mistakes):
    query = (
        "select children_due_count from marts.fct_area_indicators "
        "inner join marts.dim_ward using (ward_code) "
        "where ward_name = 'Balsall Heath West' and indicator_code = 'asq_below' "
        "and period_code = '2021-22-asq' and breakdown_topic = 'total'"
    )
    assert (
        mistakes[0].frame(query).values.tolist() == built.frame(query).values.tolist()
    )


def test_an_empty_dataset_blocks_its_own_indicators_and_nothing_else(mistakes):
    copy, _ = mistakes
    rows = copy.frame(
        f"from marts.fct_area_indicators where {of(BIRMINGHAM)} "
        "and area_type = 'ward' and indicator_code = 'temporary_accommodation'"
    )
    # One row per ward, of the last quarter that had ended with the newest figures.
    assert len(rows) == 69 and set(rows["period_code"]) == {"2023-Q1"}
    assert (rows["value_status"] == "not_available").all()
    assert rows["numerator_count"].isna().all() and rows["value"].isna().all()
    reason = "Children in temporary accommodation: The source was not supplied."
    assert set(rows["status_reason"]) == {reason}
    others = copy.frame(
        f"from marts.fct_area_indicators where {of(BIRMINGHAM)} and area_type = 'ward' "
        "and indicator_code != 'temporary_accommodation' and breakdown_topic = 'total' "
        # Before 2024 nobody so young had working parents' hours.
        "and indicator_code not in ('wpe1_take_up', 'wpe2_take_up')"
    )
    assert set(others["value_status"]) == {"observed", "above_denominator"}
    scores = copy.frame(f"from marts.fct_ward_need_scores where {of(BIRMINGHAM)}")
    assert (scores["score_status"] == "observed").all()


def test_wards_without_mistakes_keep_their_counts(built, mistakes):
    before, after = (
        counts(copy, BIRMINGHAM, "asq_below", "gld_below", *TAKE_UP)
        for copy in (built, mistakes[0])
    )
    keys = ["ward_code", "indicator_code", "period_code"]
    assert before[keys].equals(after[keys])
    columns = ["numerator_count", "denominator_count"]
    touched = after[(before[columns] != after[columns]).any(axis=1)]
    # Two reviews not read, one child whose address is unknown, one smaller estimate.
    assert 0 < len(touched) <= 5
    assert set(touched["ward_code"]) <= {ACOCKS_GREEN} | homes_of_touched_rows(built)


def homes_of_touched_rows(built):
    """Wards of the children in whose rows the mistakes were made."""
    return set(
        built.frame(
            "select ward_code from intermediate.int_linked__asq3_reviews "
            "where period_code = '2019-20-asq' "
            "and child_id in ('ASQ-000001', 'ASQ-000002') "
            "union select ward_code from intermediate.int_linked__eyfsp_children "
            "where child_id in ('EYP-000003', 'EYP-000004')"
        )["ward_code"]
    )


# A source that fails its gate


def unreadable_rows(copy):
    """One row in ten of that council's results, rounded up."""
    return -(-sent_by(copy.seed("landed/raw_eyfsp_results"), GATED).sum() // 10)


def test_a_failed_gate_is_no_failed_build(gated):
    copy, outcome = gated
    assert outcome.exit_code == 0, outcome.text
    only_line(
        outcome.text,
        f"  - eyfsp_results, {GATED.local_authority_code}, com_e01: "
        f"{unreadable_rows(copy):,} rows, rejected.",
        "A number stands where a result is expected.",
    )
    assert_nothing_is_lost(copy)


def test_a_failed_gate_blocks_its_own_indicators(cities, gated):
    copy, _ = gated
    account = copy.frame(
        "select is_passed, gate_code, rejected_rows_count "
        "from marts.fct_source_quality where dataset_code = 'eyfsp_results' "
        f"and {of(GATED)}"
    )
    assert account.values.tolist() == [
        [False, "too_many_rejected", unreadable_rows(copy)]
    ]
    blocked = copy.frame(
        f"from marts.fct_area_indicators where {of(GATED)} and indicator_code in "
        "('gld_below', 'gld_below_without_exempt')"
    )
    assert (blocked["value_status"] == "not_available").all()
    assert blocked["value"].isna().all()
    (reason,) = set(blocked["status_reason"])
    assert reason.startswith("EYFSP results at age five: More rows of the source")
    others = ("asq_below", *TAKE_UP, "temporary_accommodation")
    assert len(counts(copy, GATED, *others))
    assert counts(copy, GATED, *others).equals(counts(cities[0], GATED, *others))


def test_scores_without_a_source_are_partial(gated):
    copy, _ = gated
    scores = copy.frame(f"from marts.fct_ward_need_scores where {of(GATED)}")
    assert (scores["score_status"] == "partial").all()
    assert scores["need_score"].notna().all() and scores["is_in_top_k"].sum() >= 6
    assert scores["caution"].str.contains("The figure is missing").all()
    assert not scores["data_periods"].str.contains("2021/22").any()
    domains = copy.frame(f"from marts.fct_ward_domain_scores where {of(GATED)}")
    domains = domains.set_index("domain_code")
    known = domains["known_weight_rate"].astype(float)
    assert set(known["outcomes"]) == {0.5} and set(known["take_up"]) == {1.0}
    assert domains["is_ranked"].all()
    assert domains.loc["outcomes", "is_partial"].all()
    assert not domains.loc["take_up", "is_partial"].any()
    parts = copy.frame(f"from marts.fct_ward_indicator_scores where {of(GATED)}")
    in_score = parts[parts["contribution_score"].notna()]
    assert set(in_score["indicator_code"]) == {"asq_below", *TAKE_UP[::2]}
    without_rank = parts[parts["need_rank"].isna()]
    assert set(without_rank["value_status"]) == {"not_available"}
    files = copy.frame(f"from '{(copy.exports / 'internal/files.csv').as_posix()}'")
    left_out = files.loc[~files["is_written"], "file"]
    assert list(left_out) == ["need/ward_rank_changes"]


# A domain without its source


def test_a_domain_without_its_source_leaves_no_score(cities, not_supplied):
    copy, outcome = not_supplied
    assert outcome.exit_code == 0, outcome.text
    only_line(outcome.text, "Cedarford: no ward could be scored; see below why.")
    scores = copy.frame(
        f"from marts.fct_ward_need_scores where {of(WITHOUT_HEADCOUNT)}"
    )
    assert len(scores) == WITHOUT_HEADCOUNT.wards
    assert scores[["need_score", "need_rank", "need_band_code"]].isna().all(axis=None)
    assert (scores["score_status"] == "not_available").all()
    assert not scores["is_in_top_k"].any()
    blocked = counts(copy, WITHOUT_HEADCOUNT, *TAKE_UP)
    assert len(blocked) and (blocked["value_status"] == "not_available").all()
    others = ("asq_below", "gld_below", "temporary_accommodation")
    before = counts(cities[0], WITHOUT_HEADCOUNT, *others)
    assert counts(copy, WITHOUT_HEADCOUNT, *others).equals(before)
    columns = "ward_code, mean_score, domain_rank, domain_score, known_weight_rate"
    outcomes = (
        f"select {columns} from marts.fct_ward_domain_scores where "
        f"{of(WITHOUT_HEADCOUNT)} and domain_code = 'outcomes' order by ward_code"
    )
    assert copy.frame(outcomes).equals(cities[0].frame(outcomes))
    assert (copy.exports / "internal" / "need" / "ward_need_scores.csv").exists()
