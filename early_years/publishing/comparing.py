"""Handing a build what the publication before archived, to say why ranks changed.

What is made of it stands in models/intermediate/need, int_need__rank_change_*.
"""

import shutil
from pathlib import Path

import duckdb

from early_years.environment import PlainError
from early_years.landing.releases import quoted
from early_years.publishing.inputs import Inputs
from early_years.publishing.losing import count_ranked
from early_years.publishing.places import Building, publications
from early_years.publishing.publication import ARCHIVE, SCORES, read_record

PREVIOUS = "previous"

# What a refresh says of ranks: of each council's list, and of the wards that came into
# it, went out of it, or moved by more than chance.
CHANGES = """
    with changes as (
        select distinct
            local_authority_code,
            local_authority_name,
            previous_publication_code,
            ward_code,
            rank_to,
            change_text,
            list_text,
            rank_from != rank_to and (
                is_more_than_chance
                or (rank_from <= top_k) != (rank_to <= top_k)
            ) as is_told
        from marts.fct_ward_rank_changes
        cross join intermediate.int_policy__ranking_settings
    )

    select
        local_authority_name,
        any_value(previous_publication_code),
        any_value(list_text),
        coalesce(list(change_text order by rank_to, ward_code) filter (is_told), []),
    from changes
    group by local_authority_code, local_authority_name
    order by local_authority_code
"""
CHANGES_TOLD = 6


def take_previous(building: Building, last: Path | None, inputs: Inputs) -> str | None:
    """Hand the archive of the publication before to the build; return its name.

    That is the last one that ranked wards, or, when the last one was made from the
    same, the one that it was compared with: publishing once more says the same again.
    What was compared with is kept in the new publication, which may outlive it. None
    where there is nothing to compare with: then nothing is handed. Raises PlainError
    for an archive that cannot be read.
    """
    record = read_record(last)
    if last is None or not record:
        return None
    if inputs.are_of(record):
        name, folder = record.get("compared_with"), last / PREVIOUS
    else:
        ranked = _last_ranked(building, last)
        if ranked is None:
            return None
        name, folder = ranked.name, ranked
    files = [folder / file for file in (*ARCHIVE, SCORES)]
    if not name or not all(file.is_file() for file in files):
        return None
    kept = building.publication / PREVIOUS
    kept.mkdir()
    building.previous.mkdir()
    for file in files:
        shutil.copyfile(file, kept / file.name)
        _hand(file, building.previous / f"{file.stem}.parquet", name)
    return name


def change_lines(database_path: Path) -> list[str]:
    """Why ranks changed since the publication before, in words; none without one."""
    with duckdb.connect(str(database_path), read_only=True) as database:
        councils = database.sql(CHANGES).fetchall()
    lines = []
    for council, publication, list_text, told in councils:
        lines += [
            "",
            f"{council}, since publication {publication}: {list_text}",
            *(f"  {text}" for text in told[:CHANGES_TOLD]),
        ]
        if len(told) > CHANGES_TOLD:
            lines.append("  More of them stand in need/ward_rank_changes.")
    return lines


def _last_ranked(building: Building, last: Path) -> Path | None:
    """The last publication, or the newest before it of which wards have ranks."""
    before = {
        number: folder
        for number, folder in publications(building).items()
        if number <= int(last.name)
    }
    ranked = (folder for _, folder in sorted(before.items(), reverse=True))
    return next((folder for folder in ranked if count_ranked(folder)), None)


def _hand(file: Path, rows: Path, publication: str) -> None:
    """Write an archive as dbt reads it: all text, with the publication's name."""
    try:
        with duckdb.connect(config={"threads": 1}) as database:
            database.execute(
                f"copy (select *, {quoted(publication)} as publication_code "
                f"from read_csv({quoted(file)}, header = true, all_varchar = true)) "
                f"to {quoted(rows)} (format parquet)"
            )
    except duckdb.Error:
        raise PlainError(
            f"Publication {publication} is damaged: its {file.name} cannot be read. "
            "Restore it from the backup, or remove the file to publish without saying "
            "why ranks changed."
        ) from None
