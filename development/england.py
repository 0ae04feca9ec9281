"""Made-up councils as many as England has, as the landing store holds them.

The generator makes three; every further one is one of them once more, under codes,
postcodes and identifiers of its own, in a place of its own and without the same
children: some that differ from council to council and ward to ward were never sent. So
a council's rows are the same alone and beside others, and the same in each run. Each
council lands a release of each dataset that councils send; what is published by area is
one release of all councils. Of what made-up councils don't have there is none.
"""

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path

import duckdb

from development.synthetic import CitySpec, generate_cities
from development.synthetic.made_up import FIRST_AREA, REFERENCE_COLUMNS, TO_NEIGHBOUR
from early_years.contracts import CHILD_ID, Contract, load_contracts
from early_years.environment import PlainError
from early_years.landing.pseudonyms import DIGITS_KEPT
from early_years.landing.releases import RECORD, ROWS, pair_sql, quoted, sha256_of

# England's local authorities and, nearly, its wards, LSOAs and children under five.
COUNCILS = 333
WARDS, LSOAS_PER_WARD, COHORT = 24, 4, 5_650
SPECS = tuple(
    CitySpec(
        f"E0890000{number}",
        f"Council 00{number}",
        seed=number,
        wards=WARDS,
        lsoas_per_ward=LSOAS_PER_WARD,
        children_per_cohort=COHORT,
    )
    for number in (1, 2, 3)
)
# Of a ward's children as many at most were never sent.
MOST_MISSING = 0.1
RECEIVED = "2026-04-01T09:00:00Z"
# Councils stand in rows of a map, from the south-west corner on, so many degrees apart.
ACROSS, SOUTH, WEST, NORTHWARD, EASTWARD = 19, 50.5, -5.2, 0.25, 0.35
# Where the generator put a council: see development/synthetic/cities.yml.
MADE_SOUTH, MADE_WEST, MADE_STEP = 54.0, -9.0, 0.25
# No real postcode begins with these.
FIRST_LETTERS = "QVX"

# c has the number of the made council (made) and of the one it becomes (number).
REKEYED = f"""
    create macro of_three(number) as lpad(cast(number as varchar), 3, '0');
    create macro area_of(code, made, number) as case substr(code, 4, 3)
        when cast({FIRST_AREA} + made as varchar)
            then substr(code, 1, 3) || ({FIRST_AREA} + number) || substr(code, 7)
        when cast({FIRST_AREA + TO_NEIGHBOUR} + made as varchar)
            then substr(code, 1, 3) || ({FIRST_AREA} + number) || '9' || substr(code, 8)
        else code
    end;
    create macro council_of(code, made, number) as case code
        when 'E08900' || of_three(made) then 'E08900' || of_three(number)
        when 'E08900' || ({TO_NEIGHBOUR} + made) then 'E08901' || of_three(number)
        else code
    end;
    create macro postcode_of(code, number) as case when code like 'Q%' then
        substr('{FIRST_LETTERS}', cast(1 + (number - 1) // 234 as int), 1)
        || chr(cast(65 + (number - 1) // 9 % 26 as int))
        || (1 + (number - 1) % 9) || substr(code, 4)
        else code
    end;
    create macro name_of(name, made, number) as replace(replace(
        name, 'Council ' || of_three(made), 'Council ' || of_three(number)
    ), 'Neighbour ' || of_three(made), 'Neighbour ' || of_three(number));
    create macro register_of(code, made, number) as
        replace(code, 'SYN' || of_three(made), 'SYN' || of_three(number));
    create macro north_of(degrees, number) as cast(
        cast(degrees as decimal(9, 6)) - cast({MADE_SOUTH} as decimal(9, 6))
        + cast({SOUTH} + {NORTHWARD} * ((number - 1) // {ACROSS}) as decimal(9, 6))
        as varchar
    );
    create macro east_of(degrees, made, number) as cast(
        cast(degrees as decimal(9, 6))
        - cast({MADE_WEST} + {MADE_STEP} * made as decimal(9, 6))
        + cast({WEST} + {EASTWARD} * ((number - 1) % {ACROSS}) as decimal(9, 6))
        as varchar
    );
    create macro share_of(key) as
        cast('0x' || substr(md5(key), 1, 8) as bigint) / 4294967296.0;
"""
COUNCIL_COLUMNS = ("local_authority_code",)
AREA_COLUMNS = (
    *("home_lsoa_2021_code", "lsoa_2011_code", "lsoa_2021_code", "msoa_2021_code"),
    *("area_code", "larger_area_code", "ward_code"),
)
NAMES = ("local_authority_name", "area_name")
OWN = "local_authority_code"


@dataclass(frozen=True)
class England:
    """Where the councils lie: landing is a landing store, reference has seeds."""

    folder: Path

    @property
    def landing(self) -> Path:
        return self.folder / "landing"

    @property
    def reference(self) -> Path:
        return self.folder / "reference"


def make_england(
    folder: Path, councils: int, specs: tuple[CitySpec, ...] = SPECS
) -> England:
    """Write the landing store and the reference seeds of so many made-up councils.

    specs are the three that the generator makes.
    Raises PlainError for more councils than England has, and for a folder with files.
    """
    if not 1 <= councils <= COUNCILS:
        raise PlainError(f"From 1 to {COUNCILS} councils can be made.")
    if folder.exists() and any(folder.iterdir()):
        raise PlainError(f"{folder.name} has files in it. Name another folder.")
    england = England(folder)
    england.reference.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as made, duckdb.connect() as database:
        # One thread writes the same bytes each time.
        database.execute("set threads = 1")
        database.execute(REKEYED)
        generate_cities(list(specs), Path(made))
        for contract in load_contracts():
            path = Path(made) / "landed" / contract.file_name
            if _read(database, path):
                _land(database, england, contract, councils)
        for name in REFERENCE_COLUMNS:
            _read(database, Path(made) / "reference" / f"{name}.csv")
            rows = _rekeyed(database, f"between 1 and {councils}")
            path = england.reference / f"{name}.csv"
            database.execute(f"copy ({rows} order by all) to {quoted(path)} (header)")
    return england


def _read(database: duckdb.DuckDBPyConnection, path: Path) -> int:
    """Make the table made of a file of the generator, all text; return how many rows.

    Each row says of which of the made councils it is.
    """
    database.execute(
        f"create or replace table made as from read_csv({quoted(path)}, "
        "header = true, all_varchar = true, nullstr = '')"
    )
    names = [name for name, *_ in database.sql("describe made").fetchall()]
    if OWN in names:
        number = f"cast(right({OWN}, 2) as int)"
    else:
        areas = ", ".join(name for name in AREA_COLUMNS if name in names)
        number = f"cast(substr(coalesce({areas or 'null'}), 5, 2) as int)"
    database.execute(
        f"create or replace table made as select *, {number} as made_number from made"
    )
    [(count,)] = database.sql("select count(*) from made").fetchall()
    return count


def _rekeyed(database: duckdb.DuckDBPyConnection, numbers: str) -> str:
    """The query of the rows of made, as the councils of those numbers have them."""
    columns = [name for name, *_ in database.sql("describe made").fetchall()]
    columns.remove("made_number")
    shown = ", ".join(f"{_value(name)} as {name}" for name in columns)
    kept = "true"
    if CHILD_ID in columns:
        ward = "number || '/' || home_lsoa_2021_code"
        child = f"number || '/' || {CHILD_ID}"
        kept = f"share_of({child}) >= {MOST_MISSING} * share_of({ward})"
    return (
        f"select {shown} from made inner join (select cast(range as int) as number "
        f"from range(1, {COUNCILS + 1})) as councils "
        f"on made_number = 1 + (number - 1) % {len(SPECS)} "
        f"where number {numbers} and coalesce({kept}, true)"
    )


def _value(column: str) -> str:
    if column in COUNCIL_COLUMNS:
        return f"council_of({column}, made_number, number)"
    if column in AREA_COLUMNS:
        return f"area_of({column}, made_number, number)"
    if column in NAMES:
        return f"name_of({column}, made_number, number)"
    if column == CHILD_ID:
        # As long as a pseudonym of the landing store.
        key = f"md5(number || '/' || {column})"
        return f"substr({column}, 1, 4) || substr({key}, 1, {DIGITS_KEPT})"
    return {
        "latitude": "north_of(latitude, number)",
        "longitude": "east_of(longitude, made_number, number)",
        "postcode": "postcode_of(postcode, number)",
        "setting_id": "register_of(setting_id, made_number, number)",
        "urn": "register_of(urn, made_number, number)",
    }.get(column, column)


def _land(
    database: duckdb.DuckDBPyConnection,
    england: England,
    contract: Contract,
    councils: int,
) -> None:
    """Write the releases of a dataset: one a council, or one of all of them."""
    by_council = OWN in contract.column_names
    parts = [f"= {number}" for number in range(1, councils + 1)]
    if not by_council:
        parts = [f"between 1 and {councils}"]
    for number, numbers in enumerate(parts, start=1):
        rows = _rekeyed(database, numbers)
        write_release(database, england.landing, contract, number, rows)


def write_release(
    database: duckdb.DuckDBPyConnection,
    landing: Path,
    contract: Contract,
    number: int,
    rows: str,
) -> None:
    """Write the rows of a query into a landing store, as a release of that number."""
    release_id = f"{contract.name}-{number:04d}"
    folder = landing / contract.name / release_id
    folder.mkdir(parents=True)
    columns, key = ", ".join(contract.column_names), ", ".join(contract.primary_key)
    database.execute(
        f"copy (select {columns}, '{release_id}' as release_id from ({rows}) "
        f"order by {key}) to {quoted(folder / ROWS)} (format parquet)"
    )
    record = _record(database, contract, folder, number)
    text = json.dumps(record, indent=2, ensure_ascii=False)
    (folder / RECORD).write_text(f"{text}\n", encoding="utf-8", newline="\n")


def _record(
    database: duckdb.DuckDBPyConnection, contract: Contract, folder: Path, number: int
) -> dict:
    """What release.json says of a release of made-up councils."""
    part, period = pair_sql(contract)
    landed = f"read_parquet({quoted(folder / ROWS)})"
    pairs = database.sql(
        f"select {part} as part, {period} as period, count(*) from {landed} "
        "group by all order by all"
    ).fetchall()
    digest = sha256_of(folder / ROWS)
    return {
        "release_id": folder.name,
        "dataset_code": contract.name,
        "title": contract.title,
        "publisher_name": contract.publisher_name,
        "periods": sorted({period for _, period, _ in pairs}),
        "councils": sorted({part[:9] for part, _, _ in pairs if part.startswith("E")}),
        "pairs": [[part, period] for part, period, _ in pairs],
        "received": RECEIVED,
        "landed": RECEIVED,
        "landed_by": "development england",
        "licence": contract.licence,
        "agreement_title": None,
        "lawful_basis": None,
        "file_name": f"{contract.name} {number}.csv",
        "file_sha256": digest,
        "layout": "contract",
        "mapping_name": None,
        "mapping_sha256": None,
        "postcode_release": None,
        "rows": sum(count for _, _, count in pairs),
        "rows_sha256": digest,
        "is_synthetic": True,
        "supersedes": [],
    }
