"""The default project as it leaves the house: words, files, findings, ties."""

import json
import re
from collections.abc import Iterable

import duckdb
import pandas as pd
import pytest
import yaml
from projects import WITHOUT_TESTS, copy_built

from early_years.environment import here
from early_years.exporting import AUDIENCES, TYPES, exports_of

ROOT = here().root
BIRMINGHAM = "E08000025"
SIX_WARDS = {
    "E05011119": "Allens Cross",
    "E05011120": "Alum Rock",
    "E05011138": "Glebe Farm & Tile Cross",
    "E05011139": "Gravelly Hill",
    "E05011157": "North Edgbaston",
    "E05011170": "Sparkbrook & Balsall Heath East",
}
PERRY_BARR = "E05011160"
SPARKBROOK_AND_BALSALL_HEATH_EAST = "E05011170"
GLEBE_FARM_AND_TILE_CROSS = "E05011138"

# What would tell of one child, or lead to one.
CHILD_LEVEL = ("child_id", "home_lsoa", "row_key", "setting_id", "review_date", "sex")
# What the public may not have: it undoes the rounding.
NOT_PUBLIC = (
    "need_score",
    "need_rank",
    "volume",
    "shrunk",
    "breakdown",
    "contribution",
)
GROUPS = ("breakdown_topic", "breakdown_topic_label")
GROUPS += ("breakdown_category", "breakdown_category_label")
# Bands of it do not, nor groups of what others publish.
PUBLIC_ALL_THE_SAME = {
    "public/need/wards": {"volume_band_code", "volume_band_label"},
    "public/wards/ward_context": set(GROUPS),
    "public/indicators/comparisons": set(GROUPS),
    "public/indicators/larger_area_indicators": set(GROUPS),
    "public/indicators/ward_indicators": set(GROUPS),
    "public/targets/target_progress": set(GROUPS),
}
CLAIM_LEVELS = {"descriptive", "associational"}
PERIOD = re.compile(
    r"(?!is_)(data_periods(_text)?|periods_(from|to)"
    r"|([a-z0-9_]+_)?period(_code|_label)?)"
)
# Files about files, which the exporter makes of the manifest and governance.
ABOUT_FILES = {
    f"{audience}/reference/{name}"
    for audience in AUDIENCES
    for name in ("column_owners", "dataset_files", "decisions", "policy")
} - {"partner/reference/policy"}
OF_GOVERNANCE = {name.split("/", 1)[1] for name in ABOUT_FILES} | {
    *("reference/agreements", "reference/arrivals", "reference/licence_decisions"),
    "actions/feedback",
    *("reference/responsibilities", "reference/retention"),
}
# Their rows explain words and begin conversations; they are of no period.
DEFINITIONS = {
    *("dim_breakdown", "dim_caution", "dim_comparator", "dim_dataset"),
    *("dim_indicator", "dim_measure", "dim_segment", "dim_value_status"),
}
SENTENCE = re.compile(r"[A-Z].* .*[.!?]")
# Evidence reads the text after the last underscore as a format.
EVIDENCE_FORMATS = re.compile(
    r"(num|pct|usd|eur|gbp|fract|mult|sci|id|ddd|dddd|mmm|mmmm|yyyy|shortdate|longdate|"
    r"fulldate|mdy|dmy|hms)\d?[kmb]?"
)

# Published measure -> its dataset, our indicator, and the breakdown that the measure
# is. None: it is published by the same breakdowns as ours.
PUBLISHED = {
    "gld": ("eyfsp_results", "gld_below", None),
    "asq_all_five": ("asq3_results", "asq_below", ("total", "total")),
    "asq_communication": ("asq3_results", "asq_below", ("asq_domain", "communication")),
    "asq_gross_motor": ("asq3_results", "asq_below", ("asq_domain", "gross_motor")),
    "asq_fine_motor": ("asq3_results", "asq_below", ("asq_domain", "fine_motor")),
    "asq_problem_solving": (
        *("asq3_results", "asq_below"),
        ("asq_domain", "problem_solving"),
    ),
    "asq_personal_social": (
        *("asq3_results", "asq_below"),
        ("asq_domain", "personal_social"),
    ),
    "eee2": ("early_education_take_up", "eee2_take_up", None),
    "eee3": ("early_education_take_up", "eee3_take_up", None),
    "eee4": ("early_education_take_up", "eee4_take_up", None),
}
# Totals, sexes, terms of birth, meals, languages, ethnic groups and kinds of special
# need.
GLD_FIGURES = 1 + 2 + 3 + 2 + 3 + 6 + 4


@pytest.fixture(scope="module")
def exported(built):
    """Name of each file below the folder of exports -> its rows as Parquet has them."""
    return {
        (path.parent.parent / path.stem)
        .relative_to(built.exports)
        .as_posix(): duckdb.read_parquet(str(path), connection=duckdb.connect())
        for path in sorted(built.exports.rglob("*.parquet"))
    }


def of_figures(exported):
    """The files without those of governance, of which no row holds a figure."""
    return {
        name: rows
        for name, rows in exported.items()
        if name.split("/", 1)[1] not in OF_GOVERNANCE
    }


@pytest.fixture(scope="module")
def exports(built):
    """What the manifest says of each file, written or not."""
    return exports_of(json.loads(built.manifest.read_text(encoding="utf-8")))


def test_the_build_ends_with_the_six_wards_and_where_things_lie(built_with_words):
    built, outcome = built_with_words
    lines = outcome.text.splitlines()
    heading = lines.index("Birmingham: the six wards with the highest need:")
    rows = [re.split("  +", line.strip()) for line in lines[heading + 2 : heading + 8]]
    assert {ward for _, ward, _, _ in rows} == set(SIX_WARDS.values())
    assert any("rest on synthetic, made-up records" in line for line in lines)
    for label, path in (("Database:", built.database), ("Exports:", built.exports)):
        (line,) = [line for line in lines if line.startswith(label)]
        assert built.relative(path) in line and path.exists()
    (closing,) = [line for line in lines if line.startswith("Took ")]
    assert closing.endswith(" steps of dbt, none failed.")
    assert "Traceback" not in outcome.text


def test_every_export_has_its_files_or_a_reason(built, exports, exported):
    files = pd.read_csv(built.exports / "internal/files.csv", keep_default_na=False)
    names = {f"{export.audience}/{export.file}" for export in exports} | ABOUT_FILES
    assert set(files["audience"] + "/" + files["file"]) == names
    models = {export.model for export in exports}
    for audience in AUDIENCES:
        own = pd.read_csv(built.exports / audience / "files.csv")
        assert set(own["audience"]) == {audience} or audience == "internal"
    assert models >= {path.stem for path in (ROOT / "models/exports").glob("*/*.sql")}
    written = files[files["is_written"]]
    assert set(written["audience"] + "/" + written["file"]) == set(exported)
    assert (files.loc[~files["is_written"], "reason"] != "").all()
    assert {name.split("/")[0] for name in exported} == set(AUDIENCES)


def test_an_exposure_names_all_files_of_its_audience(built, exports):
    manifest = json.loads(built.manifest.read_text(encoding="utf-8"))
    exposures = {found["name"]: found for found in manifest["exposures"].values()}
    for audience in AUDIENCES:
        models = {found.model for found in exports if found.audience == audience}
        parents = exposures[f"{audience}_files"]["depends_on"]["nodes"]
        assert {name.split(".")[-1] for name in parents} == models


def test_the_list_of_files_in_the_readme_is_the_manifest_s(exports):
    text = (ROOT / "exports" / "README.md").read_text(encoding="utf-8")
    listed = re.findall(r"^\| (\w+/[\w/]+) \|.*\| ([\w, ]+) \|$", text, re.MULTILINE)
    files = [(f"{ex.audience}/{ex.file}", ", ".join(ex.key)) for ex in exports]
    assert listed == sorted(files)


def without(caution: str, sentences: Iterable[str]) -> str:
    """What is left of a caution when these sentences are struck out."""
    for sentence in sentences:
        caution = caution.replace(sentence, "")
    return caution.strip()


def cautions(rows: pd.DataFrame, sentences: pd.Series) -> pd.Series:
    """The cautions of rows in words; files of small areas have them as codes alone."""
    if "caution" in rows:
        return rows["caution"]
    return rows["caution_codes"].map(
        lambda codes: " ".join(sentences[code] for code in codes.split())
    )


def test_every_row_says_what_it_is_and_what_to_beware_of(built, exported):
    policy = built.seed("policy/policy_cautions").set_index("caution_code")
    sentences = policy["caution_text"]
    for name, rows in of_figures(exported).items():
        text = pd.read_csv(built.exports / f"{name}.csv", keep_default_na=False)
        rows = rows.df()
        assert len(text) == len(rows) > 0, name
        assert rows["is_synthetic"].notna().all(), name
        assert set(text["claim_level"]) <= CLAIM_LEVELS, name
        # In the words of policy, which a meeting can change, and no others.
        for caution in cautions(text, sentences).unique():
            assert caution != "", name
            assert without(caution, sentences) == "", name
        marked = rows[rows["is_synthetic"]]
        said = cautions(marked, sentences)
        assert said.str.startswith("Made-up records").all(), name
        csv_path = built.exports / f"{name}.csv"
        for ending in (".json", "_columns.csv"):
            about = csv_path.parent / "about" / f"{csv_path.stem}{ending}"
            text = about.read_text(encoding="utf-8")
            assert len(marked) == 0 or "made-up records" in text, name


def test_every_row_says_its_period_or_that_it_holds_no_figure(built, exported):
    policy = built.seed("policy/policy_cautions").set_index("caution_code")
    sentences = policy["caution_text"]
    no_figure = sentences[["definition_only", "prompt_only", "nobody_heard"]]
    for name, rows in of_figures(exported).items():
        rows = rows.df()
        periods = [column for column in rows if PERIOD.fullmatch(column)]
        silent = rows[rows[periods].isna().all(axis=1)]
        for caution in cautions(silent, sentences).unique():
            assert any(sentence in caution for sentence in no_figure), name
        # A figure stands beside its own period, whatever the others of its row are of.
        for period in periods:
            count = re.sub("_period_code$", "_numerator_count", period)
            count = re.sub("_period$", "_count", count)
            if count != period and count in rows:
                assert rows.loc[rows[count].notna(), period].notna().all(), period


def test_every_export_promises_period_claim_and_caution(built, exports):
    """Those promise it too that the default data leaves unwritten."""
    nodes = json.loads(built.manifest.read_text(encoding="utf-8"))["nodes"].values()
    models = {node["name"]: node for node in nodes}
    for export in exports:
        if export.model.startswith("governance_"):
            continue
        rules = {
            name: [rule["type"] for rule in column["constraints"]]
            for name, column in models[export.model]["columns"].items()
        }
        caution = "caution" if "caution" in rules else "caution_codes"
        for column in ("is_synthetic", "claim_level", caution):
            assert "not_null" in rules[column], export.model
        assert "check" in rules["claim_level"], export.model
        if export.model not in DEFINITIONS:
            assert any(PERIOD.fullmatch(column) for column in rules), export.model


def test_no_model_words_a_caution_of_its_own():
    files = [*(ROOT / "models").rglob("*.sql"), *(ROOT / "macros").glob("*.sql")]
    assert len(files) > 100
    for path in files:
        sql = re.sub(r"--[^\n]*|\{#.*?#\}", "", path.read_text("utf-8"), flags=re.S)
        for text in re.findall(r"'([^'\n]*)'", sql):
            assert not SENTENCE.fullmatch(text), f"{path.relative_to(ROOT)}: {text}"


def test_no_export_leads_to_a_child(exported):
    for name, rows in exported.items():
        for column in rows.columns:
            assert not column.startswith(CHILD_LEVEL), f"{name}: {column}"
            if column in PUBLIC_ALL_THE_SAME.get(name, ()):
                continue
            if name.startswith("public/"):
                assert not any(word in column for word in NOT_PUBLIC), column


def test_columns_keep_the_rules_of_evidence(exported):
    for name, rows in exported.items():
        assert re.fullmatch(r"(internal|partner|public)(/[a-z][a-z0-9_]*){2}", name)
        for column, data_type in zip(rows.columns, rows.types, strict=True):
            where = f"{name}: {column}"
            assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", column), where
            ending = column.rsplit("_", 1)[-1]
            assert not EVIDENCE_FORMATS.fullmatch(ending), where
            assert str(data_type) in TYPES, where
            if ending == "code":
                assert str(data_type) == "VARCHAR", where


def test_csv_and_parquet_hold_the_same(built, exported):
    for name, rows in exported.items():
        text = pd.read_csv(built.exports / f"{name}.csv", keep_default_na=False)
        frame = rows.df()
        assert list(text.columns) == list(frame.columns), name
        assert len(text) == len(frame), name
        for column, data_type in zip(rows.columns, rows.types, strict=True):
            if str(data_type) in ("INTEGER", "DOUBLE"):
                numbers = pd.to_numeric(text[column])
                pd.testing.assert_series_equal(
                    numbers.astype("float"),
                    frame[column].astype("float"),
                    check_names=False,
                )


def test_the_six_wards_come_out_highest_and_perry_barr_does_not(built):
    plan = yaml.safe_load(
        (ROOT / "development/synthetic/birmingham.yml").read_text(encoding="utf-8")
    )
    planted = {code: entry["name"] for code, entry in plan["planted"].items()}
    assert SIX_WARDS.items() <= planted.items()
    scores = built.frame("from marts.fct_ward_need_scores").set_index("ward_code")
    assert len(scores) == 69
    assert set(scores.index[scores["is_in_top_k"]]) == set(SIX_WARDS)
    assert set(scores["need_rank"].nsmallest(6).index) == set(SIX_WARDS)
    assert not scores.loc[PERRY_BARR, "is_in_top_k"]
    assert (scores["score_status"] == "observed").all()


@pytest.mark.parametrize(
    ("indicator", "period", "ward"),
    [
        ("gld_below", "2021/22", SPARKBROOK_AND_BALSALL_HEATH_EAST),
        ("asq_below", "2021-22-asq", GLEBE_FARM_AND_TILE_CROSS),
    ],
)
def test_the_ward_with_most_children_is_the_founding_document_s(
    built, indicator, period, ward
):
    counts = built.frame(
        "select ward_code, numerator_count from marts.fct_area_indicators "
        f"where area_type = 'ward' and indicator_code = '{indicator}' and period_code "
        f"= '{period}' "
        "and breakdown_topic = 'total'"
    ).set_index("ward_code")["numerator_count"]
    assert counts.idxmax() == ward
    assert counts.nlargest(2).iloc[0] > counts.nlargest(2).iloc[1]


@pytest.mark.parametrize("measure", PUBLISHED)
def test_published_totals_are_met_exactly(built, measure):
    dataset, indicator, own_breakdown = PUBLISHED[measure]
    figures = built.frame(
        "from intermediate.int_benchmarks__published_figures "
        f"where dataset_code = 'published_{dataset}' and measure_code = '{measure}' "
        f"and area_code = '{BIRMINGHAM}' and numerator_count is not null "
        "and (sex = 'total' or breakdown_topic = 'total')"
    )
    provided = built.frame(
        "from marts.fct_area_indicators "
        "where area_type = 'local_authority' and population_basis = 'provider' and "
        f"indicator_code = '{indicator}'"
    ).set_index(["period_code", "breakdown_topic", "breakdown_category"])
    compared = 0
    for row in figures.itertuples():
        breakdown = (row.breakdown_topic, row.breakdown_category)
        if row.sex != "total":
            breakdown = ("sex", row.sex)
        breakdown = own_breakdown or breakdown
        key = (row.period_code, *breakdown)
        if key in provided.index:
            found = provided.loc[key]
            counted, among = int(row.numerator_count), int(row.denominator_count)
            if indicator.endswith("_below"):
                counted = among - counted
            assert found["numerator_count"] == counted, key
            assert found["denominator_count"] == among, key
            compared += 1
    assert compared == (GLD_FIGURES if measure == "gld" else 1)


def test_children_with_free_school_meals_are_the_published(built):
    row = built.frame(
        "select denominator_count, numerator_count "
        "from marts.fct_area_indicators where population_basis = 'provider' "
        "and indicator_code = 'gld_below' and breakdown_topic = 'free_school_meals' "
        "and breakdown_category = 'eligible'"
    )
    assert row.values.tolist() == [[4937, 4937 - 2728]]
    assert built.frame("from qc.qc_published_totals").empty


def test_a_file_names_the_sources_that_it_is_made_of(exports):
    sources = {
        f"{export.audience}/{export.file}": set(export.datasets) for export in exports
    }
    assert {"settings_register", "postcodes"} <= sources["internal/reference/settings"]
    assert "early_years_services" in sources["public/provision/services"]
    need = sources["internal/need/ward_need_scores"]
    assert {"asq3_reviews", "eyfsp_results"} <= need
    # The gate counts the rows of every dataset, and no figure is made of the gate.
    assert not {"funded_places", "child_poverty"} & need
    # Context beside the score, never part of it.
    for file in ("need/ward_need_scores", "need/priority_gaps", "wards/ward_outreach"):
        assert "temporary_accommodation" not in sources[f"internal/{file}"], file
    # Of the segment beside a score, which these files leave out.
    segments = {"census_religions", "census_ethnic_groups"}
    assert segments <= need
    for file in ("partner/need/ward_need_scores", "internal/need/rank_robustness"):
        assert not segments & sources[file], file
    access = sources["internal/provision/lsoa_access"]
    assert not {"asq3_reviews", "eyfsp_results"} & access


def test_no_rule_of_the_project_knows_the_six_wards():
    wanted = [*SIX_WARDS, *SIX_WARDS.values()]
    wanted += [name.replace("&", "and") for name in SIX_WARDS.values()]
    folders = ["models", "macros"]
    folders += [f"seeds/{name}" for name in ("policy", "governance", "expectations")]
    folders += [f"tests/{path.name}" for path in (ROOT / "tests").iterdir()]
    folders.remove("tests/python")
    files = [path for folder in folders for path in (ROOT / folder).rglob("*.*")]
    files += list((ROOT / "early_years").glob("*.py"))
    assert len(files) > 100
    # A published table of all wards alike knows nothing of six.
    of_all_wards = ROOT / "seeds" / "expectations" / "expect_settings.csv"
    files.remove(of_all_wards)
    reference = ROOT / "seeds" / "reference" / "ref_wards.csv"
    assert _wards(of_all_wards) == _wards(reference)
    for path in files:
        text = path.read_text(encoding="utf-8").lower()
        for word in wanted:
            assert word.lower() not in text, f"{path.relative_to(ROOT)}: {word}"


def _wards(path):
    wards = pd.read_csv(path, dtype=str)["ward_code"]
    return set(wards.dropna())


# What says who is in the list, or what lies beside it, changes with its length.
FOLLOWS_K = {
    "fct_ward_need_scores": {
        *("headline_text", "chance_text", "certainty_code", "certainty_label")
    },
    "fct_protected_need_scores": {"chance_text"},
    "fct_robustness_variants": {
        *("entering_wards_count", "entering_ward_names", "leaving_ward_names")
    },
    "fct_priority_gaps": {
        *("gap_code", "gap_label", "is_clear", "certainty_code", "certainty_label"),
        *("service_overlap_count", "service_jaccard_rate", "service_needed_count"),
        *("service_clear_needed_count", "service_needed_volume_count"),
        *("service_expected_overlap_number", "caution_codes", "caution"),
    },
}


def test_another_k_changes_the_list_and_no_score(built, tmp_path):
    copy = copy_built(built, tmp_path / "project")
    with copy.changed_seed("policy/policy_ranking_settings") as settings:
        is_top_k = settings["setting_code"] == "top_k"
        assert settings.loc[is_top_k, "setting_value"].tolist() == ["6"]
        settings.loc[is_top_k, "setting_value"] = "3"
    copy.dbt("build", "--select", "policy_ranking_settings+", *WITHOUT_TESTS)
    before, after = built.marts(), copy.marts()
    scores = after["fct_ward_need_scores"]
    assert set(scores["top_k_count"]) == {3}
    assert scores["is_in_top_k"].tolist() == (scores["need_rank"] <= 3).tolist()
    assert scores["is_in_top_k"].sum() == 3
    for name, rows in before.items():
        changed = [
            column for column in rows if not rows[column].equals(after[name][column])
        ]
        of_k = {column for column in changed if "top_k" in column}
        assert set(changed) <= of_k | FOLLOWS_K.get(name, set()), name
