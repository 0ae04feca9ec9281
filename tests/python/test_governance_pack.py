"""The documents for a data protection officer, made from the files of an export."""

import json
import re
import shutil

import pytest

from early_years.governance_pack import FOLDER, INTRUDER, write_pack

DOCUMENTS = {
    *("README.md", "algorithmic-transparency-record.md", "complain-or-correct.md"),
    *("dpia.md", "equality-assessment.md", "record-of-processing.md"),
    *("retention-and-erasure.md", "sharing-agreements.md"),
}


@pytest.fixture
def exports(built, tmp_path):
    """A copy of the files that the documents are made from."""
    folder = tmp_path / "data" / "exports"
    for part in ("reference", "need", "wards"):
        place = f"internal/{part}"
        shutil.copytree(built.exports / place, folder / place)
    return folder


def texts(folder):
    return {
        path.name: path.read_text(encoding="utf-8")
        for path in sorted((folder / FOLDER).glob("*.md"))
    }


def test_all_documents_are_written_alike_each_time(built, exports):
    write_pack(built, exports)
    first = texts(exports)
    assert set(first) == DOCUMENTS
    write_pack(built, exports)
    assert texts(exports) == first
    for name, text in first.items():
        assert text.startswith("> **Example.**"), name
        for link in re.findall(r"\]\(([\w-]+\.md)\)", text):
            assert link in DOCUMENTS, name
        for row in text.splitlines():
            assert not row.startswith("|") or row.endswith("|"), name


def test_every_dataset_about_people_has_basis_condition_and_recipients(built, exports):
    write_pack(built, exports)
    found = texts(exports)
    datasets = built.frame("from marts.dim_dataset where contains_personal_data")
    assert len(datasets) >= 4
    for row in datasets.itertuples():
        for words in (row.dataset_title, row.lawful_basis, row.article_9_condition):
            assert words in found["record-of-processing.md"], row.dataset_code
        assert f"## {row.dataset_title}" in found["sharing-agreements.md"]
    assert "need/ward_need_scores" in found["record-of-processing.md"]


def test_groups_of_the_wards_in_most_need_are_those_of_the_census(built, exports):
    write_pack(built, exports)
    text = texts(exports)["equality-assessment.md"]
    (share,) = built.frame(
        "select round(100 * sum(numerator_count) / sum(denominator_count), 1) as share "
        "from marts.fct_ward_context inner join marts.fct_ward_need_scores "
        "using (ward_code) where is_in_top_k and breakdown_category = 'asian'"
    )["share"]
    (row,) = [line for line in text.splitlines() if line.startswith("| Asian")]
    assert row.split(" | ")[2] == str(share)


def test_the_attack_on_the_files_is_quoted_once_it_was_run(built, exports):
    write_pack(built, exports)
    assert "**Not run.**" in texts(exports)["dpia.md"]
    found = {"audited_date": "2026-11-28", "findings": 0, "lines": ["Nothing found."]}
    (exports.parent / INTRUDER).write_text(json.dumps(found), encoding="utf-8")
    write_pack(built, exports)
    assert "run on 2026-11-28: 0 findings" in texts(exports)["dpia.md"]
