"""The linkage laboratory is read by nothing that is built, exported or published."""

import copy
import json

import pytest
import yaml

from development.linkage.running import SQL
from early_years.environment import here

# What a file of the laboratory, or a table that came from it, would be called by.
LABORATORY = ("development/", "linkage", "splink")
# Columns that only the laboratory has.
ITS_COLUMNS = {"person_number", "match_key", "role_mailbox", "national_identifier"}
OWN_FOLDERS = ("models/", "seeds/", "tests/", "analyses/", "macros/")


def what_comes_of_it(manifest: dict) -> list[str]:
    """What of a manifest is of the laboratory, or reads it: one line each."""
    its_tables = {path.stem for path in SQL.rglob("*.sql")}
    found = []
    for kind in ("nodes", "sources", "exposures", "macros"):
        for node in manifest[kind].values():
            if node["package_name"] != "early_years":
                continue
            name, path = node["name"], node["original_file_path"]
            code = node.get("raw_code") or node.get("macro_sql") or ""
            read = f"{code} {json.dumps(node.get('meta', {}))}".lower()
            columns = set(node.get("columns", {}))
            if not path.startswith(OWN_FOLDERS):
                found.append(f"{name} lies in {path}")
            if name in its_tables:
                found.append(f"{name} has the name of a table of the laboratory")
            found += [f"{name} names {word}" for word in LABORATORY if word in read]
            found += [f"{name} has {one}" for one in sorted(ITS_COLUMNS & columns)]
    return found


@pytest.fixture(scope="module")
def manifest(parsed):
    return json.loads(parsed.manifest.read_text(encoding="utf-8"))


def test_nothing_that_is_built_is_of_the_laboratory(manifest):
    assert len(manifest["nodes"]) > 300
    assert what_comes_of_it(manifest) == []


def planted(manifest: dict, name: str, **changed) -> dict:
    """The manifest with a model like a mart, and what is changed of it."""
    other = copy.deepcopy(manifest)
    mart = other["nodes"]["model.early_years.fct_ward_overlap_bounds"]
    other["nodes"][f"model.early_years.{name}"] = mart | {"name": name} | changed
    return other


@pytest.mark.parametrize(
    ("name", "changed", "said"),
    [
        (
            "fct_known_children",
            {"original_file_path": "development/linkage/sql/linked/fct.sql"},
            "lies in development/linkage",
        ),
        ("service_contacts", {}, "has the name of a table of the laboratory"),
        (
            "fct_known_children",
            {"raw_code": "select * from read_csv('development/linkage/out.csv')"},
            "names development/",
        ),
        (
            "fct_known_children",
            {"raw_code": "select * from {{ source('linkage', 'persons') }}"},
            "names linkage",
        ),
        (
            "export_partner__known_children",
            {"columns": {"person_number": {}, "ward_code": {}}},
            "has person_number",
        ),
    ],
)
def test_what_would_let_it_out_is_found(manifest, name, changed, said):
    found = what_comes_of_it(planted(manifest, name, **changed))
    assert any(line == f"{name} {said}" or said in line for line in found), found


def test_dbt_looks_into_no_folder_of_the_laboratory():
    project = yaml.safe_load(
        (here().root / "dbt_project.yml").read_text(encoding="utf-8")
    )
    folders = [
        f"{folder}/"
        for key, value in project.items()
        if key.endswith("-paths")
        for folder in value
    ]
    assert set(folders) == set(OWN_FOLDERS)
    assert not any(SQL.is_relative_to(here().root / folder) for folder in folders)
