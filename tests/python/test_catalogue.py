"""Whom to call about each column, and under what licence each file leaves."""

import csv
import json
from dataclasses import replace

import duckdb
import pytest

from early_years.environment import here
from early_years.exporting.catalogue import files_about_files
from early_years.exporting.governed import OPEN_LICENCE, OWN_USE, read_governance
from early_years.exporting.manifest import Column, Export
from early_years.exporting.owners import Owners
from early_years.exporting.sources import Sources, sources_of

GOVERNANCE = read_governance(here().root)
REVIEWS = Sources(("asq3_reviews",), ())
TABLES = (
    *("governance_datasets", "governance_decisions", "governance_responsibilities"),
    *("policy_cautions", "policy_claims"),
)


def node(name, kind="model", parents=(), **meta):
    return {
        "unique_id": f"{kind}.toy.{name}",
        "resource_type": kind,
        "name": name,
        "config": {"meta": meta},
        "columns": {},
        "depends_on": {"nodes": list(parents)},
    }


NAMES = node("dim_ward", parents=["seed.toy.raw_postcodes"], lends="names")
GATE = node("int_gate", parents=["seed.toy.raw_child_poverty"], lends="judgement")
HOUSING = node("int_housing", parents=["seed.toy.raw_temporary_accommodation"])
UNION = node(
    "int_counts", parents=["seed.toy.raw_asq3_reviews", "model.toy.int_housing"]
)
SCORE = node(
    "fct_score",
    parents=["model.toy.int_counts", "model.toy.dim_ward", "model.toy.int_gate"],
    leaves_out=["int_housing"],
)
MANIFEST = {"nodes": {n["unique_id"]: n for n in (NAMES, GATE, HOUSING, UNION, SCORE)}}


def test_sources_are_of_figures_and_not_of_names_the_gate_or_what_is_left_out():
    found = sources_of("model.toy.fct_score", MANIFEST)
    assert found.datasets == ("asq3_reviews",)
    assert sources_of("model.toy.int_counts", MANIFEST).datasets == (
        *("asq3_reviews", "temporary_accommodation"),
    )


def export(columns, datasets=(), **more):
    return Export(
        *("fct_score", "internal", "need/scores", "scores", "Scores", "Scores.", ""),
        key=("ward_code",),
        without_rows="",
        columns={name: Column(name, meta=meta) for name, meta in columns.items()},
        foreign_keys=(),
        datasets=datasets,
        **more,
    )


@pytest.mark.parametrize(
    ("column", "meta", "codes"),
    [
        ("claim_level", {}, ["policy_claims"]),
        ("segment_caution_codes", {}, ["policy_cautions"]),
        ("gld_below_value", {}, ["eyfsp_results"]),
        ("segment_label", {}, ["census_religions"]),
        ("need_score", {}, ["asq3_reviews", "eyfsp_results"]),
        ("need_score", {"datasets": ["asq3_reviews"]}, ["asq3_reviews"]),
    ],
)
def test_a_column_leads_to_what_it_rests_on(column, meta, codes):
    own = ("asq3_reviews", "eyfsp_results")
    file = export(
        {column: meta},
        (*own, "census_religions"),
        parts=(("segment", Sources(("census_religions",), ())),),
        rest=Sources(own, ()),
    )
    owners = Owners(MANIFEST, GOVERNANCE)
    assert [owner.code for owner in owners.of(file, column)] == codes


def test_a_column_that_rests_on_nothing_leads_to_nobody():
    owners = Owners(MANIFEST, GOVERNANCE)
    assert owners.of(export({"need_score": {}}), "need_score") == []
    (lost,) = owners.of(export({"x": {"datasets": ["unheard_of"]}}), "x")
    assert not lost.is_whole
    assert owners.front_door.is_whole


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({}, ""),
        ({"decisions": ()}, "names internal/need/scores. Say which decision"),
        ({"datasets": {}}, "nobody to call for column need_score"),
        ({"steps": {}}, "step explain_figures needs a team"),
    ],
)
def test_a_file_without_owner_or_decision_is_not_written(change, said):
    file = export({"need_score": {}}, ("asq3_reviews",), rest=REVIEWS)
    governance = replace(GOVERNANCE, **change)
    licences = {("internal", "need/scores"): OPEN_LICENCE}
    seeds = [
        node(name, "seed", step_code="keep_policy") | {"schema": "main", "alias": "one"}
        for name in TABLES
    ]
    nodes = MANIFEST["nodes"] | {n["unique_id"]: n for n in seeds}
    with duckdb.connect() as database:
        database.execute("create table one as select 'x' as claim_level")
        _, problems = files_about_files(
            database, {"nodes": nodes}, [file], governance, licences
        )
    assert any(said in problem for problem in problems) if said else problems == []


def rows(path):
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def sidecars(folder):
    return {
        path: json.loads(path.read_text(encoding="utf-8"))
        for path in sorted(folder.glob("*/*/about/*.json"))
    }


def test_every_column_of_every_file_says_whom_to_call(built):
    called = {audience: set() for audience in ("internal", "partner", "public")}
    for audience, found in called.items():
        path = built.exports / audience / "reference" / "column_owners.csv"
        for row in rows(path):
            assert row["contact_team"] and "@" in row["contact_mailbox"], row
            assert row["contact_telephone"], row
            found.add((row["audience"], row["file"], row["column_name"]))
    for path, said in sidecars(built.exports).items():
        file = f"{path.parent.parent.name}/{path.stem}"
        for column in said["columns"]:
            key = (said["audience"], file, column)
            assert key in called[said["audience"]], key
    assert {audience for audience, *_ in called["public"]} == {"public"}


def test_a_licence_is_that_of_the_strictest_source_or_a_decision_s(built):
    found = sidecars(built.exports)
    assert len(found) > 60
    for path, said in found.items():
        sources = [source["dataset"] for source in said["source_datasets"]]
        strict = [
            code
            for code in sources
            if GOVERNANCE.datasets[code]["licence_class"] != "open"
        ]
        if said["audience"] == "internal" and strict:
            assert said["licence"].startswith(OWN_USE), path
            for code in strict:
                assert GOVERNANCE.datasets[code]["licence"] in said["licence"], path
        elif strict:
            assert len(said["licence_decisions"]) == len(strict), path
        elif sources:
            assert said["licence"] == OPEN_LICENCE, path
        for code in sources:
            owed = GOVERNANCE.datasets[code]["attribution"]
            assert not owed or owed in said["attributions"], path
        if any(code.startswith("census_") for code in sources):
            assert "Census 2021" in " ".join(said["how_obtained"]), path
        if "postcodes" in sources:
            assert "Royal Mail" in " ".join(said["attributions"]), path
