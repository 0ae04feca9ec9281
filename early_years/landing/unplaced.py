"""Rows of a return by ward that lie in no ward that is known, told as they land."""

from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path

from early_years.area_changes import area_changes
from early_years.csv_rows import rows_if_any
from early_years.environment import Project
from early_years.landing.beside import IN_NO_WARD, key
from early_years.landing.interpreting import Extract

WARDS = Path("seeds", "reference", "ref_wards.csv")
NAMED = 5
LONGEST_NAME = 80
# Codes of a nation's wards begin alike: so many signs stand before the number.
KIND_SIGNS = 3
OLDER = (
    " Counts of older boundaries cannot be put into the wards of today, unless "
    "seeds/reference/ref_area_changes.csv says which ward of today took that one over: "
    "add its row, or ask for the return by today's wards (the template lists them), or "
    "for rows by LSOA. ONS's look-up of small areas to wards (area_lookups) says which "
    "LSOAs lie in which ward."
)
SPLIT = (
    " A row of a ward that was split counts in the council's totals and in no ward: "
    "ask for the return by today's wards, or for rows by LSOA."
)
# From 0 to 1, as difflib has it: the likeness from which a name is taken for a slip.
A_SLIP = 0.8


def told(project: Project, extract: Extract) -> Extract:
    """The extract with its slips, and a notice of rows that will count in no ward.

    A ward is known by its code, and by its name where there is no code; so is one that
    no longer exists, where another took all of it over. A return may name others for
    children who live elsewhere, so that this refuses nothing; a name like that of a
    ward is asked about. Councils of which no ward is known are left out.
    """
    contract = extract.contract
    if contract.area_kind != "ward" or not contract.area_fallback:
        return extract
    known = _wards(project)
    former, split = _formers(project)
    former_names = {name for _, name in former.values()}
    names = contract.column_names
    of_council = next(
        (one.name for one in contract.columns if one.type == "council_code"), None
    )
    if of_council is None:
        return extract
    council, code, name = map(
        names.index, (of_council, contract.area_column, contract.area_fallback)
    )
    found, slips, advice = [], list[tuple[int, str]](), ""
    for at, row in enumerate(extract.rows):
        sent_council = (row[council] or "").strip().upper()
        wards = known.get(former.get(sent_council, (sent_council, ""))[0])
        if not wards:
            continue
        sent, label = (row[code] or "").strip(), (row[name] or "").strip()
        if not sent and IN_NO_WARD.search(label):
            continue
        if sent.upper() in former or (not sent and key(label) in former_names):
            continue
        if sent.upper() in split:
            advice = advice or SPLIT
            found.append((at, f"{sent}, a ward that was split"))
        elif sent:
            ward = wards.get(sent.upper())
            if ward is None and _is_older(sent.upper(), wards):
                advice = OLDER
                found.append((at, f"{sent}, a code older than the council's wards"))
            elif ward is None:
                found.append((at, f"{sent}, which is no ward's code"))
            elif label and key(label) != key(ward):
                found.append((at, f"{label}, with the code of {ward}"))
        elif label and key(label) not in {key(ward) for ward in wards.values()}:
            guess = _with_guess(label, sorted(wards.values()))
            found.append((at, guess))
            if guess != label:
                slips.append((at, guess))
    extract = replace(extract, misspelt=tuple(slips))
    return _with_notice(extract, found, advice)


def _is_older(code: str, wards: dict[str, str]) -> bool:
    """Whether a ward's code is below all of a council's.

    A nation gives codes in ascending order whenever boundaries are drawn anew: one
    below is older than the council's wards, or another council's.
    """
    first = min(wards)
    kind, number = code[:KIND_SIGNS], code[KIND_SIGNS:]
    is_of_kind = kind == first[:KIND_SIGNS] and number.isdecimal()
    return is_of_kind and len(code) == len(first) and code < first


def _with_guess(label: str, wards: list[str]) -> str:
    by_key = {key(ward): ward for ward in wards}
    close = get_close_matches(key(label), by_key, n=1, cutoff=A_SLIP)
    return f"{label}, perhaps {by_key[close[0]]}" if close else label


def _with_notice(
    extract: Extract, found: list[tuple[int, str]], advice: str
) -> Extract:
    if not found:
        return extract
    texts = list(dict.fromkeys(text for _, text in found))
    more = len(texts) - NAMED
    rest = f"; and {more:,} more" if more > 0 else ""
    first = found[0][0]
    line = extract.lines[first] if extract.lines else first + 1
    rows = (
        f"row {line:,} names"
        if len(found) == 1
        else f"{len(found):,} rows, the first row {line:,}, name"
    )
    named = "; ".join(text[:LONGEST_NAME] for text in texts[:NAMED])
    notice = (
        f"{rows} no ward of the council as the tool knows it: {named}{rest}. Without a "
        "known code or name the build counts children in no ward. Correct the file if "
        f"a ward was meant.{advice}"
    )
    return replace(extract, notices=(*extract.notices, notice))


def _wards(project: Project) -> dict[str, dict[str, str]]:
    """Council -> code of a ward -> its name."""
    found: dict[str, dict[str, str]] = {}
    for row in rows_if_any(project.root / WARDS):
        of_council = found.setdefault(row["local_authority_code"], {})
        of_council[row["ward_code"]] = row["ward_name"]
    return found


def _formers(project: Project) -> tuple[dict[str, tuple[str, str]], set[str]]:
    """What became of areas that no longer exist.

    Code -> that of the one area of today and the key of its former name; and the codes
    of those that went into several.
    """
    today: dict[str, list[tuple[str, str]]] = {}
    for row in area_changes(project):
        told = (row["area_code"], key(row["former_area_name"]))
        today.setdefault(row["former_area_code"], []).append(told)
    one = {code: told[0] for code, told in today.items() if len(told) == 1}
    return one, set(today) - set(one)
