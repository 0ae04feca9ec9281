"""The documents for a data protection officer, made from the files of an export."""

import json
import re
import shutil

import pytest

from early_years.governance_pack import FOLDER, write_pack
from early_years.intruder.results import keep_result, result_of

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


def test_the_attack_is_quoted_of_the_files_that_it_was_made_on(built, exports):
    for audience in ("partner", "public"):
        shutil.copytree(
            built.exports / audience / "reference", exports / audience / "reference"
        )
    write_pack(built, exports)
    unknown = "**No attack on these files is on record.**"
    assert unknown in texts(exports)["dpia.md"]
    path = keep_result(exports, 0, ["Of 7 hidden ones 0 are recovered.", "  sex: 20%"])
    kept = path.read_bytes()
    write_pack(built, exports)
    text = texts(exports)["dpia.md"]
    day = built.frame("select max(as_of_date) as day from marts.fct_releases")["day"][0]
    assert f"on these files, as of {day:%Y-%m-%d}: 0 findings." in text
    assert "- Of 7 hidden ones 0 are recovered.\n  - sex: 20%\n" in text
    assert unknown not in text
    assert "must not leave" not in text
    # The same files, the same text; of what stays inside it does not speak.
    (exports / "internal" / "reference" / "releases.csv").touch()
    assert keep_result(exports, 0, json.loads(kept)["lines"]).read_bytes() == kept
    keep_result(exports, 3, [])
    write_pack(built, exports)
    assert "**They must not leave.**" in texts(exports)["dpia.md"]


@pytest.mark.parametrize("change", ["row", "new file", "file gone", "damaged result"])
def test_a_result_of_other_files_is_not_quoted(built, exports, change):
    shutil.copytree(
        built.exports / "public" / "reference", exports / "public" / "reference"
    )
    path = keep_result(exports, 0, ["Nothing found."])
    assert result_of(exports)
    listed = exports / "public" / "reference" / "releases.csv"
    if change == "row":
        listed.write_bytes(listed.read_bytes() + b"\n")
    elif change == "new file":
        (exports / "public" / "more.csv").touch()
    elif change == "file gone":
        listed.unlink()
    else:
        path.write_text("[]", encoding="utf-8")
    assert result_of(exports) is None
    write_pack(built, exports)
    assert "No attack on these files is on record" in texts(exports)["dpia.md"]
