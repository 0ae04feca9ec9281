"""Councils as many as England has: each in codes of its own, alone as beside others."""

import shutil
from dataclasses import replace

import duckdb
import pandas as pd
import pytest

from development.bench_england import Cost, steep, table
from development.bench_pandas import JUMPS, METHODS, RANKS, RATES, Beside, beside
from development.england import COUNCILS, REKEYED, SPECS, make_england
from early_years.contracts import load_contracts
from early_years.environment import PlainError, Project
from early_years.landing.releases import write_current

SMALL = tuple(
    replace(spec, wards=4, lsoas_per_ward=2, children_per_cohort=120) for spec in SPECS
)
CONTRACTS = {contract.name: contract for contract in load_contracts()}


@pytest.fixture(scope="module")
def five(tmp_path_factory):
    return make_england(tmp_path_factory.mktemp("england") / "five", 5, SMALL)


def files(england):
    found = sorted(path for path in england.folder.rglob("*") if path.is_file())
    return {path.relative_to(england.folder).as_posix(): path for path in found}


def rows_of(england, dataset):
    rows = f"{(england.landing / dataset).as_posix()}/*/rows.parquet"
    with duckdb.connect() as database:
        return database.sql(f"from read_parquet('{rows}')").df()


def test_a_council_is_the_same_alone_and_beside_others(five, tmp_path):
    alone, beside = files(make_england(tmp_path / "two", 2, SMALL)), files(five)
    by_council = [name for name in alone if name.endswith("-0002/rows.parquet")]
    assert len(by_council) > 8
    for name in by_council:
        assert alone[name].read_bytes() == beside[name].read_bytes(), name


def test_the_same_call_writes_the_same_bytes(five, tmp_path):
    again, before = files(make_england(tmp_path / "again", 5, SMALL)), files(five)
    assert again.keys() == before.keys()
    changed = [n for n in again if again[n].read_bytes() != before[n].read_bytes()]
    assert changed == []


def test_no_row_has_the_key_of_another(five):
    datasets = sorted(path.name for path in five.landing.iterdir())
    assert {"asq3_reviews", "postcodes", "settings_register"} <= set(datasets)
    for dataset in datasets:
        rows = rows_of(five, dataset)
        assert not rows.duplicated(list(CONTRACTS[dataset].primary_key)).any(), dataset
    # By these the lists of councils and the register know each other.
    assert rows_of(five, "council_settings")["urn"].dropna().is_unique


def test_areas_are_the_councils_own_and_known(five):
    areas = pd.read_csv(five.reference / "ref_small_areas.csv", dtype="str")
    lsoas = areas[areas["area_kind"] == "lsoa_2021"]
    wards = pd.read_csv(five.reference / "ref_wards.csv", dtype="str")
    assert lsoas["area_code"].is_unique
    assert wards.groupby("local_authority_code").size().tolist() == [4] * 5
    # The fourth is the first once more.
    residents = rows_of(five, "population_estimates")
    assert set(residents["lsoa_2021_code"]) <= set(lsoas["area_code"])
    due = rows_of(five, "asq3_children_due")
    assert set(due["ward_code"]) == set(wards["ward_code"])
    homes = rows_of(five, "eyfsp_results").merge(
        lsoas, left_on="home_lsoa_2021_code", right_on="area_code"
    )
    own = homes["local_authority_code_x"] == homes["local_authority_code_y"]
    elsewhere = homes[~own]["local_authority_code_y"].str.replace("E08901", "E08900")
    assert own.mean() > 0.9
    assert (elsewhere == homes[~own]["local_authority_code_x"]).all()


def test_copies_have_not_the_same_children(five):
    reviews = rows_of(five, "asq3_reviews")
    assert reviews["child_id"].is_unique
    counts = reviews.groupby("local_authority_code").size()
    assert counts["E08900001"] != counts["E08900004"]


def test_no_two_councils_share_a_postal_district():
    query = f"""
        select postcode_of('QA' || district || ' 0CC', number) as postcode
        from range(1, {COUNCILS + 1}) as numbers (number)
        cross join range(10, 20) as districts (district)
    """
    with duckdb.connect() as database:
        database.execute(REKEYED)
        postcodes = database.sql(query).df()["postcode"]
    assert postcodes.is_unique
    assert postcodes.str.fullmatch("[QVX][A-Z][1-9][0-9] 0CC").all()


def test_the_landing_store_reads_them(five, tmp_path):
    project = Project(tmp_path / "project", reads_store=True)
    shutil.copytree(five.landing, project.root / "data" / "landing")
    contract = CONTRACTS["asq3_reviews"]
    releases = five.landing / contract.name
    assert len(list(releases.iterdir())) == 5
    with pytest.MonkeyPatch.context() as only:
        only.setattr("early_years.landing.releases.load_contracts", lambda: [contract])
        counts = write_current(project, tmp_path / "current")
    assert counts == {contract.name: len(rows_of(five, contract.name))}


def test_what_england_has_not_is_refused(five, tmp_path):
    with pytest.raises(PlainError, match="From 1 to 333"):
        make_england(tmp_path, COUNCILS + 1)
    with pytest.raises(PlainError, match="has files in it"):
        make_england(five.folder, 1)


def test_the_table_has_a_column_for_each_number_of_councils():
    nodes = {
        "model.early_years.int_need__ranks": 2.0,
        "model.early_years.int_need__scores": 1.0,
        "model.early_years.fct_sites": 0.5,
        "seed.early_years.ref_wards": 0.25,
    }
    few = Cost(1, 1500, 2000, 0, 0, nodes, 90, by_dbt=7.5)
    lines = table([few, Cost(10, 1500, 2000, 0, 0, nodes, 90)])
    assert lines[0] == "| CPU seconds | 1 | 10 |"
    assert "| need | 3.0 | 3.0 |" in lines
    assert "| seeds | 0.2 | 0.2 |" in lines
    assert "| all models and seeds | 3.8 | 3.8 |" in lines
    assert "| a thousand rows of children | 2.500 | 2.500 |" in lines
    assert "| dbt : straight | 2.00 |  |" in lines


def test_pandas_ranks_drawn_wards_as_the_sql_does(built):
    with duckdb.connect() as database:
        database.execute("create schema intermediate")
        database.execute(f"attach '{built.database.as_posix()}' as build (read_only)")
        for name in (JUMPS, METHODS, RANKS, RATES):
            database.execute(f"create table {name} as from build.{name}")
        drawn = beside(database, 1.0)
        assert (drawn.differing, drawn.ranks) == (0, 69 * 2 * 1000)
        ward = f"(select max(ward_code) from {RATES})"
        [(rank,)] = database.sql(
            f"select min(need_rank) from {RANKS} where draws_count > 1 "
            f"and noise_code = 'data' and ward_code = {ward}"
        ).fetchall()
        # One draw less there, and one more beyond all ranks.
        database.execute(
            f"insert into {RANKS} select * replace (99 as need_rank, 1 as draws_count) "
            f"from {RANKS} where need_rank = {rank} and noise_code = 'data' "
            f"and ward_code = {ward}; update {RANKS} set draws_count = draws_count - 1 "
            f"where need_rank = {rank} and noise_code = 'data' and ward_code = {ward}"
        )
        assert beside(database, 1.0).differing == 1


def test_the_draws_are_held_beside_pandas_and_numpy():
    line = Beside(sql=2.0, pandas=9.0, numpy=0.5, ranks=1000, differing=3).line
    assert "9.0 in pandas (4.5 times as long, 3 ranks differ)" in line
    assert "0.5 in numpy (SQL takes 4.0 times as long)" in line


@pytest.mark.parametrize(("later", "is_steep"), [(10.0, False), (14.0, True)])
def test_what_grows_faster_than_its_rows_is_named(later, is_steep):
    costs = [
        Cost(number, 1000 * number, 0, 0, 0, {"model.early_years.fct_a": spent}, 0)
        for number, spent in ((1, 1.0), (10, later))
    ]
    [line] = steep(costs)
    assert line.startswith("fct_a grows by the power 1.15") is is_steep
