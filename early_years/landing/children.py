"""What is done to the rows of children before anything of them is stored."""

from dataclasses import replace

from early_years.contracts import CHILD_ID, Contract
from early_years.environment import Project
from early_years.landing import pseudonyms
from early_years.landing.interpreting import Extract
from early_years.landing.opening import plain
from early_years.landing.opt_outs import opted_out_of
from early_years.landing.together import Arrived

ROWS_NAMED = 5


def key_of(project: Project, contract: Contract) -> bytes:
    """The key of children's identifiers; nothing where a dataset has no children.

    Raises PlainError where there is none.
    """
    return pseudonyms.read_key(project) if contract.is_child_level else b""


def forbidden(extract: Extract) -> list[str]:
    """Where values look like NHS numbers or UPNs; the values are never repeated."""
    if not extract.contract.is_child_level:
        return []
    found = []
    for place, column in enumerate(extract.contract.column_names):
        values = {value for row in extract.rows if (value := row[place]) is not None}
        named = {value for value in values if pseudonyms.is_national_identifier(value)}
        if not named:
            continue
        lines = extract.lines or range(1, len(extract.rows) + 1)
        rows = [
            line
            for line, row in zip(lines, extract.rows, strict=True)
            if row[place] in named
        ]
        listed = ", ".join(f"{row:,}" for row in rows[:ROWS_NAMED])
        more = f" and {len(rows) - ROWS_NAMED:,} more" if len(rows) > ROWS_NAMED else ""
        found.append(
            f"{plain(extract.file_name)}: column {column} holds what looks like NHS "
            f"numbers or UPNs (row {listed}{more}). No NHS number or "
            "UPN is ever stored. Ask the supplier for its own pseudonyms instead, and "
            "delete this file."
        )
    return found


def with_pseudonyms(extract: Extract, key: bytes) -> Extract:
    """An extract with the identifiers of its children made anew.

    What Excel shortened is no child's: it becomes a mark that the judgement refuses.
    """
    if not extract.contract.is_child_level:
        return extract
    place = extract.contract.column_names.index(CHILD_ID)
    made = {
        child_id: pseudonyms.stored(child_id, key)
        for child_id in {row[place] for row in extract.rows}
        if child_id and child_id.strip()
    }
    rows = [
        [*row[:place], made.get(row[place] or ""), *row[place + 1 :]]
        for row in extract.rows
    ]
    return replace(extract, rows=rows)


def opted_out(project: Project, contract: Contract) -> frozenset[str]:
    """The stored identifiers of the children whose rows are not kept."""
    if not contract.is_child_level:
        return frozenset()
    return opted_out_of(project, contract.name)


def without(one: Arrived, opted_out: frozenset[str]) -> Arrived:
    """Leave out the children who opted out; only their number is reported."""
    if not opted_out:
        return one
    extract = one.extract
    place = extract.contract.column_names.index(CHILD_ID)
    kept = [at for at, row in enumerate(extract.rows) if row[place] not in opted_out]
    left_out = len(extract.rows) - len(kept)
    if not left_out:
        return one
    notice = f"{left_out:,} rows of children who opted out were left out."
    extract = replace(
        extract,
        rows=[extract.rows[at] for at in kept],
        lines=tuple(extract.lines[at] for at in kept if extract.lines),
        notices=(*extract.notices, notice),
    )
    return replace(one, extract=extract, judgement=one.judgement.of_rows(kept))
