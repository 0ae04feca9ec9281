"""The landing store: whole or not at all, kept for ever, and current as of a day."""

import hashlib
import hmac
import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import duckdb
import filelock
import pytest
from landing_files import (
    BIRMINGHAM,
    CHILDREN,
    CONTRACTS,
    DATASET,
    LEEDS,
    csv_bytes,
    make_rows,
    parquet_rows,
    project,
    put,
    put_rows,
    zip_bytes,
)

from early_years.environment import PlainError, here
from early_years.landing import pseudonyms, store
from early_years.landing.agreements import PLACE, agreement_for
from early_years.landing.releases import load_releases, write_current

__all__ = ["project"]
FIRST, SECOND, THIRD = (f"{DATASET}-000{number}" for number in (1, 2, 3))


def record(project, release_id=FIRST):
    dataset = release_id.rpartition("-")[0]
    path = project.root / "data" / "landing" / dataset / release_id / "release.json"
    return json.loads(path.read_text(encoding="utf-8"))


def audit(project):
    path = project.root / "data" / "landing" / "audit.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def current(project, dataset=DATASET, as_of=None):
    folder = project.root / "data" / "current"
    counts = write_current(project, folder, as_of)
    rows = parquet_rows(folder / f"{dataset}.parquet")
    assert counts[dataset] == len(rows)
    return rows


def council_period_release(rows):
    return sorted({(row[0], row[1], row[-1]) for row in rows})


# What a release says


def test_a_release_says_what_it_is(project):
    content = csv_bytes(make_rows() + make_rows(local_authority_code=LEEDS))
    before = datetime.now(UTC).replace(microsecond=0)
    project.land(put(project, content, "from housing.csv"))
    found = record(project)
    for moment in (found.pop("received"), found.pop("landed")):
        assert before <= datetime.fromisoformat(moment) <= datetime.now(UTC)
        assert moment.endswith("Z")
    contract = CONTRACTS[DATASET]
    rows = project.root / "data" / "landing" / DATASET / FIRST / "rows.parquet"
    assert found == {
        "release_id": FIRST,
        "dataset_code": DATASET,
        "title": contract.title,
        "publisher_name": contract.publisher_name,
        "periods": ["2023-Q1"],
        "councils": [BIRMINGHAM, LEEDS],
        "pairs": [[BIRMINGHAM, "2023-Q1"], [LEEDS, "2023-Q1"]],
        "landed_by": "Ana",
        "licence": contract.licence,
        "agreement_title": None,
        "lawful_basis": None,
        "file_name": "from housing.csv",
        "file_sha256": hashlib.sha256(content).hexdigest(),
        "layout": "contract",
        "mapping_name": None,
        "mapping_sha256": None,
        "postcode_release": None,
        "rows": 4,
        "rows_sha256": hashlib.sha256(rows.read_bytes()).hexdigest(),
        "is_synthetic": True,
        "supersedes": [],
    }


def test_a_dataset_without_councils_has_none(project):
    rows = make_rows("census_religions", 1, is_synthetic="false")
    project.land(put(project, csv_bytes(rows)), dataset="census_religions")
    found = record(project, "census_religions-0001")
    assert found["councils"] == [] and found["pairs"] == [["", "2021"]]
    assert found["is_synthetic"] is False
    assert len(current(project, "census_religions")) == 1


def test_editions_and_kinds_of_area_stand_beside_each_other(project):
    published = "published_eyfsp_results"
    for edition, value in (("First", "60"), ("Second", "61"), ("First", "62")):
        rows = make_rows(published, 1, edition=edition, published_value=value)
        project.land(put(project, csv_bytes(rows), f"{value}.csv"), dataset=published)
    found = record(project, f"{published}-0003")
    assert found["councils"] == [] and found["pairs"] == [["First", "2021/22"]]
    assert found["supersedes"] == [f"{published}-0001"]
    counting = current(project, published)
    assert sorted(row[-3] for row in counting) == ["61", "62"]
    lookup = put(project, csv_bytes(make_rows("area_lookups", 1)), "lookup.csv")
    project.land(lookup, dataset="area_lookups")
    found = record(project, "area_lookups-0001")
    assert found["councils"] == [BIRMINGHAM]
    assert found["pairs"] == [[f"{BIRMINGHAM} / lsoa_2021", "2022"]]


def test_the_audit_has_a_line_a_landing(project):
    project.land(put_rows(project))
    project.land(put_rows(project, quarter="2023-Q2"))
    first, second = audit(project)
    assert list(first) == [
        *("at", "by", "what", "dataset_code", "release_id", "rows", "file_sha256"),
        "chain",
    ]
    assert first["by"] == "Ana" and first["what"] == "landed" and first["rows"] == 2
    assert [first["release_id"], second["release_id"]] == [FIRST, SECOND]


# Again, corrected, as of


def test_the_same_file_twice_changes_nothing(project):
    path = put_rows(project)
    project.land(path)
    before = project.stored(), audit(project)
    said = project.land(path, put(project, path.read_bytes(), "copy.csv"))
    assert said.count(f"already landed as {FIRST}; nothing was changed") == 2
    assert (project.stored(), audit(project)) == before


def test_the_same_file_twice_in_a_zip_is_landed_once(project):
    content = csv_bytes(make_rows())
    said = project.land(put(project, zip_bytes({"a.csv": content, "b.csv": content})))
    assert "a.csv: landed as" in said and "b.csv: already landed" in said


@pytest.mark.parametrize(
    "written",
    [
        {"local_authority_code": "e08000025"},
        {"local_authority_code": "\u200bE08000025\u00a0"},
        {"quarter": "2023-Q1\u200b"},
        {"quarter": "\u00a02023-q1"},
    ],
)
def test_a_correction_that_writes_its_council_or_period_otherwise(project, written):
    project.land(put_rows(project, "a.csv"))
    said = project.land(put_rows(project, "b.csv", **written))
    assert f"It supersedes {FIRST}, which is kept." in said
    assert {row[-1] for row in current(project)} == {SECOND}


def test_a_correction_supersedes_and_both_are_kept(project):
    wrong, right = put_rows(project, "a.csv"), put_rows(project, "b.csv", count=3)
    project.land(wrong)
    rows = project.root / "data" / "landing" / DATASET / FIRST / "rows.parquet"
    kept = rows.read_bytes(), record(project)
    said = project.land(right)
    assert f"It supersedes {FIRST}, which is kept." in said
    assert record(project, SECOND)["supersedes"] == [FIRST]
    assert (rows.read_bytes(), record(project)) == kept
    assert {row[-1] for row in current(project)} == {SECOND}
    # What was wrong a while ago may be right after all.
    assert f"--replaces {SECOND}" in project.refuse(wrong)
    assert f"landed as {THIRD}" in project.land(wrong, "--replaces", SECOND)
    assert {row[-1] for row in current(project)} == {THIRD}


def test_each_council_and_period_is_current_by_itself(project):
    both = make_rows() + make_rows(local_authority_code=LEEDS)
    project.land(put(project, csv_bytes(both)))
    project.land(put_rows(project, local_authority_code=LEEDS, children_count="9"))
    assert record(project, SECOND)["supersedes"] == []
    found = current(project)
    assert council_period_release(found) == [
        (BIRMINGHAM, "2023-Q1", FIRST),
        (LEEDS, "2023-Q1", SECOND),
    ]
    assert len(found) == 4
    said = project.say("releases", DATASET)[1]
    assert "current for 1 of 2" in said
    project.land(put_rows(project, children_count="8"))
    assert record(project, THIRD)["supersedes"] == [FIRST]
    # Half of it was replaced: landed again, it counts again.
    assert "landed as" in project.land(put(project, csv_bytes(both)))


def test_blanks_around_a_period_do_not_make_another(project):
    project.land(put_rows(project))
    project.land(put_rows(project, quarter=" 2023-Q1 "))
    assert record(project, SECOND)["supersedes"] == [FIRST]
    assert len(current(project)) == 2


def test_rows_without_council_and_period_are_not_lost(project):
    path = put_rows(project, local_authority_code="", quarter="")
    assert "2 of 2 rows cannot be read" in project.refuse(path)
    project.land(path, "--anyway")
    assert len(current(project)) == 2


def test_the_store_as_of_a_day(project):
    project.land(put_rows(project), "--received", "2023-04-10")
    project.land(put_rows(project, count=3), "--received", "2023-05-10")
    assert record(project)["received"] == "2023-04-10T00:00:00Z"
    for day, released in [
        (date(2023, 4, 9), set()),
        (date(2023, 4, 10), {FIRST}),
        (date(2023, 5, 9), {FIRST}),
        (date(2023, 5, 10), {SECOND}),
        (None, {SECOND}),
    ]:
        assert {row[-1] for row in current(project, as_of=day)} == released


def test_a_file_received_earlier_does_not_replace_a_later_one(project):
    project.land(put_rows(project), "--received", "2023-05-10")
    said = project.land(put_rows(project, count=3), "--received", "2023-04-10")
    assert "releases received later cover all of it" in said
    assert record(project, SECOND)["supersedes"] == []
    assert {row[-1] for row in current(project)} == {FIRST}


def test_of_one_day_the_release_landed_later_counts(project):
    project.land(put_rows(project))
    today = datetime.now(UTC).date().isoformat()
    project.land(put_rows(project, count=3), "--received", today)
    assert {row[-1] for row in current(project)} == {SECOND}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("31/03/2023", "--received 31/03/2023 is not a date"),
        ((datetime.now(UTC) + timedelta(days=2)).date().isoformat(), "in the future"),
    ],
    ids=["not a date", "future"],
)
def test_a_day_that_cannot_be_is_refused(project, day, said):
    assert said in project.refuse(put_rows(project), "--received", day)


def test_what_was_not_landed_is_a_file_of_text_without_rows(project):
    project.land(put_rows(project))
    current(project)
    folder = project.root / "data" / "current"
    assert sorted(path.stem for path in folder.iterdir()) == sorted(
        [*CONTRACTS, "counted", "releases"]
    )
    for name, contract in CONTRACTS.items():
        with duckdb.connect() as database:
            columns = database.execute(
                "describe from read_parquet(?)", [str(folder / f"{name}.parquet")]
            ).fetchall()
        assert [column[0] for column in columns] == [
            *contract.column_names,
            "release_id",
        ]
        assert {column[1] for column in columns} == {"VARCHAR"}
    assert parquet_rows(folder / "census_religions.parquet") == []


def test_which_release_counts_for_each_period_stands_beside_the_rows(project):
    project.land(put_rows(project, count=2), "--received", "2023-01-10")
    project.land(put_rows(project, quarter="2023-Q2"), "--received", "2023-07-01")
    project.land(put_rows(project, count=3), "--received", "2023-08-01")
    path = project.root / "data" / "current" / "releases.parquet"
    period = make_rows()[0]["quarter"]
    second = (DATASET, BIRMINGHAM, "2023-Q2", SECOND, "2023-07-01")
    for as_of, release_id, received in (
        (date(2023, 7, 31), FIRST, "2023-01-10"),
        (None, THIRD, "2023-08-01"),
    ):
        current(project, as_of=as_of)
        first = (DATASET, BIRMINGHAM, period, release_id, received)
        assert parquet_rows(path) == sorted([first, second])


def test_current_rows_are_the_same_bytes_each_time(project):
    project.land(put_rows(project, count=50))
    project.land(put_rows(project, quarter="2023-Q2", count=50))
    bytes_written = []
    for name in ("one", "two"):
        folder = project.root / "data" / name
        write_current(project, folder)
        bytes_written.append([path.read_bytes() for path in sorted(folder.iterdir())])
    assert bytes_written[0] == bytes_written[1]


# Faults

KILLED_AT = """
import os, sys
from datetime import date
from pathlib import Path
from early_years.environment import Project
from early_years.landing import store, taking

def die(*arguments, **named):
    os._exit(9)

setattr(taking if sys.argv[1] == "_opened" else store, sys.argv[1], die)
taking.land(Project(Path(sys.argv[2])), sys.argv[3], [Path(sys.argv[4])], by="Ana")
"""


@pytest.mark.parametrize(
    ("step", "is_landed"),
    [
        ("_opened", False),
        ("_write_rows", False),
        ("write_synced", False),
        ("_put_in_place", False),
        ("_append_audit", True),
    ],
)
def test_a_killed_landing_is_all_or_nothing(project, step, is_landed):
    project.land(put_rows(project))
    path = put_rows(project, count=3)
    done = subprocess.run(
        [sys.executable, "-c", KILLED_AT, step, project.root, DATASET, path],
        cwd=here().root,
        check=False,
    )
    assert done.returncode == 9
    assert len(load_releases(project, DATASET)) == (2 if is_landed else 1)
    assert {row[-1] for row in current(project)} == {SECOND if is_landed else FIRST}
    said = project.land(path)
    assert ("already landed" in said) is is_landed
    assert {row[-1] for row in current(project)} == {SECOND}
    assert [line["release_id"] for line in audit(project)] == [FIRST, SECOND]
    assert not any(name.startswith(".incoming/") for name in project.stored())


@pytest.mark.parametrize("step", ["_write_rows", "write_synced", "_put_in_place"])
def test_a_full_disk_leaves_nothing_half_landed(project, monkeypatch, step):
    def full(*arguments, **named):
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(store, step, full)
        said = project.refuse(put_rows(project))
    assert "could not be written: No space left on device" in said
    assert f"landed as {FIRST}" in project.land(put_rows(project))


def test_a_torn_line_of_the_audit_is_mended(project):
    project.land(put_rows(project))
    path = project.root / "data" / "landing" / "audit.jsonl"
    path.write_bytes(path.read_bytes()[:-20])
    project.land(put_rows(project, quarter="2023-Q2"))
    assert [line["release_id"] for line in audit(project)] == [FIRST, SECOND]


def test_a_damaged_audit_is_told(project):
    project.land(put_rows(project))
    path = project.root / "data" / "landing" / "audit.jsonl"
    path.write_bytes(b"{not json\n" + path.read_bytes())
    assert "audit.jsonl is damaged" in project.refuse(put_rows(project, count=3))


def test_a_folder_without_a_record_is_not_read_and_not_reused(project):
    folder = project.root / "data" / "landing" / DATASET / SECOND
    folder.mkdir(parents=True)
    (folder / "rows.parquet").write_bytes(b"half")
    assert current(project) == []
    assert f"landed as {THIRD}" in project.land(put_rows(project))


@pytest.mark.parametrize("name", ["rows.parquet", "release.json"])
@pytest.mark.parametrize("content", [None, b"", b"{}", b"PAR1 and so on"])
def test_a_damaged_release_is_named(project, name, content):
    project.land(put_rows(project))
    path = project.root / "data" / "landing" / DATASET / FIRST / name
    path.write_bytes(path.read_bytes()[:-30] if content is None else content)
    with pytest.raises(PlainError, match=f"Release {FIRST} is damaged: its {name}"):
        current(project)


def test_a_value_that_rotted_is_noticed(project):
    """The file can still be read, and as many rows come out of it."""
    project.land(put_rows(project, ward_name="Aston"))
    path = project.root / "data" / "landing" / DATASET / FIRST / "rows.parquet"
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"Aston", b"Astun"))
    assert len(parquet_rows(path)) == 2
    with pytest.raises(PlainError, match=f"Release {FIRST} is damaged"):
        current(project)


def test_rows_that_vanished_are_noticed(project):
    project.land(put_rows(project))
    project.land(put_rows(project, count=3))
    folder = project.root / "data" / "landing" / DATASET
    content = (folder / FIRST / "rows.parquet").read_bytes()
    (folder / SECOND / "rows.parquet").write_bytes(content)
    with pytest.raises(PlainError, match=f"Release {SECOND} is damaged"):
        current(project)


def test_one_landing_at_a_time(project, monkeypatch):
    project.land(put_rows(project))
    monkeypatch.setattr(store, "SECONDS_TO_WAIT", 0.1)
    with filelock.FileLock(project.root / "data" / "landing" / ".lock"):
        said = project.refuse(put_rows(project, count=3))
    assert "Another landing is at work" in said


# Children


def test_children_are_landed_under_an_agreement_by_new_identifiers(project):
    project.land(put_rows(project, dataset=CHILDREN), dataset=CHILDREN)
    release = record(project, f"{CHILDREN}-0001")
    assert release["agreement_title"] == "Return (example)"
    assert release["lawful_basis"] == "Public task"
    key = b"0123456789abcdef" * 4
    for number, row in enumerate(current(project, CHILDREN), start=1):
        assert len(row[2]) == len("EYP-") + 16, number
    digest = hmac.new(key, b"EYP-000001", hashlib.sha256).hexdigest()
    ids = {row[2] for row in current(project, CHILDREN)}
    assert f"EYP-{digest[:16]}" in ids and len(ids) == 2
    for path in (project.root / "data").rglob("*"):
        if path.is_file():
            assert b"EYP-000001" not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("child_id", "prefix"),
    [("ASQ-1", "ASQ-"), ("77", ""), ("Smith-1", ""), ("A B-1", ""), ("X-Y-1", "X-")],
)
def test_only_a_mark_of_the_collection_stays(child_id, prefix):
    made = pseudonyms.pseudonym(child_id, b"key")
    assert made == pseudonyms.pseudonym(f" {child_id} ", b"key")
    assert made != pseudonyms.pseudonym(child_id, b"other")
    assert made[: len(prefix)] == prefix and len(made) == len(prefix) + 16


def test_the_same_child_keeps_its_identifier_and_a_blank_stays_blank(project):
    rows = make_rows(CHILDREN, count=3)
    rows[2]["child_id"] = " "
    project.land(put(project, csv_bytes(rows)), "--anyway", dataset=CHILDREN)
    first = {row[2] for row in current(project, CHILDREN)}
    assert None in first and len(first) == 3
    project.land(put_rows(project, dataset=CHILDREN), dataset=CHILDREN)
    assert {row[2] for row in current(project, CHILDREN)} == first - {None}


# 943 476 5919 is the example of the NHS data dictionary; the UPNs are made up.
@pytest.mark.parametrize(
    "value",
    [
        *("9434765919", "943 476 5919", "943-476-5919", "NHS-9434765919"),
        *("A123456789012", "a123456789012", "H80120000001B", "UPN-A123456789012"),
    ],
)
@pytest.mark.parametrize("column", ["child_id", "home_lsoa_2021_code"])
def test_a_national_identifier_refuses_the_file(project, column, value):
    rows = make_rows(CHILDREN, count=3)
    rows[1][column] = value
    said = project.refuse(put(project, csv_bytes(rows)), dataset=CHILDREN)
    assert f"column {column} holds what looks like NHS numbers or UPNs" in said
    assert "row 3)" in said and "No NHS number or UPN is ever stored" in said
    assert value not in said


@pytest.mark.parametrize("value", ["9434765918", "943476591", "EYP-000001", "A12345"])
def test_other_identifiers_are_none(value):
    assert not pseudonyms.is_national_identifier(value)


def test_without_a_key_children_are_refused(project, monkeypatch, tmp_path):
    path = put_rows(project, dataset=CHILDREN)
    inside = project.root / "key.txt"
    inside.write_text("secret" * 20, encoding="utf-8")
    short = tmp_path / "short.txt"
    short.write_text("secret", encoding="utf-8")
    for named, said in [
        (None, "is not set. Make one outside the project"),
        (str(inside), "lies in the project"),
        (str(tmp_path / "none.txt"), "cannot be read"),
        (str(short), "shorter than 32"),
    ]:
        if named is None:
            monkeypatch.delenv(pseudonyms.KEY_FILE)
        else:
            monkeypatch.setenv(pseudonyms.KEY_FILE, named)
        told = project.refuse(path, dataset=CHILDREN)
        assert said in told and "secretsecret" not in told
    assert "landed as" in project.land(put_rows(project))


@pytest.mark.parametrize(
    "text",
    [
        None,
        "dataset_code,agreement_title,lawful_basis,from_date,to_date,reason\n",
        "dataset_code,agreement_title,lawful_basis,from_date,to_date,reason\n"
        f"{CHILDREN},Return,,2020-01-01,,No lawful basis\n"
        f"{CHILDREN},Return,Public task,2020-01-01,2021-12-31,Ended\n"
        f"{CHILDREN},Return,Public task,2099-01-01,,Not begun\n"
        "asq3_reviews,Return,Public task,2020-01-01,,Another\n",
    ],
    ids=["no file", "no row", "none that covers it"],
)
def test_without_an_agreement_children_are_refused(project, text):
    place = project.root / PLACE
    if text is None:
        place.unlink()
    else:
        place.write_text(text, encoding="utf-8", newline="\n")
    path = put_rows(project, dataset=CHILDREN)
    said = project.refuse(path, "--received", "2024-01-01", dataset=CHILDREN)
    contract = CONTRACTS[CHILDREN]
    assert "no agreement with a lawful basis covers it on 2024-01-01" in said
    assert f"Ask: {contract.owner_team} ({contract.owner_mailbox})" in said


def test_agreements_that_cannot_be_read_are_told(project):
    place = project.root / PLACE
    place.write_text("dataset_code\neyfsp_results\n", encoding="utf-8")
    path = put_rows(project, dataset=CHILDREN)
    assert f"{PLACE} cannot be read" in project.refuse(path, dataset=CHILDREN)


def test_every_dataset_about_people_has_an_agreement():
    project = here()
    for contract in CONTRACTS.values():
        if contract.contains_personal_data:
            assert agreement_for(project, contract, date(2024, 1, 1))


# The list


def test_the_list_tells_what_counts(project):
    assert "Nothing was landed yet." in project.say("releases")[1]
    project.land(put_rows(project), "--received", "2023-04-10")
    project.land(put_rows(project, count=3, is_synthetic="false"))
    code, said = project.say("releases")
    assert code == 0
    lines = {line.split()[0]: line for line in said.splitlines()}
    assert "superseded" in lines[FIRST] and lines[FIRST].split()[-1] == "yes"
    assert "current" in lines[SECOND] and lines[SECOND].split()[-1] == "no"
    assert "2023-04-10T00:00:00Z" in lines[FIRST] and "Ana" in lines[FIRST]
    assert project.say("releases", "asq3_reviews")[1].startswith("Nothing was landed")
    code, said = project.say("releases", "nothing")
    assert code == 1 and "There is no dataset nothing." in said


def test_the_user_lands_it_when_nobody_is_named(project, monkeypatch):
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "berta")
    assert project.say("land", DATASET, put_rows(project))[0] == 0
    assert record(project)["landed_by"] == "berta"
    assert os.listdir(project.root / "data" / "landing" / DATASET) == [FIRST]
