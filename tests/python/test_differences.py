"""What moved between two folders of exports, and what a try says without a build."""

import json

import pytest

from early_years import differences, trying
from early_years.environment import PlainError, Project
from early_years.trying import try_changes

OLD = """ward_code,ward_name,need_rank,need_score
E1,Aston,1,60.5
E2,Nechells,2,50.1
E3,Sparkhill,3,
"""
NEW = """ward_code,ward_name,need_rank,need_score,band
E1,Aston,2,60.5,a
E2,Nechells,1,70.0,a
E4,Yardley,4,1,b
"""


def write(folder, name, text, key=("ward_code",)):
    path = folder / "internal" / "need" / f"{name}.csv"
    about = path.parent / "about" / f"{name}.json"
    about.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8-sig")
    about.write_text(json.dumps({"key": list(key)}), encoding="utf-8")
    (folder / "files.csv").write_text("file\n", encoding="utf-8")


@pytest.fixture
def folders(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    write(old, "scores", OLD)
    write(new, "scores", NEW)
    for folder in (old, new):
        write(folder, "same", OLD)
    write(old, "gone", OLD)
    return old, new


def test_what_moved_is_said_by_file_key_and_column(folders):
    found = differences.differences(*folders)
    assert differences.count_shared(*folders) == 2
    assert differences.in_words(found, 2) == [
        "1 of 2 files moved:",
        "internal/need/scores",
        "  columns new: band",
        "  rows gone: 1",
        "  rows new: 1",
        "  need_rank: 2 rows: Aston: 1 -> 2; Nechells: 2 -> 1",
        "  need_score: 1 row: Nechells: 50.1 -> 70.0",
        "In the first folder alone: internal/need/gone",
    ]
    assert [
        moved.file for moved in differences.differences(*folders, only_new=True)
    ] == ["internal/need/scores"]


def test_the_same_folder_has_not_moved(folders):
    assert differences.differences(folders[0], folders[0]) == []
    assert differences.in_words([], 3) == ["Nothing moved in 3 files."]
    assert differences.in_words([], 1) == ["Nothing moved in 1 file."]


def test_files_that_were_not_tried_are_not_said_to_have_moved(folders):
    old, new = folders
    write(new, "scores", OLD)
    found = differences.differences(old, new)
    assert differences.in_words(found, 2) == [
        "Nothing moved in 2 files.",
        "In the first folder alone: internal/need/gone",
    ]
    found = differences.differences(new, old)
    assert differences.in_words(found, 2)[-1].startswith("In the second folder alone")


def test_rows_that_no_key_matches_are_counted(folders):
    old, new = folders
    write(new, "same", OLD + "E1,Aston,1,60.5\n")
    (moved,) = (m for m in differences.differences(old, new) if m.file.endswith("same"))
    assert (moved.rows_gone, moved.rows_new, moved.figures) == (0, 1, {})


def test_a_publication_is_meant_by_its_number(tmp_path):
    exports = tmp_path / "data" / "published" / "0002" / "exports"
    exports.mkdir(parents=True)
    project = Project(tmp_path)
    assert differences.exports_folder(project, "0002") == exports
    assert differences.exports_folder(project, str(exports.parent)) == exports
    with pytest.raises(PlainError, match="neither a folder"):
        differences.exports_folder(project, "0003")


def test_a_try_without_a_build_says_what_to_do(tmp_path):
    with pytest.raises(PlainError, match="Run the build first"):
        try_changes(Project(tmp_path), None)


def test_a_build_that_did_not_end_is_neither_tried_nor_exported(tmp_path):
    project = Project(tmp_path)
    trying.refuse_no_build(project)
    trying.begin_build(project)
    for refused in (trying.refuse_no_build, lambda project: try_changes(project, None)):
        with pytest.raises(PlainError, match="The last build did not end"):
            refused(project)


def test_a_build_forgets_what_was_tried_and_that_it_was_at_work(tmp_path):
    project = Project(tmp_path)
    trying.begin_build(project)
    project.manifest.parent.mkdir(parents=True)
    project.manifest.write_text("{}")
    project.run_results.write_text('{"results": [{"unique_id": "seed.early_years.k"}]}')
    trying._remember(project)
    assert trying.tried(project) == ["k"]
    trying.keep_state(project)
    assert trying.tried(project) == []
    trying.refuse_no_build(project)


def test_what_was_tried_is_not_exported(tmp_path):
    project = Project(tmp_path)
    project.state.mkdir(parents=True)
    (project.state / trying.TRIED).write_text('["k", "fct_k"]')
    with pytest.raises(PlainError, match="since the last build: 2 seeds and models"):
        trying.refuse_no_build(project)
