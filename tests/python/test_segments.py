"""How wards differ from the rest of the city, and which have residents alike."""

import re
import shutil

import pandas as pd
import pytest
from sklearn.metrics import adjusted_rand_score

from development import segments
from early_years.environment import PlainError, Project

LEAST_AGREEMENT = 0.75
BIRMINGHAM = "E08000025"
# Wards and figures of the founding document and of the census that it read.
SPARKBROOK = "E05011170"
GLEBE_FARM = "E05011138"
RELATIVELY_HIGH = {SPARKBROOK: ("asian", "muslim"), GLEBE_FARM: ("white", "christian")}


def assigned(project):
    """Segment code by ward, as SQL assigned it."""
    rows = project.frame("from marts.fct_ward_need_scores order by ward_code")
    return rows.set_index("ward_code")["segment_code"]


def agreement(first, second):
    """Adjusted Rand index of two groupings of the same wards; 1 is the same groups."""
    return adjusted_rand_score(first.sort_index(), second.sort_index())


def test_the_two_wards_differ_as_the_founding_document_says(built):
    rows = built.frame(
        "select ward_code, breakdown_category, round(100 * value, 1) as percent, "
        "location_quotient from marts.fct_ward_context "
        "where breakdown_category in ('asian', 'muslim', 'white', 'christian')"
    ).set_index(["ward_code", "breakdown_category"])
    for ward, categories in RELATIVELY_HIGH.items():
        for category in categories:
            assert rows.loc[(ward, category), "location_quotient"] > 1, category
    percents = rows["percent"].unstack()[["white", "christian"]]
    assert percents.loc[SPARKBROOK].tolist() == [9.1, 9.3]
    assert percents.loc[GLEBE_FARM].tolist() == [52.4, 35.4]


def test_the_two_wards_stand_in_different_segments(built):
    found = assigned(built)
    assert found.notna().all()
    assert found[SPARKBROOK] != found[GLEBE_FARM]


def test_a_new_fit_finds_the_same_segments(built):
    shares = segments.read_percentages(built, BIRMINGHAM)
    fit = segments.fit(shares, segments.numbers_tried(built))
    found = assigned(built)
    assert max(fit.silhouettes, key=fit.silhouettes.get) == found.nunique()
    assert agreement(found, fit.segments) >= LEAST_AGREEMENT
    # What the limit is for: centres of another recipe, or of other data.
    moved = pd.Series(fit.segments.shift(7, fill_value="A"), fit.segments.index)
    assert agreement(found, moved) < LEAST_AGREEMENT


def test_a_fit_writes_both_seeds_and_says_what_came_out(built, tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "seeds" / "reference").mkdir(parents=True)
    shutil.copyfile(built.database, tmp_path / "data" / built.database.name)
    said = segments.fit_segments(Project(tmp_path))
    assert said[0].startswith("4 segments: silhouette")
    for name in (segments.RANGES, segments.CENTROIDS):
        assert f"Written: {name}" in said
        lines = (tmp_path / name).read_bytes().splitlines()
        kept = (built.root / name).read_bytes().splitlines()
        assert lines[0] == kept[0]
        assert len(lines) == len(kept)
        # A fit of one council leaves those of others as they are.
        others = kept[1].replace(BIRMINGHAM.encode(), b"E08000099") + b"\n"
        (tmp_path / name).write_bytes(kept[0] + b"\n" + others)
    segments.fit_segments(Project(tmp_path), BIRMINGHAM)
    for name in (segments.RANGES, segments.CENTROIDS):
        lines = (tmp_path / name).read_bytes().splitlines()
        assert lines[-1].startswith(b"E08000099,")
        assert len(lines) == len((built.root / name).read_bytes().splitlines()) + 1


def test_a_council_that_is_not_there_is_not_fitted(built):
    with pytest.raises(PlainError, match="--council, one of E08000025"):
        segments.fit_segments(Project(built.root), "E08000026")


def test_what_cannot_be_fitted_is_told_plainly():
    columns = pd.MultiIndex.from_tuples([("topic", "one"), ("topic", "two")])
    few = pd.DataFrame([[1.0, 2.0]] * 5, columns=columns)
    with pytest.raises(PlainError, match="5 wards have all of the variables"):
        segments.fit(few, range(4, 7))
    same = pd.DataFrame({"one": range(9), "two": [3.0] * 9})
    same.columns = columns
    with pytest.raises(PlainError, match="topic two is the same in every ward"):
        segments.fit(same, range(4, 7))


def test_no_segment_is_named_after_a_group_of_people(built):
    labels = built.seed("reference/ref_context_categories")
    groups = labels[labels["topic_code"].isin(["ethnic_group", "religion"])]
    ordinary = {"all", "residents", "other", "or", "no", "not", "answered", "ethnic"}
    ordinary |= {"group", "groups", "multiple", "religion"}
    words = set(re.findall(r"[a-z]+", " ".join(groups["category_label"]).lower()))
    names = " ".join(built.seed("policy/policy_segments")["segment_label"])
    assert {"asian", "white", "christian", "muslim"} <= words - ordinary
    assert not (words - ordinary) & set(re.findall(r"[a-z]+", names.lower()))
