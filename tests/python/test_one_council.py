"""What some councils send is built for them alone, and equals building all again.

Of the crowd three councils are built alone, straight, out of all that they send.
Then a store of four small councils that lie across each other's borders is refreshed
after one of them has sent a new term and other lists: alone, and once more whole.
"""

import json
import shutil
from dataclasses import replace

import duckdb
import pytest
from councils import PLAIN, SUPPLIED
from planted_places import BIRMINGHAM
from projects import copy_project

from development import england
from development.bench import node_sql
from early_years.contracts import load_contracts
from early_years.landing.releases import is_sent_by_council, quoted
from early_years.publishing import kept as keeping
from early_years.publishing import refresh as refreshing
from early_years.publishing.councils import Part, part_to_build
from early_years.publishing.inputs import Inputs
from early_years.publishing.kept import Kept, last_kept
from early_years.publishing.lineage import OF_PUBLICATION, lineage_of
from early_years.publishing.places import Building, published_folder

CONTRACTS = {contract.name: contract for contract in load_contracts()}
SENT = [name for name, one in CONTRACTS.items() if is_sent_by_council(one)]
SMALL = tuple(
    replace(spec, wards=6, lsoas_per_ward=2, children_per_cohort=240)
    for spec in england.SPECS
)
COUNCILS, SENDER = 4, "E08900002"
TERMS = "early_education_headcount"
# Lists that cross the border: of them the sender sends its last month again, shorter.
LISTS = ("council_settings", "early_years_services", "funded_places")
MODELS_ALONE = ("build", "--exclude-resource-type", "test", "unit_test", "exposure")


def differing(database, tables, where=""):
    """The tables whose rows are not the same in here and in there."""
    sides = ("here", "there")
    both = "select * from {0}.{2} {3} except all select * from {1}.{2} {3}"
    return [
        table
        for table in tables
        for one, other in (sides, sides[::-1])
        if database.sql(both.format(one, other, table, where)).fetchone()
    ]


def test_councils_alone_are_what_they_are_beside_the_others(crowd, tmp_path):
    copy, _ = crowd
    codes = (BIRMINGHAM, PLAIN.local_authority_code, SUPPLIED.local_authority_code)
    manifest = json.loads(copy.manifest.read_text(encoding="utf-8"))
    results = json.loads(copy.run_results.read_text(encoding="utf-8"))["results"]
    compiled = {one["unique_id"]: one["compiled_code"] for one in results}
    columns = copy.frame(
        "select table_name, column_name from information_schema.columns"
    )
    lineage = lineage_of(manifest, columns.itertuples(index=False, name=None))
    changed = lineage.changed(SENT)
    extracts = {f"raw_{name}" for name in SENT}
    own = f"where trim(local_authority_code) in {codes}"
    built = changed.built_alone()
    path = tmp_path / copy.database.name
    with duckdb.connect(str(path), config={"threads": 1}) as database:
        database.execute(f"attach {quoted(copy.database)} as there (read_only)")
        for schema in {node["schema"] for node in lineage.nodes.values()}:
            database.execute(f'create schema if not exists "{schema}"')
        for name in changed.read:
            table = lineage.table(name)
            is_sent = lineage.nodes[name]["name"] in extracts
            filtered = own if is_sent or not lineage.is_read_whole(name) else ""
            database.execute(f"create table {table} as from there.{table} {filtered}")
        for name in lineage.in_order():
            node = lineage.nodes[name]
            if node["name"] in built:
                database.execute(node_sql(node, compiled[name], copy))
    with duckdb.connect() as database:
        database.execute(f"attach {quoted(path)} as here (read_only)")
        database.execute(f"attach {quoted(copy.database)} as there (read_only)")
        tables = [lineage.table(name) for name in changed.exchanged]
        assert len(tables) > 100
        assert differing(database, tables, own) == []


def new_files(project):
    """Let the sender land one more term, and lists that stand for its last ones."""
    landing = project.root / "data" / "landing"
    periods = project.seed("reference/ref_periods").sort_values("start_date")
    labels = list(periods.loc[periods["period_type"] == "term", "supplier_label"])
    with duckdb.connect(config={"threads": 1}) as database:
        for dataset in (TERMS, *LISTS):
            contract = CONTRACTS[dataset]
            period = contract.period_column
            held = quoted(landing / dataset / "*" / "rows.parquet")
            sent = f"from read_parquet({held}) where local_authority_code = '{SENDER}'"
            [(last,)] = database.sql(f"select max({period}) {sent}").fetchall()
            of_last = f"{sent} and {period} = '{last}'"
            rows = f"select * {of_last} and hash({contract.primary_key[-1]}) % 3 > 0"
            if dataset == TERMS:
                following = labels[labels.index(last) + 1]
                rows = f"select * replace ('{following}' as {period}) {of_last}"
            england.write_release(database, landing, contract, COUNCILS + 1, rows)


@pytest.fixture(scope="module")
def refreshed_alone(tmp_path_factory):
    """A project refreshed whole after new files, and data as the part left them."""
    root = tmp_path_factory.mktemp("one") / "project"
    project = copy_project(root)
    data, aside = root / "data", root.parent
    with pytest.MonkeyPatch.context() as patch:
        for made in ("0.25", "0.35"):
            across = england.REKEYED.replace(f"{made} * ((", "0.01 * ((")
            patch.setattr(england, "REKEYED", across)
        four = england.make_england(aside / "four", COUNCILS, SMALL)
        four.landing.rename(data / "landing")
        for path in four.reference.iterdir():
            shutil.copyfile(path, root / "seeds" / "reference" / path.name)
        for name in ("area_counts", "settings", "totals"):
            with project.changed_seed(f"expectations/expect_{name}") as rows:
                rows.drop(rows.index, inplace=True)
        # What is made of tables and files, and tests of code that others test.
        for name in ("write_report", "refuse_leaks"):
            patch.setattr(refreshing, name, lambda *_: [])
        for name in ("write_pack", "write_packs"):
            patch.setattr(refreshing, name, lambda _: None)
        patch.setattr(refreshing, "BUILD", MODELS_ALONE)
        refreshing.refresh(project, by="Ana")
        # Later than any other: whether a source is late hangs on the last day of all.
        patch.setattr(england, "RECEIVED", "2027-01-15T09:00:00Z")
        new_files(project)
        shutil.copytree(data, aside / "before", symlinks=True)
        alone = refreshing.refresh(project, by="Ana")
        data.rename(aside / "alone")
        (aside / "before").rename(data)
        whole = refreshing.refresh(project, by="Ana", whole=True)
    assert published_folder(project).name == "0002"
    return project, aside / "alone", "\n".join(alone), "\n".join(whole)


def test_what_was_built_is_said(refreshed_alone):
    _, _, alone, whole = refreshed_alone
    assert "Built Council 002 alone (1 of 4 councils), which sent" in alone
    assert "Built all councils: --whole says so." in whole


def test_every_table_is_that_of_a_rebuild(refreshed_alone):
    project, data, _, _ = refreshed_alone
    with duckdb.connect() as database:
        for name, home in (("here", data), ("there", project.root / "data")):
            path = quoted(home / "kept" / project.database.name)
            database.execute(f"attach {path} as {name} (read_only)")
        found = database.sql(
            "select '\"' || schema_name || '\".\"' || table_name || '\"' "
            "from duckdb_tables() where database_name = 'there' order by all"
        ).fetchall()
        assert len(found) > 300
        assert differing(database, [table for (table,) in found]) == []


def test_every_file_is_that_of_a_rebuild(refreshed_alone):
    project, data, _, _ = refreshed_alone
    alone = data / "published" / "0002"
    whole = published_folder(project)
    files = {path.relative_to(whole) for path in whole.rglob("*") if path.is_file()}
    assert files == {
        path.relative_to(alone) for path in alone.rglob("*") if path.is_file()
    }
    # The one has rows in another order, the other says when.
    others = {"early_years.duckdb", "release.json"}
    differ = [
        file.as_posix()
        for file in sorted(files)
        if (whole / file).read_bytes() != (alone / file).read_bytes()
    ]
    assert set(differ) == others


def node(name, *parents, macros=(), across=None, kind="table"):
    """One of a manifest, as far as lineage asks."""
    return {
        "name": name,
        "alias": name,
        "schema": "s",
        "resource_type": "model",
        "config": {
            "materialized": kind,
            "meta": {"looks_across_councils": across} if across else {},
        },
        "depends_on": {"nodes": list(parents), "macros": list(macros)},
    }


def test_what_hangs_on_a_dataset_is_alone_or_for_all():
    nodes = [
        node("old", macros=[OF_PUBLICATION]),
        node("areas"),
        node("reviews", "source.p.landing_store.reviews", "areas", kind="view"),
        node("results", "seed.p.raw_results"),
        node("rates", "reviews", "results"),
        node("near", "rates", across="They are near."),
        node("names", "reviews"),
        node("last", "near", "rates"),
    ]
    by_council = ("old", "reviews", "results", "rates", "near", "last")
    lineage = lineage_of(
        {"nodes": {one["name"]: one for one in nodes}},
        [(name, "local_authority_code") for name in by_council],
    )
    changed = lineage.changed(["reviews"])
    assert changed.built_alone() == ["rates", "reviews"]
    assert changed.exchanged == ["rates"]
    assert changed.read == ["areas", "results"]
    assert changed.built_for_all() == ["last", "names", "near", "old"]
    # The rates came out as they were.
    assert changed.built_for_all({"rates"}) == ["names", "old"]


@pytest.fixture
def plan(tmp_path, monkeypatch):
    """What is planned where something differs from what was built before."""
    names = [(f"E{number}", f"Council {number}", True) for number in range(1, 5)]
    monkeypatch.setattr(keeping, "councils", lambda _: names)
    monkeypatch.setattr(keeping, "former_councils", lambda _: {"E9"})
    same = {"code": "c", "policy": {"p": "1"}, "noise_mark": "", "folder": "refresh"}
    before = {"reviews": {"E1": "a", "E2": "a"}, "poverty": {"": "a"}}

    def planned(counted=None, **other):
        kept = Kept(tmp_path, same | {"counted": before})
        now = same | {"counted": before | (counted or {})} | other
        monkeypatch.setattr(keeping, "last_kept", lambda _: kept)
        monkeypatch.setattr(keeping, "built_from", lambda *_: now)
        return part_to_build(Building(tmp_path, True, folder=tmp_path), INPUTS)

    return planned


INPUTS = Inputs({}, {}, None, "", {}, "", "")


def test_who_sent_something_is_built_alone(plan):
    part = plan({"reviews": {"E1": "a", "E2": "b"}})
    assert isinstance(part, Part)
    assert (part.councils, part.datasets) == ({"E2": "Council 2"}, ["reviews"])
    # Its first rows, and its last.
    assert plan({"reviews": {"E1": "a", "E2": "a", "E3": "a"}}).councils.keys() == {
        "E3"
    }
    assert plan({"reviews": {"E2": "a"}}).councils.keys() == {"E1"}


@pytest.mark.parametrize(
    ("counted", "other", "reason"),
    [
        ({}, {}, "none of them sent anything"),
        ({}, {"code": "d"}, "code or reference data have changed"),
        ({}, {"policy": {"p": "2"}}, "policy has changed"),
        ({}, {"noise_mark": "n"}, "another key"),
        ({}, {"folder": "0a1b"}, "another program"),
        ({"poverty": {"": "b"}}, {}, "poverty is of all councils"),
        ({"results": {"E1": "a"}, "reviews": {"": "a"}}, {}, "reviews is of all"),
        ({"reviews": {"E1": "a", "E2": "a", "e3": "a"}}, {}, "e3 in the files is no"),
        ({"reviews": {"E1": "b", "E2": "b", "E3": "b"}}, {}, "most of them"),
        # It sent nothing now, and its rows count in one that may have.
        ({"reviews": {"E1": "b", "E2": "a"}, "results": {"E9": "a"}}, {}, "E9 in the"),
    ],
)
def test_why_all_councils_are_built_is_said(plan, counted, other, reason):
    assert reason in plan(counted, **other)


KEPT = {
    "built_from.json": json.dumps(dict.fromkeys(keeping.RECORDED, "")).encode(),
    "manifest.json": b'{"nodes": {}}',
}


@pytest.fixture
def kept_folder(tmp_path):
    """A kept build that is whole, as far as anybody looks before it is read."""
    folder = tmp_path / "data" / "kept"
    folder.mkdir(parents=True)
    for name, data in KEPT.items():
        (folder / name).write_bytes(data)
    with duckdb.connect(str(folder / "early_years.duckdb")) as database:
        database.execute("create schema reference")
        database.execute(
            "create table reference.ref_local_authorities as select "
            "'E1' as local_authority_code, 'One' as local_authority_name, "
            "true as is_served"
        )
    return folder


def test_a_whole_earlier_build_is_found(kept_folder):
    home = kept_folder.parents[1]
    assert last_kept(Building(home, True, folder=home)) is not None


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("built_from.json", None),
        ("built_from.json", b"{}"),
        ("built_from.json", b"[]"),
        ("manifest.json", None),
        ("manifest.json", b"{"),
        ("early_years.duckdb", None),
        ("early_years.duckdb", b""),
        ("early_years.duckdb", b"damaged" * 4096),
    ],
)
def test_without_a_whole_earlier_build_all_are_built(kept_folder, file, data):
    path = kept_folder / file
    path.unlink()
    if data is not None:
        path.write_bytes(data)
    home = kept_folder.parents[1]
    building = Building(home, True, folder=home)
    assert last_kept(building) is None
    assert "no earlier build" in part_to_build(building, INPUTS)
