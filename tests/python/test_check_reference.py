"""Reading a folder of published files without landing it, in miniatures."""

from landing_files import project, zip_bytes
from reader_files import EYFSP_2022, POSTCODES, city

from early_years.landing import check_reference

__all__ = ["city", "project"]


def test_a_folder_is_read_without_landing(city):
    folder = city.root.parent / "reference"
    (folder / "sub").mkdir(parents=True)
    (folder / "sub" / "eyfsp.csv").write_text(EYFSP_2022, encoding="utf-8")
    (folder / "old.csv").write_text(
        EYFSP_2022.replace("202122", "201819"), encoding="utf-8"
    )
    (folder / "ONSPD_AUG_2025_UK.csv").write_text(POSTCODES, encoding="utf-8")
    code, said = city.say("check-reference", folder)
    assert code == 0, said
    assert "sub/eyfsp.csv: published_eyfsp_results, 6 rows." in said
    assert (
        "old.csv: published_eyfsp_results, refused: old.csv: it holds 2018/19" in said
    )
    assert "ONSPD_AUG_2025_UK.csv: postcodes, 2 rows." in said
    assert "gld / total / total / total: 1 rows, numerator_count 9,453" in said
    assert city.stored() == []


def test_a_folder_with_an_unknown_file_fails(city, monkeypatch):
    folder = city.root.parent / "reference"
    folder.mkdir()
    (folder / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    code, said = city.say("check-reference", folder)
    assert (code, "not known: no dataset has a layout like it" in said) == (1, True)
    monkeypatch.setattr(check_reference, "recognise", lambda *_, **__: 1 / 0)
    code, said = city.say("check-reference", folder)
    assert (code, "notes.csv: failed: ZeroDivisionError" in said) == (1, True)
    assert "Traceback" not in said


def test_a_zip_of_which_landing_refuses_a_file_is_refused(city):
    folder = city.root.parent / "reference"
    folder.mkdir()
    lost = EYFSP_2022.replace("SEN provision,All SEN", "Month of birth,May")
    files = {"data/1.csv": EYFSP_2022.encode(), "data/2.csv": lost.encode()}
    path = folder / "release.zip"
    path.write_bytes(zip_bytes(files))
    said = city.refuse(path, dataset="published_eyfsp_results")
    told = 'all of "Month of birth" under characteristic would be lost'
    assert told in said
    assert told in city.say("check-reference", folder)[1]
