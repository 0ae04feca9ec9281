"""The writer of the exports on a tiny database and a manifest made by hand."""

import csv
import hashlib
import json
from dataclasses import replace

import duckdb
import pytest

from early_years.environment import PlainError
from early_years.exporting import exports_of, write_exports
from early_years.exporting.governed import Governance, licence_of

ROWS = """
    select * from (
        values
        ('E2', 'Aston', 7, null, 0.1, true, date '2023-03-31'),
        ('E1', 'Nechells, "north"', null, true, 2.0, true, null),
        ('E3', null, 9, false, 1 / 3, false, date '2022-12-31')
    ) as rows (
        ward_code, ward_name, children_count, has_caution, need_score, is_synthetic,
        last_date
    )
"""
CASTS = """
    select
        ward_code, ward_name, cast(children_count as integer) as children_count,
        has_caution, cast(need_score as double) as need_score, is_synthetic, last_date
"""
COLUMNS = (
    *("ward_code", "ward_name", "children_count", "has_caution"),
    *("need_score", "is_synthetic", "last_date"),
)
DATASETS = {
    "asq3_reviews": {
        "dataset_code": "asq3_reviews",
        "dataset_title": "Reviews",
        "publisher_name": "Provider",
        "owner_mailbox": "team@council.example",
        "owner_telephone": "0121 496 0103",
        "licence": "Agreement",
        "licence_class": "agreement",
        "attribution": "",
        "obtained_text": "",
    }
}
DECISION = {
    "dataset_code": "asq3_reviews",
    "what_text": "protected figures",
    "licence": "Open Government Licence v3.0",
    "decided_by": "the board",
    "decided_date": "2026-11-28",
}
OPEN_DATA = {"licence_class": "open", "attribution": "Source: the publisher."}
GOVERNANCE = Governance(DATASETS, {("asq3_reviews", "public"): DECISION})


def _model(name, parents=(), columns=COLUMNS, **export):
    """A model of the manifest; it becomes a file where the keys of one are given."""
    words = {"title": "Wards", "key": ["ward_code"]}
    meta = {"export": words | export} if export else {}
    return {
        "unique_id": f"model.toy.{name}",
        "resource_type": "model",
        "name": name,
        "schema": "exports",
        "alias": name,
        "description": "One row\n per ward.",
        "config": {"meta": meta},
        "columns": {
            column: {
                "name": column,
                "data_type": "string",
                "description": f"What {column}\nmeans.",
            }
            for column in columns
        },
        "depends_on": {"nodes": list(parents)},
    }


def _manifest(*models):
    seed = {
        "unique_id": "seed.toy.raw_asq3_reviews",
        "resource_type": "seed",
        "name": "raw_asq3_reviews",
    }
    between = _model("stg_reviews", [seed["unique_id"], "seed.toy.ref_wards"])
    nodes = (seed, between, *models)
    return {"nodes": {node["unique_id"]: node for node in nodes}}


@pytest.fixture
def database():
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("create schema exports")
    table = "create table exports.export_public__wards as"
    connection.execute(f"{table} {CASTS} from ({ROWS})")
    empty = "create table exports.export_internal__nothing as"
    connection.execute(f"{empty} {CASTS} from ({ROWS}) where false")
    yield connection
    connection.close()


WARDS = _model(
    "export_public__wards",
    ["model.toy.stg_reviews"],
    audience="public",
    file="need/wards",
)
NOTHING = _model("export_internal__nothing", audience="internal", file="need/nothing")


def _write(database, folder, *models):
    return write_exports(database, _manifest(*models), GOVERNANCE, folder)


def _contents(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def test_a_csv_reads_as_people_expect(database, tmp_path):
    _write(database, tmp_path, WARDS)
    text = (tmp_path / "public" / "need" / "wards.csv").read_bytes().decode("utf-8")
    # The byte-order mark, by which a double click in Excel shows accents.
    assert text == "\ufeff" + (
        ",".join(COLUMNS) + "\n"
        'E1,"Nechells, ""north""",,true,2.0,true,\n'
        "E2,Aston,7,,0.1,true,2023-03-31\n"
        "E3,,9,false,0.3333333333333333,false,2022-12-31\n"
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("+44 121", "+44 121"),
        ("+441210000000", "+441210000000"),
        ("+44 (0)121 303", "+44 (0)121 303"),
        ("+44-121", "'+44-121"),
        ("+44 1+1", "'+44 1+1"),
        ("＝1+1", "'＝1+1"),
        ("＋A1", "'＋A1"),
        ("－2+3", "'－2+3"),
        ("＠SUM(A1)", "'＠SUM(A1)"),
        (" =1+1", "' =1+1"),
        ("javascript:alert(1)", "'javascript:alert(1)"),
        (" Java Script :x", "' Java Script :x"),
        ("data:text/html,x", "'data:text/html,x"),
        ("VBScript:x", "'VBScript:x"),
        ("Database of settings", "Database of settings"),
        ("https://council.example", "https://council.example"),
        ("-2+3", "'-2+3"),
        ("\t=1", "'\t=1"),
        ("-2.5", "-2.5"),
        ("-12%", "-12%"),
        ("-", "-"),
    ],
)
def test_no_text_is_a_formula_in_a_spreadsheet(database, tmp_path, text, shown):
    table = "exports.export_public__wards"
    database.execute(f"update {table} set ward_name = ? where ward_code = 'E1'", [text])
    _write(database, tmp_path, WARDS)
    path = tmp_path / "public" / "need" / "wards.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        assert next(csv.DictReader(file))["ward_name"] == shown


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u200b", "\u2066", "\x07", "\x85", "\ufeff"]
)
def test_a_sign_that_nobody_sees_never_leaves(database, tmp_path, sign):
    database.execute(
        "update exports.export_public__wards set ward_name = ? where ward_code = 'E1'",
        [f"Nech{sign}ells"],
    )
    with pytest.raises(PlainError, match="1 texts of column ward_name hold signs of"):
        _write(database, tmp_path, WARDS)


def test_parquet_keeps_the_types_and_the_order(database, tmp_path):
    _write(database, tmp_path, WARDS)
    parquet = duckdb.read_parquet(
        str(tmp_path / "public" / "need" / "parquet" / "wards.parquet")
    )
    assert list(map(str, parquet.types)) == [
        *("VARCHAR", "VARCHAR", "INTEGER", "BOOLEAN", "DOUBLE", "BOOLEAN", "DATE")
    ]
    assert [row[0] for row in parquet.fetchall()] == ["E1", "E2", "E3"]


def test_the_dictionary_is_made_from_the_yaml(database, tmp_path):
    _write(database, tmp_path, WARDS)
    path = tmp_path / "public" / "need" / "about" / "wards_columns.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["column_name"] for row in rows] == list(COLUMNS)
    assert rows[0]["meaning"] == "What ward_code means."
    assert all(
        row["data_marker"].startswith("Partly synthetic: 2 of 3") for row in rows
    )


def test_the_sidecar_says_what_the_file_is_and_rests_on(database, tmp_path):
    _write(database, tmp_path, WARDS)
    folder = tmp_path / "public" / "need"
    sidecar = json.loads((folder / "about" / "wards.json").read_text("utf-8"))
    content = (folder / "wards.csv").read_bytes()
    assert sidecar["sha256"] == hashlib.sha256(content).hexdigest()
    assert sidecar["rows"] == 3 and sidecar["is_synthetic"] is True
    assert sidecar["description"] == "One row per ward."
    assert sidecar["key"] == ["ward_code"] and sidecar["columns"] == list(COLUMNS)
    assert [source["dataset"] for source in sidecar["source_datasets"]] == [
        "asq3_reviews"
    ]


def test_a_file_without_rows_is_not_written_and_the_list_says_why(database, tmp_path):
    _write(database, tmp_path, WARDS, NOTHING)
    assert not (tmp_path / "internal" / "need").exists()
    everyone = "audience,file,rows,is_written,reason,is_synthetic\n"
    everyone += "public,need/wards,3,true,,true\n"
    assert (tmp_path / "public" / "files.csv").read_text("utf-8-sig") == everyone
    assert (tmp_path / "internal" / "files.csv").read_text("utf-8-sig") == (
        "audience,file,rows,is_written,reason,is_synthetic\n"
        'internal,need/nothing,0,false,"no rows: nothing was supplied for it, or there '
        'is nothing to tell",false\n'
        "public,need/wards,3,true,,true\n"
    )


def test_the_same_database_gives_the_same_bytes(database, tmp_path):
    _write(database, tmp_path / "one", WARDS, NOTHING)
    _write(database, tmp_path / "two", WARDS, NOTHING)
    _write(database, tmp_path / "two", WARDS, NOTHING)
    assert _contents(tmp_path / "one") == _contents(tmp_path / "two")
    project = "public/packages/power-bi/"
    files = sorted(_contents(tmp_path / "one"))
    assert any(name.startswith(project) for name in files)
    assert [name for name in files if not name.startswith(project)] == [
        "internal/files.csv",
        "public/catalog.jsonld",
        "public/csv-metadata.json",
        "public/datapackage.json",
        "public/files.csv",
        "public/need.xlsx",
        "public/need/about/wards.json",
        "public/need/about/wards_columns.csv",
        "public/need/parquet/wards.parquet",
        "public/need/wards.csv",
        "public/packages.csv",
        "public/packages/ckan.json",
        "public/packages/opendatasoft.json",
        "public/schema-org.jsonld",
    ]


def test_files_of_a_model_that_is_gone_are_removed(database, tmp_path):
    _write(database, tmp_path, WARDS)
    (tmp_path / "public" / "notes.txt").touch()
    (tmp_path / "public" / "old.csv.unfinished").touch()
    (tmp_path / "public" / "old.dictionary.csv").touch()
    _write(database, tmp_path, NOTHING)
    assert list(_contents(tmp_path)) == ["internal/files.csv", "public/notes.txt"]
    assert not (tmp_path / "public" / "need").exists()


def test_a_folder_holds_tables_and_nothing_else(database, tmp_path):
    """What reads all files of a folder takes each for a table of its name."""
    _write(database, tmp_path, WARDS)
    folder = tmp_path / "public" / "need"
    assert sorted(path.name for path in folder.iterdir()) == [
        *("about", "parquet", "wards.csv")
    ]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("drop column is_synthetic", "may not leave without their marker"),
        ("alter is_synthetic type varchar", "is_synthetic (boolean) is missing"),
        ("alter children_count type bigint", "column children_count is BIGINT; cast"),
        ("alter need_score type decimal(9, 6)", "need_score is DECIMAL(9,6); cast"),
        ("rename ward_name to WardName", "column WardName has to be lower_snake_case"),
        ("rename ward_name to area_name", "no description of column area_name"),
        ("rename ward_code to area_code", "its key names ward_code, which is not"),
    ],
)
def test_a_model_that_tools_cannot_read_is_refused(database, tmp_path, change, message):
    database.execute(f"alter table exports.export_public__wards {change}")
    with pytest.raises(PlainError) as refusal:
        _write(database, tmp_path, WARDS, NOTHING)
    assert "export_public__wards: " in str(refusal.value)
    assert message in str(refusal.value)
    assert _contents(tmp_path) == {}


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            "ward_code = 'E1'",
            "(ward_code) does not tell all rows apart: 3 rows, 1 keys",
        ),
        ("is_synthetic = null", "3 rows do not say whether they are real"),
    ],
)
def test_rows_without_key_or_marker_are_refused(database, tmp_path, change, message):
    database.execute(f"update exports.export_public__wards set {change}")
    with pytest.raises(PlainError) as refusal:
        _write(database, tmp_path, WARDS)
    assert message in str(refusal.value)


def test_a_table_that_was_not_built_is_named(database, tmp_path):
    with pytest.raises(PlainError, match="has no such table"):
        unbuilt = _model("unbuilt", audience="public", file="need/unbuilt")
        _write(database, tmp_path, unbuilt)


PUBLIC = {"audience": "public", "file": "need/wards"}


@pytest.mark.parametrize(
    ("export", "message"),
    [
        (PUBLIC | {"audience": "press"}, "audiences are internal, partner, public"),
        (PUBLIC | {"file": "need/Wards"}, "a file is called <subject>/<name>"),
        (PUBLIC | {"file": "a/need/wards"}, "a file is called <subject>/<name>"),
        (PUBLIC | {"key": []}, "config.meta.export has to say key"),
        (PUBLIC | {"title": None}, "config.meta.export has to say title"),
    ],
)
def test_a_model_that_says_too_little_is_refused(export, message):
    with pytest.raises(PlainError, match=message):
        exports_of(_manifest(_model("fct_wards", **export)))


def test_others_get_a_file_whole_in_another_folder_or_some_of_its_columns():
    editions = {
        "internal": ["ward_code", "is_synthetic"],
        "partner": {"file": "providers/wards"},
    }
    wards = _model("fct_wards", **PUBLIC, editions=editions)
    internal, partner, public = exports_of(_manifest(wards))
    assert (internal.audience, internal.file) == ("internal", "need/wards")
    assert list(internal.columns) == ["ward_code", "is_synthetic"]
    assert (partner.audience, partner.file) == ("partner", "providers/wards")
    assert list(partner.columns) == list(public.columns) == list(COLUMNS)


def test_two_models_never_write_one_file():
    with pytest.raises(PlainError, match="public/need/wards: 2 models are to become"):
        exports_of(_manifest(WARDS, _model("fct_wards", **PUBLIC)))


def test_the_strictest_source_decides_the_licence_unless_it_is_said():
    (said,) = exports_of(_manifest(_model("fct_wards", **PUBLIC, licence="OGL 2")))
    (released,) = exports_of(_manifest(WARDS))
    internal = replace(released, audience="internal")
    assert licence_of(said, GOVERNANCE).title == "OGL 2"
    found = licence_of(released, GOVERNANCE)
    assert found.title == "Open Government Licence v3.0"
    assert found.decisions == (
        "Reviews: protected figures released under Open Government Licence v3.0 by "
        "decision of the board, 2026-11-28.",
    )
    assert licence_of(internal, GOVERNANCE).title.endswith("; Agreement")
    opened = Governance({"asq3_reviews": DATASETS["asq3_reviews"] | OPEN_DATA})
    assert licence_of(internal, opened).title == "Open Government Licence v3.0"
    assert licence_of(internal, opened).attributions == ("Source: the publisher.",)


def test_figures_that_nobody_released_do_not_leave(database, tmp_path):
    with pytest.raises(PlainError, match="names no decision to release figures of it"):
        write_exports(database, _manifest(WARDS), Governance(DATASETS), tmp_path)
    assert _contents(tmp_path) == {}


def test_an_edition_is_a_file_of_the_columns_that_are_listed(database, tmp_path):
    seen = ["ward_code", "ward_name", "is_synthetic"]
    wards = {"audience": "internal", "file": "need/wards"}
    model = _model("export_public__wards", **wards, editions={"public": seen})
    _write(database, tmp_path, model)
    for audience, columns in (("internal", list(COLUMNS)), ("public", seen)):
        path = tmp_path / audience / "need" / "wards.csv"
        assert path.read_text("utf-8-sig").splitlines()[0].split(",") == columns
