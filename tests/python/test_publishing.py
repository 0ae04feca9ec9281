"""What is not published by mistake, how readers go back, and what is kept."""

import json
import os
import shutil
from dataclasses import replace

import pytest
from projects import ProjectCopy

from early_years.environment import PlainError, here
from early_years.publishing import keeping, places
from early_years.publishing import refresh as refreshing
from early_years.publishing.choosing import publish
from early_years.publishing.comparing import ARCHIVE, PREVIOUS
from early_years.publishing.inputs import Inputs
from early_years.publishing.places import published_folder, published_home
from early_years.publishing.publication import read_record
from early_years.publishing.refresh import refresh

INPUTS = Inputs(
    inputs={"a": ["a-0001"], "b": ["b-0001"]},
    input_rows={"a": 100, "b": 20},
    as_of=None,
    inputs_sha256="",
    policy_sha256={},
    code_sha256="",
    noise_mark="",
)
no_junctions = pytest.mark.skipif(os.name == "nt", reason="Windows has a junction.")


class City:
    """A project whose builds are made of what a test says; see the attributes."""

    def __init__(self, root):
        self.project = ProjectCopy(root)
        self.inputs, self.ranked, self.file_rows = INPUTS, 69, 1000
        self.builds = 0

    def refresh(self, words=None, **named):
        """Refresh, from other inputs where words say so."""
        if words:
            self.inputs = replace(self.inputs, inputs_sha256=words)
        return "\n".join(refresh(self.project, by="Ana", **named))

    @property
    def current(self):
        folder = published_folder(self.project)
        return folder.resolve().name if folder else None

    @property
    def names(self):
        home = published_home(self.project)
        return sorted(path.name for path in home.glob("[0-9]*"))

    def write(self, building, name, inputs, written, by, compared_with):
        folder = building.publication
        ranks = [f"W{at},{at}" for at in range(1, self.ranked + 1)] or ["W1,"]
        text = "\n".join(["ward_code,need_rank", *ranks])
        (folder / "scores.csv").write_text(f"{text}\n", encoding="utf-8")
        for file in ARCHIVE:
            (folder / file).write_text("a\n1\n", encoding="utf-8")
        record = {
            "publication": name,
            "published_at": "2026-11-28T08:00:00Z",
            "published_by": by,
            "compared_with": compared_with,
            **inputs.as_record(),
            "rows": {"internal/a": self.file_rows},
        }
        (folder / "release.json").write_text(json.dumps(record), encoding="utf-8")


@pytest.fixture
def city(tmp_path, monkeypatch):
    """A city after its first publication."""
    city = City(tmp_path / "project")
    shutil.copytree(
        here().root / "seeds" / "governance",
        city.project.root / "seeds" / "governance",
    )

    def build(building, _part):
        city.builds += 1
        return [], []

    monkeypatch.setattr(refreshing, "take_inputs", lambda building, day: city.inputs)
    monkeypatch.setattr(refreshing, "_build", build)
    monkeypatch.setattr(refreshing, "write_publication", city.write)
    monkeypatch.setattr(refreshing, "found_lines", lambda *_: [])
    monkeypatch.setattr(refreshing, "place_lines", lambda *_: [])
    monkeypatch.setattr(refreshing, "change_lines", lambda _: [])
    monkeypatch.setattr(refreshing, "refuse_leaks", lambda *_: [])
    monkeypatch.setattr(refreshing, "write_pack", lambda _: [])
    monkeypatch.setattr(refreshing, "steps_line", lambda *_: "no steps")
    city.refresh()
    return city


# What would be lost


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"ranked": 0}, "No ward is scored, where 69 were."),
        ({"ranked": 34}, "34 wards are scored, where 69 were."),
        ({"file_rows": 499}, "The files have 499 rows, where they had 1,000."),
    ],
)
def test_figures_that_went_are_not_published_unless_it_is_meant(city, changed, said):
    vars(city).update(changed)
    with pytest.raises(PlainError) as told:
        city.refresh("other")
    text = str(told.value)
    assert said in text and "refresh --anyway" in text
    assert "Readers go on reading publication 0001" in text
    assert city.names == ["0001"] and city.current == "0001"
    city.refresh("other", anyway=True)
    assert city.current == "0002"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ({"a": 100}, "b: all 20 rows are gone."),
        ({"a": 49, "b": 20}, "a: 49 rows, where there were 100."),
    ],
)
def test_rows_that_went_are_told_before_anything_is_built(city, rows, said):
    city.inputs = replace(city.inputs, input_rows=rows, inputs_sha256="other")
    with pytest.raises(PlainError, match=said):
        city.refresh()
    assert city.builds == 1
    city.refresh(anyway=True)
    assert city.current == "0002"


def test_what_policy_allows_to_go_is_published(city):
    city.ranked, city.file_rows = 35, 500
    city.inputs = replace(city.inputs, input_rows={"a": 50, "b": 10, "c": 1})
    city.refresh()
    assert city.current == "0002"


def test_how_much_may_go_has_to_be_said(city):
    path = city.project.root / "seeds" / "governance" / "governance_running.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("lost_wards", "lost_words"), encoding="utf-8")
    with pytest.raises(PlainError, match="no value for lost_wards_percent"):
        city.refresh("other")


def test_ranks_are_compared_with_the_last_publication_that_had_any(city):
    city.ranked = 0
    city.refresh("no ranks", anyway=True)
    city.ranked = 69
    city.refresh("ranks")
    folder = published_folder(city.project)
    assert read_record(folder)["compared_with"] == "0001"
    assert (folder / PREVIOUS / "scores.csv").is_file()


# Going back


def test_readers_are_taken_back_until_somebody_says_to_go_on(city):
    city.refresh("other")
    said = "\n".join(publish(city.project, "0001", by="Ben"))
    assert "Readers read publication 0001 now" in said and "--anyway" in said
    assert city.current == "0001"
    log = (published_home(city.project) / "audit.jsonl").read_text(encoding="utf-8")
    line = json.loads(log.splitlines()[-1])
    assert (line["what"], line["publication"]) == ("went back", "0001")
    assert line["by"] == "Ben"
    for again in (False, True):
        with pytest.raises(PlainError, match="taken back to publication 0001 .* Ben"):
            city.refresh(again=again)
    assert city.current == "0001"
    city.refresh(anyway=True)
    assert city.current == "0003"
    city.refresh("third")
    assert city.current == "0004"


def test_going_to_the_newest_lets_refreshes_go_on(city):
    city.refresh("other")
    publish(city.project, "0001", by="Ben")
    assert "already" in publish(city.project, "0001", by="Ben")[0]
    publish(city.project, "0002", by="Ben")
    city.refresh("third")
    assert city.current == "0003"


@pytest.mark.parametrize("name", ["0009", "../0001", "current"])
def test_what_is_no_publication_is_told(city, name):
    with pytest.raises(PlainError, match="There is no publication .* There are: 0001"):
        publish(city.project, name, by="Ben")


def test_a_damaged_publication_is_not_gone_back_to(city):
    city.refresh("other")
    (published_home(city.project) / "0001" / "release.json").write_text("{")
    with pytest.raises(PlainError, match="Publication 0001 is damaged"):
        publish(city.project, "0001", by="Ben")
    assert city.current == "0002"


# A pointer that a backup broke


def put_folder(step, home, link):
    """Put a publication as a folder in the place of the link."""
    link.unlink()
    step(home / "0001", link)


@no_junctions
@pytest.mark.parametrize(
    ("spoil", "name"),
    [
        (lambda home, link: link.unlink(), "0002"),
        (lambda home, link: (link.unlink(), link.symlink_to("0009")), "0002"),
        (lambda home, link: (link.unlink(), link.write_text("0001\n")), "0001"),
        (lambda home, link: put_folder(shutil.copytree, home, link), "0001"),
        (lambda home, link: put_folder(os.rename, home, link), "0001"),
    ],
    ids=["gone", "dangling", "text", "folder beside", "folder alone"],
)
def test_a_pointer_that_a_backup_broke_is_mended(city, spoil, name):
    city.refresh("other")
    home = published_home(city.project)
    spoil(home, home / "current")
    (told,) = places.mend_pointer(city.project)
    assert f" {name}" in told
    assert city.current == name and (home / "current").is_symlink()
    assert city.names == ["0001", "0002"]
    assert places.mend_pointer(city.project) == []
    city.refresh("third")
    assert city.current == "0003"


@no_junctions
def test_a_folder_that_is_no_publication_is_told_before_anything_is_built(city):
    link = published_home(city.project) / "current"
    link.unlink()
    link.mkdir()
    with pytest.raises(PlainError, match="publish NAME") as told:
        city.refresh("other")
    assert "Is the disk full?" not in str(told.value) and city.builds == 1


# What is kept


def put_publication(project, name, published_at, **record):
    folder = published_home(project) / name
    folder.mkdir(parents=True)
    record |= {"publication": name, "published_at": published_at}
    (folder / "release.json").write_text(json.dumps(record), encoding="utf-8")


def test_the_last_of_each_month_is_kept_for_a_year(tmp_path):
    project = ProjectCopy(tmp_path)
    days = ["2025-02-03", "2025-12-01", "2025-12-31", "2026-02-01", "2026-02-02"]
    for number, day in enumerate(days, start=1):
        put_publication(project, f"{number:04d}", f"{day}T08:00:00Z", as_of=str(number))
    assert keeping.kept(project, 1, 12) == {3, 5}
    assert keeping.kept(project, 1, 13) == {1, 3, 5}
    assert keeping.kept(project, 2, 1) == {4, 5}
    # The same once more does not push out another.
    put_publication(project, "0006", "2026-02-03T08:00:00Z", as_of="5")
    assert keeping.kept(project, 2, 1) == {4, 5, 6}


def test_what_is_read_stays_whatever_is_kept(city):
    for words in ("second", "third", "fourth"):
        city.refresh(words)
    publish(city.project, "0002", by="Ben")
    assert keeping.remove_old(city.project, 1, 1) == []
    assert city.names == ["0002", "0004"]
