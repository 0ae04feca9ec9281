"""Dictionaries, workbooks and data packages of the exports, on a tiny database."""

import csv
import io
import json
from datetime import date, datetime

import duckdb
import openpyxl
import pytest

from early_years.environment import PlainError
from early_years.exporting import write_exports
from early_years.exporting.dictionaries import label_of, unit_of
from early_years.exporting.governed import Governance
from early_years.exporting.tables import Table
from early_years.exporting.workbooks import MAX_TEXT, fits, workbook

SCHEMA = """
    create schema marts;
    create schema policy;
    create table marts.dim_ward as
        select 'E1' as ward_code, 'Aston' as ward_name, false as is_synthetic;
    create table marts.dim_status as
        select * from (values
            ('observed', 'As counted'), ('missing', 'Not supplied')
        ) as rows (status_code, status_label);
    create table marts.dim_caution as
        select * from (values
            ('few', 'Few children.'), ('old', 'Old.'), ('unused', 'Nowhere.')
        ) as rows (caution_code, caution_text);
    create table marts.fct_figures as
        select * from (values
            ('E1', 'ü=1', 'observed', 0.25::double, 4::integer, 'few old', false),
            ('E2', '=1+1', 'missing', null, null, 'few', true)
        ) as rows (
            ward_code, note_text, status_code, seen_rate, top_count, caution_codes,
            is_synthetic
        );
    create table policy.policy_ranking_settings as
        select 'top_k' as setting_code, 6::decimal(9, 3) as setting_value;
    create table policy.policy_indicator_settings as
        select 'low_rate' as setting_code, 0.05::decimal(9, 3) as setting_value;
"""


def model(name, columns, key, export=None):
    return {
        "unique_id": f"model.toy.{name}",
        "resource_type": "model",
        "name": name,
        "schema": "marts",
        "alias": name,
        "description": f"One row per {key[0]}.",
        "config": {"meta": {"export": export} if export else {}},
        "constraints": [{"type": "primary_key", "columns": list(key)}],
        "columns": {
            column: {"name": column, "data_type": "string", "description": "Words."}
            | more
            for column, more in columns.items()
        },
        "depends_on": {"nodes": []},
    }


def export(file, *key, **more):
    return {"audience": "internal", "file": file, "title": file, "key": key} | more


def manifest(description="Words.", check="status_code in ('observed', 'missing')"):
    required = {"constraints": [{"type": "not_null"}]}
    figures = {
        "ward_code": required,
        "note_text": {},
        "status_code": {"constraints": [{"type": "check", "expression": check}]},
        "seen_rate": {"description": description},
        "top_count": {
            "config": {"meta": {"label": "Top", "unit": "wards", "decimals": 1}}
        },
        "caution_codes": {},
        "is_synthetic": {},
    }
    models = [
        model(
            "dim_ward",
            {"ward_code": {}, "ward_name": {}, "is_synthetic": {}},
            ["ward_code"],
            export("reference/wards", "ward_code"),
        ),
        model("dim_status", {"status_code": {}, "status_label": {}}, ["status_code"]),
        model(
            "fct_figures", figures, ["ward_code"], export("need/figures", "ward_code")
        ),
    ]
    seeds = [
        {
            "unique_id": f"seed.toy.{name}",
            "resource_type": "seed",
            "name": name,
            "schema": "policy",
            "alias": name,
        }
        for name in ("policy_ranking_settings", "policy_indicator_settings")
    ]
    return {"nodes": {node["unique_id"]: node for node in [*models, *seeds]}}


@pytest.fixture
def database():
    with duckdb.connect(config={"threads": 1}) as connection:
        connection.execute(SCHEMA)
        yield connection


def dictionary(folder):
    path = folder / "internal" / "need" / "about" / "figures_columns.csv"
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {row["column_name"]: row for row in csv.DictReader(lines)}


def test_a_dictionary_says_what_a_column_holds(database, tmp_path):
    write_exports(database, manifest(), Governance(), tmp_path)
    rows = dictionary(tmp_path)
    assert rows["ward_code"] == {
        "column_name": "ward_code",
        "label": "Ward code",
        "data_type": "string",
        "unit": "",
        "decimals": "",
        "meaning": "Words.",
        "allowed_values": "",
        "is_key": "true",
        "foreign_key": "reference/wards.ward_code",
        "data_marker": rows["ward_code"]["data_marker"],
    }
    seen, top = rows["seen_rate"], rows["top_count"]
    assert (seen["unit"], seen["decimals"]) == ("share, 0 to 1", "6")
    assert (top["label"], top["unit"], top["decimals"]) == ("Top", "wards", "1")
    # Its dimension is no file, so there is nothing to join to; its words are here.
    assert rows["status_code"]["foreign_key"] == ""
    assert rows["status_code"]["allowed_values"] == (
        "observed = As counted; missing = Not supplied"
    )


def test_a_unit_that_stands_in_no_column_is_not_sent_there(database, tmp_path):
    database.execute("alter table marts.fct_figures add column lower_95 double")
    said = manifest()
    figures = next(n for n in said["nodes"].values() if n["name"] == "fct_figures")
    figures["columns"]["lower_95"] = figures["columns"]["note_text"] | {
        "name": "lower_95"
    }
    write_exports(database, said, Governance(), tmp_path)
    assert dictionary(tmp_path)["lower_95"]["unit"] == "as the meaning says"


def test_words_of_policy_are_filled_in_when_written(database, tmp_path):
    said = "In the highest {top_k}; below {low_rate %} hidden."
    write_exports(database, manifest(said), Governance(), tmp_path)
    meaning = dictionary(tmp_path)["seen_rate"]["meaning"]
    assert meaning == "In the highest 6; below 5 % hidden."


def test_a_word_that_policy_does_not_have_is_refused(database, tmp_path):
    with pytest.raises(PlainError, match="has {top_j}, which is no setting of policy"):
        write_exports(database, manifest("{top_j}"), Governance(), tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "data_type", "label", "unit"),
    [
        ("local_authority_code", "VARCHAR", "Local authority code", ""),
        ("children_due_count", "INTEGER", "Children due count", "count"),
        ("coverage_rate", "DOUBLE", "Coverage rate", "share, 0 to 1"),
        ("lower_95", "DOUBLE", "Lower 95 % limit", "as in value_unit"),
        ("previous_value", "DOUBLE", "Previous value", "as in value_unit"),
        ("is_in_list", "BOOLEAN", "Whether it is in list", ""),
        ("need_rank", "INTEGER", "Need rank", "rank, 1 is most need"),
    ],
)
def test_a_name_says_its_label_and_unit(name, data_type, label, unit):
    assert (label_of(name), unit_of(name, data_type)) == (label, unit)


def test_a_data_package_says_how_files_join(database, tmp_path):
    write_exports(database, manifest(), Governance(), tmp_path)
    path = tmp_path / "internal" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    figures, wards = package["resources"]
    assert (figures["path"], wards["path"]) == (
        "need/figures.csv",
        "reference/wards.csv",
    )
    schema = figures["schema"]
    assert schema["primaryKey"] == ["ward_code"]
    assert schema["foreignKeys"] == [
        {
            "fields": ["ward_code"],
            "reference": {"resource": "reference-wards", "fields": ["ward_code"]},
        }
    ]
    fields = {field["name"]: field for field in schema["fields"]}
    assert fields["ward_code"]["constraints"] == {"required": True}
    assert fields["status_code"]["constraints"] == {"enum": ["observed", "missing"]}
    assert fields["seen_rate"]["type"] == "number"
    assert figures["bytes"] == (tmp_path / "internal/need/figures.csv").stat().st_size
    for resource in package["resources"]:
        assert (path.parent / resource["path"]).is_file()


def sheets(folder):
    book = openpyxl.load_workbook(folder / "internal" / "need.xlsx")
    return book, {
        sheet.title: [[cell.value for cell in row] for row in sheet.iter_rows()]
        for sheet in book
    }


def test_a_workbook_has_the_tables_of_a_subject_and_their_words(database, tmp_path):
    write_exports(database, manifest(), Governance(), tmp_path)
    book, found = sheets(tmp_path)
    assert list(found) == ["tables", "figures", "columns", "cautions"]
    assert found["figures"][1] == ["E1", "ü=1", "observed", 0.25, 4, "few old", False]
    assert found["figures"][2][3:5] == [None, None]
    assert found["cautions"][1:] == [["few", "Few children."], ["old", "Old."]]
    assert found["columns"][1][:3] == ["figures", "ward_code", "Ward code"]
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.column_dimensions["A"].width >= 8


def test_a_workbook_says_whom_to_ask(database, tmp_path, monkeypatch):
    monkeypatch.setattr("early_years.exporting.files_about_files", lambda *_: ([], []))
    team = {"responsible_team": "Analysts", "responsible_telephone": "0121 496 0101"}
    steps = {"explain_figures": {"step_label": "Explain"} | team}
    write_exports(database, manifest(), Governance(steps=steps), tmp_path)
    _, found = sheets(tmp_path)
    (where,) = [i for i, name in enumerate(found["tables"][0]) if name == "whom_to_ask"]
    assert {row[where] for row in found["tables"][1:]} == {"Analysts, 0121 496 0101"}


def test_the_file_of_cautions_keeps_its_sheet(database, tmp_path):
    database.execute("create table marts.cautions as from marts.dim_caution")
    database.execute("alter table marts.cautions add column is_synthetic boolean")
    database.execute("update marts.cautions set is_synthetic = false")
    said = manifest()
    columns = {name: {} for name in ("caution_code", "caution_text", "is_synthetic")}
    key = ["caution_code"]
    node = model("cautions", columns, key, export("need/cautions", *key))
    said["nodes"][node["unique_id"]] = node
    write_exports(database, said, Governance(), tmp_path)
    _, found = sheets(tmp_path)
    assert [row[0] for row in found["cautions"][1:]] == ["few", "old", "unused"]


def test_a_text_in_a_workbook_is_never_a_formula(database, tmp_path):
    write_exports(database, manifest(), Governance(), tmp_path)
    book, _ = sheets(tmp_path)
    cell = book["figures"]["B3"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == ("=1+1", "s", True)


TYPES = ("VARCHAR", "DATE", "DOUBLE")


def read_back(table, name="sheet"):
    book = openpyxl.load_workbook(io.BytesIO(workbook({name: table})))
    return [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]


def test_a_workbook_keeps_days_numbers_and_odd_texts():
    rows = [
        ("a < b & c", date(2024, 2, 29), 0.1),
        ("_x0041_ stays", date(1900, 3, 1), float("nan")),
        ("line\nbreak \x0b½", None, -1e-7),
    ]
    found = read_back(Table(("text", "day", "number"), TYPES, rows))
    assert found[1] == ["a < b & c", datetime(2024, 2, 29), 0.1]
    assert found[2] == ["_x0041_ stays", datetime(1900, 3, 1), None]
    assert found[3] == ["line\nbreak ½", None, -1e-7]


def test_names_of_sheets_are_short_and_unlike():
    table = Table(("a",), ("VARCHAR",), [("b",)])
    long = "a_table_with_a_name_of_more_than_31_letters"
    names = [long, f"{long}_too", long[:31].upper()]
    book = openpyxl.load_workbook(io.BytesIO(workbook(dict.fromkeys(names, table))))
    assert book.sheetnames == [
        *("a_table_with_a_name_of_more_tha", "a_table_with_a_name_of_more_t~2"),
        "A_TABLE_WITH_A_NAME_OF_MORE_T~3",
    ]


def test_what_does_not_fit_on_a_sheet_is_known(monkeypatch):
    table = Table(("a",), ("VARCHAR",), [("b",), (None,)])
    assert fits(table)
    assert not fits(Table(("a",), ("VARCHAR",), [("b" * (MAX_TEXT + 1),)]))
    monkeypatch.setattr("early_years.exporting.workbooks.MAX_ROWS", 2)
    assert not fits(table)
    with pytest.raises(ValueError, match="2 rows do not fit"):
        workbook({"a": table})


def test_a_table_that_is_too_large_is_left_out_of_the_workbook_alone(
    database, tmp_path, monkeypatch
):
    monkeypatch.setattr("early_years.exporting.workbooks.MAX_TEXT", 3)
    write_exports(database, manifest(), Governance(), tmp_path)
    _, found = sheets(tmp_path)
    assert list(found) == ["tables", "columns", "cautions"]
    assert found["tables"][1][-1].startswith("Left out: more rows")
    assert (tmp_path / "internal" / "need" / "figures.csv").exists()
