"""The secret of the noise: real counts never leave without one."""

import os

import pytest
from landing_files import csv_bytes, make_rows, project, put
from projects import KEY as KEY_TEXT

from early_years.environment import KEY_FILE, PlainError, tool_environment
from early_years.landing.home import at_hand, take_current
from early_years.landing.noise import (
    noise_mark,
    record_secret,
    refuse_known_noise,
    refuse_other_noise,
)

__all__ = ["project"]
RETURN, POVERTY, HOUSED = (
    *("eyfsp_ward_results", "child_poverty", "temporary_accommodation"),
)
KEY = KEY_TEXT.encode()


def land(project, dataset, is_synthetic):
    rows = make_rows(dataset, 1, is_synthetic=is_synthetic)
    project.land(put(project, csv_bytes(rows)), "--anyway", dataset=dataset)
    return at_hand(project)


@pytest.mark.parametrize("dataset", [RETURN, HOUSED])
def test_real_counts_are_not_built_without_a_secret(project, dataset, monkeypatch):
    home = land(project, dataset, "false")
    take_current(home, None)
    for value in (None, " "):
        if value is None:
            monkeypatch.delenv(KEY_FILE)
        else:
            monkeypatch.setenv(KEY_FILE, value)
        with pytest.raises(PlainError, match="REFUSED") as refused:
            take_current(home, None)
        said = str(refused.value)
        assert f"{KEY_FILE} is not set" in said and "token_hex(32)" in said
        assert "python -m early_years build or refresh again" in said


@pytest.mark.parametrize(
    ("dataset", "is_synthetic"), [(RETURN, "true"), (POVERTY, "false")]
)
def test_made_up_rows_and_open_data_need_none(
    project, dataset, is_synthetic, monkeypatch
):
    home = land(project, dataset, is_synthetic)
    monkeypatch.delenv(KEY_FILE)
    take_current(home, None)
    assert record_secret(home) == ""


def test_real_rows_among_the_seeds_are_refused_with_the_way_out(project):
    project.landed.mkdir(parents=True, exist_ok=True)
    for is_synthetic in ("true", "false", ""):
        content = csv_bytes(make_rows(RETURN, 2, is_synthetic=is_synthetic))
        (project.landed / f"raw_{RETURN}.csv").write_bytes(content)
        if is_synthetic == "true":
            refuse_known_noise(project, project.landed)
            continue
        with pytest.raises(PlainError, match="early_years land DATASET FILES"):
            refuse_known_noise(project, project.landed)


def test_the_secret_is_of_the_key_and_not_of_its_line_ends(project, tmp_path):
    home = land(project, RETURN, "true")
    found = set()
    for ending in (b"", b"\n", b"\r\n"):
        (tmp_path / "key.txt").write_bytes(KEY + ending)
        found.add(tool_environment(home)["EARLY_YEARS_RECORD_KEY"])
    assert len(found) == 1 and len(found.pop()) == 64
    # The example is the same for everyone.
    assert tool_environment(project)["EARLY_YEARS_RECORD_KEY"] == ""


@pytest.mark.parametrize(
    "content", [b"", b"\n", b"\r\n", b"secret\n", b"a" * 64, b"\0" * 64, None]
)
def test_a_key_that_anybody_could_guess_is_refused(project, tmp_path, content):
    home = land(project, RETURN, "true")
    (tmp_path / "key.txt").unlink()
    if content is not None:
        (tmp_path / "key.txt").write_bytes(content)
    with pytest.raises(
        PlainError, match=r"shorter than 32|characters repeated|cannot be read"
    ):
        take_current(home, None)


def test_the_home_of_nobody_is_refused_in_words(project, monkeypatch):
    home = land(project, RETURN, "true")
    monkeypatch.setenv(KEY_FILE, "~nobody-of-that-name/key.txt")
    with pytest.raises(PlainError, match="cannot be read"):
        take_current(home, None)


@pytest.mark.skipif(os.name != "posix", reason="Rights of files are of POSIX.")
@pytest.mark.parametrize("rights", [0o640, 0o604, 0o620])
def test_a_key_that_others_can_read_or_change_is_refused(project, tmp_path, rights):
    home = land(project, RETURN, "true")
    (tmp_path / "key.txt").chmod(rights)
    with pytest.raises(PlainError, match=r"Others on this machine .* \(chmod 600\)"):
        take_current(home, None)


def test_noise_with_another_key_is_not_published_beside_the_first(project, tmp_path):
    home = land(project, RETURN, "true")
    first = noise_mark(home)
    assert first == noise_mark(home) and record_secret(home) not in first
    refuse_other_noise(first, first, "0001")
    # The example and publications before this version have none.
    refuse_other_noise(first, "", "0001")
    refuse_other_noise(first, None, "0001")
    (tmp_path / "key.txt").write_bytes(KEY[::-1])
    with pytest.raises(PlainError, match="publication 0001 was made with another key"):
        refuse_other_noise(noise_mark(home), first, "0001")
    with pytest.raises(PlainError, match="another key"):
        refuse_other_noise(noise_mark(project), first, "0001")
