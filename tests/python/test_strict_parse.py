"""A toy project in which each misspelt key has to be found."""

import shutil
import subprocess
import sys
import textwrap

import pytest

from early_years.environment import here

FILES = {
    "dbt_project.yml": """
        name: toy
        profile: toy
        flags: {send_anonymous_usage_stats: false}
        models: {toy: {+materialized: view}}
    """,
    "profiles.yml": """
        toy:
          target: here
          outputs: {here: {type: duckdb, path: ":memory:"}}
    """,
    "models/toy.sql": "select 1 as ward_code",
    "models/_models.yml": """
        models:
          - name: toy
            description: One row.
            config:
              contract: {enforced: true}
            columns:
              - name: ward_code
                data_type: integer
    """,
}


@pytest.fixture(scope="module")
def parse(tmp_path_factory):
    """Parse the toy with replacements; return the exit code and what was said."""
    root = tmp_path_factory.mktemp("toy")
    package = here().root / "early_years"
    shutil.copytree(package, root / "early_years")

    def run(replacements):
        for name, text in FILES.items():
            for old, new in replacements.items():
                text = text.replace(old, new)
            path = root / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(textwrap.dedent(text), encoding="utf-8")
        command = [sys.executable, "-m", "early_years.strict_parse"]
        result = subprocess.run(command, cwd=root, capture_output=True, text=True)
        return result.returncode, result.stdout + result.stderr

    return run


def test_a_clean_project_passes(parse):
    assert parse({}) == (0, "")


def test_every_misspelt_key_is_found_at_once(parse):
    code, said = parse(
        {
            "+materialized": "materialized",
            "contract:": "contracts:",
            "data_type": "data_typ",
            "description": "descripton",
            "select 1": "{{ config(matrialized='table') }} select 1",
        }
    )
    assert code == 1
    for key in ("materialized", "contracts", "data_typ", "descripton", "matrialized"):
        assert f"`{key}`" in said
    assert len(said.splitlines()) == 5, said


def test_what_dbt_refuses_is_a_finding(parse):
    code, said = parse({"select 1": "select * from {{ ref('nowhere') }} --"})
    assert code == 1
    assert "nowhere" in said and "Traceback" not in said
