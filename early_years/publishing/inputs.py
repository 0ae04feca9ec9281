"""What a publication is made from, so that it can be told and compared."""

import hashlib
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import duckdb

from early_years.checks import check_project
from early_years.environment import PlainError
from early_years.landing.noise import noise_mark, refuse_known_noise
from early_years.landing.releases import write_current
from early_years.policy_checks import refuse_bad_policy
from early_years.publishing.places import Building

# What else shapes the figures and files; tests only judge them.
CODE = (
    "dbt_project.yml",
    "early_years",
    "macros",
    "models",
    "requirements.txt",
    "seeds/expectations",
    "seeds/governance",
    "seeds/reference",
)


@dataclass(frozen=True)
class Inputs:
    """Everything that a publication rests on.

    inputs: dataset -> ids of the releases whose rows count, or the word seeds;
    input_rows: dataset -> how many rows that are.
    inputs_sha256 and code_sha256 are of all files, policy_sha256 is file -> its own;
    noise_mark tells with which secret noise is made.
    """

    inputs: dict[str, list[str]] | str
    input_rows: dict[str, int]
    as_of: str | None
    inputs_sha256: str
    policy_sha256: dict[str, str]
    code_sha256: str
    noise_mark: str

    def as_record(self) -> dict:
        """The same as release.json holds it."""
        return asdict(self)

    def are_of(self, record: dict) -> bool:
        """Whether the publication with that record was made from just these."""
        wanted = self.as_record()
        return {key: record.get(key) for key in wanted} == wanted


def take_inputs(building: Building, as_of: date | None) -> Inputs:
    """Get the rows ready that dbt is going to read, and say what they are.

    Raises PlainError when an extract or a release cannot be read, policy holds what is
    not allowed, as_of is given and nothing was landed, or real counts would leave
    without a secret.
    """
    root = building.root
    refuse_bad_policy(building)
    inputs: dict[str, list[str]] | str
    if building.reads_store:
        counts = write_current(building, building.current, as_of)
        inputs = {dataset: _release_ids(building, dataset) for dataset in counts}
        rows = building.current
    elif as_of:
        raise PlainError("Nothing has been landed yet, so --as-of has no meaning.")
    else:
        report = check_project(building)
        if report.is_refused:
            raise PlainError("\n".join(report.lines()))
        inputs, rows, counts = "seeds", building.landed, report.row_counts
    refuse_known_noise(building, rows)
    return Inputs(
        inputs=inputs,
        input_rows=dict(counts),
        as_of=as_of.isoformat() if as_of else None,
        inputs_sha256=_sha256_of(rows, [rows]),
        policy_sha256={path.name: _sha256(path) for path in policy_files(root)},
        code_sha256=_sha256_of(root, [root / name for name in CODE]),
        noise_mark=noise_mark(building),
    )


def policy_files(root: Path) -> list[Path]:
    """The seeds that hold policy, by name."""
    return sorted((root / "seeds" / "policy").glob("*.csv"))


def _release_ids(building: Building, dataset: str) -> list[str]:
    """The releases whose rows were taken, read from the rows that dbt will read."""
    path = str(building.current / f"{dataset}.parquet")
    with duckdb.connect() as database:
        found = database.execute(
            "select distinct release_id from read_parquet(?) order by release_id",
            [path],
        )
        return [release_id for (release_id,) in found.fetchall()]


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _sha256_of(root: Path, places: list[Path]) -> str:
    """One digest of all files in some places, by their path below root."""
    paths = {path for place in places for path in (place, *place.rglob("*"))}
    files = [
        (path.relative_to(root).as_posix(), path)
        for path in paths
        if path.is_file() and "__pycache__" not in path.parts
    ]
    lines = [f"{name} {_sha256(path)}\n" for name, path in sorted(files)]
    return hashlib.sha256("".join(lines).encode("utf-8")).hexdigest()
