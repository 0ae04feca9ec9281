"""The secret that the noise of counts for partners and the public is made with.

Who knows a record, this code and no secret can work out the noise of its counts. So
real counts leave with a secret of the council alone: a digest of the key by which
identifiers of children are made anew.
"""

import hashlib
import hmac
import os
from pathlib import Path

import duckdb

from early_years.contracts import Contract, load_contracts
from early_years.csv_rows import csv_rows
from early_years.environment import KEY_FILE, PlainError, Project
from early_years.landing.pseudonyms import HOW_TO_MAKE_ONE, read_key
from early_years.landing.releases import quoted

SOURCES = Path("seeds") / "policy" / "policy_indicator_sources.csv"
PURPOSE = b"noise of counts"


def record_secret(project: Project) -> str:
    """What noise is made with beside the records themselves.

    Blank for the example, which is the same for everyone, and without a key. Raises
    PlainError when the key cannot be used: with another secret the same counts would
    get other noise.
    """
    if not (project.reads_store and os.environ.get(KEY_FILE, "").strip()):
        return ""
    return hmac.new(read_key(project), PURPOSE, hashlib.sha256).hexdigest()


def noise_mark(project: Project) -> str:
    """Tells secrets apart without giving one away; blank without a secret."""
    secret = record_secret(project)
    return hashlib.sha256(f"mark of {secret}".encode()).hexdigest() if secret else ""


def refuse_other_noise(mark: str, before: str | None, publication: str) -> None:
    """Raise PlainError where a publication was made with another secret.

    mark and before are noise_mark of now and of that publication.
    """
    if before and mark != before:
        raise PlainError(
            f"REFUSED: publication {publication} was made with another key. The counts "
            "of the same children would leave with other noise, and whoever holds both "
            f"publications could average it away. Let {KEY_FILE} name the key that it "
            "was made with. If that is lost, or somebody got hold of it: python -m "
            "early_years refresh --anyway."
        )


def refuse_known_noise(project: Project, rows: Path) -> None:
    """Raise PlainError where real counts would get noise that anybody can work out.

    rows is the folder of the rows that are going to be built from: Parquet of the
    store, or the seeds.
    """
    if record_secret(project):
        return
    real = [
        contract.title
        for contract in _counted(project)
        if _has_real_rows(rows, contract)
    ]
    if not real:
        return
    what = f"REFUSED: rows that do not say that they are made up ({'; '.join(real)})"
    why = (
        "The counts of partners and the public would get noise that anybody can work "
        "out who has this code."
    )
    if not project.reads_store:
        raise PlainError(
            f"{what} lie in {project.relative(project.landed)}, which is built without "
            f"a secret. {why} Land them instead: python -m early_years land DATASET "
            "FILES."
        )
    raise PlainError(
        f"{what} are to be built, and {KEY_FILE} is not set. {why} Let it hold the "
        "path of the key with which identifiers of children are made anew, and start "
        f"python -m early_years build or refresh again. {HOW_TO_MAKE_ONE}"
    )


def _counted(project: Project) -> list[Contract]:
    """The datasets of which children are counted, and that are not open data."""
    named = {row["dataset_code"] for row in csv_rows(project.root / SOURCES)}
    return [
        contract
        for contract in load_contracts()
        if not contract.comes_with_tool
        and named & {contract.name, contract.ward_return_of}
    ]


def _has_real_rows(rows: Path, contract: Contract) -> bool:
    """Whether a dataset has a row that does not say that it is made up."""
    parquet, seed = rows / f"{contract.name}.parquet", rows / contract.file_name
    if parquet.is_file():
        table = f"read_parquet({quoted(parquet)})"
    elif seed.is_file():
        table = (
            f"read_csv({quoted(seed)}, delim = ',', quote = '\"', header = true, "
            "all_varchar = true)"
        )
    else:
        return False
    with duckdb.connect() as database:
        found = database.sql(
            f"select 1 from {table} "
            "where lower(trim(is_synthetic)) is distinct from 'true' limit 1"
        )
        return bool(found.fetchall())
